"""Looked after by hand: `newsbot doctor`, `newsbot history` of one article, `newsbot unanswered` questions."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import click
from rich.console import Console

from bot.app import Parts
from bot.cli.terminal import print_reply, terminal_person
from bot.config import Config, store_path
from bot.core.catalogue import local_time
from bot.features.admin.unanswered import lesson_lines, lessons
from bot.homes.backup import backups
from bot.replies.history import whole_history
from data.chats.feedback import Feedback
from data.errors import IndexMismatch, SourceError, StorageError
from data.store.articles import Store
from data.store.upkeep.copies import check_database
from embeddings.search.faiss_index import PassageIndex


def examine(parts: Parts, index_file: Path, repair: bool) -> dict[str, int]:
    """Counts by name; those that begin with `stored` say how much there is, all others should be 0."""
    if repair:
        parts.live.rebuild()
    parts.live.save()
    drift = parts.live.drift()
    return {
        "stored articles": parts.store.count(),
        "stored passages": len(parts.store.passage_ids()),
        "stored publishers": len(parts.store.publishers()),
        "stored passages waiting for vectors": parts.store.count_pending(),
        "articles without current vectors": len(parts.embedder.outdated()),
        "passages missing in the index": drift.missing,
        "passages in the index that are gone": drift.surplus,
        "passages in the index with another vector": drift.different,
        "index file unusable": int(not _is_usable(index_file)),
        "database older than its index (was news.db-wal deleted?)": int(parts.live.store_went_back),
        **parts.store.faults(),
    }


def ways_out(config: Config) -> list[str]:
    """What can be done about a damaged database, the best first; none where it is whole, or not there."""
    database = store_path(config)
    if not database.exists():
        return []
    try:
        check_database(database)
    except StorageError as error:
        newest = (backups(config.backup) or [Path("BACKUP")])[-1]
        rescued = database.with_name("rescued.db")
        return [
            f"{error}",
            "stop the bot, then one of these, the first that you can:",
            f"  newsbot restore --replace {newest}",
            f"  sqlite3 {database} .recover | sqlite3 {rescued}; newsbot restore --replace {rescued}",
            f"  mv {database} {database}.damaged     # begins anew: news is read again, all else is lost",
        ]
    return []


def _is_usable(index_file: Path) -> bool:
    try:
        PassageIndex.load(index_file)
    except IndexMismatch:
        return False
    return True


@click.command("history")
@click.argument("article")
@click.pass_obj
def history_command(config: Config, article: str) -> None:
    """What a publisher changed in ARTICLE. That is an article_id as JSON gives it, or an address; newest first."""
    with closing(Store(store_path(config))) as store:
        found = store.named(article)
        if found is None:
            raise SourceError(article, "no article here has this id or address")
        print_reply(Console(), whole_history(terminal_person(config), found, store.versions(found.id)))


@click.command("unanswered")
@click.option(
    "--export", type=click.File("w", encoding="utf-8"), metavar="FILE",
    help="Write them as JSON lines in the form of evaluation questions; - for standard output.",
)  # fmt: skip
@click.pass_obj
def unanswered_command(config: Config, export: IO[str] | None) -> None:
    """Questions that were declined and answers judged 👎, the newest first; nobody is named."""
    with closing(Store(store_path(config))) as store:
        listed = lessons(Feedback(store.database, lambda: datetime.now(UTC)))
    if export:
        for line in lesson_lines(listed):
            export.write(f"{line}\n")
        click.echo(f"{len(listed)} questions written", err=True)
        return
    person = terminal_person(config)
    for each in listed:
        time = local_time(person.language, each.asked_at, person.zone)
        click.echo(f"{'👎' if each.answer else '❓'} {each.times}×  {time}  {each.question}")
