"""What many tests share: the real offline model, and a store with the sample news, made once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

os.environ.setdefault("PTB_TIMEDELTA", "true")  # else python-telegram-bot warns that RetryAfter will change

import platformdirs

from bot.app import Parts, open_parts
from bot.config import Config
from data.ingest.inputs import read_input
from data.samples import sample_paths
from data.store.articles import Store
from data.store.database import Database
from embeddings.encoders.encoder import Encoder
from embeddings.encoders.loading import load_encoder
from embeddings.reader.loading import load_reader
from embeddings.reader.reader import Reader
from tests.support.news_server import NewsServer
from tests.support.stored import add

SHANGHAI = ZoneInfo("Asia/Shanghai")
CACHE = platformdirs.user_cache_path("newsbot")


def pytest_configure() -> None:
    for name in list(os.environ):
        if name.startswith("NEWSBOT_") or name == "TELEGRAM_BOT_TOKEN" or name.lower().endswith("_proxy"):
            del os.environ[name]  # the developer's own settings change no test


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder(None, CACHE)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load_reader(CACHE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "news.db")
    yield store
    store.close()


@pytest.fixture
def database(store: Store) -> Database:
    return store.database


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as server:
        yield server


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """A home folder with the sample news; read only: copy it to change it."""
    home = tmp_path_factory.mktemp("sample-home")
    store = Store(home / "news.db")
    for path in sample_paths():
        add(store, encoder, read_input(str(path), SHANGHAI).entries)
    store.close()
    return home


@pytest.fixture
def sample_config(sample_home: Path, tmp_path: Path) -> Config:
    """A configuration on a copy of the sample news."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    return Config(home=home, cache=CACHE)


@pytest.fixture
def parts(sample_config: Config, encoder: Encoder, reader: Reader) -> Iterator[Parts]:
    with open_parts(sample_config, encoder, reader) as opened:
        yield opened
