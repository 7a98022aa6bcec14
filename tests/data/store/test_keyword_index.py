"""Keyword search against its definitions: BM25 computed by hand, and plain `in` for what must be found."""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import Entry, Filters
from data.store.articles import Store
from data.store.keyword_index import find_articles, keyword_terms, score_passages
from data.text.passages import Span, split_passages
from data.text.tokens import split_terms
from tests.support.stored import keep_cut

NOW = datetime(2022, 6, 24, tzinfo=UTC)
NEWS = (
    Entry("电商融资退烧", "去年33起，今年头四个月约12亿元。投资人更看重现金流。", source="前瞻产业研究院"),
    Entry("台積電營收創新高", "臺積電公布Q2營收，較去年增長4.5%。後續看乾隆大樓。", source="南灣時報"),
    Entry("Ferries ordered in €212m deal", "Brightwater ordered electric ferries. Beyoncé sang.", source="Gazette"),
    Entry("茅台涨价", "贵州茅台今天涨价，电商平台跟进。𠮷野家也涨价。", source="日报"),
    Entry("The committee and the deal", "Funding rounds: the committee is near. A AND B, NOT C.", source="Gazette"),
)
QUESTIONS = ["去年电商融资有多少起？", "台积电营收增长", "Who ordered the ferries?", "茅台 price 4.5%", "the deal"]


def fill(store: Store, entries: Sequence[Entry]) -> None:
    """With each article's number as its id, an hour newer than the one before, and short passages."""
    for number, entry in enumerate(entries):
        spans = [(span, None) for span in split_passages(entry.body, 14) or [Span(0, 0)]]
        dated = Entry(entry.title, entry.body, None, str(number), NOW + timedelta(hours=number), entry.source)
        keep_cut(store, [(dated, spans)], "none", NOW)


def found(store: Store, keywords: str, **options: object) -> list[str]:
    hits = find_articles(store.database, keywords, 100, **options).hits
    return [store.article(hit.article_id).title for hit in hits]


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("lexical") / "news.db")
    fill(store, NEWS)
    yield store
    store.close()


def bm25(documents: dict[int, list[str]], query: Sequence[str]) -> list[tuple[int, float]]:
    """As https://www.sqlite.org/fts5.html#the_bm25_function defines it, positive, best first."""
    average = sum(map(len, documents.values())) / len(documents)
    scores: Counter[int] = Counter()
    for term in query:
        having = [each for each, terms in documents.items() if term in terms]
        weight = math.log((len(documents) - len(having) + 0.5) / (len(having) + 0.5))
        for each in having:
            often, long = documents[each].count(term), len(documents[each]) / average
            scores[each] += max(weight, 1e-6) * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * long))
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def documents_of(store: Store) -> dict[int, list[str]]:
    documents = {}
    for each, passage in store.passages(store.passage_ids()).items():
        article = store.article(passage.article_id)
        title, text = split_terms(article.title), split_terms(passage.span.of(article.body))
        documents[each] = [*title.words, *title.grams, *text.words, *text.grams]
    return documents


@pytest.mark.parametrize("question", QUESTIONS)
def test_passages_are_scored_by_bm25(news, question):
    terms = split_terms(question)
    query = list(dict.fromkeys(term.replace("é", "e") for term in terms.words + terms.grams))
    expected = bm25(documents_of(news), query)
    scored = score_passages(news.database, question, 100)
    assert dict(scored) == pytest.approx(dict(expected))
    assert [score for _, score in scored] == pytest.approx([score for _, score in expected])
    assert all(score > 0 for _, score in scored)
    assert score_passages(news.database, question, 3) == scored[:3]


def test_filtered_scores_are_those_of_the_whole_collection(news):
    whole = dict(score_passages(news.database, "the deal", 100))
    filters = Filters(source="gazette", before=NOW + timedelta(hours=3))
    passing = news.passage_ids(filters)
    assert score_passages(news.database, "the deal", 100, filters) == [
        (each, score) for each, score in whole.items() if each in passing
    ]


def test_every_short_piece_of_a_chinese_text_finds_its_article(news):
    for entry in NEWS:
        for text in (entry.title, entry.body):
            for run in "".join(char if split_terms(char).grams else " " for char in text).split():
                for size in (1, 2):
                    for at in range(len(run) - size + 1):
                        assert entry.title in found(news, run[at : at + size])


def test_a_run_of_characters_is_found_exactly_where_it_stands(store):
    chance = random.Random(7)
    texts = ["".join(chance.choices("电商品，", k=chance.randint(0, 7))) for _ in range(60)]
    fill(store, [Entry(title, body) for title, body in zip(texts[::2], texts[1::2], strict=True)])
    articles = store.latest(99)
    for length in (1, 2, 3, 4):
        for keyword in map("".join, itertools.product("电商品", repeat=length)):
            expected = {each.id for each in articles if keyword in each.title or keyword in each.body}
            result = find_articles(store.database, keyword, 99)
            assert {hit.article_id for hit in result.hits} == expected, keyword


