"""Replies in a terminal and in a pipe."""

import io
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from bot.cli.terminal import print_explanation, print_reply, terminal_language
from bot.core.person import Person
from bot.core.reply import Button, Piece, Reply, Style
from tests.support.made import EXPLANATION

REPLY = Reply(
    (Piece("标题", Style.BOLD), Piece(" [1] "), Piece("来源", url="https://news.example/a?b=[c]&d")),
    ((Button("全文 1", "article:1:0"), Button("下一页", "page:1:1")),),
)
PERSON = Person("zh", ZoneInfo("UTC"))


def printed(terminal: bool) -> str:
    colours: Literal["standard"] | None = "standard" if terminal else None
    console = Console(file=io.StringIO(), force_terminal=terminal, width=40, color_system=colours)
    print_reply(console, REPLY)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_pipe_gets_plain_text_with_addresses_and_numbered_buttons() -> None:
    assert printed(terminal=False) == "标题 [1] 来源 <https://news.example/a?b=[c]&d>\n:1 全文 1   :2 下一页\n"


def test_a_quote_is_an_indented_line_and_what_can_be_copied_is_printed() -> None:
    pieces = (
        Piece("[1] title"),
        Piece("\n"),
        Piece("one ", quoted=True),
        Piece("two", Style.BOLD, quoted=True),
        Piece("\n[2]"),
    )
    buttons = (
        Button("📄 1", "", unquoted="quote:1:0:3:9"),
        Button("📄 2", "article:2:0"),
        Button("copy", "", copy="“two”"),
    )
    console = Console(file=io.StringIO(), width=40)
    print_reply(console, Reply(pieces, (buttons,)))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == "[1] title\n    one two\n[2]\n:1 📄 2   :2 copy\n"


def test_a_terminal_gets_colours_and_clickable_links() -> None:
    text = printed(terminal=True)
    assert "\x1b[1m标题" in text
    assert "\x1b]8;" in text
    assert "<https" not in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_an_explanation_shows_every_number_under_its_name_in_the_json(width: int) -> None:
    console = Console(file=io.StringIO(), width=width)
    print_explanation(console, EXPLANATION)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert [line.split() for line in text.splitlines()][2:8] == [
        ["verdict", "quotes"],
        ["confidence", "0.83"],
        ["threshold", "0.42"],
        ["filter", "source", "临江日报"],
        ["sign", "span", "7.25"],
        ["sign", "cosine", "0.8734"],
    ]
    for name in ("article_id", "cosine", "lexical", "fused", "span_score", "relevance"):
        assert name in text
    assert "临江转移五千人" in text
    assert "0.8937" in text


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh_CN.UTF-8", "zh"),
        ("zh_TW.UTF-8", "zh_Hant"),
        ("en_US.UTF-8", "en"),
        ("C.UTF-8", "zh"),
        ("", "zh"),
        ("POSIX", "zh"),
    ],
)
def test_the_locale_chooses_the_language(locale: str, language: str) -> None:
    assert terminal_language(locale, "zh") == language
