"""Web addresses as they are asked for: http or https, one spelling, the login kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import quote

import httpx

from data.errors import FetchError

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST_NAME = re.compile(r"[a-z0-9._-]+", re.ASCII)
_IPV6 = re.compile(r"[0-9a-f:.]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """`url` is what is sent and shown: without fragment and login; `origin` is scheme://host:port."""

    url: str
    host: str
    port: int
    origin: str
    parsed: httpx.URL = field(compare=False, repr=False)  # `url`, so that nobody parses it again
    login: tuple[str, str] | None = None  # user and password, never shown

    @property
    def with_login(self) -> str:
        if self.login is None:
            return self.url
        user, password = (quote(part, safe="") for part in self.login)
        return self.url.replace("//", f"//{user}:{password}@", 1)

    def join(self, location: bytes) -> Address:
        """Where a Location header leads from here. The login goes along inside the same origin only."""
        try:
            target = parse_address(str(self.parsed.join(_decoded(location))))
        except (httpx.InvalidURL, ValueError) as error:
            raise _unusable(self.url) from error
        if target.login is None and target.origin == self.origin:
            return replace(target, login=self.login)
        return target


def parse_address(text: str) -> Address:
    """Raises FetchError: not http or https, no host, a port that there is not."""
    try:
        url = httpx.URL(text)
        host = url.raw_host.decode("ascii").lower().rstrip(".")
        port = _DEFAULT_PORTS[url.scheme] if url.port is None else url.port
        if not 0 < port < 65536 or not (_HOST_NAME.fullmatch(host) or (":" in host and _IPV6.fullmatch(host))):
            raise ValueError(host)
        login = (url.username, url.password) if url.userinfo else None
        if "#" in text or login or host != url.raw_host.decode("ascii"):
            url = url.copy_with(fragment=None, userinfo=b"", host=host)
    except (httpx.InvalidURL, ValueError, KeyError) as error:
        raise _unusable(text) from error
    origin = f"{url.scheme}://{f'[{host}]' if ':' in host else host}:{port}"
    return Address(str(url), host, port, origin, url, login)


def _unusable(text: str) -> FetchError:
    return FetchError(text, "is no address that can be opened")


def _decoded(location: bytes) -> str:
    """UTF-8 is text; bytes of another encoding stay the bytes they are, as browsers send them back."""
    try:
        return location.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 128 else f"%{byte:02X}" for byte in location)
