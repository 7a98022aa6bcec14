"""Links that open the bot carry a question there and back, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.understanding import ALONE, Question, understand
from bot.core.commands import Command
from bot.telegram.deep_links import Opening, ask_link, ask_start, latest_link, opening, pressed_link, story_link

ALLOWED = re.compile(r"https://t\.me/news_bot(\?start=[A-Za-z0-9_-]{1,64})?")


def started(link: str) -> str:
    """What the bot gets when the link is opened."""
    _, _, start = link.partition("?start=")
    return f"/start {start}".strip()


def opened(text: str) -> Opening | None:
    return opening(understand(text), ALONE)


@given(st.text(min_size=1, max_size=20).filter(str.strip))
def test_a_question_arrives_as_it_was_asked_or_not_at_all(question: str) -> None:
    link = ask_link("news_bot", question)
    assert ALLOWED.fullmatch(link)
    fits = len(question.strip().encode(errors="replace")) <= 45
    assert (ask_start(question) is not None) == fits
    if fits and not re.match(r"[/\\／＼]", question.strip()):
        asked = question.strip().encode(errors="replace").decode().strip()
        assert opened(started(link)) == Opening(asked, understand(asked))


def test_fifteen_han_characters_fit() -> None:
    question = "临江洪水转移了多少人需要多久呢"
    assert opened(started(ask_link("news_bot", question))) == Opening(question, Question(question, language="zh"))
    assert ask_link("news_bot", "临江洪水转移了多少人需要多久呢？") == "https://t.me/news_bot"


def test_an_article_and_the_newest_stories_are_opened() -> None:
    assert opened(started(story_link("news_bot", 7))) == Opening(action="article:7:0")
    assert opened(started(latest_link("news_bot"))) == Opening("/latest", Command("latest", ""))


def test_a_button_leads_to_its_article_or_the_newest_stories() -> None:
    for action in ("article:7:0", "article:7:0:1:2", "story:7"):
        assert pressed_link("news_bot", action) == story_link("news_bot", 7)
    for action in ("page:7:0", "article", "story:", "read:7"):
        assert pressed_link("news_bot", action) == latest_link("news_bot")


@pytest.mark.parametrize(
    "text",
    [
        "/start",
        "/start inline",
        "/start story_",
        "/start story_7:1",
        "/start story_" + "9" * 16,
        "/start ask_",
        "/start ask_***",
        "/start ask__w",  # no UTF-8
        started(ask_link("news_bot", "/forget")),
        started(ask_link("news_bot", " /subscribe all")),
        started(ask_link("news_bot", "／subscribe all")),
        started(ask_link("news_bot", "\\digest off")),
        "story_7",
        "/help latest",
    ],
)
def test_anything_else_opens_nothing_in_particular(text: str) -> None:
    assert opened(text) is None
