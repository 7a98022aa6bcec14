"""Made-up news in Chinese and English: plain sentences from many parts, the same for the same seed."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """An article's words: the title, and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]
    author: str

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def teaser(self) -> str:
        """What a feed shows of it."""
        return self.paragraphs[0][:60] + "…"


class Reporter:
    """Writes articles that differ in more than numbers; no two of its titles are the same."""

    def __init__(self, seed: str, language: str = "zh") -> None:
        self._rng = random.Random(seed)
        self._words = json.loads(Path(__file__).with_name(f"words_{language}.json").read_text("utf-8"))
        self._titles: set[str] = set()

    def articles(self, count: int, sentences: int = 7) -> tuple[Text, ...]:
        return tuple(self.article(sentences) for _ in range(count))

    def article(self, sentences: int = 7) -> Text:
        """About `sentences` sentences of 30 to 60 characters (in English 90 to 150), in paragraphs of two or three."""
        told = [self._sentence(form) for form in self._forms(sentences)]
        paragraphs, at = [], 0
        while at < len(told):
            size = 3 if len(told) - at == 3 else 2
            paragraphs.append(self._words["space"].join(told[at : at + size]))
            at += size
        return Text(self._title(), tuple(paragraphs), self._pick("person"))

    def _forms(self, count: int) -> list[str]:
        forms: list[str] = []
        while len(forms) < count:
            forms += self._rng.sample(self._words["forms"], len(self._words["forms"]))
        return forms[:count]

    def _title(self) -> str:
        while (title := self._fill(self._rng.choice(self._words["titles"]))) in self._titles:
            pass
        self._titles.add(title)
        return _capitalised(title)

    def _sentence(self, form: str) -> str:
        return f"{_capitalised(self._fill(form))}{self._words['stop']}"

    def _fill(self, form: str) -> str:
        while _SLOT.search(form):
            form = _SLOT.sub(lambda slot: self._pick(slot[1]), form)
        return form

    def _pick(self, slot: str) -> str:
        if slot == "number":
            return str(self._rng.randint(12, 980))
        return str(self._rng.choice(self._words["pools"][slot]))


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]
