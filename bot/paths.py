"""What lies where in the home folder."""

from __future__ import annotations

from pathlib import Path

from bot.config import Config


def store_path(config: Config) -> Path:
    return config.home / "news.db"


def index_path(config: Config) -> Path:
    return config.home / "passages.faiss"
