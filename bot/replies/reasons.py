"""Why a source cannot be read, in the reader's language: what `data` says in English, by the catalogue."""

from __future__ import annotations

import re

from bot.core.person import Person

_MESSAGES = {
    r"by command": "reason-by-command",
    r"no answer in time": "reason-slow",
    r"refused the connection|cannot be reached.*|broke off|breaks off before its end": "reason-unreachable",
    r"no such host|the name service does not answer": "reason-host",
    r"the certificate is not valid|no secure connection can be made": "reason-certificate",
    r"is redirected (?:in a circle|too often)": "reason-redirects",
    r".*\(HTTP (?P<status>40[13])\)": "reason-refused",
    r".*\(HTTP (?P<status>404)\)": "reason-missing",
    r".*\(HTTP (?P<status>410)\)": "reason-gone",
    r".*\(HTTP (?P<status>429)\)": "reason-busy",
    r".*\(HTTP (?P<status>5\d\d)\)": "reason-server",
    r".*\(HTTP (?P<status>\d+)\)": "reason-status",
    r"robots\.txt does not allow it": "reason-robots",
    r"robots\.txt could not be read: .*": "reason-robots-unread",
    r"the address is private": "reason-private",
    r"is no address that can be opened|cannot be asked for": "reason-address",
    r"the proxy (?:refuses .*|cannot be reached)": "reason-proxy",
    r"is a list of feeds: .*": "reason-list",
    r"(?:is larger|unpacks to more) than (?P<size>[\d.]+) MB": "reason-large",
    r"is (?:not compressed as it says|compressed in a way .*)|is an empty or damaged gzip file": "reason-damaged",
    r"is empty": "reason-empty",
    r"takes too long to read": "reason-long",
    r"is a page, but the CSS rule .*": "reason-rule",
    r"is no (?:feed|sitemap|listing|article) any more, .*": "reason-other-form",
    r"announces a feed, but .* is none": "reason-no-feed",
    r"is a feed, but no item of it can be read.*": "reason-no-item",
    r"its page holds no text of an article": "reason-no-text",
    r"the XML is (?:cut off|broken) .*|is (?:a JSON Feed that is cut off .*|not RSS, Atom or RDF)": "reason-damaged",
    r"has (?:neither|no) .*": "reason-incomplete",
    r"is not a feed, .*|is (?:JSON, but|a mail, but|an HTML page, but) .*|looks like .*": "reason-no-article",
}
_KNOWN = [(re.compile(pattern, re.DOTALL), message) for pattern, message in _MESSAGES.items()]


def reason_words(person: Person, reason: str) -> str:
    """As it is where nobody foresaw it: an operator's own words, or a fault that is new."""
    for pattern, message in _KNOWN:
        match = pattern.fullmatch(reason)
        if match:
            return person.say(message, **match.groupdict())
    return reason
