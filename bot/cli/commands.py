"""The commands of the command line. Answers go to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from contextlib import closing, nullcontext
from dataclasses import replace
from typing import IO, Any

import click
from rich.console import Console

from bot.app import open_parts, warm_up
from bot.background import NewsUpdates, drop_samples
from bot.cli.backup import backup_command, restore_command
from bot.cli.batch import answer_batch, moment_in, told_json
from bot.cli.ingest import ingest_inputs
from bot.cli.json_output import articles_json
from bot.cli.log_handler import noting
from bot.cli.maintenance import examine, history_command, unanswered_command, ways_out
from bot.cli.settings import config_command
from bot.cli.sources import sources
from bot.cli.statistics import stats_command
from bot.cli.terminal import chat, print_explanation, print_reply, terminal_person
from bot.cli.update import update_now
from bot.config import Config, index_path, store_path
from bot.conversation.understanding import understand
from bot.core.reply import Reply
from bot.health.server import watched
from bot.homes.lock import held
from data.chats.error_log import ErrorLog
from data.errors import ConfigError, StorageError
from data.samples import sample_paths
from data.store.articles import Store

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


@click.command(hidden=True)
@click.pass_context
def start(context: click.Context) -> None:
    """What `make run` does: the sample news where there is none yet, then the bot; in Telegram where a token is set."""
    context.invoke(samples)
    context.invoke(run if context.obj.telegram_token else chat_command)


@click.command()
@click.pass_obj
def run(config: Config) -> None:
    """The Telegram bot (TELEGRAM_BOT_TOKEN)."""
    from bot.telegram.application import run as run_telegram

    if config.telegram_token is None:  # before the model is loaded
        raise ConfigError("TELEGRAM_BOT_TOKEN", "is not set; get a token from @BotFather, or use: newsbot chat")
    with (
        held(config.home, "newsbot run"),
        open_parts(config) as parts,
        noting(ErrorLog(parts.store.database), config.secrets),
    ):
        warm_up()
        with watched(config, parts.router), NewsUpdates(config, parts).running() if config.update else nullcontext():
            run_telegram(config, parts.router)


@click.command("chat")
@click.pass_obj
def chat_command(config: Config) -> None:
    """The same bot in the terminal."""
    with open_parts(config) as parts:
        warm_up()
        chat(parts.router, terminal_person(config))


@click.command()
@click.argument("question", required=False)
@click.option(
    "--batch", type=click.File("r", encoding="utf-8"), help="JSON lines {id, question, asked_at?, chat?}; - for stdin."
)
@click.option("--at", "asked_at", help="The moment of asking (ISO 8601): later news is not known yet.")
@click.option("--explain", is_flag=True, help="Say what was found and read, and why it was answered or declined.")
@_JSON
@click.pass_obj
def ask(
    config: Config, question: str | None, batch: IO[str] | None, asked_at: str | None, explain: bool, as_json: bool
) -> None:
    """Replies to one QUESTION as a chat would, or with --batch to a file of them, in order, a JSON line each."""
    if (question is None) == (batch is None):
        raise click.UsageError("give either a question or --batch FILE")
    moment = moment_in(asked_at, config.zone)
    with open_parts(config) as parts:
        if batch is not None:
            for line in answer_batch(parts.router, config.zone, batch, moment, explain):
                click.echo(json.dumps(line, ensure_ascii=False))
        elif question is not None:
            person = replace(terminal_person(config), known_at=moment)
            reply = parts.router.respond(understand(question), person)
            _show(told_json(parts.router, reply, config.zone, explain) if as_json else reply)
            if explain and not as_json and reply.answer and reply.answer.explanation:
                print_explanation(Console(), reply.answer.explanation)


@click.command()
@click.argument("topic", nargs=-1)
@click.option("-n", "count", type=click.IntRange(1, 1000), default=5, show_default=True)
@_JSON
@click.pass_obj
def latest(config: Config, topic: tuple[str, ...], count: int, as_json: bool) -> None:
    """The newest stories, or those about TOPIC."""
    with open_parts(config, asks=False) as parts:
        words = " ".join(topic)
        if as_json:
            articles, total = parts.router.lists.latest(words, count, zone=config.zone)
            _show(articles_json(articles, total, config.zone, parts.router.lists.tellings(articles)))
        else:
            _show(parts.router.lists.show_latest(words, count, terminal_person(config)))


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("-n", "count", type=click.IntRange(1, 1000), default=5, show_default=True)
@_JSON
@click.pass_obj
def search(config: Config, words: tuple[str, ...], count: int, as_json: bool) -> None:
    """Articles that have all of WORDS, best first."""
    with open_parts(config, asks=False) as parts:
        if as_json:
            articles, found = parts.router.lists.search(" ".join(words), count, zone=config.zone)
            tellings = parts.router.lists.tellings(articles)
            _show(articles_json(articles, found.total, config.zone, tellings, complete=found.complete))
        else:
            _show(parts.router.lists.show_found(" ".join(words), count, terminal_person(config)))


@click.command()
@click.argument("what", nargs=-1, required=True)
@click.pass_obj
def ingest(config: Config, what: tuple[str, ...]) -> None:
    """Stores the articles of WHAT: feed or page addresses, saved pages (.html, .txt), JSON lines (.jsonl[.gz])."""
    sys.exit(0 if ingest_inputs(config, what) else 1)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--all", "all_sources", is_flag=True, help="Read every source that is not paused, due or not.")
@click.option("--no-embed", is_flag=True, help="Leave embedding to a later update or the running bot.")
@click.pass_obj
def update(config: Config, names: tuple[str, ...], all_sources: bool, no_embed: bool) -> None:
    """Reads the sources that are due, or those called NAMES; for cron, where the bot itself does not run."""
    sys.exit(0 if update_now(config, names, all_sources, config.embed and not no_embed) else 1)


@click.command()
@click.pass_obj
def samples(config: Config) -> None:
    """Stores the sample news that comes along, if there is no news yet; where there is other news, it goes."""
    with closing(Store(store_path(config))) as store:
        drop_samples(store)
        empty = store.count() == 0
    if empty:
        ingest_inputs(config, [str(path) for path in sample_paths()])


@click.command()
@click.option("--repair", is_flag=True, help="Build the index again from the database where they differ.")
@click.pass_obj
def doctor(config: Config, repair: bool) -> None:
    """Compares the index with the database and says what is wrong; the exit code is 1 where anything is."""
    damage = ways_out(config)
    if damage:
        raise StorageError("\n".join(damage))
    with open_parts(config, asks=False) as parts:
        findings = examine(parts, index_path(config), repair)
    for name, count in findings.items():
        click.echo(f"{count:8}  {name}")
    sys.exit(1 if any(count for name, count in findings.items() if not name.startswith("stored")) else 0)


def _show(what: Reply | dict[str, Any]) -> None:
    if isinstance(what, Reply):
        print_reply(Console(), Reply(what.pieces))  # nothing to press after the program has ended
    else:
        click.echo(json.dumps(what, ensure_ascii=False))


COMMANDS = {
    str(command.name): command
    for command in (
        start, run, chat_command, ask, latest, search, ingest, update, samples, doctor, backup_command, config_command,
        history_command, restore_command, sources, stats_command, unanswered_command,
    )
}  # fmt: skip
