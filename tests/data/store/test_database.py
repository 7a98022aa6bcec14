"""Connections and transactions on a real SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from data.errors import StorageError
from data.store.database import Database, check_version, like


@pytest.fixture
def database(database: Database) -> Database:
    with database.transaction() as connection:
        connection.execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY, word TEXT)")
    return database


def put(database: Database, *numbers: int) -> None:
    with database.transaction() as connection:
        connection.executemany("INSERT INTO numbers (n) VALUES (?)", [(number,) for number in numbers])


def numbers(database: Database) -> list[int]:
    return [row[0] for row in database.rows("SELECT n FROM numbers ORDER BY n")]


def test_a_transaction_is_kept_whole(database):
    put(database, 1, 2, 3)
    assert numbers(database) == [1, 2, 3]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, GeneratorExit])
def test_nothing_of_a_transaction_stays_when_its_body_raises(database, error):
    def fail() -> None:
        with database.transaction() as connection:
            connection.execute("INSERT INTO numbers (n) VALUES (1)")
            raise error

    with pytest.raises(error):
        fail()
    assert numbers(database) == []
    put(database, 2)  # and the connection can be used again
    assert numbers(database) == [2]


def test_nothing_of_a_transaction_stays_when_a_statement_fails(database):
    put(database, 7)
    with pytest.raises(StorageError, match="UNIQUE"):
        put(database, 5, 6, 7)
    assert numbers(database) == [7]


def test_a_transaction_sees_what_it_has_written(database):
    with database.transaction() as transaction:
        assert transaction.value("INSERT INTO numbers (n) VALUES (4) RETURNING n") == 4
        assert transaction.execute("INSERT INTO numbers (n) VALUES (4), (5) ON CONFLICT DO NOTHING") == 1
        assert transaction.rows("SELECT n FROM numbers ORDER BY n") == [(4,), (5,)]
        assert list(transaction.rows_by("SELECT n FROM numbers WHERE n IN", [5, 6])) == [(5,)]


def test_inside_a_transaction_the_database_itself_refuses(database):
    with database.transaction() as transaction:
        transaction.execute("INSERT INTO numbers (n) VALUES (1)")
        for ask in (database.rows, database.value, lambda query: list(database.rows_by(f"{query} WHERE n IN", [1]))):
            with pytest.raises(RuntimeError, match="inside a transaction"):
                ask("SELECT n FROM numbers")
        with pytest.raises(RuntimeError, match="inside a transaction"):
            put(database, 2)
    assert numbers(database) == [1]  # the mistakes have undone nothing, and it can be asked again


def test_another_thread_may_ask_the_database_meanwhile(database):
    found: list[list[int]] = []
    with database.transaction() as transaction:
        transaction.execute("INSERT INTO numbers (n) VALUES (1)")
        thread = threading.Thread(target=lambda: found.append(numbers(database)))
        thread.start()
        thread.join()
    assert found == [[]]


def test_a_transaction_that_has_ended_refuses(database):
    with database.transaction() as transaction:
        pass
    for use in (transaction.rows, transaction.execute, lambda query: transaction.executemany(query, [()])):
        with pytest.raises(RuntimeError, match="ended"):
            use("INSERT INTO numbers (n) VALUES (1)")
    assert numbers(database) == []


def test_others_see_a_transaction_only_when_it_is_done(database):
    other = Database(database.path)
    with database.transaction() as connection:
        connection.execute("INSERT INTO numbers (n) VALUES (1)")
        assert numbers(other) == []
    assert numbers(other) == [1]
    other.close()


def test_wrong_sql_stays_loud(database):
    with pytest.raises(sqlite3.ProgrammingError):
        database.rows("SELECT ?, ?", (1,))


def test_value_is_the_first_column_of_the_first_row(database):
    put(database, 4, 5)
    assert database.value("SELECT n, word FROM numbers ORDER BY n") == 4
    assert database.value("SELECT n FROM numbers WHERE n > ?", (5,)) is None


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1203])
def test_rows_by_keys_finds_every_key_however_many(database, count):
    put(database, *range(1300))
    found = database.rows_by("SELECT n FROM numbers WHERE n < ? AND n IN", list(range(count)), (1300,))
    assert [row[0] for row in found] == list(range(count))


def test_unknown_keys_are_passed_over(database):
    put(database, 1)
    assert list(database.rows_by("SELECT n FROM numbers WHERE n IN", [0, 1, 2])) == [(1,)]


def no_database(folder: Path) -> Path:
    (folder / "news.db").write_bytes(b"this is a letter and no database\n" * 200)
    return folder / "news.db"


def a_folder(folder: Path) -> Path:
    (folder / "news.db").mkdir()
    return folder / "news.db"


def under_a_file(folder: Path) -> Path:
    (folder / "file").write_text("")
    return folder / "file" / "home" / "news.db"


def not_writable(folder: Path) -> Path:
    return Path("/proc/newsbot/news.db")  # refused to everybody, root included


@pytest.mark.parametrize("place", [no_database, a_folder, under_a_file, not_writable])
def test_a_file_that_cannot_be_used_is_one_line_that_names_it(tmp_path, place):
    path = place(tmp_path)
    with pytest.raises(StorageError) as refused:
        Database(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.__cause__ is not None


def test_a_truncated_file_is_a_storage_error(tmp_path):
    path = tmp_path / "news.db"
    Database(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(StorageError):
        Database(path).rows("SELECT * FROM articles, passages, vectors")


def test_each_thread_has_a_connection_of_its_own(database):
    used: dict[str, sqlite3.Connection] = {}
    together = threading.Barrier(3)

    def use(name: str) -> None:
        together.wait()
        for number in range(20):
            with database.transaction() as transaction:
                transaction.execute("INSERT INTO numbers (word) VALUES (?)", (f"{name}{number}",))
                used[name] = transaction._connection

    threads = [threading.Thread(target=use, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(connection) for connection in used.values()}) == 3
    assert database.value("SELECT count(DISTINCT word) FROM numbers") == 60


def test_close_ends_the_connections_of_all_threads_and_a_later_call_opens_another(database):
    put(database, 1)
    held: list[sqlite3.Connection] = []

    def hold() -> None:
        held.append(database._connection)

    thread = threading.Thread(target=hold)
    thread.start()
    thread.join()
    database.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        held[0].execute("SELECT 1")
    assert numbers(database) == [1]


def test_a_closed_database_leaves_one_file(database):
    put(database, 1)
    database.close()
    assert [path.name for path in database.path.parent.iterdir()] == ["news.db"]


def test_the_connections_of_threads_that_ended_are_closed(database):
    """The running bot reads in new threads every minute: each would leave open files behind."""
    connections: list[sqlite3.Connection] = []

    def use() -> None:
        connections.append(database._connection)

    for _ in range(5):
        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
    for connection in connections[:-1]:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
    assert numbers(database) == []


def test_a_sqlite_that_is_too_old_is_named_and_one_that_is_new_enough_passes():
    check_version((3, 39, 0))
    check_version((4, 0, 1))
    with pytest.raises(StorageError, match=r"SQLite 3\.39 or newer is needed, this Python has 3\.38\.5"):
        check_version((3, 38, 5))


@pytest.mark.parametrize("text", ["telegram:7", "100%", "a_b", "wow!", "!_%"])
def test_like_finds_the_text_itself_only(database, text):
    query = "SELECT ? LIKE ? ESCAPE '!'"
    assert database.value(query, (text, like(text)))
    assert not database.value(query, (f"{text[:-1]}x", like(text)))
    assert database.value(query, (f"{text} and more", f"{like(text)}%"))
