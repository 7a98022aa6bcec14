"""What passage width and title are worth: the right article first, and an answer among the first five passages.

python -m tests.bench.bench_passages zh 220 title      (or 350, or: zh 220 bare)
"""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import numpy as np
import platformdirs

from bot.core.progress import progress
from data.text.passages import split_passages
from embeddings.encoders.encoder import Encoder, FloatArray
from embeddings.encoders.loading import load_encoder
from embeddings.search.embedder import passage_text
from tests.bench.corpus import articles, questions
from tests.support.paths import EVAL

_BATCH = 512


def main() -> None:
    language, width, title = sys.argv[1], float(sys.argv[2]), sys.argv[3] == "title"
    held = articles(language)
    spans = [(number, span) for number, a in enumerate(held) for span in split_passages(a["body"], width)]
    texts = [(held[number]["title"], span.of(held[number]["body"])) for number, span in spans]
    encoder = load_encoder(None, platformdirs.user_cache_path("newsbot"))
    vectors = _encode(encoder, [passage_text(*text) if title else text[1] for text in texts])
    asked = [question for question in questions(language) if question["answers"]]
    nearest = np.argsort(-encoder.encode_queries([q["question"] for q in asked]) @ vectors.T, axis=1)[:, :60]
    scorer = _scorer()
    first = third = fifth = 0
    for question, row in zip(asked, nearest, strict=True):
        ids = list(dict.fromkeys(held[spans[at][0]]["id"] for at in row))
        right = {question["article_id"], *question.get("also", [])}
        first += bool(right & set(ids[:1]))
        third += bool(right & set(ids[:3]))
        seen = "\n".join("\n".join(texts[at]) for at in row[:5])
        fifth += any(scorer.holds(seen, answer) for answer in question["answers"])
    count = len(asked)
    print(f"{language}, width {width:g}, {'with title' if title else 'bare'}: {len(spans)} passages, dense only")
    print(f"right article first {first / count:.3f}, in three {third / count:.3f}, answer in five {fifth / count:.3f}")


def _encode(encoder: Encoder, texts: list[str]) -> FloatArray:
    parts = []
    with progress("embedding", len(texts)) as advance:
        for at in range(0, len(texts), _BATCH):
            parts.append(encoder.encode_passages(texts[at : at + _BATCH]))
            advance(len(parts[-1]))
    return np.concatenate(parts)


def _scorer() -> ModuleType:
    """The evaluation's own idea of holding an answer."""
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
