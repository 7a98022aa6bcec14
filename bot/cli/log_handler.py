"""Warnings of our own parts go to the error log, for /errors, while the bot runs: without tokens, nothing of people."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb

from bot.core.request import REQUEST
from data.chats.error_log import ErrorLog
from data.errors import NewsError
from data.secrets import HIDDEN, without_secrets

OURS = ("bot", "data", "embeddings")
"""The loggers of our own parts."""
_LONGEST = 300
_HIDDEN = "…"
_PEOPLE = re.compile(r"(?<=telegram:)-?\d+|(?<=\bchat )-?\d+|(?<=\bupdate )\d+")
_QUOTED = re.compile(r"(?<!\w)'[^']*'(?!\w)|\"[^\"]*\"|“[^”]*”|「[^」]*」")
_OF_SOURCES = ("data.", "embeddings.", "bot.background")  # loggers that hear of no person


class ErrorLogHandler(logging.Handler):
    """Notes what it is told, in a thread of its own: who logs must not wait for the database.

    `secrets`: words that are to be hidden wherever they stand.
    """

    def __init__(self, error_log: ErrorLog, secrets: Iterable[str] = ()) -> None:
        super().__init__(logging.WARNING)
        self._error_log, self._secrets = error_log, [each for each in secrets if each]
        self._writing = ThreadPoolExecutor(1, "error-log")

    def emit(self, record: logging.LogRecord) -> None:
        self._writing.submit(self._note, told(record, self._secrets), datetime.fromtimestamp(record.created, UTC))

    def close(self) -> None:
        """What was told before is noted first."""
        self._writing.shutdown()
        super().close()

    def _note(self, what: str, at: datetime) -> None:
        with suppress(NewsError):  # it stands in the log at least
            self._error_log.note(what, at)


@contextmanager
def noting(error_log: ErrorLog, secrets: Iterable[str] = ()) -> Iterator[None]:
    """Warnings and errors of our own parts are noted while the block runs."""
    handler = ErrorLogHandler(error_log, secrets)
    for name in OURS:
        logging.getLogger(name).addHandler(handler)
    try:
        yield
    finally:
        for name in OURS:
            logging.getLogger(name).removeHandler(handler)
        handler.close()


def told(record: logging.LogRecord, secrets: Iterable[str] = ()) -> str:
    """The first line of what was logged, the place where it happened, and nothing that is a secret or a person's."""
    lines = record.getMessage().splitlines()
    text = lines[0] if lines else ""
    text = _PEOPLE.sub(_HIDDEN, hidden(text, secrets))
    if not record.name.startswith(_OF_SOURCES):
        text = _QUOTED.sub(f"“{_HIDDEN}”", text)
    text = f"{text}{_place(record)}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}{_HIDDEN}"


class HidingFormatter(logging.Formatter):
    """What goes to standard error, tracebacks too, without what is secret."""

    def __init__(self, form: str, secrets: Iterable[str] = ()) -> None:
        super().__init__(form)
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        return hidden(super().format(record), self._secrets)


class JSONFormatter(HidingFormatter):
    """A JSON object a line, for who collects logs; `request` is the same in all lines of one message."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(message)s", secrets)

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": super().format(record),
        }
        request = REQUEST.get()
        return json.dumps(line | ({"request": request} if request is not None else {}), ensure_ascii=False)


def hidden(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` without these secrets, and without those that show by their form."""
    for secret in filter(None, secrets):
        text = text.replace(secret, HIDDEN)
    return without_secrets(text)


def _place(record: logging.LogRecord) -> str:
    """`: KeyError (live_index.py:55)`; what the error says may be somebody's words."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return ""
    frames = extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f": {type(error).__name__}{where}"
