"""Fetching from a real server: what comes, and what each kind of failure says."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from data.errors import FetchError
from data.fetch import MAX_BYTES, Fetched, fetch, make_client
from tests.news_server import NewsServer

PAGE = "<html><body>电商</body></html>"


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as server:
        yield server


async def get(url: str, *, timeout_s: float = 5, **limits: float) -> Fetched:
    async with make_client(timeout_s) as client:
        return await fetch(client, url, **limits)


async def refusal(url: str, **limits: float) -> FetchError:
    with pytest.raises(FetchError) as refused:
        await get(url, **limits)
    error = refused.value
    assert str(error) == f"{url}: {error.reason}"
    assert "\n" not in str(error)
    return error


async def test_a_page_comes_with_its_bytes_address_and_charset(server):
    url = server.add("/a", PAGE.encode("gb18030"), headers={"Content-Type": "text/html; charset=GB18030"})
    assert await get(url) == Fetched(url, PAGE.encode("gb18030"), "gb18030")


async def test_a_page_that_does_not_say_its_charset_has_none(server):
    assert (await get(server.add("/a", PAGE, headers={"Content-Type": "text/html"}))).charset is None
    assert (await get(server.add("/b", PAGE))).charset is None


async def test_we_say_who_we_are_and_what_we_read(server):
    await get(server.add("/a", PAGE))
    (request,) = server.requests
    assert request.headers["user-agent"].startswith("newsbot/")
    assert "application/rss+xml" in request.headers["accept"]


async def test_a_compressed_page_is_unpacked(server):
    assert (await get(server.add_gzip("/a", PAGE.encode()))).body == PAGE.encode()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_and_the_final_address_told(server, status):
    server.add("/news/2", PAGE)
    server.redirect("/news/1", "2", status)
    fetched = await get(server.redirect("/", "/news/1", status))
    assert fetched == Fetched(server.url("/news/2"), PAGE.encode(), None)
    assert server.paths == ["/", "/news/1", "/news/2"]


async def test_a_redirect_in_a_circle_ends(server):
    server.redirect("/b", "/a")
    error = await refusal(server.redirect("/a", "/b"))
    assert error.reason == "is redirected in a circle"
    assert len(server.requests) == 6


@pytest.mark.parametrize("location", ["ftp://127.0.0.1/a", "file:///etc/passwd", "http://[", "http://127.0.0.1:99999/"])
async def test_a_redirect_to_what_is_no_web_address_is_refused(server, location):
    error = await refusal(server.redirect("/a", location))
    assert error.status is None


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "there is no such page (HTTP 404)"),
        (410, "the page is gone (HTTP 410)"),
        (403, "the site refuses (HTTP 403)"),
        (429, "too many requests (HTTP 429)"),
        (500, "the server does not give it (HTTP 500)"),
        (304, "the server does not give it (HTTP 304)"),
        (204, "the server does not give it (HTTP 204)"),
    ],
)
async def test_a_status_other_than_200_is_said_with_its_number(server, status, reason):
    error = await refusal(server.add("/a", PAGE if status >= 400 else "", status))
    assert (error.reason, error.status) == (reason, status)


async def test_a_body_of_just_the_limit_comes_and_one_byte_more_does_not(server):
    url = server.add("/a", b"x" * 3000)
    assert len((await get(url, max_bytes=3000)).body) == 3000
    assert (await refusal(url, max_bytes=2999)).reason.startswith("is larger than")


async def test_a_huge_body_is_not_read_to_its_end(server):
    url = server.add_huge("/a", MAX_BYTES * 100)
    assert (await refusal(url, max_bytes=2**20)).reason == "is larger than 1 MB"


async def test_a_small_body_that_unpacks_to_a_huge_one_is_refused(server):
    url = server.add_gzip("/a", bytes(2**22))
    assert (await refusal(url, max_bytes=2**20)).reason == "is larger than 1 MB"


async def test_a_body_that_is_not_compressed_as_it_says_is_refused(server):
    url = server.add("/a", PAGE, headers={"Content-Encoding": "gzip"})
    assert (await refusal(url)).reason.startswith("cannot be reached")


async def test_a_body_that_breaks_off_is_refused(server):
    assert (await refusal(server.add_broken("/a"))).reason.startswith("cannot be reached")


async def test_a_server_that_says_nothing_is_not_waited_for(server):
    error = await refusal(server.add_silent("/a"), timeout_s=0.1)
    assert (error.reason, error.status) == ("no answer in time", None)


async def test_a_server_that_keeps_sending_a_little_is_not_waited_for(server):
    error = await refusal(server.add_dripping("/a"), within_s=0.2)
    assert error.reason == "no answer in time"


async def test_where_nobody_listens_cannot_be_reached():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and not listening
        error = await refusal(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert error.reason.startswith("cannot be reached")
    assert error.status is None


@pytest.mark.parametrize(
    "url", ["", "news", "http://", "http:///a", "ftp://127.0.0.1/", "http://127.0.0.1:99999/", "http://\ud800/"]
)
async def test_what_is_no_address_is_refused(url):
    assert (await refusal(url)).reason == "is no address that can be opened"
