"""/subscribe and /subscriptions: what a chat wants to hear of, made and changed in the chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.person import Person
from bot.core.reply import Button, Piece, Pressed, Reply, Style, plain
from bot.features.feature import Feature
from bot.notifications.wanted_news import wanted_news
from bot.question.criteria import criteria_text, parse_criteria
from bot.question.operators import UnreadableOperator
from bot.question.source_filter import stored_section, stored_source
from bot.replies.alerts import SHOWN, folded_reply
from bot.replies.subscriptions import described, subscribed, subscription_card, subscription_list
from data.chats.subscriptions import Criteria, Kind, Owner, Subscription, Subscriptions, Times
from data.chats.views import Views
from data.models import Article
from data.store.articles import Store
from data.store.recent import WantedNews, frequent_sections

_WEEK = timedelta(days=7)
_TOPICS = 6
_NUMBERED = re.compile(r"(?P<number>\d{1,2})\s+(?P<words>\S.*)", re.DOTALL)


class SubscriptionCommands(Feature):
    """The subscriptions of the chats; those who may not manage a chat see what it has and change nothing."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock
        self._subscriptions, self._views = Subscriptions(store.database, clock), Views(store.database, clock)
        self.commands = {"subscribe": self._subscribe, "subscriptions": self._list}
        self.presses = {
            "again": self._press_again, "back": self._press_back, "undo": self._press_undo, "edit": self._press_edit,
            "stop": self._press_stop, "unsub": self._press_unsub, "pause": self._press_pause, "sub": self._press_card,
            "subs": self._press_list, "retime": self._press_retime, "told": self._press_told,
        }  # fmt: skip

    # -- commands

    def _subscribe(self, words: str, person: Person) -> Reply:
        refusal = refused(person)
        if refusal:
            return refusal
        try:
            return self._made(words, person) if words else self._explained(person)
        except UnreadableOperator as error:
            return plain(error.told(person.language))

    def _made(self, words: str, person: Person) -> Reply:
        numbered = _NUMBERED.fullmatch(words)
        changed = self._numbered(int(numbered["number"]), person) if numbered else None
        if numbered and changed and changed.kind is not Kind.STORY:
            return self._change(changed, self._criteria(numbered["words"]), person)
        criteria = self._criteria(words)
        if not (criteria.include or criteria.source or criteria.section):
            return plain(person.say("subscribe-what"))
        subscription = self._subscriptions.add(owner(person), criteria)
        return subscribed(person, subscription, self._week(criteria)) if subscription else _full(person)

    def _criteria(self, words: str) -> Criteria:
        """With the names of sources and sections as the store spells them, where it has them."""
        criteria = parse_criteria(words)
        names = [each.name for each in self._store.publishers() if each.name] if criteria.source else []
        sections = self._store.sections() if criteria.section else []
        source = (stored_source(criteria.source, names) or criteria.source) if criteria.source else None
        section = (stored_section(criteria.section, sections) or criteria.section) if criteria.section else None
        return replace(criteria, source=source, section=section)

    def _change(self, subscription: Subscription, criteria: Criteria, person: Person) -> Reply:
        if not criteria:
            return plain(person.say("subscribe-what"))
        self._subscriptions.change(subscription.id, criteria)
        changed = replace(subscription, criteria=criteria)
        reply = subscribed(person, changed, self._week(criteria), changed=True)
        former = self._views.number({"back": criteria_text(subscription.criteria)}, person.holder)
        undo = Button(person.say("button-undo"), f"back:{subscription.id}:{former}")
        return replace(reply, buttons=((undo, *reply.buttons[0][1:]),)) if subscription.criteria else reply

    def _explained(self, person: Person) -> Reply:
        """How to subscribe, with the topics that there is most news of."""
        pieces = (Piece(person.say("subscribe-title"), Style.BOLD), Piece("\n" + person.say("subscribe-usage")))
        topics = frequent_sections(self._store.database, self._clock() - 4 * _WEEK, _TOPICS)
        buttons = [
            Button(f"🔔 {topic}", self._again(f"/subscribe {criteria_text(Criteria(section=topic))}", person))
            for topic in topics
        ]
        return Reply(pieces, tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)))

    def _list(self, words: str, person: Person) -> Reply:
        return self._page(0, person) if person.chat else nowhere(person)

    def _page(self, number: int, person: Person) -> Reply:
        subscriptions = self._own(person)
        return subscription_list(person, subscriptions, number, self._followed(subscriptions))

    # -- buttons

    def _press_again(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """A subscription that a button stands for."""
        words = self._views.content(numbers[0], person.holder).get("again") if len(numbers) == 1 else None
        if words is None:
            return None
        return Pressed(self._subscribe(words.removeprefix("/subscribe "), person), in_place=False)

    def _press_back(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """The words that a subscription had before they were changed."""
        subscription = self._subscription(numbers[:1], person) if len(numbers) == 2 else None
        words = self._views.content(numbers[1], person.holder).get("back") if subscription else None
        if subscription is None or words is None:
            return None
        return Pressed(refused(person) or self._change(subscription, self._criteria(words), person), in_place=False)

    def _press_undo(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        return self._stopping(numbers, person, "subscribe-undone", in_place=True)

    def _press_stop(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        return self._stopping(numbers, person, "subscribe-stopped", in_place=False)

    def _stopping(self, numbers: Sequence[int], person: Person, message: str, in_place: bool) -> Pressed | None:
        """Ends a subscription; a button makes it again."""
        subscription = self._subscription(numbers, person)
        if subscription is None:
            return None
        refusal = refused(person)
        if refusal:
            return Pressed(refusal, in_place=False)
        words = described(person, subscription, self._followed([subscription]))
        self._subscriptions.remove(subscription.id)
        action = self._anew(subscription, person)
        buttons = ((Button(person.say("button-again"), action),),) if action else ()
        return Pressed(Reply((Piece("🔕 " + person.say(message, words=words)),), buttons), in_place)

    def _anew(self, subscription: Subscription, person: Person) -> str | None:
        """What makes the same subscription again; None for a digest, whose command is short."""
        if subscription.kind is Kind.DIGEST:
            return None
        if subscription.kind is Kind.STORY:
            return f"follow:{subscription.article_id}"
        return self._again(f"/subscribe {criteria_text(subscription.criteria)}", person)

    def _press_unsub(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """Ends it and shows those that are left."""
        stopped = self._stopping(numbers, person, "subscribe-stopped", in_place=True)
        if stopped is None or not stopped.in_place:
            return stopped
        left = self._page(0, person)
        pieces = (*stopped.reply.pieces, Piece("\n\n"), *left.pieces)
        return Pressed(Reply(pieces, (*stopped.reply.buttons, *left.buttons)), in_place=True)

    def _press_edit(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """How to send other words."""
        subscription = self._subscription(numbers, person)
        if subscription is None:
            return None
        words = criteria_text(subscription.criteria) or person.say("start-example-word")
        example = f"/subscribe {self._number(subscription)} {words}"
        return Pressed(plain(person.say("subscribe-edit", example=example)), in_place=False)

    def _press_pause(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        return self._changing(numbers, person, lambda each: self._subscriptions.pause(each.id, bool(numbers[1])))

    def _press_retime(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        if len(numbers) != 2 or numbers[1] >= 24 * 60:
            return None

        def retime(each: Subscription) -> None:
            if each.times:
                self._subscriptions.retime(each.id, Times(numbers[1], each.times.weekday))

        return self._changing(numbers, person, retime)

    def _changing(
        self, numbers: Sequence[int], person: Person, change: Callable[[Subscription], None]
    ) -> Pressed | None:
        """The card after a change."""
        subscription = self._subscription(numbers[:1], person) if len(numbers) == 2 else None
        if subscription is None:
            return None
        refusal = refused(person)
        if refusal:
            return Pressed(refusal, in_place=False)
        change(subscription)
        return self._press_card(numbers[:1], person)

    def _press_card(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        subscription = self._subscription(numbers, person)
        if subscription is None:
            return None
        week = None if subscription.kind in (Kind.STORY, Kind.DIGEST) else self._week(subscription.criteria)
        articles = self._followed([subscription])
        card = subscription_card(person, subscription, self._number(subscription), week, articles)
        return Pressed(card, in_place=True)

    def _press_list(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        return Pressed(self._page(numbers[0], person), in_place=True) if len(numbers) == 1 and person.chat else None

    def _press_told(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """Another page of an alert of several stories."""
        ids = self._views.content(numbers[0], person.holder).get("told", []) if len(numbers) == 2 else []
        first = numbers[1] if ids else 0
        shown = list(self._store.articles(ids[first : first + SHOWN]).values())
        if not shown:
            return None
        return Pressed(folded_reply(person, shown, first + 1, len(ids), numbers[0]), in_place=True)

    # -- what is there

    def _own(self, person: Person) -> list[Subscription]:
        return self._subscriptions.of(person.chat.key, person.chat.thread) if person.chat else []

    def _subscription(self, numbers: Sequence[int], person: Person) -> Subscription | None:
        """One of the chat's own."""
        found = self._subscriptions.get(numbers[0]) if len(numbers) == 1 else None
        return found if found and person.chat and found.chat == person.chat.key else None

    def _numbered(self, number: int, person: Person) -> Subscription | None:
        own = self._own(person)
        return own[number - 1] if 0 < number <= len(own) else None

    def _number(self, subscription: Subscription) -> int:
        own = self._subscriptions.of(subscription.chat, subscription.thread)
        return 1 + [each.id for each in own].index(subscription.id)

    def _followed(self, subscriptions: Sequence[Subscription]) -> dict[int, Article]:
        return self._store.articles([each.article_id for each in subscriptions if each.article_id is not None])

    def _week(self, criteria: Criteria) -> WantedNews:
        now = self._clock()
        return wanted_news(self._store, criteria, now - _WEEK, now)

    def _again(self, command: str, person: Person) -> str:
        """The action of a button that stands for a command."""
        return f"again:{self._views.number({'again': command}, person.holder)}"


def owner(person: Person) -> Owner:
    """Who speaks, as the one who subscribes."""
    assert person.chat
    return Owner(person.chat.key, person.chat.thread, person.id or person.chat.key, person.language)


def refused(person: Person) -> Reply | None:
    """Why the person cannot subscribe here; None where they can."""
    if person.chat is None:
        return nowhere(person)
    return None if person.chat.manages else plain(person.say("follow-not-yours"))


def nowhere(person: Person) -> Reply:
    """Where nobody can be written to later: in a terminal."""
    return plain(person.say("following-nowhere"))


def _full(person: Person) -> Reply:
    return plain(person.say("follow-too-many"))
