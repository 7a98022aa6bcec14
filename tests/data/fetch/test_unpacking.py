"""Bodies in pieces of any size: what was packed comes out, and nothing grows past its limit."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FetchError
from data.fetch.unpacking import Body, read_body

LIMIT = 50_000


def in_pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def read(pieces: Sequence[bytes], encoding: str, most: int = LIMIT, *, cut: bool = False) -> Body:
    async def come() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    return asyncio.run(read_body("http://news.example/", come(), encoding, most, cut=cut))


PACKERS = {
    "gzip": gzip.compress,
    "X-GZIP ": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": lambda data: zlib.compress(data, wbits=-zlib.MAX_WBITS),
    "": bytes,
    "identity": bytes,
}


@given(st.binary(max_size=3000), st.integers(1, 400), st.sampled_from(sorted(PACKERS)))
def test_what_was_packed_comes_out_whatever_the_pieces(data, size, encoding):
    packed = PACKERS[encoding](data)
    assert read(in_pieces(packed, size), encoding) == Body(data, len(packed))


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=5), st.integers(1, 50), st.binary(max_size=5))
def test_several_members_are_one_body_and_padding_is_none(parts, size, padding):
    packed = b"".join(map(gzip.compress, parts)) + b"\0" + padding
    assert read(in_pieces(packed, size), "gzip").content == b"".join(parts)


@given(st.lists(st.binary(max_size=200)), st.sampled_from(sorted(PACKERS)))
def test_any_bytes_give_a_body_or_one_error(pieces, encoding):
    try:
        outcome = str(len(read(pieces, encoding).content) <= LIMIT)
    except FetchError as error:
        outcome = error.reason
    assert outcome in {"True", "is not compressed as it says", "breaks off before its end"}


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "Deflate"])
@pytest.mark.parametrize("size", [1, 100, 10**6])
def test_a_bomb_is_stopped_at_the_limit(encoding, size):
    packed = PACKERS[encoding](bytes(10**7))
    with pytest.raises(FetchError, match="is larger than"):
        read(in_pieces(packed, size), encoding)
    body = read(in_pieces(packed, size), encoding, cut=True)
    assert body.content == bytes(LIMIT)
    assert body.received <= len(packed)


def test_a_bomb_in_many_members_is_stopped_too():
    with pytest.raises(FetchError, match="is larger than"):
        read([gzip.compress(b"")] * 10_000, "gzip")
    with pytest.raises(FetchError, match="is larger than"):
        read([gzip.compress(bytes(LIMIT // 2)) * 3], "gzip")


@pytest.mark.parametrize("encoding", sorted(PACKERS))
def test_the_limit_is_of_what_is_unpacked_to_the_byte(encoding):
    data = bytes(range(256)) * 40
    packed = PACKERS[encoding](data)
    assert read([packed], encoding, len(data)).content == data
    with pytest.raises(FetchError, match="is larger than"):
        read([packed], encoding, len(data) - 1)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "Deflate"])
def test_what_is_missing_is_missed(encoding):
    packed = PACKERS[encoding](b"news" * 1000)
    with pytest.raises(FetchError, match="breaks off before its end"):
        read([packed[:-3]], encoding)
    assert read([], encoding) == Body(b"", 0)
