"""Errors keep what they say on the way from one process to another."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest

from data.errors import ConfigError, FetchError, GoneError, NewsError, ParseError, StorageError

AT = datetime(2026, 9, 14, tzinfo=UTC)
ERRORS = [
    NewsError("one line"),
    ConfigError("NEWSBOT_HOME", "is no folder"),
    ParseError("https://news.example/", "is empty"),
    FetchError("https://news.example/", "too many requests", 429, AT),
    GoneError("https://news.example/", "the page is gone", 410),
    StorageError("the disk is full"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_travels_whole(error: NewsError) -> None:
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert vars(arrived) == vars(error)
