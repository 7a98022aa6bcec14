"""Replies in a terminal: colours and links where it has them, addresses written out where not; and the chat loop."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.style import Style as RichStyle
from rich.text import Text

from bot.messages import Language
from bot.newsroom import Newsroom
from bot.replies import Button, Reply, Style, plain
from bot.views import Person

_LOOKS = {Style.PLAIN: RichStyle(), Style.BOLD: RichStyle(bold=True), Style.FAINT: RichStyle(dim=True)}
_LINK = RichStyle(color="cyan", underline=True)
_BUTTON = RichStyle(color="green")


def print_reply(console: Console, reply: Reply, first_button: int = 1) -> None:
    """The reply with its buttons as `:1 label`; links are clickable, and spelt out where no terminal can click."""
    console.print(_text(reply, spell_links=not console.is_terminal), soft_wrap=True, highlight=False)
    labels = [f":{number} {button.label}" for number, button in enumerate(_buttons(reply), first_button)]
    if labels:
        console.print(Text("   ".join(labels), _BUTTON), soft_wrap=True)


def _text(reply: Reply, spell_links: bool) -> Text:
    text = Text()
    for piece in reply.pieces:
        look = _LOOKS[piece.style]
        if piece.url and spell_links:
            text.append(f"{piece.text} <{piece.url}>", look)
        elif piece.url:
            text.append(piece.text, look + _LINK + RichStyle(link=piece.url))
        else:
            text.append(piece.text, look)
    return text


def _buttons(reply: Reply) -> Iterator[Button]:
    return (button for row in reply.buttons for button in row)


def chat(newsroom: Newsroom, person: Person) -> None:
    """Reads lines until the end of input or /quit; `:3` presses the third button of the last reply."""
    console = Console()
    if sys.stdin.isatty():
        print_reply(console, newsroom.respond("/start", person))
        console.print(person.say("terminal-quit"), style=_LOOKS[Style.FAINT])
    last: list[Button] = []
    for line in _lines(console):
        if line in ("/quit", "/exit"):
            break
        if line:
            reply = _press(newsroom, last, line, person) if _is_press(line) else newsroom.respond(line, person)
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


def _press(newsroom: Newsroom, buttons: list[Button], line: str, person: Person) -> Reply:
    number = int(line[1:])
    if 1 <= number <= len(buttons):
        return newsroom.press(buttons[number - 1].action, person).reply
    return plain(person.say("terminal-no-button", number=number))


def terminal_language(locale: str, default: Language) -> Language:
    """By `LANG`: Chinese for zh_CN.UTF-8, English for en_US.UTF-8, the default for C, POSIX or nothing."""
    code = locale.split(".")[0].split("_")[0].lower()
    return "zh" if code == "zh" else "en" if code == "en" else default
