"""The article of pages as news sites lay them out: its text by word F1, and what is said about it exactly.

Words are those of the keyword index: dictionary words of Chinese, stems of Latin words, numbers.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from statistics import mean

import pytest

from data.models import Entry
from data.parse.article.extract import extract_article
from data.parse.forms import read
from tests.support.pages import HELD_OUT, LAYOUTS, Page
from tests.support.pages.chrome import SHANGHAI
from tests.support.pages.scoring import word_f1

NOW = datetime(2022, 9, 1, tzinfo=UTC)
MEAN, LEAST = 0.95, 0.85
STATED = ("title", "language", "published_at", "author", "source", "section", "image", "updated_at", "complete", "live")


@cache
def entry_of(page: Page) -> Entry:
    entry = extract_article(page.markup, page.url, SHANGHAI, NOW)
    assert entry is not None
    return entry


@cache
def f1_of(page: Page) -> float:
    return word_f1(entry_of(page).body, "\n".join(page.paragraphs))


def named(pages: tuple[Page, ...]) -> list[object]:
    return [pytest.param(page, id=page.name) for page in pages]


def test_there_are_thirty_layouts_half_of_them_chinese_and_ten_held_out():
    names = [page.name for page in (*LAYOUTS, *HELD_OUT)]
    assert (len(LAYOUTS), len(HELD_OUT), len(set(names))) == (30, 10, 40)
    assert sum(page.language == "zh" for page in LAYOUTS) == 15


@pytest.mark.parametrize("page", named(LAYOUTS))
def test_no_page_loses_its_text_in_what_stands_around_it(page):
    assert f1_of(page) >= LEAST


@pytest.mark.parametrize("pages", [LAYOUTS, HELD_OUT], ids=["made with the rules", "held out"])
def test_the_mean_over_all_pages(pages):
    assert mean(map(f1_of, pages)) >= MEAN


@pytest.mark.parametrize("page", named(LAYOUTS))
def test_paragraphs_are_kept_apart_and_in_order(page):
    lines = entry_of(page).body.split("\n")
    known = [paragraph.strip() for paragraph in page.paragraphs]
    found = [lines.index(paragraph) for paragraph in known if paragraph in lines]
    assert found == sorted(found)
    assert len(found) >= 0.8 * len(page.paragraphs)


@pytest.mark.parametrize("page", named(LAYOUTS))
def test_what_a_page_says_of_its_article_is_read(page):
    entry = entry_of(page)
    assert {name: getattr(entry, name) for name in STATED} == {name: getattr(page, name) for name in STATED}
    assert entry.url == (page.canonical or page.url)


@pytest.mark.parametrize("page", named(LAYOUTS))
def test_a_page_that_is_read_without_being_told_what_it_is_gives_the_same_article(page):
    parsed = read(page.markup.encode(), page.name, page.url, SHANGHAI, now=NOW)
    assert [entry.title for entry in parsed.entries] == [page.title]
    assert word_f1(parsed.entries[0].body, "\n".join(page.paragraphs)) >= LEAST


def test_the_score_is_what_it_says():
    assert word_f1("海岸城 harbour", "海岸城 harbour") == 1
    assert word_f1("harbour ferry", "harbour library") == 0.5
    assert word_f1("", "harbour") == word_f1("ferry", "harbour") == 0
