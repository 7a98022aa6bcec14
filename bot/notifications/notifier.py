"""The notifier: what chats are to be told without asking, as messages in the outbox. Others send them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import cast
from zoneinfo import ZoneInfo

from bot.core.catalogue import Language, local_day
from bot.core.person import Person, settled
from bot.core.reply import Button, Reply
from bot.core.reply_json import reply_to_json
from bot.notifications.briefs import BriefRequest, last_overview, make_brief
from bot.notifications.digest_times import due_moment, period
from bot.notifications.matching import HOUR, Read, allowed, find, plan
from bot.question.criteria import criteria_words
from bot.replies.alerts import SHOWN, AlertStory, alert_reply, folded_reply
from bot.replies.briefs import Brief, Heading, brief_reply
from bot.replies.traditional import in_script
from data.chats.alerts import Alert, Alerts
from data.chats.chats import Chats
from data.chats.outbox import Outbox, OutboxMessage
from data.chats.subscriptions import Criteria, Kind, Subscription, Subscriptions
from data.chats.views import Holder, Views
from data.errors import NewsError
from data.store.articles import Store
from data.store.stories import Stories

_log = logging.getLogger(__name__)
_DAY = timedelta(days=1)
_PRUNE_EVERY = timedelta(hours=1)


class Notifier:
    """Makes the messages of `store`'s subscriptions; several at once, also in several processes, make each once.

    `language` and `zone`: of chats that have set none.
    """

    def __init__(
        self,
        store: Store,
        language: Language,
        zone: ZoneInfo,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store, self._language, self._zone, self._clock = store, language, zone, clock
        self._stories, self._alerts = Stories(store.database), Alerts(store.database)
        self._subscriptions = Subscriptions(store.database, clock)
        self._chats, self.outbox = Chats(store.database, clock), Outbox(store.database)
        self._views = Views(store.database, clock)
        self._pruned_at: datetime | None = None

    def make_due(self, now: datetime | None = None) -> int:
        """Puts what is due into the outbox; how many messages. To be called every few seconds."""
        now = now or self._clock()
        self._look(now)
        alerts = [partial(self._tell, *place, now) for place in self._alerts.places()]
        digests = [partial(self._digest, each, now) for each in self._subscriptions.active_digests()]
        made = sum(map(_made, [*alerts, *digests]))
        if self._pruned_at is None or now - self._pruned_at >= _PRUNE_EVERY:
            self._pruned_at = now
            self._alerts.prune(now)
            self.outbox.prune(now)
        return made

    # -- alerts

    def _look(self, now: datetime) -> None:
        """Finds what each subscription is to tell of the articles that are new."""
        while (news := self._alerts.news(now)).next_watermark > news.watermark:
            # those that there are now: what was asked for before an article came out is among them
            wanting = [each for each in self._subscriptions.all_active() if each.kind is not Kind.DIGEST]
            articles = self._store.articles([each.article_id for each in news.articles]) if wanting else {}
            read = [(each, Read.of(articles[each.article_id])) for each in news.articles if each.article_id in articles]
            followed = [each.article_id for each in wanting if each.article_id is not None]
            tellings = self._stories.tellings(followed) if read else {}
            stories = {article_id: telling.story_id for article_id, telling in tellings.items()}
            self._alerts.keep(news, list(find(read, wanting, stories)), now)

    def _tell(self, chat: str, thread: int | None, now: datetime) -> int:
        """Makes messages of what was found for a chat, as far as it may be told now; how many."""
        made = 0
        settings = self._chats.settings(chat)
        zone = ZoneInfo(settings.zone) if settings.zone else self._zone
        told = self._alerts.told(chat, thread, now - HOUR)
        if allowed(told, now, settings, zone) == 0:
            return made
        for batch in plan(self._alerts.waiting(chat, thread), told, now, settings, zone):
            message = OutboxMessage(f"alert:{batch[0].id}", chat, thread, reply_to_json(self._alert(batch, now)), now)
            if not self._alerts.tell(batch, message, now, len(told), now - HOUR):
                break
            told.append(now)
            made += 1
        return made

    def _alert(self, batch: Sequence[Alert], now: datetime) -> Reply:
        ids = [alert.article_id for alert in batch]
        articles = self._store.articles(ids)
        subscription = self._subscriptions.get(batch[0].subscription_id)
        person = self._person(batch[0].chat, subscription)
        if len(batch) == 1 and subscription:
            telling = self._stories.tellings(ids).get(ids[0])
            return in_script(person, alert_reply(person, AlertStory(articles[ids[0]], subscription, telling)))
        view_id = self._views.number({"told": ids}, Holder(batch[0].chat))
        return folded_reply(person, list(articles.values())[:SHOWN], 1, len(ids), view_id)

    # -- digests

    def _digest(self, subscription: Subscription, now: datetime) -> int:
        """Makes the digest if it is due; 1 where it was."""
        assert subscription.times
        person = self._person(subscription.chat, subscription)
        due = due_moment(subscription.times, person.zone, now, subscription.made_at, subscription.told_at)
        if due is None:
            return 0
        moment, day = due
        head = Head(subscription.criteria, day, period(subscription.times), subscription.id)
        own = self._subscriptions.of(subscription.chat, subscription.thread)
        reply, brief = make_digest(self._store, own, person, head, moment, now)
        key = f"digest:{subscription.id}:{day}:{subscription.times.minute}"
        made = self.outbox.put(key, subscription.chat, subscription.thread, reply_to_json(reply), now)
        self._subscriptions.digest_made(subscription.id, moment)
        if brief.stories:
            told, whole = last_overview(brief, now, person.language), not subscription.criteria
            self._chats.keep_overview(subscription.chat, told, whole, asked=False)
        return int(made)

    def _person(self, chat: str, subscription: Subscription | None) -> Person:
        language = cast(Language, subscription.language) if subscription else self._language
        return settled(Person(language, self._zone), self._chats.settings(chat))


def _made(make: Callable[[], int]) -> int:
    """How many messages; a mistake of ours in what one chat is told does not silence the others."""
    try:
        return make()
    except NewsError:
        raise
    except Exception as error:  # noqa: BLE001 see above
        _log.error("a chat is not told: %s: %s", type(error).__name__, error)
        return 0


@dataclass(frozen=True, slots=True)
class Head:
    """What a digest is of: its news, its local day, its time, and its subscription if it has one."""

    criteria: Criteria
    day: date
    length: timedelta
    subscription_id: int | None = None


def make_digest(
    store: Store, subscriptions: Sequence[Subscription], person: Person, head: Head, moment: datetime, now: datetime
) -> tuple[Reply, Brief]:
    """The brief of the time before `moment`.

    News counts by when it was read: what came out a day earlier and was read late is told too.
    """
    since = moment - head.length
    request = BriefRequest(since - _DAY, now, head.criteria, language=person.language, added=since)
    brief = make_brief(store, request, subscriptions)
    title = person.say(
        "digest-weekly" if head.length > _DAY else "digest-daily", day=local_day(person.language, head.day)
    )
    stop = Button(person.say("button-stop"), f"stop:{head.subscription_id}")
    heading = Heading(
        title,
        now,
        criteria_words(person, head.criteria) if head.criteria else "",
        "" if brief.stories else person.say("digest-nothing"),
        (stop,) if head.subscription_id is not None else (),
    )
    return in_script(person, brief_reply(person, heading, brief)), brief
