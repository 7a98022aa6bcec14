"""The reader of the log sees what a rude client does, and finds nothing where a polite one was."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.support.sites import good, moody
from tests.support.sites.manners import Agreed, complaints
from tests.support.sites.server import SiteServer
from tests.support.sites.site import NOW, Site

AGREED = Agreed(spacing_s=0.02, at_once=1, user_agent=r"^newsbot/[\d.]+ \(\+https?://")
NAME = "newsbot/1.0 (+https://news.example/bot)"


@pytest.fixture
def server() -> Iterator[SiteServer]:
    makers = (
        good.rss20_teasers,
        moody.partly_closed,
        moody.unhurried,
        moody.cached,
        moody.too_many,
        moody.slow_to_start,
    )
    with SiteServer(makers) as server:
        yield server


class Client:
    """Asks one site for paths, and waits as long as it is told to."""

    def __init__(self, server: SiteServer, name: str) -> None:
        self.site = next(site for site in server.sites if site.name == name)
        self._root, self._server = self.site.url.rpartition("/")[0], server

    def ask(self, path: str, pause_s: float = 0.03, name: str = NAME, headers: Mapping[str, str] | None = None) -> None:
        try:
            urlopen(Request(self._root + path, headers={"User-Agent": name} | dict(headers or {}))).read()
        except HTTPError as error:
            error.close()
        time.sleep(pause_s)

    @property
    def lapses(self) -> list[str]:
        return lapses(self._server)


def lapses(server: SiteServer) -> list[str]:
    time.sleep(0.02)  # the server's thread notes the end of an answer after it was read
    return complaints(server.visits, {server.host_of(site): site for site in server.sites}, AGREED)


def page_of(site: Site) -> str:
    return "/" + site.told[0].url.split("/", 3)[3]


def test_a_polite_reader_is_not_complained_about(server: SiteServer) -> None:
    client = Client(server, "rss20-teasers")
    client.ask("/robots.txt")
    client.ask("/rss.xml")
    client.ask(page_of(client.site))
    server.edition, server.now = 1, NOW + timedelta(hours=12)
    client.ask("/rss.xml", headers={"If-None-Match": '"c3"', "If-Modified-Since": good.MODIFIED})
    assert client.lapses == []
    assert [visit.status for visit in server.visits] == [200, 200, 200, 304]


def test_requests_too_close(server: SiteServer) -> None:
    client = Client(server, "rss20-teasers")
    client.ask("/robots.txt", pause_s=0)
    client.ask("/rss.xml")
    assert len(client.lapses) == 1
    assert "/rss.xml came 0.0" in client.lapses[0]


def test_a_crawl_delay_counts_from_when_it_is_known(server: SiteServer) -> None:
    client = Client(server, "unhurried")
    client.ask("/robots.txt")
    client.ask("/rss.xml")
    client.ask(page_of(client.site))
    assert len(client.lapses) == 1
    assert "not 1 s" in client.lapses[0]


def test_robots_not_asked(server: SiteServer) -> None:
    client = Client(server, "rss20-teasers")
    client.ask("/rss.xml")
    assert client.lapses == ["rss20-teasers: /rss.xml was asked for before /robots.txt"]


def test_robots_not_obeyed(server: SiteServer) -> None:
    client = Client(server, "partly-closed")
    client.ask("/robots.txt")
    client.ask("/members/1.html")
    assert client.lapses == ["partly-closed: /members/1.html is forbidden by /robots.txt"]


def test_validators_not_sent_back_and_a_page_read_twice(server: SiteServer) -> None:
    client = Client(server, "rss20-teasers")
    client.ask("/robots.txt")
    for _ in range(2):
        client.ask("/rss.xml")
    for _ in range(2):
        client.ask(page_of(client.site), headers={"If-None-Match": '"p"'})
    assert client.lapses == [
        "rss20-teasers: /rss.xml was asked for again without if-none-match",
        "rss20-teasers: /rss.xml was asked for again without if-modified-since",
        f"rss20-teasers: the article {page_of(client.site)} was asked for again",
    ]


def test_asked_before_its_time(server: SiteServer) -> None:
    clients = Client(server, "cached"), Client(server, "too-many")
    for hours in (0, 1):
        server.now = NOW + timedelta(hours=hours)
        for client in clients:
            client.ask("/robots.txt" if hours == 0 else "/other")
            client.ask("/rss.xml")
    assert [lapse.partition(" before ")[0] for lapse in lapses(server)] == [
        "cached: /rss.xml was asked for again",
        "too-many: /other was asked for",
        "too-many: /rss.xml was asked for",
    ]


def test_a_name_without_an_address(server: SiteServer) -> None:
    client = Client(server, "rss20-teasers")
    client.ask("/robots.txt", name="Mozilla/5.0")
    assert client.lapses == ["rss20-teasers: the reader called itself 'Mozilla/5.0'"]


def test_too_many_at_once(server: SiteServer) -> None:
    client = Client(server, "slow-to-start")
    client.ask("/robots.txt")
    with pytest.raises(TimeoutError):  # the server goes on answering what nobody waits for
        urlopen(Request(client.site.url, headers={"User-Agent": NAME}), timeout=0.1)
    client.ask("/rss2.xml")
    assert client.lapses == ["slow-to-start: /rss2.xml came while 1 others were being answered"]
