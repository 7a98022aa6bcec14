"""Who may use the bot in Telegram: its owner, those let in by a press or a link, their groups; and nobody else."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import Config
from bot.conversation.router import Router
from bot.core.access import Access
from bot.core.catalogue import say
from bot.features.admin.all import operating
from data.chats.access.standings import Standing, Standings
from data.models import Entry
from data.store.articles import Store
from tests.bot.telegram.setup import ask, configured, press_in_place, replies, running
from tests.support.bot_api import BotApi, Chat, SentMessage, User
from tests.support.made import Answers, answered
from tests.support.stored import keep

FLOOD = "How many people were moved to safety by the flood in Linjiang?"
AT = datetime(2026, 9, 14, 12, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def config(api: BotApi, tmp_path: Path) -> Config:
    """Li is the bot's admin, everybody else comes by invitation."""
    return configured(api, tmp_path).model_copy(update={"admins": (7,), "access": "invitation"})


@pytest.fixture
def answers() -> Answers:
    """What the news says, and what it was asked."""
    return Answers({FLOOD: answered()})


@pytest.fixture
def router(store: Store, answers: Answers, config: Config) -> Router:
    keep(store, Entry("T", "正文。", "https://x.example/t"), now=AT)
    return Router(store, answers, lambda: AT, operating=operating(config, store, lambda: AT))


@pytest.fixture
def standings(router: Router) -> Standings:
    return Standings(router.store.database, lambda: AT)


async def silent(api: BotApi, chat: Chat, user: User, text: str) -> None:
    """What is said brings nothing: what is said behind it is answered next."""
    api.say(chat, user, text)
    assert "/forget" in (await ask(api, chat, user, f"/privacy@{api.bot.username}")).text


def cost(router: Router, answers: Answers) -> tuple[int, int]:
    """Questions put to the news, and whether Ann's chat is kept."""
    return len(answers.asked), router.store.database.value("SELECT count(*) FROM rooms WHERE room = 'telegram:8'")


# -- strangers


@pytest.mark.parametrize("text", [FLOOD, "https://news.example/x", "/start join_x"])
async def test_a_stranger_gets_one_kind_line_and_costs_nothing(
    api: BotApi, ann: User, ann_chat: Chat, router: Router, answers: Answers, text: str
) -> None:
    said = await ask(api, ann_chat, ann, text)
    assert said.text == say("en", "door-link-old" if "join" in text else "door-asked")
    await silent(api, ann_chat, ann, text)
    assert cost(router, answers) == (0, 0)


async def test_the_admin_lets_in_who_asked_and_both_hear_of_it(
    api: BotApi, chat: Chat, li: User, ann: User, ann_chat: Chat, standings: Standings
) -> None:
    await ask(api, ann_chat, ann, FLOOD)
    [asked] = await replies(api, chat)
    assert asked.text == "🔔 Ann @ann_reads 想用这个机器人。"
    card = await press_in_place(api, asked, "✅ 同意", li)
    assert card.text.startswith("✅ Ann @ann_reads\n刚刚获准使用")
    [welcome] = await replies(api, ann_chat)
    assert welcome.text == say("en", "door-welcome")
    assert "5480人" in (await ask(api, ann_chat, ann, FLOOD)).text
    assert (await ask(api, chat, li, "/audit")).text.startswith("🧾 管理员操作记录\n• 7 同意了 Ann @ann_reads")
    assert standings.of("telegram:8")["telegram:8"].by == "telegram:7"


async def test_who_was_refused_hears_it_and_stays_outside(
    api: BotApi, chat: Chat, li: User, ann: User, ann_chat: Chat, router: Router, answers: Answers
) -> None:
    await ask(api, ann_chat, ann, FLOOD)
    [asked] = await replies(api, chat)
    await press_in_place(api, asked, "✖ 拒绝", li)
    [said] = await replies(api, ann_chat)
    assert said.text == say("en", "door-refused")
    assert (await ask(api, ann_chat, ann, FLOOD)).text == say("en", "door-refused")
    assert cost(router, answers) == (0, 0)


async def test_who_is_banned_gets_nothing_more_and_can_still_be_forgotten(
    api: BotApi, chat: Chat, li: User, ann: User, ann_chat: Chat, router: Router, answers: Answers, standings: Standings
) -> None:
    standings.settle("telegram:8", Standing.ADMITTED, name="Ann @ann_reads")
    await ask(api, ann_chat, ann, "/subscribe flood")
    assert (await ask(api, chat, li, "/ban @ann_reads")).text.startswith("🚫 Ann @ann_reads\n刚刚被封禁")
    assert router.chats.closed("telegram:8") == "banned"
    assert (await ask(api, ann_chat, ann, FLOOD)).text == say("en", "door-banned")
    await silent(api, ann_chat, ann, FLOOD)
    api.block(ann)
    api.unblock(ann)
    forget = await ask(api, ann_chat, ann, "/forget")
    assert router.chats.closed("telegram:8")
    await press_in_place(api, forget, "Erase all", ann)
    kept = standings.of("telegram:8")["telegram:8"]
    assert (kept.standing, kept.name) == (Standing.BANNED, "")
    assert cost(router, answers) == (0, 0)
    card = await ask(api, chat, li, "/people 8")
    await press_in_place(api, card, "↩ 解封", li)
    assert "5480人" in (await ask(api, ann_chat, ann, FLOOD)).text


