"""Replies in a terminal and in a pipe."""

import io
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from bot.replies import Button, Piece, Reply, Style
from bot.terminal import print_reply, terminal_language
from bot.views import Person

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


def test_a_terminal_gets_colours_and_clickable_links() -> None:
    text = printed(terminal=True)
    assert "\x1b[1m标题" in text
    assert "\x1b]8;" in text
    assert "<https" not in text


@pytest.mark.parametrize(
    ("locale", "language"),
    [("zh_CN.UTF-8", "zh"), ("en_US.UTF-8", "en"), ("C.UTF-8", "zh"), ("", "zh"), ("POSIX", "zh")],
)
def test_the_locale_chooses_the_language(locale: str, language: str) -> None:
    assert terminal_language(locale, "zh") == language
