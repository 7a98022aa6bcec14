"""`newsbot unanswered`: what was asked in vain or answered badly, as a list and as questions of an evaluation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import IO

import click

from bot.cli.terminal import terminal_person
from bot.config import Config, store_path
from bot.core.catalogue import local_time
from bot.features.admin.unanswered import lesson_lines, lessons
from data.chats.feedback import Feedback
from data.store.articles import Store


@click.command("unanswered")
@click.option(
    "--export", type=click.File("w", encoding="utf-8"), metavar="FILE",
    help="Write them as JSON lines in the form of evaluation questions; - for standard output.",
)  # fmt: skip
@click.pass_obj
def unanswered_command(config: Config, export: IO[str] | None) -> None:
    """Questions that were declined and answers judged 👎, the newest first; nobody is named."""
    store = Store(store_path(config))
    try:
        listed = lessons(Feedback(store.database, lambda: datetime.now(UTC)))
    finally:
        store.close()
    if export:
        for line in lesson_lines(listed):
            export.write(f"{line}\n")
        click.echo(f"{len(listed)} questions written", err=True)
        return
    person = terminal_person(config)
    for each in listed:
        time = local_time(person.language, each.asked_at, person.zone)
        click.echo(f"{'👎' if each.answer else '❓'} {each.times}×  {time}  {each.question}")
