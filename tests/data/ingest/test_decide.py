"""What becomes of an entry: every verdict, and what time an article is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.decide import FUTURE_TOLERANCE, Arrival, Decision, Verdict, decide
from data.models import Article, Entry, TimeNote
from data.store.identity import Known

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
KEY = "url:https://news.example/1"
ENTRY = Entry(
    "临江大桥今天通车", "大桥全长三公里。", url="https://news.example/1", published_at=NOW - timedelta(hours=1),
    source="临江日报", section="城市", language="zh",
)  # fmt: skip
SOURCE, OTHER_SOURCE = 3, 4
FEED, FILE = Arrival(NOW, SOURCE), Arrival(NOW)


def stored(entry: Entry, source_id: int | None = SOURCE, note: TimeNote | None = None) -> Known:
    article = Article(
        7, entry.title, entry.body, entry.url, entry.external_id, entry.published_at,
        entry.source, entry.section, entry.language, time_note=note,
    )  # fmt: skip
    return Known(article, KEY, source_id)


KNOWN = stored(ENTRY)


def verdict(entry: Entry, known: Known | None = None, key: str = KEY, oldest: datetime | None = None) -> Verdict:
    return decide(entry, known, key, replace(FEED, oldest=oldest)).verdict


@pytest.mark.parametrize("arrival", [FEED, FILE])
def test_what_is_not_stored_is_new(arrival):
    assert decide(ENTRY, None, KEY, arrival) == Decision(Verdict.NEW, ENTRY)


@pytest.mark.parametrize("arrival", [FEED, FILE])
def test_the_same_words_are_unchanged_whatever_no_search_looks_at(arrival):
    other = replace(ENTRY, author="某人", image="https://news.example/1.jpg", updated_at=NOW)
    assert decide(other, KNOWN, KEY, arrival).verdict is Verdict.UNCHANGED


TOLD_OTHERWISE = [
    {"section": "国内"},
    {"source": "临江晚报"},
    {"language": "en"},
    {"published_at": NOW - timedelta(hours=2)},
]


@pytest.mark.parametrize("arrival", [FEED, FILE])
@pytest.mark.parametrize("change", TOLD_OTHERWISE)
def test_what_a_search_looks_at_is_a_change_under_the_same_words(change, arrival):
    changed = replace(ENTRY, **change)
    assert decide(changed, KNOWN, KEY, arrival) == Decision(Verdict.CHANGED, changed)


@pytest.mark.parametrize("change", TOLD_OTHERWISE)
@pytest.mark.parametrize("owner", [OTHER_SOURCE, None])
def test_only_the_source_that_brought_an_article_says_something_else_of_the_same_words(change, owner):
    known = stored(ENTRY, owner)
    assert decide(replace(ENTRY, **change), known, KEY, FEED).verdict is Verdict.UNCHANGED


def test_an_id_is_taken_from_an_operator_and_not_from_a_feed_that_makes_up_new_ones():
    renamed = replace(ENTRY, external_id="2")
    assert decide(renamed, KNOWN, KEY, FILE) == Decision(Verdict.CHANGED, renamed)
    assert decide(renamed, KNOWN, KEY, FEED).verdict is Verdict.UNCHANGED


@pytest.mark.parametrize("arrival", [FEED, FILE])
def test_what_an_entry_leaves_unsaid_stays(arrival):
    bare = Entry(ENTRY.title, ENTRY.body, ENTRY.url)
    assert decide(bare, KNOWN, KEY, arrival) == Decision(Verdict.UNCHANGED, ENTRY)
    assert decide(replace(bare, body="更正。"), KNOWN, KEY, arrival).entry == replace(ENTRY, body="更正。")


def test_the_same_words_under_another_identity_are_a_duplicate():
    assert verdict(ENTRY, KNOWN, "url:https://news.example/2") is Verdict.DUPLICATE


@pytest.mark.parametrize("change", [{"title": "临江大桥通车了吗"}, {"body": "大桥全长四公里。"}])
def test_other_words_are_a_change(change):
    assert verdict(replace(ENTRY, **change), KNOWN) is Verdict.CHANGED


def test_what_is_older_than_the_bound_is_too_old_unless_it_is_stored():
    bound = NOW - timedelta(minutes=30)
    assert verdict(ENTRY, oldest=bound) is Verdict.TOO_OLD
    assert verdict(ENTRY, oldest=NOW - timedelta(hours=1)) is Verdict.NEW
    assert verdict(replace(ENTRY, body="更正：四公里。"), KNOWN, oldest=bound) is Verdict.CHANGED


@pytest.mark.parametrize(
    "entry",
    [
        Entry("", "有正文，没有标题。"),
        Entry("快讯", ""),
        Entry("登录", "请先登录。", url="https://news.example/login"),
        Entry("404 Not Found", "The page is not there."),
        Entry("Just a moment...", "Checking your browser."),
        Entry("临江市政府工作报告全文", "", url="https://news.example/report.PDF?v=1"),
        Entry("页面不存在", "您访问的页面不存在或已删除。"),
    ],
)
def test_what_says_nothing_is_no_article(entry):
    assert verdict(entry) is Verdict.NOT_ARTICLE


@pytest.mark.parametrize(
    "entry",
    [
        Entry("临江大桥今天上午正式通车", ""),  # a headline is news
        Entry("图集", "", image="https://news.example/1.jpg"),  # a picture too
        Entry("登录火星：祝融号传回首批照片", "探测器今天登陆。"),
    ],
)
def test_a_headline_and_a_picture_are_articles(entry):
    assert verdict(entry) is Verdict.NEW


def test_a_missing_time_is_the_moment_it_was_seen_by_a_watched_source():
    undated = replace(ENTRY, published_at=None)
    assert decide(undated, None, KEY, FEED) == Decision(Verdict.NEW, replace(ENTRY, published_at=NOW), TimeNote.SEEN)


def test_nobody_knows_how_long_an_undated_article_has_lain_in_a_file():
    undated = replace(ENTRY, published_at=None)
    assert decide(undated, None, KEY, FILE) == Decision(Verdict.NEW, undated)


@pytest.mark.parametrize("arrival", [FEED, FILE])
def test_a_time_to_come_is_not_believed(arrival):
    coming = replace(ENTRY, published_at=NOW + FUTURE_TOLERANCE + timedelta(seconds=1))
    assert decide(coming, None, KEY, arrival) == Decision(
        Verdict.NEW, replace(ENTRY, published_at=NOW), TimeNote.FUTURE
    )
    nearly = replace(ENTRY, published_at=NOW + FUTURE_TOLERANCE)
    assert decide(nearly, None, KEY, arrival) == Decision(Verdict.NEW, nearly)


@pytest.mark.parametrize("arrival", [FEED, FILE])
@pytest.mark.parametrize("stated", [None, NOW + timedelta(days=400)])
@pytest.mark.parametrize(("first", "note"), [(NOW - timedelta(days=2), TimeNote.SEEN), (None, None)])
def test_a_stored_article_keeps_the_time_it_has(first, note, stated, arrival):
    seen = stored(replace(ENTRY, published_at=first), note=note)
    decision = decide(replace(ENTRY, body="更正。", published_at=stated), seen, KEY, arrival)
    assert (decision.verdict, decision.entry.published_at, decision.time_note) == (Verdict.CHANGED, first, note)
    assert decide(replace(ENTRY, published_at=stated), seen, KEY, arrival).verdict is Verdict.UNCHANGED


@pytest.mark.parametrize("arrival", [FEED, FILE])
def test_a_time_that_is_stated_at_last_replaces_the_moment_of_seeing(arrival):
    seen = stored(replace(ENTRY, published_at=NOW - timedelta(minutes=5)), note=TimeNote.SEEN)
    assert decide(ENTRY, seen, KEY, arrival) == Decision(Verdict.CHANGED, ENTRY)


def test_a_fraction_of_a_second_is_no_change():
    exact = replace(ENTRY, published_at=ENTRY.published_at + timedelta(milliseconds=345))
    assert decide(exact, KNOWN, KEY, FEED) == Decision(Verdict.UNCHANGED, ENTRY)


TEXTS = st.text(max_size=20)
TIMES = st.none() | st.datetimes(datetime(1995, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(TEXTS, TEXTS, TIMES, st.none() | st.tuples(TEXTS, TEXTS, TIMES), TIMES, st.sampled_from([None, SOURCE]))
def test_a_kept_entry_never_has_a_time_to_come(title, body, time, before, oldest, source_id):
    known = stored(Entry(*before[:2], published_at=before[2] and min(before[2], NOW))) if before else None
    entry = Entry(title, body, published_at=time)
    decision = decide(entry, known, KEY, Arrival(NOW, source_id, oldest))
    if decision.verdict in (Verdict.NEW, Verdict.CHANGED):
        published = decision.entry.published_at
        assert published is None or published <= NOW + FUTURE_TOLERANCE
        assert published or source_id is None or known
    assert (decision.entry.title, decision.entry.body) == (title, body)
