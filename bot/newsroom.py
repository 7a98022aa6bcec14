"""What the bot does with a message or a button, for every transport: the one place where commands meet the news."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.answer import Answer
from bot.answer_views import answer_reply
from bot.commands import NAMES, Command, parse_command, similar_command, topic_and_count
from bot.dialogues import Answers, Dialogues, Told
from bot.excerpts import excerpt
from bot.explaining import why_reply
from bot.history import history_reply
from bot.operators import Search, UnreadableOperator, filter_words, parse_search
from bot.questions import news_topic
from bot.quotes import quote_reply
from bot.replies import Button, Piece, Pressed, Reply, Style, plain
from bot.scope import stored_source
from bot.smalltalk import REPLIES, Sort, sort_of
from bot.source_views import PAGE_SIZE, Held, source_list
from bot.story_views import story_reply
from bot.views import Page, Person, article_list, article_text
from data.lexical import KeywordResult, find_articles
from data.models import Article, Filters, Span
from data.sources import Sources
from data.store import Store
from data.stories import Stories, Telling
from data.turns import Turns
from embeddings.yielding import Yielding

_NUMBER = re.compile(r"\d{1,15}", re.ASCII)  # SQLite's integers end at 19 digits
_UTC = ZoneInfo("UTC")
_PAGE_SIZE = 5  # fits one phone screen


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that a person asked for: what its paging buttons remember."""

    kind: Literal["latest", "search", "story", "sources"]
    words: str  # of a story: the number of an article that tells it
    size: int


