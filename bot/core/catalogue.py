"""What the bot says in the reader's language, from the Fluent files in `bot/locales`; dates and numbers with it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from fluent.runtime import FluentBundle, FluentResource

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_DAY_PATTERN = {"zh": ("M月d日", "y年M月d日"), "en": ("d MMMM", "d MMMM y")}
_TIME_PATTERN = {"zh": "y年M月d日 HH:mm", "en": "d MMM y, HH:mm"}


def say(language: Language, message: str, **values: str | int) -> str:
    """The message `message` of the catalogue, filled in. KeyError for one that does not exist."""
    bundle = _bundle(language)
    pattern = bundle.get_message(message).value
    if pattern is None:
        raise KeyError(message)
    text, errors = bundle.format_pattern(pattern, values)
    if errors:  # a value the message needs was not given: a mistake in the program
        raise errors[0]
    return str(text)


def local_time(language: Language, time: datetime | None, zone: ZoneInfo) -> str:
    """`2022年6月24日 17:50` or `24 Jun 2022, 17:50`; says so where there is no time."""
    if time is None:
        return say(language, "time-unknown")
    return str(format_datetime(time.astimezone(zone), _TIME_PATTERN[language], locale=language))


def local_day(language: Language, day: date, year: bool = False) -> str:
    """`6月24日` or `24 June`"""
    return str(format_date(day, _DAY_PATTERN[language][year], locale=language))


def iso_time(time: datetime | None, zone: ZoneInfo) -> str | None:
    """For scripts; None where there is none."""
    return time.astimezone(zone).isoformat() if time else None


def language_of(code: str | None, default: Language) -> Language:
    """The catalogue for an IETF language code such as Telegram gives; English for all others but Chinese."""
    if not code:
        return default
    return "zh" if code.lower().split("-")[0] in ("zh", "yue", "wuu") else "en"


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    text = (files("bot.locales") / f"{language}.ftl").read_text(encoding="utf-8")
    bundle.add_resource(FluentResource(text))
    return bundle
