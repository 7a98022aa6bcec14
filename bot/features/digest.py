"""/digest: the news of the day or the week at a time of one's own, or now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.core.person import Person
from bot.core.reply import Button, Piece, Pressed, Reply, ReplyKind, plain
from bot.features.feature import Feature
from bot.features.settings.zones import zone_name
from bot.features.subscriptions import owner, refused
from bot.notifications.digest_times import parse_times, period
from bot.notifications.notifier import Head, make_digest
from bot.question.criteria import criteria_words, parse_criteria
from bot.question.operators import UnreadableOperator
from bot.replies.briefs import times_words
from data.chats.subscriptions import Criteria, Kind, Subscription, Subscriptions
from data.store.articles import Store

_NOW = ("now", "现在", "立即")
_OFF = ("off", "stop", "关闭", "停止", "取消")


class Digests(Feature):
    """Digests of `store`'s news; an order for one takes the place of the chat's digest of the same news."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock
        self._subscriptions = Subscriptions(store.database, clock)
        self.commands = {"digest": self._digest}
        self.presses = {"digest": self._press_now}

    def _digest(self, words: str, person: Person) -> Reply:
        try:
            return self._ordered(words, person)
        except UnreadableOperator as error:
            return plain(error.told(person.language))

    def _ordered(self, words: str, person: Person) -> Reply:
        first, _, rest = words.partition(" ")
        if first.casefold() in _NOW:
            return self._now(parse_criteria(rest), person)
        refusal = refused(person)
        if refusal:
            return refusal
        if first.casefold() in _OFF:
            return self._off(person)
        parsed = parse_times(words)
        if parsed is None:
            return self._usage(person)
        times, rest = parsed
        criteria = parse_criteria(rest)
        subscription = self._subscriptions.add_digest(owner(person), times, criteria)
        return _confirmed(person, subscription) if subscription else plain(person.say("follow-too-many"))

    def _usage(self, person: Person) -> Reply:
        own = self._own(person)
        said = "".join(f"\n· {_said(person, each)}" for each in own)
        head = person.say("digest-have") + said + "\n\n" if own else ""
        now = Button(person.say("button-now"), "digest:0")
        return Reply((Piece(head + person.say("digest-usage")),), ((now,),))

    def _off(self, person: Person) -> Reply:
        own = self._own(person)
        for each in own:
            self._subscriptions.remove(each.id)
        return plain(person.say("digest-off"), ReplyKind.DONE) if own else plain(person.say("digest-none"))

    def _own(self, person: Person) -> list[Subscription]:
        """The digests of the chat and topic."""
        assert person.chat
        return [each for each in self._subscriptions.of(person.chat.key, person.chat.thread) if each.times]

    def _press_now(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """One digest as it would be now; 0: of any news."""
        if len(numbers) != 1:
            return None
        if numbers[0] == 0:
            return Pressed(self._now(Criteria(), person), in_place=False)
        found = self._subscriptions.get(numbers[0])
        if found is None or found.kind is not Kind.DIGEST or not person.chat or found.chat != person.chat.key:
            return None
        return Pressed(self._now(found.criteria, person, found), in_place=False)

    def _now(self, criteria: Criteria, person: Person, of: Subscription | None = None) -> Reply:
        now = person.now(self._clock)
        head = Head(criteria, now.astimezone(person.zone).date(), period(of.times if of else None))
        chat = person.chat
        own = self._subscriptions.of(chat.key, chat.thread) if chat else []
        return make_digest(self._store, own, person, head, now, now)[0]


def _confirmed(person: Person, subscription: Subscription) -> Reply:
    zone = zone_name(person.zone, person.language)
    pieces = (Piece("🗞 " + person.say("digest-done", words=_said(person, subscription), zone=zone)),)
    now = Button(person.say("button-now"), f"digest:{subscription.id}")
    undo = Button(person.say("button-undo"), f"undo:{subscription.id}")
    return Reply(pieces, ((now, undo),), kind=ReplyKind.DONE)


def _said(person: Person, subscription: Subscription) -> str:
    """`每天 08:00 · “半导体”`"""
    assert subscription.times
    times = times_words(person, subscription.times)
    return f"{times} · {criteria_words(person, subscription.criteria)}" if subscription.criteria else times
