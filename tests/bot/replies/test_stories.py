"""Stories in the chat: shown once, with who else tells them, and all of them a button away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cli.json_output import answer_json, articles_json
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.answer import Answer
from bot.core.person import Person
from bot.core.reply import Reply
from data.models import Entry, SourceSpec, TimeNote
from data.store.articles import Store
from data.store.derived import Draft
from data.store.sources import Sources
from tests.support.made import Answers, citation, refused, statement

ZH = Person("zh", ZoneInfo("Asia/Shanghai"), "chat")
EN = Person("en", ZoneInfo("Europe/London"))
NOW = datetime(2026, 6, 24, 9, 50, tzinfo=UTC)
FLOOD = "临江洪水转移了5480人。水厂照常供水。"


class Filled:
    """A store filled by hand: articles told an hour after each other, and what belongs together."""

    def __init__(self, store: Store) -> None:
        self.store, self.answers = store, Answers()
        self.router = Router(store, self.answers, lambda: NOW)
        self._source = Sources(store.database).add(SourceSpec("https://a.example/rss")).id
        self._hours = 0

    def article(self, title: str, source: str, body: str = FLOOD) -> int:
        self._hours += 1
        time = NOW - timedelta(days=2) + timedelta(hours=self._hours)
        entry = Entry(title, body, f"https://x.example/{self._hours}", None, time, source)
        return self.store.keep([Draft(entry)], self._source, [], NOW)[0]

    def one_story(self, *articles: int, copies: dict[int, int] | None = None) -> int:
        """The story; `copies` of articles by the copy."""
        with self.store.database.transaction() as connection:
            story = connection.value("INSERT INTO stories DEFAULT VALUES RETURNING id")
            rows = [(story, (copies or {}).get(each), each) for each in articles]
            connection.executemany("UPDATE articles SET story_id = ?, copy_of = ? WHERE id = ?", rows)
        return story


@pytest.fixture
def filled(store: Store) -> Filled:
    return Filled(store)


def actions(reply: Reply) -> dict[str, str]:
    return {button.label: button.action for row in reply.buttons for button in row}


def flood(filled: Filled) -> tuple[int, int, int, int]:
    """A wire report, two copies, and a later report of the same event in other words; beside a story of its own."""
    wire = filled.article("洪峰过境", "新华社")
    first = filled.article("洪水来了", "品玩")
    second = filled.article("洪峰过境临江", "虎嗅")
    filled.article("车展开幕", "新华社", "车展今天开幕。")
    later = filled.article("临江水退", "财新", "临江的洪水昨夜退去。")
    filled.one_story(wire, first, second, later, copies={first: wire, second: wire})
    return wire, first, second, later


def test_the_latest_shows_a_story_once_by_its_newest_report_with_who_else_tells_it(filled: Filled) -> None:
    flood(filled)
    reply = filled.router.respond(understand("/latest 5"), ZH)
    assert [line for line in reply.text.splitlines() if line[:2] in ("1.", "2.")] == ["1. 临江水退", "2. 车展开幕"]
    assert "财新 · 2026年6月22日 22:50 · +3 家媒体" in reply.text
    assert list(actions(reply)) == ["全文 1", "全文 2", "各家 1"]


def test_a_page_counts_stories(filled: Filled) -> None:
    flood(filled)
    articles, total = filled.router.lists.latest("", 5)
    assert ([article.title for article in articles], total) == (["临江水退", "车展开幕"], 2)
    assert filled.router.lists.latest("", 1, 1)[0][0].title == "车展开幕"


def test_the_latest_on_a_topic_shows_a_story_once_too(filled: Filled) -> None:
    wire, *_ = flood(filled)
    articles, total = filled.router.lists.latest("转移", 5)
    assert ([article.id for article in articles], total) == ([wire], 1)
    assert filled.router.lists.latest("临江", 5)[1] == 1


def test_a_search_folds_copies_and_keeps_what_is_told_in_other_words(filled: Filled) -> None:
    wire, _, _, later = flood(filled)
    articles, found = filled.router.lists.search("洪水", 5)
    assert ({article.id for article in articles}, found.total) == ({wire, later}, 2)
    assert "+3 家媒体" in filled.router.respond(understand("/search 转移"), ZH).text


def test_a_copy_is_found_where_a_limit_hides_what_it_copies(filled: Filled) -> None:
    _, first, *_ = flood(filled)
    assert [article.id for article in filled.router.lists.search("转移 source:品玩", 5)[0]] == [first]


def test_a_story_lists_its_reports_by_time_with_copies_folded_under_them(filled: Filled) -> None:
    flood(filled)
    pressed = filled.router.press(actions(filled.router.respond(understand("/latest 5"), ZH))["各家 1"], ZH)
    assert not pressed.in_place
    assert pressed.reply.text == (
        "🧵 同一事件的报道\n共 4 篇 · 2026年6月22日 18:50 – 2026年6月22日 22:50\n\n"
        "1. 洪峰过境\n新华社 · 2026年6月22日 18:50\n"
        "转载：品玩 · 2026年6月22日 19:50\n转载：虎嗅 · 2026年6月22日 20:50\n\n"
        "2. 临江水退\n财新 · 2026年6月22日 22:50"
    )
    assert list(actions(pressed.reply)) == ["全文 1", "全文 2"]


def test_a_long_story_has_pages_that_last(filled: Filled) -> None:
    told = [filled.article(f"第{number}篇", "新华社", f"第{number}天，水位{number}米。") for number in range(7)]
    filled.one_story(*told)
    first = filled.router.press(f"story:{told[3]}", EN).reply
    assert "page 1 of 2" in first.text
    second = filled.router.press(actions(first)["Next ›"], EN)
    assert second.in_place
    assert "6. 第5篇" in second.reply.text
    assert "7. 第6篇" in second.reply.text


def test_many_copies_are_counted_and_not_all_named(filled: Filled) -> None:
    wire = filled.article("洪峰过境", "新华社")
    copies = [filled.article("洪峰过境", f"报{number}") for number in range(7)]
    filled.one_story(wire, *copies, copies=dict.fromkeys(copies, wire))
    text = filled.router.press(f"story:{wire}", EN).reply.text
    assert text.count("Also printed by") == 4
    assert text.endswith("and by 3 more")


def test_reports_of_one_publisher_are_counted_and_not_called_other_sources(filled: Filled) -> None:
    filled.one_story(filled.article("一", "新华社"), filled.article("二", "新华社"))
    assert " · 2 articles" in filled.router.respond(understand("/latest 5"), EN).text


def test_an_article_without_a_story_has_none_of_it(filled: Filled) -> None:
    number = filled.article("一", "新华社")
    reply = filled.router.respond(understand("/latest 5"), ZH)
    assert "+" not in reply.text
    assert list(actions(reply)) == ["全文 1"]
    assert filled.router.press(f"story:{number}", ZH).reply.text.startswith("一\n新华社")
    assert filled.router.press("story:999", ZH).reply.text == "这篇文章已经不在了。"


def test_an_opened_article_leads_to_its_story(filled: Filled) -> None:
    *_, later = flood(filled)
    opened = filled.router.opened.open(later, 0, ZH)
    assert "+3 家媒体" in opened.text.splitlines()[1]
    assert actions(opened)["🧵 同一事件 4 篇 ›"] == f"story:{later}"


def test_an_answer_names_how_many_others_print_what_it_cites(filled: Filled) -> None:
    wire, *_ = flood(filled)
    article = filled.store.article(wire)
    assert article
    quote = "临江洪水转移了5480人。"
    filled.answers.answers["临江转移了多少人?"] = Answer(
        (statement(article, quote),), (citation(article, quote),), (), 0.9
    )
    text = filled.router.respond(understand("临江转移了多少人?"), EN).text
    # those that print its text, not all that tell its story
    assert "[1] 洪峰过境\n新华社 · 2026年6月22日 11:50 · +2 家媒体\n" in text


def test_json_has_the_story_of_each_article_and_who_else_tells_it(filled: Filled) -> None:
    *_, later = flood(filled)
    articles, total = filled.router.lists.latest("", 5)
    tellings = filled.router.lists.tellings(articles)
    told = articles_json(articles, total, ZH.zone, tellings)["articles"]
    assert [(each["title"], each["also"]) for each in told] == [
        ("临江水退", ["新华社", "品玩", "虎嗅"]),
        ("车展开幕", []),
    ]
    assert [each["story"] for each in told] == [tellings[later].story_id, None]
    answer = refused(*articles)
    assert [each["story"] for each in answer_json(answer, ZH.zone, tellings=tellings)["nearest"]] == [
        tellings[later].story_id,
        None,
    ]


def test_an_article_that_was_changed_says_so_and_shows_what(filled: Filled) -> None:
    number = filled.article("洪峰", "新华社", "转移了3200人。")
    entry = Entry(
        "洪峰",
        "转移了5480人。",
        "https://x.example/1",
        None,
        NOW,
        "新华社",
        author="李四",
        image="https://x.example/1.jpg",
    )
    filled.store.keep([Draft(entry)], 1, [], NOW)
    opened = filled.router.opened.open(number, 0, ZH)
    assert opened.text.splitlines()[2] == "作者 李四 · 已更改 1 次 · 🖼 图片"
    assert "https://x.example/1.jpg" in [piece.url for piece in opened.pieces]
    pressed = filled.router.press(actions(opened)["改了什么 ›"], ZH)
    assert "− 转移了3200人。\n+ 转移了5480人。" in pressed.reply.text
    assert filled.router.press("history:999:0", ZH).reply.text == "这篇文章已经不在了。"


@pytest.mark.parametrize("note", TimeNote)
def test_a_time_that_is_not_the_publishers_is_marked(filled: Filled, note: TimeNote) -> None:
    entry = Entry("洪峰", "文。", "https://x.example/1", None, NOW, "新华社")
    filled.store.keep([Draft(entry, time_note=note)], 1, [], NOW)
    assert "新华社 · 收录于 2026年6月24日 17:50" in filled.router.respond(understand("/latest 5"), ZH).text
    assert "新华社 · first seen 24 Jun 2026, 10:50" in filled.router.respond(understand("/latest 5"), EN).text
