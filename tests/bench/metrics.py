"""What a file of replies is worth against a file of questions: shares with their intervals, and milliseconds.

Of the answerable questions, but for `summary`:
    hit             the answer's text holds an accepted answer; of key words (kind `short`) also: a right article is
                    among the first three of a list
    lead            ... within its first 120 characters (240 where it is not mostly Chinese)
Of all answerable questions:
    cite1, cite3    a right article is cited (in a list or overview: listed) first, or among the first three
    shown           what is wanted stands in the answer's text, or in a quote of what is nearest
    facts           of `summary` questions only: key facts present, averaged
    false_reject    declined, and no list instead (lower is better)
    length          characters of the answer's text, the median
Of the unanswerable ones:
    rejected        declined
    near, absent    ... where the news has the thing but not the fact asked, and where it has neither
Of both, from `confidence` alone, whatever threshold the bot uses:
    auc             area under the accept/reject curve: an answerable question is surer than an unanswerable one
    rejected_at_5   unanswerable ones declined where the threshold declines 5 % of the answerable ones
Of all that were answered, whether they can be or not:
    precision       the answer's text holds an accepted answer
Of all replies:
    verbatim        quotes that stand word for word in the article they cite, of those whose article is given
    p50, p95        milliseconds
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Required, TypedDict

import numpy as np

from tests.bench.shares import Share, area, curve_share, rejected_at, share

SHARES = ("hit", "lead", "cite1", "cite3", "facts", "shown", "precision", "rejected", "false_reject", "verbatim")
REFUSALS = ("auc", "rejected_at_5", "near", "absent")

_LEAD_CHINESE, _LEAD_OTHER = 120, 240  # characters that a phone shows without scrolling
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_WESTERN = re.compile(r"[\x00-\x7f£€]+")
_BLANK = re.compile(r"[\s\u200b]+")
_QUOTES = str.maketrans(dict.fromkeys("“”「」『』", '"') | dict.fromkeys("‘’", "'"))


class Question(TypedDict, total=False):
    """A line of a file of questions; no `answers`: the news does not say. `also`: further right articles."""

    id: Required[str]
    kind: Required[str]
    question: Required[str]
    answers: Required[list[str]]
    article_id: str | None
    also: list[str]
    title: str
    asked_at: str
    note: str


class Reply(TypedDict, total=False):
    """A line as `newsbot ask --batch` prints it."""

    id: Required[str]
    reply: str
    answered: bool
    answer: str
    citations: list[dict[str, Any]]
    nearest: list[dict[str, Any]]
    articles: list[str]
    confidence: float | None
    ms: float


@dataclass(frozen=True, slots=True)
class Grade:
    """What one reply adds to each figure: nothing to those that do not count its question."""

    id: str
    kind: str
    good: bool
    values: Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Figures:
    """A whole set: figures that nothing was counted for are left out."""

    shares: Mapping[str, Share]
    whole: Mapping[str, float]  # length, p50, p95
    kinds: Mapping[str, tuple[int, int]]  # good ones of all
    missed: Mapping[str, Sequence[str]]  # ids by kind


def measure(questions: Sequence[Question], replies: Iterable[Reply], bodies: Mapping[str, str]) -> Figures:
    """`bodies`: see `bodies_of`. A question without a reply was neither answered nor declined."""
    by_id = {reply["id"]: reply for reply in replies}
    grades = [grade(question, by_id.get(question["id"]), bodies) for question in questions]
    values: dict[str, list[float]] = defaultdict(list)
    for each in grades:
        for name, counted in each.values.items():
            values[name] += counted
    kinds = sorted({each.kind for each in grades})
    by_kind = {kind: [each for each in grades if each.kind == kind] for kind in kinds}
    return Figures(
        shares=_shares(values) | _refusals(values),
        whole=_whole(values),
        kinds={kind: (sum(each.good for each in some), len(some)) for kind, some in by_kind.items()},
        missed={kind: [each.id for each in some if not each.good] for kind, some in by_kind.items()},
    )


def bodies_of(articles: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The text of each article by its id, in the form that quotes are compared in."""
    return {article["id"]: _squeezed(f"{article['title']}\n{article['body']}") for article in articles}


