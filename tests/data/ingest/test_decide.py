"""What becomes of an entry: every verdict, and what time an article is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.decide import FUTURE_TOLERANCE, Decision, Verdict, decide
from data.models import Entry, TimeNote
from data.store.identity import Known

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
KEY = "url:https://news.example/1"
ENTRY = Entry(
    "临江大桥今天通车", "大桥全长三公里。", url="https://news.example/1", published_at=NOW - timedelta(hours=1)
)
KNOWN = Known(7, ENTRY.title, ENTRY.body, KEY, ENTRY.published_at)


def verdict(entry: Entry, known: Known | None = None, key: str = KEY, oldest: datetime | None = None) -> Verdict:
    return decide(entry, known, key, NOW, oldest).verdict


def test_what_is_not_stored_is_new():
    assert decide(ENTRY, None, KEY, NOW) == Decision(Verdict.NEW, ENTRY)


def test_the_same_words_are_unchanged_whatever_else_differs():
    assert verdict(replace(ENTRY, section="城市", external_id="2", author="某人"), KNOWN) is Verdict.UNCHANGED


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


def test_a_missing_time_is_the_moment_it_was_seen():
    assert decide(replace(ENTRY, published_at=None), None, KEY, NOW) == Decision(
        Verdict.NEW, replace(ENTRY, published_at=NOW), TimeNote.SEEN
    )


def test_a_time_to_come_is_not_believed():
    coming = replace(ENTRY, published_at=NOW + FUTURE_TOLERANCE + timedelta(seconds=1))
    assert decide(coming, None, KEY, NOW) == Decision(Verdict.NEW, replace(ENTRY, published_at=NOW), TimeNote.FUTURE)
    nearly = replace(ENTRY, published_at=NOW + FUTURE_TOLERANCE)
    assert decide(nearly, None, KEY, NOW) == Decision(Verdict.NEW, nearly)


@pytest.mark.parametrize("stated", [None, NOW + timedelta(days=400)])
def test_a_stored_article_keeps_the_time_it_was_first_seen(stated):
    seen = Known(7, ENTRY.title, ENTRY.body, KEY, NOW - timedelta(days=2), TimeNote.SEEN)
    decision = decide(replace(ENTRY, body="更正。", published_at=stated), seen, KEY, NOW)
    assert (decision.verdict, decision.entry.published_at, decision.time_note) == (
        Verdict.CHANGED, NOW - timedelta(days=2), TimeNote.SEEN,
    )  # fmt: skip


TEXTS = st.text(max_size=20)
TIMES = st.none() | st.datetimes(datetime(1995, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(TEXTS, TEXTS, TIMES, st.none() | st.tuples(TEXTS, TEXTS, TIMES), TIMES)
def test_a_kept_entry_always_has_a_time_that_has_come(title, body, time, stored, oldest):
    known = Known(1, stored[0], stored[1], KEY, min(stored[2] or NOW, NOW)) if stored else None
    decision = decide(Entry(title, body, published_at=time), known, KEY, NOW, oldest)
    if decision.verdict in (Verdict.NEW, Verdict.CHANGED):
        assert decision.entry.published_at is not None
        assert decision.entry.published_at <= NOW + FUTURE_TOLERANCE
    assert (decision.entry.title, decision.entry.body) == (title, body)
