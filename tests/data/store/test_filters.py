"""What each filter lets through, wherever articles are asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.models import Entry, Filters
from data.store.filters import where
from tests.support.stored import keep

NOW = datetime(2022, 6, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(), "3210"),
        (Filters(after=NOW), "21"),
        (Filters(before=NOW), "3"),
        (Filters(after=NOW, before=NOW + HOUR), "1"),
        (Filters(known_at=NOW), "310"),
        (Filters(known_at=NOW - timedelta(days=9)), "0"),
        (Filters(source="日报"), "30"),
        (Filters(source="harbour"), "1"),
        (Filters(source="ÉCONOMIE"), "2"),
        (Filters(source="%"), ""),
        (Filters(source="\ud800'\0"), ""),
        (Filters(section="TECH"), "1"),
        (Filters(source="日报", section="城市"), "3"),
        (Filters(source="日报", after=NOW), ""),
    ],
)
def test_filters_let_through_what_they_name(store, filters, passing):
    entries = [
        Entry("0", "正文。", source="经济日报"),
        Entry("1", "正文。", source="Harbour Gazette", section="technology", published_at=NOW),
        Entry("2", "正文。", source="L'économie", published_at=NOW + HOUR),
        Entry("3", "正文。", source="临江日报", section="城市", published_at=NOW - HOUR),
    ]
    keep(store, *entries, now=NOW)
    assert sorted(article.title for article in store.latest(9, filters=filters)) == sorted(passing)
    assert store.count(filters) == len(passing)
    articles = {store.passages([each])[each].article_id for each in store.passage_ids(filters)}
    assert articles == {article.id for article in store.latest(9, filters=filters)}


def test_no_filter_is_no_condition():
    assert where(None) == where(Filters()) == ("TRUE", [])
    assert not Filters()
    assert Filters(source="x")
