"""What headers say of time: worked examples, and any text at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.fetch.freshness import LONGEST_WAIT, fresh_until, http_date, retry_at

NOW = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)
LATER, EARLIER = "Wed, 10 Jun 2026 13:00:00 GMT", "Wed, 10 Jun 2026 11:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": "Public, MAX-AGE=600, must-revalidate"}, 600),
        ({"cache-control": 'max-age="600"'}, 600),
        ({"cache-control": "s-maxage=9, max-age=600"}, 600),  # we are no shared cache
        ({"cache-control": "s-maxage=9"}, None),
        ({"cache-control": "max-age=600", "age": "100"}, 500),
        ({"cache-control": "max-age=600", "age": "600"}, None),
        ({"cache-control": "max-age=600", "age": "junk"}, 600),
        ({"cache-control": "max-age=0"}, None),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age=ten", "expires": LATER}, None),
        ({"cache-control": "max-age=600", "expires": LATER}, 600),
        ({"cache-control": "no-cache, max-age=600"}, None),
        ({"cache-control": "max-age=600, no-store"}, None),
        ({"cache-control": "no-cache", "expires": LATER}, None),
        ({"cache-control": 'no-cache="set-cookie", max-age=600'}, None),
        ({"cache-control": 'ext="a, max-age=5", max-age=600'}, 600),
        ({"cache-control": "max-age=99999999999999999999"}, 2**31),
        ({"cache-control": "private", "expires": LATER}, 3600),
        ({"expires": LATER}, 3600),
        ({"expires": EARLIER}, None),
        ({"expires": "0"}, None),
        ({"expires": "-1"}, None),
        ({"expires": LATER, "date": EARLIER}, 7200),  # the server's clock is an hour behind
        ({"expires": LATER, "date": EARLIER, "age": "200"}, 7000),
        ({"expires": LATER, "date": "yesterday"}, 3600),
    ],
)
def test_until_when_a_page_stays_as_it_is(headers, seconds):
    assert fresh_until(headers, NOW) == (None if seconds is None else NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 120 ", timedelta(minutes=2)),
        ("0", timedelta()),
        (LATER, timedelta(hours=1)),
        ("Wednesday, 10-Jun-26 13:00:00 GMT", timedelta(hours=1)),
        ("Wed Jun 10 13:00:00 2026", timedelta(hours=1)),
        (EARLIER, timedelta()),
        ("43837000", LONGEST_WAIT),
        ("9" * 20, LONGEST_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
    ],
)
def test_when_to_come_again(said, wait):
    assert retry_at({"retry-after": said}, NOW) == (None if wait is None else NOW + wait)
    assert retry_at({}, NOW) is None


def test_a_date_in_another_zone_is_the_same_moment():
    assert http_date("Wed, 10 Jun 2026 20:00:00 +0800") == NOW


WORDS = st.sampled_from(["max-age", "=", ",", '"', "\\", "no-cache", "600", " ", LATER, "9" * 30, "-0000", "é", ";"])
TEXTS = st.text() | st.lists(WORDS).map("".join)


NAMES = ("cache-control", "expires", "date", "age", "retry-after")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, TEXTS)))
@example({"expires": "Mon, 01 Jan 0001 00:00:00 +2359"})
@example({"retry-after": "Fri, 31 Dec 9999 23:59:59 -2359"})
def test_any_headers_give_times_to_come_or_none(headers):
    fresh, again = fresh_until(headers, NOW), retry_at(headers, NOW)
    assert fresh is None or (fresh > NOW and fresh.tzinfo is not None)
    assert again is None or NOW <= again <= NOW + LONGEST_WAIT
