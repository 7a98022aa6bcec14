"""The sample news that comes along, written for this project: see README.md in this folder. It is there until other
news comes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from data.ingest.inputs import read_input
from data.models import Article
from data.store.articles import Store
from data.store.identity import article_key

NAMES = ("industry_news.html", "world.xml", "city.jsonl")


def sample_paths() -> list[Path]:
    """A listing page, a feed and JSON lines."""
    return [Path(__file__).parent / name for name in NAMES]


def make_way(store: Store) -> int:
    """Takes the sample news out of `store` where there is any other; how many articles that were.

    No matter who stored them or when, articles are sample news by address and words: what somebody else's source or
    file says under such an address is not, nor what it said before.
    """
    words = _words()
    samples = [each.article.id for key, each in store.known([*words]).items() if _says(each.article, words[key])]
    if not samples or store.count() == len(samples):
        return 0
    store.remove(samples)
    return len(samples)


def _says(article: Article, words: tuple[str, str]) -> bool:
    return (article.title, article.body) == words and not article.changes


@cache
def _words() -> dict[str, tuple[str, str]]:
    """Title and text of each sample article by its identity; no zone changes those."""
    entries = [entry for path in sample_paths() for entry in read_input(str(path), ZoneInfo("UTC")).entries]
    return {article_key(entry): (entry.title, entry.body) for entry in entries}
