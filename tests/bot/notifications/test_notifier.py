"""What chats are told without asking: alerts and digests as they arrive, and a week of them with restarts."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from bot.conversation.understanding import understand
from bot.core.person import CONVERTED
from data.chats.chats import Chats
from data.chats.subscriptions import Criteria, Kind, Owner, Times
from data.store.articles import Store
from tests.support.notified import ANNA, CHAT, LI, SHANGHAI, START, Newsstand, actions

OWNER = Owner(CHAT, None, "telegram:7", "zh")


@pytest.fixture
def stand(store: Store) -> Newsstand:
    return Newsstand(store)


@pytest.fixture
def chats(stand: Newsstand) -> Chats:
    return Chats(stand.store.database, stand.clock)


def test_an_alert_says_why_what_and_by_whom_and_leads_on(stand: Newsstand) -> None:
    criteria = stand.wants("融资", exclude=("A轮",))
    stand.later(minutes=5)
    story = stand.story()
    number = stand.article("星河完成B轮融资", "星河公司做卫星。它今天宣布融资三亿元。", "品玩", story=story)
    stand.article("星河融资", "星河公司融资三亿元。", "虎嗅", story=story, copy_of=number)
    (reply,) = stand.replies()
    assert reply.text == (
        "🔔 “融资”，不含“A轮”\n星河完成B轮融资\n品玩 · 2026年6月24日 10:04 · +1 家媒体\n它今天宣布融资三亿元。"
    )
    assert actions(reply) == {
        "📄 全文": f"article:{number}:0", "各家 2": f"story:{number}",
        "🔔 关注": f"follow:{number}", "🔕 停止": f"stop:{criteria.id}",
    }  # fmt: skip
    assert reply.about
    assert (reply.about.article_ids, reply.about.story_id) == ((number,), story)
    assert reply.pieces[2].url == "https://x.example/1"


def test_an_alert_is_in_the_script_that_the_chat_has_set(stand: Newsstand, chats: Chats) -> None:
    chats.set(CHAT, language=CONVERTED)
    stand.wants("融资")
    stand.later(minutes=5)
    stand.article("星河完成B轮融资", "它今天宣布融资三亿元。", "品玩")
    [alert] = stand.replies()
    assert "\n它今天宣佈融資三億元。\n\n引文已轉為繁體" in alert.text
    assert "星河完成B轮融资" in alert.text
    assert "🔔 關注" in actions(alert)


def test_nothing_is_told_twice(stand: Newsstand) -> None:
    stand.wants("融资")
    stand.wants("品玩", "星河")
    stand.later(minutes=5)
    story = stand.story()
    stand.article("星河融资", story=story)
    assert len(stand.sent()) == 1
    stand.article("星河融资三亿", story=story)
    stand.restart()
    assert stand.sent() == []


def test_what_is_written_in_english_is_told_in_english_unless_the_chat_is_set_otherwise(
    stand: Newsstand, chats: Chats
) -> None:
    stand.router.respond(understand('/subscribe "AI chips"'), ANNA)
    stand.later(minutes=5)
    stand.article("New AI chips")
    assert "first seen" not in (text := stand.texts()[0])
    assert "24 Jun 2026, 10:04" in text
    chats.set(CHAT, language="zh", zone="Europe/Berlin")
    stand.article("More AI chips")
    assert "2026年6月24日 04:04" in stand.texts()[0]


def test_a_followed_story_brings_new_facts_only(stand: Newsstand) -> None:
    story = stand.story()
    first = stand.article("洪峰过境", story=story)
    stand.router.press(f"follow:{first}", LI)
    stand.later(minutes=5)
    second = stand.article("转移五千人", story=story)
    stand.article("转移五千人", "同样的正文。", "品玩", story=story, copy_of=second)
    stand.article("车展")
    (text,) = stand.texts()
    assert text.startswith("🔔 你关注的事件有新消息\n转移五千人")
    stand.later(minutes=5)
    stand.article("水退了", story=story)
    assert len(stand.texts()) == 1


def test_many_come_folded_with_pages_after_the_hour(stand: Newsstand) -> None:
    stand.wants("融资")
    stand.later(minutes=1)
    for number in range(15):
        stand.article(f"融资{number}", ago=0)
    assert len(stand.texts()) == 5
    stand.later(minutes=59)
    assert stand.texts() == []
    stand.later(minutes=1)
    (reply,) = stand.replies()
    assert reply.text.startswith("🔔 你的订阅有 10 条新消息\n1. 融资5 · 新华社\n2. 融资6 · 新华社")
    assert "7. 融资11" in reply.text
    assert "融资12" not in reply.text
    following = stand.router.press(actions(reply)["下一页 ›"], LI)
    assert following.in_place
    assert following.reply.text.splitlines()[1:] == [f"{n + 1}. 融资{n + 5} · 新华社" for n in (7, 8, 9)]
    assert stand.router.press(actions(following.reply)["‹ 上一页"], LI).reply == reply
    assert len(reply.text.splitlines()) <= 12


def test_in_quiet_hours_nothing_comes_and_then_one_message(stand: Newsstand, chats: Chats) -> None:
    chats.set(CHAT, quiet=(10 * 60, 12 * 60))
    stand.wants("融资")
    for number in range(3):
        stand.later(minutes=10)
        stand.article(f"融资{number}")
        assert stand.sent() == []
    stand.later(minutes=90)
    assert len(stand.sent()) == 1


def test_a_closed_chat_gets_nothing_and_after_it_opens_no_old_news(stand: Newsstand, chats: Chats) -> None:
    stand.wants("融资")
    stand.subscriptions.add_digest(OWNER, Times(10 * 60 + 30), Criteria())
    chats.close(CHAT, "blocked")
    stand.later(minutes=40)
    stand.article("融资一")
    assert stand.sent() == []
    chats.reopen(CHAT)
    stand.article("融资二")
    assert next(text for text in stand.texts() if text.startswith("🔔")).splitlines()[1] == "融资二"


def test_topics_of_a_forum_get_their_own(stand: Newsstand) -> None:
    stand.wants("融资", chat="telegram:-9", thread=1)
    stand.wants("融资", "车展", chat="telegram:-9", thread=2)
    stand.later(minutes=5)
    stand.article("融资")
    stand.article("车展")
    assert sorted((item.message.chat, item.message.thread) for item in stand.sent()) == [
        ("telegram:-9", 1), ("telegram:-9", 2), ("telegram:-9", 2),
    ]  # fmt: skip


def test_a_stopped_or_changed_subscription_tells_nothing_of_before(stand: Newsstand) -> None:
    stopped, changed = stand.wants("融资"), stand.wants("手机")
    stand.later(minutes=5)
    stand.article("融资")
    stand.article("芯片")
    stand.router.press(f"stop:{stopped.id}", LI)
    stand.later(minutes=5)
    stand.subscriptions.change(changed.id, Criteria(("芯片",)))
    assert stand.sent() == []


def test_what_waits_for_the_end_of_quiet_hours_goes_with_the_words_that_found_it(
    stand: Newsstand, chats: Chats
) -> None:
    chats.set(CHAT, quiet=(9 * 60, 11 * 60))
    changed = stand.wants("融资")
    stand.later(minutes=5)
    stand.article("融资")
    assert stand.sent() == []
    stand.subscriptions.change(changed.id, Criteria(("芯片",)))
    stand.later(hours=2)
    assert stand.sent() == []


def test_a_chat_that_cannot_be_told_silences_no_other(stand: Newsstand, chats: Chats) -> None:
    chats.set("telegram:6", zone="Nowhere/Atall")
    for chat in ("telegram:6", CHAT):
        stand.wants("融资", chat=chat)
        stand.subscriptions.add_digest(Owner(chat, None, chat, "zh"), Times(10 * 60 + 4), Criteria())
    stand.later(minutes=5)
    stand.article("融资")
    assert [item.message.chat for item in stand.sent()] == [CHAT, CHAT]


def test_a_digest_that_is_put_off_on_its_day_comes_again(stand: Newsstand) -> None:
    digest = stand.subscriptions.add_digest(OWNER, Times(11 * 60), Criteria())
    assert digest
    stand.later(hours=1, minutes=1)
    assert len(stand.sent()) == 1
    stand.router.press(f"retime:{digest.id}:{18 * 60}", LI)
    stand.later(hours=7)
    assert len(stand.sent()) == 1


def test_a_digest_comes_once_a_day_to_who_travels(stand: Newsstand, chats: Chats) -> None:
    stand.subscriptions.add_digest(OWNER, Times(11 * 60), Criteria())
    stand.later(hours=1, minutes=1)
    assert len(stand.sent()) == 1
    chats.set(CHAT, zone="Europe/Berlin")
    stand.later(hours=7)
    assert stand.sent() == []
    chats.set(CHAT, zone="Asia/Tokyo")
    stand.later(hours=16)
    assert len(stand.sent()) == 1


def test_a_digest_comes_once_with_its_button_to_stop(stand: Newsstand) -> None:
    digest = stand.subscriptions.add_digest(OWNER, Times(11 * 60), Criteria())
    assert digest
    stand.article("洪峰过境")
    assert stand.sent() == []
    stand.later(hours=1)
    (reply,) = stand.replies()
    assert "1. 洪峰过境" in reply.text
    assert actions(reply)["🔕 停止"] == f"stop:{digest.id}"
    stand.restart()
    assert stand.sent() == []


def test_a_digest_missed_while_the_bot_was_down_comes_if_it_is_not_too_late(stand: Newsstand) -> None:
    stand.subscriptions.add_digest(OWNER, Times(11 * 60), Criteria())
    stand.later(hours=6, minutes=59)
    assert len(stand.sent()) == 1
    stand.later(hours=24, minutes=1)
    assert stand.sent() == []
    stand.later(hours=18)
    assert len(stand.sent()) == 1


def test_the_agent_writes_nothing_where_nothing_is_new(stand: Newsstand) -> None:
    stand.wants("融资")
    stand.article("融资")
    stand.sent()
    before = stand.store.database.value("PRAGMA data_version"), stand.store.database.path.stat().st_size
    for _ in range(20):
        assert stand.agent.make_due(stand.now) == 0
    assert (stand.store.database.value("PRAGMA data_version"), stand.store.database.path.stat().st_size) == before


@pytest.mark.parametrize("seed", range(4))
def test_a_week_with_restarts_tells_every_wanted_story_exactly_once(stand: Newsstand, chats: Chats, seed: int) -> None:
    """Random articles of random stories, chats with limits and quiet hours, a crash now and then between two steps."""
    chance = random.Random(seed)
    words = ["融资", "手机", "洪水", "车展"]
    wants = {f"telegram:{number}": chance.sample(words, 2) for number in range(1, 4)}
    for chat, criteria in wants.items():
        stand.wants(*criteria, chat=chat)
        stand.subscriptions.add_digest(Owner(chat, None, chat, "zh"), Times(chance.randrange(1440)), Criteria())
    chats.set("telegram:1", quiet=(22 * 60, 7 * 60), hourly=2)
    chats.set("telegram:2", hourly=0)
    stories = [(stand.story(), chance.choice([*words, "天气", "体育"])) for _ in range(60)]
    told, wanted = dict[str, list[int]](), dict[str, set[int]]()
    for step in range(8 * 48):
        stand.later(minutes=30)
        for _ in range(chance.choice([0, 0, 1, 1, 2, 6]) if step < 7 * 48 else 0):
            story, word = chance.choice(stories)
            stand.article(f"{word}的新闻", story=story)
            for chat in (chat for chat, criteria in wants.items() if word in criteria):
                wanted.setdefault(chat, set()).add(story)
        _step(stand, chance)
    query = "SELECT room, a.story_id FROM alerts al JOIN articles a ON a.id = al.article_id WHERE told_at IS NOT NULL"
    for chat, story in stand.store.database.rows(query):
        told.setdefault(chat, []).append(story)
    assert {chat: sorted(found) for chat, found in told.items()} == {chat: sorted(wanted[chat]) for chat in wanted}
    rows = stand.store.database.rows("SELECT key, room, due_at, state FROM outbox")
    assert {state for *_, state in rows} == {"sent"}
    digests = [key for key, *_ in rows if key.startswith("digest:")]
    assert len(digests) == sum(_digests_due(stand, chat) for chat in wants)
    alerts = [due for key, chat, due, _ in rows if key.startswith("alert:") and chat == "telegram:1"]
    assert all(7 <= datetime.fromtimestamp(due, SHANGHAI).hour < 22 for due in alerts)
    assert all(sum(due - 3600 < other <= due for other in alerts) <= 2 for due in alerts)


def _step(stand: Newsstand, chance: random.Random) -> None:
    """The agent at work; now and then it is started anew, or dies with its messages made and not sent."""
    if chance.random() < 0.2:
        stand.restart()
    if chance.random() < 0.2:
        stand.agent.make_due(stand.now)
        stand.restart()
    if chance.random() < 0.1:
        stand.later(minutes=chance.randrange(1, 120))
    stand.sent()


def _digests_due(stand: Newsstand, chat: str) -> int:
    """How often the clock has stood at the time of the chat's digest."""
    (digest,) = [each for each in stand.subscriptions.of(chat, None) if each.kind is Kind.DIGEST]
    assert digest.times
    local = START.astimezone(SHANGHAI)
    first = local.replace(hour=digest.times.minute // 60, minute=digest.times.minute % 60)
    return sum(local < first + timedelta(days=number) <= stand.now for number in range(30))
