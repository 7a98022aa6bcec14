"""What a publisher changed in an article after it had come out: sentences taken out and put in, change by change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import takewhile

from bot.core.catalogue import local_time
from bot.core.person import Person
from bot.core.reply import Button, Piece, Reply, Style, plain, timed
from data.models import Article, Version
from data.text.passages import fitting, split_sentences, width

_WIDEST = 75.0  # of a sentence, about three lines on a phone
_BEFORE = 15.0  # shown of it before the words that changed
_EDITS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Edit:
    """One sentence or title: what it was, "" for a new one, and what it became, "" for one taken out."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of an article at one moment."""

    at: datetime
    title: Edit | None  # None: it stayed
    sentences: tuple[Edit, ...]  # in the order of the text


def changes_of(article: Article, versions: Sequence[Version]) -> list[Revision]:
    """The newest first; `versions` are what it said before each, the oldest first."""
    later = [(each.title, each.body) for each in versions[1:]] + [(article.title, article.body)]
    pairs = zip(versions, later, strict=True) if versions else ()
    return [_change(version, *after) for version, after in pairs][::-1]


def _change(before: Version, title: str, body: str) -> Revision:
    renamed = Edit(before.title, title) if before.title != title else None
    return Revision(before.replaced_at, renamed, tuple(_edits(_sentences(before.body), _sentences(body))))


def _sentences(body: str) -> list[str]:
    """As a reader sees them: however their words are parted."""
    return [" ".join(span.of(body).split()) for span in split_sentences(body)]


def _edits(before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield from _paired(before[start:end], after[new_start:new_end])


def _paired(out: Sequence[str], put_in: Sequence[str]) -> Iterator[Edit]:
    """Each sentence with the one it became; what is more on one side stands alone."""
    both = min(len(out), len(put_in))
    yield from (Edit(*pair) for pair in zip(out[:both], put_in[:both], strict=True))
    yield from (Edit(each, "") for each in out[both:])
    yield from (Edit("", each) for each in put_in[both:])


def history_reply(person: Person, article: Article, versions: Sequence[Version], number: int = 0) -> Reply:
    """One change, the newest for 0, with buttons to those before and after it."""
    changes = changes_of(article, versions)
    if not changes:
        return plain(person.say("history-none"))
    number = max(0, min(number, len(changes) - 1))
    pieces = [*_head(person, article), *_told(person, changes[number], len(changes) - number, len(changes))]
    row = [Button(person.say("button-text"), f"article:{article.id}:0")]
    if number + 1 < len(changes):
        row.append(Button(person.say("button-earlier"), f"history:{article.id}:{number + 1}"))
    if number > 0:
        row.append(Button(person.say("button-later"), f"history:{article.id}:{number - 1}"))
    return Reply(tuple(pieces), (tuple(row),))


def whole_history(person: Person, article: Article, versions: Sequence[Version]) -> Reply:
    """All changes in one reply, for a terminal."""
    changes = changes_of(article, versions)
    if not changes:
        return plain(person.say("history-none"))
    told = [_told(person, each, len(changes) - number, len(changes)) for number, each in enumerate(changes)]
    return Reply((*_head(person, article), *(piece for each in told for piece in each)))


def _head(person: Person, article: Article) -> list[Piece]:
    source = article.source or person.say("source-unnamed")
    return [Piece(article.title, Style.BOLD, article.url), Piece(f"\n{source}", Style.FAINT)]


def _told(person: Person, change: Revision, number: int, total: int) -> list[Piece]:
    when = local_time(person.language, change.at, person.zone)
    head = person.say("history-change", number=number, total=total, when=when)
    pieces = timed(f"\n\n{head}", [(when, change.at)])
    if change.title:
        pieces += [Piece("\n\n" + person.say("history-title"), Style.FAINT), *_edit(change.title)]
    for edit in change.sentences[:_EDITS_SHOWN]:
        pieces += [Piece("\n"), *_edit(edit)]
    more = len(change.sentences) - _EDITS_SHOWN
    if more > 0:
        pieces.append(Piece("\n\n" + person.say("history-more", count=more), Style.FAINT))
    if not change.title and not change.sentences:
        pieces.append(Piece("\n\n" + person.say("history-layout")))
    return pieces


def _edit(edit: Edit) -> list[Piece]:
    """A line with − and one with +, each with the words that are not in the other in bold where both are there."""
    both = bool(edit.before and edit.after)
    start, rest = _shared(edit.before, edit.after) if both else (0, 0)
    lines = (("−", edit.before), ("+", edit.after))
    pieces: list[Piece] = []
    for sign, text in lines:
        if text:
            pieces += [Piece(f"\n{sign} "), *_shown(text, start, len(text) - rest, both)]
    return pieces


def _shared(before: str, after: str) -> tuple[int, int]:
    """How many characters both begin with, and end with; no number or Latin word is torn."""
    start = _common(before, after)
    rest = _common(before[start:][::-1], after[start:][::-1])
    while start and _is_torn(before, start) | _is_torn(after, start):
        start -= 1
    while rest and _is_torn(before, len(before) - rest) | _is_torn(after, len(after) - rest):
        rest -= 1
    return start, rest


def _common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_torn(text: str, at: int) -> bool:
    return 0 < at < len(text) and all(each.isascii() and each.isalnum() for each in text[at - 1 : at + 1])


def _shown(text: str, start: int, end: int, marked: bool) -> list[Piece]:
    """`text`, cut to what has room from a little before `start`; what stands from `start` to `end` in bold."""
    begin = 0
    while width(text) > _WIDEST and width(text[begin:start]) > _BEFORE:
        begin += 1
    stop = begin + fitting(text[begin:], _WIDEST)
    parts = [
        Piece(("…" if begin else "") + text[begin : min(start, stop)]),
        Piece(text[min(start, stop) : min(end, stop)], Style.BOLD if marked else Style.PLAIN),
        Piece(text[min(end, stop) : stop] + ("…" if stop < len(text) else "")),
    ]
    return [piece for piece in parts if piece.text]
