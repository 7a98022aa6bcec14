"""What an answer says of its body, read from whatever its headers hold."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([a-z0-9][a-z0-9._:+-]{0,39})""", re.ASCII | re.IGNORECASE)
_LENGTH = re.compile(r"[0-9]{1,20}", re.ASCII)
_LONGEST_VALIDATOR = 1024


def media_type(headers: Mapping[str, str]) -> str:
    """In lower case; "" where none is given. `headers`: names in lower case, as everywhere here."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def charset(headers: Mapping[str, str]) -> str | None:
    """As named in Content-Type, in lower case: it need not exist."""
    found = _CHARSET.search(headers.get("content-type", ""))
    return found[1].lower() if found else None


def promised_bytes(headers: Mapping[str, str]) -> int:
    """Content-Length; 0 where it is not said."""
    said = headers.get("content-length", "").strip()
    return int(said) if _LENGTH.fullmatch(said) else 0


def validator(headers: Mapping[str, str], name: str) -> str | None:
    """A header that can be sent back as it came; None for what cannot."""
    value = headers.get(name)
    if value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable():
        return value
    return None
