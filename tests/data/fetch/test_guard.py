"""Private networks stay closed: by any spelling, by DNS, behind a redirect and through a proxy."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FetchError, RefusedAddress, UnreachableError
from data.fetch.fetcher import Fetcher, FetchOptions
from data.fetch.guard import Guard, Resolver, is_allowance, is_public
from tests.support.news_server import NewsServer

PUBLIC = "93.184.215.14"


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as server:
        server.add("/a", "news")
        yield server


class Names:
    """A name service that knows these names, gives one answer after another, and counts."""

    def __init__(self, **answers: Sequence[str] | list[Sequence[str]]) -> None:
        self.asked: list[str] = []
        self._answers = answers

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        found = self._answers.get(host.partition(".")[0])
        if found is None:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return found.pop(0) if isinstance(found, list) else found  # type: ignore[return-value]


def fetcher(*allowed: str, resolve: Resolver | None = None, **options: object) -> Fetcher:
    settings = {"allow_private": allowed, "respect_robots": False, "spacing_s": 0.0} | options
    return Fetcher(FetchOptions(**settings), resolve=resolve)  # type: ignore[arg-type]


async def refusal(url: str, *allowed: str, resolve: Resolver | None = None, **options: object) -> FetchError:
    async with fetcher(*allowed, resolve=resolve, **options) as opened:
        with pytest.raises(FetchError) as refused:
            await opened.get(url)
    return refused.value


PRIVATE = (
    "127.0.0.1 127.1 2130706433 0x7f.1 0x7f000001 017700000001 127。0.0.1 127.0.0.1. 0.0.0.0 0 10.1.2.3 172.16.0.1"
    " 192.168.1.1 169.254.169.254 100.64.0.1 198.18.0.1 192.0.2.1 224.0.0.1 240.0.0.1 255.255.255.255"
    " [::] [::1] [fe80::1] [fec0::1] [fd00::1] [ff02::1] [2001:db8::1] [2001::1]"
    " [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:0:7f00:1] [::127.0.0.1] [64:ff9b::10.0.0.1] [64:ff9b::a9fe:a9fe]"
    " [64:ff9b:1::1] [2002:7f00:1::] [2002:a00:1::1] localhost LOCALHOST."
)


@pytest.mark.parametrize("host", PRIVATE.split())
async def test_a_private_address_is_refused_however_it_is_written(server, host):
    error = await refusal(f"http://{host}:{server.port}/a")
    assert isinstance(error, RefusedAddress), error
    assert error.reason == "the address is private"
    assert server.requests == []


@pytest.mark.parametrize(
    "address",
    [PUBLIC, "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1", "::1.1.1.1"],
)
async def test_a_public_address_is_not(address):
    async def resolve(host: str, port: int) -> list[str]:
        return [address]

    assert await Guard(resolve=resolve).addresses("news.example", 80) == [address]


@pytest.mark.parametrize("allowed", ["127.0.0.0/8", "127.0.0.1", "all", "localhost", "LocalHost."])
async def test_what_the_operator_allows_is_read(server, allowed):
    host = "localhost" if allowed.lower().startswith("l") else "127.0.0.1"
    async with fetcher(allowed, resolve=Names(localhost=["127.0.0.1"]) if host == "localhost" else None) as opened:
        assert (await opened.get(f"http://{host}:{server.port}/a")).body == b"news"


@pytest.mark.parametrize("allowed", ["10.0.0.0/8", "127.0.0.2", "::1", "news.example", "local", "host"])
async def test_to_allow_one_thing_allows_no_other(server, allowed):
    assert isinstance(await refusal(server.url("/a"), allowed), RefusedAddress)


async def test_an_allowed_network_is_allowed_inside_an_address_of_the_other_kind():
    async def resolve(host: str, port: int) -> list[str]:
        return ["::ffff:10.0.0.1", "64:ff9b::a00:1"]

    assert len(await Guard(["10.0.0.0/8"], resolve).addresses("news.example", 80)) == 2


@pytest.mark.parametrize("answer", ["127.0.0.1", f"{PUBLIC} 127.0.0.1", f"127.0.0.1 {PUBLIC}", f"::1 {PUBLIC}", "junk"])
async def test_a_name_with_any_private_answer_is_refused(server, answer):
    error = await refusal(f"http://news.example:{server.port}/a", resolve=Names(news=tuple(answer.split())))
    assert isinstance(error, RefusedAddress)
    assert server.requests == []


async def test_the_connection_goes_to_the_address_that_was_checked(server):
    names = Names(news=[("127.0.0.1",), ("127.0.0.2",)])
    async with fetcher("127.0.0.1", resolve=names) as opened:
        url = f"http://news.example:{server.port}/a"
        assert (await opened.get(url)).body == b"news"
        assert names.asked == ["news.example"]
        assert server.requests[0].host == "news.example"
        with pytest.raises(RefusedAddress):  # the name has changed its mind: each connection is checked
            await opened.get(url)


async def test_a_further_address_is_tried_where_the_first_does_not_answer(server):
    names = Names(news=("127.0.0.77", "127.0.0.1"))
    async with fetcher("127.0.0.0/8", resolve=names) as opened:
        assert (await opened.get(f"http://news.example:{server.port}/a")).body == b"news"


async def test_a_name_that_nobody_knows_has_no_host():
    error = await refusal("http://other.example/a", resolve=Names())
    assert isinstance(error, UnreachableError)
    assert error.reason == "no such host"
    assert (await refusal("http://news.example/a", resolve=Names(news=()))).reason == "no such host"


async def test_a_name_service_that_is_silent_is_not_waited_for():
    async def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    assert (await refusal("http://news.example/a", resolve=resolve)).reason == "the name service does not answer"


async def test_a_redirect_does_not_lead_into_a_private_network(server):
    with NewsServer() as inner:
        inner.add("/secret", "secret")
        server.redirect("/r", inner.url("/secret").replace("127.0.0.1", "127.0.0.2"))
        error = await refusal(server.url("/r"), "127.0.0.1")
        assert isinstance(error, RefusedAddress)
        assert str(error) == f"{server.url('/r')}: the address is private"
        assert inner.requests == []


async def test_a_robots_txt_does_not_lead_there_either(server):
    server.redirect("/robots.txt", "http://169.254.169.254/latest")
    error = await refusal(server.url("/a"), "127.0.0.1", respect_robots=True)
    assert isinstance(error, RefusedAddress)
    assert server.paths == ["/robots.txt"]


# --- proxies


@pytest.fixture
def proxy(server: NewsServer) -> NewsServer:
    """The server as a proxy: it is asked for whole addresses."""
    server.add("http://news.example/a", "by proxy")
    return server


async def test_a_proxy_may_be_private_and_is_asked_for_the_whole_address(proxy):
    async with fetcher(proxy=proxy.url(""), resolve=Names(news=(PUBLIC,))) as opened:
        assert (await opened.get("http://news.example/a")).body == b"by proxy"
    assert proxy.paths == ["http://news.example/a"]


async def test_a_name_that_only_the_proxy_knows_is_read(proxy):
    async with fetcher(proxy=proxy.url(""), resolve=Names()) as opened:
        assert (await opened.get("http://news.example/a")).body == b"by proxy"


@pytest.mark.parametrize("url", ["http://news.example/a", "http://10.0.0.1/a", "http://2130706433/a", "http://[::1]/a"])
async def test_a_proxy_is_no_way_into_a_private_network(proxy, url):
    resolve = Names(news=("10.0.0.1",)) if "news" in url else None
    assert isinstance(await refusal(url, proxy=proxy.url(""), resolve=resolve), RefusedAddress)
    assert proxy.requests == []


async def test_a_proxy_that_wants_a_login_gets_it(proxy):
    address = proxy.url("").replace("//", "//me:word@")
    async with fetcher(proxy=address, resolve=Names(news=(PUBLIC,))) as opened:
        await opened.get("http://news.example/a")
    assert proxy.requests[0].headers["proxy-authorization"] == "Basic bWU6d29yZA=="


async def test_the_proxy_of_the_environment_is_used_except_where_it_says(proxy, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", proxy.url("").removeprefix("http://"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,direct.example")
    async with fetcher("127.0.0.1", resolve=Names(news=(PUBLIC,), direct=("127.0.0.1",))) as opened:
        assert (await opened.get("http://news.example/a")).body == b"by proxy"
        assert (await opened.get(f"http://direct.example:{proxy.port}/a")).body == b"news"
    assert proxy.paths == ["http://news.example/a", "/a"]


async def test_a_proxy_that_is_not_there_is_said():
    error = await refusal("http://news.example/a", proxy="http://127.0.0.1:9", resolve=Names(news=(PUBLIC,)))
    assert error.reason == "the proxy cannot be reached"


# --- rules


@given(st.ip_addresses())
def test_what_the_system_calls_private_is_never_public(address):
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not is_public(address)


@given(st.ip_addresses(v=4))
async def test_an_ipv4_address_is_judged_alike_in_every_wrapping(address):
    raw = int(address)
    wrapped = [raw | 0xFFFF << 32, raw, raw | 0x64FF9B << 96, raw << 80 | 0x2002 << 112]

    async def resolve(host: str, port: int) -> list[str]:
        return [host.strip("[]")]

    async def refused(host: str) -> bool:
        try:
            await Guard(resolve=resolve).addresses(host, 80)
        except RefusedAddress:
            return True
        return False

    verdicts = {await refused(str(ip_address(number.to_bytes(16, "big")))) for number in wrapped}
    assert verdicts == {await refused(str(address))}


@pytest.mark.parametrize(
    "name", ["10.0.0.0/8", "127.0.0.1", "::1", "fd00::/8", "intranet", "news.local", "all", "a-b.c"]
)
def test_networks_addresses_and_names_can_be_allowed(name):
    assert is_allowance(name)


@pytest.mark.parametrize("name", ["", "10.0.0.0/99", "http://a", "a/b", "300.1.1.1", "a b", "-", "电商"])
def test_nothing_else_can(name):
    assert not is_allowance(name)
