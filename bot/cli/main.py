"""The command line; it is a promise to scripts. What a command needs is loaded when it is called."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.config import Config

HELP = {
    "ask": "Replies to one QUESTION as a chat would, or with --batch to a file of them, in order, a JSON line each.",
    "backup": "Writes database and settings into one file TO, or into a folder.",
    "chat": "The same bot in the terminal.",
    "config": "Every setting: what is in force, and from where.",
    "doctor": "Compares the index with the database and says what is wrong; the exit code is 1 where anything is.",
    "history": "What a publisher changed in ARTICLE.",
    "ingest": "Stores the articles of WHAT: feed or page addresses, saved pages (.html, .txt), JSON lines.",
    "latest": "The newest stories, or those about TOPIC.",
    "restore": "Puts a backup, or a copy of news.db, into the home folder; while no bot runs on it.",
    "run": "The Telegram bot (TELEGRAM_BOT_TOKEN).",
    "samples": "Stores the sample news that comes along, if there is no news yet; where there is other news, it goes.",
    "search": "Articles that have all of WORDS, best first.",
    "sources": "What is read, and how that goes.",
    "stats": "How much there is, how it grows, and how the sources go.",
    "unanswered": "Questions that were declined and answers judged 👎, the newest first; nobody is named.",
    "update": "Reads the sources that are due, or those called NAMES; for cron, where the bot itself does not run.",
}
"""What `--help` says of each command: the beginning of what its own says."""


class _LazyGroup(click.Group):
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from bot.cli.commands import COMMANDS

        return COMMANDS.get(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(HELP)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = [click.Command(name, help=says) for name, says in HELP.items()]
        click.Group(commands=shown).format_commands(ctx, formatter)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", type=click.Path(path_type=Path), help="Folder of the database and newsbot.toml (NEWSBOT_HOME).")
@click.option("--verbose", is_flag=True, help="Tell more on standard error.")
@click.version_option(package_name="newsbot-telegram-qa")
@click.pass_context
def cli(context: click.Context, home: Path | None, verbose: bool) -> None:
    """Answers questions about the news, with citations: in Telegram, in the terminal, or as JSON."""
    from bot.config import load_config

    config = context.obj = load_config(home)
    commands = ("run", "start") if config.telegram_token else ("run",)
    _set_up_logging(config, verbose, for_service=context.invoked_subcommand in commands)


def _set_up_logging(config: Config, verbose: bool, for_service: bool) -> None:
    """What our own parts tell, and warnings of all others; never the addresses that a bot's token stands in.

    Of a service that nobody watches in a terminal a JSON object a line.
    """
    from bot.cli.log_handler import OURS, HidingFormatter, JSONFormatter

    when = "%(asctime)s %(levelname)s " if for_service else "newsbot: "
    collected = for_service and not sys.stderr.isatty()
    form = JSONFormatter(config.secrets) if collected else HidingFormatter(f"{when}%(message)s", config.secrets)
    logging.basicConfig(level=logging.WARNING, force=True)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(form)
    for ours in OURS:
        logging.getLogger(ours).setLevel(logging.DEBUG if verbose else logging.INFO)
