"""Digests as messages: a line of facts a story, in the words of the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_day_names

from bot.core.catalogue import local_day
from bot.core.person import Person
from bot.core.reply import About, Button, Piece, Reply, ReplyKind, Style
from bot.question.criteria import criteria_words
from bot.replies.articles import also, text_buttons
from data.chats.subscriptions import Criteria, Times
from data.models import Article
from data.store.stories import Telling
from data.text.passages import fitting, split_sentences, width

_DAY = timedelta(days=1)
_SHORTEST = 5.0  # of one, so that a crosshead is none
_WIDEST = 50.0  # of a line of facts, in Han characters: two lines on a phone
_DATELINE = re.compile(r"^.{0,24}?\d{1,2}月\d{1,2}日\s?[电讯]\s?(?:[（(][^）)]{1,30}[）)])?\s*[,，]?\s*")


@dataclass(frozen=True, slots=True)
class Head:
    """What a digest is of: its news, its local day, its time, and its subscription if it has one."""

    criteria: Criteria
    day: date
    length: timedelta
    subscription_id: int | None = None


def digest_reply(person: Person, head: Head, stories: Sequence[tuple[Article, Telling | None]]) -> Reply:
    """A line of facts a story, buttons for the texts."""
    weekly = head.length > _DAY
    words = criteria_words(person, head.criteria) if head.criteria else ""
    title = person.say("digest-weekly" if weekly else "digest-daily", day=local_day(person.language, head.day))
    pieces = [Piece(f"🗞 {title}", Style.BOLD), Piece(f"  {words}" if words else "", Style.FAINT)]
    if not stories:
        pieces.append(Piece("\n" + person.say("digest-nothing")))
    for number, (article, telling) in enumerate(stories, 1):
        more = also(person, telling) or article.source or person.say("source-unnamed")
        pieces += [Piece(f"\n\n{number}. "), Piece(article.title, url=article.url), Piece(f" · {more}", Style.FAINT)]
        pieces.append(Piece(f"\n{fact}" if (fact := lead(article)) else ""))
    buttons = text_buttons([article for article, _ in stories], 1)
    if head.subscription_id is not None:
        buttons.append((Button(person.say("button-stop"), f"stop:{head.subscription_id}"),))
    about = About(tuple(article.id for article, _ in stories)) if stories else None
    kind = ReplyKind.OVERVIEW if stories else ReplyKind.NOTHING
    return Reply(tuple(piece for piece in pieces if piece.text), tuple(buttons), about, kind=kind)


def lead(article: Article) -> str:
    """The first sentence that says more than the title, without where and when it was written, in two lines."""
    spans = split_sentences(article.body)
    sentences = [_DATELINE.sub("", span.of(article.body).replace("\n", " "), count=1) for span in spans[:3]]
    told = next(
        (each for each in sentences if width(each) >= _SHORTEST and each.rstrip("。.") not in article.title), ""
    )
    if width(told) <= _WIDEST:
        return told
    return told[: fitting(told, _WIDEST)].rstrip("，,、 ") + "…"


def times_words(person: Person, times: Times) -> str:
    """`每天 08:00` or `every Friday at 20:30`"""
    clock = f"{times.minute // 60:02}:{times.minute % 60:02}"
    if times.weekday is None:
        return person.say("digest-every-day", time=clock)
    day = get_day_names("wide", locale=person.language)[times.weekday]
    return person.say("digest-every-week", day=str(day).replace("星期", "周"), time=clock)
