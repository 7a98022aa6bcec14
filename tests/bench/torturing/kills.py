"""SIGKILL at a random moment of four kinds of work: reading news, embedding it, answering, delivering."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress

from tests.bench.torturing.ledger import Counts, Ledger
from tests.bench.torturing.victim import Victim
from tests.bench.torturing.weather import MoodyServer
from tests.support.newsfeed import add_feed

MOMENTS = ("update", "ingest", "answer", "delivery")
_WITHIN_S = 90.0
_TOWNS = ("Alderbrook", "Brennock", "Castlefen", "Dunmarsh", "Eastholm", "Fairwick", "Gullmouth", "Harrowby")


class Killing:
    """Each round adds a source of its own and questions of people of their own, and ends with a kill."""

    def __init__(self, victim: Victim, ledger: Ledger, news: MoodyServer, chance: random.Random) -> None:
        self._victim, self._ledger, self._news, self._chance = victim, ledger, news, chance
        self.titles: list[str] = []

    def round(self, number: int) -> None:
        started = time.monotonic()
        self._publish(number)
        asked = [self._ledger.ask(text) for text in self._questions(number)]
        self._victim.start()
        moment = MOMENTS[number % len(MOMENTS)]
        with suppress(TimeoutError):
            {"update": self._read, "ingest": self._embeds, "answer": self._answers, "delivery": self._sends}[moment]()
        self._victim.kill()
        took = time.monotonic() - started
        answered = sum(bool(self._ledger.api.messages(each.chat)) for each in asked)
        print(
            f"kill {number + 1} ({moment}): {answered} of its {len(asked)} questions answered, {took:.0f} s", flush=True
        )

    def _publish(self, number: int) -> None:
        stories = {}
        for each in range(3):
            town = self._chance.choice(_TOWNS)
            title = f"{town} opens its depot number {number}-{each} after a long delay"
            body = f"The depot {number}-{each} of {town} cost {number * 7 + each + 3} million. " * 2
            stories[title] = body + f"Mayor Ida Venn of {town} opened it on Monday before {number + 40} guests. " * 3
        self.titles += stories
        self._victim.sources.append(add_feed(self._news, f"/feed-{number}", stories))

    def _questions(self, number: int) -> list[str]:
        searched = [f"/search zq{number}x{each}" for each in range(4)]
        meant = [f"Who opened the depot {number}-{each} of {self._chance.choice(_TOWNS)}?" for each in range(2)]
        return self._chance.sample([*searched, *meant], 6)

    def _read(self) -> None:
        """Some requests of sources after the first."""
        seen = len(self._news.requests)
        more = self._chance.randrange(4)
        wait_until(lambda: len(self._news.requests) > seen + more or self._is_idle)
        time.sleep(self._chance.uniform(0, 0.3))

    def _embeds(self) -> None:
        """Articles are there, and not all of their vectors."""
        pending = "SELECT (SELECT count(*) FROM passages) - (SELECT count(*) FROM vectors)"
        wait_until(lambda: sum(row[0] for row in self._victim.rows(pending)) > 0 or self._is_idle)
        time.sleep(self._chance.uniform(0, 1.5))

    @property
    def _is_idle(self) -> bool:
        """All is answered: what is waited for does not come, as its source failed."""
        return not self._ledger.unanswered()

    def _answers(self) -> None:
        """Questions are with the bot, and not all answered."""
        left, patience_s = len(self._ledger.unanswered()), self._chance.uniform(0, 0.5)
        fewer = self._chance.randrange(min(4, left) or 1)
        wait_until(lambda: not self._ledger.api.unacknowledged and len(self._ledger.unanswered()) <= left - fewer)
        time.sleep(patience_s)

    def _sends(self) -> None:
        """A reply has just come to Telegram, and its answer may not have come to the bot."""
        api = self._ledger.api
        seen = len(api.requests("sendMessage")) + self._chance.randrange(4)
        api.wait_for(lambda: len(api.requests("sendMessage")) > seen, timeout=_WITHIN_S)

    def judge(self, counts: Counts) -> None:
        """After all sources were read once more: each article once, and found by all ways."""
        counts.kills = len(self._victim.killed_at)
        kept = [row[0] for row in self._victim.rows("SELECT title FROM articles")]
        counts.losses += [f"article {title!r}" for title in self.titles if title not in kept]
        counts.doubles += [f"article {title!r}" for title in self.titles if kept.count(title) > 1]
        [[passages, vectors]] = self._victim.rows(
            "SELECT (SELECT count(*) FROM passages), (SELECT count(*) FROM vectors)"
        )
        counts.losses += [f"{passages - vectors} vectors"] if passages != vectors else []
        counts.other += [f"database: {row[0]}" for row in self._victim.rows("PRAGMA integrity_check") if row[0] != "ok"]


def wait_until(true: Callable[[], bool], within_s: float = _WITHIN_S) -> None:
    """Raises TimeoutError."""
    until = time.monotonic() + within_s
    while not true():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.03)
