"""Replies whose quotes are in traditional characters too, in chats that have set that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bot.core.person import Person
from bot.core.reply import Piece, Reply, Style
from data.text.scripts import to_traditional


def in_script(person: Person, reply: Reply) -> Reply:
    """`reply` as it is, or where that is set with the words of the news converted, which its last line then says.

    What is linked, such as titles, and the lines of publishers and times stay as they were printed.
    """
    if not person.converts or reply.about is None:
        return reply
    pieces: list[Piece] = []
    for kept, group in groupby(reply.pieces, key=lambda piece: piece.url is not None or piece.style is Style.FAINT):
        together = list(group)
        pieces += together if kept else _converted(together)
    if "".join(piece.text for piece in pieces) == reply.text:
        return reply
    return replace(reply, pieces=(*pieces, Piece("\n\n" + person.say("note-converted"), Style.FAINT)))


def _converted(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Together, as what is bold may be a part of a word."""
    text = "".join(piece.text for piece in pieces)
    whole, at = to_traditional(text), 0
    for piece in pieces:
        here, at = whole[at : at + len(piece.text)], at + len(piece.text)
        yield replace(piece, text=here if len(whole) == len(text) else to_traditional(piece.text))
