"""Wishes said in words as the commands that carry them out: `每天早上八点给我发新闻` -> /digest 08:00. Pure."""

from __future__ import annotations

import re

import rjieba

from bot.core.commands import Command
from bot.features.settings.typed import read_setting
from data.text.calendar import HAN_WEEK, HAN_WEEKDAY, WEEKDAY
from data.text.numbers import CHINESE, chinese_value
from data.text.tokens import simplify
from embeddings.intent.classifier import Intent

_LATER = r"下午|傍晚|晚上?|夜里|今晚|pm|p\.m\.?|evening|tonight|at night|afternoon"
_HOUR = re.compile(
    rf"(?P<half>凌晨|清晨|早上?|上午|中午|{_LATER})?\s*"
    rf"(?:(?P<hour>\d{{1,2}}|{CHINESE})\s*(?:[:：.](?P<minute>[0-5]\d)|点(?P<thirty>半)?(?:钟|(?P<past>\d{{1,2}})分)?)"
    r"|(?:\bat )?(?P<bare>\d{1,2})(?=\s*(?:[ap]\.?m\b)|\s*$))"
    rf"\s*(?P<behind>[ap]\.?m\b\.?|(?:in the )?(?:morning|evening|afternoon|at night))?",
    re.IGNORECASE,
)
_AT = re.compile(r"\bat (?P<hour>\d{1,2})\b", re.IGNORECASE)
_PARTS = (  # of a day without an hour, and when it then is
    (re.compile(r"早|晨|上午|morning|breakfast|wake", re.IGNORECASE), 8),
    (re.compile(r"中午|午饭|noon|lunch", re.IGNORECASE), 12),
    (re.compile(r"晚|睡前|夜|evening|night|dinner", re.IGNORECASE), 20),
)
_USUAL = 8  # o'clock, where nothing is said
_WEEKLY = re.compile(r"每周|每星期|一周|周报|weekly|every week|once a week|a week", re.IGNORECASE)
_DAY_OF_WEEK = re.compile(rf"(?<!一){HAN_WEEK}{HAN_WEEKDAY}|\b{WEEKDAY}", re.IGNORECASE)
_MOST_WORDS = 3  # of a setting's value
_TOO = re.compile(r"(?:太|过于|有点|too|so|别|不要|not?)\s*$", re.IGNORECASE)


def wished(intent: Intent, text: str) -> Command | None:
    """The command that does what `text` wishes; None where it says too little for one."""
    name, _, off = intent.command.partition(" ")
    if name == "digest":
        return Command("digest", "off" if off else _digest(simplify(text), intent.topic))
    if name == "subscribe":
        return Command("subscribe", _subject(intent.topic)) if intent.topic else None
    if name == "settings":
        setting = _setting(simplify(text))
        return Command("settings", setting) if setting else None
    return Command(name, "") if name in ("subscriptions", "forget", "new") else None


def _subject(topic: str) -> str:
    """As criteria are written: words that stand together in quotes."""
    return f'"{topic}"' if " " in topic and topic.isascii() else topic


def _digest(text: str, topic: str) -> str:
    minutes = _minutes(text)
    days = _DAY_OF_WEEK.findall(text)  # from Monday to Friday is daily: no other rhythm can be set
    weekly = f" weekly {days[0]}" if len(days) == 1 else " weekly" if not days and _WEEKLY.search(text) else ""
    return f"{minutes // 60:02}:{minutes % 60:02}{weekly} {topic}".strip()


def _minutes(text: str) -> int:
    """Since midnight."""
    match = _HOUR.search(text)
    written = match and (match["hour"] or match["bare"])
    if not match or not written:
        at = _AT.search(text)
        usual = next((hour for pattern, hour in _PARTS if pattern.search(text)), _USUAL)
        return (int(at["hour"]) % 24 if at else usual) * 60
    hour = int(written) if written.isdigit() else int(chinese_value(written) or 0)
    part = f"{match['half'] or ''} {match['behind'] or ''}".strip().lower()
    past = 30 if match["thirty"] else int(match["minute"] or match["past"] or 0)
    if hour == 12:  # midnight at night and as 12 am, else noon
        return (0 if re.search(r"晚|夜|night|^a\.?m", part) else 12) * 60 + past
    return (hour + 12 if re.search(_LATER, part) and hour < 12 else hour) % 24 * 60 + past


def _setting(text: str) -> str:
    """The words that name a value that can be set, without those around them; "" for none. `太长` asks for no long
    answers."""
    words = rjieba.cut(text)
    starts = [sum(map(len, words[:at])) for at in range(len(words))]
    for length in range(_MOST_WORDS, 0, -1):
        for at in range(len(words) - length + 1):
            run = "".join(words[at : at + length]).strip()
            if run and not _TOO.search(text[: starts[at]]) and read_setting(run)[1] is not None:
                return run
    return ""
