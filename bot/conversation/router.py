"""What the bot does with a message or a button, for every transport: the one place where commands meet the news."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from bot.conversation.dialogues import Dialogues
from bot.conversation.reply_scope import Scopes
from bot.conversation.small_talk import Talk
from bot.conversation.understanding import (
    HowTo,
    ListItem,
    Overview,
    Question,
    SharedLink,
    SmallTalk,
    Understood,
    Wish,
)
from bot.conversation.wanted import wanted
from bot.core.answer import Answer
from bot.core.commands import NAMES, OPERATING, Command, similar_command
from bot.core.measures import Measures
from bot.core.person import Person
from bot.core.reply import Piece, Pressed, Reply, ReplyKind, Style, plain
from bot.features.articles import ArticleTexts, FindSimilar, SimilarStories
from bot.features.digest import Digests
from bot.features.feature import ButtonHandler, CommandHandler, Feature, commands_of, presses_of
from bot.features.follow import Follow
from bot.features.lists import PAGE_SIZE, Lists
from bot.features.media import Medium, medium_reply
from bot.features.overview import Overviews
from bot.features.privacy import Privacy
from bot.features.ratings import Ratings
from bot.features.settings.menu import Settings
from bot.features.shared_links import Comparing, Links, PageReader
from bot.features.subscriptions import SubscriptionCommands
from bot.features.topics import Topics
from bot.features.trend import Trend
from bot.features.wishes import Wishes
from bot.question.asked import Answers
from bot.replies.answers import answer_reply
from bot.replies.explanation import why_reply
from bot.replies.traditional import in_script
from data.chats.chats import Chats
from data.chats.erasure import Erasure
from data.chats.feedback import Feedback
from data.chats.subscriptions import Subscriptions
from data.chats.turns import Turns
from data.store.articles import Store
from data.store.stories import Stories
from embeddings.clustering.unstored import Others
from embeddings.intent.classifier import IntentClassifier
from embeddings.search.priority import Priority

_ANSWERS = 0.6  # of a confidence, from which what may be no question was one
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)  # SQLite's integers end at 19 digits


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
        intents: IntentClassifier | None = None,
    ) -> None:
        """`operating`: the features of the bot's admins, which for everybody else do not exist. Without `intents` all
        that is no command and no small talk is asked of the news."""
        self.store, self.clock, self._priority = store, clock, priority or Priority()
        self.measures, self.stories = Measures(), Stories(store.database)
        turns, feedback = Turns(store.database), Feedback(store.database, clock)
        self._scopes = Scopes(store, turns)
        self.dialogues = Dialogues(answerer, turns, self._scopes, clock, feedback)
        self._intents, self._wishes = intents, Wishes(store, self._command, clock)
        self.chats, self.opened = Chats(store.database, clock), ArticleTexts(store)
        self.lists = Lists(store, self.opened, clock)
        self.overviews = Overviews(store, self.lists, clock)
        self.links = Links(store, pages, self._first(compare), self.opened, clock) if pages else None
        self.features: tuple[Feature, ...] = (
            self.opened,
            self.lists,
            self.overviews,
            Topics(store, self.lists, clock),
            Trend(store, self.lists, clock),
            Settings(self.chats, clock),
            SubscriptionCommands(store, clock),
            Digests(store, clock),
            Privacy(Erasure(store.database), llm),
            Ratings(turns, feedback),
            Follow(store, turns, Subscriptions(store.database, clock)),
            SimilarStories(store, similar),
            self._wishes,
            *((self.links,) if self.links else ()),
        )
        own: dict[str, CommandHandler]
        own = {"start": self._start, "help": self._help, "new": self._new, "why": self._why}
        self._commands: Mapping[str, CommandHandler] = own | commands_of(self.features)
        self._presses: Mapping[str, ButtonHandler] = presses_of(self.features)
        self._operating, self._operating_presses = commands_of(operating), presses_of(operating)
        self._waiting = {name for feature in (*self.features, *operating) for name in feature.waiting}
        assert set(self._commands) == set(NAMES) - OPERATING
        assert set(self._operating) in (set(), OPERATING)
        assert not self._presses.keys() & self._operating_presses.keys()

    def respond(self, message: Understood, person: Person) -> Reply:
        """The reply to a message of words, which is remembered where it was a question in a chat."""
        started = self.measures.started()
        reply = in_script(person, self._reply(message, person))
        self.measures.replied(reply.kind, started)
        return reply

    def _reply(self, message: Understood, person: Person) -> Reply:
        if isinstance(message, Question) and self._intents and message.is_open:
            message = wanted(message, self._intents.read(message.words), self.dialogues.is_under_way(person))
        match message:
            case Command():
                return self._command(message, person)
            case SharedLink():
                return self._link(message, person)
            case ListItem():
                return self.opened.open(message.article_id, 0, person)
            case SmallTalk():
                return _talk(message.talk, person.speaking(message.language))
            case Overview():
                return self.overviews.show(message.words, message.topic, person.speaking(message.language))
            case HowTo(command=""):
                return replace(_talk(Talk.ABOUT, person.speaking(message.language)), kind=ReplyKind.HELP)
            case HowTo():
                return self._wishes.how_to(message.command, person.speaking(message.language))
            case Wish():
                return self._wishes.confirm(message.command, person.speaking(message.language))
            case Question(forwarded=True) if self.links:
                return self.links.claim(message.words, person)
            case Question():
                return self._question(message, person.speaking(message.language))

    def file(self, name: str, content: bytes, person: Person) -> Reply:
        """The reply to a file that was sent."""
        if self.links is None:
            return medium_reply(person, Medium.FILE)
        return in_script(person, self.links.file(name, content, person))

    def waits(self, message: Understood | str) -> bool:
        """Whether the reply to a message, or to the action of a button, waits for other servers."""
        if isinstance(message, str):
            return message.partition(":")[0] in self._waiting
        return isinstance(message, SharedLink) or (isinstance(message, Command) and message.name in self._waiting)

    def _command(self, command: Command, person: Person) -> Reply:
        run = self._commands.get(command.name) or (self._operating.get(command.name) if person.operates else None)
        if run:
            return replace(run(command.words, person), command=command.name)
        like = similar_command(command.name, self._names(person)) or ""
        unknown = person.say("unknown-command", command=f"/{command.name}", like=f"/{like}" if like else "none")
        return replace(plain(unknown), command=like)

    def _link(self, link: SharedLink, person: Person) -> Reply:
        if self.links is None:
            return _talk(Talk.LINK, person.speaking(link.language))
        if link.forwarded:
            return self.links.forwarded(link.url, link.words, person)
        return self.links.link(link.url, person.speaking(link.language))

    def _first(self, compare: Comparing) -> Comparing:
        """Before the work in the background, which goes on while a page is waited for."""

        def compared(title: str, body: str, published_at: datetime | None) -> Others:
            with self._priority.question():
                return compare(title, body, published_at)

        return compared

    def _question(self, question: Question, person: Person) -> Reply:
        """An answer; or what is right instead."""
        within = self._scopes.within(question.about) if question.about else None
        instead = self._instead(question, person) if within is None else None
        if instead:
            return instead
        with self._priority.question():
            answer = self.dialogues.ask(question, person, within)
        if question.doubted and not (answer.answered and answer.confidence >= _ANSWERS):
            return _talk(question.doubted, person)
        reply = self._answered(answer, person)
        if not question.pasted:
            return reply
        head = Piece(person.say("small-pasted", words=question.words) + "\n\n", Style.FAINT)
        return replace(reply, pieces=(head, *reply.pieces))

    def _instead(self, question: Question, person: Person) -> Reply | None:
        """What is listed, of a name that is no part of the conversation; kind words where there is nothing to ask."""
        if question.otherwise:
            return _talk(question.otherwise, person)
        if not self.store.count():
            empty = plain(person.say("answer-empty"), ReplyKind.NOTHING)
            return _talk(question.doubted, person) if question.doubted else empty
        listed = self._listed(question, person)
        if listed is None:
            return None
        with self._priority.question():
            answer = self.dialogues.answered(question, person)
        return self._answered(answer, person) if answer else listed()

    def _listed(self, question: Question, person: Person) -> Callable[[], Reply] | None:
        """What lists the news that a question asks for by a name; None where it names none that there is news of."""
        topic = question.topic if question.listed == "topic" else None
        if topic and self.overviews.asks_brief(question.words, topic, person) and self.lists.has(topic, person):
            return partial(self.overviews.show, question.words, topic, person)
        named = question.words if question.keywords else ""
        if question.listed:
            named = self.lists.named(question.words, question.topic or "", question.listed, person)
        if not named or not self.lists.has(named, person):
            return None
        return partial(self.lists.show_latest, named, PAGE_SIZE, person)

    def _answered(self, answer: Answer, person: Person) -> Reply:
        reprints = self.stories.reprints([article.id for article in answer.articles])
        return answer_reply(person, answer, person.now(self.clock), reprints)

    def press(self, action: str, person: Person) -> Pressed:
        """What a button brings; kind words where what it stood for is gone."""
        kind, *rest = action.split(":")
        numbers = [int(number) for number in rest if _NUMBER.fullmatch(number)]
        run = self._presses.get(kind) or (self._operating_presses.get(kind) if person.operates else None)
        pressed = run(numbers, person) if run and len(numbers) == len(rest) else None
        if pressed is None:
            return Pressed(plain(person.say("view-gone")), in_place=False)
        return replace(pressed, reply=in_script(person, pressed.reply))

    def _new(self, words: str, person: Person) -> Reply:
        self.dialogues.forget(person)
        return plain(person.say("new-topic"), ReplyKind.DONE)

    def _why(self, words: str, person: Person) -> Reply:
        turn = self.dialogues.last(person)
        return self.overviews.why(person, turn.at if turn else None) or why_reply(person, turn)

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


def _talk(talk: Talk, person: Person) -> Reply:
    return plain(person.say(talk, example=person.say("start-example-question")), ReplyKind.TALK)
