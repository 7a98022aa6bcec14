"""Copies and events on the set of `stories_set`: precision, recall, cost and the largest stories.

    python -m tests.bench.bench_stories [--home FOLDER] [--show N] [--lead]

From an empty folder the articles are embedded first (with --lead only the first passage of each, which is all that
events look at, and a quarter of the time); a folder that is there is used again. Thresholds were chosen on the half
"development"; the other half counts. `--show N` prints N linked or folded pairs held out that nobody has labelled.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import numpy as np
import platformdirs

from data.store.articles import Store
from data.text.passages import article_spans
from embeddings.clustering.linker import StoryLinker
from embeddings.encoders.loading import load_encoder
from embeddings.search.embedder import passage_text, recipe_of
from tests.bench.corpus import CACHE_HOMES, articles
from tests.bench.stories_set import Item, copies, held_out, items, labels
from tests.support.stored import add, keep_cut

_COPIED = 300
_NOW = datetime(2023, 9, 1, tzinfo=UTC)
Pair = tuple[str, str]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--home", type=Path, default=CACHE_HOMES / "stories")
    arguments.add_argument("--show", type=int, default=0)
    arguments.add_argument("--lead", action="store_true")
    chosen = arguments.parse_args()
    originals = items(articles("zh"))
    made = copies(originals, _COPIED)
    recipe = fill(chosen.home, [*originals, *made], chosen.lead)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(chosen.home / "news.db", folder)
        store = Store(Path(folder) / "news.db")
        linked(store, recipe)
        report(store, originals, made, chosen.show)
        store.close()


def fill(home: Path, wanted: Sequence[Item], lead: bool) -> str:
    """Stores and embeds what the store in `home` lacks; the recipe of its vectors."""
    encoder = load_encoder(None, platformdirs.user_cache_path("newsbot"))
    store = Store(home / "news.db")
    for at in range(store.count(), len(wanted), 64):
        entries = [item.entry() for item in wanted[at : at + 64]]
        if lead:
            spans = [article_spans(entry.body) for entry in entries]
            leads = [passage_text(e.title, own[0].of(e.body)) for e, own in zip(entries, spans, strict=True)]
            rows = encoder.encode_passages(leads).astype(np.float16)
            batch = [
                (entry, [(span, None if place else row.tobytes()) for place, span in enumerate(own)])
                for entry, own, row in zip(entries, spans, rows, strict=True)
            ]
            keep_cut(store, batch, recipe_of(encoder), _NOW)
        else:
            add(store, encoder, entries)
    store.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return recipe_of(encoder)


def linked(store: Store, recipe: str) -> None:
    """Looks at all articles as they come and prints what that costs."""
    started, used = time.perf_counter(), time.process_time()
    count = 0
    while done := StoryLinker(store, recipe).link():
        count += done
    each = 1000 / max(count, 1)
    print(
        f"{count} articles linked, {(time.perf_counter() - started) * each:.1f} ms an article by the clock, "
        f"{(time.process_time() - used) * each:.1f} ms of processor time"
    )


def report(store: Store, originals: Sequence[Item], made: Sequence[Item], show: int) -> None:
    """Prints the figures of both halves, the largest stories and some pairs to be read."""
    known = labels()
    unseen = held_out([item.id for item in originals], made, known)
    rows = store.database.rows("SELECT external_id, story_id, coalesce(copy_of, id), title FROM articles ORDER BY id")
    story, head = {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}
    titles = {row[0]: row[3] for row in rows}
    folded, told = together(head), together(story)
    true, either = copied(made, known)
    seen = set(story) - unseen
    for name, held in (
        ("development", False),
        ("held out", True),
    ):  # a pair across the halves is wrong, and counts there
        halves = [{pair for pair in pairs if held is not seen.issuperset(pair)} for pairs in (folded, true, either)]
        print(f"\n{name}: {len(unseen if held else seen)} articles")
        print_copies(*halves)
        print_events({pair: label for pair, label in known.items() if held is not seen.issuperset(pair)}, told)
    print_largest(story, head, titles)
    unread = sorted(pair for pair in told | folded if pair not in true and not {pair, pair[::-1]} & set(known))
    unread = [pair for pair in unread if unseen & set(pair) and "c" not in (pair[0][0], pair[1][0])]
    for one, other in random.Random(7).sample(unread, min(show, len(unread))):
        print(f"\n{'copy' if head[one] == head[other] else 'story'} {one} {titles[one]}\n      {other} {titles[other]}")


def together(group: dict[str, int]) -> set[Pair]:
    """Pairs of articles of one group."""
    members: dict[int, list[str]] = defaultdict(list)
    for each, number in group.items():
        members[number].append(each)
    return {pair for ids in members.values() for pair in combinations(sorted(ids), 2)}


def copied(made: Sequence[Item], known: dict[Pair, str]) -> tuple[set[Pair], set[Pair]]:
    """The pairs of one text, by making and by label and what follows from those; and those that may be called so."""
    root: dict[str, str] = {}

    def first(each: str) -> str:
        while each in root:
            each = root[each]
        return each

    def tie(pairs: Iterable[Pair]) -> None:
        for ends in pairs:
            one, other = sorted(map(first, ends))
            if one != other:
                root[other] = one

    named = {each for pair in known for each in pair} | {each for i in made for each in (i.id, i.base or i.id)}
    tie((item.id, item.base or item.id) for item in made)
    tie(pair for pair, label in known.items() if label == "copy")
    true = {pair for pair in combinations(sorted(named), 2) if first(pair[0]) == first(pair[1])}
    tie(pair for pair, label in known.items() if label == "copy or same event")
    return true, {pair for pair in combinations(sorted(named), 2) if first(pair[0]) == first(pair[1])} - true


def print_copies(found: set[Pair], true: set[Pair], either: set[Pair]) -> None:
    right, wrong = found & true, found - true - either
    print(
        f"  copies: {len(true)} pairs, precision {len(right) / (len(right) + len(wrong)):.3f}, "
        f"recall {len(right) / len(true):.3f}; wrong: {', '.join(map('-'.join, sorted(wrong))) or 'none'}"
    )
    if missed := sorted(true - found):
        print(f"    missed: {', '.join(map('-'.join, missed))}")


def print_events(known: dict[Pair, str], told: set[Pair]) -> None:
    counts = Counter((label, tuple(sorted(pair)) in told) for pair, label in known.items())
    right = counts["same event", True]
    wrong = counts["other event", True] + counts["unrelated", True]
    print(
        f"  events: {right + counts['same event', False]} pairs of one event, precision {right / (right + wrong):.3f}, "
        f"recall {right / (right + counts['same event', False]):.3f}, of {sum(counts.values())} pairs read"
    )


def print_largest(story: dict[str, int], head: dict[str, int], titles: dict[str, str]) -> None:
    heads = {ids[0]: number for number, ids in sorted_groups(head)}
    sizes = Counter(story[each] for each in heads)
    print(f"\n{len(sizes)} stories of {len(heads)} texts; most texts: {[size for _, size in sizes.most_common(12)]}")
    for number, _ in sizes.most_common(3):
        print("  " + "\n    ".join(titles[each] for each in heads if story[each] == number))


def sorted_groups(group: dict[str, int]) -> Iterator[tuple[int, list[str]]]:
    members: dict[int, list[str]] = defaultdict(list)
    for each, number in group.items():
        members[number].append(each)
    yield from sorted(members.items())


if __name__ == "__main__":
    main()
