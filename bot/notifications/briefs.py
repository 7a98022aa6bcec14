"""The maker of briefs: the stories of a time that matter, for overviews, for /latest and for digests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from bot.core.catalogue import Language
from bot.notifications.hot_words import Rarity, heats, telling_words
from bot.notifications.importance import MOST, SUBJECT, Signs, StoryCandidate, best, candidates, is_grave, is_routine
from bot.notifications.matching import Read, is_wanted
from bot.notifications.wanted_news import wanted_news
from bot.replies.briefs import Brief, BriefStory, brief_to_json
from data.chats.chats import LastOverview
from data.chats.subscriptions import Criteria, Kind, Subscription
from data.models import Article, Filters
from data.store.articles import Store
from data.store.keyword_index import count_passages, count_passages_with
from data.store.recent import Recent, arrived, newest_time, recent
from data.store.recent import openings as openings_of
from data.store.stories import Stories
from data.text.phrases import phrase, running

_DAY = timedelta(days=1)
_FEW = timedelta(days=3)
_LONG_AGO = timedelta(days=36525)
_LOOKED_AT = 1000  # stories of which the first words are read
_AROUND = 500  # articles
_READ = 60  # stories that are read for what the chat subscribes to
_CRITERIA = 50
_HOT_SHOWN = 2
_FIRST_WORDS = 60  # characters
_AT_ONCE = 100
_ENOUGH = 3  # articles


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """Which news: `after` inclusive, `until` the last moment known; `added`: only what was stored since.

    `language`: of the reader, whose news comes first.
    """

    after: datetime
    until: datetime
    criteria: Criteria = field(default_factory=Criteria)
    most: int = MOST
    language: str | None = None
    added: datetime | None = None


def make_brief(store: Store, request: BriefRequest, subscriptions: Sequence[Subscription]) -> Brief:
    """The stories of the time that matter most; those the `subscriptions` ask for come sooner."""
    found = wanted_news(store, request.criteria, request.after, request.until, request.added).articles
    return _brief(store, request, subscriptions, found)


def last_overview(brief: Brief, at: datetime, language: Language) -> LastOverview:
    """For the chat that is told it `at` a moment."""
    return LastOverview(at, brief_to_json(brief, language))


def newest_brief(store: Store, request: BriefRequest, subscriptions: Sequence[Subscription], zone: ZoneInfo) -> Brief:
    """Of the last day there is news of before `request.until`, or the few days before, whatever time is asked for.

    Where none of it has a time, of what was stored last.
    """
    newest = _newest(store, request)
    if newest is None:
        filters = Filters(source=request.criteria.source, section=request.criteria.section)
        found = arrived(store.database, filters, request.criteria.include)
        ages = [each.published_at for each in found]
        span = replace(request, after=min(ages, default=request.after), until=max(ages, default=request.until))
        return replace(_brief(store, span, subscriptions, found), dated=False)
    midnight = newest.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    brief = Brief((), 0, midnight, newest)
    for back in (timedelta(0), _FEW - _DAY):
        brief = make_brief(store, replace(request, after=midnight - back, until=newest), subscriptions)
        if len(brief.stories) >= request.most:
            break
    return brief


def _at_once(found: Sequence[Recent], told: Mapping[int, int]) -> Sequence[Recent]:
    """Those that name the topic in the title or twice in the first sentences, where there are some, else those that
    name it once in these: the others only mention it."""
    for least in (2, 1):
        good = [each for each in found if told.get(each.article_id, 0) >= least]
        if len(good) >= _ENOUGH:
            return good
    return found


def _told_at_once(store: Store, criteria: Criteria, found: Sequence[Recent]) -> dict[int, int]:
    """How many of the words the beginning of each has; one in the title counts twice."""
    if not criteria.include:
        return {}
    wanted, told = [phrase(words) for words in criteria.include], dict[int, int]()
    openings = openings_of(store.database, [each.article_id for each in found], _AT_ONCE)
    for number, (title, text) in openings.items():
        head, opening = running(title), running(f"{title}\n{text}")
        told[number] = sum((words in opening) + (words in head) for words in wanted)
    return told


def _newest(store: Store, request: BriefRequest) -> datetime | None:
    criteria = request.criteria
    if criteria.include or criteria.exclude:
        found = wanted_news(store, criteria, request.until - _LONG_AGO, request.until).articles
        return found[0].published_at if found else None
    filters = Filters(source=criteria.source, section=criteria.section, known_at=request.until)
    return newest_time(store.database, filters)


def _brief(
    store: Store, request: BriefRequest, subscriptions: Sequence[Subscription], found: Sequence[Recent]
) -> Brief:
    topical = _told_at_once(store, request.criteria, found)
    stories = candidates(_at_once(found, topical), request.language)
    looked_at = _looked_at(stories)
    signs = _signs(store, looked_at, _around(store, request))
    if request.criteria:  # what concerns everybody is no more of a topic
        signs = replace(signs, grave=(), topical=topical)
    rank = partial(best, now=request.until, length=max(request.until - request.after, timedelta(hours=1)))
    articles, wanted = dict[int, Article](), set[int]()
    criteria_list = [each.criteria for each in subscriptions if each.kind in (Kind.WORDS, Kind.TOPIC, Kind.SOURCE)]
    if criteria_list:
        near = [each.article_id for each in rank(looked_at, most=_READ, signs=signs)]
        articles = store.articles(near)
        wanted = {number for number, article in articles.items() if _is_any(criteria_list, Read.of(article))}
    chosen = rank(looked_at, most=request.most, signs=replace(signs, wanted=wanted))
    chosen.sort(key=lambda each: not each.in_language)
    told = _told(store, chosen, replace(signs, wanted=wanted))
    return Brief(told, len(stories), request.after, request.until)


def _told(store: Store, chosen: Sequence[StoryCandidate], signs: Signs) -> tuple[BriefStory, ...]:
    ids = [each.article_id for each in chosen]
    articles, tellings = store.articles(ids), Stories(store.database).tellings(ids)
    return tuple(
        BriefStory(
            articles[each.article_id],
            tellings.get(each.article_id),
            each.publishers,
            each.reprints,
            each.article_id in signs.wanted,
            _hottest(signs, each.article_id),
        )
        for each in chosen
        if each.article_id in articles
    )


def _hottest(signs: Signs, article_id: int) -> tuple[str, ...]:
    words = [word for word in signs.words.get(article_id, {}) if signs.heat.get(word, 0.0) >= SUBJECT]
    return tuple(sorted(words, key=lambda word: -signs.heat[word])[:_HOT_SHOWN])


def _looked_at(stories: Sequence[StoryCandidate]) -> list[StoryCandidate]:
    """All, or of too many those that several tell and some of the others, evenly over the time."""
    if len(stories) <= _LOOKED_AT:
        return list(stories)
    widely = [each for each in stories if each.told_widely][:_LOOKED_AT]
    others = sorted((each for each in stories if not each.told_widely), key=lambda each: each.newest_at, reverse=True)
    step = -(-len(others) // max(1, _LOOKED_AT - len(widely)))
    return widely + others[::step]


def _around(store: Store, request: BriefRequest) -> list[int]:
    """Some articles of the last days of the time: what is much in the news shows in few hours badly."""
    after = max(request.after, request.until - _FEW) if request.until - request.after > _FEW else request.until - _FEW
    found = [each.article_id for each in recent(store.database, Filters(after=after, known_at=request.until))]
    return found[:: -(-len(found) // _AROUND) or 1]


def _signs(store: Store, stories: Sequence[StoryCandidate], around: Sequence[int]) -> Signs:
    asked = [each.article_id for each in stories]
    openings = openings_of(store.database, list({*asked, *around}))
    words = {number: telling_words(f"{title}\n{text}") for number, (title, text) in openings.items()}
    routine = {number for number, (title, _) in openings.items() if is_routine(title)}
    grave = {number for number, (title, text) in openings.items() if is_grave(title + text[:_FIRST_WORDS])}
    counted = [each for number, each in words.items() if number not in routine]
    rarity = Rarity(count_passages(store.database), partial(count_passages_with, store.database))
    heat = heats(counted, rarity)
    held = Counter(word for each in words.values() for word in each)
    shares = {word: count / (len(words) + 1) for word, count in held.items()}
    return Signs(words, heat, shares, routine=routine, grave=grave)


def _is_any(criteria_list: Sequence[Criteria], read: Read) -> bool:
    return any(is_wanted(each, read) for each in islice(criteria_list, _CRITERIA))
