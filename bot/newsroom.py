"""What the bot does with a message or a button, for every transport: the one place where commands meet the news."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal

from bot.answers import Answer, Answerer
from bot.commands import NAMES, Command, parse_command, similar_command, topic_and_count
from bot.excerpts import excerpt
from bot.questions import is_greeting, is_thanks, news_topic
from bot.replies import Piece, Pressed, Reply, Style, plain
from bot.views import Page, Person, answer_reply, article_list, article_text, source_list
from data.lexical import KeywordResult, find_articles
from data.models import Article
from data.store import Store

_NUMBER = re.compile(r"\d{1,15}", re.ASCII)  # SQLite's integers end at 19 digits
_PAGE_SIZE = 5  # fits one phone screen


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that a person asked for: what its paging buttons remember."""

    kind: Literal["latest", "search"]
    words: str
    size: int


class Newsroom:
    """Answers messages from `store`; thread-safe, and blocking: transports that must not wait use a thread."""

    def __init__(
        self, store: Store, answerer: Answerer, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.store, self._answerer, self._clock = store, answerer, clock
        self._commands: dict[str, Callable[[str, Person], Reply]] = {
            "start": self._start,
            "help": self._help,
            "latest": self._latest,
            "search": self._search,
            "sources": self._sources,
        }
        assert tuple(self._commands) == NAMES

    def respond(self, text: str, person: Person) -> Reply:
        """The reply to a message: a command, or anything else as a question."""
        command = parse_command(text)
        return self.command(command, person) if command else self.ask(text, person)

    def command(self, command: Command, person: Person) -> Reply:
        run = self._commands.get(command.name)
        if run:
            return run(command.words, person)
        like = similar_command(command.name)
        return plain(person.say("unknown-command", command=f"/{command.name}", like=f"/{like}" if like else "none"))

    def ask(self, question: str, person: Person) -> Reply:
        person = person.speaking_as(question)
        if is_greeting(question):
            return self._start("", person)
        if is_thanks(question):
            return plain(person.say("welcome"))
        if news_topic(question) == "":
            return self.list_latest("", _PAGE_SIZE, person)
        return answer_reply(person, self.answer(question))

    def answer(self, question: str, asked_at: datetime | None = None) -> Answer:
        """What the news as it was at `asked_at` (None: all of it) says to `question`."""
        return self._answerer.answer(question, asked_at)

    def press(self, action: str, person: Person) -> Pressed:
        """What a button brings; kind words where what it stood for is gone."""
        kind, _, rest = action.partition(":")
        numbers = [int(number) for number in rest.split(":") if _NUMBER.fullmatch(number)]
        if kind == "article" and len(numbers) == 2:
            return Pressed(self.open_article(numbers[0], numbers[1], person), in_place=False)
        if kind == "page" and len(numbers) == 2 and (content := self.store.view(numbers[0])):
            return Pressed(self._listing(Listing(**json.loads(content)), numbers[1], person), in_place=True)
        return Pressed(plain(person.say("view-gone")), in_place=False)

    def open_article(self, article_id: int, part: int, person: Person) -> Reply:
        article = self.store.article(article_id)
        return (article and article_text(person, article, part)) or plain(person.say("article-gone"))

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
        """The first page, of `count` articles, of the newest on `topic` ("": on anything)."""
        return self._listing(Listing("latest", topic, count), 0, person)

    def list_found(self, words: str, count: int, person: Person) -> Reply:
        """The first page, of `count` articles, of those that have `words`."""
        return self._listing(Listing("search", words, count), 0, person)

    def _sources(self, words: str, person: Person) -> Reply:
        return source_list(person, self.store.sources())

    def latest(self, topic: str, limit: int, offset: int = 0) -> tuple[list[Article], int]:
        """The newest articles, those with every word of `topic` if it has any; and how many there are."""
        if not topic:
            return self.store.latest(limit, offset), self.store.count()
        found = find_articles(self.store.database, topic, limit, offset, newest_first=True)
        return (self._articles(found), found.total) if found.complete else ([], 0)

    def search(self, words: str, limit: int, offset: int = 0) -> tuple[list[Article], KeywordResult]:
        """Articles with all of `words`, or where none has all, with some; best first."""
        found = find_articles(self.store.database, words, limit, offset)
        return self._articles(found), found

    def _articles(self, found: KeywordResult) -> list[Article]:
        articles = self.store.articles([hit.article_id for hit in found.hits])
        return [articles[hit.article_id] for hit in found.hits if hit.article_id in articles]

    def _listing(self, listing: Listing, number: int, person: Person) -> Reply:
        show = self._latest_page if listing.kind == "latest" else self._search_page
        return show(listing, number, person)

    def _latest_page(self, listing: Listing, number: int, person: Person) -> Reply:
        articles, total = self.latest(listing.words, listing.size, number * listing.size)
        if not total:
            none = "latest-none-topic" if listing.words else "latest-none"
            return plain(person.say(none, topic=listing.words))
        title = person.say("latest-title-topic" if listing.words else "latest-title", topic=listing.words)
        return article_list(person, title, self._page(listing, number, articles, total))

    def _search_page(self, listing: Listing, number: int, person: Person) -> Reply:
        articles, found = self.search(listing.words, listing.size, number * listing.size)
        if not found.total:
            return plain(person.say("search-none", words=listing.words))
        title = "search-title" if found.complete else "search-title-some"
        passages = self.store.passages([hit.passage_id for hit in found.hits])
        shown = {passage.article_id: passage for passage in passages.values()}
        excerpts = {each.id: excerpt(each, shown.get(each.id), listing.words) for each in articles}
        page = self._page(listing, number, articles, found.total)
        return article_list(person, person.say(title, words=listing.words, total=found.total), page, excerpts)

    def _page(self, listing: Listing, number: int, articles: list[Article], total: int) -> Page:
        content = json.dumps(asdict(listing), ensure_ascii=False)
        return Page(articles, number, listing.size, total, self.store.view_id(content, self._clock()))
