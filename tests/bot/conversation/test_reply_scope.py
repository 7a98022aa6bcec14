"""Questions in reply to a message of the bot: of what they are asked, and what they are made whole with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.ordinals import LAST, NamedItem, named_item
from bot.conversation.router import Router
from bot.conversation.understanding import MessageContext, understand
from bot.core.answer import Answer
from bot.core.person import Person
from bot.core.reply import About
from bot.core.reply_json import about_from_json, about_to_json
from bot.question.asked import Asked
from data.models import Entry, Filters
from data.store.articles import Store
from data.store.filters import where
from data.store.stories import Linked, Stories, StoryPlace, assign
from tests.support.made import Answers, answered, refused
from tests.support.stored import keep

NOW = datetime(2022, 6, 26, 8, 0, tzinfo=UTC)
LI = Person("zh", ZoneInfo("Asia/Shanghai"), conversation="telegram:7", id="telegram:7")
TITLES = ("极氪完成五亿元融资", "临江连夜转移三千人", "临江洪峰过境", "江豚增至31头")


class InScope:
    """Answers what it is asked of these articles, and of all news only where it is told to."""

    def __init__(self, *article_ids: int, at_large: bool = False) -> None:
        self.article_ids, self.at_large, self.asked = set(article_ids), at_large, list[Asked]()

    def answer(self, question: Asked) -> Answer:
        self.asked.append(question)
        known = self.article_ids & set(question.within.article_ids) if question.is_scoped else self.at_large
        return answered() if known else refused()


@pytest.fixture
def store(store: Store) -> Store:
    """Articles 1 to 4; the second and the third tell one story."""
    entries = [Entry(title, f"{title}。", f"https://news.example/{at}") for at, title in enumerate(TITLES)]
    keep(store, *entries, now=NOW)
    with store.database.transaction() as transaction:
        for article_id in (2, 3):
            told = Stories(transaction).place(2)
            assert told
            assign(transaction, article_id, StoryPlace(told.story_id, None, Linked.DONE))
    return store


def router(store: Store, answers: InScope | Answers) -> Router:
    return Router(store, answers, lambda: NOW)


# -- what it is asked of


def test_a_reply_is_asked_of_the_articles_of_that_message_and_their_stories(store: Store) -> None:
    answers = InScope(2)
    reply = router(store, answers).respond(understand("转移了多少人?", MessageContext(about=About((2,)))), LI)
    [asked] = answers.asked
    assert asked.within.article_ids == (2,)
    assert [
        row[0] for row in store.database.rows("SELECT id FROM articles WHERE story_id = ?", asked.within.story_ids)
    ] == [2, 3]
    assert reply.text.startswith("↪ 只看你回复的这件事：")


def test_what_is_not_there_is_looked_for_in_all_news_and_said_so(store: Store) -> None:
    answers = InScope(at_large=True)
    reply = router(store, answers).respond(understand("极氪的总部在哪?", MessageContext(about=About((2,)))), LI)
    assert [asked.is_scoped for asked in answers.asked] == [True, False]
    assert reply.text.startswith("⚠️ 你回复的这件事里没有找到")


def test_where_nobody_can_tell_what_else_is_meant_no_other_news_is_asked(store: Store) -> None:
    answers = InScope(at_large=True)
    reply = router(store, answers).respond(understand("有几个?", MessageContext(about=About((1, 4)))), LI)
    assert [asked.is_scoped for asked in answers.asked] == [True]
    assert reply.text.startswith("我读过的新闻里没有")


def test_a_refusal_everywhere_is_one(store: Store) -> None:
    reply = router(store, InScope()).respond(understand("极氪的总部在哪?", MessageContext(about=About((2,)))), LI)
    assert reply.text.startswith("我读过的新闻里没有")


def test_a_message_whose_articles_are_gone_limits_nothing(store: Store) -> None:
    answers = InScope(at_large=True)
    router(store, answers).respond(understand("极氪的总部在哪?", MessageContext(about=About((99,)))), LI)
    assert [asked.is_scoped for asked in answers.asked] == [False]


def test_a_number_alone_asks_something_of_that_message_only(store: Store) -> None:
    answers = InScope(2)
    router(store, answers).respond(understand("5480", MessageContext(about=About((2,)))), LI)
    assert [asked.question for asked in answers.asked] == ["5480"]
    gone = router(store, answers).respond(understand("5480", MessageContext(about=About((99,)))), LI)
    assert gone.text.startswith("只有一个数字")
    assert len(answers.asked) == 1


@pytest.mark.parametrize("text", ["谢谢", "/latest", "最近有什么消息?", "最近有什么融资消息?", "👍"])
def test_what_asks_nothing_of_it_is_taken_as_ever(store: Store, text: str) -> None:
    chat = router(store, InScope(at_large=True))
    assert chat.respond(
        understand(text, MessageContext(about=About((2,)))), replace(LI, conversation=None)
    ) == chat.respond(understand(text), replace(LI, conversation=None))


# -- what it is made whole with


def test_a_bare_question_leans_on_the_headline(store: Store) -> None:
    answers = InScope(2)
    router(store, answers).respond(understand("为什么?", MessageContext(about=About((2,)))), LI)
    assert [asked.text for asked in answers.asked] == ["为什么?"]
    silent = InScope(at_large=True)
    router(store, silent).respond(understand("为什么?", MessageContext(about=About((2,)))), LI)
    assert "临江" in silent.asked[-1].text


def test_in_reply_to_an_answer_it_leans_on_that_question_and_not_on_the_last(store: Store) -> None:
    answers = Answers({"极氪融资了多少?": answered(), "江豚有多少头?": answered()})
    chat = router(store, answers)
    first = chat.respond(understand("极氪融资了多少?"), LI)
    chat.respond(understand("江豚有多少头?"), LI)
    assert first.about is not None
    keep(store, *(Entry("极氪", "极氪。", f"https://news.example/more/{at}") for at in range(6)), now=NOW)
    chat.respond(understand("那总部在哪?", MessageContext(about=first.about)), LI)
    assert "极氪" in answers.asked[-1].text
    assert "江豚" not in answers.asked[-1].text


def test_an_answer_of_days_ago_is_still_leaned_on(store: Store) -> None:
    answers = Answers({"极氪融资了多少?": answered()})
    first = router(store, answers).respond(understand("极氪融资了多少?"), LI)
    keep(store, *(Entry("极氪", "极氪。", f"https://news.example/more/{at}") for at in range(6)), now=NOW)
    later = Router(store, answers, lambda: NOW + timedelta(days=3))
    later.respond(understand("那总部在哪?", MessageContext(about=first.about)), LI)
    assert "极氪" in answers.asked[-1].text


# -- items of a list


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("第二条", NamedItem(2, "")),
        ("第 3 篇", NamedItem(3, "")),
        ("打开第十二条", NamedItem(12, "")),
        ("第二条为什么?", NamedItem(2, "为什么?")),
        ("最后一条", NamedItem(LAST, "")),
        ("the second one", NamedItem(2, "")),
        ("The second", NamedItem(2, "")),
        ("open number 7", NamedItem(7, "")),
        ("#3", NamedItem(3, "")),
        ("the last one?", NamedItem(LAST, "")),
        ("the first one: who said so?", NamedItem(1, ": who said so?")),
        ("第二季度营收多少?", None),
        ("第二天呢?", None),
        ("the first minister resigned?", None),
        ("the second half", None),
        ("谁赢了?", None),
    ],
)
def test_an_item_is_named_by_its_number(text: str, item: NamedItem | None) -> None:
    assert named_item(text) == item


def test_numbers_are_those_that_the_page_shows() -> None:
    page = About((60, 70, 80), first=6)
    assert [NamedItem(number, "").of(page) for number in (5, 6, 8, 9, LAST)] == [None, 60, 80, None, 80]
    assert NamedItem(1, "").of(About()) is None


def test_a_number_alone_opens_that_article(store: Store) -> None:
    answers = InScope()
    reply = router(store, answers).respond(understand("第二条", MessageContext(about=About((3, 4)))), LI)
    assert reply.text.startswith(TITLES[3])
    assert answers.asked == []


def test_a_question_after_a_number_is_asked_of_that_article(store: Store) -> None:
    answers = InScope(4)
    router(store, answers).respond(understand("第二条有多少头?", MessageContext(about=About((3, 4)))), LI)
    assert answers.asked[0].within.article_ids == (4,)
    assert answers.asked[0].question == "有多少头?"


# -- every view says what it speaks of


def test_lists_articles_stories_quotes_and_answers_say_what_they_speak_of(store: Store) -> None:
    chat = router(store, Answers({"谁?": answered(), "哪?": refused(*answered().articles)}))
    assert chat.respond(understand("/latest"), LI).about is not None
    assert chat.opened.open(2, 0, LI).about == About((2,))
    story = chat.press("story:2", LI).reply.about
    assert story is not None
    assert (set(story.article_ids), story.story_id is not None) == ({2, 3}, True)
    for question in ("谁?", "哪?"):
        about = chat.respond(understand(question), LI).about
        assert about is not None
        assert about.article_ids == (7, 8)
        assert about.turn_id


@given(st.builds(About, st.lists(st.integers(1, 9)).map(tuple), st.none() | st.integers(1, 9), st.integers(1, 9)))
def test_what_a_message_speaks_of_is_kept_whole(about: About) -> None:
    assert about_from_json(about_to_json(about)) == about


def test_filters_let_through_the_articles_and_those_of_the_stories(store: Store) -> None:
    def passing(filters: Filters) -> list[int]:
        condition, values = where(filters)
        return [
            row[0] for row in store.database.rows(f"SELECT id FROM articles a WHERE {condition} ORDER BY 1", values)
        ]

    [[story]] = store.database.rows("SELECT DISTINCT story_id FROM articles WHERE id = 2")
    assert passing(Filters(article_ids=(1, 4))) == [1, 4]
    assert passing(Filters(story_ids=(story,))) == [2, 3]
    assert passing(Filters(article_ids=(1,), story_ids=(story,))) == [1, 2, 3]
    assert passing(Filters(article_ids=(1,), after=NOW)) == []  # it has no time
    assert Filters(article_ids=(1,))
    assert Filters(story_ids=(1,))
    assert not Filters()
