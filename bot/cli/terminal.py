"""Replies in a terminal: colours and links where it has them, addresses written out where not; and the chat loop."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from itertools import groupby

from rich.box import SIMPLE
from rich.console import Console
from rich.style import Style as RichStyle
from rich.table import Column, Table
from rich.text import Text

from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.answer import ConsideredPassage, Explanation
from bot.core.catalogue import Language, language_of
from bot.core.person import Person
from bot.core.reply import Button, Piece, Reply, Style, by_link, plain

_LOOKS = {Style.PLAIN: RichStyle(), Style.BOLD: RichStyle(bold=True), Style.FAINT: RichStyle(dim=True)}
_LINK = RichStyle(color="cyan", underline=True)
_BUTTON = RichStyle(color="green")
_QUOTE = "    "  # before a paragraph that is quoted
_TABLE_WIDTH = 100  # of a terminal, from which the numbers of a passage stand in one line


def print_reply(console: Console, reply: Reply) -> None:
    """The reply with its buttons as `:1 label`; links are clickable, and spelt out where no terminal can click."""
    console.print(_text(reply, spell_links=not console.is_terminal), soft_wrap=True, highlight=False)
    labels = [f":{number} {button.label}" for number, button in enumerate(_buttons(reply), 1)]
    if labels:
        console.print(Text("   ".join(labels), _BUTTON), soft_wrap=True)


def _text(reply: Reply, spell_links: bool) -> Text:
    text = Text()
    for quoted, pieces in groupby(reply.pieces, key=lambda piece: piece.quoted):
        text.append(_QUOTE if quoted else "")
        text.append_text(_linked(pieces, spell_links))
    return text


def _linked(pieces: Iterable[Piece], spell_links: bool) -> Text:
    text = Text()
    for url, group in by_link(pieces):
        for piece in group:
            look = _LOOKS[piece.style]
            text.append(piece.text, look + _LINK + RichStyle(link=url) if url and not spell_links else look)
        if url and spell_links:
            text.append(f" <{url}>", _LOOKS[group[-1].style])
    return text


def _buttons(reply: Reply) -> Iterator[Button]:
    """Those that do something here, where all quotes are shown."""
    return (button for row in reply.buttons for button in row if button.action or button.url or button.copy)


def print_explanation(console: Console, explanation: Explanation) -> None:
    """Every number that led to the answer, under the names it has in the JSON."""
    told = {name: getattr(explanation, name) for name in ("question", "searched", "verdict", "confidence", "threshold")}
    told |= {f"filter {name}": value for name, value in explanation.filters.items()}
    told |= {f"sign {name}": value for name, value in explanation.signs.items()}
    told |= {
        f"fixed {each.kind}": " ".join(filter(None, (each.wanted, each.verdict, each.found)))
        for each in explanation.fixed
    }
    console.print(_pairs(told), highlight=False)
    if console.width >= _TABLE_WIDTH:
        console.print(_numbers(explanation.seen), highlight=False)
    else:
        console.print(*(_pairs(asdict(each)) for each in explanation.seen), sep="\n", highlight=False)


def _pairs(values: Mapping[str, object]) -> Table:
    """A line a value."""
    table = Table("", "", box=None, show_header=False, pad_edge=False)
    for name, value in values.items():
        table.add_row(name, Text(_cell(value), overflow="fold"))
    return table


def _numbers(seen: Sequence[ConsideredPassage]) -> Table:
    """A line a passage; what was read in it under its title."""
    names = [each.name for each in fields(ConsideredPassage) if each.name not in ("title", "read")]
    table = Table(*(Column(name, no_wrap=True) for name in names), Column("title: read", overflow="fold"), box=SIMPLE)
    for each in seen:
        said = each.title if each.read is None else f"{each.title}: {each.read}"
        table.add_row(*(_cell(getattr(each, name)) for name in names), Text(said))
    return table


def _cell(value: object) -> str:
    return "" if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)


def chat(router: Router, person: Person) -> None:
    """Reads lines until the end of input or /quit; `:3` presses the third button of the last reply."""
    console, person = Console(), replace(person, conversation="terminal")
    if sys.stdin.isatty():
        print_reply(console, router.respond(understand("/start"), person))
        console.print(person.say("terminal-quit"), style=_LOOKS[Style.FAINT])
    last: list[Button] = []
    for line in _lines(console):
        if line in ("/quit", "/exit"):
            break
        if line:
            reply = _press(router, last, line, person) if _is_press(line) else router.respond(understand(line), person)
            print_reply(console, reply)
            console.print()
            last = list(_buttons(reply))


def _lines(console: Console) -> Iterable[str]:
    """What is typed; what is piped in is shown too, so that a transcript can be read."""
    while True:
        try:
            line = console.input("[bold green]> [/]").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        except UnicodeDecodeError:
            continue
        if not sys.stdin.isatty():
            console.print(line, markup=False, highlight=False)
        yield line


def _is_press(line: str) -> bool:
    return line.startswith(":") and line[1:].isdecimal()


def _press(router: Router, buttons: list[Button], line: str, person: Person) -> Reply:
    number = int(line[1:])
    if 1 <= number <= len(buttons):
        button = buttons[number - 1]
        shown = button.url or button.copy
        return plain(shown) if shown else router.press(button.action, person).reply
    return plain(person.say("terminal-no-button", number=number))


def terminal_person(config: Config) -> Person:
    """Who sits at it, spoken to in the language of its locale."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return Person(terminal_language(locale, config.language), config.zone)


def terminal_language(locale: str, default: Language) -> Language:
    """By `LANG`: Chinese for zh_CN.UTF-8, English for en_US.UTF-8, the default for C, POSIX or nothing."""
    code = locale.split(".")[0].split("@")[0]
    return language_of(code, default) if code.lower().split("_")[0] in ("zh", "en") else default
