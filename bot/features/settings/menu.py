"""/settings: what a chat has set, shown with buttons, changed by them or by words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.catalogue import Language
from bot.core.person import CONVERTED, ChatKind, Length, Person, settled
from bot.core.reply import Button, Piece, Pressed, Reply, ReplyKind, Style, plain
from bot.features.feature import Feature
from bot.features.settings.typed import Field, read_setting
from bot.features.settings.zones import COMMON, zone_clock, zone_name
from data.chats.chats import Changes, Chats, ChatSettings

_LANGUAGES = ("zh", "en", None, "zh_Hant", CONVERTED)
_TEXTS = {
    Field.LANGUAGE: ("settings-language", "settings-language-hint"),
    Field.ZONE: ("settings-zone", "settings-zone-hint"),
    Field.LENGTH: ("settings-length", "settings-length-hint"),
    Field.QUIET: ("settings-quiet", "settings-quiet-hint"),
    Field.ALERTS: ("settings-alerts", "settings-alerts-hint"),
}
"""Its name, and what is to know when changing it."""
_HOURLY = (3, 5, 10, 0)
_QUIET = (None, (22 * 60, 7 * 60), (23 * 60, 8 * 60))


@dataclass(frozen=True, slots=True)
class Choice:
    """What a button sets, and whether it is set."""

    label: str
    changes: Changes
    chosen: bool


class Settings(Feature):
    """The settings of the chats. Buttons say the number of a field and of a choice, so old ones work."""

    def __init__(self, chats: Chats, clock: Callable[[], datetime]) -> None:
        self._chats, self._clock = chats, clock
        self.commands = {"settings": self._settings}
        self.presses = {"set": self._press}

    def _settings(self, words: str, person: Person) -> Reply:
        if person.chat is None:
            return plain(person.say("settings-nowhere"))
        if not words or not person.chat.manages:
            return self._all(person)
        field, changes = read_setting(words)
        if changes is not None:
            return self._change(changes, person)
        unread = person.say("settings-unreadable", words=words)
        if field is None:
            unread, shown = f"{unread} {person.say('settings-examples')}", self._all(person)
        else:
            shown = self._one(field, person)
        return replace(shown, pieces=(Piece(unread + "\n\n"), *shown.pieces))

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        if person.chat is None:
            return None
        if not person.chat.manages:
            return Pressed(plain(person.say("settings-managers")), in_place=False)
        if not numbers or numbers[0] not in set(Field):
            return Pressed(self._all(person), in_place=True) if numbers == [0] else None
        field = Field(numbers[0])
        if len(numbers) == 1:
            return Pressed(self._one(field, person), in_place=True)
        choices = self._choices(field, person)
        if len(numbers) != 2 or numbers[1] >= len(choices):
            return None
        return Pressed(self._change(choices[numbers[1]].changes, person), in_place=True)

    def _change(self, changes: Changes, person: Person) -> Reply:
        """Sets it, and shows all as it is then, in the language of then."""
        assert person.chat is not None
        self._chats.set(person.chat.key, **changes)
        return replace(self._all(settled(person, self._chats.settings(person.chat.key))), kind=ReplyKind.DONE)

    def _all(self, person: Person) -> Reply:
        assert person.chat is not None
        shared = person.chat.kind is not ChatKind.PRIVATE
        title = person.say("settings-title-shared" if shared else "settings-title")
        lines = ["\n" + self._line(field, person) for field in _TEXTS]
        pieces = [Piece(title, Style.BOLD), Piece("\n" + "".join(lines))]
        if not person.chat.manages:
            return Reply((*pieces, Piece("\n\n" + person.say("settings-managers"), Style.FAINT)))
        buttons = [Button(person.say(name), f"set:{field:d}") for field, (name, _) in _TEXTS.items()]
        return Reply(tuple(pieces), (tuple(buttons[:3]), tuple(buttons[3:])))

    def _one(self, field: Field, person: Person) -> Reply:
        """One field: what it is, what else it can be."""
        _, hint = _TEXTS[field]
        pieces = (Piece(self._line(field, person), Style.BOLD), Piece("\n\n" + person.say(hint)))
        buttons = [
            Button(f"✓ {choice.label}" if choice.chosen else choice.label, f"set:{field:d}:{number}")
            for number, choice in enumerate(self._choices(field, person))
        ]
        a_row = 2 if field in (Field.LANGUAGE, Field.ZONE, Field.ALERTS) else 3
        rows = [tuple(buttons[at : at + a_row]) for at in range(0, len(buttons), a_row)]
        return Reply(pieces, (*rows, (Button(person.say("settings-back"), "set:0"),)))

    def _line(self, field: Field, person: Person) -> str:
        name, _ = _TEXTS[field]
        return person.say("settings-line", name=person.say(name), value=self._value(field, person))

    def _value(self, field: Field, person: Person) -> str:
        settings = self._set(person)
        if field is Field.LANGUAGE:
            return person.say("settings-language-choice", code=settings.language or "auto")
        if field is Field.ZONE:
            return person.say("settings-zone-value", **_zone(person.zone, person.language, self._clock()))
        if field is Field.LENGTH:
            return person.say("settings-length-value", length=person.length)
        if field is Field.QUIET:
            return _hours(person, settings.quiet)
        return person.say("settings-alerts-value", count=settings.alerts_an_hour or 0)

    def _choices(self, field: Field, person: Person) -> list[Choice]:
        settings = self._set(person)
        now: Changes = {
            "language": settings.language,
            "zone": person.zone.key,
            "length": person.length,
            "quiet": settings.quiet,
            "hourly": settings.alerts_an_hour or 0,
        }
        return [
            Choice(label, changes, changes.items() <= now.items()) for label, changes in self._offered(field, person)
        ]

    def _offered(self, field: Field, person: Person) -> list[tuple[str, Changes]]:
        """Labels, and what each sets. Old buttons name them by their place."""
        if field is Field.LANGUAGE:
            labels = [person.say("settings-language-choice", code=each or "auto") for each in _LANGUAGES]
            return [(label, {"language": each}) for label, each in zip(labels, _LANGUAGES, strict=True)]
        if field is Field.ZONE:
            clocks = (_zone(ZoneInfo(name), person.language, self._clock()) for name in COMMON)
            return [(" ".join(clock.values()), {"zone": name}) for name, clock in zip(COMMON, clocks, strict=True)]
        if field is Field.LENGTH:
            return [(person.say("settings-length-value", length=each), {"length": each}) for each in Length]
        if field is Field.QUIET:
            return [(_hours(person, each), {"quiet": each}) for each in _QUIET]
        return [(person.say("settings-alerts-choice", count=each), {"hourly": each}) for each in _HOURLY]

    def _set(self, person: Person) -> ChatSettings:
        assert person.chat is not None
        return self._chats.settings(person.chat.key)


def _zone(zone: ZoneInfo, language: Language, now: datetime) -> dict[str, str]:
    return {"zone": zone_name(zone, language), "time": zone_clock(zone, now)}


def _hours(person: Person, quiet: tuple[int, int] | None) -> str:
    if quiet is None:
        return person.say("settings-quiet-off")
    return "–".join(f"{minute // 60:02}:{minute % 60:02}" for minute in quiet)
