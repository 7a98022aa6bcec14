"""The parts put together for a configuration, and what must be made ready before the first question."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from bot.answers.answerer import Answerer
from bot.answers.candidates import NewsReader
from bot.answers.confidence import ConfidenceModel, calibration
from bot.answers.llm_phrasing import Phraser, support
from bot.config import Config, index_path, store_path
from bot.conversation.router import Router
from bot.core.progress import progress
from bot.features.admin.all import operating
from bot.features.web_pages import WebPages
from bot.llm.client import LLMClient
from bot.llm.writer import Writer
from bot.question.held import HeldNames
from data.aliases.cedict import dictionary
from data.chats.llm_budget import LLMBudget, TokenLimits
from data.errors import ModelError
from data.store.alias_lookup import AliasLookup
from data.store.articles import Store
from data.store.stories import Stories
from embeddings.clustering.linker import StoryLinker
from embeddings.clustering.unstored import Unstored
from embeddings.encoders.encoder import Encoder
from embeddings.encoders.loading import load_encoder
from embeddings.intent.classifier import IntentClassifier, shipped_weights
from embeddings.reader.loading import load_reader
from embeddings.reader.reader import Reader
from embeddings.search.embedder import Embedder
from embeddings.search.live_index import LiveIndex
from embeddings.search.priority import Priority
from embeddings.search.retriever import DeduplicatedFinder, Retriever
from embeddings.search.similar import Similar

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that runs on one home folder."""

    store: Store
    encoder: Encoder
    embedder: Embedder
    live: LiveIndex
    retriever: Retriever
    answerer: Answerer
    router: Router
    linker: StoryLinker
    priority: Priority


@contextmanager
def open_parts(
    config: Config, encoder: Encoder | None = None, reader: Reader | None = None, asks: bool = True
) -> Iterator[Parts]:
    """The parts, ready to answer: vectors of another model are made anew first, with a word about it.

    `encoder`, `reader`: ones that are loaded already, instead of the configuration's. `asks` false: nothing will be
    asked, and the reader stays unloaded.
    """
    with closing(Store(store_path(config))) as store, closing(WebPages(config, store)) as pages:
        encoder = encoder or load_encoder(config.model, config.cache, config.device)
        embedder = Embedder(store, encoder)
        renew(embedder)
        while store.mine_names():  # of articles that an older version stored
            pass
        live = LiveIndex(store, embedder.recipe, encoder.dim, index_path(config))
        retriever = Retriever(store, encoder, live, AliasLookup(store.database))
        reader = reader or (_reader(config) if asks else None)
        answerer = _answerer(config, store, encoder, retriever, reader)
        priority = Priority()
        llm = urlsplit(config.llm_url).hostname if config.llm_url else None
        router = Router(
            store, answerer, priority=priority, llm=llm, similar=Similar(store, live), pages=pages,
            compare=Unstored(store, encoder, live), operating=operating(config, store, index=live),
            intents=IntentClassifier(shipped_weights(), encoder if config.model is None else None),
        )  # fmt: skip
        try:
            linker = StoryLinker(store, embedder.recipe)
            yield Parts(store, encoder, embedder, live, retriever, answerer, router, linker, priority)
        finally:
            live.save()


def _answerer(config: Config, store: Store, encoder: Encoder, retriever: Retriever, reader: Reader | None) -> Answerer:
    judge = ConfidenceModel(calibration("reader" if reader else "features"))
    phraser = _phraser(config, store, reader)
    finder = DeduplicatedFinder(retriever, Stories(store.database).copies)
    return Answerer(finder, NewsReader(reader, encoder), judge, HeldNames(store), phraser)


def _phraser(config: Config, store: Store, reader: Reader | None) -> Phraser | None:
    """The LLM that may phrase answers; None where none is configured."""
    if config.llm_url is None or config.llm_model is None:
        return None
    limits = TokenLimits(config.llm_tokens_a_day, config.llm_tokens_a_day_per_person)
    client = LLMClient(config.llm_url, config.llm_model, config.llm_key)
    supports = partial(support, reader) if reader else None
    writer = Writer(client, supports, LLMBudget(store.database), limits, lambda: datetime.now(UTC))
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


def renew(embedder: Embedder) -> None:
    """Embeds again what was embedded with another model or recipe."""
    outdated = embedder.outdated()
    if outdated:
        _log.warning("%d articles were embedded with another model; embedding them again", len(outdated))
        with progress("embedding again", len(outdated)) as advance:
            embedder.renew(outdated, advance)
