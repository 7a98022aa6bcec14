"""What headers say of a body: as it should be, and as hostile servers send it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.fetch.fetcher import charset, promised_bytes, validator


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("text/html; charset=utf-8", "utf-8"),
        ("Text/HTML;Charset=GBK", "gbk"),
        ('text/html; q=1; charset="Shift_JIS"; x', "shift_jis"),
        ("text/html; charset='big5'", "big5"),
        ("text/html; charset = gb2312", "gb2312"),
        ("text/html", None),
        ("text/html; charset=", None),
        ("text/html; charset=电", None),
        ("charset=utf-8", None),
        ("", None),
    ],
)
def test_the_charset(said, encoding):
    assert charset({"content-type": said}) == encoding
    assert charset({}) is None


@pytest.mark.parametrize(("said", "promised"), [("12", 12), (" 12 ", 12), ("-1", 0), ("1_0", 0), ("9" * 5000, 0)])
def test_the_length(said, promised):
    assert promised_bytes({"content-length": said}) == promised
    assert promised_bytes({}) == 0


def test_a_validator_is_sent_back_as_it_came_or_not_at_all():
    assert validator({"etag": 'W/"a b"'}, "etag") == 'W/"a b"'
    assert [validator({"etag": bad}, "etag") for bad in ("", "é", "a\nb", "x" * 2000)] == [None] * 4


PIECES = st.sampled_from(["text/html", ";", "charset", "=", '"', "utf-8", "*0*", "''", "%FF", " ", "é", "\0", "\n"])


@given(st.text() | st.lists(PIECES).map("".join))
@example(";charset*0=a;charset*=")
def test_any_header_is_read(said):
    headers = dict.fromkeys(("content-type", "content-length", "etag"), said)
    assert (charset(headers) or "utf-8").isascii()
    assert promised_bytes(headers) >= 0
    assert (validator(headers, "etag") or "x").isprintable()
