"""Coverage over time: counted by hand, windows, comparisons, the words and the picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.person import Person
from bot.core.reply import Reply
from bot.features.trend import compared, length_of
from bot.replies.charts.trend import Series, trend_chart
from data.models import Entry, Filters
from data.store.articles import Store
from data.store.statistics import Coverage, Window, coverage, window_of
from data.text.query_syntax import parse_query
from tests.support.made import Answers
from tests.support.stored import keep

NOW = datetime(2026, 6, 24, 4, tzinfo=UTC)  # Wednesday, noon in Shanghai
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZH, EN = Person("zh", SHANGHAI), Person("en", SHANGHAI)
TODAY = date(2026, 6, 24)


def fill(store: Store, told: Sequence[tuple[int, str]]) -> None:
    """An article for each: so many days ago, this title."""
    for number, (days, title) in enumerate(told):
        entry = Entry(title, "正文。", f"https://x.example/{number}", published_at=NOW - timedelta(days=days))
        keep(store, entry, now=NOW)


def trend(store: Store, words: str, person: Person = ZH) -> Reply:
    return Router(store, Answers(), lambda: NOW).respond(understand(f"/trend {words}"), person)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("融资", ("融资", 30, False)),
        ("融资 7d", ("融资", 7, False)),
        ("融资 12w", ("融资", 84, True)),
        ("融资 最近10天", ("融资", 10, False)),
        ("融资 3周", ("融资", 21, True)),
        ("融资 3个星期", ("融资", 21, True)),
        ("融资 2个月", ("融资", 60, False)),
        ("融资 2m", ("融资", 60, False)),
        ("融资 24小时", ("融资 24小时", 30, False)),
        ("oil price 2 months", ("oil price", 60, False)),
        ("融资 1年", ("融资", 365, True)),
        ("融资 999年", ("融资", 732, True)),
        ("2022", ("2022", 30, False)),
        ("世界杯 2022", ("世界杯 2022", 30, False)),
        ("12w", ("", 84, True)),
    ],
)
def test_a_length_stands_at_the_end(words: str, length: tuple[str, int, bool]) -> None:
    assert length_of(words) == length


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("特斯拉 vs 比亚迪", ["特斯拉", "比亚迪"]),
        ("特斯拉和比亚迪", ["特斯拉", "比亚迪"]),
        ("Tesla, BYD, Nio, Xpeng", ["Tesla", "BYD", "Nio"]),
        ("“人工智能”和“芯片”", ["“人工智能”", "“芯片”"]),
        ('"war, and peace" VS oil', ['"war, and peace"', "oil"]),
        ("和平", ["和平"]),
        ("oil price", ["oil price"]),
        ("融资，融资", ["融资"]),
        ("", []),
    ],
)
def test_several_are_compared(words: str, parts: list[str]) -> None:
    assert compared(words) == parts


def test_a_window_ends_today_or_with_the_newest_news() -> None:
    assert window_of(30, False, TODAY, TODAY) == Window(date(2026, 5, 26), TODAY)
    assert window_of(30, False, TODAY, date(2026, 5, 26)) == Window(date(2026, 5, 26), TODAY)
    assert window_of(30, False, TODAY, date(2022, 6, 25)) == Window(date(2022, 5, 27), date(2022, 6, 25))
    weeks = window_of(14, True, TODAY, None)
    assert (weeks.first, weeks.last, weeks.places) == (date(2026, 6, 15), date(2026, 6, 28), 2)


def test_articles_are_counted_by_day_and_week_of_the_reader(store: Store) -> None:
    fill(store, [(0, "融资"), (1, "融资一"), (1, "融资二"), (1, "上市"), (5, "融资"), (29, "融资"), (30, "融资")])
    days = coverage(store.database, parse_query("融资"), Filters(), window_of(30, False, TODAY, TODAY), SHANGHAI)
    assert days.counts == (1, *[0] * 23, 1, 0, 0, 0, 2, 1)
    assert (days.total, days.peak) == (5, 28)
    weeks = coverage(store.database, parse_query("融资"), Filters(), window_of(14, True, TODAY, TODAY), SHANGHAI)
    assert weeks.counts == (1, 3)


@given(st.lists(st.integers(0, 40), max_size=12), st.booleans(), st.integers(2, 50))
def test_every_day_of_a_window_has_one_place(ago: list[int], weekly: bool, days: int) -> None:
    window = window_of(days, weekly, TODAY, None)
    assert window.starts[0] == window.first
    assert window.starts[-1] + timedelta(days=window.step - 1) == window.last >= TODAY
    assert window.places * window.step >= days
    assert window.before().last == window.first - timedelta(days=1)


def test_the_words_say_how_many_and_when_most(store: Store) -> None:
    fill(
        store, [(1, "融资二号"), (1, "有人说"), (1, "融资一号"), (4, "融资"), (70, "融资"), (71, "融资"), (72, "别的")]
    )
    reply = trend(store, "融资")
    assert reply.text.startswith(
        "📈 融资  最近 30 天\n共 3 篇，↑ 多于此前同样长的时间（0 篇）\n最多的是 6月23日，2 篇：\n融资"
    )
    assert reply.about
    assert reply.file
    assert reply.file.name == "trend.png"
    assert len(reply.text.splitlines()) <= 12
    assert trend(store, "融资", EN).text.startswith(
        "📈 融资  last 30 days\n3 articles, ↑ more than the 0 in as long a time before\nMost on"
    )


def test_before_the_oldest_news_nothing_is_compared(store: Store) -> None:
    fill(store, [(1, "融资"), (40, "别的")])
    assert "此前" not in trend(store, "融资").text


def test_old_news_has_a_window_of_its_own_and_says_so(store: Store) -> None:
    fill(store, [(1400, "融资"), (1401, "融资")])
    reply = trend(store, "融资")
    assert "共 2 篇" in reply.text
    assert "最新的新闻到 2022年8月24日为止" in reply.text


def test_comparing_says_each_and_leads_to_what_was_counted(store: Store) -> None:
    fill(store, [(1, "特斯拉"), (2, "比亚迪"), (2, "比亚迪又")])
    router = Router(store, Answers(), lambda: NOW)
    reply = router.respond(understand("/trend 特斯拉 vs 比亚迪 vs 火星车"), ZH)
    assert "特斯拉\n共 1 篇" in reply.text
    assert "比亚迪\n共 2 篇" in reply.text
    assert "火星车\n一篇也没有" in reply.text
    buttons = {button.label: button.action for row in reply.buttons for button in row}
    listed = router.press(buttons["📰 比亚迪"], ZH)
    assert not listed.in_place
    assert listed.reply.text.startswith("“比亚迪”的最新消息")


@pytest.mark.parametrize("words", ["", "12w", "-融资", "!!", "和"])
def test_without_words_it_says_how(store: Store, words: str) -> None:
    assert trend(store, words).text.startswith("/trend 融资")


def test_nothing_found_and_no_news_are_said(store: Store) -> None:
    assert trend(store, "融资").text.startswith("还没有任何新闻")
    fill(store, [(1, "别的")])
    assert trend(store, "融资").text == "5月26日 – 6月24日 没有含“融资”的文章。"
    assert trend(store, "融资 after:foo").text.startswith("看不懂 after:")


# -- the picture


def picture(lines: list[Series], window: Window) -> Image.Image:
    return Image.open(BytesIO(trend_chart(lines, window, "融资", "zh"))).convert("RGB")


def test_a_picture_has_a_bar_a_day_the_highest_dark() -> None:
    window = Window(date(2026, 6, 1), date(2026, 6, 5))
    image = picture([Series("融资", Coverage((1, 0, 4, 0, 2), 1), "新一轮融资完成")], window)
    assert image.width == 1080
    dark, light = (51, 34, 136), (157, 151, 204)
    rows = [[image.getpixel((x, y)) for x in range(image.width)] for y in range(0, image.height, 8)]
    row = [row for row in rows if dark in row][-1]
    assert row.count(dark) > 60
    assert 1.8 < row.count(light) / row.count(dark) < 2.2


@pytest.mark.parametrize("places", [1, 2, 30, 104])
def test_any_window_and_any_headline_can_be_drawn(places: int) -> None:
    window = Window(date(2026, 1, 5), date(2026, 1, 5) + timedelta(days=7 * places - 1), 7)
    counts = (*(number % 7 for number in range(places - 1)), 9)
    for headline in ("", "标题" * 40, "😀 $x_{1$ \u202eabc", "A headline in English that goes on and on and on"):
        lines = [Series("融资", Coverage(counts, 1), headline), Series("a" * 90, Coverage((0,) * places), "")]
        assert picture(lines, window).height > picture(lines[:1], window).height
