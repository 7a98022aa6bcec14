"""Whoever looks for help finds everything, in both languages, and no message is longer than a phone is high."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest

from bot.app import Parts
from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.catalogue import LANGUAGES, Language, say
from bot.core.commands import NAMES, OPERATING
from bot.core.person import ChatContext, Person
from bot.core.reply import Piece, Reply, without_quotes
from bot.features.admin.all import operating
from bot.telegram.menus import EVERYBODY, GROUPS, MANAGERS
from embeddings.intent.classifier import IntentClassifier, shipped_weights
from tests.support.paths import ROOT

BUBBLE, SCREEN = 316, 844 - 52 - 56 - 24  # pixels: of a line of a message on a phone of 390, and between its bars
EM, LINE, ROW = 16.0, 21.6, 40.0
FOLDED = 3  # lines of a quote that is not unfolded
PROSE = 16  # lines of what is no list and was not asked for at length
CHAT = "telegram:7"
PEOPLE = {
    language: Person(language, ZoneInfo("Asia/Shanghai"), CHAT, CHAT, ChatContext(CHAT)) for language in LANGUAGES
}


@pytest.fixture
def router(parts: Parts, sample_config: Config) -> Router:
    intents = IntentClassifier(shipped_weights(), parts.encoder)
    return Router(parts.store, parts.answerer, operating=operating(sample_config, parts.store), intents=intents)


def lines(text: str) -> int:
    """How many there are on the phone, about: a Han character or a sign is as wide as it is high."""
    return sum(max(1, -int(-width(line) // BUBBLE)) for line in text.split("\n"))


def width(line: str) -> float:
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in line)
    return EM * (wide + 0.52 * (len(line) - wide))


def said(reply: Reply) -> int:
    """Lines of a reply beside its quotes."""
    return lines("".join(piece.text for piece in without_quotes(reply.pieces)))


def folded(reply: Reply) -> int:
    """Lines of a reply with its quotes folded."""
    quotes = ["".join(piece.text for piece in group) for quoted, group in groupby(reply.pieces, _quoted) if quoted]
    return lines(reply.text) - sum(max(0, lines(quote) - FOLDED) for quote in quotes)


def _quoted(piece: Piece) -> bool:
    return piece.quoted


def height(reply: Reply) -> float:
    return LINE * folded(reply) + ROW * len(reply.buttons)


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_command_with_its_line(router: Router, language: Language) -> None:
    person = PEOPLE[language]
    helped = router.respond(understand("/help"), person).text
    for name in set(NAMES) - OPERATING:
        assert f"/{name} – {say(language, f'command-{name}')}" in helped
    for name in OPERATING:
        assert f"/{name} " not in helped
    full = router.respond(understand("/help"), replace(person, operator=True)).text
    for name in NAMES:
        assert f"/{name} – {say(language, f'command-{name}')}" in full


def test_every_command_is_in_the_menus() -> None:
    assert set(EVERYBODY) | OPERATING == set(NAMES)
    assert {*GROUPS, *MANAGERS} <= set(EVERYBODY)


def test_every_command_is_one_that_somebody_answers(router: Router) -> None:
    person = replace(PEOPLE["en"], operator=True)
    for name in NAMES:
        assert say("en", "help-title") in router.respond(understand("/help"), person).text
        assert "There is no command" not in router.respond(understand(f"/{name}"), person).text


def test_neither_language_speaks_the_other() -> None:
    locales = ROOT / "bot" / "locales"
    chosen = {"简体中文", "繁體中文", "繁體"}  # a language is named in itself
    assert set(re.findall(r"[\u4e00-\u9fff]+", (locales / "en.ftl").read_text("utf-8"))) == chosen
    chinese = re.sub(r"#.*|/\w+.*|\{[^{}]*\}", "", (locales / "zh.ftl").read_text("utf-8"))
    assert re.findall(r"[A-Za-z]+(?: [A-Za-z]+){3,}", chinese) == []


ASKED = {
    "zh": ["临江洪水转移了多少人？", "砚微智检的A轮是谁领投的？", "临江什么时候开奥运会？",
           "你好", "/new", "/why",
           "/subscribe 地铁 -招聘", "/digest 08:00", "/digest", "/subscribe", "/subscriptions", "/settings", "/search",
           "/trend", "/start", "/没有"],
    "en": ["How many people were moved to safety by the flood in Linjiang?", "Who won the Port Callan Marathon?",
           "When does Linjiang host the Olympics?", "hello", "/new", "/why", "/subscribe metro -jobs", "/digest 08:00",
           "/digest", "/subscribe", "/subscriptions", "/settings", "/search", "/trend", "/start", "/nonsense"],
}  # fmt: skip
LISTED = {
    "zh": [
        "最近有什么融资消息？",
        "/latest",
        "/search 融资",
        "/topics",
        "/trend 电商 4w",
        "/sources",
        "/digest now",
        "/privacy",
        "/forget",
    ],
    "en": [
        "/latest",
        "/search Linjiang",
        "/topics",
        "/trend Linjiang 4w",
        "/sources",
        "/digest now",
        "/privacy",
        "/forget",
    ],
}


ASKED["zh_Hant"], LISTED["zh_Hant"] = ASKED["zh"], LISTED["zh"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reply_is_longer_than_a_phone_screen(router: Router, language: Language) -> None:
    person = PEOPLE[language]
    replies = {asked: router.respond(understand(asked), person) for asked in (*ASKED[language], *LISTED[language])}
    assert {asked: height(reply) for asked, reply in replies.items() if height(reply) > SCREEN} == {}
    long = {asked: said(replies[asked]) for asked in ASKED[language] if said(replies[asked]) > PROSE}
    assert long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_fits_its_button(router: Router, language: Language) -> None:
    person = PEOPLE[language]
    cut: dict[tuple[str, str], int] = {}
    for asked in (*ASKED[language], *LISTED[language]):
        for row in router.respond(understand(asked), person).buttons:
            chat = (336 - 4 * (len(row) - 1)) / len(row) - 12
            cut |= {(asked, each.label): len(row) for each in row if width(each.label) * 15 / 16 > chat}
    assert cut == {}
