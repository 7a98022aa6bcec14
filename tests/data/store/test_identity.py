"""Which article an entry is, and whether it changed."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Entry
from data.store.identity import Change, article_key, decide, fingerprint

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
CHANGES = {
    "title": "另一个标题",
    "body": "正文。还有一句。",
    "external_id": "guid-8",
    "published_at": datetime(2022, 6, 1, 9, tzinfo=UTC),
    "source": "新华网",
    "section": "科技",
    "language": "en",
}


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


@pytest.mark.parametrize("field", CHANGES)
def test_what_a_reader_sees_changes_the_fingerprint(field):
    changed = replace(ENTRY, **{field: CHANGES[field]})
    assert fingerprint(changed) != fingerprint(ENTRY)
    assert fingerprint(replace(ENTRY, **{field: None if field not in ("title", "body") else ""})) != fingerprint(ENTRY)


ELSE = {
    "url": "https://example.com/a?id=7#top",
    "author": "王小江",
    "image": "https://example.com/1.jpg",
    "updated_at": datetime(2022, 6, 2, tzinfo=UTC),
    "complete": False,
    "live": True,
}


@pytest.mark.parametrize("field", ELSE)
def test_what_a_file_may_add_to_an_article_changes_it_not(field):
    assert fingerprint(replace(ENTRY, **{field: ELSE[field]})) == fingerprint(ENTRY)


def test_every_field_of_an_entry_is_looked_at_or_not():
    assert {field.name for field in fields(Entry)} == {*CHANGES, *ELSE}


def test_what_to_do_with_an_entry():
    assert decide(ENTRY, None) is Change.NEW
    assert decide(ENTRY, fingerprint(ENTRY)) is Change.UNCHANGED
    assert decide(ENTRY, fingerprint(replace(ENTRY, title="x"))) is Change.CHANGED


@given(st.text(), st.text(), st.text())
def test_any_text_has_an_identity(title, body, external_id):
    entry = Entry(title, body, external_id=external_id or None, source=title)
    assert article_key(entry) == article_key(replace(entry))
    assert len(fingerprint(entry)) == 64
