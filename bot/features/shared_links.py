"""Links, files and forwarded texts that people send: what stands there, and who else of the news held reports it."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.person import Person
from bot.core.reply import About, Pressed, Reply, plain
from bot.features.articles import ArticleTexts
from bot.features.feature import Feature
from bot.replies.shared_links import Reported, claim_reply, list_reply, page_reply, page_text, unreadable_reply
from data.chats.shared_pages import SharedPages
from data.errors import SourceError, UnreadableError
from data.models import Article, Entry, Form, Parsed
from data.store.articles import Store
from embeddings.clustering.unstored import Others

_CLAIM = 3000  # characters of a forwarded text that are looked at
_LOOKED_AT = 64 * 1024  # bytes of a file that is no page
_FEWEST = 12  # letters of a text that tells something
_ASKED_OF = 20  # reports that a question on a text is asked of; with them their stories


class PageReader(Protocol):
    """Reads what stands at an address, and what a file holds: bot.features.web_pages.WebPages. Raises SourceError."""

    def read(self, url: str) -> Parsed: ...
    def parse(self, name: str, content: bytes) -> Parsed: ...


Comparing = Callable[[str, str, datetime | None], Others]
"""Title, text and time of what is not stored, held against what is: embeddings.clustering.unstored.Unstored."""


class Links(Feature):
    """Reads with `reader`; pages are kept under their chat for a day and are no part of the news."""

    def __init__(
        self, store: Store, reader: PageReader, compare: Comparing, opened: ArticleTexts, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._reader, self._compare, self._opened = store, reader, compare, opened
        self._pages = SharedPages(store.database, clock)
        self.presses = {"read": self._press}

    def link(self, url: str, person: Person) -> Reply:
        """What stands at `url`: an article that is stored is opened; kind words where nothing can be read."""
        try:
            return self._read(url, person)
        except SourceError as error:
            return unreadable_reply(person, url, error.reason)

    def forwarded(self, url: str, text: str, person: Person) -> Reply:
        """What stands at `url`, which is in somebody else's words, else who reports what these say."""
        try:
            return self._read(url, person)
        except SourceError as error:
            telling = _letters(text.replace(url, "")) >= _FEWEST
            return self.claim(text, person) if telling else unreadable_reply(person, url, error.reason)

    def _read(self, url: str, person: Person) -> Reply:
        stored = self._stored(url)
        if stored:
            return self._opened.open(stored.id, 0, person)
        known = self._pages.known(url, person.holder)
        return self._told(*known, person) if known else self._shown(url, url, self._reader.read(url), person)

    def file(self, name: str, content: bytes, person: Person) -> Reply:
        """The same of a file: a saved page, or a text, which is taken for what somebody says."""
        try:
            return self._shown(name, None, self._reader.parse(name, content), person)
        except UnreadableError as error:
            return unreadable_reply(person, name, error.reason)
        except SourceError as error:
            text = _plain_text(content[:_LOOKED_AT])
            return self.claim(text, person) if text else unreadable_reply(person, name, error.reason)

    def claim(self, text: str, person: Person) -> Reply:
        """Who reports what a forwarded text says."""
        text = text[:_CLAIM]
        if _letters(text) < _FEWEST:
            return plain(person.say("claim-short"))
        return claim_reply(person, self._reported("", text, None))

    def told(self, text: str) -> About | None:
        """The reports of what a text says, for questions on it; None where nobody surely reports it."""
        if _letters(text) < _FEWEST:
            return None
        others = self._compare("", text[:_CLAIM], None)
        ids = (*others.copies, *others.story)
        return About(ids[:_ASKED_OF]) if ids else None

    def _shown(self, name: str, url: str | None, parsed: Parsed, person: Person) -> Reply:
        """`url`: where it stands; None for a file, which may call itself anything."""
        if parsed.form in (Form.ARTICLE, Form.MAIL) or len(parsed.entries) == 1:
            entry = parsed.entries[0]
            stored = self._stored(entry.url) if entry.url else None
            return self._opened.open(stored.id, 0, person) if stored else self._kept(url, entry, person)
        return list_reply(person, name, parsed)

    def _kept(self, url: str | None, entry: Entry, person: Person) -> Reply:
        return self._told(self._pages.keep(url, entry, person.holder), entry, person)

    def _told(self, number: int, entry: Entry, person: Person) -> Reply:
        return page_reply(person, number, entry, self._reported(entry.title, entry.body, entry.published_at))

    def _stored(self, url: str) -> Article | None:
        addresses = (url,) if "://" in url else (f"https://{url}", f"http://{url}")
        return next((found for each in addresses if (found := self._store.named(each))), None)

    def _reported(self, title: str, body: str, published_at: datetime | None) -> Reported:
        others = self._compare(title, body, published_at)
        articles = self._store.articles([*others.copies, *others.story, *others.near])
        copies, story, near = (
            tuple(articles[each] for each in ids if each in articles)
            for ids in (others.copies, others.story, others.near)
        )
        return Reported(copies, story, near)

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """A part of a page's text; kind words once it is kept no more."""
        entry = self._pages.entry(numbers[0], person.holder) if len(numbers) == 2 else None
        if entry is None:
            return Pressed(plain(person.say("page-gone")), in_place=False) if len(numbers) == 2 else None
        text = page_text(person, numbers[0], entry, numbers[1])
        return Pressed(text, in_place=False) if text else None


def _letters(text: str) -> int:
    return sum(each.isalpha() for each in text)


def _plain_text(content: bytes) -> str:
    """ "" for what is no UTF-8 text."""
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(content).strip()  # cut, it may end in a character
    except UnicodeDecodeError:
        return ""
