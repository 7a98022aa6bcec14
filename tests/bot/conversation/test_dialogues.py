"""Questions in a chat, with real turns in SQLite and answers made by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.dialogues import Dialogues
from bot.conversation.reply_scope import Scopes
from bot.conversation.understanding import Question
from bot.core.person import Person
from bot.replies.explanation import explanation_of
from data.chats.turns import Turns
from data.models import Filters
from data.store.articles import Store
from tests.support.clocks import Clock
from tests.support.made import EXPLANATION, Answers, answered

SHANGHAI = ZoneInfo("Asia/Shanghai")
LI = Person("zh", SHANGHAI, conversation="telegram:7", id="telegram:7")
FIRST = "极氪融资了多少?"
WHOLE = "极氪 总部在哪?"


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2022, 6, 26, 8, 0, tzinfo=UTC))


@pytest.fixture
def answers() -> Answers:
    return Answers({FIRST: answered(), WHOLE: answered()})


@pytest.fixture
def dialogues(store: Store, answers: Answers, clock: Clock) -> Dialogues:
    return made(store, answers, clock)


def made(store: Store, answers: Answers, clock: Clock) -> Dialogues:
    turns = Turns(store.database)
    return Dialogues(answers, turns, Scopes(store, turns), clock)


def test_a_question_that_leans_on_the_one_before_is_made_whole(dialogues: Dialogues, answers: Answers) -> None:
    assert dialogues.ask(Question(FIRST), LI).understood == ""
    told = dialogues.ask(Question("那总部在哪?"), LI)
    assert told.understood == WHOLE
    assert {asked.question for asked in answers.asked[1:]} == {"那总部在哪?"}


@pytest.mark.parametrize(("leans", "texts"), [(0.95, [WHOLE]), (0.05, ["那总部在哪?"])])
def test_what_surely_leans_or_stands_alone_is_asked_in_no_other_way(
    dialogues: Dialogues, answers: Answers, leans: float, texts: list[str]
) -> None:
    dialogues.ask(Question(FIRST), LI)
    answers.answers.clear()
    dialogues.ask(Question("那总部在哪?", leans=leans), LI)
    assert [asked.text for asked in answers.asked[1:] if not asked.is_scoped] == texts


def test_the_answerer_is_told_when_where_and_for_whom(dialogues: Dialogues, answers: Answers, clock: Clock) -> None:
    dialogues.ask(Question(FIRST), LI)
    [asked] = answers.asked
    assert (asked.asked_at, asked.within) == (clock.now, Filters())
    assert (asked.zone, asked.person) == (SHANGHAI, "telegram:7")


def test_the_moment_of_asking_hides_later_news(dialogues: Dialogues, answers: Answers) -> None:
    moment = datetime(2022, 6, 1, tzinfo=UTC)
    dialogues.ask(Question(FIRST), replace(LI, known_at=moment))
    assert (answers.asked[0].asked_at, answers.asked[0].within) == (moment, Filters(known_at=moment))


def test_chats_know_nothing_of_each_other(dialogues: Dialogues) -> None:
    dialogues.ask(Question(FIRST), LI)
    assert dialogues.ask(Question("那总部在哪?"), replace(LI, conversation="telegram:8")).understood == ""
    assert dialogues.ask(Question("那总部在哪?"), replace(LI, conversation=None)).understood == ""


def test_who_comes_back_later_begins_anew(dialogues: Dialogues, clock: Clock) -> None:
    dialogues.ask(Question(FIRST), LI)
    clock.now += timedelta(hours=2)
    assert dialogues.ask(Question("那总部在哪?"), LI).understood == ""


def test_the_same_question_again_does_not_lean_on_itself(dialogues: Dialogues) -> None:
    question = "利率上调了多少?"
    dialogues.ask(Question(question), LI)
    assert dialogues.ask(Question(question), LI).understood == ""
    assert dialogues.ask(Question("利率下调了多少?", instead_of=question), LI).understood == ""


def test_an_edited_follow_up_leans_on_what_came_before_it(dialogues: Dialogues) -> None:
    dialogues.ask(Question(FIRST), LI)
    dialogues.ask(Question("那总部在那?"), LI)
    assert "极氪" in dialogues.ask(Question("那总部在哪?", instead_of="那总部在那?"), LI).understood


def test_a_new_topic_is_not_mixed_with_the_old(dialogues: Dialogues) -> None:
    dialogues.ask(Question(FIRST), LI)
    dialogues.forget(LI)
    assert dialogues.last(LI) is None
    assert dialogues.ask(Question("那总部在哪?"), LI).understood == ""


def test_a_chat_goes_on_after_a_restart(tmp_path: Path, answers: Answers, clock: Clock) -> None:
    for question, carried in ((FIRST, False), ("那总部在哪?", True)):
        store = Store(tmp_path / "news.db")
        assert bool(made(store, answers, clock).ask(Question(question), LI).understood) is carried
        store.close()


def test_the_last_answer_is_kept_with_its_reasons(dialogues: Dialogues) -> None:
    dialogues.ask(Question(FIRST), LI)
    turn = dialogues.last(LI)
    assert turn is not None
    assert turn.answer.startswith("全市转移了5480人，没有人员伤亡。 [1]")
    assert turn.title == "洪峰过境临江"
    assert explanation_of(turn) == EXPLANATION


def test_who_has_no_chat_leaves_no_trace(dialogues: Dialogues) -> None:
    nobody = replace(LI, conversation=None)
    dialogues.ask(Question(FIRST), nobody)
    dialogues.forget(nobody)
    assert dialogues.last(nobody) is None
