"""Places, offices and names as slots: Henan and Hunan exclude each other, and so do a mayor and a deputy mayor.

Of other names only whether a text holds them: that it holds another one says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from bot.answers.fixed.slots import Slot, narrow
from data.aliases.gazetteer import Place, country_signs, known_places
from data.text.scripts import HAN, has_han
from data.text.stopwords import SENTENCE_STARTS
from data.text.tokens import fold

_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[A-Za-z][\w'’]*")
_LONGEST = 3  # words of an English place
_OFFICE = re.compile(
    rf"(?P<deputy>副)?(?:总|秘书)?(?P<head>[{HAN}][长席统理记监任裁授])(?![期大城度远]|统?选)"
    r"|\b(?P<second>(?:deputy|vice|assistant|under)[ -])?(?P<office>president|chair(?:man|woman)?|minister|manager"
    r"|director|mayor|governor|editor|captain|coach|secretary|leader|premier|chancellor|head ?teacher|principal"
    r"|commissioner)s?\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[《“「『\"](?P<name>[^《》“”「」『』\"]{2,30})[》”」』\"]")
_CAPITAL = re.compile(r"(?<![A-Za-z0-9])(?P<name>[A-Z][\w&-]+(?: [A-Z][\w&-]+)*)")
_NAME_TAGS = frozenset(("nr", "nrt", "nt", "nz"))


def places(text: str) -> list[Slot]:
    """Countries, provinces, cities, counties."""
    plain = narrow(text)
    return [*_han_places(plain), *_latin_places(plain)]


def _han_places(plain: str) -> Iterator[Slot]:
    for word, tag, at in _tagged(plain):
        place = known_places().get(word) or known_places().get(word[:-1] if word[-1] in "省市县区镇州" else "")
        if place and (tag == "ns" or place.level in ("country", "province")):  # 延长 is a county, and to prolong
            yield Slot("place", place.level, place.key, word, at)


def _latin_places(plain: str) -> Iterator[Slot]:
    """Without a capital only countries, in a text that has none; counties bear the names of people and things."""
    words, passed, small = list(_LATIN.finditer(plain)), 0, plain == plain.lower()
    for at, word in enumerate(words):
        if word.start() < passed or not (small or word[0][0].isupper()):
            continue
        for last in reversed(words[at : at + _LONGEST]):
            name = plain[word.start() : last.end()].removesuffix("'s").removesuffix("’s")
            place = _latin_place(name)
            if place and (not small or place.level == "country"):
                passed = last.end()
                yield Slot("place", place.level, place.key, name, word.start())
                break


def _latin_place(name: str) -> Place | None:
    place = known_places().get(name.lower())
    return None if place is None or place.level == "county" or name in ("us", "Us") else place


def offices(text: str) -> list[Slot]:
    """Whether who holds an office is its deputy."""
    return [
        Slot(
            "role",
            (match["head"] or match["office"]).lower(),
            bool(match["deputy"] or match["second"]),
            text[match.start() : match.end()],
            match.start(),
        )
        for match in _OFFICE.finditer(narrow(text))
    ]


def names(text: str) -> list[Slot]:
    """What stands in quotes, begins with a capital, or is a name in the dictionary of the Chinese tokenizer."""
    plain = narrow(text)
    written = [match for pattern in (_QUOTED, _CAPITAL) for match in pattern.finditer(plain)]
    found = {match["name"]: match.start("name") for match in written if match["name"].lower() not in SENTENCE_STARTS}
    found |= {word: at for word, tag, at in _tagged(plain) if tag in _NAME_TAGS and len(word) > 1}
    return [Slot("name", "", name, name, at) for name, at in found.items()]


def may_mean(slot: Slot, text: str) -> bool | None:
    """Whether `text` may speak of the place or name of `slot`; None where it is written in another script.

    Of several words one will do, as people are called by their last; of a country all that hints at it (赴美, French).
    """
    name, within = fold(slot.words), fold(text)
    if any(part in within for part in (name, *(word for word in name.split() if len(word) > 3))):
        return True
    if slot.kind == "place":
        return slot.key == "country" and bool(country_signs(str(slot.value)).search(text))
    return None if has_han(name) != has_han(within) else False


def _tagged(plain: str) -> Iterator[tuple[str, str, int]]:
    """The words of its Han runs with their tags and places."""
    for run in _HAN_RUN.finditer(plain):
        at = run.start()
        for word, tag in rjieba.tag(run[0]):
            yield word, tag, at
            at += len(word)
