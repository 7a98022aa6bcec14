"""Questions without a pause: whether memory stays flat, none is lost, and each chat gets its replies in order.

python -m tests.bench.soak [MINUTES [A_SECOND]]: ten minutes with twenty a second. One in twenty is answered from the
news; the others are searches, whose replies name what was searched for. Exits 1 where something is wrong.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from data.samples import sample_paths
from tests.bench.torturing.victim import Victim
from tests.support.bot_api import BotApi, Chat, User

CHATS = 100
MEANT_EVERY = 20
_QUESTIONS = (
    "Who won the marathon?",
    "What happened at the festival?",
    "地铁4号线什么时候通车？",
    "Who left the club?",
)
_SEARCHED = re.compile(r"zq(\d+)")
_FLAT = 1.15  # times what it was after the first minute
_DRAIN_S = 120.0


@dataclass(slots=True)
class Soak:
    """`asked_at`: by chat, when each of its questions was sent."""

    api: BotApi
    people: list[tuple[Chat, User]]
    asked_at: dict[int, list[float]]

    def ask(self, number: int) -> None:
        chat, user = self.people[number % len(self.people)]
        meant = number % MEANT_EVERY == number // len(self.people) % MEANT_EVERY
        self.asked_at[chat.id].append(time.monotonic())
        self.api.say(chat, user, _QUESTIONS[number % len(_QUESTIONS)] if meant else f"/search zq{number}")

    @property
    def unanswered(self) -> int:
        with self.api.world.changed:
            return sum(map(len, self.asked_at.values())) - len(self.api.world.sent)

    def delays_s(self) -> list[float]:
        """Of all replies, the first of a chat to its first question and so on; ascending."""
        pairs = [
            (at, message.sent_at)
            for chat, _ in self.people
            for at, message in zip(self.asked_at[chat.id], self.api.messages(chat), strict=False)
        ]
        return sorted(sent - at for at, sent in pairs)

    def disordered(self) -> int:
        """Chats whose replies are not in the order of their questions."""
        return sum(not _is_ascending([message.text for message in self.api.messages(chat)]) for chat, _ in self.people)


def _is_ascending(texts: list[str]) -> bool:
    numbers = [int(found[1]) for text in texts if (found := _SEARCHED.search(text))]
    return numbers == sorted(set(numbers))


def soak(folder: Path, minutes: float, a_second: float) -> bool:
    """Whether all was well; prints what was seen."""
    with BotApi() as api:
        people = [(api.private(user), user) for user in (api.user(1000 + n, "Reader", "en") for n in range(CHATS))]
        run = Soak(api, people, {chat.id: [] for chat, _ in people})
        victim = _started(api, folder)
        try:
            first_mb, last_mb = _rain(run, victim, minutes * 60, a_second)
            _drain(run)
        finally:
            victim.end()
        return _report(run, first_mb, last_mb)


def _started(api: BotApi, folder: Path) -> Victim:
    """On the sample news, and warm."""
    victim = Victim(api, folder / "home", NEWSBOT_UPDATE="false")
    samples = [str(path) for path in sample_paths()]
    subprocess.run(victim._command("ingest", *samples), env=victim._environment, check=True, capture_output=True)
    victim.start(wait=True)
    warm = api.private(user := api.user(1, "Reader", "en"))
    api.say(warm, user, _QUESTIONS[0])
    api.wait_sent(warm, timeout=120)
    with api.world.changed:
        api.world.sent.clear()
    return victim


def _rain(run: Soak, victim: Victim, seconds: float, a_second: float) -> tuple[float, float]:
    """MB after the first minute (or the first fifth) and at the end."""
    started, first_mb = time.monotonic(), 0.0
    for number in range(int(seconds * a_second)):
        time.sleep(max(0.0, started + number / a_second - time.monotonic()))
        run.ask(number)
        if not first_mb and time.monotonic() - started >= min(60.0, seconds / 5):
            first_mb = victim.resident_mb
        if number % int(60 * a_second) == 0:
            print(f"{number} asked, {run.unanswered} wait, {victim.resident_mb:.0f} MB", flush=True)
    return first_mb, victim.resident_mb


def _drain(run: Soak) -> None:
    """Until all are answered, or nothing has come for a while."""
    with suppress(TimeoutError):
        while left := run.unanswered:
            run.api.wait_for(partial(_fewer_wait, run, max(0, left - 50)), timeout=_DRAIN_S)


def _fewer_wait(run: Soak, most: int) -> bool:
    return run.unanswered <= most


def _report(run: Soak, first_mb: float, last_mb: float) -> bool:
    delays, asked = run.delays_s(), sum(map(len, run.asked_at.values()))
    lost, disordered, more = max(0, run.unanswered), run.disordered(), max(0, -run.unanswered)
    p50, p95 = (delays[int(len(delays) * part)] for part in (0.5, 0.95))
    print(
        f"{asked} questions: {lost} lost, {more} doubled, {disordered} of {CHATS} chats out of order; "
        f"p50 {p50:.2f} s, p95 {p95:.2f} s; {first_mb:.0f} MB after the first minute, {last_mb:.0f} MB at the end"
    )
    return not (lost or more or disordered or last_mb > _FLAT * first_mb or run.api.violations)


def main() -> None:
    minutes, a_second = (*map(float, sys.argv[1:]), *(10.0, 20.0)[len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if soak(Path(folder), minutes, a_second) else 1)


if __name__ == "__main__":
    main()
