"""The commands of the bot's admins, and that there are none for anybody else. Sites on loopback, no Telegram."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.commands import NAMES, OPERATING, similar_command
from bot.core.person import Person
from bot.core.reply_json import reply_from_json
from bot.core.splitting import utf16_length
from bot.features.admin.all import operating
from bot.features.feature import Feature
from bot.telegram.rendering import CAPTION_LIMIT
from data.chats.error_log import ErrorLog
from data.chats.llm_budget import LLMBudget, TokenLimits
from data.chats.outbox import Outbox, State
from data.chats.subscriptions import Criteria, Owner, Subscriptions
from data.chats.views import Views
from data.models import Entry, SourceSpec
from data.store.articles import Store
from data.store.derived import Draft
from data.store.sources import PAUSED_BY_HAND
from tests.support.admins import ANN, CHIEF, GROUP, LI, NOW, SCREEN, World, actions
from tests.support.made import Answers
from tests.support.sites import bad, good
from tests.support.sites.server import SiteServer
from tests.support.sites.site import Site

ANNOUNCED = "📢 今晚停机。\n明早见！"
MADE = (good.rss20_full, good.home_with_feed, bad.not_found, bad.binary)


@pytest.fixture(scope="module")
def sites() -> Iterator[dict[str, Site]]:
    with SiteServer(MADE) as server:
        yield {site.name: site for site in server.sites}


@pytest.fixture
def world(store: Store, sites: dict[str, Site]) -> World:
    return World(store, sites)


# -- who they are for


@pytest.mark.parametrize("name", sorted(OPERATING))
@pytest.mark.parametrize(
    "person",
    [ANN, replace(LI, operator=False), replace(LI, chat=GROUP), replace(LI, chat=replace(GROUP, manages=False))],
    ids=["reader", "no admin any more", "admin in a group", "admin in a group of others"],
)
def test_for_everybody_else_they_do_not_exist(world: World, name: str, person: Person) -> None:
    like = similar_command(name, [each for each in NAMES if each not in OPERATING])
    unknown = person.say("unknown-command", command=f"/{name}", like=f"/{like}" if like else "none")
    assert world.say(f"/{name} https://a.example/rss", person).text == unknown
    assert f"/{name} – " not in world.say("/help", person).text
    assert world.sources.all() == []


def buttons_of(features: tuple[Feature, ...]) -> list[str]:
    return [kind for feature in features for kind in feature.presses]


@pytest.mark.parametrize("person", [ANN, replace(LI, chat=GROUP)], ids=["reader", "admin in a group"])
def test_their_buttons_do_nothing_for_others(world: World, person: Person) -> None:
    world.router.chats.seen("telegram:8", "private")
    source = world.sources.add(SourceSpec("https://a.example/rss", title="A"))
    cast = actions(world.say("/broadcast 停机"))["📢 发给 1 个聊天"]
    world.article()
    world.router.respond(understand("珠穆朗玛峰有多高?"), ANN)
    gone = world.router.press("nothing:1", person).reply
    kinds = buttons_of(world.features)
    news = {"add", "remove", "check", "halt", "cast", "lessons", "unanswered", "errors", "health"}
    assert set(kinds) == news | {
        "people",
        "member",
        "admit",
        "ban",
        "unban",
        "doors",
        "revoke",
        "audit",
        "setup",
        "health",
    }
    numbers = ("", f":{source.id}", f":{source.id}:1", f":{source.id}:2", ":0", cast.partition(":")[2].join((":", "")))
    for action in [kind + more for kind in kinds for more in numbers] + [cast]:
        pressed = world.router.press(action, person)
        assert (pressed.reply, pressed.in_place) == (gone, False)
    assert [(each.title, each.paused) for each in world.sources.all()] == [("A", None)]
    assert not any(Outbox(world.store.database).counts().values())
    assert world.router.press("lessons", LI).reply.file


def test_admins_have_all_of_them_in_both_languages(world: World) -> None:
    for person in (LI, CHIEF):
        text = world.say("/help", person).text
        assert all(f"/{name} – " in text for name in NAMES)
        assert "unknown" not in world.say("/stats", person).text
    assert "/stats" in world.say("/statz", CHIEF).text
    assert "/stats" not in world.say("/statz", ANN).text


def test_buttons_with_numbers_that_nobody_gave_out_are_old(world: World) -> None:
    gone = world.router.press("nothing:1", LI).reply
    for action in ("add:99:1", "add:1", "remove:99", "check:99", "halt:1", "halt:99:1", "cast:99:1", "lessons"):
        assert world.router.press(action, LI).reply == gone
    other = Views(world.store.database, lambda: NOW).number({"kind": "latest"}, LI.holder)
    for action in (f"add:{other}:1", f"cast:{other}:1"):
        assert world.router.press(action, LI).reply == gone
    assert world.router.press("errors:999999999999999", LI).reply.text


# -- sources


def test_adding_shows_what_would_be_read_and_a_button_saves_it(world: World) -> None:
    site = world.sites["rss20-full"]
    shown = world.say(f"/add {site.url}", CHIEF)
    lines = shown.text.splitlines()
    newest = site.told[:3]
    assert lines[0] == "➕ Fennwick Courier"
    assert lines[1] == f"feed · {len(site.told)} entries, newest 14 Sep 2026, 09:47"
    assert [line for line in lines[3:9:2]] == [each.title for each in newest]
    assert f"The newest, {len(newest[0].body)} characters:" in lines
    assert lines[-1].startswith(newest[0].body.split("\n")[0][:60])
    assert len(lines) <= SCREEN
    assert world.sources.all() == []
    done = world.router.press(actions(shown)["✅ Add"], CHIEF)
    assert done.in_place
    assert done.reply.text == "✅ Added: Fennwick Courier\nIt is read for the first time within a minute."
    [source] = world.sources.due()
    assert (source.spec.url, source.title) == (site.url, "Fennwick Courier")


def test_a_second_press_adds_nothing_and_no_means_no(world: World) -> None:
    site = world.sites["rss20-full"]
    shown = world.say(f"/add {site.url}")
    assert world.press(shown, "✖ 不加").text == "好，没有添加。"
    assert world.sources.all() == []
    world.press(shown, "✅ 添加")
    assert world.press(shown, "✅ 添加").text.startswith("这个来源已经有了")
    assert world.say(f"/add {site.url}").text.startswith("这个来源已经有了")
    assert len(world.sources.all()) == 1


def test_a_page_is_read_by_the_feed_it_announces_under_the_name_that_was_given(world: World) -> None:
    site = world.sites["home"]
    shown = world.say(f"/add {site.url} 北方 星报")
    assert f"{site.url} 公布的订阅源" in shown.text
    world.press(shown, "✅ 添加")
    [source] = world.sources.all()
    assert source.title == "北方 星报"
    assert source.spec.url != site.url
    assert world.say(f"/add {site.url}").text.startswith("这个来源已经有了")


@pytest.mark.parametrize(
    ("name", "why"), [("not-found", "网址上没有内容（HTTP 404）"), ("binary", "里面没有认得出的文章")]
)
def test_what_cannot_be_read_is_told_in_the_readers_language(world: World, name: str, why: str) -> None:
    url = world.sites[name].url
    assert world.say(f"/add {url}").text == f"{url} 读不了：{why}。"


def test_private_addresses_are_refused_as_they_are_for_sources(store: Store, sites: dict[str, Site]) -> None:
    config = Config(home=store.database.path.parent)
    router = Router(store, Answers(), lambda: NOW, operating=operating(config, store, lambda: NOW))
    text = router.respond(understand(f"/add {sites['rss20-full'].url}"), CHIEF).text
    assert text.endswith("its address is private and not allowed.")


def test_where_the_bot_does_not_read_by_itself_it_says_so(store: Store, sites: dict[str, Site]) -> None:
    world = World(store, sites, updates=False)
    done = world.press(world.say(f"/add {sites['rss20-full'].url}"), "✅ 添加")
    assert done.text.endswith("下次运行 newsbot update 时读取。")


def test_removing_asks_first_and_takes_out_what_was_chosen(world: World) -> None:
    ids = [world.sources.add(SourceSpec(f"https://{name}.example/rss", title=name)).id for name in ("新华社", "36氪")]
    for source_id in ids:
        world.store.keep(
            [Draft(Entry(f"T{source_id}", "正文。", f"https://x.example/{source_id}"))], source_id, [], NOW
        )
    asked = world.say("/remove 新华")
    assert asked.text == "🗑 删除“新华社”？\n它带来了 1 篇文章。"
    assert world.press(asked, "不删").text == "好，“新华社”保留。"
    assert len(world.sources.all()) == 2
    assert world.press(asked, "只删来源").text == "已删除：新华社"
    assert world.store.count() == 2
    asked = world.say("/remove 36氪")
    assert world.press(asked, "连 1 篇文章一起删").text == "已删除：36氪，连同 1 篇文章"
    assert [article.title for article in world.store.latest(9)] == ["T1"]
    assert world.sources.all() == []


def test_a_name_that_means_several_or_none_asks_which(world: World) -> None:
    for name in ("Star A", "Star B", "Moon"):
        world.sources.add(SourceSpec(f"https://{name[-1]}.example/rss", title=name))
    asked = world.say("/remove star", CHIEF)
    assert list(actions(asked)) == ["1 Star A", "2 Star B"]
    assert world.press(asked, "2 Star B", CHIEF).text.startswith("🗑 Remove Star B?")
    assert "“sun”" in world.say("/check sun", CHIEF).text
    assert list(actions(world.say("/remove", CHIEF))) == ["1 Star A", "2 Star B", "3 Moon"]


def test_a_source_of_the_configuration_is_taken_out_there(world: World) -> None:
    source = world.sources.add(SourceSpec("https://a.example/rss", title="A"), in_config=True)
    assert "newsbot.toml" in world.say("/remove A").text
    for what in (1, 2):
        assert "newsbot.toml" in world.router.press(f"remove:{source.id}:{what}", LI).reply.text
    assert len(world.sources.all()) == 1


def test_checking_reads_now_says_in_words_what_came_and_stores_nothing(world: World) -> None:
    feed, lost = world.sites["rss20-full"], world.sites["not-found"]
    world.sources.add(SourceSpec(feed.url, title="Courier"))
    world.sources.add(SourceSpec(lost.url, title="Lost"))
    checked = world.say("/check", CHIEF)
    assert checked.text.splitlines() == [
        "🔎 1 working, 1 not",
        "⚠️ Lost – there is no such page (HTTP 404)",
        f"✅ Courier – feed · {len(feed.told)} entries, newest 14 Sep 2026, 09:47",
    ]
    one = world.press(checked, "2 Lost", CHIEF)
    assert one.text.splitlines()[-1] == "⚠️ Now: there is no such page (HTTP 404)"
    assert world.say("/check 1", CHIEF).text.splitlines()[-1].startswith("✅ Now: feed")
    assert [(each.tried_at, each.error) for each in world.sources.all()] == [(None, None)] * 2
    assert world.store.count() == 0


def test_a_source_is_paused_and_goes_on_by_buttons(world: World) -> None:
    world.sources.add(SourceSpec(world.sites["rss20-full"].url, title="Courier"))
    card = world.say("/check courier")
    paused = world.press(card, "⏸ 暂停")
    assert [each.paused for each in world.sources.all()] == [PAUSED_BY_HAND]
    assert "已暂停" in paused.text
    assert world.say("/check").text == "还没有可检查的来源，用 /add 添加。"
    assert "已暂停" not in world.press(paused, "▶️ 继续").text
    assert [each.paused for each in world.sources.all()] == [None]


# -- numbers


def test_numbers_are_those_counted_by_hand_and_come_with_a_picture(world: World) -> None:
    database = world.store.database
    source = world.sources.add(SourceSpec("https://a.example/rss", title="新华社"))
    drafts = [
        Draft(Entry(f"T{day}", "正文。", f"https://x.example/{day}", published_at=NOW - timedelta(day)))
        for day in range(14)
    ]
    world.store.keep(drafts, source.id, [], NOW)
    world.sources.failed(world.sources.add(SourceSpec("https://b.example/")), "no answer in time", NOW)
    chats = world.router.chats
    world.now = NOW - timedelta(days=8)
    chats.seen("telegram:5", "private")
    world.router.respond(understand("哪天复课?"), replace(ANN, conversation="telegram:5:-:-", id="telegram:5"))
    world.now = NOW
    for chat, kind in (("telegram:7", "private"), ("telegram:8", "private"), ("telegram:-1001", "group")):
        chats.seen(chat, kind)
    for number in range(28):
        world.router.respond(
            understand(f"第{number}场谁赢了比赛?"), replace(ANN, conversation="telegram:-1001:-:9", id="telegram:9")
        )
    for _ in range(7):
        world.router.respond(understand("谁赢了?"), ANN)
    wanted = Subscriptions(database, world.clock)
    made = [wanted.add(Owner("telegram:8", None, "telegram:8", "en"), Criteria((word,))) for word in ("融资", "洪水")]
    wanted.pause(made[0].id if made[0] else 0, True)
    outbox = Outbox(database)
    for key in "ab":
        outbox.put(key, "telegram:8", None, "{}", NOW)
    [first, _] = outbox.due(NOW)
    outbox.sending(first.id)
    outbox.given_up(first.id, "blocked")
    LLMBudget(database).reserve(1234, None, TokenLimits(), NOW)
    reply = world.say("/stats", CHIEF)
    assert reply.text.splitlines()[:-1] == [
        "📊 Numbers",
        "Articles: 14, 1 a day",
        "Newest: 14 Sep 2026, 20:00 (just now)",
        "Sources: 1 working, 1 failing",
        "Passages to be indexed: 14",
        "",
        "In 7 days: people 3, groups and channels 1",
        "Questions: 35 (5 a day), declined 80%",
        "Subscriptions: 2 (1 paused)",
        "Messages waiting: 1, given up 1",
        "Language model today: 1,234 tokens",
    ]
    assert len(reply.text.splitlines()) <= SCREEN
    assert reply.file
    assert reply.file.name == "stats.png"
    assert Image.open(BytesIO(reply.file.content)).width == 1080
    assert utf16_length(reply.text) < CAPTION_LIMIT  # so it stands under the picture


# -- what went wrong


def test_errors_are_grouped_and_sources_come_with_their_reasons(world: World) -> None:
    assert world.say("/errors").text == "👍 最近没有出问题，来源也都在读。"
    failing, paused = (world.sources.add(SourceSpec(f"https://{name}.example/", title=name)) for name in "AB")
    world.sources.add(SourceSpec("https://c.example/", title="C"))
    world.sources.failed(failing, "no answer in time", NOW)
    world.sources.pause(paused.id, PAUSED_BY_HAND)
    error_log = ErrorLog(world.store.database)
    for hours in (5, 3):
        error_log.note("embedding news failed: KeyError (live_index.py:55)", NOW - timedelta(hours=hours))
    shown = world.say("/errors")
    assert shown.text.splitlines() == [
        "2 个来源读不到或停读",
        "⚠️ A：没有及时应答",
        "⏸ B：已暂停：运营者的决定",
        "",
        "其他问题",
        "• embedding news failed: KeyError (live_index.py:55)",
        "  2 次，第一次5小时前，最近一次3小时前",
    ]
    assert list(actions(shown)) == ["1 A", "2 B"]


def test_many_errors_are_paged_and_each_page_fits_a_screen(world: World) -> None:
    error_log = ErrorLog(world.store.database)
    for number in range(9):
        error_log.note(f"{number}: " + "word " * 50, NOW)
    page, seen = world.say("/errors", CHIEF), []
    while True:
        seen += re.findall(r"• (\d):", page.text)
        assert len(page.text.splitlines()) <= SCREEN
        if "Next ›" not in actions(page):
            break
        page = world.press(page, "Next ›", CHIEF)
    assert seen == list("876543210")
    assert "• 4:" in world.press(page, "‹ Back", CHIEF).text


# -- to everybody


def chats_with_mail(world: World) -> dict[str, str]:
    rows = world.store.database.rows("SELECT room, reply FROM outbox ORDER BY id")
    return {chat: reply_from_json(reply).text for chat, reply in rows}


def test_a_broadcast_is_shown_first_and_goes_once_to_every_open_chat(world: World) -> None:
    chats = world.router.chats
    for chat, kind in (("telegram:7", "private"), ("telegram:8", "private"), ("telegram:-1", "group")):
        chats.seen(chat, kind)
    chats.seen("telegram:9", "private")
    chats.close("telegram:9", "blocked")
    shown = world.say("/broadcast 今晚停机。\n明早见！")
    assert shown.text == f"{ANNOUNCED}\n\n———\n将这样发给 2 人、1 个群和频道。"
    assert chats_with_mail(world) == {}
    sent = world.press(shown, "📢 发给 3 个聊天")
    assert sent.text == "📢 已发 0 / 3\n待发：3"
    assert chats_with_mail(world) == dict.fromkeys(("telegram:7", "telegram:8", "telegram:-1"), ANNOUNCED)
    world.press(shown, "📢 发给 3 个聊天")
    chats.seen("telegram:10", "private")  # who comes later is not written to by an old button
    assert world.press(shown, "✖ 不发").text == "📢 已发 0 / 3\n待发：3"
    assert world.press(shown, "📢 发给 3 个聊天").text == "📢 已发 0 / 3\n待发：3"
    assert len(chats_with_mail(world)) == 3
    outbox = Outbox(world.store.database)
    for item, done in zip(outbox.due(NOW), ("sent", "given up", "settled"), strict=True):
        outbox.sending(item.id)
        if done == "sent":
            outbox.sent(item.id, 1, NOW)
        elif done == "given up":
            outbox.given_up(item.id, "blocked")
    outbox.settle()
    after = world.press(sent, "🔄 进度")
    assert after.text == "📢 已发 1 / 3\n没发成：1\n不确定是否送达：1"
    assert after.buttons == ()


def test_a_broadcast_that_is_not_wanted_goes_nowhere_and_the_same_words_can_go_again_later(world: World) -> None:
    assert "/broadcast" in world.say("/broadcast").text
    assert world.say("/broadcast 停机").text == "还没有可以发消息的聊天。"
    world.router.chats.seen("telegram:8", "private")
    assert world.press(world.say("/broadcast 停机"), "✖ 不发").text == "好，没有发送。"
    assert chats_with_mail(world) == {}
    for _ in range(2):
        world.now += timedelta(days=1)
        world.press(world.say("/broadcast 停机"), "📢 发给 1 个聊天")
    assert Outbox(world.store.database).counts()[State.WAITING] == 2
