"""Questions to learn from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.chats.feedback import KEPT, Feedback, Opinion, Rating
from data.store.articles import Store
from tests.support.clocks import Clock

NOW = datetime(2022, 6, 24, tzinfo=UTC)
LI, ANN = "telegram:7", "telegram:8"
LIKED = Opinion(1, LI, "临江转移了多少人?", "5480人。 [1]", (7, 8), Rating.GOOD, NOW)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def feedback(store: Store, clock: Clock) -> Feedback:
    return Feedback(store.database, clock)


def test_what_was_not_answered_is_listed_the_newest_first_each_question_once(feedback: Feedback) -> None:
    for turn, question in enumerate(("谁赢了?", "哪天?", "谁赢了?"), 1):
        feedback.note_unanswered(turn, LI, question, NOW)
    listed = [(each.question, each.turn_id, each.times) for each in feedback.unanswered(9)]
    assert listed == [("谁赢了?", 3, 2), ("哪天?", 2, 1)]
    assert [each.turn_id for each in feedback.unanswered(1)] == [3]
    assert feedback.bad(9) == []


def test_only_bad_answers_are_listed_as_bad(feedback: Feedback) -> None:
    bad = replace(LIKED, turn_id=2, verdict=Rating.BAD)
    feedback.judge(LIKED)
    feedback.judge(bad)
    assert feedback.bad(9) == [bad]
    assert feedback.unanswered(9) == []


def test_a_person_has_one_opinion_on_an_answer_and_may_change_it(feedback: Feedback) -> None:
    feedback.judge(LIKED)
    feedback.judge(replace(LIKED, person=ANN))
    feedback.judge(replace(LIKED, verdict=Rating.BAD))
    assert feedback.verdict(1, LI) is Rating.BAD
    assert feedback.verdict(1, ANN) is Rating.GOOD
    assert feedback.verdict(2, LI) is Rating.NONE
    assert [each.person for each in feedback.bad(9)] == [LI]


def test_a_refusal_that_was_judged_is_still_an_unanswered_question(feedback: Feedback) -> None:
    feedback.note_unanswered(5, LI, "谁赢了?", NOW)
    feedback.judge(Opinion(5, LI, "谁赢了?", "", (), Rating.BAD, NOW))
    assert [(each.turn_id, each.verdict) for each in feedback.unanswered(9)] == [(5, Rating.BAD)]


def test_opinions_are_kept_for_ninety_days(feedback: Feedback, clock: Clock) -> None:
    feedback.note_unanswered(1, LI, "旧问题?", NOW)
    clock.now = NOW + KEPT
    assert [each.question for each in feedback.unanswered(9)] == ["旧问题?"]
    clock.now += timedelta(seconds=1)
    assert feedback.unanswered(9) == []
    feedback.note_unanswered(2, LI, "新问题?", clock.now)
    clock.now = NOW
    assert [each.question for each in feedback.unanswered(9)] == ["新问题?"]  # the old one is gone, not only hidden
