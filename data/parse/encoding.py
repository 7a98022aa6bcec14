"""Bytes as they arrive, to text: unpacked, and decoded by what is true of them before what they claim."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from charset_normalizer import from_bytes

UNPACKED_LIMIT = 512 * 1024 * 1024  # bytes; a few kilobytes of gzip can unpack to any size
_STEP = 1024 * 1024
_DAMAGE = (EOFError, OSError, zlib.error)  # what Python says of gzip that is cut or corrupt

_BOMS = (  # the long ones first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
# A label means the largest character set that carries it, as in browsers (encoding.spec.whatwg.org).
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949",
    "ascii": "cp1252", "iso8859-1": "cp1252", "utf-16": "utf-16-le", "utf-32": "utf-32-le",
}  # fmt: skip
# Python's own transformations of text; punycode takes quadratic time, so a label must not reach them.
_NO_CHARSET = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7"))
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SAMPLE = 64 * 1024


class Oversized(ValueError):
    """A gzip file that unpacks to more than `UNPACKED_LIMIT`."""


def is_gzip(data: bytes) -> bool:
    """Whether the bytes begin as every gzip file does."""
    return data.startswith(b"\x1f\x8b")


def peek(data: bytes, size: int) -> bytes:
    """The first `size` bytes, of the content where `data` is gzip; b"" when nothing can be unpacked."""
    if not is_gzip(data):
        return data[:size]
    head = bytearray()
    with suppress(*_DAMAGE):
        for chunk in _inflate(data):
            head += chunk
            if len(head) >= size:
                break
    return bytes(head[:size])


def unpack(data: bytes, limit: int = UNPACKED_LIMIT) -> tuple[bytes, bool]:
    """The content of `data` and whether it is whole: a cut gzip file gives what comes before the cut.

    What is not gzip comes back as it is. Raises Oversized above `limit` bytes, before any is kept.
    """
    if not is_gzip(data):
        return data, True
    _measure(data, limit)
    content = bytearray()
    try:
        for chunk in _inflate(data):
            content += chunk
    except _DAMAGE:
        return bytes(content), False
    return bytes(content), True


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the charset an HTTP header names. Never raises.

    A byte order mark decides, then the declared charset (header, XML declaration, HTML meta) if the
    bytes agree with it, then UTF-8, then statistics. A stray bad byte becomes U+FFFD.
    """
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return data.decode(charset, "replace")
    for charset in _candidates(data, declared):
        text = _fitting(data, charset)
        if text is not None:
            return text
    return data.decode(_guess(data), "replace")


def _inflate(data: bytes) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        while chunk := file.read1(_STEP):  # read() would lose what it holds when it meets the cut
            yield chunk


def _measure(data: bytes, limit: int) -> None:
    size = 0
    with suppress(*_DAMAGE):
        for chunk in _inflate(data):
            size += len(chunk)
            if size > limit:
                raise Oversized(f"unpacks to more than {limit // 1024**2} MB")


def _candidates(data: bytes, declared: str | None) -> Iterator[str]:
    """Charsets to try, the most credible first."""
    if wide := _unmarked_utf16(data):
        yield wide
    if _is_surely_utf8(data):  # servers and templates put wrong labels on UTF-8, and gb18030 would take it
        yield "utf-8"
    inside = _DECLARED.search(data[:4096])
    inner = (inside[1] or inside[2]).decode("ascii", "replace") if inside else None
    labels = [charset for label in (declared, inner) if label and (charset := _charset(label))]
    # UTF-16 without NUL bytes is no UTF-16; cp1252 takes any bytes and is many servers' blind default.
    yield from (label for label in labels if label != "cp1252" and (b"\0" in data or "16" not in label))
    yield "utf-8"
    if "cp1252" in labels and _reads_western(data):
        yield "cp1252"


def _is_surely_utf8(data: bytes) -> bool:
    """Three characters of several bytes, and no error: no text in another charset gets that far by chance."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)  # a cut at the very end is no error
    except UnicodeDecodeError:
        return False
    return _foreign(text) >= 3


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 in the order that its zero bytes show: every ASCII sign of the markup has one, on the same side.

    Few characters have one on the other side: 一, 开.
    """
    sample = data[:4096]
    high, low = sample[::2].count(0), sample[1::2].count(0)
    if max(high, low) * 20 < len(sample) or 4 * min(high, low) > max(high, low):
        return None
    return "utf-16-be" if high > low else "utf-16-le"


def _reads_western(data: bytes) -> bool:
    """Little is beyond ASCII: French and German stay below a quarter, GBK and Big5 prose is far above."""
    foreign = len(data.translate(None, bytes(range(128))))
    return foreign < 10 or 4 * foreign <= len(data)


def _charset(label: str) -> str | None:
    """Python's name of the charset that a label means; None when it is none."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _WIDER.get(name, name)
    return None if name.replace("-", "_") in _NO_CHARSET or not codecs.lookup(name)._is_text_encoding else name


def _fitting(data: bytes, charset: str) -> str | None:
    """`data` in `charset` if no more than a stray byte contradicts it.

    GB18030 takes Big5 without an error, but much of it lands in the private use area, where no text is.
    """
    text = codecs.getincrementaldecoder(charset)("replace").decode(data)
    bad = text.count("\ufffd") - data.count("\ufffd".encode())
    bad += len(_PRIVATE.findall(text[:_SAMPLE])) if charset == "gb18030" else 0
    return text if bad <= 0 or bad * 50 <= _foreign(text) else None


def _foreign(text: str) -> int:
    return 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    end = max(sample.rfind(b"\n"), sample.rfind(b">"))  # not in the middle of a character
    best = from_bytes(sample[: end + 1] if end > _SAMPLE // 2 else sample).best()
    return best.encoding if best else "utf-8"
