"""The one way into the store: what a source showed, and what an operator named, is judged and kept alike.

Kept means stored and found by its words; vectors follow (embeddings.search.embedder).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from data.ingest.decide import Arrival, Decision, Verdict, decide
from data.ingest.source_reader import Full, url_keys
from data.store.articles import Store
from data.store.derived import Draft
from data.store.identity import Known, article_key, source_keys
from data.store.seen_entries import SeenEntry

_AT_ONCE = 16  # entries a transaction: a tenth of a second in which nobody else writes


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry with what is to become of it, and what is to be written where that is anything."""

    verdict: Verdict
    draft: Draft


def judge(store: Store, found: Sequence[Full], arrival: Arrival) -> list[Judged]:
    """What becomes of each, in order, by what is stored now; nothing is written."""
    keys = [_keys(full, arrival) for full in found]
    stored = store.known([key for own in keys for key in own])
    known = (next((stored[key] for key in own if key in stored), None) for own in keys)
    return [_judged(*each, arrival) for each in zip(found, keys, known, strict=True)]


def keep(store: Store, judged: Sequence[Judged], arrival: Arrival, seen: Sequence[SeenEntry] = ()) -> None:
    """Writes what was judged together with the notes of what its source has shown; all or none."""
    drafts = [each.draft for each in judged if each.verdict in (Verdict.NEW, Verdict.CHANGED)]
    aliases = [each.draft for each in judged if each.verdict is Verdict.DUPLICATE]
    store.keep(drafts, arrival.source_id, seen, arrival.now, aliases)


def ingest(
    store: Store, found: Sequence[Full], arrival: Arrival, advance: Callable[[int], None] = lambda done: None
) -> Counter[str]:
    """Keeps what an operator named, in its order; how many entries had which verdict.

    Of an article that stands there twice the later entry counts, and the earlier is known already. It may be killed at
    any moment: what is not kept yet comes with the next run.
    """
    latest = list({article_key(full.entry): full for full in found}.values())
    verdicts = Counter[str]({Verdict.UNCHANGED: len(found) - len(latest)})
    advance(len(found) - len(latest))
    for at in range(0, len(latest), _AT_ONCE):
        judged = judge(store, latest[at : at + _AT_ONCE], arrival)
        keep(store, judged, arrival)
        verdicts.update(each.verdict for each in judged)
        advance(len(judged))
    return verdicts


def _keys(full: Full, arrival: Arrival) -> tuple[str, ...]:
    """All identities of an entry, the first first."""
    return (article_key(full.entry), *url_keys(full.addresses), *source_keys(full.entry, arrival.source_id))


def _judged(full: Full, keys: tuple[str, ...], known: Known | None, arrival: Arrival) -> Judged:
    entry, texts = full.entry, full.texts
    if known and not full.found and not entry.complete and len(known.article.body) > len(entry.body):
        # its page cannot be read any more: what it said of itself stays
        entry, texts = replace(entry, body=known.article.body, published_at=None, source=None, language=None), None
    if arrival.listing and not full.found:
        decision = Decision(Verdict.NOT_ARTICLE, entry)
    else:
        decision = decide(entry, known, keys[0], arrival)
    article_id = known.article.id if known else None
    return Judged(decision.verdict, Draft(decision.entry, keys, article_id, decision.time_note, texts))
