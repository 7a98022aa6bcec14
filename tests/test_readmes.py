"""The exchanges in both READMEs are what the bot says to the sample news, to the letter; `...` stands for any lines."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from bot.app import Parts
from bot.cli.terminal import print_reply, terminal_person
from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from embeddings.intent.classifier import IntentClassifier, shipped_weights
from tests.support.paths import ROOT

RELEASED = datetime(2026, 11, 28, 12, tzinfo=UTC)  # old news is said to be so many years old
CUT = "..."


def exchanges(path: Path) -> list[tuple[str, list[str]]]:
    """What was asked, and the lines that came; none where nothing came but what was cut."""
    [shown] = re.findall(r"(?:^(?:    .*)?\n)*^    > .*\n(?:^(?:    .*)?\n)*", path.read_text("utf-8"), re.MULTILINE)
    lines = [line.removeprefix("    ") for line in shown.strip("\n").splitlines()]
    starts = [number for number, line in enumerate(lines) if line.startswith("> ")]
    ends = [*starts[1:], len(lines)]
    return [
        (lines[start].removeprefix("> "), "\n".join(lines[start + 1 : end]).strip("\n").splitlines())
        for start, end in zip(starts, ends, strict=True)
    ]


@pytest.mark.parametrize(("name", "locale"), [("README.md", "en_US.UTF-8"), ("README.zh.md", "zh_CN.UTF-8")])
def test_a_readme_shows_what_is_said(
    name: str, locale: str, parts: Parts, sample_config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    intents = IntentClassifier(shipped_weights(), parts.encoder)
    router = Router(
        parts.store, parts.answerer, lambda: RELEASED, similar=lambda article_ids, most: [], intents=intents
    )
    person = replace(terminal_person(sample_config), conversation="terminal")
    shown = exchanges(ROOT / name)
    assert len(shown) >= 3
    for question, lines in shown:
        console = Console(file=io.StringIO(), width=80)
        print_reply(console, router.respond(understand(question), person))
        said = console.file.getvalue()  # type: ignore[attr-defined]
        assert re.fullmatch(pattern(lines), said.rstrip("\n")), f"{question}\n{said}"


def pattern(lines: list[str]) -> str:
    return "\n".join("(?:.*\n)*.*" if line == CUT else re.escape(line) for line in lines)
