"""A day with the bot, over HTTP: four people, a group with topics, a channel, a restart in the middle.

Each message of the bot is taken up by the line that expects it; at the end nothing is left over, so what was wanted
has come once and nothing else has come. The loopback Telegram checks each request by itself.
"""

from __future__ import annotations

from pathlib import Path

from bot.conversation.router import Router
from bot.core.commands import NAMES
from bot.core.seals import Seals
from bot.features.admin.all import operating
from bot.features.feature import presses_of
from embeddings.encoders.encoder import Encoder
from embeddings.reader.reader import Reader
from tests.bot.telegram.day.stage import ADMIN, Stage, open_stage
from tests.bot.telegram.setup import with_buttons
from tests.support.bot_api import Chat, SentMessage, User
from tests.support.bot_api.api import TOKEN
from tests.support.news_server import NewsServer
from tests.support.newsfeed import STORIES, add_feed

ELSEWHERE = frozenset(("audit", "ban", "health", "invite", "people", "setup", "unban"))
"""What tests/bot/telegram/access and tests/bot/features/admin walk through."""
SENTENCE = "第{}段：市图书馆今年开放到晚上十点，周末的时间不变，读者可以自习。"
LONG = "\n".join(4 * SENTENCE.format(number) for number in range(30))
BRIDGE = "青石桥今天早上七点重新通车，维修共用了三个月，花了两千万元。"
LIBRARY = "市图书馆的开放时间延长到晚上{}点，馆长林静说周末不变。"
METRO = "地铁{}号线今天上午开始空载试运行，计划{}日通车，每天开行120列。"

FAIRS = {
    "诗人林静获终身成就奖": "七十岁的林静写了四十部诗集，奖金二十万元将捐给山区学校。",
    "盗版教材仓库被查封": "警方在城西扣下三万册盗版课本，两名嫌疑人被拘留。",
    "纸价连涨五个月": "造纸厂说木浆进口减少，每吨比去年贵九百元。",
    "机器人替读者找书": "新馆的六台机器人每小时搬运四百本，误差不到千分之一。",
    "暴雨淹了三号展厅": "昨夜水深二十厘米，工人连夜抽水，展台移到二楼。",
    "漫画家签售排队七小时": "队伍绕广场两圈，主办方中午停止发号。",
    "古籍残卷拍出八百万": "宋刻本只剩十一页，买家是一位匿名收藏者。",
    "盲人读者试用点字屏": "四十行的屏幕可以显示地图，售价一万二千元。",
    "翻译协会要求提高稿酬": "会员平均每千字只得八十元，十年没有变过。",
}


class Day:
    """The people of the day in their chats."""

    def __init__(self, stage: Stage, server: NewsServer) -> None:
        api = stage.api
        self.stage, self.server, self.api = stage, server, api
        self.lin, self.lin_chat = self.person(11, "林", "zh-hans")
        self.ann, self.ann_chat = self.person(12, "Ann", "en")
        self.chan, self.chan_chat = self.person(13, "陳", "zh-hant")
        self.op, self.op_chat = self.person(ADMIN, "Op", "zh-hans")
        self.forum = api.group(-1001, "Readers", topics=True, owner=self.ann)
        self.topic = api.topic(self.forum, "News", self.ann)
        self.old = api.group(-5, "Old friends", basic=True, owner=self.ann)
        self.channel = api.channel(-1003, "Metro news", owner=self.op)

    def person(self, number: int, name: str, language: str) -> tuple[User, Chat]:
        user = self.api.user(number, name, language)
        return user, self.api.private(user)

    async def said(self, chat: Chat, count: int = 1) -> list[SentMessage]:
        """What comes by itself: so many messages, and no more."""
        await self.stage.settle()
        messages = await self.stage.replies(chat, count)
        self.nothing_else()
        return messages

    async def silence(self) -> None:
        await self.stage.settle()
        self.nothing_else()

    def nothing_else(self) -> None:
        chats = [*self.api.world.chats.values()]
        assert [(chat.id, each.text) for chat in chats for each in self.api.take_sent(chat)] == []


