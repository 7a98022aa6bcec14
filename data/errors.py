"""Every error of the project, one tree; each carries the datum that its handler needs.

    NewsError                   anything a person should read as one line
    ├── ConfigError             a setting is missing or makes no sense
    ├── SourceError             something that was to be read
    │   ├── FetchError          ... did not come over the network
    │   │   ├── UnreachableError    its host cannot be spoken to
    │   │   ├── RefusedAddress      its host is in a private network
    │   │   ├── RobotsDenied        its site does not want it read by programs
    │   │   └── GoneError           it is gone for good: not to be asked for again
    │   ├── UnreadableError     ... is no file we can open
    │   └── ParseError          ... came, but holds no article we understand
    ├── StorageError            the database refused
    │   └── UnwritableError     ... because the disk is full, or may only be read
    ├── BackupError             no backup can be made, read or restored
    ├── HomeInUseError          another process runs on the home folder
    ├── UnreadableOperator      a field of a query has an odd value, or does not go there (bot.question.operators)
    ├── LLMError                the LLM gave no answer (bot.llm.client)
    └── ModelError              the embedding model cannot be loaded or used
        └── IndexMismatch       an index file was built for another model or is damaged

Foreign errors are turned into these at one edge per library, always `from` the original. Finding
nothing, or declining to answer, is a value and not an error.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from data.secrets import shown_address, without_secrets


class NewsError(Exception):
    """The root: `str(error)` is one line that says what happened and what to do."""

    def __reduce__(self) -> tuple[object, ...]:
        """As it goes from one process to another: Python's own way calls `__init__` with the finished line."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[NewsError], args: tuple[object, ...], attributes: dict[str, object]) -> NewsError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(attributes)
    return error


class ConfigError(NewsError):
    """A setting that cannot be used."""

    def __init__(self, variable: str, reason: str) -> None:
        super().__init__(f"{variable}: {reason}")
        self.variable = variable


class SourceError(NewsError):
    """`where` (a path or URL; kept without what of it is secret) could not be turned into articles."""

    def __init__(self, where: str, reason: str) -> None:
        self.where, self.reason = shown_address(where), without_secrets(reason)
        super().__init__(f"{self.where}: {self.reason}")


class FetchError(SourceError):
    """No usable response: `status` is the HTTP status, None when there was none.

    `retry_at`: when the server asks to come again (aware UTC), None when it does not say.
    """

    def __init__(self, url: str, reason: str, status: int | None = None, retry_at: datetime | None = None) -> None:
        super().__init__(url, reason)
        self.status, self.retry_at = status, retry_at

    def named(self, url: str) -> Self:
        """The same error, said of the address that was asked for."""
        return type(self)(url, self.reason, self.status, self.retry_at)


class UnreachableError(FetchError):
    """No such host, nobody listens, no valid certificate: nothing of this host can be read now."""


class RefusedAddress(FetchError):
    """The host is, by its name or by a DNS answer, in a private network that was not allowed."""


class RobotsDenied(FetchError):
    """robots.txt does not allow it."""


class GoneError(FetchError):
    """410: it was there and will not come back."""


class UnreadableError(SourceError):
    """Not there, not allowed, or a folder."""


class ParseError(SourceError):
    """The bytes came, but nothing in them is an article."""


class StorageError(NewsError):
    """The database could not do what was asked; nothing of the transaction was kept."""


class UnwritableError(StorageError):
    """The disk is full, or may not be written to; what is stored can be read."""


class BackupError(NewsError):
    """`where` (a file, folder or setting) stands in the way of a backup or its return; nothing was changed."""

    def __init__(self, where: object, reason: str) -> None:
        super().__init__(f"{where}: {reason}")


class HomeInUseError(NewsError):
    """One process at a time runs on `home`; `holder` says which one does."""

    def __init__(self, home: object, holder: str) -> None:
        super().__init__(f"{home} is in use by {holder}; stop that, or give this one a home of its own (--home)")
        self.holder = holder


class ModelError(NewsError):
    """The embedding model cannot be loaded or does not do what a text model does."""


class IndexMismatch(ModelError):
    """An index file that was built with another model, or is damaged: rebuild it from the store."""
