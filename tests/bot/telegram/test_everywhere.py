"""Beyond the chat: inline mode, links that open the bot, channels, and chats that come and go."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.conversation.router import Router
from bot.core.catalogue import Language, say
from bot.telegram.deep_links import ask_link, ask_start, latest_link, story_link
from tests.bot.telegram.setup import HOSTILE, ask, replies
from tests.support.bot_api import BotApi, Chat, User
from tests.support.bot_api.types import Json

pytestmark = pytest.mark.usefixtures("bot")
FLOOD = "How many people were moved to safety by the flood in Linjiang?"


async def typed(api: BotApi, user: User, words: str) -> Json:
    """The answer to `@bot words`."""
    return await asyncio.to_thread(api.wait_answered, api.ask_inline(user, words))


class TestInline:
    """`@bot words` in any chat."""

    async def test_words_give_stories_that_are_complete_in_themselves(self, api: BotApi, ann: User) -> None:
        answer = await typed(api, ann, "Zephyrium")
        [result] = answer["results"]
        assert result["title"] == HOSTILE
        assert result["description"].startswith("A<B · time unknown\nZephyrium took <i>first</i>")
        html = result["input_message_content"]["message_text"]
        assert html.startswith('<a href="https://news.example/z?a=1&amp;b=%22">Zephyrium &lt;b&gt;')
        assert "took &lt;i&gt;first&lt;/i&gt; &amp; last place." in html
        assert result["input_message_content"]["link_preview_options"] == {"is_disabled": True}
        [[button]] = result["reply_markup"]["inline_keyboard"]
        assert button["url"] == story_link(str(api.bot.username), int(result["id"]))
        assert answer["is_personal"] is True
        assert answer["cache_time"] <= 60

    async def test_without_words_there_are_the_newest_ten(self, api: BotApi, li: User, router: Router) -> None:
        answer = await typed(api, li, "")
        newest, _ = router.lists.latest("", 10)
        assert [result["id"] for result in answer["results"]] == [str(article.id) for article in newest]
        assert answer["button"] == {"text": say("zh", "inline-start"), "start_parameter": "inline"}

    async def test_a_button_asks_the_words_in_private(self, api: BotApi, ann: User) -> None:
        answer = await typed(api, ann, "Linjiang flood")
        assert answer["button"] == {"text": say("en", "inline-ask"), "start_parameter": ask_start("Linjiang flood")}
        assert len(answer["results"]) > 1

    @pytest.mark.parametrize("words", ["独角鲸独角鲸", "after:nonsense", "source:", '"', "🚀" * 100])
    async def test_words_that_find_nothing_leave_the_button(self, api: BotApi, li: User, words: str) -> None:
        answer = await typed(api, li, words)
        assert answer["results"] == []
        assert answer["button"]["start_parameter"]

    async def test_a_server_without_inline_mode_costs_nothing(
        self, api: BotApi, chat: Chat, li: User, caplog: pytest.LogCaptureFixture
    ) -> None:
        for status in (404, 500):
            api.fail_next("answerInlineQuery", status)
            api.ask_inline(li, "融资")
            await asyncio.to_thread(
                api.wait_for, lambda status=status: [r for r in api.requests("answerInlineQuery") if r.status == status]
            )
        await ask(api, chat, li, "/help")
        assert "failed" not in caplog.text


class TestLinks:
    """`https://t.me/bot?start=...`."""

    def start(self, link: str) -> str:
        return "/start " + link.partition("?start=")[2]

    async def test_a_question_in_a_link_is_answered_as_if_asked(self, api: BotApi, chat: Chat, li: User) -> None:
        answer = await ask(api, chat, li, self.start(ask_link("bot", "临江洪水转移了多少人？")))
        assert answer.text.startswith("💬 临江洪水转移了多少人？\n\n")
        assert "5480" in answer.text.replace(",", "")

    async def test_an_article_and_the_newest_are_opened(self, api: BotApi, ann_chat: Chat, ann: User) -> None:
        found = await typed(api, ann, "gryphonet")
        [result] = found["results"]
        opened = await ask(api, ann_chat, ann, self.start(story_link("bot", int(result["id"]))))
        assert opened.text.startswith("Unlinked Gryphonet report\nHarbour Post")
        latest = await ask(api, ann_chat, ann, self.start(latest_link("bot")))
        assert latest.text.startswith("🗞 Top stories")
        gone = await ask(api, ann_chat, ann, self.start(story_link("bot", 999999)))
        assert gone.text == say("en", "article-gone")

    async def test_an_answer_in_a_group_leads_to_a_private_chat(self, api: BotApi, ann: User) -> None:
        group = api.group(-1001, "Readers")
        api.say(group, ann, f"@{api.bot.username} Who won?")
        [answer] = await replies(api, group)
        assert answer.buttons[-1].url == ask_link(str(api.bot.username), "Who won?")
        api.say(group, ann, "/latest")
        [listed] = await replies(api, group)
        assert all(button.url is None for button in listed.buttons)


class TestChannels:
    """Posts are not for the bot, except what tells it what the channel gets."""

    async def test_an_administrator_subscribes_the_channel(
        self, api: BotApi, chat: Chat, li: User, router: Router
    ) -> None:
        channel = api.channel(-1003, "Posts")
        for text in ("/latest", "hello", f"@{api.bot.username} who?", "/subscribe@other_bot 融资"):
            api.say(channel, None, text)
        api.say(channel, None, "/subscribe 融资")
        [confirmed] = await replies(api, channel)
        assert "融资" in confirmed.text
        await ask(api, chat, li, "/help")
        assert len(api.messages(channel)) == 1
        chats = router.store.database.rows("SELECT room FROM subscriptions")
        assert chats == [("telegram:-1003",)]

    async def test_its_readers_open_in_private_and_change_nothing(
        self, api: BotApi, chat: Chat, li: User, router: Router
    ) -> None:
        channel = api.channel(-1003, "Posts")
        api.say(channel, None, "/subscribe 融资")
        [confirmed] = await replies(api, channel)
        api.say(channel, None, "/digest now")
        [digest] = await replies(api, channel)
        opened = next(button for button in digest.buttons if (button.data or "").startswith("article:"))
        answer = await asyncio.to_thread(api.wait_answered, api.press(digest, opened.text, li))
        assert answer["url"] == story_link(str(api.bot.username), int((opened.data or "").split(":")[1]))
        undo = confirmed.buttons[0]
        answer = await asyncio.to_thread(api.wait_answered, api.press(confirmed, undo.text, li))
        assert answer["text"] == say("zh", "channel-managers")
        await ask(api, chat, li, "/help")
        assert len(api.messages(channel)) == 2
        assert router.store.database.value("SELECT count(*) FROM subscriptions") == 1


class TestComingsAndGoings:
    """Chats open to the bot and close."""

    async def closed(self, router: Router, chat_key: str, wanted: bool) -> str | None:
        for _ in range(400):
            why = router.chats.closed(chat_key)
            if (why is not None) == wanted:
                return why
            await asyncio.sleep(0.05)
        raise AssertionError(f"{chat_key}: {why}")

    async def test_a_person_who_blocks_the_bot_is_left_alone_until_they_come_back(
        self, api: BotApi, chat: Chat, li: User, router: Router
    ) -> None:
        await ask(api, chat, li, "/help")
        api.block(li)
        assert await self.closed(router, "telegram:7", True) == "blocked"
        api.unblock(li)
        await self.closed(router, "telegram:7", False)
        assert len(api.messages(chat)) == 1

    @pytest.mark.parametrize("language", ["zh", "en"])
    async def test_a_group_is_greeted_once(self, api: BotApi, router: Router, language: Language) -> None:
        user = api.user(9, "Reader", language)
        group = api.group(-1001, "Readers")
        api.kick(group, user)
        assert await self.closed(router, "telegram:-1001", True) == "blocked"
        api.invite(group, user)
        [greeting] = await replies(api, group)
        assert greeting.text == say(language, "group-greeting", bot=f"@{api.bot.username}")
        await self.closed(router, "telegram:-1001", False)
        api.say(group, user, "/help")
        await replies(api, group)
        assert len(api.messages(group)) == 2

    async def test_a_group_where_it_may_not_write_is_not_greeted(
        self, api: BotApi, chat: Chat, li: User, router: Router
    ) -> None:
        group = api.group(-1001, "Readers")
        api.kick(group, li)
        await self.closed(router, "telegram:-1001", True)
        api.mute(group, li)
        for _ in range(400):
            if router.chats.closed("telegram:-1001") == "may not write":
                break
            await asyncio.sleep(0.05)
        await ask(api, chat, li, "/help")
        assert router.chats.closed("telegram:-1001") == "may not write"
        assert [r for r in api.requests("sendMessage") if r.params["chat_id"] == group.id] == []

    async def test_a_channel_is_not_greeted(self, api: BotApi, chat: Chat, li: User, router: Router) -> None:
        channel = api.channel(-1003, "Posts")
        api.kick(channel, li)
        await self.closed(router, "telegram:-1003", True)
        api.invite(channel, li)
        await self.closed(router, "telegram:-1003", False)
        await ask(api, chat, li, "/help")
        assert api.messages(channel) == []

    async def test_what_a_group_has_set_moves_with_it(self, api: BotApi, ann: User, router: Router) -> None:
        old = api.group(-5, "Old", basic=True)
        router.chats.set("telegram:-5", zone="Europe/Berlin")
        new = api.migrate(old, -1004, ann)
        api.say(new, ann, "/help")
        await replies(api, new)
        assert router.chats.settings("telegram:-1004").zone == "Europe/Berlin"


async def test_a_reply_to_a_message_is_asked_of_it(api: BotApi, ann_chat: Chat, ann: User) -> None:
    answer: Any = await ask(api, ann_chat, ann, FLOOD)
    api.say(ann_chat, ann, "Who said that?", reply_to=answer)
    [follow_up] = await replies(api, ann_chat)
    assert "Linjiang" in follow_up.text
