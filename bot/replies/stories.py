"""A story as a reply: all who tell it, by time, and under each article who else printed the same text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.catalogue import local_time
from bot.core.person import Person
from bot.core.reply import About, Piece, Reply, ReplyKind, Style
from bot.replies.articles import ListPage, headline, page_buttons, text_buttons, title_line, when
from data.models import Article
from data.store.stories import Telling

_COPIES_SHOWN = 4


def story_reply(person: Person, telling: Telling, page: ListPage, copies: Mapping[int, Sequence[Article]]) -> Reply:
    """The articles of `page`, the oldest first; `copies` of them by article id."""
    pieces = title_line(person, person.say("story-title"), page)
    pieces.append(Piece("\n" + _extent(person, telling), Style.FAINT))
    for number, article in enumerate(page.articles, page.first):
        pieces += [Piece(f"\n\n{number}. "), *headline(person, article)]
        pieces += _copies(person, copies.get(article.id, ()))
    about = About(tuple(each.id for each in page.articles), telling.story_id, page.first)
    texts = text_buttons(page.articles, page.first, page.place)
    return Reply(tuple(pieces), (*texts, *page_buttons(person, page)), about, kind=ReplyKind.LIST)


def _extent(person: Person, telling: Telling) -> str:
    """`5 articles · 20 Jun 2022, 17:50 – 24 Jun 2022, 10:00`"""
    times = [local_time(person.language, time, person.zone) for time in (telling.first_at, telling.last_at) if time]
    period = " – ".join(dict.fromkeys(times))
    return " · ".join(filter(None, (person.say("story-articles", count=telling.articles), period)))


def _copies(person: Person, copies: Sequence[Article]) -> list[Piece]:
    pieces: list[Piece] = []
    for copy in copies[:_COPIES_SHOWN]:
        source = copy.source or person.say("source-unnamed")
        pieces.append(Piece("\n" + person.say("story-copy"), Style.FAINT))
        pieces += [Piece(source, Style.FAINT, copy.url), Piece(f" · {when(person, copy)}", Style.FAINT)]
    if len(copies) > _COPIES_SHOWN:
        more = person.say("story-more-copies", count=len(copies) - _COPIES_SHOWN)
        pieces.append(Piece(f"\n{more}", Style.FAINT))
    return pieces
