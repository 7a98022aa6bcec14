"""Training examples for the reader, from reading-comprehension lines `{context, question, start, answer}`.

Contexts are cut into passages as articles are, so that training sees what reading will. Besides the paragraphs
that the sets themselves give as unanswerable, two kinds of near miss are made: the passage without the sentence
that answered, and a neighbouring passage of the same text.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from data.text.passages import Span, split_passages, split_sentences
from data.text.tokens import split_terms

_WITHOUT_SENTENCE, _NEIGHBOUR, _ANSWERED_ELSEWHERE = 0.35, 0.2, 0.25  # shares made or kept
_OTHER_LANGUAGE = 0.15
_UNLICENSED = frozenset(("quoref_contrast", "drop_contrast"))
_BY_PEOPLE = frozenset(("squad2_dev", "disfl_qa", "timeqa", "condaqa"))
_PUNCTUATION = re.compile(r"[?？!！,，。;；:：]+|(?<=[a-z])'(?=[a-z]{1,2}\b)|\.(?=\s|$)")
_OTHER = re.compile(r"[а-яА-Я]|\b(der|die|und|das|el|los|las|una|que|por)\b")  # neither Chinese nor English


@dataclass(frozen=True, slots=True)
class Example:
    """A question on one passage; `answer` is None where the passage does not hold it."""

    question: str
    title: str
    passage: str
    answer: Span | None
    pair: str = ""
    """What an answerable question and its near misses on the same passage share; "" where there are none."""


def set_aside(key: str) -> bool:
    """Whether what hangs on `key` (an article's id, a context) is for judging, never for training: a fifth is."""
    return int(hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(), 16) % 5 == 0


def read_lines(file: Path) -> list[dict[str, str | int]]:
    """The JSON lines of `file`, gzip-compressed where its name says so."""
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def sampled(lines: Iterable[dict[str, str | int]], most: int, random: Random) -> list[dict[str, str | int]]:
    """At most so many lines of each `set`, of those with people's own near misses four times as many; none whose
    context is set aside, none without an open licence."""
    by_set: dict[str, list[dict[str, str | int]]] = {}
    for line in lines:
        name = str(line.get("set", ""))
        if name not in _UNLICENSED and not set_aside(str(line["context"])):
            by_set.setdefault(name, []).append(line)
    return [
        line
        for name, found in sorted(by_set.items())
        for line in random.sample(found, min(len(found), most * (4 if name in _BY_PEOPLE else 1)))
    ]


def public_examples(lines: Iterable[dict[str, str | int]], random: Random) -> Iterator[Example]:
    """Examples of all `lines` in random order, about as many negatives as answerable ones."""
    rows = [(str(line["question"]), str(line["context"]), int(line["start"]), str(line["answer"])) for line in lines]
    random.shuffle(rows)
    answered = {question for question, _, start, _ in rows if start >= 0}
    for question, context, start, answer in rows:
        if _OTHER.search(f"{question} {context}") and random.random() > _OTHER_LANGUAGE:
            continue
        if start >= 0:
            yield from _answerable(question, context, Span(start, start + len(answer)), random)
        elif question not in answered or random.random() < _ANSWERED_ELSEWHERE:
            yield Example(question, "", _nearest(question, context), None)


def _answerable(question: str, context: str, answer: Span, random: Random) -> Iterator[Example]:
    passages = split_passages(context)
    held = next((p for p in passages if p.start <= answer.start and answer.end <= p.end), None)
    if held is None:
        return
    passage = held.of(context)
    inside = Span(answer.start - held.start, answer.end - held.start)
    yield Example(question, "", passage, inside)
    if random.random() < _WITHOUT_SENTENCE and (rest := without_answer(passage, inside)):
        yield Example(question, "", rest, None)
    others = [p.of(context) for p in passages if answer.of(context) not in p.of(context)]
    if others and random.random() < _NEIGHBOUR:
        yield Example(question, "", random.choice(others), None)


def as_typed(example: Example) -> Example:
    """`example` with its question as it is often typed on a phone: in lower case, without punctuation."""
    return replace(example, question=" ".join(_PUNCTUATION.sub(" ", example.question.lower()).split()))


def without_answer(passage: str, answer: Span) -> str:
    """`passage` less the sentences that touch or repeat the answer; "" where little is left."""
    words = answer.of(passage)
    spans = split_sentences(passage)
    kept = [s for s in spans if (s.end <= answer.start or s.start >= answer.end) and words not in s.of(passage)]
    rest = " ".join(s.of(passage) for s in kept)
    return rest if len(rest) * 3 > len(passage) else ""


def _nearest(question: str, context: str) -> str:
    """The passage of `context` that shares most with the question: the one retrieval would bring."""
    wanted = set(split_terms(question).grams) | set(split_terms(question).words)
    texts = [span.of(context) for span in split_passages(context)] or [context]
    return max(texts, key=lambda text: len(wanted & set((terms := split_terms(text)).grams + terms.words)))
