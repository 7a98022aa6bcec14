"""Digests in a chat: the brief of the day or week, a line of facts a story, ordered, shown and stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.understanding import understand
from bot.core.person import Person
from data.chats.subscriptions import Criteria, Owner, Times
from data.store.articles import Store
from tests.support.notified import ANNA, CHAT, LI, SHANGHAI, START, Newsstand, actions

OWNER = Owner(CHAT, None, "telegram:7", "zh")


@pytest.fixture
def stand(store: Store) -> Newsstand:
    return Newsstand(store)


def test_a_digest_tells_each_story_once_with_facts_and_who_else_tells_it(stand: Newsstand) -> None:
    story = stand.story()
    wire = stand.article("洪峰过境", "洪峰今天过境，转移了5480人。", "新华社", story=story, ago=60)
    stand.article("洪峰过境临江", "洪峰今天过境，转移了5480人。", "品玩", story=story, copy_of=wire, ago=30)
    stand.article("车展开幕", "车展今天开幕，来了三百家。", "财新", ago=20)
    reply = stand.router.respond(understand("/digest now"), LI)
    assert reply.text == (
        "🗞 6月24日 新闻摘要\n\n1. 洪峰今天过境，转移了5480人 · 新华社等 2 家 09:00"
        "\n\n2. 车展今天开幕，来了三百家 · 财新 09:40"
    )
    assert [*actions(reply)] == ["全文 1", "全文 2"]
    assert reply.about
    assert len(reply.about.article_ids) == 2


def test_nothing_new_is_said_shortly(stand: Newsstand) -> None:
    stand.article("旧闻", ago=3 * 24 * 60)
    assert stand.router.respond(understand("/digest now"), LI).text == "🗞 6月24日 新闻摘要\n没有新消息。"
    assert stand.router.respond(understand("/digest now"), ANNA).text == "🗞 News of 24 June\nNothing new."


def test_a_digest_on_some_words_has_only_those(stand: Newsstand) -> None:
    stand.article("半导体出口", section="科技")
    stand.article("车展开幕")
    text = stand.router.respond(understand("/digest now 半導體"), LI).text
    assert "半导体出口" in text
    assert "车展" not in text


def test_a_digest_in_a_terminal_is_shown_and_not_ordered(stand: Newsstand) -> None:
    nobody = Person("en", SHANGHAI)
    assert stand.router.respond(understand("/digest now"), nobody).text.startswith("🗞 News of")
    assert "terminal" in stand.router.respond(understand("/digest 08:00"), nobody).text


def test_a_digest_is_ordered_shown_and_stopped(stand: Newsstand) -> None:
    reply = stand.router.respond(understand("/digest 20:30 每周五 半导体"), LI)
    assert reply.text == "🗞 已设好新闻摘要：每周五 20:30 · “半导体”（上海时间）"
    assert stand.router.press(actions(reply)["🗞 现在看看"], LI).reply.text.startswith("🗞 一周新闻摘要")
    assert "每周五 20:30 · “半导体”" in stand.router.respond(understand("/digest"), LI).text
    assert stand.router.respond(understand("/digest off"), LI).text == "🗞 不再发送摘要。"
    assert stand.subscriptions.of(CHAT, None) == []
    assert "没有要停的" in stand.router.respond(understand("/digest off"), LI).text


def test_what_the_chat_subscribed_to_comes_first(stand: Newsstand) -> None:
    stand.wants("车展")
    stand.article("车展开幕", ago=600)
    stand.article("洪峰过境", ago=5)
    assert "1. 车展开幕" in stand.router.respond(understand("/digest now"), LI).text


def test_news_that_was_read_late_is_in_the_next_digest(stand: Newsstand) -> None:
    stand.subscriptions.add_digest(OWNER, Times(8 * 60), Criteria())
    stand.now = START + timedelta(hours=23)  # 09:00: it was published before the digest of 08:00 and read after it
    assert len(stand.texts()) == 1
    stand.article("迟到的消息", ago=120)
    stand.later(hours=23)
    (text,) = stand.texts()
    assert "迟到的消息" in text
    stand.later(hours=24)
    assert stand.texts() == ["🗞 6月27日 新闻摘要\n没有新消息。"]
