"""What the bot does with a message or a button, for every transport: the one place where commands meet the news."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.conversation.dialogues import Answers, DialogueAnswer, Dialogues, ReplyScope
from bot.conversation.intent import REPLIES, Sort, sort_of
from bot.conversation.ordinals import named_item
from bot.conversation.reply_scope import ScopedAnswers, Scopes, item_of
from bot.core.answer import Answer
from bot.core.commands import NAMES, OPERATING, Command, parse_command, similar_command
from bot.core.person import Person
from bot.core.reply import About, Piece, Pressed, Reply, Style, plain
from bot.features.articles import ArticleTexts
from bot.features.digest import Digests
from bot.features.feature import ButtonHandler, CommandHandler, Feature, commands_of, presses_of
from bot.features.follow import Follow
from bot.features.lists import PAGE_SIZE, Lists
from bot.features.media import Medium, medium_reply
from bot.features.privacy import Privacy
from bot.features.ratings import Ratings
from bot.features.settings.menu import Settings
from bot.features.shared_links import Comparing, Links, PageReader, link_in
from bot.features.similar import FindSimilar, SimilarStories
from bot.features.subscriptions import SubscriptionCommands
from bot.features.topics import Topics
from bot.features.trend import Trend
from bot.question.news_request import news_topic
from bot.replies.answers import answer_reply
from bot.replies.explanation import why_reply
from data.chats.chats import Chats
from data.chats.erasure import Erasure
from data.chats.feedback import Feedback
from data.chats.subscriptions import Subscriptions
from data.chats.turns import Turns
from data.store.articles import Store
from data.store.stories import Stories
from embeddings.clustering.unstored import Others
from embeddings.search.priority import Priority

_NUMBER = re.compile(r"\d{1,15}", re.ASCII)  # SQLite's integers end at 19 digits
_UTC = ZoneInfo("UTC")


class Router:
    """Answers messages from `store`; thread-safe, and blocking: transports that must not wait use a thread."""

    def __init__(
        self,
        store: Store,
        answerer: Answers,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        priority: Priority | None = None,
        llm: str | None = None,
        similar: FindSimilar = lambda article_ids, most: [],
        pages: PageReader | None = None,
        compare: Comparing = lambda title, body, published_at: Others(),
        operating: Sequence[Feature] = (),
    ) -> None:
        """`operating`: the features of the bot's admins, which for everybody else do not exist."""
        self.store, self.clock, self._priority = store, clock, priority or Priority()
        self.stories = Stories(store.database)
        turns, feedback = Turns(store.database), Feedback(store.database, clock)
        self.dialogues = Dialogues(ScopedAnswers(answerer), turns, clock, feedback)
        self._scopes = Scopes(store, turns)
        self.opened = ArticleTexts(store)
        self.lists = Lists(store, self.opened, clock)
        self.links = Links(store, pages, compare, self.opened, clock) if pages else None
        self.chats = Chats(store.database, clock)
        self.features: tuple[Feature, ...] = (
            self.opened,
            self.lists,
            Topics(store, self.lists, clock),
            Trend(store, self.lists, clock),
            Settings(self.chats, clock),
            SubscriptionCommands(store, clock),
            Digests(store, clock),
            Privacy(Erasure(store.database), llm),
            Ratings(turns, feedback),
            Follow(store, turns, Subscriptions(store.database, clock)),
            SimilarStories(store, similar),
            *((self.links,) if self.links else ()),
        )
        self._commands: Mapping[str, CommandHandler] = {
            "start": self._start,
            "help": self._help,
            "new": self._new,
            "why": self._why,
            **commands_of(self.features),
        }
        self._presses: Mapping[str, ButtonHandler] = presses_of(self.features)
        self._operating, self._operating_presses = commands_of(operating), presses_of(operating)
        assert set(self._commands) == set(NAMES) - OPERATING
        assert set(self._operating) in (set(), OPERATING)
        assert not self._presses.keys() & self._operating_presses.keys()

    def respond(
        self,
        text: str,
        person: Person,
        instead_of: str = "",
        about: About | None = None,
        links: Sequence[str] = (),
    ) -> Reply:
        """The reply to a message: a command, a link that is read, or anything else as a question.

        `instead_of`: what the message said before it was edited. `about`: what the message speaks of to which it is a
        reply. `links`: addresses behind its words.
        """
        command = parse_command(text)
        if command:
            return self.command(command, person)
        link = link_in(text, links) if self.links else None
        if self.links and link:
            with self._priority.question():
                return self.links.link(link, person.speaking_as(text.replace(link, "")))
        return self.ask_about(about, text, person, instead_of) if about else self.ask(text, person, instead_of)

    def forwarded(self, text: str, person: Person, links: Sequence[str] = ()) -> Reply:
        """The reply to somebody else's words: who reports what they say, or what the link in them leads to."""
        if self.links is None:
            return self.ask(text, person)
        with self._priority.question():
            return self.links.forwarded(text, links, person)

    def file(self, name: str, content: bytes, person: Person) -> Reply:
        """The reply to a file that was sent."""
        if self.links is None:
            return medium_reply(person, Medium.FILE)
        with self._priority.question():
            return self.links.file(name, content, person)

    def command(self, command: Command, person: Person) -> Reply:
        run = self._commands.get(command.name) or (self._operating.get(command.name) if person.operates else None)
        if run:
            return run(command.words, person)
        like = similar_command(command.name, self._names(person))
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
            return self.lists.show_latest("", PAGE_SIZE, person)
        if message.sort is Sort.KEYWORD and self.lists.latest(message.words, 1, zone=person.zone)[1]:
            return self.lists.show_latest(message.words, PAGE_SIZE, person)
        if message.sort is Sort.FOREIGN and not person.otherwise:
            person = replace(person, language="en")
        if not self.store.count():
            return plain(person.say("answer-empty"))
        reply = self.told_reply(self.tell(message.words, person, instead_of=sort_of(instead_of).words), person)
        if message.sort is not Sort.PASTED:
            return reply
        head = Piece(person.say("small-pasted", words=message.words) + "\n\n", Style.FAINT)
        return replace(reply, pieces=(head, *reply.pieces))

    def ask_about(self, about: About, text: str, person: Person, instead_of: str = "") -> Reply:
        """An answer from what a message speaks of; `第二条` alone opens that item of a list."""
        item = named_item(text)
        article_id = item_of(about, item) if item else None
        if item and article_id:
            if not item.rest:
                return self.opened.open(article_id, 0, person)
            text, about = item.rest, About((article_id,))
        message, scope = sort_of(text), self._scopes.of(about, self.clock())
        asks_on = message.sort in (Sort.QUESTION, Sort.KEYWORD, Sort.NUMBER, Sort.FOREIGN)
        if scope is None or not asks_on or news_topic(message.words) is not None:
            return self.ask(text, person, instead_of)
        person = person.speaking_as(text)
        return self.told_reply(self.tell(text, person, instead_of=instead_of, scope=scope), person)

    def answer(self, question: str, asked_at: datetime | None = None, zone: ZoneInfo = _UTC) -> Answer:
        """What the news as it was at `asked_at` (None: all of it, now) says to `question`, of no chat."""
        return self.tell(question, Person("en", zone), asked_at).answer

    def tell(
        self,
        question: str,
        person: Person,
        asked_at: datetime | None = None,
        instead_of: str = "",
        scope: ReplyScope | None = None,
    ) -> DialogueAnswer:
        """The same in the person's chat: made whole from what was asked there before, and remembered."""
        with self._priority.question():
            return self.dialogues.ask(question, person, asked_at, instead_of, scope)

    def told_reply(self, told: DialogueAnswer, person: Person) -> Reply:
        cited = [article.id for article in told.answer.articles]
        reprints = self.stories.reprints(cited)
        return answer_reply(person, told.answer, told.asked_at, told.understood, reprints, told.turn_id)

    def press(self, action: str, person: Person) -> Pressed:
        """What a button brings; kind words where what it stood for is gone."""
        kind, *rest = action.split(":")
        numbers = [int(number) for number in rest if _NUMBER.fullmatch(number)]
        run = self._presses.get(kind) or (self._operating_presses.get(kind) if person.operates else None)
        pressed = run(numbers, person) if run and len(numbers) == len(rest) else None
        return pressed or Pressed(plain(person.say("view-gone")), in_place=False)

    def _new(self, words: str, person: Person) -> Reply:
        self.dialogues.forget(person)
        return plain(person.say("new-topic"))

    def _why(self, words: str, person: Person) -> Reply:
        return why_reply(person, self.dialogues.last(person))

    def _start(self, words: str, person: Person) -> Reply:
        example = person.say("start-example-question")
        tries = (
            f"\n\n{person.say('start-examples')}\n{example}\n/latest\n/search {person.say('start-example-word')}\n/help"
        )
        return Reply((Piece(person.say("start")), Piece(tries)))

    def _help(self, words: str, person: Person) -> Reply:
        def lines(names: Sequence[str]) -> str:
            return "".join(f"\n/{name} – {person.say(f'command-{name}')}" for name in names)

        own = [name for name in self._names(person) if name in OPERATING]
        everybody = [name for name in NAMES if name not in OPERATING]
        pieces = [Piece(person.say("help-title"), Style.BOLD), Piece(lines(everybody))]
        if own:
            pieces += [Piece("\n\n" + person.say("help-operating"), Style.BOLD), Piece(lines(own))]
        return Reply((*pieces, Piece(f"\n\n{person.say('help-ask')}")))

    def _names(self, person: Person) -> list[str]:
        """The commands that there are for the person."""
        return [name for name in NAMES if name not in OPERATING or (person.operates and name in self._operating)]
