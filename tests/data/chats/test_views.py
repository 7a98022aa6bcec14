"""What buttons stand for: under numbers that nobody guesses, for the chat that sees them, for a while."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data.chats.erasure import Erasure
from data.chats.shared_pages import SharedPages
from data.chats.views import KEPT, Holder, Views
from data.models import Entry
from data.store.database import Database

NOW = datetime(2026, 3, 1, 14, 13, tzinfo=UTC)
LI, ANN = Holder("telegram:7", "telegram:7"), Holder("telegram:8", "telegram:8")
LI_IN_GROUP, ANN_IN_GROUP = Holder("telegram:-5", "telegram:7"), Holder("telegram:-5", "telegram:8")
WORDS = {"kind": "search", "words": "电商"}


def views(database: Database, after: timedelta = timedelta(0)) -> Views:
    return Views(database, lambda: NOW + after)


def pages(database: Database) -> SharedPages:
    return SharedPages(database, lambda: NOW)


def test_a_view_keeps_its_number(database: Database) -> None:
    number = views(database).number(WORDS, LI)
    assert views(database).number({"kind": "latest"}, LI) != number
    assert views(database, timedelta(days=9)).number(WORDS, LI) == number
    assert views(database).content(number, LI) == WORDS
    assert views(database).content(999, LI) == {}


def test_numbers_cannot_be_guessed_from_others(database: Database) -> None:
    numbers = [views(database).number({"words": str(each)}, LI) for each in range(20)]
    assert all(1 <= each < 10**15 for each in numbers)
    assert min(abs(a - b) for a in numbers for b in numbers if a != b) > 1000


def test_a_view_is_of_its_chat_and_of_all_in_it(database: Database) -> None:
    number = views(database).number(WORDS, LI)
    shared = views(database).number(WORDS, LI_IN_GROUP)
    assert views(database).content(number, ANN) == views(database).content(number, LI_IN_GROUP) == {}
    assert views(database).content(shared, ANN_IN_GROUP) == WORDS
    assert views(database).number(WORDS, ANN) != number


def test_a_view_ends_a_while_after_it_was_shown_last(database: Database) -> None:
    number = views(database).number(WORDS, LI)
    assert views(database, KEPT).number(WORDS, LI) == number
    assert views(database, 2 * KEPT).content(number, LI) == WORDS
    over = views(database, 2 * KEPT + timedelta(seconds=1))
    assert over.content(number, LI) == {}
    over.number({"kind": "latest"}, ANN)
    assert database.value("SELECT count(*) FROM buttons") == 1


def test_a_file_is_known_by_no_address(database: Database) -> None:
    """A file called bbc.com is not what stands at bbc.com, not even for who sent it."""
    file, link = Entry("Fake", "Sold!"), Entry("BBC", "News")
    first, second = pages(database).keep(None, file, LI), pages(database).keep(None, file, LI)
    assert first != second
    assert pages(database).known("bbc.com", LI) is None
    pages(database).keep("bbc.com", link, LI)
    known = pages(database).known("bbc.com", LI)
    assert known
    assert known[1] == link


def test_a_page_is_read_on_by_its_chat_only(database: Database) -> None:
    letter = Entry("A letter", "Dear Ann")
    number = pages(database).keep(None, letter, LI)
    assert pages(database).entry(number, LI) == letter
    assert pages(database).entry(number, ANN) is None
    pages(database).keep("https://news.example/1", letter, LI)
    assert pages(database).known("https://news.example/1", ANN) is None


def test_who_is_forgotten_takes_lists_words_links_and_files_along(database: Database) -> None:
    for holder in (LI, LI_IN_GROUP, ANN, ANN_IN_GROUP):
        views(database).number(WORDS, holder)
        pages(database).keep(None, Entry("letter", "Dear"), holder)
        pages(database).keep("https://news.example/1", Entry("page", "text"), holder)
    gone = Erasure(database).forget("telegram:7")
    assert (gone.lists, gone.pages) == (2, 4)
    for table in ("buttons", "shared_pages"):
        assert {person for (person,) in database.rows(f"SELECT person FROM {table}")} == {"telegram:8"}
