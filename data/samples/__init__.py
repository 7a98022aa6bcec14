"""The sample news that comes along, written for this project: see README.md in this folder."""

from __future__ import annotations

from pathlib import Path

NAMES = ("industry_news.html", "world.xml", "city.jsonl")


def sample_paths() -> list[Path]:
    """A listing page, a feed and JSON lines."""
    return [Path(__file__).parent / name for name in NAMES]
