"""What users of other bots complain of most: none of it happens here. A complaint that is tested elsewhere is named."""

from __future__ import annotations

import ast
import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app import Parts
from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.catalogue import say
from bot.core.person import Person
from tests.bot.telegram.setup import AT, ask, replies, running
from tests.support.asking import answer_to
from tests.support.bot_api import BotApi, Chat, User
from tests.support.paths import ROOT

TESTS = ROOT / "tests"
ELSEWHERE: dict[str, dict[str, tuple[str, ...]]] = {
    "flood limits": {
        "bot/telegram/test_delivery.py": ("a_flood_limit_is_waited_out_and_the_answer_arrives_once",),
        "bot/telegram/test_outbox_sender.py": ("a_chat_under_a_flood_limit_keeps_no_other_waiting",),
        "bot/telegram/test_rate_limits.py": ("every_rule_is_kept_and_every_message_goes_once",),
    },
    "sent twice": {
        "bot/telegram/test_delivery.py": ("a_send_whose_fate_is_unclear_is_not_repeated",),
        "bot/telegram/test_outbox_sender.py": ("what_a_crash_left_under_way_is_not_sent_again",),
        "bot/telegram/test_running.py": ("what_was_answered_before_a_crash_is_not_answered_again",),
    },
    "409 after a restart": {"bot/telegram/test_running.py": ("another_poller_is_named_in_one_line_and_outlived",)},
    "lost to markup or length": {
        "bot/telegram/test_delivery.py": ("refused_markup_goes_as_plain_text",),
        "bot/telegram/test_rendering.py": ("every_reply_is_taken_and_loses_nothing_but_white_space",),
    },
    "hangs": {"bot/llm/test_writer_endpoint.py": ("the_deadline_holds_whatever_hangs", "hanging_calls_do_not_pile_up")},
    "index and store drift apart": {
        "embeddings/search/test_live_index.py": (
            "removed_articles_leave_the_index",
            "drift_counts_each_kind_of_damage_and_a_rebuild_ends_it",
        )
    },
    "crash on search during upsert": {
        "embeddings/search/test_live_index.py": ("articles_removed_while_the_index_follows_do_no_harm",)
    },
    "Chinese words are not found": {
        "data/store/test_keyword_index.py": ("every_short_piece_of_a_chinese_text_finds_its_article",)
    },
    "one event in two": {
        "embeddings/clustering/test_stories.py": ("reports_of_one_event_are_one_story_and_no_copies",)
    },
    "title changed, told again": {
        "data/ingest/test_update.py": ("another_title_address_or_id_makes_no_second_article",)
    },
    "stops silently": {
        "bot/telegram/test_running.py": ("an_update_that_cannot_be_read_does_not_end_the_polling",),
        "bot/test_background.py": ("a_source_that_is_given_up_is_told_to_the_operator_once",),
    },
    "private addresses": {"data/fetch/test_guard.py": ("a_redirect_does_not_lead_into_a_private_network",)},
    "orders in articles": {
        "bot/llm/test_writer_checks.py": ("an_order_in_a_passage_changes_nothing_even_if_the_model_obeys",)
    },
}
STRANGER = Person("en", ZoneInfo("UTC"))
ASKED = [
    "临江洪水一共转移了多少人？", "最近有什么融资消息？", "地铁4号线全长多少公里？",
    "Who won the Port Callan Marathon?",
    "What made people ill at the Castlefen festival?", "How much water did Rainforest drink?", "临江发生了什么事？",
]  # fmt: skip


@pytest.mark.parametrize("complaint", ELSEWHERE)
def test_what_is_tested_elsewhere_is_there(complaint: str) -> None:
    for path, names in ELSEWHERE[complaint].items():
        nodes = ast.walk(ast.parse((TESTS / path).read_text("utf-8")))
        there = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert {f"test_{name}" for name in names} <= there


@pytest.mark.usefixtures("bot")
async def test_a_flood_limit_of_half_a_day_in_one_chat_delays_no_other(
    api: BotApi, chat: Chat, li: User, ann_chat: Chat, ann: User
) -> None:
    api.fail_next("sendMessage", 429, retry_after=43837, chat=chat)
    api.say(chat, li, "/latest")
    await asyncio.to_thread(api.wait_for, lambda: [r for r in api.requests("sendMessage") if r.status == 429])
    assert (await ask(api, ann_chat, ann, "/help")).text.startswith(say("en", "help-title"))
    assert (await ask(api, chat, li, "/help")).text.startswith(say("zh", "help-title"))
    assert len(api.messages(chat)) == 1


async def test_after_a_restart_while_the_old_poll_hangs_each_message_is_answered_once(
    api: BotApi, chat: Chat, li: User, config: Config, router: Router
) -> None:
    async with running(config, router):
        await ask(api, chat, li, "/help")
        async with running(config, router):  # both poll for a while, as when one is started before the other ends
            api.say(chat, li, "/privacy")
            await replies(api, chat)
    async with running(config, router):
        api.say(chat, li, "/settings")
        await replies(api, chat)
        await asyncio.to_thread(api.wait_for, lambda: not api.unacknowledged)
    assert len(api.messages(chat)) == 3


@pytest.mark.parametrize("question", ASKED)
def test_every_quote_stands_word_for_word_in_a_stored_article(news: Parts, router: Router, question: str) -> None:
    answer = answer_to(router, question, AT)
    for citation in answer.citations:
        stored = news.store.article(citation.article.id)
        assert stored
        assert citation.quote in stored.body or citation.quote in stored.title
    for statement in answer.statements:
        assert statement.articles
        parts = [" ".join(part.split()) for part in statement.text.split("…")]  # a long sentence is shown in part
        assert any(all(part in _words(news, article.id) for part in parts) for article in statement.articles)


def _words(news: Parts, article_id: int) -> str:
    article = news.store.article(article_id)
    return " ".join(f"{article.title} {article.body}".split()) if article else ""


@pytest.mark.parametrize("question", ["今天临江有什么新闻？", "What happened in Linjiang today?"])
def test_old_news_is_never_given_as_todays(news: Parts, question: str) -> None:
    late = AT + timedelta(days=60)
    router = Router(news.store, news.answerer, lambda: late)
    answer = answer_to(router, question, late)
    notes = {note.message for note in answer.notes}
    assert not answer.answered or notes & {"note-widened", "note-old"}
    reply = router.respond(understand(question), STRANGER)
    cited = len(answer.articles) or len(answer.nearest)
    assert reply.text.count("2022") >= cited  # each source says when it is of


class Failing:
    """An answerer that is broken."""

    def answer(self, question: object) -> None:
        raise RuntimeError("broken")


async def test_a_question_that_cannot_be_answered_is_apologised_for(
    api: BotApi, chat: Chat, li: User, config: Config, news: Parts
) -> None:
    router = Router(news.store, Failing(), lambda: AT)  # type: ignore[arg-type]
    async with running(config, router):
        assert (await ask(api, chat, li, "临江洪水转移了多少人？")).text == say("zh", "failed")
        assert (await ask(api, chat, li, "/help")).text.startswith(say("zh", "help-title"))
