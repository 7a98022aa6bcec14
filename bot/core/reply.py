"""What a reply is, for every transport: styled text and rows of buttons. Knows neither Telegram nor a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from itertools import groupby

from bot.core.answer import Answer


class Style(Enum):
    """How a piece looks; each transport has its own way to show it."""

    PLAIN = "plain"
    BOLD = "bold"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look, with or without a link."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None
    time: datetime | None = None  # aware: the moment that `text` names, for readers whose own clock can tell it
    quoted: bool = False  # from the paragraph in which a quote stands: shown apart, or left out


def by_link(pieces: Iterable[Piece]) -> Iterator[tuple[str | None, list[Piece]]]:
    """Neighbours that lead to one page together: a title with some of its words in bold is one link."""
    for url, group in groupby(pieces, key=lambda piece: piece.url):
        yield url, list(group)


def timed(words: str, moments: Iterable[tuple[str, datetime | None]], style: Style = Style.PLAIN) -> list[Piece]:
    """`words` in pieces: each of `moments`, as it is printed there, with its time where it has one."""
    pieces: list[Piece] = []
    for printed, time in sorted(moments, key=lambda moment: words.find(moment[0])):
        before, found, after = words.partition(printed)
        if time and found:
            pieces += [Piece(before, style), Piece(found, style, time=time)]
            words = after
    return [piece for piece in (*pieces, Piece(words, style)) if piece.text]


def without_quotes(pieces: Iterable[Piece]) -> list[Piece]:
    """`pieces` but for those quoted, and for the line breaks before these."""
    kept: list[Piece] = []
    for quoted, group in groupby(pieces, key=lambda piece: piece.quoted):
        if not quoted:
            kept += group
        elif kept and kept[-1].text == "\n":
            kept.pop()
    return kept


@dataclass(frozen=True, slots=True)
class Button:
    """`action` is what `Router.press` understands; 1 to 55 bytes, for which Telegram has room.

    With `url` it opens that page instead, with `copy` it copies that text; `action` is "" then. `unquoted` is what it
    does where quoted pieces are not shown; with no `action` beside it, it is a button for there only.
    """

    label: str
    action: str
    url: str | None = None
    copy: str | None = None
    unquoted: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What of the news a message speaks of: a question in reply to it is asked of that."""

    article_ids: tuple[int, ...] = ()
    story_id: int | None = None
    first: int = 1  # the number that the first of the articles has in a list
    turn_id: int | None = None  # of an answer: the question it was given to


@dataclass(frozen=True, slots=True)
class File:
    """What goes along with a message: a picture (.png) is shown, anything else is for downloading."""

    name: str
    content: bytes


class ReplyKind(StrEnum):
    """What a reply is to who asked, however it looks; scripts read these words."""

    ANSWER = "answer"  # the news says it
    NEAREST = "nearest"  # it does not; what comes nearest
    NOTHING = "nothing"  # nor is there anything near
    OVERVIEW = "overview"  # what the news of some time is about
    LIST = "list"
    HELP = "help"  # how a thing is done, or why it was not
    DONE = "done"  # a wish carried out
    TALK = "talk"
    PAGE = "page"  # what stands at a link, or the text of an article


@dataclass(frozen=True, slots=True)
class Reply:
    """A message to a reader. Lines are separated by "\n" inside the pieces.

    `kind`, `command` and `answer` are for scripts: what it is, which command was carried out or is pointed to, and
    what it says in words of the news. Replies that look alike are equal.
    """

    pieces: tuple[Piece, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    about: About | None = None
    file: File | None = None
    preview: str | None = None  # address of a picture to be shown above it, large
    kind: ReplyKind = field(default=ReplyKind.HELP, compare=False)
    command: str = field(default="", compare=False)
    answer: Answer | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """All of it without looks and links."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button brought: a reply, in place of the message with the button or as a new one."""

    reply: Reply
    in_place: bool


def plain(text: str, kind: ReplyKind = ReplyKind.HELP) -> Reply:
    return Reply((Piece(text),), kind=kind)
