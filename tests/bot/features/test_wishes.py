"""What is wished for in words is done after one press; how-tos say the way; what is no news is said kindly."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.app import Parts
from bot.conversation.router import Router
from bot.conversation.understanding import HowTo, understand
from bot.core.catalogue import LANGUAGES, say
from bot.core.commands import NAMES, OPERATING
from bot.core.person import ChatContext, Person
from bot.core.reply import Reply, ReplyKind
from data.chats.subscriptions import Criteria, Subscriptions
from data.store.articles import Store
from embeddings.encoders.encoder import Encoder
from embeddings.intent.classifier import IntentClassifier, shipped_weights
from tests.support.made import Answers

CHAT = "telegram:77"
LI = Person("zh", ZoneInfo("Asia/Shanghai"), CHAT, CHAT, ChatContext(CHAT))
NOW = datetime(2026, 6, 24, 2, tzinfo=UTC)


@pytest.fixture
def router(store: Store, encoder: Encoder) -> Router:
    return Router(store, Answers(), lambda: NOW, intents=IntentClassifier(shipped_weights(), encoder))


def press(router: Router, reply: Reply) -> Reply:
    return router.press(reply.buttons[0][0].action, LI).reply


def test_a_digest_is_set_after_one_press(router: Router, store: Store) -> None:
    asked = router.respond(understand("每天早上八点给我发新闻"), LI)
    assert (asked.kind, asked.command) == (ReplyKind.HELP, "digest")
    assert "08:00" in asked.text
    own = Subscriptions(store.database, lambda: NOW)
    assert not own.of(CHAT, None)
    assert press(router, asked).kind is ReplyKind.DONE
    assert [each.times.minute for each in own.of(CHAT, None) if each.times] == [480]


def test_a_topic_is_subscribed_to_after_one_press(router: Router, store: Store) -> None:
    press(router, router.respond(understand("tell me when there is news on the typhoon"), LI))
    own = Subscriptions(store.database, lambda: NOW).of(CHAT, None)
    assert [each.criteria for each in own] == [Criteria(include=("typhoon",))]


def test_a_setting_is_changed_after_one_press(router: Router) -> None:
    assert press(router, router.respond(understand("把语言改成英文"), LI)).text.startswith(say("en", "settings-title"))


@pytest.mark.parametrize(
    ("text", "command"),
    [("怎么订阅", "subscribe"), ("How do I unsubscribe?", "subscriptions"), ("你的新闻都从哪来的", "sources")],
)
def test_a_how_to_says_the_way_and_has_a_button_for_it(router: Router, text: str, command: str) -> None:
    reply = router.respond(understand(text), LI)
    assert (reply.kind, reply.command) == (ReplyKind.HELP, command)


def test_what_a_news_bot_does_not_do_is_said_in_a_kind_line(router: Router) -> None:
    for text in ("帮我写一首关于秋天的诗", "translate this into French: good morning"):
        assert router.respond(understand(text), LI).kind is ReplyKind.TALK


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_has_a_way_to_tell(language: str, router: Router) -> None:
    person = Person(language, LI.zone, CHAT, CHAT, LI.chat)  # type: ignore[arg-type]
    for name in NAMES:
        if name not in OPERATING:
            reply = router.respond(HowTo(name), person)
            assert reply.text
            assert "howto-" not in reply.text


def test_news_on_a_topic_is_listed_and_a_publishers_too(parts: Parts) -> None:
    topic = parts.router.respond(understand("有没有融资方面的消息"), LI)
    assert topic.kind in (ReplyKind.LIST, ReplyKind.OVERVIEW)
    publisher = parts.store.publishers()[0].name
    assert publisher
    listed = parts.router.respond(understand(f"{publisher}都发了些什么"), LI)
    assert listed.kind in (ReplyKind.LIST, ReplyKind.OVERVIEW)
    ids = listed.about.article_ids if listed.about else ()
    assert {article.source for article in parts.store.articles(ids).values()} == {publisher}
