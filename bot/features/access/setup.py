"""/setup: the first steps of who owns the bot - language, time zone, first sources - by buttons, at any time again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.person import Person, settled
from bot.core.reply import Button, Piece, Pressed, Reply, Style
from bot.features.feature import Feature
from bot.features.settings.zones import COMMON, zone_clock, zone_name
from bot.features.web_pages import Looking
from bot.replies.reasons import reason_words
from data.chats.access.audit import Audit, Deed
from data.chats.chats import Chats
from data.errors import SourceError
from data.models import SourceSpec
from data.store.database import Database
from data.store.sources import Sources

_LANGUAGES = ("zh", "zh_Hant", "en")
_LANGUAGE, _ZONE, _SOURCES, _END = 1, 2, 3, 4  # the steps, as buttons call them
FirstSources = Mapping[str, Sequence[tuple[str, str]]]
FIRST_SOURCES: FirstSources = {
    "zh": (
        ("BBC 中文", "https://feeds.bbci.co.uk/zhongwen/simp/rss.xml"),
        ("中新网", "https://www.chinanews.com.cn/rss/scroll-news.xml"),
        ("联合国新闻", "https://news.un.org/feed/subscribe/zh/news/all/rss.xml"),
        ("IT之家", "https://www.ithome.com/rss/"),
        ("少数派", "https://sspai.com/feed"),
        ("Solidot", "https://www.solidot.org/index.rss"),
    ),
    "en": (
        ("BBC News", "https://feeds.bbci.co.uk/news/world/rss.xml"),
        ("The Guardian", "https://www.theguardian.com/world/rss"),
        ("NPR", "https://feeds.npr.org/1001/rss.xml"),
        ("Al Jazeera", "https://www.aljazeera.com/xml/rss/all.xml"),
        ("UN News", "https://news.un.org/feed/subscribe/en/news/all/rss.xml"),
        ("Ars Technica", "https://feeds.arstechnica.com/arstechnica/index"),
    ),
}
"""Offered to who reads that language; each is looked at before it is added, and buttons name it by its place."""


class SetUp(Feature):
    """The steps; each button does its step and shows the next one."""

    def __init__(
        self,
        database: Database,
        look: Looking,
        clock: Callable[[], datetime],
        offered: FirstSources = FIRST_SOURCES,
    ) -> None:
        self._look, self._clock, self._offered = look, clock, offered
        self._chats, self._sources = Chats(database, clock), Sources(database, clock)
        self._audit = Audit(database, clock)
        self.commands = {"setup": lambda words, person: first_step(person)}
        self.presses = {"setup": self._press}

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """`step` shows it, `step:choice` does it."""
        step, *choice = numbers or (0,)
        if len(choice) > 1 or person.chat is None:
            return None
        reply = self._chosen(step, choice[0], person) if choice else self._shown(step, person)
        return Pressed(reply, in_place=True) if reply else None

    def _shown(self, step: int, person: Person) -> Reply | None:
        steps: dict[int, Callable[[], Reply]] = {
            _LANGUAGE: lambda: first_step(person),
            _ZONE: lambda: self._zones(person),
            _SOURCES: lambda: self._first_sources(person),
            _END: lambda: self._end(person),
        }
        return steps[step]() if step in steps else None

    def _chosen(self, step: int, choice: int, person: Person) -> Reply | None:
        assert person.chat is not None
        if step == _LANGUAGE and choice < len(_LANGUAGES):
            self._chats.set(person.chat.key, language=_LANGUAGES[choice])
            return self._zones(settled(person, self._chats.settings(person.chat.key)))
        if step == _ZONE and choice < len(COMMON):
            self._chats.set(person.chat.key, zone=COMMON[choice])
            return self._first_sources(person)
        offered = self._offers(person)
        return self._add(*offered[choice], person) if step == _SOURCES and choice < len(offered) else None

    # -- the steps

    def _zones(self, person: Person) -> Reply:
        now = self._clock()
        buttons = [Button(_clock_there(ZoneInfo(each), person, now), f"setup:2:{at}") for at, each in enumerate(COMMON)]
        keep = Button(person.say("setup-keep", what=_clock_there(person.zone, person, now)), f"setup:{_SOURCES}")
        pieces = (Piece(person.say("setup-zone"), Style.BOLD), Piece("\n" + person.say("setup-zone-hint"), Style.FAINT))
        return Reply(pieces, (*_rows(buttons), (keep,)))

    def _first_sources(self, person: Person, said: str = "") -> Reply:
        read = {each.spec.url for each in self._sources.all()}
        buttons = [
            Button(f"✓ {name}" if url in read else f"➕ {name}", f"setup:{_SOURCES}:{at}")
            for at, (name, url) in enumerate(self._offers(person))
        ]
        pieces = [Piece(person.say("setup-sources"), Style.BOLD), Piece("\n" + person.say("setup-sources-hint"))]
        if said:
            pieces.append(Piece(f"\n\n{said}"))
        return Reply(tuple(pieces), (*_rows(buttons), (Button(person.say("setup-done"), f"setup:{_END}"),)))

    def _add(self, name: str, url: str, person: Person) -> Reply:
        """Looks at the source first: one that cannot be read now is not added."""
        if url in {each.spec.url for each in self._sources.all()}:
            return self._first_sources(person)
        [found] = self._look([SourceSpec(url, title=name)])
        if isinstance(found, SourceError):
            why = reason_words(person, found.reason)
            return self._first_sources(person, person.say("add-unreadable", url=name, why=why))
        if found.spec.url not in {each.spec.url for each in self._sources.all()}:
            added = self._sources.add(found.spec, found.title)
            self._audit.enter(person.id, Deed.ADD, added.title)
        return self._first_sources(person, person.say("setup-added", title=name))

    def _end(self, person: Person) -> Reply:
        pieces = (
            Piece(person.say("setup-end", count=len(self._sources.all())), Style.BOLD),
            Piece("\n\n" + person.say("setup-next")),
        )
        people = Button(person.say("button-people"), "people:0")
        return Reply(pieces, ((people, Button(person.say("setup-again"), f"setup:{_LANGUAGE}")),))

    def _offers(self, person: Person) -> Sequence[tuple[str, str]]:
        return self._offered["en" if person.language == "en" else "zh"]


def first_step(person: Person) -> Reply:
    """Hello, and the question in which language to go on."""
    buttons = [
        Button(person.say("settings-language-choice", code=code), f"setup:{_LANGUAGE}:{at}")
        for at, code in enumerate(_LANGUAGES)
    ]
    asked = Piece(person.say("setup-language"), Style.BOLD)
    return Reply((Piece(person.say("setup-hello") + "\n\n"), asked), (tuple(buttons),))


def _clock_there(zone: ZoneInfo, person: Person, now: datetime) -> str:
    return f"{zone_name(zone, person.language)} {zone_clock(zone, now)}"


def _rows(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
