"""A newsstand for tests of what is told without being asked: articles put by hand, a clock, an outbox that is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.router import Router
from bot.core.person import ChatContext, Person
from bot.core.reply import Reply
from bot.core.reply_json import reply_from_json
from bot.notifications.notifier import Notifier
from data.chats.outbox import OutboxItem
from data.chats.subscriptions import Criteria, Owner, Subscription, Subscriptions
from data.models import Entry, SourceSpec, TimeNote
from data.store.articles import Store
from data.store.derived import Draft
from data.store.sources import Sources
from tests.support.made import Answers

START = datetime(2026, 6, 24, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
SHANGHAI = ZoneInfo("Asia/Shanghai")
CHAT = "telegram:7"
ANNA = Person("en", SHANGHAI, CHAT, CHAT, ChatContext(CHAT))
LI = Person("zh", SHANGHAI, CHAT, CHAT, ChatContext(CHAT))


class Newsstand:
    """A store with one source that was added a month ago; nothing happens but what a test does."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, START
        self.source = self.new_source("https://a.example/rss", START - timedelta(days=30))
        self.router = Router(store, Answers(), self.clock)
        self.subscriptions = Subscriptions(store.database, self.clock)
        self.restart()
        self._number = 0

    def clock(self) -> datetime:
        return self.now

    def restart(self) -> None:
        self.agent = Notifier(self.store, "zh", SHANGHAI, self.clock)

    def new_source(self, url: str, added_at: datetime) -> int:
        return Sources(self.store.database, lambda: added_at).add(SourceSpec(url)).id

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    def story(self) -> int:
        with self.store.database.transaction() as connection:
            return int(connection.value("INSERT INTO stories DEFAULT VALUES RETURNING id"))

    def article(
        self,
        title: str,
        body: str = "正文没有别的话。",
        publisher: str = "新华社",
        section: str | None = None,
        ago: float = 1,
        story: int | None = None,
        copy_of: int | None = None,
        linked: bool = True,
        source: int | None = None,
        note: TimeNote | None = None,
    ) -> int:
        """Stored now, published `ago` minutes before; of a story of its own unless one is given."""
        self._number += 1
        published = self.now - timedelta(minutes=ago)
        entry = Entry(title, body, f"https://x.example/{self._number}", None, published, publisher, section)
        draft = Draft(entry, time_note=note)
        (article_id,) = self.store.keep([draft], source or self.source, [], self.now)
        if linked:
            self.link(article_id, story or self.story(), copy_of)
        return article_id

    def link(self, article_id: int, story: int, copy_of: int | None = None) -> None:
        with self.store.database.transaction() as connection:
            query = "UPDATE articles SET story_id = ?, copy_of = ?, linked = 2 WHERE id = ?"
            connection.execute(query, (story, copy_of, article_id))

    def wants(self, *words: str, chat: str = CHAT, thread: int | None = None, **criteria: object) -> Subscription:
        owner = Owner(chat, thread, "telegram:7", "zh")
        subscription = self.subscriptions.add(owner, Criteria(words, **criteria))  # type: ignore[arg-type]
        assert subscription
        return subscription

    def sent(self) -> list[OutboxItem]:
        """Makes what is due, and sends all that waits."""
        self.agent.make_due(self.now)
        items = self.agent.outbox.due(self.now)
        for item in items:
            assert self.agent.outbox.sending(item.id)
            self.agent.outbox.sent(item.id, 1, self.now)
        return items

    def replies(self) -> list[Reply]:
        return [reply_from_json(item.message.reply) for item in self.sent()]

    def texts(self) -> list[str]:
        return [reply.text for reply in self.replies()]


def actions(reply: Reply) -> dict[str, str]:
    return {button.label: button.action for row in reply.buttons for button in row}
