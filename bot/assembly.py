"""The parts put together for a configuration, and what must be made ready before the first question."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from bot.answering.answers import Answerer
from bot.answering.folding import FoldingFinder
from bot.answering.judging import Judge, calibration
from bot.answering.reading import NewsReader
from bot.answering.writing import Phraser, support
from bot.config import Config
from bot.console.progress import progress
from bot.desks.operating import operating
from bot.llm.client import Client
from bot.llm.writer import Writer
from bot.newsroom import Newsroom
from bot.paths import index_path, store_path
from bot.understanding.held import HeldNames
from bot.web import WebPages
from data.errors import ModelError
from data.names import Names
from data.names_dictionary import dictionary
from data.spending import Limits, Spending
from data.store import Store
from data.stories import Stories
from embeddings.encoder import Encoder
from embeddings.indexer import Indexer
from embeddings.models import load_encoder
from embeddings.reading.loading import load_reader
from embeddings.reading.reader import Reader
from embeddings.retriever import Retriever
from embeddings.similar import Similar
from embeddings.stories import StoryLinker
from embeddings.sync import LiveIndex
from embeddings.unstored import Unstored
from embeddings.yielding import Yielding

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that runs on one home folder."""

    store: Store
    encoder: Encoder
    indexer: Indexer
    live: LiveIndex
    retriever: Retriever
    answerer: Answerer
    newsroom: Newsroom
    linker: StoryLinker
    yielding: Yielding


@contextmanager
def open_parts(
    config: Config, encoder: Encoder | None = None, reader: Reader | None = None, asks: bool = True
) -> Iterator[Parts]:
    """The parts, ready to answer: vectors of another model are made anew first, with a word about it.

    `encoder`, `reader`: ones that are loaded already, instead of the configuration's. `asks` false: nothing will be
    asked, and the reader stays unloaded.
    """
    store = Store(store_path(config))
    try:
        encoder = encoder or load_encoder(config.model, config.cache, config.device)
        indexer = Indexer(store, encoder)
        renew(indexer)
        while store.mine_names():  # of articles that an older version stored
            pass
        live = LiveIndex(store, indexer.recipe, encoder.dim, index_path(config))
        retriever = Retriever(store, encoder, live, Names(store.database))
        reader = reader or (_reader(config) if asks else None)
        answerer = _answerer(config, store, encoder, retriever, reader)
        yielding = Yielding()
        llm = urlsplit(config.llm_url).hostname if config.llm_url else None
        newsroom = Newsroom(
            store, answerer, yielding=yielding, llm=llm, similar=Similar(store, live), pages=WebPages(config, store),
            compare=Unstored(store, encoder, live), operating=operating(config, store),
        )  # fmt: skip
        try:
            linker = StoryLinker(store, indexer.recipe)
            yield Parts(store, encoder, indexer, live, retriever, answerer, newsroom, linker, yielding)
        finally:
            live.save()
    finally:
        store.close()


def _answerer(config: Config, store: Store, encoder: Encoder, retriever: Retriever, reader: Reader | None) -> Answerer:
    judge = Judge(calibration("reader" if reader else "features"))
    phraser = _phraser(config, store, reader)
    finder = FoldingFinder(retriever, Stories(store.database))
    return Answerer(finder, NewsReader(reader, encoder), judge, HeldNames(store), phraser)


def _phraser(config: Config, store: Store, reader: Reader | None) -> Phraser | None:
    """The LLM that may phrase answers; None where none is configured."""
    if config.llm_url is None or config.llm_model is None:
        return None
    limits = Limits(config.llm_tokens_a_day, config.llm_tokens_a_day_per_person)
    client = Client(config.llm_url, config.llm_model, config.llm_key)
    supports = partial(support, reader) if reader else None
    writer = Writer(client, supports, Spending(store.database), limits, lambda: datetime.now(UTC))
    return Phraser(writer, config.llm_timeout)


def warm_up() -> None:
    """Reads, beside other work, what the first question across languages would wait for."""
    threading.Thread(target=dictionary, name="warm-up", daemon=True).start()


def _reader(config: Config) -> Reader | None:
    """The trained reader; None where it is switched off or cannot run here: features alone then answer."""
    if not config.reader:
        return None
    try:
        return load_reader(config.cache)
    except ModelError as error:
        _log.warning("answering without the reader: %s", error)
        return None


def renew(indexer: Indexer) -> None:
    """Embeds again what was embedded with another model or recipe."""
    outdated = indexer.outdated()
    if outdated:
        _log.warning("%d articles were embedded with another model; embedding them again", len(outdated))
        with progress("embedding again", len(outdated)) as advance:
            indexer.renew(outdated, advance)
