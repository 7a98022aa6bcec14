"""What the news is about: shared words of headlines, against made weeks of news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.person import Person
from bot.core.reply import Reply
from data.models import Entry
from data.store.articles import Store
from tests.support.made import Answers
from tests.support.stored import keep

NOW = datetime(2026, 6, 24, 4, tzinfo=UTC)
ZH = Person("zh", ZoneInfo("Asia/Shanghai"))
EN = Person("en", ZoneInfo("Europe/London"))
WEEK = (
    "台风杜苏芮登陆福建晋江", "杜苏芮北上 京津冀有暴雨", "受杜苏芮影响 多趟列车停运",
    "成都大运会今晚开幕", "成都大运会首金产生", "志愿者说成都大运会",
    "宁德时代发布新电池", "宁德时代上半年利润增长", "宁德时代否认裁员",
    "记者走进社区", "市民公园里的一天",
)  # fmt: skip


def fill(store: Store, told: Sequence[tuple[float, str]], section: str | None = None) -> None:
    for days, title in told:
        number = store.count()
        entry = Entry(
            title,
            f"{title}。",
            f"https://x.example/{number}",
            None,
            NOW - timedelta(days=days),
            f"报{number % 5}",
            section,
        )
        keep(store, entry, now=NOW)


def topics(store: Store, person: Person = ZH, now: datetime = NOW) -> Reply:
    return Router(store, Answers(), lambda: now).respond(understand("/topics"), person)


def named(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


def test_it_is_what_many_headlines_share(store: Store) -> None:
    fill(store, [(number % 5, title) for number, title in enumerate(WEEK)])
    reply = topics(store)
    assert set(named(reply)) == {"杜苏芮", "成都大运会", "宁德时代"}
    assert reply.text.startswith("📰 最近的热门话题  6月18日 – 6月24日，11 篇")
    assert "宁德时代 3\n宁德时代" in reply.text


def test_what_was_always_told_is_no_topic(store: Store) -> None:
    everyday = [f"{place}的天气" for place in ("中国", "北京", "上海", "广东")]
    fill(store, [(8 + number / 10, everyday[number % 4]) for number in range(200)])
    fill(store, [(1, each) for each in everyday * 2] + [(number % 5, title) for number, title in enumerate(WEEK)])
    assert set(named(topics(store))) == {"杜苏芮", "成都大运会", "宁德时代"}


def test_names_are_found_in_english_headlines(store: Store) -> None:
    lines = ("Brightwater orders ferries", "New ferries for Brightwater", "Why Brightwater grew", "The day in pictures")
    fill(store, [(1, line) for line in lines])
    reply = topics(store, EN)
    assert named(reply) == ["Brightwater"]
    assert reply.text.startswith("📰 What the news is about  18 June – 24 June, 4 articles")


def test_topics_and_sections_lead_to_their_news(store: Store) -> None:
    fill(store, [(number % 5, title) for number, title in enumerate(WEEK)], "要闻")
    fill(store, [(2, "篮球赛")], "体育")
    router = Router(store, Answers(), lambda: NOW)
    reply = router.respond(understand("/topics"), ZH)
    assert "栏目：要闻 11 · 体育 1" in reply.text
    buttons = {button.label: button.action for row in reply.buttons for button in row}
    pressed = router.press(buttons["宁德时代"], ZH)
    assert not pressed.in_place
    assert pressed.reply.text.startswith("“宁德时代”的最新消息")
    assert "（栏目 体育）" in router.press(buttons["# 体育"], ZH).reply.text
    assert reply.about
    assert len(reply.about.article_ids) == 3


def test_old_news_is_told_of_its_last_days(store: Store) -> None:
    fill(store, [(number % 5, title) for number, title in enumerate(WEEK)])
    later = topics(store, now=NOW + timedelta(days=900))
    assert "6月18日 – 6月24日" in later.text
    assert "宁德时代" in named(later)


def test_where_a_week_has_little_in_common_a_month_is_looked_at(store: Store) -> None:
    fill(store, [(20 + number % 5, title) for number, title in enumerate(WEEK)] + [(0, "篮球赛")])
    reply = topics(store)
    assert "5月26日 – 6月24日" in reply.text
    assert "杜苏芮" in named(reply)


@pytest.mark.parametrize("person", [ZH, EN])
def test_nothing_and_nothing_in_common_are_said(store: Store, person: Person) -> None:
    assert topics(store, person).text == person.say("latest-none")
    fill(store, [(1, "篮球赛"), (2, "Snow")])
    assert person.say("topics-none") in topics(store, person).text


def test_who_writes_is_no_topic(store: Store) -> None:
    fill(store, [(1, f"荆楚网讯（记者徐浩煊）{what}开工") for what in ("水厂", "学校", "公园", "大桥")])
    assert not {"荆楚网", "徐浩煊", "记者"} & set(named(topics(store)))
