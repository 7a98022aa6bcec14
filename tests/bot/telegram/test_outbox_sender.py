"""Mails from the outbox: each arrives once, none waits for another chat, and closed chats are noticed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.app import Parts
from bot.config import Config
from bot.conversation.router import Router
from bot.core.reply import About, Button, Piece, Reply, plain
from bot.core.reply_json import about_from_json, reply_to_json
from data.chats.chats import Chats
from data.chats.messages import Sent
from data.chats.outbox import Outbox, State
from tests.bot.telegram.setup import AT, ask, replies, running
from tests.support.bot_api import BotApi, Chat, User


class Post:
    """The outbox, as the test looks at it."""

    def __init__(self, news: Parts) -> None:
        self._database = news.store.database
        self.outbox = Outbox(self._database)
        self.chats, self.sent = Chats(self._database, lambda: AT), Sent(self._database, lambda: AT)

    def put(self, chat: Chat, key: str, reply: Reply | None = None, thread: int | None = None) -> None:
        said = reply_to_json(reply or plain(key))
        assert self.outbox.put(key, f"telegram:{chat.id}", thread, said, AT - timedelta(minutes=1))

    def states(self) -> dict[str, str]:
        return dict(self._database.rows("SELECT key, state FROM outbox"))

    def why(self, key: str) -> str:
        return str(self._database.value("SELECT error FROM outbox WHERE key = ?", (key,)))

    async def wait(self, **states: str) -> None:
        """Until these messages are in these states."""
        for _ in range(600):
            if states.items() <= self.states().items():
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{self.states()} never became {states}")


@pytest.fixture
def post(news: Parts, router: Router) -> Post:
    return Post(news)


async def test_a_mail_arrives_once_with_its_buttons_and_is_remembered(
    api: BotApi, chat: Chat, li: User, config: Config, router: Router, post: Post
) -> None:
    buttons = ((Button("📄 1", "article:1:0"), Button("🌐", "", "https://news.example/a")),)
    post.put(chat, "a", Reply((Piece("晚上好"),), buttons, About((1,))))
    for _ in range(2):
        async with running(config, router):
            await post.wait(a=State.SENT)
            await ask(api, chat, li, "/help")
    [mail] = [message for message in api.messages(chat) if message.text == "晚上好"]
    assert [(each.text, each.action, each.url) for each in mail.buttons] == [
        ("📄 1", "article:1:0", None),
        ("🌐", None, "https://news.example/a"),
    ]
    about = post.sent.about(f"telegram:{chat.id}", mail.message_id)
    assert about
    assert about_from_json(about) == About((1,))


async def test_what_comes_while_the_bot_runs_is_sent_too(
    api: BotApi, chat: Chat, config: Config, router: Router, post: Post
) -> None:
    async with running(config, router):
        post.put(chat, "a")
        assert (await replies(api, chat))[0].text == "a"
        await post.wait(a=State.SENT)


async def test_mails_of_a_chat_keep_their_order_and_a_second(
    api: BotApi, chat: Chat, config: Config, router: Router, post: Post
) -> None:
    for key in "abc":
        post.put(chat, key)
    async with running(config, router):
        said = await replies(api, chat, 3)
    assert [message.text for message in said] == ["a", "b", "c"]
    assert said[2].sent_at - said[0].sent_at >= 1.5


async def test_a_chat_under_a_flood_limit_keeps_no_other_waiting(
    api: BotApi, chat: Chat, ann_chat: Chat, config: Config, router: Router, post: Post
) -> None:
    api.fail_next("sendMessage", 429, retry_after=3000, chat=chat)
    post.put(chat, "a")
    post.put(ann_chat, "b")
    async with running(config, router):
        await post.wait(b=State.SENT)
        await asyncio.to_thread(api.wait_for, lambda: [r for r in api.requests("sendMessage") if r.status == 429])
        for _ in range(200):
            if "retry after 3000" in post.why("a").lower() or "3000" in post.why("a"):
                break
            await asyncio.sleep(0.05)
    assert post.states()["a"] == State.WAITING
    assert post.outbox.due(AT + timedelta(seconds=2999)) == []
    assert [item.message.key for item in post.outbox.due(AT + timedelta(seconds=3001))] == ["a"]
    assert api.messages(chat) == []


async def test_a_slow_chat_keeps_no_other_waiting(
    api: BotApi, chat: Chat, ann_chat: Chat, config: Config, router: Router, post: Post
) -> None:
    api.delay("sendMessage", 30, chat=chat)
    post.put(chat, "a")
    async with running(config, router):
        await post.wait(a=State.SENDING)
        post.put(ann_chat, "b")
        await post.wait(a=State.SENDING, b=State.SENT)
        api.delay("sendMessage", 0, chat=chat)
        await post.wait(a=State.SENT)


@pytest.mark.parametrize("processed", [True, False])
async def test_a_mail_whose_fate_is_unclear_is_not_sent_again(
    api: BotApi, chat: Chat, config: Config, router: Router, post: Post, processed: bool
) -> None:
    api.drop_next("sendMessage", processed=processed, chat=chat)
    post.put(chat, "a")
    post.put(chat, "b")
    async with running(config, router):
        await post.wait(a=State.GIVEN_UP, b=State.SENT)
    assert "may have arrived" in post.why("a")
    assert [m.text for m in api.messages(chat)] == (["a", "b"] if processed else ["b"])


async def test_a_mail_that_telegram_says_it_failed_is_put_off(
    api: BotApi, chat: Chat, config: Config, router: Router, post: Post
) -> None:
    api.fail_next("sendMessage", 500, chat=chat)
    post.put(chat, "a")
    async with running(config, router):
        await asyncio.to_thread(api.wait_for, lambda: [r for r in api.requests("sendMessage") if r.status == 500])
    assert post.states() == {"a": State.WAITING}
    assert [item.tries for item in post.outbox.due(AT + timedelta(minutes=1))] == [1]


async def test_a_chat_that_blocked_the_bot_is_closed_with_all_its_mails(
    api: BotApi, chat: Chat, li: User, config: Config, router: Router, post: Post
) -> None:
    api.delete_chat(chat)
    post.put(chat, "a")
    post.put(chat, "b")
    async with running(config, router):
        await post.wait(a=State.GIVEN_UP, b=State.GIVEN_UP)
    assert post.chats.closed(f"telegram:{chat.id}") == "Forbidden: user is deactivated"
    assert len(api.requests("sendMessage")) == 1


async def test_a_closed_topic_leaves_the_rest_of_its_forum_open(
    api: BotApi, ann: User, config: Config, router: Router, post: Post
) -> None:
    forum = api.group(-1002, "Forum", topics=True)
    thread = api.topic(forum, "News", ann)
    post.put(forum, "gone", thread=9999)
    post.put(forum, "there", thread=thread)
    async with running(config, router):
        [mail] = await replies(api, forum)
        await post.wait(gone=State.GIVEN_UP, there=State.SENT)
    assert (mail.text, mail.thread) == ("there", thread)
    assert post.chats.closed("telegram:-1002") is None


async def test_mails_follow_a_group_that_became_a_supergroup(
    api: BotApi, ann: User, config: Config, router: Router, post: Post
) -> None:
    old = api.group(-5, "Old", basic=True)
    post.chats.set("telegram:-5", zone="Europe/Berlin")
    new = api.migrate(old, -1004, ann)
    api.world.updates.pending.clear()  # the bot learns it from the refusal alone
    for key in "ab":
        post.put(old, key)
    async with running(config, router):
        said = await replies(api, new, 2)
        await post.wait(a=State.SENT, b=State.SENT)
    assert [message.text for message in said] == ["a", "b"]
    assert post.chats.settings("telegram:-1004").zone == "Europe/Berlin"


async def test_a_group_that_moved_and_shut_the_bot_out_is_closed_by_its_new_number(
    api: BotApi, ann: User, config: Config, router: Router, post: Post
) -> None:
    old = api.group(-5, "Old", basic=True)
    new = api.migrate(old, -1004, ann)
    api.delete_chat(new)
    api.world.updates.pending.clear()
    post.put(old, "a")
    async with running(config, router):
        await post.wait(a=State.GIVEN_UP)
        for _ in range(100):
            if post.chats.closed("telegram:-1004"):
                break
            await asyncio.sleep(0.05)
    assert (post.chats.closed("telegram:-5"), bool(post.chats.closed("telegram:-1004"))) == (None, True)


async def test_a_stop_lets_the_mail_under_way_arrive_and_begins_no_other(
    api: BotApi, chat: Chat, config: Config, router: Router, post: Post
) -> None:
    api.delay("sendMessage", 1, chat=chat)
    for key in "ab":
        post.put(chat, key)
    async with running(config, router):
        await post.wait(a=State.SENDING)
    assert post.states() == {"a": State.SENT, "b": State.WAITING}
    assert [message.text for message in api.messages(chat)] == ["a"]


async def test_what_a_crash_left_under_way_is_not_sent_again(
    api: BotApi, chat: Chat, config: Config, router: Router, post: Post
) -> None:
    post.put(chat, "a")
    post.put(chat, "b")
    [first, _] = post.outbox.due(AT)
    assert post.outbox.sending(first.id)
    async with running(config, router):
        await post.wait(a=State.UNCLEAR, b=State.SENT)
    assert [message.text for message in api.messages(chat)] == ["b"]


async def test_a_mail_that_cannot_be_read_holds_up_no_other(
    api: BotApi, chat: Chat, config: Config, router: Router, post: Post
) -> None:
    post.outbox.put("broken", f"telegram:{chat.id}", None, "{}", AT - timedelta(hours=1))
    post.put(chat, "b")
    async with running(config, router):
        await post.wait(broken=State.GIVEN_UP, b=State.SENT)


async def test_mails_are_sent_where_none_can_be_made(
    api: BotApi, chat: Chat, news: Parts, config: Config, router: Router, post: Post
) -> None:
    columns = "room, person, language, kind, include, exclude, made_at"
    with news.store.database.transaction() as connection:  # as a later program may leave it
        connection.execute(f"INSERT INTO subscriptions ({columns}) VALUES ('telegram:9', '', 'zh', 'new', '', '', 0)")
    post.put(chat, "a")
    async with running(config, router):
        await post.wait(a=State.SENT)


async def test_a_reply_goes_before_the_mails_of_its_chat(
    api: BotApi, chat: Chat, li: User, config: Config, router: Router, post: Post
) -> None:
    for number in range(12):
        post.put(chat, f"mail {number}")
    async with running(config, router):
        await replies(api, chat)
        api.say(chat, li, "/help")
        await asyncio.to_thread(api.wait_for, lambda: any("/latest" in m.text for m in api.messages(chat)))
        assert len(api.messages(chat)) < 12
