"""What a test needs to have answers written: a ledger, a clock, materials and writers for an endpoint."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.llm.client import LLMClient
from bot.llm.material import Material
from bot.llm.writer import Supports, Writer
from data.chats.llm_budget import LLMBudget, TokenLimits
from data.models import Article
from data.store.database import Database
from tests.bot.llm.endpoint import Endpoint

NOW = datetime(2022, 6, 25, 12, tzinfo=UTC)
AMPLE = TokenLimits(a_day=1_000_000, a_day_per_person=1_000_000)


def material(text: str, title: str = "", number: int = 1) -> Material:
    return Material(Article(number, title, text, None, None, None, None, None, None), text)


@dataclass
class Writers:
    """Makes writers that share one ledger, whose clock stands still."""

    ledger: LLMBudget

    def writer(self, endpoint: Endpoint | str, supports: Supports | None = None, limits: TokenLimits = AMPLE) -> Writer:
        url = endpoint if isinstance(endpoint, str) else endpoint.url
        return Writer(LLMClient(url, "small", None), supports, self.ledger, limits, lambda: NOW)

    def spent(self, person: str | None = None) -> int:
        """Once every call is settled."""
        until = time.monotonic() + 30
        while calls_running() and time.monotonic() < until:
            time.sleep(0.01)
        assert not calls_running(), "a call did not end"
        return self.ledger.spent(NOW, person)


def calls_running() -> int:
    return sum(thread.name == "llm" for thread in threading.enumerate())


@pytest.fixture
def writers(tmp_path: Path) -> Iterator[Writers]:
    database = Database(tmp_path / "news.db")
    writers = Writers(LLMBudget(database))
    yield writers
    writers.spent()  # waits for the calls: they write to the database
    database.close()
