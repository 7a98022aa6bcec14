"""What the news of some days is about: the names and things that many headlines share and that were rarer before."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import rjieba

from bot.question.rewrite.entities import phrases
from data.models import Filters
from data.store.database import Database
from data.store.keyword_index import matching
from data.store.recent import Headline, count_before
from data.text.query_syntax import SearchQuery, SearchTerm
from data.text.scripts import HAN, has_han
from data.text.stopwords import ACRONYMS, EMPTY_NOUNS, KNOWN_NAMES, NO_NAMES, PARTICLES, SENTENCE_STARTS
from data.text.tokens import fold, runs, simplify

_CANDIDATES = 60
_LEAST_STORIES, _LEAST_PUBLISHERS = 2, 3  # either makes a theme
_A_STORY_IN = 150  # headlines: among many, a theme is told more often
_KNOWN = 100  # articles of before, from which on what is rarer can be told
_WEIGHTS = {"name": 1.0, "title": 1.0, "place": 0.8, "noun": 0.8, "common": 0.4}
_LEAST_RISE = {"name": 1.3, "title": 1.3, "place": 1.6, "noun": 1.6, "common": 4.0}
"""Common nouns have two characters, and say something only where they suddenly stand everywhere."""
_ALIKE = 0.6  # of the headlines of the rarer of two themes: they are one
_MOSTLY = 0.75  # of the headlines
_LONGEST = 24  # characters of a theme
_PRESS = re.compile(
    "记者|通讯员|编辑|来源|原标题|标题|消息|客户端|图片|责编|新闻|通讯社|报道|[外美英日韩俄港台陆官]媒|媒体|微信|微博|公众号|视频|网友|直播|文图|中新|[网报台讯社]$"
)
_BYLINE = re.compile(
    r"[（(【\[][^）)】\]]{0,20}(?:记者|通讯员|编辑)[^）)】\]]{0,20}[）)】\]]?"
    rf"|(?:记者|通讯员|编辑)[:：]?\s?[{HAN}]{{2,4}}(?:\s|$)"
)
_DATELINE = re.compile(r"^.{0,16}?\d{1,2}\s?月\s?\d{1,2}\s?日\s?(?:[电讯]|消息)")


@dataclass(frozen=True, slots=True)
class Theme:
    """`words` stand in the headlines of these articles, the newest first."""

    words: str
    article_ids: tuple[int, ...]


@dataclass(slots=True)
class _Candidate:
    words: str
    kind: str
    headlines: list[Headline]

    @property
    def stories(self) -> int:
        return len({each.story for each in self.headlines})

    @property
    def publishers(self) -> int:
        return len({each.source for each in self.headlines if each.source})


def themes(database: Database, told: Sequence[Headline], time: Filters, most: int) -> list[Theme]:
    """Of the headlines `told` of `time`, which has a beginning; the most told first, no two of the same articles."""
    found = _candidates(told)
    often = sorted(found.values(), key=lambda each: (-len(each.headlines) * _WEIGHTS[each.kind], each.words))
    ranked = _ranked(database, _whole(often[: 4 * _CANDIDATES])[:_CANDIDATES], time, len(told))
    chosen = list[_Candidate]()
    for each in ranked:
        ids = {headline.article_id for headline in each.headlines}
        if not any(_share(ids, other) >= _ALIKE for other in chosen):
            chosen.append(each)
    return [Theme(_grown(each), tuple(line.article_id for line in each.headlines)) for each in chosen[:most]]


def _candidates(told: Sequence[Headline]) -> Mapping[str, _Candidate]:
    """By the words folded; those that are told often enough."""
    press = {fold(each.source) for each in told if each.source}
    found: dict[str, _Candidate] = {}
    for headline in told:
        for words, kind in _words(headline.title):
            key = fold(words)
            if key in press or _PRESS.search(words):
                continue
            held = found.setdefault(key, _Candidate(words, kind, []))
            if not held.headlines or held.headlines[-1] is not headline:
                held.headlines.append(headline)
    least = max(_LEAST_STORIES, len(told) // _A_STORY_IN)
    return {key: each for key, each in found.items() if each.stories >= least or each.publishers >= _LEAST_PUBLISHERS}


def _words(title: str) -> Iterable[tuple[str, str]]:
    """Names and things of a headline, whole and by their words: `河北涿州洪水` gives 河北涿州, 河北, 涿州, 洪水."""
    text = _DATELINE.sub("", _BYLINE.sub(" ", title.removeprefix("原标题：")))
    found = dict[str, str]()
    for each in phrases(text):
        words = each.text.strip("《》“”「」 ")
        if each.kind != "time" and _says_something(words) and not (each.kind == "noun" and len(words) < 3):
            found.setdefault(words, each.kind)
    for word, tag in rjieba.tag(simplify(text)) if has_han(text) else ():
        if len(word) > 1 and has_han(word) and word not in EMPTY_NOUNS and (kind := _kind(word, tag)):
            found.setdefault(word, kind)
    return found.items()


def _kind(word: str, tag: str) -> str | None:
    if word in NO_NAMES or tag in ("n", "nl", "ng"):
        return "common" if len(word) < 3 else "noun"
    if word in KNOWN_NAMES or tag in ("nr", "nrt", "nrfg", "nt", "nz"):
        return "name"
    return {"ns": "place", "j": "place"}.get(tag)


def _says_something(words: str) -> bool:
    if not 2 <= len(words) <= _LONGEST or words in EMPTY_NOUNS or words.upper() in ACRONYMS:
        return False
    if has_han(words):
        return True
    return words.lower() not in SENTENCE_STARTS and len(words) > 2 and len(words.split()) <= 4


def _whole(often: Sequence[_Candidate]) -> list[_Candidate]:
    """Without those that nearly always stand inside a longer one, which says more; in their order."""
    kept, folded = list[_Candidate](), [(fold(each.words), each) for each in often]
    for key, each in folded:
        longer = (other for other_key, other in folded if other is not each and key in other_key)
        if not any(len(other.headlines) >= _MOSTLY * len(each.headlines) for other in longer):
            kept.append(each)
    return kept


def _ranked(database: Database, often: Sequence[_Candidate], time: Filters, now: int) -> list[_Candidate]:
    """Those that rose, by how often they are told and how far they rose."""
    earlier = count_before(database, time.after) if time.after else 0

    def worth(each: _Candidate) -> float:
        weight = _WEIGHTS[each.kind] * len(each.headlines)
        if earlier < _KNOWN:
            return weight if each.kind != "common" or each.stories > _LEAST_STORIES else 0.0
        rise = _rise(database, each.words, time, earlier, now)
        return weight * math.log(min(rise, 10.0)) if rise >= _LEAST_RISE[each.kind] else 0.0

    scored = [(worth(each), each) for each in often]
    return [each for score, each in sorted(scored, key=lambda pair: (-pair[0], pair[1].words)) if score > 0]


def _rise(database: Database, words: str, time: Filters, earlier: int, now: int) -> float:
    """How many times as often an article has the words as it did before."""
    query = SearchQuery(((SearchTerm(words, exact=len(runs(words)) > 1),),))
    since, before = (len(matching(database, query, each)) for each in (time, Filters(before=time.after)))
    return (since / max(now, 1)) / ((before + 1) / earlier)


def _grown(theme: _Candidate) -> str:
    """With the words that stand beside it in most headlines: 宁德 -> 宁德时代."""
    words = theme.words
    titles = [list(rjieba.cut(title)) for title in {simplify(each.title): None for each in theme.headlines}]
    while has_han(words) and len(words) < _LONGEST:
        around = Counter(longer for title in titles for longer in _one_longer(title, words))
        longer, times = max(around.items(), key=lambda each: (each[1], each[0]), default=("", 0))
        if times < 2 or times < _MOSTLY * len(titles):
            break
        words = longer
    return words


def _one_longer(title: Sequence[str], words: str) -> set[str]:
    """`words` with the Chinese word of the title before or behind them."""
    starts = {start: number for number, start in enumerate(accumulate(map(len, title), initial=0))}
    at = "".join(title).find(words)
    if at not in starts or at + len(words) not in starts:
        return set()
    before, behind = starts[at] - 1, starts[at + len(words)]
    found = {f"{title[before]}{words}"} if before >= 0 and _belongs(title[before]) else set[str]()
    return found | ({f"{words}{title[behind]}"} if behind < len(title) and _belongs(title[behind]) else set())


def _belongs(word: str) -> bool:
    return has_han(word) and word not in PARTICLES and word not in EMPTY_NOUNS and word not in "据受因以届"


def _share(ids: set[int], other: _Candidate) -> float:
    others = {headline.article_id for headline in other.headlines}
    return len(ids & others) / min(len(ids), len(others))
