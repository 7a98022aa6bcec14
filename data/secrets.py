"""What must not be shown: logins and secret parameters of addresses, and bots' tokens.

Secret is a parameter by its name (`apikey`, `access_token`, `sig`), or by a value of 32 hexadecimal digits or more.
What stands in a path, as some private feeds have it, looks like any other name there and cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

HIDDEN = "***"
_LOGIN = re.compile(r"(?P<before>^[^/?#]*//)[^/?#]*@")
_LOGIN_IN_TEXT = re.compile(r"(?<=//)[^/?#\s\"'<>]*@")
_NAME = (
    r"(?!keywords?=)(?:[\w.%-]*(?:key|token|secret|passw(?:or)?d|passwd|passphrase|pwd|signature|credentials?|jwt|session)"
    r"[\w.%-]*|(?:[\w-]+[_-])?(?:auth|authorization|sig|pass|pw|sid|hmac|hash|code|login|user|username|e?mail))"
)
_PARAMETER = re.compile(rf"(?i)(?<=[?&;#])(?P<name>{_NAME})=[^&;#\s\"'<>]+")
_UUID = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_DIGITS = re.compile(rf"(?i)(?<=[?&;#])(?P<name>[\w.%-]+)=(?:[0-9a-f]{{32,}}|{_UUID})\b")
_LOGIN_INSIDE = re.compile(r"(?i)(?<=//)[^/?#&\s]*:[^/?#&\s]*@|(?<=%2F%2F)[^&#\s]*?%3A[^&#\s]*?%40")
_TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")  # a bot's
_LEAST = 4  # characters of a secret that can be told from other words


def without_secrets(text: str) -> str:
    """Any text as it may be shown or logged, the addresses in it without what is secret."""
    return _TOKEN.sub(HIDDEN, _without_parameters(_LOGIN_IN_TEXT.sub("", text)))


def shown_address(url: str) -> str:
    """An address as it may be shown, whatever else is wrong with it."""
    return _without_parameters(_LOGIN.sub(r"\g<before>", url))


def secrets_of(url: str) -> frozenset[str]:
    """The values in an address that are secret, as they are once decoded: its password, and its secret parameters."""
    try:
        parts = urlsplit(url)
        found = [unquote(parts.password or "")]
    except ValueError:
        return frozenset()
    hidden = parse_qsl(urlsplit(shown_address(url)).query, keep_blank_values=True)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    found += [value for (_, value), (_, shown) in zip(pairs, hidden, strict=False) if value != shown]
    return frozenset(value for value in found if len(value) >= _LEAST)


def without_parameters(url: str, secrets: Iterable[str]) -> str:
    """An address without login and the parameters whose values are among `secrets`; the others stay as they are."""
    values = set(secrets)
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = [pair for pair in parts.query.split("&") if not values & {value for _, value in parse_qsl(pair)}]
    public = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="&".join(kept))
    return urlunsplit(public) if public != parts else url


def _without_parameters(text: str) -> str:
    """Without their values, and without logins of addresses that are parameters."""
    for pattern in (_PARAMETER, _DIGITS):
        text = pattern.sub(lambda match: f"{match['name']}={HIDDEN}", text)
    return _LOGIN_INSIDE.sub("", text)
