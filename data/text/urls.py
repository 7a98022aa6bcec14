"""Addresses: made absolute, and in the one form under which an article is known."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

# Our own short list. courlan (it comes with trafilatura) also drops `source`, `keyword`, `uid`, `eid`,
# `ref` and anything like them, sorts what is left and folds slashes: on sites that name the article by
# one of these, two articles would become one.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igshid|igsh"
    r"|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|oly_enc_id|oly_anon_id|vero_id|vero_conv|wickedid|_openstat"
    r"|at_(?:medium|campaign|custom\d+|link_\w+|ptr_\w+|bbc_team|format)|ns_(?:mchannel|campaign|source|linkname|fee)"
    r"|spm|scm|share_(?:source|token|from|medium|plat|tag|times|session_id)|vd_source|bd_vid|from_source"
    r"|cmpid|ocid|guccounter|guce_referrer(?:_sig)?",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_DROPPED = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # browsers drop these too; SQLite refuses the last


def canonical_url(url: str) -> str:
    """`url` without what does not name the article: fragment, tracking parameters, default port, login.

    Scheme and host in lower case; other parameters stay as they are and in order, and so does the
    path. A `#!` fragment is an address of its own and stays. What is no URL comes back stripped.
    Idempotent.
    """
    url = _DROPPED.sub("", url).strip()
    try:
        parts = urlsplit(url)
        if not parts.hostname:
            return url
        return urlunsplit(_canonical(parts)).strip()
    except ValueError:  # a broken IPv6 host or the like
        return url


def absolute_url(base: str | None, href: str) -> str | None:
    """`href` seen from `base`; None where it is empty or leads to no web address."""
    href = _DROPPED.sub("", href).strip()
    try:
        url = urljoin(base or "", href)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if href and parts.scheme in ("http", "https") and parts.hostname else None


def _canonical(parts: SplitResult) -> SplitResult:
    host = parts.netloc.rpartition("@")[2]
    scheme = parts.scheme.lower()
    return SplitResult(
        scheme=scheme,
        netloc=host.lower().removesuffix(_DEFAULT_PORTS.get(scheme, "\0")),
        path=parts.path or "/",
        query=_without_tracking(parts.query),
        fragment=parts.fragment if parts.fragment.startswith("!") else "",
    )


def _without_tracking(query: str) -> str:
    kept = [pair for pair in query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return "&".join(kept)
