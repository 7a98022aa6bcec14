"""Which article an entry is, and whether its source says something else of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Entry
from data.store.identity import article_key, shown_hash, source_keys

ENTRY = Entry(
    "标题",
    "正文。",
    url="https://example.com/a?id=7",
    external_id="guid-7",
    published_at=datetime(2022, 6, 1, 8, tzinfo=UTC),
    source="北青网",
    section="城市",
    language="zh",
)


def test_the_address_comes_first():
    assert article_key(ENTRY) == "url:https://example.com/a?id=7"


@pytest.mark.parametrize(
    "url",
    [
        "https://EXAMPLE.com/a?id=7",
        "https://example.com/a?id=7#comments",
        "https://example.com:443/a?utm_source=x&id=7&fbclid=1",
    ],
)
def test_spellings_of_one_address_are_one_article(url):
    assert article_key(replace(ENTRY, url=url)) == article_key(ENTRY)


def test_another_address_is_another_article_even_with_the_same_text():
    assert article_key(replace(ENTRY, url="https://example.com/a?id=8")) != article_key(ENTRY)


def test_without_an_address_the_id_counts_together_with_its_source():
    entry = replace(ENTRY, url=None)
    assert article_key(entry) == "id:北青网:guid-7"
    assert article_key(replace(entry, source="新华网")) != article_key(entry)
    assert article_key(replace(entry, source=None)) == "id::guid-7"


def test_without_address_and_id_the_text_counts():
    entry = replace(ENTRY, url=None, external_id=None)
    assert article_key(entry).startswith("hash:")
    assert article_key(replace(entry, section="别的", published_at=None)) == article_key(entry)
    assert article_key(replace(entry, body="别的")) != article_key(entry)
    assert article_key(replace(entry, title="标题正", body="文。")) != article_key(entry)


def test_the_three_kinds_of_identity_never_meet():
    forged = Entry("x", "y", external_id="https://example.com/a?id=7")
    keys = {article_key(ENTRY), article_key(forged), article_key(Entry("x", "y"))}
    assert len({key.partition(":")[0] for key in keys}) == 3


def test_a_source_alone_gives_further_identities():
    long = replace(ENTRY, body="字" * 100)
    assert source_keys(long, 3)[0] == "guid:3:guid-7"
    assert source_keys(long, 3)[1].startswith("text:3:")
    assert source_keys(long, None) == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": "另一个标题"}, True),
        ({"body": "正文。还有一句。"}, True),
        ({"section": "科技"}, True),
        ({"section": None}, True),
        ({"updated_at": datetime(2022, 6, 2, tzinfo=UTC)}, True),
        ({"url": "https://example.com/a?id=7#top"}, False),
        ({"published_at": None}, False),
        ({"image": "https://example.com/1.jpg"}, False),
    ],
)
def test_what_a_source_says_otherwise_is_looked_at_again(change, told):
    assert (shown_hash(replace(ENTRY, **change)) != shown_hash(ENTRY)) is told


def test_what_an_older_version_has_noted_begins_todays_note():
    words = "\x1f".join((ENTRY.title, ENTRY.body, "", "https://example.com/a?id=7"))
    assert shown_hash(ENTRY).startswith(hashlib.sha256(words.encode()).hexdigest())


@given(st.text(), st.text(), st.text())
def test_any_text_has_an_identity(title, body, external_id):
    entry = Entry(title, body, external_id=external_id or None, source=title)
    assert article_key(entry) == article_key(replace(entry))
