"""Other names of what a question names, and the words of the other language for a question asked across languages.

Names come from the articles held (data.aliases.mined), a short list and CLDR (data.aliases.regions) and a dictionary
(data.aliases.cedict). They serve the search only: nothing here is ever shown or quoted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from data.aliases.cedict import dictionary
from data.aliases.keys import NameSpan, name_key, places
from data.aliases.regions import known_names, others_of, regional_words
from data.store.database import Database
from data.store.keyword_index import count_passages_with
from data.store.vector_log import sequence
from data.text.scripts import has_han
from data.text.stopwords import COMMON
from data.text.tokens import han_grams, runs

_MOST = 4  # other names of one thing
_MOST_ACROSS = 3  # words of another language for one; with 2 or 4 the figures differ by a question or two
_LOOKED_AT = 12  # of the words of a dictionary for one
_COUNTS_KEPT = 50_000
_LONGEST_TEXT = 300  # characters; a longer text is no question


class AliasLookup:
    """Names and words by the articles in `database`; thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sequence, self._counts = -1, dict[str, int]()  # of the store as it was at that number

    def others(self, text: str) -> dict[str, tuple[str, ...]]:
        """What stands in `text` -> other names of the same thing, best first, at most four; {} if there is none.

        Names that some article uses come first. Where most articles are written in another script than `text`,
        ordinary words are looked up too.
        """
        text = text[:_LONGEST_TEXT].encode("utf-8", "replace").decode()  # SQLite refuses a lone surrogate
        self._forget_old_counts()
        found, end = dict[str, tuple[str, ...]](), 0
        for place, others in self._known(text):
            if place.start >= end and others:
                found[text[place.start : place.end]] = others
                end = place.end
        return found

    def _known(self, text: str) -> Iterator[tuple[NameSpan, tuple[str, ...]]]:
        """The places of `text` that could be names, with those they are known by."""
        crossing = self._crosses(text)
        candidates = [place for place in places(text) if not _is_common(text[place.start : place.end])]
        mined = self._mined([place.key for place in candidates])
        regional = regional_words(text)
        for place in candidates:
            written = text[place.start : place.end]
            others = list(regional.get(written, ()))
            if _may_be_name(written, text):
                others += (*mined.get(place.key, ()), *_resources(place.key, crossing))
            if not others and crossing:
                others += dictionary().translated(place.key)
            yield place, self._best(others_of(place.key, others), written, crossing)

    def _best(self, others: Sequence[str], written: str, crossing: bool) -> tuple[str, ...]:
        """Of the names that articles use: across scripts the most used, in one script as they come."""
        if not crossing:
            others = [name for name in others if not _contains(name, written)]
            return tuple(name for name in others if self._uses(name))[:_MOST]
        others = [name for name in others if has_han(name) != has_han(written)][:_LOOKED_AT]
        # a meaning further back in the dictionary must be used the more
        weights = {name: self._uses(name) / (1 + place) for place, name in enumerate(others)}
        return tuple(sorted(filter(weights.__getitem__, others), key=lambda name: -weights[name]))[:_MOST_ACROSS]

    def _forget_old_counts(self) -> None:
        now = sequence(self._database)
        if now != self._sequence or len(self._counts) > _COUNTS_KEPT:
            self._sequence, self._counts = now, {}

    def _mined(self, keys: Sequence[str]) -> dict[str, list[str]]:
        """By key the names that articles give for it, those of most articles first."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        query = "SELECT key, other, article_id FROM names WHERE key IN"
        counts = Counter((key, other) for key, other, _ in self._database.rows_by(query, list(dict.fromkeys(keys))))
        for (key, other), count in counts.items():
            found[key].append((-count, other))
        return {key: [name for _, name in sorted(names)] for key, names in found.items()}

    def _uses(self, name: str) -> int:
        """In how many passages `name` may stand: those with its rarest part."""
        parts = [part for kind, run in runs(name) for part in (han_grams(run)[:-1] if kind == "han" else [run])]
        return min((self._passages_with(part) for part in parts), default=0)

    def _passages_with(self, term: str) -> int:
        """Remembered as long as no article changes: for a common word the count takes milliseconds."""
        counts = self._counts
        if term not in counts:
            counts[term] = count_passages_with(self._database, term)
        return counts[term]

    def _crosses(self, text: str) -> bool:
        """Whether most of the news is written in the other of the two scripts, by the commonest word of each."""
        chinese, english = self._passages_with("的"), self._passages_with("the")
        return chinese < english if _mostly_han(text) else english < chinese


def expanded(text: str, names: Mapping[str, Sequence[str]]) -> str:
    """`text` and, in brackets behind it, the other names, each once."""
    others = dict.fromkeys(other for each in names.values() for other in each)
    return f"{text} ({', '.join(others)})" if others else text


def _mostly_han(text: str) -> bool:
    han = sum(map(has_han, text))
    return 2 * han >= sum(map(str.isalpha, text)) - han


def _is_common(written: str) -> bool:
    """Whether it begins or ends with a word of any question: `how many`, `add in`."""
    if written.isupper() and 1 < len(written) < 5:
        return False
    words = written.lower().split()
    return words[0] in COMMON or words[-1] in COMMON


def _may_be_name(written: str, text: str) -> bool:
    """A name in an English text has a capital; in Chinese text people type `byd`."""
    return has_han(text) or written != written.lower()


def _contains(name: str, written: str) -> bool:
    """Whether one holds the other, as `成都市` does `成都`: what finds one finds the other."""
    one, other = name_key(name), name_key(written)
    return one in other or other in one


def _resources(key: str, crossing: bool) -> tuple[str, ...]:
    """The dictionary is read only where a question crosses languages: within one it found nothing more."""
    return (*known_names().get(key, ()), *(dictionary().names.get(key, ()) if crossing else ()))
