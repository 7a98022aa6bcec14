"""robots.txt as sites have it: obeyed, kept for a day, asked for once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FetchError, RobotsDenied, UnreachableError
from data.fetch.fetcher import Fetcher, FetchOptions
from data.fetch.robots import MAX_BYTES, RobotsMemory, Rules
from data.store.database import Database
from data.store.robots import StoredRobots
from tests.support.clocks import Clock
from tests.support.news_server import NewsServer

NOW = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)
PRIVATE = "User-agent: *\nDisallow: /private\n"


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as server:
        for path in ("/a", "/b", "/private/a"):
            server.add(path, "news")
        yield server


@pytest.fixture
def memory(database: Database) -> StoredRobots:
    return StoredRobots(database)


def fetcher(memory: RobotsMemory | None = None, clock: Clock | None = None) -> Fetcher:
    options = FetchOptions(allow_private=("127.0.0.0/8",), spacing_s=0)
    return Fetcher(options, memory, clock or Clock(NOW))


async def refusal(url: str, reading: Fetcher | None = None) -> FetchError:
    async with reading or fetcher() as opened:
        with pytest.raises(FetchError) as refused:
            await opened.get(url)
    return refused.value


async def body(url: str) -> bytes:
    async with fetcher() as opened:
        return (await opened.get(url)).body


async def test_what_is_not_allowed_is_not_asked_for(server):
    server.add("/robots.txt", PRIVATE)
    error = await refusal(server.url("/private/a"))
    assert isinstance(error, RobotsDenied)
    assert str(error) == f"{server.url('/private/a')}: robots.txt does not allow it"
    assert server.paths == ["/robots.txt"]
    assert await body(server.url("/a")) == b"news"


async def test_what_is_said_to_us_by_name_counts_before_what_is_said_to_all(server):
    server.add("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: NewsBot\nDisallow: /private\n")
    assert await body(server.url("/a")) == b"news"
    assert isinstance(await refusal(server.url("/private/a")), RobotsDenied)


async def test_a_redirect_does_not_lead_past_it(server):
    server.add("/robots.txt", PRIVATE)
    assert isinstance(await refusal(server.redirect("/r", "/private/a")), RobotsDenied)
    assert "/private/a" not in server.paths


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
async def test_a_site_without_the_file_forbids_nothing(server, status):
    server.add("/robots.txt", PRIVATE, status)
    assert await body(server.url("/private/a")) == b"news"


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_site_that_cannot_say_now_is_not_read_now(server, status):
    server.add("/robots.txt", "", status, {"Retry-After": "60"})
    error = await refusal(server.url("/a"))
    assert error.reason.startswith("robots.txt could not be read: ")
    assert (error.status, error.retry_at) == (status, NOW + timedelta(seconds=60))
    assert not isinstance(error, RobotsDenied)
    assert server.paths == ["/robots.txt"]


async def test_where_nobody_listens_that_is_the_reason():
    error = await refusal("http://127.0.0.1:9/a")
    assert isinstance(error, UnreachableError)
    assert error.reason == "refused the connection"


async def test_a_redirected_file_is_followed_and_a_circle_is_none(server):
    server.redirect("/robots.txt", "/b/robots.txt")
    server.add("/b/robots.txt", PRIVATE)
    assert isinstance(await refusal(server.url("/private/a")), RobotsDenied)
    server.redirect("/b/robots.txt", "/robots.txt")
    assert await body(server.url("/private/a")) == b"news"


async def test_of_a_huge_file_the_beginning_counts(server):
    server.add("/robots.txt", PRIVATE + "# and so on\n" * (MAX_BYTES // 6) + "User-agent: *\nDisallow: /a\n")
    assert isinstance(await refusal(server.url("/private/a")), RobotsDenied)
    assert await body(server.url("/a")) == b"news"


async def test_those_who_come_together_ask_for_it_once(server):
    server.add("/robots.txt", PRIVATE)
    async with fetcher() as opened:
        await asyncio.gather(*(opened.get(server.url(path)) for path in ("/a", "/b") * 10))
    assert server.paths.count("/robots.txt") == 1


async def test_one_who_gives_up_does_not_take_it_from_the_others(server):
    server.add("/robots.txt", PRIVATE)
    async with fetcher() as opened:
        first = asyncio.create_task(opened.get(server.url("/a")))
        second = asyncio.create_task(opened.get(server.url("/b")))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        first.cancel()
        assert (await second).body == b"news"


async def test_each_port_has_its_own(server):
    server.add("/robots.txt", PRIVATE)
    with NewsServer() as other:
        other.add("/private/a", "other")
        async with fetcher() as opened:
            assert (await opened.get(other.url("/private/a"))).body == b"other"
            with pytest.raises(RobotsDenied):
                await opened.get(server.url("/private/a"))


async def test_it_is_kept_for_a_day_between_runs(server, memory):
    server.add("/robots.txt", PRIVATE)
    clock = Clock(NOW)
    for hours, asked in ((0, 1), (23, 1), (2, 2)):
        clock.now += timedelta(hours=hours)
        assert isinstance(await refusal(server.url("/private/a"), fetcher(memory, clock)), RobotsDenied)
        assert server.paths.count("/robots.txt") == asked
    assert memory.get(server.url("")) == (PRIVATE, NOW + timedelta(hours=25))


async def test_one_fetcher_that_runs_for_days_asks_again(server):
    server.add("/robots.txt", PRIVATE)
    clock = Clock(NOW)
    async with fetcher(clock=clock) as opened:
        await opened.get(server.url("/a"))
        server.add("/robots.txt", "User-agent: *\nDisallow: /")
        clock.now += timedelta(hours=23)
        await opened.get(server.url("/a"))
        clock.now += timedelta(hours=2)
        with pytest.raises(RobotsDenied):
            await opened.get(server.url("/a"))


async def test_an_old_copy_is_better_than_none(server, memory):
    memory.put(server.url(""), PRIVATE, NOW - timedelta(days=30))
    server.add("/robots.txt", "", 503)
    assert isinstance(await refusal(server.url("/private/a"), fetcher(memory)), RobotsDenied)
    async with fetcher(memory) as opened:
        assert (await opened.get(server.url("/a"))).body == b"news"
    assert server.paths == ["/robots.txt", "/robots.txt", "/a"]


async def test_a_failure_is_not_asked_for_again_at_once(server):
    server.add("/robots.txt", "", 503)
    clock = Clock(NOW)
    async with fetcher(clock=clock) as opened:
        for _ in range(3):
            with pytest.raises(FetchError):
                await opened.get(server.url("/a"))
        assert server.paths == ["/robots.txt"]
        server.add("/robots.txt", PRIVATE)
        clock.now += timedelta(minutes=6)
        assert (await opened.get(server.url("/a"))).body == b"news"


async def test_a_site_that_wants_to_be_asked_slowly_is(server):
    server.add("/robots.txt", "User-agent: newsbot\nCrawl-delay: 7\n")
    waited: list[float] = []
    now = [0.0]

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    options = FetchOptions(allow_private=("127.0.0.1",))
    async with Fetcher(options, sleep=sleep, monotonic=lambda: now[0]) as opened:
        for path in ("/a", "/b", "/a"):
            await opened.get(server.url(path))
    assert all(7 <= seconds <= 7 * 1.3 + 0.001 for seconds in waited[1:])
    assert len(waited) == 3  # before each page: the first waits after robots.txt


@pytest.mark.parametrize(("said", "delay_s"), [("5", 5), ("0.5", 0.5), ("86400", 30), ("-3", 0), ("nan", 0), ("", 0)])
def test_a_delay_is_taken_within_reason(said, delay_s):
    assert Rules(f"User-agent: *\nCrawl-delay: {said}\n").delay_s == delay_s


@pytest.mark.parametrize(
    "text", ["", "\ufeff", "<html><body>Not found</body></html>", "Disallow /", "\0\0", "User-agent"]
)
def test_a_file_that_says_nothing_allows_everything(text):
    assert Rules(text).allow("http://news.example/a")


def test_the_mark_of_utf_8_is_no_part_of_the_first_line():
    assert not Rules("\ufeffUser-agent: *\nDisallow: /a").allow("http://news.example/a")


PIECES = ["User-agent:", "*", " newsbot", "\n", "Allow: /", "Disallow: /*$", "Crawl-delay: 1e9", "%", "é"]


@given(st.text() | st.lists(st.sampled_from(PIECES)))
def test_any_file_gives_rules(text):
    rules = Rules(text if isinstance(text, str) else "".join(text))
    assert rules.allow("http://news.example/a?b=%E4") in {True, False}
    assert 0 <= rules.delay_s <= 30
