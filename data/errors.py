"""Every error of the project, one tree; each carries the datum that its handler needs.

    NewsError                   anything a person should read as one line
    ├── ConfigError             a setting is missing or makes no sense
    ├── SourceError             something that was to be read
    │   ├── FetchError          ... did not come over the network
    │   ├── UnreadableError     ... is no file we can open
    │   └── ParseError          ... came, but holds no article we understand
    ├── StorageError            the database refused
    ├── UnreadableOperator      a search operator has a value it cannot take (bot.operators)
    ├── LLMError                the LLM gave no answer (bot.llm.client)
    └── ModelError              the embedding model cannot be loaded or used
        └── IndexMismatch       an index file was built for another model or is damaged

Foreign errors are turned into these at one edge per library, always `from` the original. Finding
nothing, or declining to answer, is a value and not an error.
"""


class NewsError(Exception):
    """The root: `str(error)` is one line that says what happened and what to do."""


class ConfigError(NewsError):
    """A setting that cannot be used."""

    def __init__(self, variable: str, reason: str) -> None:
        super().__init__(f"{variable}: {reason}")
        self.variable = variable


class SourceError(NewsError):
    """`where` (a path or URL) could not be turned into articles."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where, self.reason = where, reason


class FetchError(SourceError):
    """No usable response: `status` is the HTTP status, None when there was none."""

    def __init__(self, url: str, reason: str, status: int | None = None) -> None:
        super().__init__(url, reason)
        self.status = status


class UnreadableError(SourceError):
    """Not there, not allowed, or a folder."""


class ParseError(SourceError):
    """The bytes came, but nothing in them is an article."""


class StorageError(NewsError):
    """The database could not do what was asked; nothing of the transaction was kept."""


class ModelError(NewsError):
    """The embedding model cannot be loaded or does not do what a text model does."""


class IndexMismatch(ModelError):
    """An index file that was built with another model, or is damaged: rebuild it from the store."""