async def arriving(day: Day) -> None:
    """Half past seven: everybody says hello, asks, looks around."""
    stage, lin, chat = day.stage, day.lin, day.lin_chat
    for command in ("/start", "/help", "/privacy"):
        await stage.ask(chat, lin, command)
        await stage.ask(day.ann_chat, day.ann, command)
    answer = await stage.ask(chat, lin, "砚微智检的A轮是谁领投的？")
    assert "汀岚资本" in answer.text
    await stage.press(answer, "article", lin)
    await stage.press(answer, "good", lin)
    await stage.press(answer, "alike", lin)
    await stage.ask(chat, lin, "融了多少钱？")
    assert "怎么来的" in (await stage.ask(chat, lin, "/why")).text
    flood = await stage.ask(chat, lin, "临江洪水是怎么回事？")
    quote = await stage.press(flood, "quote", lin)
    await stage.press(quote, "article", lin)
    refusal = await stage.ask(chat, lin, "临江什么时候开奥运会？")
    await stage.press(refusal, "bad", lin)
    await stage.ask(chat, lin, "/new")
    await stage.press(await stage.ask(chat, lin, "怎么订阅"), "do", lin)
    bus = await stage.ask(day.chan_chat, day.chan, "望瀾市有多少輛電動巴士？")
    assert "48" in bus.text
    marathon = await stage.ask(day.ann_chat, day.ann, "Who won the Port Callan Marathon?")
    assert "Ines Tavora" in marathon.text
    day.nothing_else()


async def reading(day: Day) -> None:
    """Lists, articles, stories, searches, links."""
    stage, ann, chat = day.stage, day.ann, day.ann_chat
    source = stage.source("https://books.example/rss", "书报")
    changed = await stage.publish(source, "市图书馆延长开放", LIBRARY.format("十"), "书报")
    await stage.publish(source, "市图书馆延长开放", LIBRARY.format("十一"), "书报", changes=changed)
    for publisher in ("北岸报", "南岸报"):
        await stage.publish(source, "青石桥今天重新通车", BRIDGE, publisher, 2)
    await stage.publish(source, "市图书馆的一年", LONG, "书报", minutes_ago=1)
    latest = await stage.ask(chat, ann, "/latest 5")
    article = await stage.press(latest, "article", ann)
    part = await stage.press(article, "part", ann)
    latest = await stage.press(part, "page", ann)
    await stage.press(latest, "story", ann)
    library = await stage.ask(chat, ann, "/search 林静")
    opened = await stage.press(library, "article", ann)
    await stage.press(opened, "history", ann)
    found = await stage.ask(chat, ann, "/search Linjiang OR 临江")
    await stage.press(found, "page", ann)
    topics = await stage.ask(chat, ann, "/topics")
    await stage.press(topics, "list", ann)
    chart = await stage.ask(chat, ann, "/trend 电商 4w")
    assert chart.photo
    linked = await stage.ask(chat, ann, day.server.url("/rss/1.html"))
    assert "临江队客场取胜" in linked.text
    await stage.press(linked, "read", ann)
    await stage.ask(chat, ann, "/sources")
    day.nothing_else()


async def following(day: Day) -> None:
    """Everybody says what they want to hear of."""
    stage, lin, chat = day.stage, day.lin, day.lin_chat
    settings = await stage.ask(chat, lin, "/settings")
    await stage.press(settings, "set", lin)
    await stage.ask(chat, lin, "/settings 免打扰 22:00-07:00")
    answer = await stage.ask(chat, lin, "临江洪水转移了多少人？")
    await stage.press(answer, "follow", lin)
    refusal = await stage.ask(chat, lin, "望瀾市什么时候开奥运会？")
    await stage.press(refusal, "watch", lin)
    await stage.ask(chat, lin, "/subscribe 地铁 -招聘")
    mistaken = await stage.ask(chat, lin, "/subscribe 冰球")
    await stage.press(mistaken, "edit", lin)
    changed = await stage.ask(chat, lin, "/subscribe 4 曲棍球")
    await stage.press(changed, "back", lin)
    await stage.press(mistaken, "undo", lin)
    explained = await stage.ask(chat, lin, "/subscribe")
    again = await stage.press(explained, "again", lin)
    await stage.press(again, "undo", lin)
    digest = await stage.ask(chat, lin, "/digest 08:00")
    await stage.press(digest, "digest", lin)
    listed = await stage.ask(chat, lin, "/subscriptions")
    card = await stage.press(listed, "打开 4", lin)
    card = await stage.press(card, "retime", lin)
    card = await stage.press(card, "08:00", lin)
    card = await stage.press(card, "pause", lin)
    card = await stage.press(card, "pause", lin)
    listed = await stage.press(card, "subs", lin)
    card = await stage.press(listed, "sub", lin)
    await stage.press(card, "unsub", lin)
    await stage.ask(day.chan_chat, day.chan, "/subscribe 地铁")
    await stage.ask(day.forum, day.ann, f"/subscribe@{day.api.bot.username} metro", day.topic)
    await stage.ask(day.old, day.ann, f"/digest@{day.api.bot.username} 08:00")
    await stage.ask(day.channel, None, "/subscribe 地铁")
    await day.silence()