async def test_admins_cannot_be_banned(api: BotApi, chat: Chat, li: User) -> None:
    assert (await ask(api, chat, li, "/ban 7")).text == say("zh", "ban-admin")


async def test_buttons_and_inline_queries_of_strangers_bring_nothing(
    api: BotApi, chat: Chat, li: User, ann: User, router: Router, answers: Answers
) -> None:
    listed = await ask(api, chat, li, "/latest")
    query = api.press(listed, labels(listed)[0], ann)
    await asyncio.to_thread(api.wait_answered, query)
    [answer] = api.answers(query)
    assert (answer["text"], answer["show_alert"]) == (say("en", "door-asked"), True)
    inline = api.ask_inline(ann, "flood")
    await asyncio.to_thread(api.wait_for, lambda: api.answers(inline))
    [found] = api.answers(inline)
    assert found["results"] == []
    assert cost(router, answers) == (0, 0)


# -- links


async def test_a_link_lets_in_who_opens_it_once(api: BotApi, chat: Chat, li: User, ann: User, ann_chat: Chat) -> None:
    made = await ask(api, chat, li, "/invite")
    start = link(made)
    assert (await ask(api, ann_chat, ann, f"/start {start}")).text == say("en", "door-welcome")
    assert "5480人" in (await ask(api, ann_chat, ann, FLOOD)).text
    bo = api.user(9, "Bo", "en")
    assert (await ask(api, api.private(bo), bo, f"/start {start}")).text == say("en", "door-link-old")


async def test_a_link_that_was_taken_back_lets_nobody_in(
    api: BotApi, chat: Chat, li: User, ann: User, ann_chat: Chat
) -> None:
    made = await ask(api, chat, li, "/invite 3")
    gone = await press_in_place(api, made, labels(made)[0], li)
    assert gone.text == "已作废，没有别的有效链接。"
    assert (await ask(api, ann_chat, ann, f"/start {link(made)}")).text == say("en", "door-link-old")


def link(message: SentMessage) -> str:
    found = re.search(r"https://t\.me/\w+\?start=(\S+)", message.text)
    assert found
    return found[1]


# -- groups


async def test_a_group_is_let_in_by_who_added_it(
    api: BotApi, li: User, ann: User, router: Router, answers: Answers, config: Config, standings: Standings
) -> None:
    group = api.group(-1001, "Readers")
    api.kick(group, li)
    api.invite(group, li)
    [greeting] = await replies(api, group)
    assert greeting.text == say("zh", "group-greeting", bot=f"@{api.bot.username}")
    api.say(group, ann, f"@{api.bot.username} {FLOOD}")
    [answer] = await replies(api, group)
    assert "5480人" in answer.text
    access = Access(config, router.store.database, router.clock)
    assert access.lets_in("telegram:8", "telegram:-1001")
    api.say(group, li, f"@{api.bot.username} {FLOOD}")
    await replies(api, group)
    assert [each.quoting for each in answers.asked] == [True, False]
    assert not access.admits("telegram:8")  # so no LLM is paid for her
    standings.settle("telegram:8", Standing.BANNED)
    assert not access.lets_in("telegram:8", "telegram:-1001")
    api.kick(group, li)
    api.invite(group, ann)
    await asyncio.to_thread(api.wait_for, lambda: len(api.messages(group)) == 4)
    assert api.messages(group)[-1].text == say("en", "door-group")


async def test_a_group_of_a_stranger_is_asked_about(
    api: BotApi, chat: Chat, li: User, ann: User, router: Router
) -> None:
    group = api.group(-1001, "Readers")
    api.kick(group, li)
    api.invite(group, ann)
    assert (await replies(api, group))[0].text == say("en", "door-group")
    [asked] = await replies(api, chat)
    assert asked.text == "🔔 Ann @ann_reads 把我加进了“Readers”，要在那里回答吗？"
    await press_in_place(api, asked, "✅ 同意", li)
    assert (await replies(api, group))[0].text == say("en", "door-group-welcome")
    api.say(group, ann, f"@{api.bot.username} {FLOOD}")
    assert "5480人" in (await replies(api, group))[0].text


async def test_who_is_let_in_is_answered_in_a_group_that_is_not_and_the_others_are_not(
    api: BotApi, li: User, ann: User
) -> None:
    group = api.group(-1001, "Readers", owner=ann)
    api.say(group, ann, f"@{api.bot.username} {FLOOD}")
    assert (await replies(api, group))[0].text == say("en", "door-group")
    api.say(group, li, f"@{api.bot.username} {FLOOD}")
    assert "5480人" in (await replies(api, group))[0].text


