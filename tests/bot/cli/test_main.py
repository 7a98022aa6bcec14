"""The command line as scripts use it: real processes, real files, a real news server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.config import Config
from data.samples import sample_paths
from data.store.articles import Store
from tests.conftest import CACHE
from tests.support.paths import ROOT

KEYS = {"article_id", "url", "title", "published", "source", "section", "story", "also"}


def newsbot(home: Path, *arguments: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "--home", str(home), *arguments]
    environment = os.environ | {"NEWSBOT_CACHE": str(CACHE), "LANG": "C.UTF-8", "COLUMNS": "80"} | settings
    return subprocess.run(command, input=given, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)


@pytest.fixture
def home(sample_config: Config) -> Path:
    return sample_config.home


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_ask_json_gives_answer_and_citations(home: Path) -> None:
    done = newsbot(home, "ask", "Rainforest新一轮融资拿到多少钱?", "--json")
    assert done.returncode == 0, done.stderr
    [reply] = lines(done.stdout)
    assert reply["answered"]
    assert "4500万美元" in reply["answer"]
    first = reply["citations"][0]
    assert set(first) == KEYS | {"quote"}
    assert reply["form"] == "quotes"
    assert "explain" not in reply
    assert first["published"] == "2022-06-24T17:50:54+08:00"
    assert first["source"] == "品玩"


def test_a_batch_is_answered_in_order_with_the_ids_and_times(home: Path) -> None:
    asked = [
        {"id": "b", "question": "最近有什么融资消息?", "asked_at": "2022-06-12T00:00:00+08:00"},
        {"id": "a", "question": "珠穆朗玛峰的海拔是多少米?"},
        {"id": 7, "question": "How many people were moved to safety by the flood in Linjiang?"},
    ]
    given = "\n".join(json.dumps(each, ensure_ascii=False) for each in asked) + "\n\n"
    done = newsbot(home, "ask", "--batch", "-", given=given)
    assert done.returncode == 0, done.stderr
    replies = lines(done.stdout)
    assert [reply["id"] for reply in replies] == ["b", "a", 7]
    assert [reply["answered"] for reply in replies] == [True, False, True]
    assert replies[0]["citations"][0]["published"] < "2022-06-12"
    assert replies[1]["answer"] == ""
    assert replies[1]["nearest"]
    assert all(reply["ms"] > 0 for reply in replies)


def test_lines_of_one_chat_are_a_conversation(home: Path) -> None:
    asked = [("1", "砚微智检的A轮是谁领投的？", "a"), ("2", "那融了多少钱？", "b"), ("3", "那融了多少钱？", "a")]
    given = "\n".join(json.dumps(dict(zip(("id", "question", "chat"), each, strict=True))) for each in asked)
    done = newsbot(home, "ask", "--batch", "-", given=given)
    assert done.returncode == 0, done.stderr
    understood = [reply["understood"] for reply in lines(done.stdout)]
    assert understood[:2] == ["", ""]
    assert "砚微智检" in understood[2]


def test_ask_explains_itself_in_numbers(home: Path) -> None:
    question = "Rainforest新一轮融资拿到多少钱?"
    [reply] = lines(newsbot(home, "ask", question, "--explain", "--json").stdout)
    explained = reply["explain"]
    assert explained["confidence"] == pytest.approx(reply["confidence"], abs=1e-3)
    assert {"cosine", "lexical", "fused", "score", "title"} <= set(explained["seen"][0])
    text = newsbot(home, "ask", question, "--explain").stdout
    assert "threshold" in text
    assert "verdict" in text


def test_a_bad_line_in_a_batch_is_named_after_the_good_ones_are_answered(home: Path) -> None:
    done = newsbot(home, "ask", "--batch", "-", given='{"id": 1, "question": "any funding?"}\nnot json\n')
    assert done.returncode == 1
    assert len(lines(done.stdout)) == 1
    assert "line 2: is no JSON object with id and question" in done.stderr
    assert "Traceback" not in done.stderr


def test_latest_and_search_as_json(home: Path) -> None:
    [latest] = lines(newsbot(home, "latest", "融资", "-n", "2", "--json").stdout)
    assert latest["total"] >= 3
    assert [set(article) for article in latest["articles"]] == [KEYS, KEYS]
    [typed] = lines(newsbot(home, "ask", "/latest 融资 2", "--json").stdout)
    assert (typed["reply"], typed["command"]) == ("list", "latest")
    assert typed["articles"] == [article["article_id"] for article in latest["articles"]]
    [found] = lines(newsbot(home, "search", "電商", "--json").stdout)
    assert found["complete"]
    assert found["total"] == 9


def test_text_output_has_titles_addresses_and_times_and_no_colour_codes(home: Path) -> None:
    output = newsbot(home, "latest").stdout
    assert "<https://news.example/world/2022/06/callan-marathon.html>" in output
    assert "2022年6月25日 22:25" in output
    assert "\x1b[" not in output


def test_the_terminal_speaks_the_language_of_the_locale(home: Path) -> None:
    assert "Latest news" in newsbot(home, "latest", LC_ALL="en_GB.UTF-8").stdout


def test_chat_answers_commands_questions_and_buttons(home: Path) -> None:
    given = "最近有什么融资消息?\n/latest\n/search 电商\n:1\n:99\n/quit\nnever read\n"
    done = newsbot(home, "chat", given=given)
    assert done.returncode == 0, done.stderr
    for words in ("> /search 电商", "品玩 · 2022年6月24日 17:50", "“电商”共 9 篇", "没有第 99 个按钮"):
        assert words in done.stdout
    assert "never read" not in done.stdout


def test_without_a_token_the_bot_starts_in_the_terminal(home: Path) -> None:
    done = newsbot(home, "start", given="/search 电商\n/quit\n")
    assert done.returncode == 0, done.stderr
    assert "“电商”共 9 篇" in done.stdout


def test_samples_are_stored_once_and_never_over_somebodys_news(tmp_path: Path) -> None:
    assert newsbot(tmp_path, "samples").returncode == 0
    assert newsbot(tmp_path, "samples").stderr == ""
    store = Store(tmp_path / "news.db")
    assert store.count() == 40
    store.close()


def test_the_same_input_twice_is_known_already(home: Path) -> None:
    done = newsbot(home, "ingest", *map(str, sample_paths()))
    assert done.returncode == 0
    assert done.stderr.count("0 new, 0 changed") == 3


def test_bad_input_is_a_line_each_and_what_was_good_is_kept(tmp_path: Path) -> None:
    home = tmp_path / "home"
    good = {"id": "g1", "title": "好的一条", "body": "这一条写得完整。", "source": "测试报"}
    (tmp_path / "mixed.jsonl").write_text(json.dumps(good, ensure_ascii=False) + "\n{broken\n", "utf-8")
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 40)
    feed = sample_paths()[1].read_text("utf-8").replace("news.example", "paper.example")
    (tmp_path / "cut.xml").write_text(feed[:6000], "utf-8")
    inputs = ["mixed.jsonl", "empty.html", "binary.bin", "cut.xml", "missing.xml", "."]
    done = newsbot(home, "ingest", *(str(tmp_path / name) for name in inputs), "http://127.0.0.1:9/feed")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for words in (
        "mixed.jsonl: line 2",
        "empty.html: is empty",
        "binary.bin: is not a feed",
        "cut.xml: ",
        "missing.xml: there is no such file",
        "is a folder",
        "http://127.0.0.1:9/feed: the address is private",
    ):
        assert words in done.stderr
    store = Store(home / "news.db")
    titles = [article.title for article in store.latest(100)]
    store.close()
    assert "好的一条" in titles
    assert len(titles) > 3  # the whole items of the feed that was cut


def test_a_sound_home_passes_the_doctor_and_a_damaged_index_is_mended(home: Path) -> None:
    assert newsbot(home, "search", "电商").returncode == 0  # makes the index
    assert newsbot(home, "doctor").returncode == 0
    (home / "passages.faiss").write_bytes(b"rubbish")
    done = newsbot(home, "doctor")
    assert done.returncode == 0
    assert "building it again from the store" in done.stderr


def test_the_doctor_counts_what_is_wrong_in_the_database(home: Path) -> None:
    store = Store(home / "news.db")
    with store.database.transaction() as connection:
        connection.execute("DELETE FROM lexicon WHERE rowid IN (SELECT id FROM passages LIMIT 3)")
    store.close()
    done = newsbot(home, "doctor")
    assert done.returncode == 1
    assert "       3  passages without terms" in done.stdout


def test_mistakes_are_one_line_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cases = {
        "TELEGRAM_BOT_TOKEN": newsbot(tmp_path, "run"),
        "NEWSBOT_TIMEZONE": newsbot(tmp_path, "latest", NEWSBOT_TIMEZONE="Nowhere/Land"),
        "--at": newsbot(tmp_path, "ask", "?", "--at", "yesterday-ish"),
        "news.db": newsbot(tmp_path / "file", "latest"),
        "cannot be loaded": newsbot(tmp_path, "latest", NEWSBOT_MODEL=str(tmp_path / "no-model")),
    }
    for words, done in cases.items():
        assert done.returncode == 1, words
        assert words in done.stderr
        assert done.stderr.count("\n") == 1, done.stderr


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert newsbot(tmp_path, "--version").stdout == f"newsbot, version {version}\n"


def test_a_database_of_a_newer_program_is_refused(home: Path) -> None:
    store = Store(home / "news.db")
    with store.database.transaction() as connection:
        connection.execute("PRAGMA user_version = 999")
    store.close()
    done = newsbot(home, "latest")
    assert done.returncode == 1
    assert "upgrade newsbot" in done.stderr


def test_an_index_made_for_another_model_is_made_anew_after_a_clear_word(home: Path, tmp_path: Path) -> None:
    from tests.support.tiny_model import build_tiny_model

    model = build_tiny_model(tmp_path / "tiny")
    done = newsbot(home, "ask", "Rainforest融资多少?", "--json", NEWSBOT_MODEL=str(model))
    assert done.returncode == 0, done.stderr
    assert "40 articles were embedded with another model; embedding them again" in done.stderr
    again = newsbot(home, "ask", "Rainforest融资多少?", "--json", NEWSBOT_MODEL=str(model))
    assert "embedding them again" not in again.stderr
    shutil.rmtree(next(CACHE.glob("fast-*-tiny-*")), ignore_errors=True)
