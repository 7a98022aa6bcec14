"""Pages that are written on while their event goes on: many short items, each with its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from data.parse.article.outline import Line, Outline
from data.parse.article.prose import is_notice
from data.parse.article.stated import Stated, first_text
from data.text.cleaning import clean_text
from data.text.dates import find_date, parse_date

_LIVE = re.compile(r"直播|滚动(?:播报|更新|新闻)|滾動|实时(?:更新|播报)|即時更新|ライブ|실시간|\blive\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:\d{1,2}[月/-]\d{1,2}日?\s?)?(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?(?:\s?[ap]\.?m\.?)?", re.IGNORECASE
)
_OPENING = re.compile(rf"(?:\[|【|\()?({_CLOCK.pattern})(?:\]|】|\))?[\s　|·]+(?=\S)", re.IGNORECASE)
_FEWEST = 5  # items; where the page only has a name like one
_FEWEST_STATED = 2  # where it states that it is one


def live_items(page: Outline, stated: Stated, title: str, zone: ZoneInfo) -> list[str]:
    """The items of a live page in its order, each with its time before it; [] for any other page."""
    if not stated.is_live and not _LIVE.search(title):
        return []
    shown = [f"{time} {text}" for time, text in _items(page.lines)]
    if len(shown) >= (_FEWEST_STATED if stated.is_live else _FEWEST):
        return shown
    return list(_stated_items(stated, zone)) if stated.is_live else []


def _items(lines: list[Line]) -> Iterator[tuple[str, str]]:
    time, texts = "", list[str]()
    for line in lines:
        if line.chrome or line.linked:
            continue
        if found := _opening_time(line.text):
            if time and texts:
                yield time, "\n".join(texts)
            time, texts = found[0], [found[1]] if found[1] else []
        elif time and not is_notice(line.text):
            texts.append(line.text)
    if time and texts:
        yield time, "\n".join(texts)


def _opening_time(text: str) -> tuple[str, str] | None:
    """The time that a line consists of or begins with, and what follows it."""
    if len(text) <= 30 and (_CLOCK.fullmatch(text) or find_date(text) == text):
        return text, ""
    opening = _OPENING.match(text)
    return (opening[1], text[opening.end() :]) if opening else None


def _stated_items(stated: Stated, zone: ZoneInfo) -> Iterator[str]:
    updates = stated.article.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else [updates]:
        if not isinstance(update, dict):
            continue
        parts = (first_text(update.get(name)) for name in ("headline", "articleBody"))
        text = clean_text("\n".join(filter(None, parts)))
        moment = parse_date(first_text(update.get("datePublished")), zone)
        if text:
            yield f"{moment.astimezone(zone):%m-%d %H:%M} {text}" if moment else text
