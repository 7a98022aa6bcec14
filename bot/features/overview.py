"""Overviews: what matters in the news of a time, or since the person last looked; the first page of /latest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.core.commands import topic_and_count
from bot.core.person import Person
from bot.core.reply import Button, Reply, ReplyKind, plain
from bot.features.feature import Feature
from bot.features.lists import PAGE_SIZE, Lists
from bot.notifications.briefs import BriefRequest, last_overview, make_brief, newest_brief
from bot.notifications.importance import MOST
from bot.question.brief_limits import BriefLimits, find_limits
from bot.question.held import HeldNames
from bot.question.operators import Search
from bot.question.source_filter import named_section
from bot.question.subject_words import subject_words
from bot.question.time_filter import EARLIEST
from bot.replies.briefs import Brief, Heading, brief_reply, brief_why, day_in_brief, days_words, moment_in_brief
from data.chats.chats import Chats
from data.chats.subscriptions import Criteria, Subscription, Subscriptions
from data.models import Filters
from data.store.articles import Store
from data.store.upkeep.full_disk import where_it_fits

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_SECOND = timedelta(seconds=1)
_ENOUGH = 5  # stories, where it is not said of which time
_WORDS_OF_A_LIST = 6


@dataclass(frozen=True, slots=True)
class _Time:
    """The time of an overview; `kind` is the word of the catalogue for it, `count` of hours or days."""

    after: datetime
    until: datetime
    kind: str
    count: int = 0


class Overviews(Feature):
    """Overviews of `store`'s news; what a chat was told last is kept for it."""

    def __init__(self, store: Store, lists: Lists, clock: Callable[[], datetime]) -> None:
        self._store, self._lists, self._clock = store, lists, clock
        self._chats, self._subscriptions = Chats(store.database, clock), Subscriptions(store.database, clock)
        self._held = HeldNames(store)
        self.commands = {"latest": self._latest}

    def _latest(self, words: str, person: Person) -> Reply:
        """An overview; with words or a number a page of the newest."""
        if words:
            return self._lists.show_latest(*topic_and_count(words, PAGE_SIZE), person)
        return self.show("", "", person)

    def show(self, words: str, topic: str, person: Person) -> Reply:
        """What the message `words` wishes for; `topic`: a section, or words that are to be in the news, "": any."""
        now, topic = person.now(self._clock), topic.strip()
        limits, criteria = find_limits(words, now, person.zone), self._criteria(topic)
        request = BriefRequest(now, now, criteria, limits.most or MOST, person.language)
        own = self._subscriptions.of(person.chat.key, person.chat.thread) if person.chat else []
        time, brief = self._brief(self._times(limits, now, person), request, own)
        heading = self._heading(time, topic, person, now)
        if not brief.stories:
            brief = newest_brief(self._store, request, own, person.zone)
            heading = self._of_newest(time, topic, brief, person, now)
        if not brief.stories:
            return plain(person.say("latest-none-topic" if topic else "latest-none", topic=topic), ReplyKind.NOTHING)
        if person.chat and person.conversation:  # a message of a script that stands alone leaves nothing behind
            whole = not topic and time.until >= now - _SECOND
            kept = partial(
                self._chats.keep_overview, person.chat.key, last_overview(brief, now, person.language), whole
            )
            where_it_fits(kept, None)
        more = Button(person.say("button-all-news"), self._lists.action_of(_search(criteria), person))
        return brief_reply(person, replace(heading, buttons=(more,)), brief)

    def asks_brief(self, words: str, topic: str, person: Person) -> bool:
        """Whether news on `topic` is wanted as a brief: it is a section's, or a time is named."""
        limits = find_limits(words, person.now(self._clock), person.zone)
        return bool(limits.after or limits.length or self._criteria(topic).section)

    def _brief(self, times: Sequence[_Time], request: BriefRequest, own: Sequence[Subscription]) -> tuple[_Time, Brief]:
        """Of the first of the times that has enough stories, else of the first that has most."""
        made = list[tuple[_Time, Brief]]()
        for time in times:
            made.append((time, make_brief(self._store, replace(request, after=time.after, until=time.until), own)))
            if len(made[-1][1].stories) >= min(_ENOUGH, request.most):
                break
        return max(made, key=lambda each: len(each[1].stories))

    def why(self, person: Person, asked_at: datetime | None) -> Reply | None:
        """How the last overview came about; None where something was asked after it, at `asked_at`."""
        made = self._chats.overview(person.chat.key) if person.chat else None
        return brief_why(person, made.told) if made and (asked_at is None or made.at >= asked_at) else None

    def _criteria(self, topic: str) -> Criteria:
        if not topic:
            return Criteria()
        section = named_section(topic, self._held().sections)
        return Criteria(section=section) if section else Criteria(subject_words(topic) or (topic,))

    def _times(self, limits: BriefLimits, now: datetime, person: Person) -> list[_Time]:
        """The days that were named; else since the person last looked, a day at least and a week at most, and more of
        them where a day has little."""
        if limits.after and limits.before:
            return [_named(limits.after, limits.before, now, person)]
        if limits.length:
            return [_up_to(now, limits.length)]
        looked = self._chats.looked_at(person.chat.key) if person.chat else None
        if looked and now - _WEEK <= looked < now - _DAY:
            return [_Time(looked, now, "since")]
        least = _WEEK if looked and looked < now - _WEEK else _DAY
        return [_up_to(now, length) for length in (_DAY, 3 * _DAY, _WEEK) if length >= least]

    def _heading(self, time: _Time, topic: str, person: Person, now: datetime) -> Heading:
        title = person.say("brief-title", kind=time.kind, days=_days(time, person, now), count=time.count)
        since = {
            "today": day_in_brief(person, now, now),
            "since": person.say("brief-since", time=moment_in_brief(person, time.after)),
        }
        return Heading(title, now, " · ".join(filter(None, (since.get(time.kind), topic))))

    def _of_newest(self, time: _Time, topic: str, brief: Brief, person: Person, now: datetime) -> Heading:
        """That there is none of the time asked for, and of which time this is instead."""
        if not brief.dated:
            return Heading(person.say("brief-title-newest"), now, topic, person.say("brief-undated"))
        none = person.say("brief-none", kind=time.kind, days=_days(time, person, now), count=time.count)
        times = [each.article.published_at for each in brief.stories if each.article.published_at]
        days = days_words(person, min(times), max(times), now)
        said = person.say("brief-none-newest", none=none, newest=moment_in_brief(person, brief.until, now))
        return Heading(person.say("brief-title-newest"), now, " · ".join(filter(None, (days, topic))), said)


def _up_to(now: datetime, length: timedelta) -> _Time:
    if length < 2 * _DAY:
        return _Time(now - length, now, "hours", round(length / timedelta(hours=1)))
    return _Time(now - length, now, "last-days", round(length / _DAY))


def _named(after: datetime, before: datetime, now: datetime, person: Person) -> _Time:
    until = before - _SECOND
    first, last, today = (each.astimezone(person.zone).date() for each in (after, until, now))
    kind = "today" if first == today else "day" if first == last else "until" if after <= EARLIEST else "days"
    return _Time(after, until, kind)


def _days(time: _Time, person: Person, now: datetime) -> str:
    return days_words(person, max(time.after, time.until) if time.kind == "until" else time.after, time.until, now)


def _search(criteria: Criteria) -> Search:
    """For the list of all the news that an overview is made from."""
    words = " OR ".join(f'"{each}"' if " " in each else each for each in criteria.include[:_WORDS_OF_A_LIST])
    return Search(words, Filters(section=criteria.section))
