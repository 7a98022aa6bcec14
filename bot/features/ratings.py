"""What people think of answers: 👍 and 👎 under each, one opinion a person, which may change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.core.person import Person
from bot.core.reply import Pressed, plain
from bot.features.feature import Feature
from data.chats.feedback import Feedback, Opinion, Rating
from data.chats.turns import Turns

_THANKS = {Rating.GOOD: "feedback-good", Rating.BAD: "feedback-bad"}


def is_judging(action: str) -> bool:
    """Whether a button says what somebody thinks; what it brings is a word of thanks, and no message."""
    return action.startswith(("good:", "bad:"))


class Ratings(Feature):
    """The opinions on answers of `turns`, kept in `feedback`."""

    def __init__(self, turns: Turns, feedback: Feedback) -> None:
        self._turns, self._feedback = turns, feedback
        self.presses = {"good": partial(self._press, Rating.GOOD), "bad": partial(self._press, Rating.BAD)}

    def _press(self, verdict: Rating, numbers: Sequence[int], person: Person) -> Pressed | None:
        """Thanks; None for an answer that is forgotten or was given elsewhere, or a press by nobody in particular."""
        turn = self._turns.turn(numbers[0], person.place) if len(numbers) == 1 and person.id else None
        if turn is None or person.id is None:
            return None
        opinion = Opinion(turn.id, person.id, turn.whole, turn.answer, turn.articles, verdict, turn.at)
        before = self._feedback.verdict(turn.id, person.id)
        self._feedback.judge(opinion)
        said = "feedback-changed" if before not in (Rating.NONE, verdict) else _THANKS[verdict]
        return Pressed(plain(person.say(said)), in_place=False)
