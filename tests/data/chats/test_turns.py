"""What a chat asked is remembered for a while, each chat for itself."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from data.chats.turns import Turns
from data.store.database import Database

NOW = datetime(2023, 8, 19, 4, 0, tzinfo=UTC)


def ask(turns: Turns, chat: str, question: str, at: datetime = NOW) -> None:
    turns.remember(chat, question, question, "answer", "{}", at)


def questions(turns: Turns, chat: str, count: int = 100) -> list[str]:
    return [turn.question for turn in turns.last(chat, count)]


def test_a_turn_comes_back_as_it_was(database: Database) -> None:
    explanation = json.dumps({"title": "标题"})
    Turns(database).remember("7", "那总部呢？", "极氪总部呢？", "宁波", explanation, NOW)
    (turn,) = Turns(database).last("7", 3)
    assert (turn.question, turn.whole, turn.answer, turn.at) == ("那总部呢？", "极氪总部呢？", "宁波", NOW)
    assert turn.title == "标题"


@pytest.mark.parametrize(
    ("explained", "topic", "articles", "spoken_of"),
    [
        ({"topic": "洪水", "articles": [3, 5]}, "洪水", (3, 5), (3, 5)),
        ({"topic": "洪水", "spoken_of": [3]}, "洪水", (), (3,)),  # declined: nothing was cited
        ({"articles": [3]}, "谁说的", (3,), (3,)),  # of an older version
        ({"topic": 7, "spoken_of": "3"}, "谁说的", (), ()),
    ],
)
def test_what_the_next_question_may_go_on_with(
    database: Database, explained: dict[str, object], topic: str, articles: tuple[int, ...], spoken_of: tuple[int, ...]
) -> None:
    Turns(database).remember("7", "谁说的", "谁说的", "", json.dumps(explained), NOW)
    (turn,) = Turns(database).last("7", 1)
    assert (turn.topic, turn.articles, turn.spoken_of) == (topic, articles, spoken_of)


def test_the_newest_turn_is_last(database: Database) -> None:
    turns = Turns(database)
    for number in range(5):
        ask(turns, "7", str(number))
    assert questions(turns, "7", 2) == ["3", "4"]
    assert turns.last("7", 0) == []


def test_chats_do_not_see_each_other(database: Database) -> None:
    turns = Turns(database)
    ask(turns, "7", "mine")
    ask(turns, "-7", "yours")
    turns.clear("7")
    assert questions(turns, "7") == []
    assert questions(turns, "-7") == ["yours"]


def test_only_so_many_turns_of_a_chat_are_kept(database: Database) -> None:
    turns = Turns(database, most=3)
    ask(turns, "8", "other")
    for number in range(9):
        ask(turns, "7", str(number))
    assert questions(turns, "7") == ["6", "7", "8"]
    assert questions(turns, "8") == ["other"]


def test_old_turns_of_every_chat_are_forgotten(database: Database) -> None:
    turns = Turns(database, kept=timedelta(hours=1))
    ask(turns, "8", "old", NOW - timedelta(hours=1, seconds=1))
    ask(turns, "7", "an hour old", NOW - timedelta(hours=1))
    ask(turns, "7", "new")
    assert questions(turns, "8") == []
    assert questions(turns, "7") == ["an hour old", "new"]


def test_a_time_of_any_zone_comes_back_as_utc(database: Database) -> None:
    turns = Turns(database)
    ask(turns, "7", "q", NOW.astimezone(timezone(timedelta(hours=8))))
    assert turns.last("7", 1)[0].at.tzinfo is UTC
    assert turns.last("7", 1)[0].at == NOW


@pytest.mark.parametrize("explanation", ["", "no JSON", "[]", "{}", '{"title": null}'])
def test_an_explanation_without_a_title_has_an_empty_one(database: Database, explanation: str) -> None:
    Turns(database).remember("7", "q", "q", "", explanation, NOW)
    assert Turns(database).last("7", 1)[0].title == ""
