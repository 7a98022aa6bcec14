"""Fits the weights of embeddings.intent on messages with what they want: python -m embeddings.training.intents FILE...

Lines of FILE: {message, want, topic, note}; of a how-to or a wish the note begins with the command that serves it; or
{turns: [{question, relation}]}, a dialogue, whose turns are questions and tell what leans on the turn before; or
{question}, one of which each fourth is taken.
`messages.jsonl` and `dialogues.jsonl` beside this file are always among them. Needs scikit-learn, which
sentence-transformers brings. Two minutes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import numpy as np
import platformdirs
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression

from embeddings.encoders.encoder import FloatArray
from embeddings.encoders.loading import load_encoder
from embeddings.intent.classifier import TOPIC_WEIGHT, message_row
from embeddings.intent.features import TOPIC_SPACE, Token, hashed, plain_message, tokens, topic_features

_COMMON = 6  # examples that have a word, from which it is a feature itself
_SOFTNESS = 10.0  # inverse strength of the penalty
_WORDS_ALONE = 0.3  # weight of each example without its vector, for those who use another encoder
_TOPICAL = frozenset({"topic_news", "lookup", "set", "source_news"})
_OF_QUESTIONS = 4
_LEANING = frozenset({"continue", "clarify", "correct"})
_JUDGED = 5  # each so many-eth dialogue is left for judging


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    """`command` "" where none serves; `topic` as written, "" for none."""

    message: str
    want: str
    command: str = ""
    topic: str = ""
    leans: bool | None = None  # on what was said before; None where that is not known


def read_examples(lines: Sequence[dict[str, Any]]) -> list[LabelledMessage]:
    examples = list[LabelledMessage]()
    for number, line in enumerate(lines):
        if "turns" in line:
            turns = line["turns"] if number % _JUDGED else []
            examples += [
                LabelledMessage(turn["question"], "question", leans=turn["relation"] in _LEANING) for turn in turns
            ]
        elif "question" in line:
            examples += [LabelledMessage(line["question"], "question")] if number % _OF_QUESTIONS == 0 else []
        else:
            examples.append(LabelledMessage(line["message"], line["want"], _command(line), line.get("topic") or ""))
    return examples


def fit(examples: Sequence[LabelledMessage], vectors: FloatArray) -> tuple[dict[str, Any], dict[str, Any]]:
    """Names and arrays, as the weights' file holds them. `vectors`: (n, dim), of the messages."""
    plains = [plain_message(each.message) for each in examples]
    common = _common(plains)
    words = [tokens(plain, common) for plain in plains]
    mean = vectors.mean(0)
    rows = [message_row(w, p, v - mean, common) for w, p, v in zip(words, plains, vectors, strict=True)]
    bare = [message_row(w, p, None, common) for w, p in zip(words, plains, strict=True)]
    wants, want_rows = _logistic(rows, bare, [each.want for each in examples])
    serving = [number for number, each in enumerate(examples) if each.command]
    commands, command_rows = _logistic(
        [rows[n] for n in serving], [bare[n] for n in serving], [examples[n].command for n in serving]
    )
    told = [n for n, each in enumerate(examples) if each.leans is not None or each.want == "question"]
    _, leans = _logistic([rows[n] for n in told], [bare[n] for n in told], [str(bool(examples[n].leans)) for n in told])
    topic = _topic_row(examples, plains, words, common)
    arrays = {"mean": mean.astype(np.float16)}
    for name, matrix in (("wants", want_rows), ("commands", command_rows), ("leans", leans), ("topic", topic[None])):
        scale = np.abs(matrix).max(1) / 127
        arrays[name] = np.ascontiguousarray(np.round(matrix / scale[:, None]), np.int8)
        arrays[f"{name}.scale"] = scale.astype(np.float32)
    return {"common": sorted(common), "wants": wants, "commands": commands}, arrays


def _common(plains: Sequence[str]) -> frozenset[str]:
    counts = Counter(word for plain in plains for word in {each.text for each in tokens(plain, ())})
    return frozenset(word for word, count in counts.items() if count >= _COMMON)


def _logistic(
    rows: Sequence[FloatArray], bare: Sequence[FloatArray], labels: Sequence[str]
) -> tuple[list[str], NDArray[np.float64]]:
    weights = [1.0] * len(rows) + [_WORDS_ALONE] * len(bare)
    model = LogisticRegression(C=_SOFTNESS, max_iter=300)
    model.fit(np.stack([*rows, *bare]), [*labels, *labels], sample_weight=weights)
    return list(model.classes_), np.hstack([model.coef_, model.intercept_[:, None]])


def _topic_row(
    examples: Sequence[LabelledMessage], plains: Sequence[str], words: Sequence[Sequence[Token]], common: frozenset[str]
) -> NDArray[np.float64]:
    rows, inside = list[FloatArray](), list[bool]()
    for example, plain, found in zip(examples, plains, words, strict=True):
        marked = _marked(plain, plain_message(example.topic))
        if example.want not in _TOPICAL | {"overview"} or (example.topic and not any(marked)):
            continue
        for at, word in enumerate(found):
            row = np.zeros(TOPIC_SPACE, np.float32)
            indices = hashed(topic_features(found, at, example.want, common), TOPIC_SPACE)
            row[indices] = TOPIC_WEIGHT / np.sqrt(len(indices))
            rows.append(row)
            inside.append(2 * sum(marked[word.start : word.end]) > word.end - word.start)
    model = LogisticRegression(C=2.0, max_iter=500).fit(np.stack(rows), inside)
    return np.append(model.coef_[0], model.intercept_[0])


def _marked(plain: str, topic: str) -> list[bool]:
    """Which characters of a message its topic has; all of it together where it stands so, else word by word."""
    marked = [False] * len(plain)
    for part in [topic] if topic and topic in plain else topic.split():
        at = plain.find(part)
        if at >= 0:
            marked[at : at + len(part)] = [True] * len(part)
    return marked


def _command(line: dict[str, Any]) -> str:
    """`digest off` is one of its own: it takes away what the other brings."""
    first, *rest = (line.get("note") or "").split() or [""]
    if line["want"] not in ("howto", "set") or not first.startswith("/"):
        return ""
    name = first.strip("/(),;").replace("start", "help")
    return f"{name} off" if rest[:1] == ["off"] else name


@click.command(help=__doc__)
@click.argument("paths", metavar="FILE...", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default="embeddings/intent/weights.safetensors")
def main(paths: Sequence[Path], out: Path) -> None:
    own = [files("embeddings.training") / name for name in ("messages.jsonl", "dialogues.jsonl")]
    texts = [*(each.read_text(encoding="utf-8") for each in own), *(path.read_text(encoding="utf-8") for path in paths)]
    examples = [each for text in texts for each in read_examples([json.loads(line) for line in text.splitlines()])]
    encoder = load_encoder(None, platformdirs.user_cache_path("newsbot"))
    names, arrays = fit(examples, encoder.encode_queries([each.message for each in examples]))
    save_file(arrays, out, {"names": json.dumps(names, ensure_ascii=False)})
    click.echo(f"{len(examples)} examples, {len(names['common'])} common words, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
