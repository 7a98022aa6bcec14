"""The exchanges that are shown: each is played in a chat of its own, and ends as a view of that chat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from tests.bot.telegram.day.stage import ADMIN, Stage
from tests.pictures.page import View
from tests.support.bot_api import BotApi, Chat, User
from tests.support.news_server import NewsServer
from tests.support.newsfeed import STORIES, add_feed

FLOOD = "How many people were moved to safety by the flood in Linjiang?"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in their chat with the bot."""

    stage: Stage
    user: User
    chat: Chat
    language: str

    async def ask(self, text: str) -> None:
        await self.stage.ask(self.chat, self.user, text)

    def view(self) -> View:
        return View(
            self.chat, self.language, _posts(self.stage.api, self.chat), self.stage.api.messages(self.chat),
            self.user.id, subtitle="机器人" if self.language == "zh" else "bot",
        )  # fmt: skip

    def newest(self, messages: int = 2) -> View:
        """The chat without what lies above the screen."""
        view = self.view()
        ids = sorted([each["message_id"] for each in view.posts] + [each.message_id for each in view.sent])
        first = ids[-messages]
        return View(
            view.chat, view.language, [each for each in view.posts if each["message_id"] >= first],
            [each for each in view.sent if each.message_id >= first], view.owner, view.title, view.subtitle,
        )  # fmt: skip


Scene = Callable[[Seat], Awaitable[View]]


def _asked(*texts: str) -> Scene:
    async def play(seat: Seat) -> View:
        for text in texts:
            await seat.ask(text)
        return seat.newest()

    return play


async def _article(seat: Seat) -> View:
    listed = await seat.stage.ask(seat.chat, seat.user, "/latest")
    await seat.stage.press(listed, "全文 1", seat.user)
    return seat.view()


async def _digest(seat: Seat) -> View:
    await seat.ask("/digest 08:00")
    seat.stage.clock.at(8)
    await seat.stage.replies(seat.chat)
    return seat.newest(1)


async def _alert(seat: Seat) -> View:
    source = seat.stage.source("https://metro.example/rss", "临江日报")
    await seat.ask("/subscribe 地铁 -招聘")
    seat.stage.clock.forward(minutes=20)
    body = "临江地铁4号线今天上午开始空载试运行，计划28日通车。\n市轨道公司说，试运行期间每天开行120列。"
    picture = "https://metro.example/4.jpg"
    await seat.stage.publish(source, "地铁4号线开始空载试运行", body, "临江日报", image=picture)
    await seat.stage.replies(seat.chat)
    return seat.view()


async def _subscriptions(seat: Seat) -> View:
    for text in ("/subscribe 融资 并购 -传闻", "/subscribe source:临江日报", "/digest 08:00", "/subscriptions"):
        await seat.ask(text)
    return seat.newest()


async def _sources(seat: Seat) -> View:
    with NewsServer() as server:
        newest = seat.stage.clock() - timedelta(minutes=20)
        seat.stage.source(add_feed(server, "/rss", STORIES, newest))
        seat.stage.source(server.add("/gone.xml", status=404), "南岸周刊")
        await seat.stage.update()
        seat.stage.clock.forward(hours=2)
        await seat.ask("/sources")
    return seat.newest()


async def _group(seat: Seat) -> View:
    api, ann, bo = seat.stage.api, seat.user, User(501, "Bo", "en")
    group = api.group(-1001, "Linjiang readers", topics=True, owner=ann)
    thread = api.topic(group, "News", ann)
    api.say(group, bo, "Did anybody run on Saturday?", thread=thread)
    await seat.stage.ask(group, ann, f"@{api.bot.username} Who won the Port Callan Marathon?", thread)
    posts = [each for each in _posts(api, group) if "text" in each]
    return View(group, "en", posts, api.messages(group), ann.id, "News", "Linjiang readers")


async def _claim(seat: Seat) -> View:
    api, lin, bo = seat.stage.api, seat.user, User(501, "阿波", "zh-hans")
    group = api.group(-1002, "临江读者", owner=lin)
    said = "听说江豚考察结果出来了，临江段估算有31头，比2019年多了7头，望江桥下还看到带幼崽的母豚！"
    post = api.say(group, bo, said)
    api.say(group, lin, f"@{api.bot.username} 这是真的吗？", reply_to=post)
    await seat.stage.replies(group)
    return View(group, "zh", _posts(api, group), api.messages(group), lin.id, "临江读者", "3 位成员")


async def _scoped(seat: Seat) -> View:
    answer = await seat.stage.ask(seat.chat, seat.user, "砚微智检的A轮是谁领投的？")
    seat.stage.api.say(seat.chat, seat.user, "融了多少钱？", reply_to=answer)
    await seat.stage.replies(seat.chat)
    return seat.view()


async def _stats(seat: Seat) -> View:
    admin = seat.stage.api.user(ADMIN, "Op", "zh")
    chat = seat.stage.api.private(admin)
    await seat.stage.ask(chat, admin, "/stats")
    return Seat(seat.stage, admin, chat, "zh").view()


SCENES: dict[str, tuple[str, Scene]] = {
    "start": ("zh", _asked("/start")),
    "help": ("en", _asked("/help")),
    "question-zh": ("zh", _asked("临江洪水转移了多少人？")),
    "question-en": ("en", _asked(FLOOD)),
    "refusal": ("zh", _asked("临江什么时候开奥运会？")),
    "follow-up": ("zh", _scoped),
    "latest": ("zh", _asked("/latest")),
    "search": ("zh", _asked("/search 融资 OR 上市 -传闻")),
    "article": ("zh", _article),
    "topics": ("zh", _asked("/topics")),
    "trend": ("zh", _asked("/trend 电商 vs 洪水 4w")),
    "settings": ("en", _asked("/settings")),
    "privacy": ("zh", _asked("/privacy")),
    "group": ("en", _group),
    "claim": ("zh", _claim),
    "subscriptions": ("zh", _subscriptions),
    "digest": ("zh", _digest),
    "alert": ("zh", _alert),
    "sources": ("zh", _sources),
    "stats": ("zh", _stats),
}


async def play(name: str, number: int, stage: Stage) -> View:
    language, scene = SCENES[name]
    user = stage.api.user(100 + number, "林" if language == "zh" else "Ann", "zh-hans" if language == "zh" else "en")
    return await scene(Seat(stage, user, stage.api.private(user), language))


def _posts(api: BotApi, chat: Chat) -> list[dict[str, object]]:
    with api.world.changed:
        return [post for (chat_id, _), post in api.world.posts.items() if chat_id == chat.id]
