"""One thing under several names: what a question names is found under the others, wherever they come from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.models import Entry
from data.store.alias_lookup import AliasLookup, expanded
from data.store.articles import Store
from data.store.keyword_index import score_passages
from data.text.passages import Span
from tests.support.stored import keep, keep_cut

NOW = datetime(2022, 6, 24, 12, tzinfo=UTC)
CHINESE = (
    "特朗普的律师说，他不会认罪。",
    "川普的集会在周六举行。",
    "比亚迪的销量上升。",
    "世卫组织的官员说，疫情没有结束。",
    "台积电的营收下降。",
    "俄罗斯的央行提高利率。",
    "意大利的总理到访北京。",
    "软件的价格上涨。",
    "加拿大的山火逼近边境，居民已经撤离。",
    "据国际能源署（IEA）的报告，石油的需求上升。",
    "宁德时代的股价上涨。",
)
ENGLISH = (
    "The government of Venezuela is to seize the farm of the British company.",
    "The lawyers of Donald Trump were in the court.",
    "The World Health Organization warned of the flu.",
    "The director of the film won the prize.",
    "The Federal Trade Commission (FTC) sued the firm.",
)


def write(store: Store, *bodies: str) -> None:
    entries = [Entry("", body, external_id=body) for body in bodies]
    keep_cut(store, [(entry, [(Span(0, len(entry.body)), None)]) for entry in entries], "none", NOW)


@pytest.fixture
def chinese(store: Store) -> Store:
    write(store, *CHINESE)
    return store


@pytest.fixture
def english(store: Store) -> Store:
    write(store, *ENGLISH)
    return store


def found(store: Store, question: str) -> str:
    """The text of the passage that the words of the expanded question find first; "" when none."""
    names = AliasLookup(store.database).others(question)
    hits = score_passages(store.database, expanded(question, names), 1)
    article_ids = [store.passages([passage_id])[passage_id].article_id for passage_id, _ in hits]
    return "".join(article.body for article in store.articles(article_ids).values())


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("BYD sales", "比亚迪"),
        ("byd卖了多少?", "比亚迪"),
        ("WHO officials", "世卫组织"),
        ("World Health Organization", "世卫组织"),
        ("世界卫生组织怎么说", "世卫组织"),
        ("TSMC revenue", "台积电"),
        ("台積電", "台积电"),
        ("Russia raised what?", "俄罗斯"),
        ("義大利總理去了哪裡", "意大利"),
        ("軟體漲價了嗎", "软件"),
        ("IEA", "国际能源署"),
        ("Which town was evacuated because of the wildfires?", "山火"),
    ],
)
def test_chinese_news_is_found_by_another_name(chinese, question, word):
    assert word in found(chinese, question)


@pytest.mark.parametrize("question", ["特朗普", "川普", "Trump", "Donald Trump", "唐纳德·特朗普", "唐納·川普"])
def test_every_name_of_a_person_reaches_the_articles_with_every_other(chinese, question):
    names = AliasLookup(chinese.database)
    hits = score_passages(chinese.database, expanded(question, names.others(question)), 10)
    assert {1, 2} <= {passage_id for passage_id, _ in hits}


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("委内瑞拉政府要没收什么？", "Venezuela"),
        ("特朗普的律师在哪？", "Trump"),
        ("川普", "Trump"),
        ("世卫组织警告了什么", "World Health"),
        ("哪位导演得了奖", "director"),
        ("What did the FTC do?", "Federal Trade"),
    ],
)
def test_english_news_is_found_by_another_name(english, question, word):
    assert word in found(english, question)


def test_a_name_of_an_article_goes_with_the_article(store):
    write(store, "据国际能源署（IEA）的报告，需求上升。", "国际能源署的人说")
    names = AliasLookup(store.database)
    assert names.others("IEA说什么") == {"IEA": ("国际能源署",)}
    store.remove([1])
    assert store.database.value("SELECT count(*) FROM names") == 0


def test_a_changed_article_keeps_only_its_new_names(store):
    entries = [Entry("", f"据{name}（XYZ）的报告。", external_id="1") for name in ("国际能源署", "国际数据公司")]
    for entry in entries:
        keep(store, entry, now=NOW)
    assert AliasLookup(store.database).others("XYZ") == {"XYZ": ("国际数据公司",)}


def test_the_name_that_most_articles_give_comes_first(store):
    write(store, "据国际数据公司（XYZ）的报告。", *(f"国际能源署（XYZ）的第{n}份报告。" for n in "二三"))
    assert AliasLookup(store.database).others("XYZ")["XYZ"] == ("国际能源署", "国际数据公司")


def test_articles_of_an_older_form_are_looked_through_once(chinese):
    chinese.database.rows("DELETE FROM names")
    chinese.database.rows("UPDATE articles SET names_version = NULL")
    before = chinese.sequence()
    assert [chinese.mine_names(most=6), chinese.mine_names(most=6), chinese.mine_names()] == [6, 5, 0]
    assert "IEA" in AliasLookup(chinese.database).others("国际能源署")["国际能源署"]
    assert chinese.sequence() == before  # no passage has changed: no index need be looked at


def test_ordinary_words_stay_where_question_and_news_are_in_one_language(chinese):
    assert AliasLookup(chinese.database).others("石油的需求为什么上升？") == {}
    assert "oil" in AliasLookup(chinese.database).others("What about oil?")


@pytest.mark.parametrize("question", ["Who said so to us?", "how many of them", "", "？", "\ud800", "_", "'\"*(" * 99])
def test_what_names_nothing_has_no_other_name(chinese, question):
    assert AliasLookup(chinese.database).others(question) == {}
    assert expanded(question, {}) == question


def test_an_acronym_is_a_name_only_in_capitals(chinese):
    names = AliasLookup(chinese.database)
    assert "WHO" in names.others("What does the WHO say?")
    assert "Who" not in names.others("Who won?")


def test_a_part_of_a_longer_word_is_no_name(chinese):
    write(chinese, "海南的台风。")
    assert "海南" not in AliasLookup(chinese.database).others("上海南京路")


def test_names_are_appended_once_in_brackets():
    assert expanded("BYD?", {"BYD": ("比亚迪", "B"), "byd": ("比亚迪",)}) == "BYD? (比亚迪, B)"


def test_nothing_is_known_of_an_empty_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "empty.db")
    assert AliasLookup(store.database).others("特朗普 and BYD") == {}
    store.close()


def test_a_very_long_text_is_looked_at_in_part(chinese) -> None:
    assert len(AliasLookup(chinese.database).others("比亚迪和BYD，" * 5_000)) <= 2