@pytest.mark.parametrize(
    ("keywords", "title"),
    [
        ("臺積電", "台積電營收創新高"),
        ("台积电营收", "台積電營收創新高"),
        ("乾", "台積電營收創新高"),
        ("干隆", "台積電營收創新高"),
        ("電商融資", "电商融资退烧"),
        ("𠮷野家", "茅台涨价"),
        ("order FERRY", "Ferries ordered in €212m deal"),
        ("beyonce", "Ferries ordered in €212m deal"),
        ("Ｑ２ 4.5", "台積電營收創新高"),
    ],
)
def test_script_form_and_ending_of_a_word_do_not_matter(news, keywords, title):
    assert found(news, keywords) == [title]


def test_every_keyword_is_needed(news):
    result = find_articles(news.database, "茅台 电商", 9)
    assert result.complete
    assert found(news, "茅台 电商") == ["茅台涨价"]


def test_where_no_article_has_every_keyword_those_with_some_are_given(news):
    result = find_articles(news.database, "茅台 ferries 火星", 9)
    assert not result.complete
    assert set(found(news, "茅台 ferries 火星")) == {"茅台涨价", "Ferries ordered in €212m deal"}
    assert find_articles(news.database, "火星", 9).hits == ()


def test_keywords_may_stand_in_title_and_different_passages(news):
    assert found(news, "退烧 33 现金流") == ["电商融资退烧"]


def test_the_hit_is_the_passage_that_shows_the_keywords_best(news):
    (hit,) = find_articles(news.database, "现金流", 9).hits
    article = news.article(hit.article_id)
    assert news.passages([hit.passage_id])[hit.passage_id].span.of(article.body) == "投资人更看重现金流。"


def test_filters_apply_before_completeness_is_judged(news):
    assert set(found(news, "deal")) == {"The committee and the deal", "Ferries ordered in €212m deal"}
    assert found(news, "deal", filters=Filters(before=NOW + timedelta(hours=3))) == ["Ferries ordered in €212m deal"]
    assert found(news, "电商", filters=Filters(source="日报")) == ["茅台涨价"]
    within = find_articles(news.database, "茅台 电商", 9, filters=Filters(source="前瞻"))
    assert (within.total, within.complete) == (1, False)


def test_best_first_or_newest_first(news):
    by_score = {
        news.article(news.passages([each])[each].article_id).title: score
        for each, score in reversed(score_passages(news.database, "电商", 99))
    }
    assert found(news, "电商") == sorted(by_score, key=lambda title: -by_score[title])
    assert found(news, "电商", newest_first=True) == ["茅台涨价", "电商融资退烧"]


def test_pages_join_without_gap_and_know_the_total(store):
    fill(store, [Entry(f"电商{number}", "商品。") for number in range(7)])
    whole = find_articles(store.database, "电商", 99, newest_first=True).hits
    pages = [find_articles(store.database, "电商", 3, offset, newest_first=True) for offset in (0, 3, 6, 9)]
    assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
    assert tuple(hit for page in pages for hit in page.hits) == whole
    assert {page.total for page in pages} == {7}
    assert [store.article(hit.article_id).title for hit in whole] == [f"电商{number}" for number in range(6, -1, -1)]


def test_operators_of_the_query_language_are_only_words(news):
    assert found(news, "A AND B") == ["The committee and the deal"]
    assert found(news, "committee NEAR") == ["The committee and the deal"]
    assert not find_articles(news.database, "title : nothing*", 9).complete


@pytest.mark.parametrize("text", ["", " ", "😀", '"', "*", "^(", "-", "\0", "\ud800", "?!。，"])
def test_a_text_without_words_finds_nothing(news, text):
    assert keyword_terms(text) == []
    assert find_articles(news.database, text, 9) == find_articles(news.database, "", 9)
    assert score_passages(news.database, text, 9) == []


TRICKY = ['"', "*", " NEAR(a, 2)", " AND ", " OR NOT ", "\0", "\ud800", "{title}:", "words : ", "^", "茅台", "4.5", "İ"]


@settings(max_examples=200)
@given(st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(TRICKY), st.text(max_size=5)), max_size=8).map("".join)))
def test_nothing_that_is_typed_raises(news, text):
    for _, score in score_passages(news.database, text, 9):
        assert score > 0
    result = find_articles(news.database, text, 9)
    assert len(result.hits) == result.total


def test_a_very_long_question_is_answered(news):
    text = "".join(chr(code) for code in range(0x4E00, 0x5E00)) + "茅台"
    assert len(score_passages(news.database, text, 9)) <= 9
    assert find_articles(news.database, text, 9).total == 0
