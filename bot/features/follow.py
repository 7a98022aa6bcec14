"""Buttons that ask to hear more: of a story that an answer cites, or of what no news has told yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.person import Person
from bot.core.reply import Button, Piece, Pressed, Reply, plain
from bot.features.feature import Feature
from bot.features.subscriptions import owner, refused
from bot.question.rewrite.entities import groups, names
from bot.question.rewrite.subjects import subject
from data.chats.subscriptions import Criteria, Subscription, Subscriptions
from data.chats.turns import Turns
from data.store.articles import Store
from data.text.passages import width
from data.text.scripts import HAN

_OWNER = re.compile(rf"(?P<owner>[{HAN}A-Za-z0-9·]{{2,10}}?)的")


class Follow(Feature):
    """Subscriptions by one press, for those who may change what their chat gets."""

    def __init__(self, store: Store, turns: Turns, subscriptions: Subscriptions) -> None:
        self._store, self._turns, self._subscriptions = store, turns, subscriptions
        self.presses = {"follow": self._press_follow, "watch": self._press_watch}

    def _press_follow(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        article = self._store.article(numbers[0]) if len(numbers) == 1 else None
        if article is None:
            return None
        refusal = refused(person)
        if refusal:
            return _said(refusal)
        followed = self._subscriptions.follow(owner(person), article.id)
        return _subscribed(person, followed, person.say("follow-done", title=article.title))

    def _press_watch(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        turn = self._turns.turn(numbers[0], person.place) if len(numbers) == 1 else None
        if turn is None:
            return None
        refusal, words = refused(person), watched_words(turn.question) or watched_words(turn.whole)
        if refusal or not words:
            return _said(refusal or plain(person.say("watch-no-words")))
        added = self._subscriptions.add(owner(person), Criteria(include=(words,)))
        return _subscribed(person, added, person.say("watch-done", words=words))


def watched_words(question: str) -> str:
    """The words by which news that answers `question` would be known: whom or what it asks about; "" for none.

    `马斯克的火星殖民地有多少人?` -> 马斯克: news of it will name that, whatever else it says.
    """
    named = [group for group in groups(names(question)) if group[0].kind != "place"]
    words = [question[group[0].start : group[-1].end] for group in named]
    longest = max((each for each in words if not each.isdigit()), key=width, default="")
    owner = _OWNER.match(question)
    return longest or (owner["owner"] if owner else subject(question).strip(" ?？"))


def _subscribed(person: Person, subscription: Subscription | None, told: str) -> Pressed:
    if subscription is None:
        return _said(plain(person.say("follow-too-many")))
    undo = Button(person.say("button-undo"), f"undo:{subscription.id}")
    return Pressed(Reply((Piece(f"🔔 {told}"),), ((undo,),)), in_place=False)


def _said(reply: Reply) -> Pressed:
    return Pressed(reply, in_place=False)
