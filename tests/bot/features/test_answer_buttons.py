"""The buttons under an answer and under a refusal, and what they bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.commands import Command
from bot.core.person import ChatContext, ChatKind, Person
from bot.core.reply import Reply
from bot.features.follow import watched_words
from data.chats.feedback import Feedback, Rating
from data.chats.subscriptions import Kind, Subscriptions
from data.models import Entry
from data.store.articles import Store
from tests.support.made import Answers, answered, refused
from tests.support.stored import keep

NOW = datetime(2022, 6, 26, 8, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
CHAT = ChatContext("telegram:7")
LI = Person("zh", ZONE, conversation="telegram:7", id="telegram:7", chat=CHAT)
ANN = Person("en", ZONE, conversation="telegram:8", id="telegram:8", chat=ChatContext("telegram:8"))
MEMBER = replace(LI, chat=ChatContext("telegram:-9", ChatKind.GROUP, manages=False))
QUESTION = "临江转移了多少人?"
UNKNOWN = "极氪的总部在哪里?"


def clock() -> datetime:
    return NOW


@pytest.fixture
def router(store: Store) -> Router:
    entries = [Entry(f"标题{number}", "正文。", f"https://news.example/{number}") for number in range(1, 10)]
    keep(store, *entries, now=NOW)
    return Router(store, Answers({QUESTION: answered()}), clock, similar=like)


def like(article_ids: list[int], most: int) -> list[int]:
    """The next two."""
    return [max(article_ids) + 1] if max(article_ids) < 9 else []


def labels(reply: Reply) -> list[list[str]]:
    return [[button.label for button in row] for row in reply.buttons]


def press(router: Router, reply: Reply, label: str, person: Person = LI) -> Reply:
    [action] = [button.action for row in reply.buttons for button in row if button.label == label]
    return router.press(action, person).reply


# -- which there are


def test_under_an_answer_there_are_its_quotes_and_one_row_of_what_can_be_done(router: Router) -> None:
    assert labels(router.respond(understand(QUESTION), LI)) == [
        ["全文 1", "全文 2", "👍", "👎"],
        ["🔔 关注", "🔎 相关", "📋 复制"],
    ]
    assert labels(router.respond(understand(QUESTION), replace(ANN, otherwise=True)))[1] == [
        "🔔 Follow",
        "🔎 Similar",
        "📋 Copy",
    ]


def test_who_may_not_change_what_the_group_gets_is_not_offered_to(router: Router) -> None:
    assert labels(router.respond(understand(QUESTION), MEMBER))[1] == ["🔎 相关", "📋 复制"]


def test_in_a_terminal_nobody_can_judge_or_follow(router: Router) -> None:
    reply = router.respond(understand(QUESTION), Person("zh", ZONE, conversation="terminal"))
    assert labels(reply)[1] == ["🔎 相关", "📋 复制"]


def test_under_a_refusal_one_can_ask_to_be_told_later(router: Router) -> None:
    assert labels(router.respond(understand(UNKNOWN), LI)) == [["🔔 有消息提醒我", "👎"]]


# -- opinions


def test_an_opinion_is_thanked_for_and_can_be_changed(router: Router, store: Store) -> None:
    feedback = Feedback(store.database, clock)
    reply = router.respond(understand(QUESTION), LI)
    assert press(router, reply, "👍").text == "谢谢，记下了 👍"
    assert press(router, reply, "👎").text == "好，改过来了。"
    assert press(router, reply, "👎").text == "谢谢，记下了，会用来改进。"
    [bad] = feedback.bad(9)
    assert (bad.question, bad.person, bad.articles, bad.verdict) == (QUESTION, "telegram:7", (7, 8), Rating.BAD)
    assert bad.answer.startswith("全市转移了5480人")


def test_two_people_of_a_group_have_an_opinion_each(router: Router, store: Store) -> None:
    members = [replace(each, conversation=f"telegram:-9:-:{each.id}", chat=MEMBER.chat) for each in (LI, ANN)]
    reply = router.respond(understand(QUESTION), members[0])
    for member in members:
        press(router, reply, "👎", member)
    rows = store.database.rows("SELECT person, verdict FROM feedback ORDER BY person")
    assert rows == [("telegram:7", -1), ("telegram:8", -1)]


def test_on_an_answer_that_is_forgotten_nobody_has_an_opinion(router: Router) -> None:
    reply = router.respond(understand(QUESTION), LI)
    router.respond(Command("new", ""), LI)
    assert "失效" in press(router, reply, "👍").text


def test_what_was_not_answered_is_noted_for_people_and_not_for_scripts(router: Router, store: Store) -> None:
    router.respond(understand(UNKNOWN), LI)
    router.respond(understand(UNKNOWN), replace(ANN, conversation=None))
    router.respond(understand("谁是临江的市长?"), Person("zh", ZONE, conversation="batch:1"))
    router.respond(understand(QUESTION), LI)
    [noted] = Feedback(store.database, clock).unanswered(9)
    assert (noted.question, noted.person, noted.answer) == (UNKNOWN, "telegram:7", "")


# -- hearing more


def test_a_story_is_followed_for_the_chat(router: Router, store: Store) -> None:
    told = press(router, router.respond(understand(QUESTION), LI), "🔔 关注")
    [subscription] = Subscriptions(store.database, clock).of("telegram:7", None)
    assert (subscription.kind, subscription.article_id, subscription.person) == (Kind.STORY, 7, "telegram:7")
    assert "标题7" in told.text
    assert "已撤销" in press(router, told, "↩ 撤销").text
    assert Subscriptions(store.database, clock).of("telegram:7", None) == []


def test_a_member_who_presses_what_an_administrator_was_offered_changes_nothing(router: Router, store: Store) -> None:
    reply = router.respond(understand(QUESTION), LI)
    assert "管理员" in press(router, reply, "🔔 关注", MEMBER).text
    assert store.database.rows("SELECT 1 FROM subscriptions") == []


def test_a_refusal_becomes_a_watch_for_what_was_asked_about(router: Router, store: Store) -> None:
    told = press(router, router.respond(understand(UNKNOWN), LI), "🔔 有消息提醒我")
    [subscription] = Subscriptions(store.database, clock).of("telegram:7", None)
    assert (subscription.kind, subscription.criteria.include) == (Kind.WORDS, ("极氪",))
    assert "极氪" in told.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("极氪的总部在哪里?", "极氪"),
        ("Rainforest这轮融资了多少?", "Rainforest"),
        ("Who is the chief executive of Zeekr?", "Zeekr"),
        ("When does the Port Callan Marathon start?", "Port Callan Marathon"),
        ("How far from Earth is Voyager 1 right now?", "Voyager 1"),
        ("极越01多少钱起卖?", "极越"),
        ("多少?", ""),
    ],
)
def test_watched_is_the_name_that_was_asked_about(question: str, words: str) -> None:
    assert watched_words(question).startswith(words) if words else not watched_words(question)


# -- more of the kind


def test_stories_like_those_cited_are_listed(router: Router) -> None:
    reply = press(router, router.respond(understand(QUESTION), LI), "🔎 相关")
    assert reply.text.startswith("🔎 相关报道\n\n1. 标题9")
    assert reply.about is not None
    assert reply.about.article_ids == (9,)


def test_where_nothing_is_like_them_it_says_so(router: Router) -> None:
    assert router.press("alike:9", LI).reply.text == "没有找到更多相关报道。"


def test_every_action_fits_into_telegrams_64_bytes(store: Store) -> None:
    last = 9_000_000_000_000
    articles = [replace(each, id=last + each.id) for each in answered().articles]
    given = replace(answered(), citations=tuple(replace(each, article=articles[0]) for each in answered().citations))
    given = replace(given, statements=tuple(replace(each, articles=(articles[0],)) for each in given.statements))
    router = Router(store, Answers({QUESTION: given, UNKNOWN: refused(*articles)}), clock)
    keep(store, Entry("标题", "正文。"), now=NOW)
    for question in (QUESTION, UNKNOWN):
        buttons = [each for row in router.respond(understand(question), LI).buttons for each in row if not each.copy]
        assert all(1 <= len(each.action.encode()) <= 64 for each in buttons)
        assert all(len(each.unquoted.encode()) <= 64 for each in buttons)
