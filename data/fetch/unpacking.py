"""The body of an answer, counted while it comes: what goes over the wire and what it unpacks to."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Protocol

from data.errors import FetchError

ACCEPTED = "gzip, deflate"
"""What may be asked for: encodings that are unpacked here, where their size can be limited."""

_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"
_PLAIN = {"", "identity"}


@dataclass(frozen=True, slots=True)
class Body:
    """`received`: bytes over the wire, fewer than `content` where they were compressed."""

    content: bytes
    received: int


class _Unpacker(Protocol):
    def feed(self, piece: bytes, most: int) -> Iterator[bytes]:
        """What `piece` unpacks to, in pieces of `most` bytes. Raises zlib.error."""

    def ended(self) -> bool:
        """Whether what came so far may be the whole."""


async def read_body(
    where: str, pieces: AsyncIterator[bytes], encoding: str, max_bytes: int, *, cut: bool = False
) -> Body:
    """Raises FetchError as soon as more than `max_bytes` came or were unpacked; with `cut` it leaves the rest instead.

    `encoding`: the value of Content-Encoding.
    """
    unpacker = _unpacker_for(where, encoding)
    content, received = bytearray(), 0
    try:
        async for piece in pieces:
            received += len(piece)
            for unpacked in unpacker.feed(piece, max_bytes + 1):
                content += unpacked
                if len(content) > max_bytes:
                    break
            if max(received, len(content)) > max_bytes:
                if cut:
                    return Body(bytes(content[:max_bytes]), received)
                raise too_large(where, max_bytes)
    except zlib.error as error:
        raise FetchError(where, "is not compressed as it says") from error
    if received and not unpacker.ended():
        raise FetchError(where, "breaks off before its end")
    return Body(bytes(content), received)


def too_large(where: str, max_bytes: int) -> FetchError:
    return FetchError(where, f"is larger than {max_bytes / 2**20:.3g} MB")


def _unpacker_for(where: str, encoding: str) -> _Unpacker:
    match encoding.strip().lower():
        case "gzip" | "x-gzip":
            return _Gzip()
        case "deflate":
            return _Deflate()
        case name if name in _PLAIN:
            return _Plain()
        case name:
            raise FetchError(where, f"is compressed in a way that was not asked for ({name[:40]})")


class _Plain:
    def feed(self, piece: bytes, most: int) -> Iterator[bytes]:
        yield piece

    def ended(self) -> bool:
        return True


class _Gzip:
    """One member or several; what is not compressed after them is padding."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_GZIP)
        self._rest = b""  # the beginning of a further member

    def feed(self, piece: bytes, most: int) -> Iterator[bytes]:
        data = self._rest + piece
        self._rest = b""
        while data:
            if self._stream.eof:
                if len(data) < len(_GZIP_MAGIC):
                    self._rest = data
                    return
                if not data.startswith(_GZIP_MAGIC):
                    return
                self._stream = zlib.decompressobj(_GZIP)
            yield self._stream.decompress(data, most)
            data = self._stream.unconsumed_tail or self._stream.unused_data

    def ended(self) -> bool:
        return self._stream.eof


class _Deflate:
    """With the header of zlib, as it should be, or without, as some servers send it."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None
        self._rest = b""

    def feed(self, piece: bytes, most: int) -> Iterator[bytes]:
        data = self._rest + piece
        if self._stream is None:
            if len(data) < 2:
                self._rest = data
                return
            self._rest = b""
            has_header = data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._stream = zlib.decompressobj(_ZLIB if has_header else _RAW)
        while data and not self._stream.eof:
            yield self._stream.decompress(data, most)
            data = self._stream.unconsumed_tail

    def ended(self) -> bool:
        return self._stream is not None and self._stream.eof
