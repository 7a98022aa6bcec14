"""How the project talks to SQLite: connections, transactions and the one edge where its errors are translated.

The laws of a transaction:

- What is written inside `with database.transaction() as transaction:` is kept together, or none of it.
- What runs inside is handed the transaction and asks that alone: it sees what has been written so far. The same thread
  asking the database meanwhile, or for a second transaction, is a mistake of the program and raises RuntimeError.
- Other threads and processes read what was there before, until it is kept; one at a time writes, the others wait.
- It ends with the block; asked later it raises RuntimeError.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from data.errors import StorageError, UnwritableError
from data.store.schema import MIGRATIONS
from data.store.upkeep.copies import copy_database, is_damage
from data.store.upkeep.full_disk import is_unwritable
from data.store.upkeep.privacy import make_private

Row = tuple[Any, ...]
Values = Sequence[object] | Mapping[str, object]
"""For the `?` of a statement in order, or for its `:name`s."""
_OLDEST_SQLITE = (3, 39)  # IS NOT DISTINCT FROM
_IDS_A_QUERY = 500
_OLD_KEPT_S = 30 * 86400.0
_BUSY_TIMEOUT_S = 30.0  # another process may be writing a batch


class Queryable(ABC):
    """What can be asked: the database, or a transaction of it."""

    @abstractmethod
    def rows(self, query: str, values: Values = ()) -> list[Row]: ...

    def value(self, query: str, values: Values = ()) -> Any:
        """The first column of the first row; None when there is no row."""
        found = self.rows(query, values)
        return found[0][0] if found else None

    def rows_by(self, query: str, keys: Sequence[int | str], before: Sequence[object] = ()) -> Iterator[Row]:
        """The rows of `query`, which must end in `IN`, for all of `keys`; `before` are its earlier values."""
        for at in range(0, len(keys), _IDS_A_QUERY):
            some = keys[at : at + _IDS_A_QUERY]
            yield from self.rows(f"{query} ({', '.join('?' * len(some))})", (*before, *some))


class Transaction(Queryable):
    """An open transaction, by the laws above; made by Database.transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._open: sqlite3.Connection | None = connection

    def rows(self, query: str, values: Values = ()) -> list[Row]:
        return self._connection.execute(query, values).fetchall()

    def execute(self, statement: str, values: Values = ()) -> int:
        """How many rows it wrote or deleted; what it returns is asked for by `rows` or `value`."""
        return self._connection.execute(statement, values).rowcount

    def executemany(self, statement: str, values: Iterable[Values]) -> None:
        self._connection.executemany(statement, values)

    def end(self) -> None:
        """From now on it refuses."""
        self._open = None

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            raise RuntimeError("this transaction has ended")
        return self._open


class Database(Queryable):
    """The file at `path`, made with its folder if it is not there and brought to the newest schema.

    Any thread may call; each gets its own connection, which is closed some time after the thread has ended. Errors of
    sqlite3 leave as StorageError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._lock = threading.Lock()
        check_version(sqlite3.sqlite_version_info)
        with self._errors():
            make_private(path)
            _migrate(self._connection, path)
            _forget_old(path)

    def close(self) -> None:
        """Closes the connections of all threads; a later call opens a new one."""
        with self._lock:
            for connection in self._open.values():
                connection.close()
            self._open.clear()
            self._local = threading.local()

    def rows(self, query: str, values: Values = ()) -> list[Row]:
        self._refuse_inside("ask the transaction")
        with self._errors():
            return self._connection.execute(query, values).fetchall()

    def execute(self, statement: str, values: Values = ()) -> int:
        """One statement as a transaction of its own; how many rows it wrote or deleted."""
        with self.transaction() as transaction:
            return transaction.execute(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """See the laws above."""
        self._refuse_inside("hand the transaction on")
        with self._errors():
            local, connection = self._local, self._connection
            connection.execute("BEGIN IMMEDIATE")
            local.transaction = transaction = Transaction(connection)
            try:
                yield transaction
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # some errors have already rolled back
                    connection.execute("ROLLBACK")
                raise
            finally:
                local.transaction = None
                transaction.end()

    def _refuse_inside(self, instead: str) -> None:
        if getattr(self._local, "transaction", None):
            raise RuntimeError(f"this thread is inside a transaction of {self.path}: {instead}")

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
        connection.create_function("contains", 2, _contains, deterministic=True)
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
            kind = UnwritableError if is_unwritable(error) else StorageError
            hint = "; newsbot doctor says how to get out" if is_damage(error) else ""
            raise kind(f"{self.path}: {error}{hint}") from error


def check_version(found: tuple[int, ...]) -> None:
    """Raises StorageError for a SQLite that is too old; which one there is comes with Python or with the system."""
    if found < _OLDEST_SQLITE:
        wanted, version = (".".join(map(str, each)) for each in (_OLDEST_SQLITE, found))
        raise StorageError(f"SQLite {wanted} or newer is needed, this Python has {version}: use a newer Python")


def like(text: str) -> str:
    """A pattern for `LIKE ? ESCAPE '!'` that stands for exactly `text`."""
    return re.sub("([!%_])", r"!\1", text)


def _contains(text: str | None, part: str) -> bool:
    """In capitals or not, as SQL's own functions would tell for ASCII only."""
    return text is not None and part.casefold() in text.casefold()


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


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Brings the file to the newest form, an older one after a copy of it; refuses one that a newer program wrote."""
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    if done > len(MIGRATIONS):
        raise StorageError(f"the database is of form {done}, this program knows {len(MIGRATIONS)}: upgrade newsbot")
    if 0 < done < len(MIGRATIONS):
        _keep_old(path, done)
    if done == len(MIGRATIONS) and _has_grown(connection, MIGRATIONS[-1]):
        done -= 1
    # a new file at once, so that nobody takes it for an old one on its way
    steps = list(enumerate(MIGRATIONS[done:], done + 1)) if done else [(len(MIGRATIONS), "".join(MIGRATIONS))]
    for number, script in steps:
        try:
            connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.rollback()
            if connection.execute("PRAGMA user_version").fetchone()[0] < number:  # not done by another process
                raise


def _has_grown(connection: sqlite3.Connection, form: str) -> bool:
    """Whether `form`, which this file has, was given further tables since."""
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return not known.issuperset(re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", form))


def _keep_old(path: Path, form: int) -> None:
    """A copy of the file as it is, `news-form7.db`: the way back to the version that wrote it. Earlier copies go."""
    kept = path.with_name(f"{path.stem}-form{form}.db")
    if not kept.is_file():
        copy_database(path, kept, form)  # of another form, another process was faster and has copied it
    for other in _old_copies(path):
        if other != kept:
            other.unlink(missing_ok=True)


def _forget_old(path: Path) -> None:
    """Copies of before an upgrade hold what people have since erased: they go once the upgrade has proved good."""
    for copy in _old_copies(path):
        with suppress(OSError):
            if time.time() - copy.stat().st_mtime > _OLD_KEPT_S:
                copy.unlink()


def _old_copies(path: Path) -> Iterator[Path]:
    return path.parent.glob(f"{path.stem}-form*.db")
