"""What was asked and what was told, and from that what a bot must not do: lose, double, leak, leave a chat stuck."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from bot.core.catalogue import say
from tests.bench.torturing.victim import Victim
from tests.support.bot_api import BotApi, Chat, User

_PEOPLE = itertools.count(500_000)
_HELP = {say(language, "help-title") for language in ("zh", "en")}
_CUT_S = 3.0  # between the note that an answer goes and the kill


@dataclass(frozen=True, slots=True)
class Asked:
    """By a person of its own, so that each message there is a reply to it."""

    chat: Chat
    update_id: int
    text: str


@dataclass(slots=True)
class Counts:
    """`cut`: killed between the note that an answer goes and its arrival; a bot that doubles nothing cannot know."""

    kills: int = 0
    questions: int = 0
    updates: int = 0
    articles: int = 0
    files: int = 0
    cut: int = 0
    losses: list[str] = field(default_factory=list)
    doubles: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)  # requests that Telegram refuses, ends that nobody wanted

    @property
    def is_good(self) -> bool:
        return not (self.losses or self.doubles or self.leaks or self.stuck or self.other)

    def __str__(self) -> str:
        done = ", ".join(f"{getattr(self, name)} {name}" for name in ("kills", "questions", "updates", "articles"))
        bad = ", ".join(
            f"{len(getattr(self, name))} {name}" for name in ("losses", "doubles", "leaks", "stuck", "other")
        )
        return f"{done}, {self.files} files: {bad} ({self.cut} cut off in the act of sending)"


class Ledger:
    """Of the chats of one server."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.asked: list[Asked] = []
        self.secrets: dict[str, int | None] = {}  # words → the one chat that may see them; None: no chat may

    def person(self, language: str = "en") -> tuple[Chat, User]:
        """Somebody new."""
        user = self.api.user(next(_PEOPLE), "Reader", language)
        return self.api.private(user), user

    def ask(self, text: str) -> Asked:
        """A question of somebody new."""
        chat, user = self.person()
        with self.api.world.changed:
            self.api.say(chat, user, text)
            asked = Asked(chat, self.api.world.updates.pending[-1]["update_id"], text)
        self.asked.append(asked)
        return asked

    def unanswered(self) -> list[Asked]:
        return [each for each in self.asked if not self.api.messages(each.chat)]

    def settle(self, timeout: float) -> None:
        """Waits until all are answered, or until nothing comes any more."""
        while (open_ones := self.unanswered()) and self._comes(len(open_ones), timeout):
            pass

    def _comes(self, count: int, timeout: float) -> bool:
        try:
            return bool(self.api.wait_for(lambda: len(self.unanswered()) < count, timeout))
        except TimeoutError:
            return False

    def helps(self, chat: Chat, user: User, within_s: float) -> bool:
        """Whether /help is answered."""
        before = {message.message_id for message in self.api.messages(chat)}
        self.api.say(chat, user, "/help")
        try:
            self.api.wait_for(
                lambda: any(m.message_id not in before and _is_help(m.text) for m in self.api.messages(chat)), within_s
            )
        except TimeoutError:
            return False
        return True

    def judge(self, victim: Victim, counts: Counts) -> None:
        """Adds what came of all questions, and what was seen by whom."""
        noted = dict(victim.rows("SELECT update_id, at FROM handled"))
        for asked in self.asked:
            replies = self.api.messages(asked.chat)
            cut = any(0 <= killed - noted.get(asked.update_id, 0) <= _CUT_S for killed in victim.killed_at)
            if not replies and cut:
                counts.cut += 1
            elif not replies:
                counts.losses.append(f"{asked.text} (update {asked.update_id}, noted at {noted.get(asked.update_id)})")
            elif len(replies) > 1:
                counts.doubles.append(f"{asked.text}: {[reply.text[:80] for reply in replies]}")
        counts.questions = len(self.asked)
        counts.leaks += self._seen()
        counts.leaks += [f"{words} in the log" for words, owner in self.secrets.items() if words in victim.log]
        counts.other += self.api.violations
        counts.other += [f"{victim.unclean} ends that nobody wanted"] if victim.unclean else []

    def _seen(self) -> list[str]:
        """What chats show that is not for them."""
        with self.api.world.changed:
            sent = [(m.chat.id, f"{m.text} {m.html} {m.reply_markup}") for m in self.api.world.sent.values()]
        return [
            f"{words} in chat {chat}: {shown[:200]}"
            for chat, shown in sent
            for words, owner in self.secrets.items()
            if words in shown and chat != owner
        ]


def _is_help(text: str) -> bool:
    return text.split("\n")[0] in _HELP
