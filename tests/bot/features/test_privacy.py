"""/privacy says what the code does; /forget erases once a button says so, the right person and nobody else."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.person import ChatContext, ChatKind, Person
from bot.core.reply import Reply
from bot.features.privacy import Privacy
from data.chats import alerts, feedback, messages, turns
from data.chats import chats as chat_rows
from data.chats.chats import Chats
from data.chats.erasure import Erasure
from data.chats.turns import Turns
from data.store.database import Database

NOW = datetime(2026, 3, 1, 14, 13, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")
LI = Person("zh", UTC_ZONE, "telegram:7:-:-", "telegram:7", ChatContext("telegram:7"))
MEMBERS = ChatContext("telegram:-1001", ChatKind.GROUP, manages=False)
LI_IN_GROUP = Person("zh", UTC_ZONE, "telegram:-1001:-:7", "telegram:7", MEMBERS)
ANN_IN_GROUP = Person("en", UTC_ZONE, "telegram:-1001:-:8", "telegram:8", MEMBERS)


@pytest.fixture
def database(database: Database) -> Database:
    for person in (LI, LI_IN_GROUP, ANN_IN_GROUP):
        assert person.conversation
        Turns(database).remember(person.conversation, "q", "q", "", "{}", NOW)
    Chats(database, lambda: NOW).set("telegram:7", zone="Europe/Berlin")
    Chats(database, lambda: NOW).set("telegram:-1001", zone="Asia/Tokyo")
    return database


@pytest.fixture
def feature(database: Database) -> Privacy:
    return Privacy(Erasure(database), None)


def say(feature: Privacy, command: str, person: Person) -> Reply:
    return feature.commands[command]("", person)


def press(feature: Privacy, reply: Reply, number: int, person: Person) -> Reply:
    kind, *numbers = reply.buttons[0][number].action.split(":")
    pressed = feature.presses[kind]([int(each) for each in numbers], person)
    assert pressed is not None
    return pressed.reply


def chats(database: Database) -> set[str]:
    return {chat for (chat,) in database.rows("SELECT chat FROM turns")}


@pytest.mark.parametrize("person", [LI, ANN_IN_GROUP])
def test_what_is_kept_is_said_on_one_screen_with_the_times_of_the_code(feature: Privacy, person: Person) -> None:
    text = say(feature, "privacy", person).text
    assert len(text.splitlines()) <= 12
    for kept in (turns.KEPT, feedback.KEPT, chat_rows.KEPT_CLOSED, alerts.KEPT):
        assert f"{kept.days} " in text
    assert messages.KEPT <= alerts.KEPT
    assert f"{turns.MOST} " in text
    assert "/forget" in text
    assert "/new" in text


def test_a_language_model_that_sees_questions_is_named(database: Database) -> None:
    assert "没有语言模型" in say(Privacy(Erasure(database), None), "privacy", LI).text
    text = say(Privacy(Erasure(database), "llm.example"), "privacy", LI).text
    assert "llm.example" in text
    assert "没有语言模型" not in text


def test_what_would_go_is_counted_before_and_nothing_goes_yet(feature: Privacy, database: Database) -> None:
    reply = say(feature, "forget", LI)
    assert "• 提问和回答 2 个\n• 你的设置" in reply.text
    assert [button.label for button in reply.buttons[0]] == ["全部删掉", "不删"]
    assert all(len(button.action) <= 64 for button in reply.buttons[0])
    assert len(chats(database)) == 3


def test_the_button_erases_all_of_the_person_and_says_how_much(feature: Privacy, database: Database) -> None:
    done = press(feature, say(feature, "forget", LI), 0, LI)
    assert done.text == "已删掉：\n• 提问和回答 2 个\n• 你的设置"
    assert chats(database) == {"telegram:-1001:-:8"}
    kept = Chats(database, lambda: NOW)
    assert (kept.settings("telegram:7").zone, kept.settings("telegram:-1001").zone) == (None, "Asia/Tokyo")
    assert say(feature, "forget", LI).text == "我这里没有关于你的任何记录。"
    assert press(feature, say(feature, "forget", ANN_IN_GROUP), 0, ANN_IN_GROUP).text.startswith("Erased:")


def test_pressed_again_it_says_that_there_is_nothing(feature: Privacy) -> None:
    reply = say(feature, "forget", LI)
    press(feature, reply, 0, LI)
    assert press(feature, reply, 0, LI).text == "我这里没有关于你的任何记录。"


def test_the_other_button_erases_nothing(feature: Privacy, database: Database) -> None:
    assert press(feature, say(feature, "forget", LI), 1, LI).text == "好，什么都没删。"
    assert len(chats(database)) == 3


def test_in_a_group_the_button_is_for_who_asked_for_it(feature: Privacy, database: Database) -> None:
    reply = say(feature, "forget", LI_IN_GROUP)
    for number in (0, 1):
        assert press(feature, reply, number, ANN_IN_GROUP).text.startswith("That button belongs to somebody else.")
    assert len(chats(database)) == 3
    press(feature, reply, 0, LI_IN_GROUP)
    assert chats(database) == {"telegram:-1001:-:8"}


def test_what_was_asked_in_the_name_of_a_group_is_erased_by_its_administrators(
    feature: Privacy, database: Database
) -> None:
    Turns(database).remember("telegram:-1001:-:-1001", "q", "q", "", "{}", NOW)
    chat_key = ChatContext("telegram:-1001", ChatKind.GROUP)
    anonymous = Person("zh", UTC_ZONE, "telegram:-1001:-:-1001", "telegram:-1001", chat_key)
    reply = say(feature, "forget", anonymous)
    assert press(feature, reply, 0, ANN_IN_GROUP).text.startswith("That button belongs to somebody else.")
    admin = Person("zh", UTC_ZONE, "telegram:-1001:-:9", "telegram:9", chat_key)
    assert press(feature, reply, 0, admin).text == "已删掉：\n• 提问和回答 1 个"
    assert Chats(database, lambda: NOW).settings("telegram:-1001").zone == "Asia/Tokyo"


def test_a_terminal_is_forgotten_too(feature: Privacy, database: Database) -> None:
    Turns(database).remember("terminal", "q", "q", "", "{}", NOW)
    person = Person("en", UTC_ZONE, "terminal")
    assert "questions and answers: 1" in press(feature, say(feature, "forget", person), 0, person).text
    assert "terminal" not in chats(database)


@pytest.mark.parametrize("numbers", [[], [1], [1, 2, 3]])
def test_a_button_that_means_nothing_is_left_to_the_router(feature: Privacy, numbers: list[int]) -> None:
    assert feature.presses["forget"](numbers, LI) is None
