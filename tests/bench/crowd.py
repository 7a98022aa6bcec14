"""The world of `tests.support.sites.crowd` as a process that a bench starts, and `newsbot update` over it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

from tests.support.sites.crowd import url


class Crowd:
    """`sources` sites with `articles` articles each; a context manager."""

    def __init__(self, sources: int, articles: int) -> None:
        command = [sys.executable, "-m", "tests.support.sites.crowd", str(sources), str(articles)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        port = int(self._line())
        self.urls = [url(number, port) for number in range(sources)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.wait()

    def sent(self) -> dict[str, Any]:
        """Bytes, requests and "not modified" since this was asked last."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._line())
        return {"bytes": 0, "requests": 0, "not modified": 0} | found

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()

    def make_home(self, home: Path) -> None:
        """A home folder whose newsbot.toml names the sites."""
        home.mkdir()
        tables = "\n".join(f'[[sources]]\nurl = "{each}"\n' for each in self.urls)
        (home / "newsbot.toml").write_text(tables, "utf-8")


def start_update(home: Path, *options: str) -> subprocess.Popen[bytes]:
    """`newsbot update`, without embedding and without waiting between requests to a host."""
    environment = os.environ | {
        "NEWSBOT_HOME": str(home),
        "NEWSBOT_ALLOW_PRIVATE": "127.0.0.0/8",
        "NEWSBOT_SPACING": "0",
        "NEWSBOT_EMBED": "false",
    }
    command = [sys.executable, "-m", "bot", "update", *options]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
