"""The commands: one table that every transport, /help and the command menu go by."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

NAMES = (
    "start", "help", "latest", "search", "topics", "trend", "subscribe", "subscriptions", "digest", "sources",
    "new", "why", "settings", "privacy", "forget",
    "add", "remove", "check", "stats", "errors", "broadcast", "unanswered",
    "health", "people", "invite", "ban", "unban", "audit", "setup",
)  # fmt: skip
"""In the order of /help; each has a line `command-NAME` in every catalogue."""

_MEANT = {
    "news": "latest", "find": "search", "clear": "new", "reset": "new", "explain": "why", "language": "settings",
    "subs": "subscriptions", "unsubscribe": "subscriptions", "alerts": "subscriptions", "daily": "digest",
}  # fmt: skip
"""What people try who know other bots; by their letters alone some of these are like another command."""

OPERATING = frozenset(NAMES[NAMES.index("add") :])
"""For the bot's admins only."""

_CHANGING = frozenset({"settings", "subscribe", "subscriptions", "digest", "forget"})
_SHAPE = re.compile(r"/(?P<name>\w+)(?:@\w+)?(?:\s+(?P<words>.*))?$", re.DOTALL)
_COUNT = re.compile(r"(?:^|\s)(\d{1,2})$")
MAX_COUNT = 20


@dataclass(frozen=True, slots=True)
class Command:
    """What stands in a message that starts with a slash: `/latest@newsbot 融资 10` -> latest, `融资 10`."""

    name: str
    words: str
    bare: bool = False  # understood without a proper slash: `来源`, `／latest`


def parse_command(text: str) -> Command | None:
    """None for a text that is no command."""
    match = _SHAPE.match(text.strip())
    return Command(match["name"].lower(), (match["words"] or "").strip()) if match else None


def changes_chat(command: Command) -> bool:
    """Whether in a group it matters that an administrator says it."""
    return command.name in _CHANGING


def similar_command(name: str, names: Sequence[str] = NAMES) -> str | None:
    """The one of `names` that a misspelt `name` was meant to be; None when it is like none."""
    if name in _MEANT:
        return _MEANT[name]
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return close[0] if close else None


def topic_and_count(words: str, default: int) -> tuple[str, int]:
    """`半导体 10` -> (`半导体`, 10): a number at the end says how many, 1 to 20."""
    match = _COUNT.search(words)
    if not match:
        return words, default
    return words[: match.start()].strip(), max(1, min(MAX_COUNT, int(match[1])))