class Newsroom:
    """Answers messages from `store`; thread-safe, and blocking: transports that must not wait use a thread."""

    def __init__(
        self,
        store: Store,
        answerer: Answers,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        yielding: Yielding | None = None,
    ) -> None:
        self.store, self._clock, self._yielding = store, clock, yielding or Yielding()
        self.stories, self.sources = Stories(store.database), Sources(store.database, clock)
        self._dialogues = Dialogues(answerer, Turns(store.database), clock)
        self._commands: dict[str, Callable[[str, Person], Reply]] = {
            "start": self._start,
            "help": self._help,
            "latest": self._latest,
            "search": self._search,
            "sources": self._sources,
            "new": self._new,
            "why": self._why,
        }
        assert tuple(self._commands) == NAMES

    def respond(self, text: str, person: Person, instead_of: str = "") -> Reply:
        """The reply to a message: a command, or anything else as a question.

        `instead_of`: what the message said before it was edited.
        """
        command = parse_command(text)
        return self.command(command, person) if command else self.ask(text, person, instead_of)

    def command(self, command: Command, person: Person) -> Reply:
        run = self._commands.get(command.name)
        if run:
            return run(command.words, person)
        like = similar_command(command.name)
        return plain(person.say("unknown-command", command=f"/{command.name}", like=f"/{like}" if like else "none"))

    def ask(self, text: str, person: Person, instead_of: str = "") -> Reply:
        """An answer, or what else `text` calls for: it may be a greeting, a bare name, a command without its slash."""
        message = sort_of(text)
        command = parse_command(message.words) if message.sort is Sort.COMMAND else None
        if command:
            return self.command(command, person)
        person = person.speaking_as(text)
        if message.sort in REPLIES:
            return plain(person.say(REPLIES[message.sort], example=person.say("start-example-question")))
        if news_topic(message.words) == "":
            return self.list_latest("", _PAGE_SIZE, person)
        if message.sort is Sort.KEYWORD and self.latest(message.words, 1, zone=person.zone)[1]:
            return self.list_latest(message.words, _PAGE_SIZE, person)
        if message.sort is Sort.FOREIGN:
            person = replace(person, language="en")
        if not self.store.count():
            return plain(person.say("answer-empty"))
        reply = self.told_reply(self.tell(message.words, person, instead_of=sort_of(instead_of).words), person)
        if message.sort is not Sort.PASTED:
            return reply
        head = Piece(person.say("small-pasted", words=message.words) + "\n\n", Style.FAINT)
        return replace(reply, pieces=(head, *reply.pieces))

    def answer(self, question: str, asked_at: datetime | None = None, zone: ZoneInfo = _UTC) -> Answer:
        """What the news as it was at `asked_at` (None: all of it, now) says to `question`, of no chat."""
        return self.tell(question, Person("en", zone), asked_at).answer

    def tell(self, question: str, person: Person, asked_at: datetime | None = None, instead_of: str = "") -> Told:
        """The same in the person's chat: made whole from what was asked there before, and remembered."""
        with self._yielding.question():
            return self._dialogues.ask(question, person, asked_at, instead_of)

    def told_reply(self, told: Told, person: Person) -> Reply:
        cited = [article.id for article in told.answer.articles]
        return answer_reply(person, told.answer, told.asked_at, told.understood, self.stories.reprints(cited))

    def press(self, action: str, person: Person) -> Pressed:
        """What a button brings; kind words where what it stood for is gone."""
        kind, _, rest = action.partition(":")
        numbers = [int(number) for number in rest.split(":") if _NUMBER.fullmatch(number)]
        if kind == "article" and len(numbers) == 2:
            return Pressed(self.open_article(numbers[0], numbers[1], person), in_place=False)
        if kind == "quote" and len(numbers) == 4:
            return Pressed(self._open_quote(numbers[0], Span(*numbers[1:3]), numbers[3], person), in_place=False)
        if kind == "history" and len(numbers) == 2:
            return Pressed(self._history(numbers[0], numbers[1], person), in_place=True)
        if kind == "story" and len(numbers) == 1:
            listing = Listing("story", str(numbers[0]), _PAGE_SIZE)
            return Pressed(self._listing(listing, 0, person), in_place=False)
        if kind == "page" and len(numbers) == 2 and (content := self.store.view(numbers[0])):
            return Pressed(self._listing(Listing(**json.loads(content)), numbers[1], person), in_place=True)
        return Pressed(plain(person.say("view-gone")), in_place=False)

    def open_article(self, article_id: int, part: int, person: Person) -> Reply:
        article = self.store.article(article_id)
        telling = self.stories.tellings([article_id]).get(article_id)
        return (article and article_text(person, article, part, telling)) or plain(person.say("article-gone"))

    def _history(self, article_id: int, number: int, person: Person) -> Reply:
        article = self.store.article(article_id)
        if article is None:
            return plain(person.say("article-gone"))
        return history_reply(person, article, self.store.versions(article_id), number)

    def _open_quote(self, article_id: int, span: Span, check: int, person: Person) -> Reply:
        article = self.store.article(article_id)
        if article is None:
            return plain(person.say("article-gone"))
        return quote_reply(person, article, span, check) or self._changed(article, person)

    def _changed(self, article: Article, person: Person) -> Reply:
        """For a quote that no longer stands where it stood."""
        button = Button(person.say("button-text"), f"article:{article.id}:0")
        return Reply((Piece(person.say("quote-gone")),), ((button,),))

    def _new(self, words: str, person: Person) -> Reply:
        self._dialogues.forget(person)
        return plain(person.say("new-topic"))

    def _why(self, words: str, person: Person) -> Reply:
        return why_reply(person, self._dialogues.last(person))

    def _start(self, words: str, person: Person) -> Reply:
        example = person.say("start-example-question")
        tries = (
            f"\n\n{person.say('start-examples')}\n{example}\n/latest\n/search {person.say('start-example-word')}\n/help"
        )
        return Reply((Piece(person.say("start")), Piece(tries)))

    def _help(self, words: str, person: Person) -> Reply:
        lines = "".join(f"\n/{name} – {person.say(f'command-{name}')}" for name in NAMES)
        return Reply((Piece(person.say("help-title"), Style.BOLD), Piece(f"{lines}\n\n{person.say('help-ask')}")))

    def _latest(self, words: str, person: Person) -> Reply:
        return self.list_latest(*topic_and_count(words, _PAGE_SIZE), person)

    def _search(self, words: str, person: Person) -> Reply:
        if not words:
            return plain(person.say("search-usage"))
        return self.list_found(words, _PAGE_SIZE, person)

    def list_latest(self, topic: str, count: int, person: Person) -> Reply:
        """The first page, of `count` articles, of the newest on `topic` ("": on anything), operators and all."""
        return self._list("latest", topic, count, person)

    def list_found(self, words: str, count: int, person: Person) -> Reply:
        """The first page, of `count` articles, of those that have `words`, operators and all."""
        return self._list("search", words, count, person)

    def _list(self, kind: Literal["latest", "search"], words: str, count: int, person: Person) -> Reply:
        try:
            search = parse_search(words, self._clock(), person.zone)
        except UnreadableOperator as error:
            return plain(error.told(person.language))
        # its buttons may be pressed on another day, when 昨天 is another
        return self._listing(Listing(kind, search.written(person.zone), count), 0, person)

    def _sources(self, words: str, person: Person) -> Reply:
        return self._listing(Listing("sources", "", PAGE_SIZE), 0, person)

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

    def _search_for(self, words: str, zone: ZoneInfo) -> Search:
        search = parse_search(words, self._clock(), zone)
        if not search.filters.source:
            return search
        names = [source.name for source in self.store.publishers() if source.name]
        source = stored_source(search.filters.source, names) or search.filters.source
        return replace(search, filters=replace(search.filters, source=source))

    def _latest_by(self, search: Search, limit: int, offset: int) -> tuple[list[Article], int]:
        if not search.words:
            newest = self.stories.latest(limit, offset, search.filters)
            return self._articles(newest), self.stories.count(search.filters)
        found = find_articles(
            self.store.database, search.words, limit, offset, search.filters, newest_first=True, fold="stories"
        )
        return (self._articles(_ids(found)), found.total) if found.complete else ([], 0)

    def _found_by(self, search: Search, limit: int, offset: int) -> tuple[list[Article], KeywordResult]:
        if search.filters and not search.words:
            articles, total = self._latest_by(search, limit, offset)
            return articles, KeywordResult((), total, complete=True)
        found = find_articles(self.store.database, search.words, limit, offset, search.filters)
        return self._articles(_ids(found)), found

    def _articles(self, ids: Sequence[int]) -> list[Article]:
        articles = self.store.articles(ids)
        return [articles[each] for each in ids if each in articles]

    def _listing(self, listing: Listing, number: int, person: Person) -> Reply:
        pages = {
            "latest": self._latest_page, "search": self._search_page, "story": self._story_page,
            "sources": self._sources_page,
        }  # fmt: skip
        return pages[listing.kind](listing, number, person)

    def _sources_page(self, listing: Listing, number: int, person: Person) -> Reply:
        held = Held(self.sources.all(), self.sources.rates(), self.sources.others())
        return source_list(person, held, self._clock(), number, self._view_id(listing))

    def _story_page(self, listing: Listing, number: int, person: Person) -> Reply:
        article_id = int(listing.words)
        telling = self.stories.tellings([article_id]).get(article_id)
        if telling is None:
            return self.open_article(article_id, 0, person)
        timeline = self.stories.timeline(telling.story_id)
        shown = timeline[number * listing.size : (number + 1) * listing.size]
        copies = {head: self._articles(ids) for head, ids in self.stories.copied(shown).items()}
        return story_reply(person, telling, self._page(listing, number, self._articles(shown), len(timeline)), copies)

    def _latest_page(self, listing: Listing, number: int, person: Person) -> Reply:
        search = self._search_for(listing.words, person.zone)
        articles, total = self._latest_by(search, listing.size, number * listing.size)
        if not total:
            return self._nothing("latest-none-topic" if search.words else "latest-none", search, person)
        title = person.say("latest-title-topic" if search.words else "latest-title", topic=search.words)
        page = self._page(listing, number, articles, total)
        return article_list(person, _limited(title, search, person), page, tellings=self.tellings(articles))

    def _search_page(self, listing: Listing, number: int, person: Person) -> Reply:
        search = self._search_for(listing.words, person.zone)
        articles, found = self._found_by(search, listing.size, number * listing.size)
        if not found.total:
            return self._nothing("search-none", search, person)
        title = "search-title-any" if not search.words else "search-title" if found.complete else "search-title-some"
        passages = self.store.passages([hit.passage_id for hit in found.hits])
        shown = {passage.article_id: passage for passage in passages.values()}
        excerpts = {each.id: excerpt(each, shown.get(each.id), search.words) for each in articles}
        said = _limited(person.say(title, words=search.words, total=found.total), search, person)
        page = self._page(listing, number, articles, found.total)
        return article_list(person, said, page, excerpts, self.tellings(articles))

    def tellings(self, articles: Sequence[Article]) -> dict[int, Telling]:
        """The story of each of the articles that has one, by article id."""
        return self.stories.tellings([article.id for article in articles])

    def _nothing(self, message: str, search: Search, person: Person) -> Reply:
        """That nothing was found; inside limits, that it is they, where there is something outside of them."""
        if not search.filters:
            return plain(person.say(message, topic=search.words, words=search.words))
        _, outside = self._latest_by(replace(search, filters=Filters()), 0, 0)
        filters = filter_words(search.filters, person.language, person.zone)
        return plain(person.say("none-inside", words=search.words or "none", filters=filters, outside=outside))

    def _page(self, listing: Listing, number: int, articles: list[Article], total: int) -> Page:
        return Page(articles, number, listing.size, total, self._view_id(listing))

    def _view_id(self, listing: Listing) -> int:
        return self.store.view_id(json.dumps(asdict(listing), ensure_ascii=False), self._clock())


def _ids(found: KeywordResult) -> list[int]:
    return [hit.article_id for hit in found.hits]


def _limited(title: str, search: Search, person: Person) -> str:
    """The title with what the list was limited to."""
    filters = filter_words(search.filters, person.language, person.zone)
    return person.say("title-inside", title=title, filters=filters) if filters else title
