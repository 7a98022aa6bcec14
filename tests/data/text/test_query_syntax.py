"""What people type into a search: how it is read, what it finds by brute force, what is marked of it."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.reply import Style
from bot.question.operators import query_words
from bot.replies.excerpts import excerpt, marked
from data.ingest.inputs import read_input
from data.models import Article, Entry, Filters, Passage
from data.samples import sample_paths
from data.store.articles import Store
from data.store.keyword_index import find_articles, matching
from data.text.highlights import find_marks
from data.text.passages import Span
from data.text.query_syntax import (
    QueryField,
    SearchQuery,
    SearchTerm,
    find_fields,
    parse_query,
    query_text,
    without_fields,
)
from data.text.tokens import runs
from tests.support.stored import keep

NOW = datetime(2022, 6, 24, tzinfo=UTC)


def fill(store: Store, entries: list[Entry]) -> None:
    for number, entry in enumerate(entries):
        dated = Entry(entry.title, entry.body, None, str(number), entry.published_at or NOW, entry.source)
        keep(store, dated, now=NOW)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("syntax") / "news.db")
    paths = [str(path) for path in sample_paths()]
    fill(store, [each for path in paths for each in read_input(path, ZoneInfo("Asia/Shanghai")).entries])
    yield store
    store.close()


def words(*texts: str) -> tuple[SearchTerm, ...]:
    return tuple(map(SearchTerm, texts))


def exact(*texts: str) -> tuple[SearchTerm, ...]:
    return tuple(SearchTerm(text, exact=True) for text in texts)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("融资 上海", SearchQuery((words("融资"), words("上海")))),
        ("融资，上海", SearchQuery((words("融资"), words("上海")))),
        ('"live commerce"', SearchQuery((exact("live commerce"),))),
        ("“live commerce”", SearchQuery((exact("live commerce"),))),
        ("「live commerce」", SearchQuery((exact("live commerce"),))),
        ("『A轮融资』", SearchQuery((exact("A轮融资"),))),
        ("“融资”", SearchQuery((words("融资"),))),
        ("融资 -传闻", SearchQuery((words("融资"),), exact("传闻"))),
        ("融资 —传闻", SearchQuery((words("融资"),), exact("传闻"))),
        ("“回家”——他们 油价——分析", SearchQuery((words("回家"), words("——他们"), words("油价——分析")))),
        ("融资 －传闻 −A轮", SearchQuery((words("融资"),), exact("传闻", "A轮"))),
        ('融资 -"A轮融资"', SearchQuery((words("融资"),), exact("A轮融资"))),
        ("融资 NOT 传闻", SearchQuery((words("融资"),), exact("传闻"))),
        ("融资 OR 上市", SearchQuery((words("融资", "上市"),))),
        ("融资 或 上市", SearchQuery((words("融资", "上市"),))),
        ("融资|上市｜并购", SearchQuery((words("融资", "上市", "并购"),))),
        ("电商 融资 OR 上市 上海", SearchQuery((words("电商"), words("融资", "上市"), words("上海")))),
        ("oil AND price", SearchQuery((words("oil"), words("price")))),
        ("OR 融资 OR", SearchQuery((words("融资"),))),
        ("融资 OR -传闻", SearchQuery((words("融资"),), exact("传闻"))),
        ('"融资', SearchQuery((words("融资"),))),
        ("US-China", SearchQuery((words("US-China"),))),
        ("-传闻", SearchQuery((), exact("传闻"))),
        ("融资 融资", SearchQuery((words("融资"),))),
        ("或许 oracle", SearchQuery((words("或许"), words("oracle")))),
        ("- | OR 「」", SearchQuery()),
        ("", SearchQuery()),
    ],
)
def test_what_is_typed_means(text: str, query: SearchQuery) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        ("水 source:新华社", [("source", "新华社")], "水"),
        ("水，来源：“新华 社”，雨", [("source", "新华 社")], "水， 雨"),
        ("topic: 科技 -AI", [("topic", "科技")], "-AI"),
        ('section:"Real estate" 主题:房产', [("topic", "Real estate"), ("topic", "房产")], ""),
        ("Since:2023 早于:昨天", [("after", "2023"), ("before", "昨天")], ""),
        ("source: after:3d", [("source", ""), ("after", "3d")], ""),
        ("source:", [("source", "")], ""),
        ('"live source:x" resource:x http://a.example', [], '"live source:x" resource:x http://a.example'),
        ("source:《财经》；x", [("source", "《财经》")], "x"),
    ],
)
def test_a_name_with_a_colon_is_a_field(text: str, fields: list[tuple[str, str]], rest: str) -> None:
    found = list(find_fields(text))
    assert [(each.name, each.value) for each in found] == fields
    assert without_fields(text, found) == rest
    assert parse_query(text) == replace(parse_query(rest), fields=tuple(QueryField(*each) for each in fields))


def test_a_field_may_have_a_minus_or_stand_apart() -> None:
    one, other = find_fields("-source:新华社 topic: 科技")
    assert (one.excluded, one.apart, other.excluded, other.apart) == (True, False, False, True)


TYPED = [
    "融资",
    '"A轮 融资"',
    "“或”",
    "OR",
    "|",
    "-传闻",
    "- ",
    "NOT",
    "source:x",
    'topic:"a b"',
    "－来源：「“」",
    "，",
    "「",
]


@given(st.lists(st.sampled_from(TYPED) | st.text(max_size=5), max_size=8), st.sampled_from(["", " "]))
def test_a_query_can_be_typed_again(parts: list[str], between: str) -> None:
    query = parse_query(between.join(parts))
    assert parse_query(query_text(query)) == query


@given(st.lists(st.sampled_from(TYPED) | st.text(max_size=5), max_size=8), st.sampled_from(["", " "]))
def test_what_is_left_without_the_fields_is_the_same_query(parts: list[str], between: str) -> None:
    text = between.join(parts)
    query = parse_query(text)
    assert parse_query(without_fields(text, query.fields)) == replace(query, fields=())


def test_what_was_understood_is_said_in_words() -> None:
    query = parse_query('电商 "A轮 融资" OR 上市 -传闻 -"of course"')
    assert query_words(query, "zh") == "电商 且 (“A轮 融资” 或 上市)，不含 传闻 或 “of course”"
    assert query_words(query, "en") == "电商 and (“A轮 融资” or 上市) without 传闻 or “of course”"
    assert query_words(parse_query("-传闻"), "zh") == "全部新闻，不含 传闻"


# -- the oracle: each article is read


def tokens(text: str) -> list[tuple[str, str]]:
    """Han characters one by one, other words whole; between two runs of Han characters a gap."""
    found, last = list[tuple[str, str]](), ""
    for kind, run in runs(text):
        if kind == last == "han":
            found.append(("gap", ""))
        found += [(kind, char) for char in run] if kind == "han" else [(kind, run)]
        last = kind
    return found


def has(article: Article, sought: SearchTerm) -> bool:
    texts = [tokens(article.title), tokens(article.body)]
    asked = [sought.text] if sought.exact else [run for _, run in runs(sought.text)]
    return all(
        any(stands(tokens(re.sub(r"\s", "", each) if not each.isascii() else each), text) for text in texts)
        for each in asked
    )


def stands(wanted: list[tuple[str, str]], text: list[tuple[str, str]]) -> bool:
    return any(text[at : at + len(wanted)] == wanted for at in range(len(text) - len(wanted) + 1))


def by_reading(store: Store, query: SearchQuery) -> set[int]:
    return {
        article.id
        for article in store.latest(999)
        if all(any(has(article, each) for each in group) for group in query.groups)
        and not any(has(article, each) for each in query.without)
    }


def test_searches_find_what_reading_every_article_finds(sample: Store) -> None:
    chance = random.Random(5)
    articles = sample.latest(999)
    found = 0
    for _ in range(150):
        query = parse_query(" ".join(part(chance, articles) for _ in range(chance.randint(1, 4))))
        expected = by_reading(sample, query) if query else set()
        assert matching(sample.database, query) == expected, query
        found += bool(expected)
    assert found > 40


def part(chance: random.Random, articles: list[Article]) -> str:
    """Some words of an article, as a word, a phrase, something to leave out, or a choice."""
    body = chance.choice(articles).body
    at = chance.randrange(len(body))
    sentence = re.split(r"[。！？.!?\n]", body[at : at + 60])[0]
    some = (
        " ".join(sentence.split()[: chance.randint(1, 3)]) if sentence.isascii() else sentence[: chance.randint(1, 4)]
    )
    some = re.sub(r"[\"“”「」『』|｜,，、;；-]", " ", some).strip() or "融资"
    shape = chance.choice(['"{}"', "{}", "{}", '-"{}"', "电商 OR {}", "flood | {}"])
    return shape.format(some.split()[0] if '"' not in shape else some)


def test_only_what_is_left_out_leaves_all_others_newest_first(store: Store) -> None:
    fill(
        store,
        [Entry(f"标题{day}", "融资" if day % 2 else "上市", published_at=NOW.replace(day=day)) for day in range(1, 7)],
    )
    result = find_articles(store.database, "-上市", 9)
    assert [store.article(hit.article_id).title for hit in result.hits] == ["标题5", "标题3", "标题1"]
    assert find_articles(store.database, "-上市", 1, 1, Filters(after=NOW.replace(day=3))).total == 2


def test_where_nothing_has_all_what_is_left_out_stays_out(store: Store) -> None:
    fill(store, [Entry("甲", "融资"), Entry("乙", "融资传闻"), Entry("丙", "上市")])
    result = find_articles(store.database, "融资 泡菜 -传闻", 9)
    assert not result.complete
    assert [store.article(hit.article_id).title for hit in result.hits] == ["甲"]


def test_a_phrase_stands_as_it_is(store: Store) -> None:
    bodies = (
        "完成A轮融资。",
        "A股跌，B轮融资完成。",
        "live commerce grows",
        "commerce is live",
        "the a a team",
        "the a team",
    )
    fill(store, [Entry(str(number), body) for number, body in enumerate(bodies)])

    def found(text: str) -> set[str]:
        return {store.article(hit.article_id).title for hit in find_articles(store.database, text, 9).hits}

    assert found('"A轮融资"') == {"0"}
    assert found("A轮融资") == {"0", "1"}
    assert found('"live commerce"') == {"2"}
    assert found("live commerce") == {"2", "3"}
    assert found('"a a"') == {"4"}
    assert found('-"live commerce" commerce') == {"3"}


ODD = [
    '"',
    "“",
    "”",
    "「",
    "OR",
    "或",
    "|",
    "-",
    "NOT",
    "AND",
    "融资",
    "flood",
    '"live',
    "*",
    "NEAR(",
    "title:",
    "^",
    "\0",
    "\ud800",
    "'",
    ";",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=4)), max_size=9), st.sampled_from(["", " "]))
def test_nothing_that_is_typed_is_an_error(sample: Store, parts: list[str], between: str) -> None:
    text = between.join(parts)
    query = parse_query(text)
    result = find_articles(sample.database, text, 99, newest_first=bool(len(text) % 2))
    assert len(result.hits) == result.total
    assert query or not result.total
    assert query_words(query, "en").count("without") <= text.count("without") + 1


# -- what is marked


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("台積電公布Ｑ２營收", "台积电 q2", ["台積電", "Ｑ２"]),
        ("台积电公布Q2营收", "臺積電", ["台积电"]),
        ("Electric ferries", "ferry", ["ferries"]),
        ("ＢＹＤ销量", "byd", ["ＢＹＤ"]),
        ("完成A轮融资，B轮融资", '"A轮融资"', ["A轮融资"]),
        ("直播电商的电商", "电商 直播电商", ["直播电商", "电商"]),
        ("融资和上市", "融资 OR 上市 -传闻", ["融资", "上市"]),
        ("什么也没有", "融资", []),
        ("ﬁne day", "fine", ["ﬁne"]),
    ],
)
def test_what_was_looked_for_is_marked_as_it_is_written(text: str, typed: str, found: list[str]) -> None:
    assert [span.of(text) for span in find_marks(text, parse_query(typed))] == found
    pieces = marked(text, parse_query(typed), "https://x.example")
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.style is Style.BOLD] == found


@given(st.text(max_size=30), st.text(max_size=8))
def test_marks_are_in_the_text_in_order_and_apart(text: str, typed: str) -> None:
    spans = find_marks(text, parse_query(typed))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end < other.start for one, other in itertools.pairwise(spans))


@given(st.text(alphabet="电商品，A轮 b", max_size=14), st.text(alphabet="电商品A轮 b", min_size=1, max_size=4))
def test_a_text_has_a_phrase_exactly_where_it_is_marked(text: str, typed: str) -> None:
    query = parse_query(f'"{typed}"')
    phrase = SearchQuery(tuple((SearchTerm(each.text, exact=True),) for each in query.sought))
    joined = tokens(re.sub(r"(?<=[电商品轮])\s+(?=[电商品轮])", "", typed))
    assert bool(find_marks(text, phrase)) == (bool(query) and stands(joined, tokens(text)))


def test_an_excerpt_does_not_say_the_title_again() -> None:
    body = "原标题：公司完成融资\n公司完成融资。\n这次融资由某资本领投。"
    article = Article(1, "公司完成融资", body, None, None, None, None, None, "zh")
    assert excerpt(article, Passage(1, 1, Span(0, len(body))), "融资") == "这次融资由某资本领投。"
