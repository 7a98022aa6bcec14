"""`newsbot sources`: what is read is added, looked at, paused, taken out, and carried from and to other readers."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import BinaryIO

import click
from rich.console import Console

from bot.cli.terminal import print_reply, terminal_person
from bot.config import Config, store_path
from bot.core.progress import progress
from bot.features.web_pages import look
from bot.replies.previews import checked_line, preview_lines
from bot.replies.sources import HeldSources, publisher_json, publisher_list, source_json, source_table
from data.errors import SourceError
from data.models import Source, SourceKind, SourceSpec
from data.parse.feeds.opml import parse_opml, write_opml
from data.store.articles import Store
from data.store.sources import PAUSED_BY_HAND, Sources

_PIPED_WIDTH = 200  # of a table that no terminal shows
_YES = click.option("--yes", is_flag=True, help="Do not ask.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


@click.group(invoke_without_command=True)
@_JSON
@click.pass_context
def sources(context: click.Context, as_json: bool) -> None:
    """What is read, and how that goes. Without a command: the list."""
    if context.invoked_subcommand is None:
        _list(context.obj, as_json)


@sources.command("list")
@_JSON
@click.pass_obj
def list_command(config: Config, as_json: bool) -> None:
    """All of them: last success, articles a day, what is wrong; those that fail come first."""
    _list(config, as_json)


@sources.command()
@click.argument("url")
@click.option("--title", help="Shown, and the publisher of articles that name none; else what the source says.")
@click.option("--section", help="Of articles that name none.")
@click.option("--kind", type=click.Choice([str(kind) for kind in SourceKind]), default="auto", show_default=True)
@click.option("--css", help="Which links of a listing page lead to articles, as a CSS rule.")
@_YES
@click.pass_obj
def add(
    config: Config, url: str, title: str | None, section: str | None, kind: str, css: str | None, yes: bool
) -> None:
    """Shows what URL gives - a feed, sitemap, listing page or article - and saves it as a source."""
    spec = SourceSpec(url if "://" in url else f"https://{url}", SourceKind(kind), title, section, css)
    with _opened(config) as (store, known):
        _refuse_known(known, spec)
        [found] = look(config, store, [spec])
        if isinstance(found, SourceError):
            raise found
        for line in preview_lines(found, config.zone):
            click.echo(line)
        _ask("Save it?", yes, default=True)
        added = known.add(found.spec, found.title)
    click.echo(f"saved as number {added.id}; newsbot update reads it, or the running bot within minutes", err=True)


@sources.command()
@click.argument("name")
@click.option("--articles", is_flag=True, help="Take its articles out too.")
@_YES
@click.pass_obj
def remove(config: Config, name: str, articles: bool, yes: bool) -> None:
    """Stops reading the source called NAME: its number, address or a part of its title."""
    with _opened(config) as (_, known):
        source = known.find(name)
        _refuse_configured(source)
        fate = "go too" if articles else "stay"
        _ask(f"Remove {_named(source)}? Its {known.brought(source.id)} articles {fate}.", yes, default=False)
        known.remove(source.id, articles)
    click.echo(f"removed {_named(source)}", err=True)


@sources.command()
@click.argument("name")
@click.pass_obj
def pause(config: Config, name: str) -> None:
    """Leaves the source called NAME unread until it is resumed."""
    with _opened(config) as (_, known):
        source = known.find(name)
        known.pause(source.id, PAUSED_BY_HAND)
    click.echo(f"paused {_named(source)}; to read it again: newsbot sources resume {source.id}", err=True)


@sources.command()
@click.argument("name")
@click.pass_obj
def resume(config: Config, name: str) -> None:
    """Reads the source called NAME again, from the next update on."""
    with _opened(config) as (_, known):
        source = known.find(name)
        known.resume(source.id)
    click.echo(f"{_named(source)} is read again, from the next update on", err=True)


@sources.command()
@click.argument("names", nargs=-1)
@click.pass_obj
def check(config: Config, names: tuple[str, ...]) -> None:
    """Reads the sources called NAMES (all that are not paused) now, stores nothing, and says what came."""
    with _opened(config) as (store, known):
        chosen = [known.find(name) for name in names] or [each for each in known.all() if not each.paused]
        with progress("sources", len(chosen)) as advance:
            found = look(config, store, [source.spec for source in chosen], advance)
    for source, each in zip(chosen, found, strict=True):
        if isinstance(each, SourceError):
            click.echo(f"newsbot: {source.id} {_named(source)}: {each.reason}", err=True)
        else:
            click.echo(f"{source.id} {_named(source)}: {checked_line(each, config.zone)}")
    sys.exit(1 if any(isinstance(each, SourceError) for each in found) else 0)


@sources.command("import")
@click.argument("opml", type=click.File("rb"))
@_YES
@click.pass_obj
def import_command(config: Config, opml: BinaryIO, yes: bool) -> None:
    """Adds the sources of an OPML file (- for stdin), its folders as sections."""
    specs, problems = parse_opml(opml.read())
    for problem in problems:
        click.echo(f"newsbot: {opml.name}: {problem}", err=True)
    if not specs:
        raise SourceError(opml.name, "names no source that can be read")
    with _opened(config) as (_, known):
        held = {source.spec.url for source in known.all()}
        new = [spec for spec in specs if spec.url not in held]
        for line in _import_lines(opml.name, specs, new):
            click.echo(line)
        if new:
            _ask(f"Add {len(new)}?", yes, default=True)
        for spec in new:
            known.add(spec)
    click.echo(f"added {len(new)}", err=True)


@sources.command("export")
@click.argument("opml", type=click.File("wb"), default="-")
@click.pass_obj
def export_command(config: Config, opml: BinaryIO) -> None:
    """Writes the sources as OPML, to a file or to standard output (-), their sections as folders."""
    with _opened(config) as (_, known):
        listed = known.all()
        opml.write(write_opml(listed, "newsbot", known.now()))
    click.echo(f"{len(listed)} sources written", err=True)
    hidden = sum(each.spec.shown != each.spec.url for each in listed)
    if hidden:
        click.echo(f"without the logins and keys of {hidden}: write these in by hand", err=True)


@contextmanager
def _opened(config: Config) -> Iterator[tuple[Store, Sources]]:
    """The store and its sources, those of newsbot.toml among them."""
    with closing(Store(store_path(config))) as store:
        known = Sources(store.database)
        known.follow_config(config.sources)
        yield store, known


def _list(config: Config, as_json: bool) -> None:
    with _opened(config) as (_, known):
        held, now = HeldSources(known.all(), known.rates(), known.others()), known.now()
    if as_json:
        listed = [source_json(source, held.rates.get(source.id, 0.0), config.zone) for source in held.sources]
        others = [publisher_json(publisher, config.zone) for publisher in held.publishers]
        click.echo(json.dumps({"sources": listed, "others": others}, ensure_ascii=False))
        return
    person = terminal_person(config)
    console = Console() if sys.stdout.isatty() else Console(width=_PIPED_WIDTH)
    if held.sources:
        console.print(source_table(person, held, now), highlight=False)
    else:
        click.echo("no source yet; add one: newsbot sources add URL", err=True)
    if held.publishers:
        print_reply(console, publisher_list(person, held))


def _refuse_known(known: Sources, spec: SourceSpec) -> None:
    for source in known.all():
        if source.spec.url == spec.url:
            raise SourceError(spec.url, f"is a source already (number {source.id})")


def _refuse_configured(source: Source) -> None:
    if source.in_config:
        raise SourceError(source.spec.url, "is named in newsbot.toml; take it out there")


def _ask(question: str, yes: bool, default: bool) -> None:
    """Goes on only after a yes; where nobody can be asked, only with --yes."""
    if yes:
        return
    if not sys.stdin.isatty():
        click.echo("newsbot: nothing was changed: there is no terminal to ask; say --yes", err=True)
        sys.exit(1)
    if not click.confirm(question, default=default):
        click.echo("nothing was changed", err=True)
        sys.exit(1)


def _import_lines(name: str, specs: Sequence[SourceSpec], new: Sequence[SourceSpec]) -> Iterator[str]:
    yield f"{name}: {len(specs)} sources, {len(specs) - len(new)} of them here already"
    for section, count in Counter(spec.section or "(no folder)" for spec in new).items():
        yield f"  {section}: {count} new"


def _named(source: Source) -> str:
    return source.title if source.title == source.spec.shown else f"{source.title} ({source.spec.shown})"