def grade(question: Question, reply: Reply | None, bodies: Mapping[str, str]) -> Grade:
    told = reply or Reply(id=question["id"])
    quoted = [(bodies.get(each.get("article_id", "")), each.get("quote")) for each in told.get("citations") or []]
    values: dict[str, list[float]] = {
        "verbatim": [_squeezed(quote) in body for body, quote in quoted if body is not None and quote],
        "ms": [told["ms"]] if "ms" in told else [],
    }
    if question["answers"]:
        values |= _answerable(question, told)
        good = values["facts" if question["kind"] == "summary" else "hit"] == [1]
    else:
        good = reply is not None and not told.get("answered")
        values |= {name: [float(good)] for name in ("rejected", _lack(question)) if name}
    if told.get("answered"):
        values["precision"] = [float(bool(question["answers"]) and good)]
    if (confidence := told.get("confidence")) is not None:
        values["sure" if question["answers"] else "unsure"] = [confidence]
    return Grade(question["id"], question["kind"], good, values)


def _answerable(question: Question, reply: Reply) -> dict[str, list[float]]:
    answer, listed = reply.get("answer") or "", _listed(reply)
    right = [is_right(each, question) for each in (reply.get("citations") or listed)[:3]]
    present = [holds(answer, accepted) for accepted in question["answers"]]
    early = any(holds(lead(answer), accepted) for accepted in question["answers"])
    summary = question["kind"] == "summary"
    in_list = question["kind"] == "short" and any(is_right(each, question) for each in listed[:3])
    hit = all(present) if summary else any(present) or in_list
    nearest = " ".join(each.get("quote") or "" for each in reply.get("nearest") or [])
    return {
        **({"facts": [sum(present) / len(present)]} if summary else {"hit": [hit], "lead": [early]}),
        "cite1": [any(right[:1])],
        "cite3": [any(right)],
        "shown": [hit or any(holds(nearest, accepted) for accepted in question["answers"])],
        "false_reject": [not (reply.get("answered") or listed)],
        "length": [len(answer)],
    }


def _listed(reply: Reply) -> list[dict[str, Any]]:
    """The articles of a list or an overview, in order, as they would be cited."""
    ids = (reply.get("articles") or []) if reply.get("reply") in ("list", "overview") else []
    return [{"article_id": article_id} for article_id in ids]


def _lack(question: Question) -> str:
    """Why it cannot be answered, as its note says; "" where it says nothing of the kind."""
    kinds = {"near-miss": "near", "absent": "absent"}
    return next((name for start, name in kinds.items() if question.get("note", "").startswith(start)), "")


def holds(text: str, answer: str) -> bool:
    """Whether `text` says `answer`; a number or a Latin word only as a whole one: "12" is not in "112" or "12.5"."""
    if not _WESTERN.fullmatch(answer):
        return _bare(answer) in _bare(text)
    pieces = re.findall(r"[a-z0-9]+|[^a-z0-9\s]", _folded(answer))
    spaced = r"\s*".join(map(re.escape, pieces))
    return re.search(rf"(?<![a-z0-9]){spaced}(?![a-z]|\.?\d)", _folded(text)) is not None


def lead(text: str) -> str:
    """What is read first."""
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return text[: _LEAD_CHINESE if 3 * chinese > len(text) else _LEAD_OTHER]


def is_right(citation: Mapping[str, Any], question: Question) -> bool:
    """Whether it cites an article that holds the answer, known by its id or, failing that, by its title."""
    cited, title = citation.get("article_id"), question.get("title")
    if cited is not None and cited in (question.get("article_id"), *question.get("also", ())):
        return True
    return bool(title) and _bare(title or "") == _bare(citation.get("title") or "")


def _shares(values: Mapping[str, Sequence[float]]) -> dict[str, Share]:
    return {name: share(values[name]) for name in (*SHARES, "near", "absent") if values.get(name)}


def _refusals(values: Mapping[str, Sequence[float]]) -> dict[str, Share]:
    if not values.get("sure") or not values.get("unsure"):
        return {}
    both = np.array(values["sure"]), np.array(values["unsure"])
    return {"auc": curve_share(area, *both), "rejected_at_5": curve_share(partial(rejected_at, 0.05), *both)}


def _whole(values: Mapping[str, Sequence[float]]) -> dict[str, float]:
    whole = {"length": statistics.median(values["length"])} if values.get("length") else {}
    times = sorted(values.get("ms", ()))
    if times:
        last = len(times) - 1
        whole |= {"p50": times[len(times) // 2], "p95": times[min(last, int(len(times) * 0.95))]}
    return whole


def _folded(text: str) -> str:
    return _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())


def _bare(text: str) -> str:
    return _BLANK.sub("", _folded(text).translate(_QUOTES))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
