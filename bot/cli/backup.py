"""`newsbot backup` and `newsbot restore`: a home folder in one file, and back."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.config import Config
from bot.homes.backup import make_backup, make_folder, make_kept_backup
from bot.homes.restore import restore


@click.command("backup")
@click.argument("to", required=False, type=click.Path())
@click.pass_obj
def backup_command(config: Config, to: str | None) -> None:
    """Writes database and settings into one file TO, or into a folder; without TO into NEWSBOT_BACKUP, by rotation."""
    now = datetime.now(UTC)
    if to is not None:
        if to.endswith(os.sep):
            make_folder(Path(to))
        made = make_backup(config, Path(to), now)
    elif config.backup is not None:
        made = make_kept_backup(config, config.backup, now)
    else:
        raise click.UsageError("say where to: newsbot backup FILE, or set NEWSBOT_BACKUP to a folder")
    hidden = "encrypted" if config.backup_passphrase else "not encrypted: it holds what people asked, and the token"
    click.echo(f"{made}: {made.stat().st_size / 1e6:.1f} MB, checked, {hidden}", err=True)


@click.command("restore")
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Although the home has a database; that is kept beside it.")
@click.pass_obj
def restore_command(config: Config, source: Path, replace: bool) -> None:
    """Puts a backup, or a copy of news.db, into the home folder; while no bot runs on it."""
    restored = restore(config, source, lambda: _passphrase(config), datetime.now(UTC), replace)
    click.echo(f"{config.home} is as it was in {source}; the index is made at the next start", err=True)
    if restored.kept:
        click.echo(f"what was there is {restored.kept}", err=True)
    if restored.settings:
        click.echo(f"its settings are {restored.settings}", err=True)


def _passphrase(config: Config) -> str:
    if config.backup_passphrase:
        return config.backup_passphrase.get_secret_value()
    if not sys.stdin.isatty():
        raise click.UsageError("the backup is encrypted: set NEWSBOT_BACKUP_PASSPHRASE")
    return str(click.prompt("Passphrase", hide_input=True, err=True))
