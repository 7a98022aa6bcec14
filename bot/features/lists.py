"""The lists: newest stories, what has some words, a story's reports, the sources; and their pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.core.person import Person
from bot.core.reply import Button, Pressed, Reply, ReplyKind, plain
from bot.features.articles import ArticleTexts
from bot.features.feature import Feature
from bot.question.operators import Search, UnreadableOperator, filter_words, parse_search, query_words
from bot.question.source_filter import spoken_source, stored_section, stored_source
from bot.question.time_filter import find_period
from bot.replies.articles import ListPage, article_list, story_reply
from bot.replies.excerpts import excerpt
from bot.replies.sources import PAGE_SIZE as SOURCES_A_PAGE
from bot.replies.sources import HeldSources, source_list
from data.chats.views import Views
from data.models import Article, Filters
from data.store.articles import Store
from data.store.keyword_index import KeywordResult, find_articles
from data.store.sources import Sources
from data.store.stories import Stories, Telling

PAGE_SIZE = 5  # fits one phone screen
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that a person asked for: what its paging buttons remember."""

    kind: Literal["latest", "search", "story", "sources"]
    words: str  # of a story: the number of an article that tells it
    size: int
    newest: bool = False  # of a search: the newest first rather than the best


class Lists(Feature):
    """Lists of what is in `store`, as replies and as articles."""

    def __init__(self, store: Store, opened: ArticleTexts, clock: Callable[[], datetime]) -> None:
        self._store, self._opened, self._clock = store, opened, clock
        self._stories, self._sources = Stories(store.database), Sources(store.database, clock)
        self._views = Views(store.database, clock)
        self.commands = {"search": self._search, "sources": self._show_sources}
        self.presses = {"story": self._press_story, "page": self._press_page, "list": self._press_list}

    def _search(self, words: str, person: Person) -> Reply:
        return self.show_found(words, PAGE_SIZE, person) if words else plain(person.say("search-usage"))

    def _show_sources(self, words: str, person: Person) -> Reply:
        return self._listing(Listing("sources", "", SOURCES_A_PAGE), 0, person)

    def _press_story(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        if len(numbers) != 1:
            return None
        return Pressed(self._listing(Listing("story", str(numbers[0]), PAGE_SIZE), 0, person), in_place=False)

    def _press_page(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        kept = self._views.content(numbers[0], person.holder) if len(numbers) == 2 else {}
        if "kind" not in kept:
            return None
        return Pressed(self._listing(Listing(**kept), numbers[1], person), in_place=True)

    def _press_list(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """The first page of a list, as a message of its own."""
        first = self._press_page((*numbers, 0), person)
        return first and replace(first, in_place=False)

    def action_of(self, search: Search, person: Person) -> str:
        """For a button that brings the newest of what `search` finds."""
        return f"list:{self._view_id(Listing('latest', search.written(_UTC), PAGE_SIZE), person)}"

    def show_latest(self, topic: str, count: int, person: Person) -> Reply:
        """The first page, of `count` articles, of the newest on `topic` ("": on anything), operators and all."""
        return self._list("latest", topic, count, person)

    def show_found(self, words: str, count: int, person: Person) -> Reply:
        """The first page, of `count` articles, of those that have `words`, operators and all."""
        return self._list("search", words, count, person)

    def _list(self, kind: Literal["latest", "search"], words: str, count: int, person: Person) -> Reply:
        try:
            search = parse_search(words, person.now(self._clock), person.zone)
        except UnreadableOperator as error:
            return plain(error.told(person.language))
        # its buttons may be pressed on another day, when 昨天 is another
        return self._listing(Listing(kind, search.written(person.zone), count), 0, person)

    def named(self, question: str, topic: str, by: Literal["topic", "source"], person: Person) -> str:
        """As after /latest, the news that `question` asks for: of the source it names, or the section or words of
        `topic`, in the time it names; "" where it names nothing that is held."""
        publishers = [source.name for source in self._store.publishers() if source.name]
        source = spoken_source(question if by == "source" else topic, publishers)
        if by == "topic" and source and source.casefold() != topic.casefold():
            source = None  # news on Reuters, and not of it
        section = stored_section(topic, self._store.sections()) if by == "topic" and topic else None
        if not (source or topic) or (by == "source" and not source):
            return ""
        period = find_period(question, person.now(self._clock), person.zone)
        after, before = (period.after, period.before) if period else (None, None)
        filters = Filters(source=source, section=section, after=after, before=before)
        words = "" if section else _without(topic, source or "")
        return Search(words, filters).written(person.zone)

    def has(self, topic: str, person: Person) -> bool:
        """Whether there is any news on `topic`; not where an operator in it makes no sense."""
        try:
            return self._latest_by(self._search_for(topic, person.zone, person.known_at), 1, 0)[1] > 0
        except UnreadableOperator:
            return False

    def latest(self, topic: str, limit: int, offset: int = 0, zone: ZoneInfo = _UTC) -> tuple[list[Article], int]:
        """The newest stories, those with every word of `topic` if it has any, by an article each; and how many.

        `zone` is where the days of its operators begin. UnreadableOperator for one that makes no sense.
        """
        return self._latest_by(self._search_for(topic, zone), limit, offset)

    def search(
        self, words: str, limit: int, offset: int = 0, zone: ZoneInfo = _UTC
    ) -> tuple[list[Article], KeywordResult]:
        """Articles with all of `words`, or where none has all, with some; best first. `zone` as for latest."""
        return self._found_by(self._search_for(words, zone), limit, offset)

    def _search_for(self, words: str, zone: ZoneInfo, known_at: datetime | None = None) -> Search:
        search = parse_search(words, known_at or self._clock(), zone)
        source = search.filters.source
        if source:
            names = [source.name for source in self._store.publishers() if source.name]
            source = stored_source(source, names) or source
        return replace(search, filters=replace(search.filters, source=source, known_at=known_at))

    def _latest_by(self, search: Search, limit: int, offset: int) -> tuple[list[Article], int]:
        if not search.words:
            newest = self._stories.latest(limit, offset, search.filters)
            return self._articles(newest), self._stories.count(search.filters)
        found = find_articles(
            self._store.database, search.words, limit, offset, search.filters, newest_first=True, fold="stories"
        )
        return (self._articles(_ids(found)), found.total) if found.complete else ([], 0)

    def _found_by(
        self, search: Search, limit: int, offset: int, newest: bool = False
    ) -> tuple[list[Article], KeywordResult]:
        if search.filters and not search.words:
            articles, total = self._latest_by(search, limit, offset)
            return articles, KeywordResult((), total, complete=True)
        newest = newest or not search.query.groups
        found = find_articles(self._store.database, search.words, limit, offset, search.filters, newest)
        return self._articles(_ids(found)), found

    def _articles(self, ids: Sequence[int]) -> list[Article]:
        return list(self._store.articles(ids).values())

    def _listing(self, listing: Listing, number: int, person: Person) -> Reply:
        pages = {
            "latest": self._latest_page, "search": self._search_page, "story": self._story_page,
            "sources": self._sources_page,
        }  # fmt: skip
        return pages[listing.kind](listing, number, person)

    def _sources_page(self, listing: Listing, number: int, person: Person) -> Reply:
        held = HeldSources(self._sources.all(), self._sources.rates(), self._sources.others())
        return source_list(person, held, self._clock(), number, self._view_id(listing, person))

    def _story_page(self, listing: Listing, number: int, person: Person) -> Reply:
        article_id = int(listing.words)
        telling = self._stories.tellings([article_id]).get(article_id)
        if telling is None:
            return self._opened.open(article_id, 0, person)
        timeline = self._stories.timeline(telling.story_id)
        shown = timeline[number * listing.size : (number + 1) * listing.size]
        copies = {head: self._articles(ids) for head, ids in self._stories.copied(shown).items()}
        page = self._page(listing, number, self._articles(shown), len(timeline), person)
        return story_reply(person, telling, page, copies)

    def _latest_page(self, listing: Listing, number: int, person: Person) -> Reply:
        search = self._search_for(listing.words, person.zone, person.known_at)
        articles, total = self._latest_by(search, listing.size, number * listing.size)
        if not total:
            return self._nothing("latest-none-topic" if search.words else "latest-none", search, person)
        page = self._page(listing, number, articles, total, person)
        return article_list(
            person, _latest_title(search, person), page, tellings=self.tellings(articles), query=search.query
        )

    def _search_page(self, listing: Listing, number: int, person: Person) -> Reply:
        search = self._search_for(listing.words, person.zone, person.known_at)
        articles, found = self._found_by(search, listing.size, number * listing.size, listing.newest)
        if not found.total:
            return self._nothing("search-none", search, person)
        passages = self._store.passages([hit.passage_id for hit in found.hits])
        shown = {passage.article_id: passage for passage in passages.values()} if search.query.groups else {}
        excerpts = {each.id: excerpt(each, shown.get(each.id), search.words) for each in articles}
        title = _search_title(search, found, listing.newest, person)
        page = self._page(listing, number, articles, found.total, person)
        reply = article_list(person, title, page, excerpts, self.tellings(articles), search.query)
        if not search.query.groups or found.total < 2:
            return reply
        other = replace(listing, newest=not listing.newest)
        label = person.say("button-best" if listing.newest else "button-newest")
        return replace(reply, buttons=(*reply.buttons, (Button(label, f"page:{self._view_id(other, person)}:0"),)))

    def tellings(self, articles: Sequence[Article]) -> dict[int, Telling]:
        """The story of each of the articles that has one, by article id."""
        return self._stories.tellings([article.id for article in articles])

    def _nothing(self, message: str, search: Search, person: Person) -> Reply:
        """That nothing was found; inside limits, that it is they, where there is something outside of them."""
        known = Filters(known_at=person.known_at)
        if search.filters == known:
            return plain(person.say(message, topic=search.words, words=search.words), ReplyKind.NOTHING)
        _, outside = self._latest_by(replace(search, filters=known), 0, 0)
        filters = filter_words(search.filters, person.language, person.zone)
        said = person.say("none-inside", words=search.words or "none", filters=filters, outside=outside)
        return plain(said, ReplyKind.NOTHING)

    def _page(self, listing: Listing, number: int, articles: list[Article], total: int, person: Person) -> ListPage:
        return ListPage(articles, number, listing.size, total, self._view_id(listing, person))

    def _view_id(self, listing: Listing, person: Person) -> int:
        return self._views.number(asdict(listing), person.holder)


def _without(topic: str, source: str) -> str:
    plain, name = topic.casefold(), source.casefold()
    return plain.replace(name, "").strip() if name in plain else topic


def _ids(found: KeywordResult) -> list[int]:
    return [hit.article_id for hit in found.hits]


def _latest_title(search: Search, person: Person) -> str:
    if not search.words:
        return _limited(person.say("latest-title"), search, person)
    query = search.query
    if query.is_plain:
        return _limited(person.say("latest-title-topic", topic=search.words), search, person)
    return _limited(person.say("latest-title-query", query=query_words(query, person.language)), search, person)


def _search_title(search: Search, found: KeywordResult, newest: bool, person: Person) -> str:
    """How many articles there are, of what was understood."""
    query, order = search.query, person.say("search-newest") if newest and search.words else ""
    if not search.words:
        said = person.say("search-title-any", total=found.total)
    elif not found.complete:
        said = person.say("search-title-some", words=search.words, total=found.total)
    elif query.is_plain:
        said = person.say("search-title", words=search.words, total=found.total)
    else:
        said = person.say("search-title-query", query=query_words(query, person.language), total=found.total)
    return _limited(said, search, person, order)


def _limited(title: str, search: Search, person: Person, order: str = "") -> str:
    """The title with what the list was limited to, and its order where it was chosen."""
    filters = filter_words(search.filters, person.language, person.zone)
    limits = person.say("criteria-comma").join(filter(None, (filters, order)))
    return person.say("title-inside", title=title, filters=limits) if limits else title
