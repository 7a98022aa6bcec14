"""Files and links as attackers send them: nobody reads another's, none becomes an address, none stops the bot."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.person import ChatContext, Person
from bot.core.reply import Reply
from bot.features.web_pages import WebPages
from data.store.articles import Store
from tests.support.made import Answers
from tests.support.news_server import NewsServer

NOW = datetime(2026, 3, 1, 14, 13, tzinfo=UTC)
LI, ANN = (
    Person("en", ZoneInfo("UTC"), f"telegram:{number}:-:-", f"telegram:{number}", ChatContext(f"telegram:{number}"))
    for number in (7, 8)
)
HTML = {"Content-Type": "text/html; charset=utf-8"}
TEXT = (
    "The old lighthouse of the small harbour town was lit again after forty years in the dark. "
    "A descendant of its keepers built the wick by hand from old drawings, which took two years. "
)


def page(title: str, text: str = TEXT) -> bytes:
    head = f"<title>{title}</title><meta property='og:type' content='article'>"
    return f"<html><head>{head}</head><body><article><h1>{title}</h1><p>{text * 3}</p></article></body></html>".encode()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebPages]:
    """One for all: a process takes its time to start."""
    home = tmp_path_factory.mktemp("pages")
    with closing(Store(home / "news.db")) as store:
        yield (pages := WebPages(Config(home=home, allow_private="127.0.0.0/8", spacing=0), store))
        pages.close()


@pytest.fixture
def router(store: Store, pages: WebPages) -> Router:
    return Router(store, Answers({}), lambda: NOW, pages=pages)


def action(reply: Reply) -> str:
    return next(button.action for row in reply.buttons for button in row if button.action.startswith("read:"))


def test_two_letters_of_one_name_stay_two_and_each_with_who_sent_it(router: Router) -> None:
    first = router.file("letter.html", page("To the bank", "My number is 4711. " + TEXT), LI)
    second = router.file("letter.html", page("To the doctor", "It hurts. " + TEXT), ANN)
    assert "4711" in router.press(action(first), LI).reply.text
    assert "It hurts" in router.press(action(second), ANN).reply.text
    assert router.press(action(first), ANN).reply.text == ANN.say("page-gone")
    for number in range(1, 5):
        assert router.press(f"read:{number}:0", ANN).reply.text == ANN.say("page-gone")


@pytest.mark.parametrize("sender", [LI, ANN])
def test_a_file_called_like_a_page_does_not_speak_for_it(router: Router, server: NewsServer, sender: Person) -> None:
    url = server.add("/front", page("What the paper really says"), headers=HTML)
    for name in (url, url.removeprefix("http://"), f"{url}#top"):
        router.file(name, page("Sold to its rival"), sender)
    assert router.respond(understand(url), LI).text.startswith("What the paper really says")
    assert server.paths.count("/front") == 1


def test_a_link_is_remembered_for_its_own_chat(router: Router, server: NewsServer) -> None:
    url = server.add("/shared", page("Lighthouse"), headers=HTML)
    for person in (LI, LI, ANN):
        assert router.respond(understand(url), person).text.startswith("Lighthouse")
    assert server.paths.count("/shared") == 2


@pytest.mark.parametrize("name", ["bomb.html", "bomb.json", "bomb.html.gz"])
def test_what_unpacks_to_far_more_than_it_is_gets_one_line(router: Router, name: str) -> None:
    start = b'{"title": "' if "json" in name else b"<html><body>"
    bomb = gzip.compress(start + b"<p>aaa" * (2 * 2**20), compresslevel=1)
    assert len(bomb) < 2**20
    assert router.file(name, bomb, LI).text.count("\n") == 0
    assert router.file("note.txt", TEXT.encode(), LI).text


def test_a_link_to_such_a_bomb_gets_one_line(router: Router, server: NewsServer) -> None:
    packed = server.add_gzip("/encoded", b"<html><body>" + b"<p>aaa" * (2 * 2**20), HTML)
    assert "4 MB" in router.respond(understand(packed), LI).text
    file = server.add("/bomb.gz", gzip.compress(b"<html><body>" + b"<p>aaa" * (2 * 2**20), compresslevel=1))
    assert "4 MB" in router.respond(understand(file), LI).text


def test_of_endless_titles_and_texts_the_beginning_is_kept(router: Router, store: Store) -> None:
    router.file("long.html", page("Title " * 2_000, f"<p>{TEXT}</p>" * 300), LI)
    ((entry,),) = store.database.rows("SELECT entry FROM shared_pages")
    assert len(entry) < 105_000


def test_forgetting_takes_files_links_and_words_searched_for(router: Router, tmp_path: Path) -> None:
    router.file("letter.html", page("To the bank", "My number is 4711. " + TEXT), LI)
    router.respond(understand("/subscribe quibbleton"), LI)
    router.respond(understand("tell me when there is news on the gryphonet"), LI)
    asked = router.respond(understand("/forget"), LI)
    assert "links and files you sent: 1" in asked.text
    router.press(asked.buttons[0][0].action, LI)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("news.db*"))
    assert not any(words in kept for words in (b"4711", b"quibbleton", b"gryphonet"))
