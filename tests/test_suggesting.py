"""Suggested questions: what the rules make of sentences, and that only what is answered is offered."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.answering import next_en, next_zh
from bot.answering.answer import Answer
from bot.assembly import Parts
from bot.newsroom import Newsroom
from bot.person import Person
from bot.understanding.asked import Asked
from bot.views.replies import Reply
from data.models import Article, Entry
from data.store import Store
from tests.made import Answers, citation, refused, statement

NOW = datetime(2022, 6, 26, 8, 0, tzinfo=UTC)
LI = Person("zh", ZoneInfo("Asia/Shanghai"), chat="telegram:7", id="telegram:7")
BODY = (
    "临江水文站水位涨到23.70米。临江防汛指挥部转移了3260人。临江市民政局局长王建国说，学校下周一复课。"
    "临江大桥将于6月28日恢复通车。临江望江小学停课，原因是操场被淹。"
)
QUESTION = "临江转移了多少人?"
LEVEL, PEOPLE = "临江水文站水位涨到多少米？", "临江防汛指挥部转移了多少人？"
WHO, WHEN = "临江市民政局局长是谁？", "临江大桥将在什么时候恢复通车？"


def questions(body: str) -> list[tuple[str, str]]:
    return [(each.question, each.answer) for each in next_zh.wondered(body)]


# -- rules


def test_a_clause_asks_for_what_it_says() -> None:
    made = questions(BODY)
    for each in ((LEVEL, "23.70"), (PEOPLE, "3260"), (WHO, "王建国"), (WHEN, "6月28日")):
        assert each in made
    assert ("为什么临江望江小学停课？", "操场被淹") in made


@pytest.mark.parametrize(
    "sentence",
    [
        "该公司营收达到3.2亿元。",  # whose?
        "其中转移了3260人。",
        "他捐赠了300万元。",
        "临江港务集团三年里先后投入12亿元、15亿元。",  # which of them?
        "临江港务集团第3次涨价。",
        "临江港务集团成立于2004年，现有员工。",
        "树干高达37米。",
        "据临江日报报道，转移了3260人。",
        "临江前市长是谁没有人知道。",
        "王某转账5000元。",
    ],
)
def test_of_what_does_not_stand_alone_nothing_is_made(sentence: str) -> None:
    assert questions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        ("Saltmere Materials has raised $38m from a fund.", "How much has Saltmere Materials raised?", "38"),
        ("Saltmere Materials raised more than £38m.", "How much did Saltmere Materials raise?", "38"),
        ("Brightwater Lines ordered six ships.", None, None),
        ("Brightwater Lines ordered 6 new ferries.", "How many new ferries did Brightwater Lines order?", "6"),
        ("The Lisgrave Museum will open in July 2023.", "When will the Lisgrave Museum open?", "July 2023"),
        ("Brightwater's chief executive Ann Lee said no.", "Who is the chief executive of Brightwater?", "Ann Lee"),
        ("Ann Lee, the president of Brightwater, said no.", "Who is the president of Brightwater?", "Ann Lee"),
        ("He raised $38m.", None, None),
        ("The company raised $38m.", None, None),
        ("Yesterday Mr Lee raised $38m.", None, None),
    ],
)
def test_english_sentences_of_a_regular_shape_ask(sentence: str, question: str | None, answer: str | None) -> None:
    made = [(each.question, each.answer) for each in next_en.wondered(sentence)]
    assert made == ([(question, answer)] if question else [])


# -- what is offered


def said(article: Article, quote: str) -> Answer:
    return Answer((statement(article, quote),), (citation(article, quote),), (), 0.9)


@pytest.fixture
def article(store: Store) -> Article:
    store.write([(Entry("临江连夜转移三千人", BODY, "https://news.example/1"), [])], "none", NOW)
    found = store.named("https://news.example/1")
    assert found
    return found


@pytest.fixture
def answers(article: Article) -> Answers:
    return Answers({QUESTION: said(article, "临江防汛指挥部转移了3260人。")})


@pytest.fixture
def newsroom(store: Store, answers: Answers) -> Newsroom:
    return Newsroom(store, answers, lambda: NOW)


def offered(newsroom: Newsroom, reply: Reply) -> list[str]:
    return [row[0].label for row in newsroom.completed(reply, LI).buttons[len(reply.buttons) :]]


def test_only_what_is_answered_with_the_articles_own_words_is_offered(
    newsroom: Newsroom, answers: Answers, article: Article
) -> None:
    answers.answers[LEVEL] = said(article, "临江水文站水位涨到23.70米。")
    answers.answers[WHO] = said(article, "临江大桥将于6月28日恢复通车。")
    assert offered(newsroom, newsroom.ask(QUESTION, LI)) == [LEVEL]


def test_there_are_three_at_most_and_none_on_what_was_told(
    newsroom: Newsroom, answers: Answers, article: Article
) -> None:
    answers.answers |= {
        LEVEL: said(article, "临江水文站水位涨到23.70米。"),
        PEOPLE: said(article, "临江防汛指挥部转移了3260人。"),
        WHO: said(article, "临江市民政局局长王建国说，学校下周一复课。"),
        WHEN: said(article, "临江大桥将于6月28日恢复通车。"),
        "为什么临江望江小学停课？": said(article, "临江望江小学停课，原因是操场被淹。"),
    }
    assert offered(newsroom, newsroom.ask(QUESTION, LI)) == [LEVEL, WHO, WHEN]


def test_no_llm_is_asked_for_them(newsroom: Newsroom, answers: Answers) -> None:
    reply = newsroom.ask(QUESTION, LI)
    assert not answers.asked[0].in_own_words
    newsroom.completed(reply, LI)
    assert len(answers.asked) > 1
    assert all(asked.in_own_words for asked in answers.asked[1:])


def test_a_refusal_suggests_nothing_and_asks_nothing(newsroom: Newsroom, answers: Answers, article: Article) -> None:
    answers.answers["谁赢了?"] = refused(article)
    reply = newsroom.ask("谁赢了?", LI)
    asked = len(answers.asked)
    assert newsroom.completed(reply, LI) == reply
    assert len(answers.asked) == asked


def test_what_is_no_answer_is_complete(newsroom: Newsroom) -> None:
    for text in ("/help", "/latest", "你好"):
        reply = newsroom.respond(text, LI)
        assert newsroom.completed(reply, LI) == reply


def test_pressing_one_asks_it_and_shows_what_was_asked(
    newsroom: Newsroom, answers: Answers, article: Article, store: Store
) -> None:
    answers.answers[LEVEL] = said(article, "临江水文站水位涨到23.70米。")
    [row] = newsroom.completed(newsroom.ask(QUESTION, LI), LI).buttons[-1:]
    restarted = Newsroom(store, answers, lambda: NOW)
    pressed = restarted.press(row[0].action, LI)
    assert not pressed.in_place
    assert pressed.reply.text.startswith(f"💬 {LEVEL}\n\n临江水文站水位涨到23.70米。 [1]")
    assert answers.asked[-1].question == LEVEL
    assert answers.asked[-1].whole == ""  # what was asked before has nothing to do with it
    assert pressed.reply.about is not None
    assert pressed.reply.about.turn_id


def test_what_is_offered_on_the_sample_news_is_answered(parts: Parts) -> None:
    newsroom = parts.newsroom
    for question in ("Rainforest融资了多少?", "墨川做什么?", "How much did Saltmere raise?"):
        for suggested in offered(newsroom, newsroom.ask(question, LI)):
            assert parts.answerer.answer(Asked(suggested, NOW)).answered
