"""The bot as a process: `newsbot run` on a home of its own, killed, started again, and told to end."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.support.bot_api import BotApi
from tests.support.paths import ROOT

_SETTINGS = """telegram_token = "{token}"
telegram_api = "{url}"
access = "open"
allow_private = "127.0.0.0/8"
spacing = 0
shortest_interval = 0.05
longest_interval = 0.1
max_age_days = 0
"""


class Victim:
    """`sources` are read at the next start. `kills` and `killed_at` (Unix time) tell what it went through."""

    def __init__(self, api: BotApi, home: Path, **settings: str) -> None:
        self.api, self.home = api, home
        self.sources: list[str] = []
        self.killed_at: list[float] = []
        self.unclean = 0  # ends that nobody wanted, or that took too long
        self._settings = settings
        home.mkdir(exist_ok=True)
        self._log = home.parent / f"{home.name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """Of all its lives."""
        return self._log.read_text("utf-8", "replace") if self._log.exists() else ""

    def start(self, *, wait: bool = False) -> None:
        """Comes back at once, or (`wait`) when it asks for updates."""
        written = _SETTINGS.format(token=self.api.token, url=self.api.url)
        tables = "".join(f'[[sources]]\nurl = "{url}"\n' for url in self.sources)
        (self.home / "newsbot.toml").write_text(written + tables, "utf-8")
        asked = len(self.api.requests("getUpdates"))
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command("run"), env=self._environment, stderr=log, cwd=ROOT)
        if wait:
            self.api.wait_for(lambda: len(self.api.requests("getUpdates")) > asked, timeout=300)

    def kill(self) -> None:
        assert self._process
        self.unclean += self._process.poll() is not None
        self._process.kill()
        self._process.wait()
        self.killed_at.append(time.time())

    def end(self) -> None:
        """As a service manager ends it."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self.unclean += self._process.wait(60) != 0
        except subprocess.TimeoutExpired:
            self.unclean += 1
            self._process.kill()
            self._process.wait()
        self._process = None

    def update(self) -> None:
        """All sources once more, while it does not run."""
        with self._log.open("ab") as log:
            subprocess.run(self._command("update", "--all"), env=self._environment, stderr=log, stdout=log, cwd=ROOT)

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "bot", "--home", str(self.home), *words]

    @property
    def _environment(self) -> dict[str, str]:
        return os.environ | {"OMP_NUM_THREADS": "1"} | self._settings

    def rows(self, query: str) -> list[Any]:
        """Of its database; none where that is not there yet."""
        try:
            with sqlite3.connect(f"file:{self.home / 'news.db'}?mode=ro", uri=True, timeout=5) as database:
                return database.execute(query).fetchall()
        except sqlite3.Error:
            return []

    @property
    def resident_mb(self) -> float:
        """Of the bot itself, without the processes that parse for it."""
        assert self._process
        return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20