async def keeping(day: Day) -> None:
    """The bot's admin looks after the sources."""
    stage, op, chat = day.stage, day.op, day.op_chat
    preview = await stage.ask(chat, op, f"/add {day.server.url('/rss')}")
    card = await stage.press(preview, "add", op)
    await stage.press(card, "check", op)
    card = await stage.press(card, "halt", op)
    await stage.press(card, "halt", op)
    await stage.ask(chat, op, "/check")
    await stage.update()
    assert (await stage.ask(chat, op, "/stats")).photo
    errors = await stage.ask(chat, op, "/errors")
    await stage.press(old_button(errors, "errors:1"), "errors", op)
    listed = await stage.ask(chat, op, "/unanswered")
    exported = await stage.press(listed, "lessons", op)
    assert exported.document
    await stage.press(old_button(listed, "unanswered:0"), "unanswered", op, changes=False)
    asked = await stage.ask(chat, op, "/remove 书报")
    await stage.press(asked, "不删", op)
    await day.silence()


def old_button(message: SentMessage, data: str) -> SentMessage:
    """The message with a button that may have stood under it once."""
    return with_buttons(message, Seals(TOKEN).sealed(message.chat.id, data))


async def moving(day: Day) -> Chat:
    """One blocks the bot, a group becomes a supergroup; the bot is stopped, and sees both when it comes back."""
    new = day.api.migrate(day.old, -1004, day.ann)
    day.api.block(day.chan)
    day.stage.clock.at(8)
    return new


async def eight(day: Day, new: Chat) -> None:
    """The digests of eight o'clock, though the bot was away."""
    await day.stage.settle()
    for chat in (day.lin_chat, new):
        [digest] = await day.stage.replies(chat)
        assert "🗞" in digest.text
    await day.silence()


async def alarming(day: Day) -> None:
    """The metro is in the news: whoever wanted to know hears it once."""
    stage = day.stage
    stage.clock.forward(minutes=40)
    metro = stage.source("https://metro.example/rss", "地铁报")
    stage.clock.forward(minutes=20)
    body = "Metro 地铁 5 号线 " + METRO.format(5, 28)
    await stage.publish(metro, "地铁5号线 metro 空载试运行", body, "地铁报")
    await stage.settle()
    for chat in (day.lin_chat, day.forum, day.channel):
        [alert] = await stage.replies(chat)
        assert "地铁5号线" in alert.text
        assert alert.thread == (day.topic if chat == day.forum else None)
        if chat == day.lin_chat:
            await stage.press(alert, "stop", day.lin)
    await day.silence()


async def announcing(day: Day, router: Router) -> None:
    """A word to all, once it was confirmed."""
    stage = day.stage
    asked = await stage.ask(day.op_chat, day.op, "/broadcast 今晚 22:00 停机")
    await stage.press(asked, "cast", day.op)
    await stage.settle()
    chat_keys = {int(chat_key.removeprefix("telegram:")) for chat_key in router.chats.open_chats()}
    assert day.chan.id not in chat_keys
    for chat in [each for each in day.api.world.chats.values() if each.id in chat_keys]:
        [told] = await stage.replies(chat)
        assert told.text == "📢 今晚 22:00 停机"
    await day.silence()


async def sleeping(day: Day) -> None:
    """At night Lin is left alone, and hears of it all in one message in the morning."""
    stage, lin = day.stage, day.lin
    await stage.ask(day.lin_chat, lin, "/subscribe 书展")
    stage.clock.at(23)
    fair = stage.source("https://fair.example/rss", "展报")
    stage.clock.forward(minutes=30)
    for number, (title, body) in enumerate(FAIRS.items()):
        await stage.publish(fair, title, f"{body}消息来自书展。", f"第{number}报")
    await day.silence()
    stage.clock.at(7)
    stage.clock.forward(minutes=1)
    [folded] = await day.said(day.lin_chat)
    assert "9" in folded.text
    await stage.press(folded, "told", lin)
    await day.silence()


async def leaving(day: Day) -> None:
    """Who asks to be forgotten is, and hears nothing more."""
    asked = await day.stage.ask(day.lin_chat, day.lin, "/forget")
    await day.stage.press(asked, "forget", day.lin)
    await day.silence()


async def test_a_day_in_the_life(sample_home: Path, tmp_path: Path, encoder: Encoder, reader: Reader) -> None:
    with open_stage(sample_home, tmp_path, encoder, reader) as stage, NewsServer() as server:
        add_feed(server, "/rss", STORIES, stage.clock())
        day = Day(stage, server)
        async with stage.running():
            await arriving(day)
            await reading(day)
            await following(day)
            await keeping(day)
        new = await moving(day)
        async with stage.running() as router:
            await eight(day, new)
            await alarming(day)
            await announcing(day, router)
            await sleeping(day)
            await leaving(day)
            features = [
                each
                for each in (*router.features, *operating(stage.config, stage.parts.store, stage.clock))
                if not set(each.commands) & ELSEWHERE
            ]
        assert stage.commanded == set(NAMES) - ELSEWHERE
        assert stage.pressed == set(presses_of(features))
        assert stage.api.violations == []