# -- a list


class TestList:
    """Only those of the configuration."""

    @pytest.fixture
    def config(self, api: BotApi, tmp_path: Path) -> Config:
        return configured(api, tmp_path).model_copy(update={"admins": (7,), "access": "list", "people": (9, -1001)})

    async def test_it_is_the_configurations_alone(
        self, api: BotApi, chat: Chat, li: User, ann: User, ann_chat: Chat, standings: Standings
    ) -> None:
        standings.settle("telegram:8", Standing.ADMITTED)
        assert (await ask(api, ann_chat, ann, FLOOD)).text == say("en", "door-list", number="8")
        bo = api.user(9, "Bo", "en")
        assert "5480人" in (await ask(api, api.private(bo), bo, FLOOD)).text
        group = api.group(-1001, "Readers")
        api.say(group, ann, f"@{api.bot.username} {FLOOD}")
        assert "5480人" in (await replies(api, group))[0].text
        assert "NEWSBOT_PEOPLE" in (await ask(api, chat, li, "/invite")).text


# -- the owner


class TestOwner:
    """Nobody is named in the configuration."""

    @pytest.fixture
    def config(self, api: BotApi, tmp_path: Path) -> Config:
        return configured(api, tmp_path)

    @pytest.fixture
    async def bot(self, config: Config, router: Router, caplog: pytest.LogCaptureFixture) -> AsyncIterator[None]:
        with caplog.at_level(logging.INFO, "bot"):
            async with running(config, router):
                yield

    async def start(self, caplog: pytest.LogCaptureFixture) -> str:
        while True:
            found = re.findall(r"https://t\.me/\w+\?start=(own_\S+)", caplog.text)
            if found:
                return str(found[-1])
            await asyncio.sleep(0.02)

    async def test_everybody_is_served_until_somebody_owns_it(self, api: BotApi, ann: User, ann_chat: Chat) -> None:
        assert "5480人" in (await ask(api, ann_chat, ann, FLOOD)).text
        assert (await ask(api, ann_chat, ann, "/people")).text.startswith("There is no command /people.")

    async def test_who_opens_the_link_first_owns_it_and_is_led_through_the_first_steps(
        self, api: BotApi, li: User, chat: Chat, ann: User, ann_chat: Chat, caplog: pytest.LogCaptureFixture
    ) -> None:
        await ask(api, ann_chat, ann, "/help")
        start = await self.start(caplog)
        hello = await ask(api, chat, li, f"/start {start}")
        assert hello.text == f"{say('zh', 'setup-hello')}\n\n{say('zh', 'setup-language')}"
        zones = await press_in_place(api, hello, "English", li)
        assert zones.text.startswith("2/3 Which time zone are you in?")
        sources = await press_in_place(api, zones, next(label for label in labels(zones) if "Berlin" in label), li)
        assert sources.text.startswith("3/3 Which news shall I read first?")
        end = await press_in_place(api, sources, "Done ›", li)
        people = await press_in_place(api, end, "👥 Who may use me", li)
        assert people.text.startswith("👥 By invitation only\nwaiting 0 · let in 1 · banned 0")
        assert "5480人" in (await ask(api, ann_chat, ann, FLOOD)).text  # she was there before
        bo = api.user(9, "Bo", "en")
        late = await ask(api, api.private(bo), bo, f"/start {start}")
        assert late.text == say("en", "door-asked")
        [knock] = await replies(api, chat)
        assert knock.text == "🔔 Bo would like to use this bot."
        opened = await press_in_place(api, people, "🔓 Open to everybody", li)
        assert opened.text.startswith("👥 Open to everybody")
        eve = api.user(10, "Eve", "en")
        assert "5480人" in (await ask(api, api.private(eve), eve, FLOOD)).text
        again = await ask(api, chat, li, "/setup")
        assert again.text.startswith("👋")

    async def test_who_owns_it_has_the_admins_menu(
        self, api: BotApi, li: User, chat: Chat, caplog: pytest.LogCaptureFixture
    ) -> None:
        await ask(api, chat, li, f"/start {await self.start(caplog)}")
        scope = {"type": "chat", "chat_id": li.id}
        await asyncio.to_thread(api.wait_for, lambda: api.commands(scope, "zh"))
        assert "people" in [name for name, _ in api.commands(scope, "zh")]


def labels(message: SentMessage) -> list[str]:
    return [button.text for button in message.buttons]


async def test_no_link_is_printed_where_admins_are_configured(
    api: BotApi, chat: Chat, li: User, caplog: pytest.LogCaptureFixture
) -> None:
    await ask(api, chat, li, "/latest")
    assert "own_" not in caplog.text
