"""What was asked in vain or answered badly: listed for admins, and exported as questions of an evaluation."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import cli
from bot.conversation.understanding import understand
from data.chats.erasure import Erasure
from data.chats.feedback import Feedback, Opinion, Rating
from data.store.articles import Store
from tests.conftest import SHANGHAI
from tests.support.admins import ANN, CHIEF, NOW, SCREEN, World, actions


@pytest.fixture
def world(store: Store) -> World:
    return World(store, {})


@pytest.fixture
def asked(world: World) -> World:
    """Ann asked in vain, twice the same and once something else, and did not like an answer."""
    world.article()
    for hours, question in ((5, "珠穆朗玛峰有多高？"), (4, "珠穆朗瑪峰有多高"), (3, "Who won in 2031?")):
        world.now = NOW - timedelta(hours=hours)
        world.router.respond(understand(question), replace(ANN, conversation=f"telegram:8:-:{hours}"))
    world.now = NOW - timedelta(hours=1)
    judged = world.router.respond(understand("谁赢了?"), ANN)
    world.router.press(actions(judged)["👎"], ANN)
    world.now = NOW
    return world


def test_questions_that_went_badly_are_listed_the_newest_first_equal_ones_once(asked: World) -> None:
    shown = asked.say("/unanswered", CHIEF)
    lines = shown.text.splitlines()
    assert lines[0] == "2 declined, 1 judged 👎"
    assert lines[1] == "👎 谁赢了? · 1 hour ago"
    assert lines[2].startswith("   → 全市转移了5480人")
    assert lines[3:] == ["❓ Who won in 2031? · 3 hours ago", "❓ 珠穆朗瑪峰有多高 ×2 · 4 hours ago"]
    assert "telegram" not in shown.text


def test_the_export_has_a_line_a_question_in_the_form_of_an_evaluation_and_names_nobody(asked: World) -> None:
    exported = asked.press(asked.say("/unanswered"), "⬇️ 导出全部 3 个")
    assert exported.file
    assert exported.file.name == "unanswered.jsonl"
    content = exported.file.content.decode()
    lines = [json.loads(line) for line in content.splitlines()]
    assert [(line["kind"], line["question"]) for line in lines] == [
        ("fact", "谁赢了?"),
        ("unanswerable", "Who won in 2031?"),
        ("unanswerable", "珠穆朗瑪峰有多高"),
    ]
    assert all((line["answers"], line["article_id"]) == ([], None) for line in lines)
    assert len({line["id"] for line in lines}) == 3
    assert lines[2]["note"] == "asked 2 times; declined"
    assert "telegram" not in content


def test_exported_lines_can_be_asked_and_scored(asked: World, tmp_path: Path) -> None:
    """`answer_batch` reads them as they are."""
    from bot.cli.batch import answer_batch

    file = asked.press(asked.say("/unanswered"), "⬇️ 导出全部 3 个").file
    assert file
    (tmp_path / "q.jsonl").write_bytes(file.content)
    with (tmp_path / "q.jsonl").open(encoding="utf-8") as batch:
        replies = list(answer_batch(asked.router, SHANGHAI, batch, None))
    assert [reply["answered"] for reply in replies] == [True, False, False]


def test_many_are_paged(world: World) -> None:
    feedback = Feedback(world.store.database, world.clock)
    for number in range(12):
        feedback.note_unanswered(number + 1, "telegram:8", f"问题{number:02}?", NOW - timedelta(minutes=number))
    page, seen = world.say("/unanswered", CHIEF), []
    assert page.text.startswith("12 declined, 0 judged 👎  page 1 of 3")
    while True:
        seen += re.findall(r"问题(\d\d)", page.text)
        assert len(page.text.splitlines()) <= SCREEN
        if "Next ›" not in actions(page):
            break
        page = world.press(page, "Next ›", CHIEF)
    assert seen == [f"{number:02}" for number in range(12)]


def test_who_is_forgotten_is_in_no_list(asked: World) -> None:
    assert ANN.id
    Erasure(asked.store.database).forget(ANN.id)
    assert asked.say("/unanswered").text.startswith("👍")


def test_the_command_line_lists_and_exports_them_too(asked: World, tmp_path: Path) -> None:
    home = str(asked.store.database.path.parent)
    feedback = Feedback(asked.store.database, lambda: datetime.now(UTC))
    recent = datetime.now(UTC).replace(microsecond=0)
    feedback.judge(Opinion(90, "telegram:8", "谁输了?", "小张。", (), Rating.BAD, recent))
    listed = CliRunner().invoke(cli, ["--home", home, "unanswered"]).stdout
    newest = listed.splitlines()[0]
    assert newest.startswith("👎 1×  ")
    assert newest.endswith("  谁输了?")
    file = tmp_path / "out.jsonl"
    result = CliRunner().invoke(cli, ["--home", home, "unanswered", "--export", str(file)])
    assert result.exit_code == 0
    exported = json.loads(file.read_text("utf-8").splitlines()[0])
    assert (exported["question"], exported["answers"], exported["article_id"]) == ("谁输了?", [], None)
    printed = CliRunner().invoke(cli, ["--home", home, "unanswered", "--export", "-"]).stdout
    assert printed == file.read_text("utf-8")
