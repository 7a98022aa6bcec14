"""/add, /remove, /check: the sources, kept by their operators in the chat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

from bot.core.person import Person
from bot.core.reply import Pressed, Reply, plain
from bot.features.feature import Feature
from bot.features.web_pages import Looking
from bot.replies.reasons import reason_words
from bot.replies.source_cards import checked_reply, preview_reply, removal_reply, source_buttons, source_card
from bot.replies.sources import by_need
from data.chats.access.audit import Audit, Deed
from data.chats.views import Views
from data.errors import SourceError
from data.models import Source, SourceKind, SourceSpec
from data.store.articles import Store
from data.store.sources import PAUSED_BY_HAND, Sources


class SourceAdmin(Feature):
    """The sources of `store`. `look` reads some now; `reads`: whether the running bot reads those that are due."""

    def __init__(self, store: Store, look: Looking, reads: bool, clock: Callable[[], datetime]) -> None:
        self._store, self._look, self._reads, self._clock = store, look, reads, clock
        self._sources, self._audit = Sources(store.database, clock), Audit(store.database, clock)
        self._views = Views(store.database, clock)
        self.commands = {"add": self._add, "remove": self._remove, "check": self._check}
        self.presses = {
            "add": self._press_add, "remove": self._press_remove, "check": self._press_check, "halt": self._press_halt,
        }  # fmt: skip
        self.waiting = {"add", "check"}

    # -- commands

    def _add(self, words: str, person: Person) -> Reply:
        url, title = (*words.split(maxsplit=1), "", "")[:2]
        if not url:
            return plain(person.say("add-usage"))
        spec = SourceSpec(url if "://" in url else f"https://{url}", title=title or None)
        known = self._known(spec, person)
        if known:
            return known
        [found] = self._look([spec])
        if isinstance(found, SourceError):
            return plain(person.say("add-unreadable", url=spec.shown, why=reason_words(person, found.reason)))
        view_id = self._views.number({"add": asdict(found.spec), "title": found.title}, person.holder)
        return self._known(found.spec, person) or preview_reply(person, found, view_id)

    def _remove(self, words: str, person: Person) -> Reply:
        source = self._named(words, "remove", person)
        return source if isinstance(source, Reply) else self._removal(source, person)

    def _check(self, words: str, person: Person) -> Reply:
        if words:
            source = self._named(words, "check", person)
            return source if isinstance(source, Reply) else self._looked_at(source, person)
        chosen = [each for each in self._sources.all() if not each.paused]
        if not chosen:
            return plain(person.say("check-none"))
        looks = self._look([source.spec for source in chosen])
        return checked_reply(person, list(zip(chosen, looks, strict=True)))

    # -- buttons

    def _press_add(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        kept = self._views.content(numbers[0], person.holder) if len(numbers) == 2 else {}
        if "add" not in kept:
            return None
        if not numbers[1]:
            return Pressed(plain(person.say("add-not")), in_place=True)
        spec = SourceSpec(**kept["add"] | {"kind": SourceKind(kept["add"]["kind"])})
        known = self._known(spec, person)
        if known:
            return Pressed(known, in_place=True)
        source = self._sources.add(spec, kept["title"])
        self._audit.enter(person.id, Deed.ADD, source.title)
        said = plain(person.say("add-done", title=source.title, reads="soon" if self._reads else "update"))
        return Pressed(Reply(said.pieces, source_card(person, source, 0.0, self._clock()).buttons), in_place=True)

    def _press_remove(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """What to take out is asked, then done: 0 nothing, 1 the source, 2 its articles too."""
        source = self._sources.get(numbers[0]) if len(numbers) in (1, 2) else None
        if source is None:
            return None
        if len(numbers) == 1 or source.in_config:
            return Pressed(self._removal(source, person), in_place=True)
        if numbers[1] not in (1, 2):
            return Pressed(plain(person.say("remove-not", title=source.title)), in_place=True)
        articles = self._sources.brought(source.id) if numbers[1] == 2 else 0
        self._sources.remove(source.id, articles=numbers[1] == 2)
        self._audit.enter(person.id, Deed.REMOVE, source.title)
        return Pressed(plain(person.say("remove-done", title=source.title, count=articles)), in_place=True)

    def _press_check(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        source = self._sources.get(numbers[0]) if len(numbers) == 1 else None
        return Pressed(self._looked_at(source, person), in_place=False) if source else None

    def _press_halt(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """1 stops reading a source, 0 reads it again."""
        if len(numbers) != 2 or self._sources.get(numbers[0]) is None:
            return None
        if numbers[1]:
            self._sources.pause(numbers[0], PAUSED_BY_HAND)
        else:
            self._sources.resume(numbers[0])
        source = self._sources.get(numbers[0])
        self._audit.enter(person.id, Deed.PAUSE if numbers[1] else Deed.RESUME, source.title if source else "")
        return Pressed(self._card(source, person), in_place=True) if source else None

    # -- what is there

    def _known(self, spec: SourceSpec, person: Person) -> Reply | None:
        """The source that has this address already."""
        source = next((each for each in self._sources.all() if each.spec.url == spec.url), None)
        if source is None:
            return None
        card = self._card(source, person)
        return Reply((*plain(person.say("add-known") + "\n\n").pieces, *card.pieces), card.buttons)

    def _named(self, name: str, action: str, person: Person) -> Source | Reply:
        """The source called `name`; where none is, or several are, a question which one."""
        sources = by_need(self._sources.named(name) if name else self._sources.all())
        if len(sources) == 1 and name:
            return sources[0]
        if name and not sources:
            return plain(person.say("source-unknown", name=name))
        if not sources:
            return plain(person.say("check-none"))
        usage = person.say("source-which", command=f"/{action}")
        return Reply(plain(usage).pieces, source_buttons(sources, action))

    def _removal(self, source: Source, person: Person) -> Reply:
        if source.in_config:
            return plain(person.say("remove-in-config", title=source.title))
        return removal_reply(person, source, self._sources.brought(source.id))

    def _looked_at(self, source: Source, person: Person) -> Reply:
        [found] = self._look([source.spec])
        return source_card(person, source, self._rate(source), self._clock(), found)

    def _card(self, source: Source, person: Person) -> Reply:
        return source_card(person, source, self._rate(source), self._clock())

    def _rate(self, source: Source) -> float:
        return self._sources.rates().get(source.id, 0.0)
