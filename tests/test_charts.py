"""The picture of articles a day: what is stacked, and that it is drawn in proportion, measured on the pixels."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.views.charts import SHOWN, daily_chart, stacked
from bot.views.messages import Language
from data.sources import DayCount as Count

FIRST = date(2026, 6, 1)


def days(number: int) -> list[date]:
    return [FIRST + timedelta(days=each) for each in range(number)]


def picture(counts: list[Count], number: int, title: str = "每天的文章", language: Language = "zh") -> Image.Image:
    png = daily_chart(counts, FIRST, FIRST + timedelta(days=number - 1), title, language)
    return Image.open(BytesIO(png)).convert("RGB")


def pixels(image: Image.Image, colour: str, above: int) -> int:
    """How many of `colour` there are in the plot, which ends `above` the legend."""
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    cut = image.crop((0, 0, image.width, above))
    counted = Counter(zip(*[iter(cut.tobytes())] * 3, strict=True))
    return counted[wanted]


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
    counts = [Count(FIRST, "a", 30), Count(FIRST + timedelta(days=2), "a", 10), Count(FIRST, "b", 20)]
    image = picture(counts, 3, "Articles a day", "en")
    a, b = (stack.colour for stack in stacked(counts, days(3), "en"))
    plot_ends = 196 + 620
    assert pixels(image, a, plot_ends) / pixels(image, b, plot_ends) == pytest.approx(40 / 20, rel=0.04)


def test_a_picture_is_as_wide_as_a_phone_shows_or_as_it_was_asked_for() -> None:
    assert picture([Count(FIRST, "a", 1)], 30).width == 1080
    png = daily_chart([Count(FIRST, "a", 1)], FIRST, FIRST, "x", "en", width=540)
    assert Image.open(BytesIO(png)).width == 540


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_at_all_is_said_in_words_and_not_drawn(language: Language) -> None:
    empty = picture([], 14, language=language)
    assert empty.height < picture([Count(FIRST, "a", 1)], 14, language=language).height
    assert len({*zip(*[iter(empty.tobytes())] * 3, strict=True)}) > 2  # there are words on it


@pytest.mark.parametrize(
    "name", ["", " ", "😀", "RT $x_{1$", r"\frac", "临江日报" * 40, "The Harbour Times " * 20, "a\nb", "\u202eabc"]
)
def test_any_name_can_be_drawn(name: str) -> None:
    assert picture([Count(FIRST, name, 3)], 1, title=name).width == 1080


def test_other_pictures_of_the_program_stay_as_they_are() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    picture([Count(FIRST, "新华社", 3)], 2)
    assert dict(mpl.rcParams) == before
