"""How the project talks to SQLite: connections, transactions and the one edge where its errors are translated."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from data.errors import StorageError
from data.store.schema import migrate

Row = tuple[Any, ...]
Connection: TypeAlias = sqlite3.Connection
_IDS_A_QUERY = 500
_BUSY_TIMEOUT_S = 30.0  # another process may be writing a batch


class Database:
    """The file at `path`, made with its folder if it is not there and brought to the newest schema.

    Any thread may call; each gets its own connection, which is closed some time after the thread has ended. Errors of
    sqlite3 leave as StorageError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._lock = threading.Lock()
        with self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            migrate(self._connection)

    def close(self) -> None:
        """Closes the connections of all threads; a later call opens a new one."""
        with self._lock:
            for connection in self._open.values():
                connection.close()
            self._open.clear()
            self._local = threading.local()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        with self._errors():
            return self._connection.execute(query, values).fetchall()

    def value(self, query: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row; None when there is no row."""
        found = self.rows(query, values)
        return found[0][0] if found else None

    def rows_by(self, query: str, keys: Sequence[int | str], before: Sequence[object] = ()) -> Iterator[Row]:
        """The rows of `query`, which must end in `IN`, for all of `keys`; `before` are its earlier values."""
        for at in range(0, len(keys), _IDS_A_QUERY):
            some = keys[at : at + _IDS_A_QUERY]
            yield from self.rows(f"{query} ({', '.join('?' * len(some))})", (*before, *some))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done inside is kept together, or none of it."""
        with self._errors():
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # some errors have already rolled back
                    connection.execute("ROLLBACK")
                raise

    def overwrite_deleted(self) -> None:
        """What this thread deletes from now on is overwritten in the file, and cannot be read out of it."""
        self.rows("PRAGMA secure_delete = ON")

    def empty_log(self) -> None:
        """Brings what was written from the log into the file, and empties it; where others read, the next one does."""
        self.rows("PRAGMA busy_timeout = 500")
        try:
            self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.rows(f"PRAGMA busy_timeout = {int(_BUSY_TIMEOUT_S * 1000)}")

    @property
    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = self._connect()
        return found

    def _connect(self) -> sqlite3.Connection:
        # check_same_thread: each thread uses its own, and close() comes from whichever thread ends the program
        connection = sqlite3.connect(self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        with self._lock:
            for thread in [each for each in self._open if not each.is_alive()]:
                self._open.pop(thread).close()
            self._open[threading.current_thread()] = connection
        _use_wal(connection)
        connection.create_function("casefold", 1, lambda text: text and text.casefold(), deterministic=True)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turns what goes wrong with the file into StorageError; wrong SQL or wrong use stays loud."""
        try:
            yield
        except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
            raise
        except (sqlite3.Error, OSError) as error:
            raise StorageError(f"{self.path}: {error}") from error


def _use_wal(connection: sqlite3.Connection) -> None:
    """Two that switch a new file at once refuse each other without waiting, so the waiting is done here."""
    deadline = time.monotonic() + _BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
        time.sleep(0.01)
