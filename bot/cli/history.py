"""`newsbot history`: what a publisher changed in one article, all of it."""

from __future__ import annotations

import click
from rich.console import Console

from bot.cli.terminal import print_reply, terminal_person
from bot.config import Config, store_path
from bot.replies.history import whole_history
from data.errors import SourceError
from data.store.articles import Store


@click.command("history")
@click.argument("article")
@click.pass_obj
def history_command(config: Config, article: str) -> None:
    """What a publisher changed in ARTICLE. That is an article_id as JSON gives it, or an address; newest first."""
    store = Store(store_path(config))
    try:
        found = store.named(article)
        if found is None:
            raise SourceError(article, "no article here has this id or address")
        print_reply(Console(), whole_history(terminal_person(config), found, store.versions(found.id)))
    finally:
        store.close()
