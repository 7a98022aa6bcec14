"""Retrieval on the sample news with the offline model: by meaning and by words, within filters."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.app import Parts
from data.models import Entry, Filters, SourceSpec
from data.store.articles import Store
from data.store.derived import Draft
from data.store.keyword_index import score_passages
from data.store.sources import Sources
from embeddings.encoders.encoder import Encoder
from embeddings.search.embedder import recipe_of
from embeddings.search.live_index import LiveIndex
from embeddings.search.retriever import LEXICAL_WEIGHT, Query, Retriever
from tests.support.stored import add

QUESTIONS = {
    "哪家公司收购了海外仓？": "棹远跨境1.35亿元买下墨川海外仓",
    "临江有多少头江豚？": "青澜江江豚增至31头",
    "临江地铁四号线什么时候开通？": "地铁4号线28日通车",
    "巴士什么時候可以免費試乘？": "望瀾市首批48輛電動巴士上路",
    "砚微智检融了多少钱？": "砚微智检完成1.2亿元A轮融资",
    "女子篮球谁拿了冠军？": "临江江豚78比71夺冠",
    "Who won the marathon?": "Tavora takes Port Callan Marathon",
    "How hot did it get in June?": "Valdoro hits 43.8C",
    "How much money did the seaweed packaging company raise?": "Seaweed packaging start-up Saltmere",
    "What happened at the food markets with foam boxes?": "Foam boxes to go from Linjiang",
}


@pytest.fixture
def retriever(parts: Parts) -> Retriever:
    return Retriever(parts.store, parts.encoder, parts.live)


def titles(retriever: Retriever, question: str, k: int = 5, filters: Filters | None = None) -> list[str]:
    return [hit.article.title for hit in retriever.search(Query(question, filters), k)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_right_article_comes_first(retriever, question):
    assert titles(retriever, question)[0].startswith(QUESTIONS[question])


def test_hits_are_sorted_and_their_score_is_cosine_and_words(retriever, parts):
    question = "电商融资有多少？"
    hits = retriever.search(Query(question), 20)
    assert len({hit.passage.id for hit in hits}) == 20
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    words = dict(score_passages(parts.store.database, question, 100))
    query = parts.encoder.encode_queries([question])[0]
    for hit in hits:
        cosine = float(parts.live.index.vectors([hit.passage.id])[0] @ query)
        assert hit.cosine == pytest.approx(cosine, abs=1e-5)
        assert hit.lexical == pytest.approx(words.get(hit.passage.id, 0) / max(words.values()))
        assert hit.score == pytest.approx(hit.cosine + LEXICAL_WEIGHT * hit.lexical)
    assert max(hit.lexical for hit in hits) == 1


def test_a_hit_quotes_its_article(retriever):
    for hit in retriever.search(Query("江豚"), 10):
        assert hit.text in hit.article.body
        assert hit.article.id == hit.passage.article_id


def test_fewer_are_given_than_wanted_only_when_fewer_are_held(retriever, parts):
    assert len(retriever.search(Query("电商"), 3)) == 3
    assert len(retriever.search(Query("电商"), 10_000)) <= len(parts.store.passage_ids())
    assert retriever.search(Query("电商"), 0) == []


@pytest.mark.parametrize(
    "filters",
    [
        Filters(source="临江日报"),
        Filters(section="行业资讯"),
        Filters(before=datetime(2022, 6, 12, tzinfo=UTC)),
        Filters(after=datetime(2022, 6, 20, tzinfo=UTC)),
        Filters(known_at=datetime(2022, 6, 10, tzinfo=UTC)),
        Filters(source="meridian", after=datetime(2022, 6, 15, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("question", ["电商融资有多少？", "Who won the marathon?"])
def test_filters_apply_inside_both_searches(retriever, parts, filters, question):
    """The best hits of all are excluded, and still as many come as the filter leaves."""
    allowed = set(parts.store.passage_ids(filters))
    assert 3 <= len(allowed) < len(parts.store.passage_ids())
    hits = retriever.search(Query(question, filters), 3)
    assert len(hits) == 3
    assert {hit.passage.id for hit in hits} <= allowed
    query = parts.encoder.encode_queries([question])[0]
    best = parts.live.index.search(query, 1, sorted(allowed))[0][0]
    assert best in {hit.passage.id for hit in hits}


def test_filters_that_nothing_passes_give_nothing(retriever):
    assert titles(retriever, "电商", filters=Filters(source="没有这家")) == []


def test_an_article_written_later_is_found_by_the_next_search(retriever, parts):
    question = "谁发现了会唱歌的蓝色企鹅？"
    assert not any("企鹅" in title for title in titles(retriever, question))
    other = Store(parts.store.database.path)  # as another process would
    penguin = Entry("南岛发现会唱歌的蓝色企鹅", "考察队员林听雪发现了它。", external_id="penguin")
    add(other, parts.encoder, [penguin])
    assert titles(retriever, question)[0] == "南岛发现会唱歌的蓝色企鹅"
    penguin = next(article.id for article in other.latest(99) if "企鹅" in article.title)
    other.remove([penguin])
    other.close()
    assert not any("企鹅" in title for title in titles(retriever, question))


def test_an_article_that_is_a_headline_only_is_quoted_by_its_title(retriever, parts):
    add(parts.store, parts.encoder, [Entry("蓝色企鹅真的会唱歌", "", external_id="penguin")])
    hit = retriever.search(Query("蓝色企鹅"), 1)[0]
    assert hit.text == "蓝色企鹅真的会唱歌"


@pytest.mark.parametrize("text", ["", " ", '"', "😀", "\0", "\ud800", "a\ud800b 电商", "电" * 5000])
def test_whatever_is_asked_there_are_hits(retriever, text):
    assert len(retriever.search(Query(text), 5)) == 5


def test_an_empty_store_has_no_hits(store: Store, encoder: Encoder, tmp_path):
    live = LiveIndex(store, recipe_of(encoder), encoder.dim, tmp_path / "passages.faiss")
    retriever = Retriever(store, encoder, live)
    assert retriever.search(Query("电商"), 5) == []
    assert retriever.search(Query("电商", Filters(source="x")), 5) == []


def test_news_is_found_by_its_words_before_it_is_embedded(retriever, parts):
    entry = Entry("桐江灯塔重新点亮", "桐江灯塔停用二十年后昨晚重新点亮，守塔人周海生今年七十二岁。", source="临江日报")
    source = Sources(parts.store.database).add(SourceSpec("https://news.example/feed"))
    (article_id,) = parts.store.keep([Draft(entry)], source.id, [], datetime(2022, 6, 25, tzinfo=UTC))
    query = Query("桐江灯塔的守塔人是谁？")
    before = retriever.search(query, 5)[0]
    assert before.article.id == article_id
    parts.embedder.embed_pending()
    after = retriever.search(query, 5)[0]
    assert (after.passage, after.cosine) == (before.passage, pytest.approx(before.cosine, abs=1e-3))
