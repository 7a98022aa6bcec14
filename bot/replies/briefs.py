"""A brief as a message: a line of facts a story, in the words of the reader's language; and how it came about."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Any

from babel.dates import get_day_names

from bot.core.catalogue import local_day
from bot.core.person import Person
from bot.core.reply import About, Button, Piece, Reply, ReplyKind, Style, timed
from bot.replies.articles import text_buttons
from bot.replies.one_line import one_line
from data.chats.subscriptions import Times
from data.models import Article
from data.store.stories import Telling

_DAY = timedelta(days=1)
_GROUPED_FROM = 6  # stories
_FEW = 2
_A_ROW = 3  # buttons, so that words fit on one


@dataclass(frozen=True, slots=True)
class BriefStory:
    """A story of a brief by the article that stands for it, and why it is in it."""

    article: Article
    telling: Telling | None
    publishers: int  # who tell it in words of their own
    reprints: int  # publishers who print another's text
    wanted: bool  # a subscription asks for it
    hot: tuple[str, ...]  # what it shares with much of the news of its time, the hottest first


PrintedTime = tuple[str, datetime | None]
"""A time as it is printed, short; with itself where a reader's phone tells it as shortly: of the last hours."""
Group = tuple[str, list[BriefStory]]
"""The stories of a section, which has a name; "" where they are not parted."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The stories that were chosen of `of` stories of a time, the most important first; whether they have a time."""

    stories: tuple[BriefStory, ...]
    of: int
    after: datetime
    until: datetime
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a brief that is told `now`, and the buttons under it."""

    title: str
    now: datetime
    limits: str = ""  # of which news
    note: str = ""
    buttons: tuple[Button, ...] = ()


def brief_reply(person: Person, heading: Heading, brief: Brief) -> Reply:
    """A line of facts a story, buttons for the texts; by sections where there are many stories of several."""
    groups, source = _groups(brief.stories), _only_source(brief.stories)
    stories = [story for _, group in groups for story in group]
    limits = " · ".join(filter(None, (heading.limits, source)))
    pieces = [Piece(f"🗞 {heading.title}", Style.BOLD)]
    pieces += [Piece(f"  {limits}", Style.FAINT)] if limits else []
    pieces += [Piece(f"\n{heading.note}")] if heading.note else []
    pieces += _body(person, groups, _times(person, stories, heading.now), sourced=not source)
    rows = text_buttons(person, [each.article for each in stories], 1)
    if heading.buttons:
        last = rows.pop() if rows and len(rows[-1]) + len(heading.buttons) <= _A_ROW else ()
        rows.append((*last, *heading.buttons))
    about = About(tuple(each.article.id for each in stories)) if stories else None
    kind = ReplyKind.OVERVIEW if stories else ReplyKind.NOTHING
    picture = stories[0].article.image if stories else None
    return Reply(tuple(pieces), tuple(rows), about, preview=picture, kind=kind)


def _body(person: Person, groups: Sequence[Group], times: Mapping[int, PrintedTime], sourced: bool) -> list[Piece]:
    pieces, number = list[Piece](), 0
    for name, group in groups:
        pieces += [Piece(f"\n\n{name}", Style.BOLD)] if name else []
        for story in group:
            number, between = number + 1, "\n" if name else "\n\n"
            article, source = story.article, _sources(person, story) if sourced else ""
            time, moment = times.get(article.id, ("", None))
            told = " ".join(filter(None, (source, time)))
            pieces += [Piece(f"{between}{number}. "), Piece(one_line(article), url=article.url)]
            pieces += timed(f" · {told}" if told else "", [(time, moment)] if moment else (), Style.FAINT)
    return pieces


def _groups(stories: Sequence[BriefStory]) -> list[Group]:
    """By section, that of the first story first; all in one without a name where few or not all have a section."""
    sections = dict.fromkeys(each.article.section for each in stories)
    if len(stories) < _GROUPED_FROM or None in sections or not 1 < len(sections) <= len(stories) // 2:
        return [("", list(stories))] if stories else []
    order = list(sections)
    ordered = sorted(stories, key=lambda each: order.index(each.article.section))
    return [
        (f"{name}"[:1].upper() + f"{name}"[1:], list(group))
        for name, group in groupby(ordered, key=lambda each: each.article.section)
    ]


def _only_source(stories: Sequence[BriefStory]) -> str:
    """Who alone tells all of several stories, which is then said once; "" where there are more, or few stories."""
    sources = {each.article.source for each in stories}
    alone = not any(each.telling and each.telling.publishers for each in stories)
    return sources.pop() or "" if len(sources) == 1 and alone and len(stories) > _FEW else ""


def _sources(person: Person, story: BriefStory) -> str:
    """`新华社等 3 家`; "" where nobody is named."""
    others = list(story.telling.publishers) if story.telling else []
    source = story.article.source or (others.pop(0) if others else "")
    if not source:
        return ""
    return person.say("brief-sources", source=source, others=len(others), all=len(others) + 1)


def _times(person: Person, stories: Sequence[BriefStory], now: datetime) -> dict[int, PrintedTime]:
    """By article: the time of day where it is today's or all are of one day, else the day; of midnight too, which
    stands for a day in feeds."""
    local = {
        each.article.id: each.article.published_at.astimezone(person.zone)
        for each in stories
        if each.article.published_at
    }
    days = {at.date() for at in local.values()}
    plain = days if len(days) == 1 else {now.astimezone(person.zone).date()}
    return {
        number: (f"{at:%H:%M}", at if now - at < _DAY else None)
        if at.date() in plain and at.time() != time.min
        else (day_in_brief(person, at, now), None)
        for number, at in local.items()
    }


def days_words(person: Person, after: datetime, until: datetime, now: datetime) -> str:
    """`8月18日`, `8月16日至18日`: the days of a time."""
    begin, end = after.astimezone(person.zone), until.astimezone(person.zone)
    first = day_in_brief(person, after, now)
    last = first if begin.date() == end.date() else day_in_brief(person, until, begin)
    if first != last and first.startswith(day_in_brief(person, after, begin)) and begin.month == end.month:
        return person.say("brief-days-of-month", first=first, last=last, begin=begin.day, end=end.day)
    return first if first == last else person.say("brief-days", first=first, last=last)


def day_in_brief(person: Person, at: datetime, now: datetime) -> str:
    """`8月18日`; with the year where that is another than now."""
    local = at.astimezone(person.zone)
    return local_day(person.language, local.date(), year=local.year != now.astimezone(person.zone).year)


def moment_in_brief(person: Person, at: datetime, now: datetime | None = None) -> str:
    """`8月18日 19:00`"""
    return f"{day_in_brief(person, at, now or at)} {at.astimezone(person.zone):%H:%M}"


def times_words(person: Person, times: Times) -> str:
    """`每天 08:00` or `every Friday at 20:30`"""
    clock = f"{times.minute // 60:02}:{times.minute % 60:02}"
    if times.weekday is None:
        return person.say("digest-every-day", time=clock)
    day = get_day_names("wide", locale=person.language)[times.weekday]
    return person.say(
        "digest-every-week", day=str(day).replace("星期", "周" if person.language == "zh" else "週"), time=clock
    )


# -- how it came about


def brief_to_json(brief: Brief, language: str) -> str:
    """What `brief_why` tells of it."""
    stories = [
        [one_line(each.article), each.publishers, each.reprints, each.wanted, list(each.hot)] for each in brief.stories
    ]
    times = brief.after.isoformat(), brief.until.isoformat()
    told = {"of": brief.of, "times": times, "dated": brief.dated, "language": language, "stories": stories}
    return json.dumps(told, ensure_ascii=False)


def brief_why(person: Person, kept: str) -> Reply:
    """How the brief came about of which `brief_to_json` wrote this."""
    told: dict[str, Any] = json.loads(kept)
    person = person.speaking(told["language"])
    times = [moment_in_brief(person, datetime.fromisoformat(each)) for each in told["times"]]
    dated = "yes" if told["dated"] else "no"
    shown = len(told["stories"])
    said = person.say("why-brief", of=told["of"], shown=shown, after=times[0], until=times[1], dated=dated)
    pieces = [Piece(person.say("why-brief-title"), Style.BOLD), Piece(f"\n{said}")]
    for number, (line, publishers, reprints, wanted, hot) in enumerate(told["stories"], 1):
        reasons = [person.say("why-brief-sources", publishers=publishers, reprints=reprints)]
        reasons += [person.say("why-brief-wanted")] if wanted else []
        reasons += [person.say("why-brief-hot", words=person.say("why-brief-and").join(hot))] if hot else []
        pieces += [Piece(f"\n\n{number}. {line}"), Piece(f"\n{' · '.join(reasons)}", Style.FAINT)]
    return Reply(tuple(pieces))
