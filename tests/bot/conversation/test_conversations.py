"""The router in a chat: follow-ups, /new, /why, quotes one tap away, messages that are no questions.

A small store without a model; the answers are made by hand.
"""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.answer import Answer
from bot.core.person import Person
from bot.core.reply import Reply, Style
from bot.question.rewrite.subjects import matter
from data.models import Article, Entry
from data.store.articles import Store
from tests.support.made import ARTICLE, EXPLANATION, QUOTE, Answers, citation, statement
from tests.support.stored import keep

LI = Person("zh", ZoneInfo("Asia/Shanghai"), conversation="telegram:7", id="telegram:7")
NOW = datetime(2022, 6, 26, 8, 0, tzinfo=UTC)
ASKED = "临江的洪水转移了多少人?"


def write(store: Store, body: str) -> Article:
    entry = Entry(ARTICLE.title, body, ARTICLE.url, "a7", ARTICLE.published_at, ARTICLE.source)
    keep(store, entry, now=NOW)
    return store.latest(1)[0]


@pytest.fixture
def article(store: Store) -> Article:
    return write(store, ARTICLE.body)


@pytest.fixture
def answers(article: Article) -> Answers:
    answer = Answer((statement(article, QUOTE, "5480人"),), (citation(article),), (), 0.8, explanation=EXPLANATION)
    return Answers({ASKED: answer})


@pytest.fixture
def router(store: Store, answers: Answers) -> Router:
    return Router(store, answers, lambda: NOW)


def tapped(router: Router, reply: Reply, label: str = "全文 1") -> Reply:
    """What a button brings where no paragraphs are shown under answers."""
    [button] = [button for row in reply.buttons for button in row if button.label == label]
    pressed = router.press(button.unquoted or button.action, LI)
    assert not pressed.in_place
    return pressed.reply


def test_one_tap_shows_the_quote_in_its_paragraph_and_the_next_the_full_text(router: Router) -> None:
    shown = tapped(router, router.respond(understand(ASKED), LI))
    assert [piece.text for piece in shown.pieces if piece.style is Style.BOLD] == [QUOTE]
    assert "市长说水还会退。" in shown.text
    assert "水厂照常供水" not in shown.text
    assert "水厂照常供水" in tapped(router, shown, "全文 ›").text


def test_a_quote_of_a_changed_article_gets_kind_words_and_a_way_to_the_text(router: Router, store: Store) -> None:
    answer = router.respond(understand(ASKED), LI)
    write(store, "临江河水位昨晚涨到24.86米。\n全市转移了5510人，没有人员伤亡。")
    gone = tapped(router, answer)
    assert gone.text == "这篇文章后来改过，那句话已经不在原处了。"
    assert "5510人" in tapped(router, gone, "全文 ›").text


def test_a_quote_of_an_article_that_is_gone_is_said_to_be(router: Router, store: Store, article: Article) -> None:
    answer = router.respond(understand(ASKED), LI)
    store.remove([article.id])
    assert tapped(router, answer).text == "这篇文章已经不在了。"


@pytest.mark.parametrize("action", ["quote:1:2:3", "quote:1:2:3:x", "quote:::::", "quote:1:2:3:4:5"])
def test_a_quote_button_that_means_nothing_gets_kind_words(router: Router, action: str) -> None:
    assert router.press(action, LI).reply.text == "这个按钮已失效，请把问题或命令再发一次。"


def test_a_follow_up_says_how_it_was_understood(router: Router, answers: Answers) -> None:
    router.respond(understand(ASKED), LI)
    whole = f"{matter(ASKED)} 为什么?"
    answers.answers[whole] = answers.answers[ASKED]
    assert f"↪ 理解为：{whole}" in router.respond(understand("为什么?"), LI).text


def test_no_articles_come_with_what_was_declined(router: Router, answers: Answers) -> None:
    router.respond(understand(ASKED), LI)
    router.respond(understand("那座桥什么时候修好?"), LI)
    before = len(answers.asked)
    router.respond(understand("为什么?"), LI)
    assert not any(asked.is_scoped for asked in answers.asked[before:])


def test_new_clears_the_chat(router: Router) -> None:
    router.respond(understand(ASKED), LI)
    assert router.respond(understand("/new"), LI).text == "好，前面的提问我都放下了，请问新的问题。"
    assert "理解为" not in router.respond(understand("为什么?"), LI).text


def test_why_explains_the_last_answer_of_the_chat(router: Router) -> None:
    router.respond(understand(ASKED), LI)
    why = router.respond(understand("/why"), replace(LI, language="en"))
    assert why.text.startswith("这个回答是怎么来的\n\n问题：" + ASKED)
    assert "读到：5480人" in why.text
    assert (
        router.respond(understand("/why"), replace(LI, conversation="telegram:8")).text
        == "还没有可以解释的回答，先问一个问题吧。"
    )


def test_why_after_an_answer_without_reasons_says_so(router: Router) -> None:
    router.respond(understand("那座桥什么时候修好?"), LI)
    assert "没有留下记录" in router.respond(understand("/why"), LI).text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("你好", "你好！"),
        ("谢谢", "不客气"),
        ("/ new", "好，前面的提问"),
        ("latest", "要闻"),
        ("/news", "是不是 /latest？"),
        ("最近有什么新闻?", "要闻"),
        ("😀", "我只看得懂文字"),
    ],
)
def test_what_is_no_question_is_not_searched_for(router: Router, answers: Answers, text: str, words: str) -> None:
    assert words in router.respond(understand(text), LI).text
    assert answers.asked == []


def test_a_bare_name_lists_the_news_on_it_and_is_a_question_where_there_is_none(
    router: Router, answers: Answers
) -> None:
    assert router.respond(understand("临江"), LI).text.startswith("“临江”的最新消息")
    assert answers.asked == []
    router.respond(understand("青岛"), LI)
    assert [each.question for each in answers.asked] == ["青岛"]


def test_of_a_pasted_text_a_part_is_searched_and_said_to_be(router: Router, answers: Answers) -> None:
    reply = router.respond(understand("这是很长的一段话，讲的是一些别的事情。" * 200), LI)
    assert reply.text.startswith("内容很长，我只用其中一部分来查找")
    assert len(answers.asked[0].text) < 400


def test_another_script_is_answered_in_english(router: Router) -> None:
    assert router.respond(understand("Кто выиграл выборы в городе?"), LI).text.startswith(
        "The news I have does not say."
    )
