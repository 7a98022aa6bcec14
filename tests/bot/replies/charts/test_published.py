"""The picture of articles a day: what is stacked, and that it is drawn in proportion, measured on the pixels."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.core.catalogue import Language
from bot.replies.charts.canvas import period_name, wrapped
from bot.replies.charts.published import SHOWN, daily_chart, stacked
from data.store.sources import DayCount as Count

FIRST = date(2026, 6, 1)


def days(number: int) -> list[date]:
    return [FIRST + timedelta(days=each) for each in range(number)]


def picture(counts: list[Count], number: int, title: str = "每天的文章", language: Language = "zh") -> Image.Image:
    png = daily_chart(counts, FIRST, FIRST + timedelta(days=number - 1), title, language)
    return Image.open(BytesIO(png)).convert("RGB")


ABOVE_LEGEND = 900  # pixels


def heights(image: Image.Image, colour: str) -> list[int]:
    """How high the bars of `colour`, which may have a pattern, are, the highest first; without the legend."""
    wanted = np.frombuffer(bytes.fromhex(colour.removeprefix("#")), np.uint8)
    there = (np.asarray(image)[:ABOVE_LEGEND] == wanted).all(axis=2)
    columns = np.where(there.any(axis=0), ABOVE_LEGEND - there[::-1].argmax(axis=0) - there.argmax(axis=0), 0)
    return sorted((high for high, wide in Counter(columns.tolist()).items() if high and wide > 60), reverse=True)


counts_of_any_kind = st.lists(
    st.builds(
        Count, st.sampled_from(days(6)), st.sampled_from([f"报{number}" for number in range(14)]), st.integers(0, 9)
    ),
    max_size=60,
)


@given(counts_of_any_kind)
def test_every_article_of_the_days_is_in_one_stack(counts: list[Count]) -> None:
    shown = days(4)
    stacks = stacked(counts, shown, "en")
    for number, day in enumerate(shown):
        expected = sum(each.articles for each in counts if each.day == day)
        assert sum(stack.heights[number] for stack in stacks) == expected
    assert len(stacks) <= SHOWN + 1
    named = [stack.total for stack in stacks[:SHOWN]]
    assert named == sorted(named, reverse=True)
    assert len({stack.colour for stack in stacks}) == len(stacks)
    assert len({(stack.pattern, stack.name.endswith(" others")) for stack in stacks}) == len(stacks)  # without colours


def test_the_smallest_sources_are_one() -> None:
    counts = [Count(FIRST, f"source {number:02}", 20 - number) for number in range(12)]
    stacks = stacked(counts, days(1), "en")
    assert [stack.name for stack in stacks[:2]] == ["source 00", "source 01"]
    assert (stacks[-1].name, stacks[-1].total) == ("4 others", 12 + 11 + 10 + 9)
    assert stacked(counts, days(1), "zh")[-1].name == "其他 4 个来源"


def test_the_ninth_source_keeps_its_name() -> None:
    counts = [Count(FIRST, f"source {number}", 20 - number) for number in range(9)]
    assert stacked(counts, days(1), "en")[-1].name == "source 8"


def test_bars_are_as_high_as_there_are_articles() -> None:
    counts = [Count(FIRST, "a", 60), Count(FIRST + timedelta(days=2), "a", 20), Count(FIRST, "b", 40)]
    image = picture(counts, 3, "Articles a day", "en")
    a, b = (heights(image, stack.colour) for stack in stacked(counts, days(3), "en"))
    assert a[0] / b[0] == pytest.approx(60 / 40, rel=0.02)
    assert a[0] / a[1] == pytest.approx(60 / 20, rel=0.02)


def test_a_picture_is_as_wide_as_a_phone_shows() -> None:
    assert picture([Count(FIRST, "a", 1)], 30).width == 1080


@pytest.mark.parametrize(
    ("language", "last", "told"),
    [
        ("zh", FIRST, "2026年6月1日"),
        ("zh", date(2026, 8, 29), "2026年6月1日 – 8月29日"),
        ("zh", date(2027, 1, 2), "2026年6月1日 – 2027年1月2日"),
        ("en", FIRST, "1 Jun 2026"),
        ("en", date(2026, 8, 29), "1 Jun – 29 Aug 2026"),
        ("en", date(2027, 1, 2), "1 Jun 2026 – 2 Jan 2027"),
    ],
)
def test_a_year_is_named_as_often_as_it_must_be(language: Language, last: date, told: str) -> None:
    assert period_name(language, FIRST, last) == told


@pytest.mark.parametrize(
    ("text", "room", "lines", "told"),
    [
        ("", 10, 1, ""),
        ("市防汛指挥部", 12, 1, "市防汛指挥部"),
        ("市防汛指挥部", 11, 1, "市防汛指挥…"),
        ("市防汛指挥部：洪峰，临江", 18, 2, "市防汛指挥部：洪\n峰，临江"),
        ("A bus \n and a  tram", 8, 2, "A bus\nand a tr…"),
        ("a" * 90, 18, 1, "a" * 18 + "…"),
    ],
)
def test_long_words_are_wrapped_and_cut(text: str, room: int, lines: int, told: str) -> None:
    assert wrapped(text, room, lines) == told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_at_all_is_said_in_words_and_not_drawn(language: Language) -> None:
    empty = picture([], 14, language=language)
    assert empty.height < picture([Count(FIRST, "a", 1)], 14, language=language).height
    assert len({*zip(*[iter(empty.tobytes())] * 3, strict=True)}) > 2  # there are words on it


@pytest.mark.parametrize(
    "name",
    ["", " ", "😀", "RT $x_{1$", r"\frac", "_a", "临江日报" * 40, "The Harbour Times " * 20, "a\nb", "\u202eabc"],
)
def test_any_name_can_be_drawn(name: str) -> None:
    assert picture([Count(FIRST, name, 3)], 1, title=name).width == 1080


def test_other_pictures_of_the_program_stay_as_they_are() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    picture([Count(FIRST, "新华社", 3)], 2)
    assert dict(mpl.rcParams) == before
