"""Overviews: of the time asked for or since the person last looked, honest where there is nothing; and /why."""

from __future__ import annotations

import pytest

from bot.conversation.understanding import Overview, understand
from bot.core.person import ChatContext, Person
from bot.core.reply import Reply, ReplyKind
from data.chats.chats import Chats
from data.chats.erasure import Erasure
from data.chats.subscriptions import Criteria, Owner, Times
from data.models import Entry
from data.store.articles import Store
from tests.support.notified import ANNA, CHAT, LI, SHANGHAI, Newsstand, actions
from tests.support.stored import keep

DAY = 24 * 60.0


@pytest.fixture
def stand(store: Store) -> Newsstand:
    return Newsstand(store)


def overview(stand: Newsstand, words: str = "", topic: str = "", person: Person = LI) -> Reply:
    return stand.router.respond(Overview(words, topic), person)


def title(reply: Reply) -> str:
    return reply.text.splitlines()[0]


def test_each_story_is_one_line_of_facts_with_source_and_time(stand: Newsstand) -> None:
    story = stand.story()
    wire = stand.article("洪峰过境", "洪峰今天过境，转移了5480人。", "新华社", story=story, ago=60)
    stand.article("洪峰过境临江", "洪峰今天过境，转移了5480人。", "品玩", story=story, copy_of=wire, ago=30)
    stand.article("临江车展今天上午开幕", "车展来了三百家企业。", "财新", ago=20)
    reply = overview(stand, "今天有啥大新闻")
    assert reply.text == (
        "🗞 今日要闻  6月24日\n\n1. 洪峰今天过境，转移了5480人 · 新华社等 2 家 09:00"
        "\n\n2. 临江车展今天上午开幕 · 财新 09:40"
    )
    assert reply.kind is ReplyKind.OVERVIEW
    assert list(actions(reply)) == ["全文 1", "全文 2", "📰 全部消息"]
    assert reply.about
    assert reply.about.article_ids[0] == wire


def test_several_publishers_come_before_one_and_copies_before_nothing(stand: Newsstand) -> None:
    one = stand.article("一家报道的普通消息", ago=1)
    told = stand.story()
    wire = stand.article("三家分别报道的事情", "财新写的正文。", "财新", story=told, ago=500)
    for publisher in ("新华社", "品玩"):
        stand.article("三家分别报道的事情", f"{publisher}写的正文。", publisher, story=told, ago=501)
    copied = stand.story()
    head = stand.article("一家写四家转载的事", "通稿。", "新华社", story=copied, ago=590)
    for publisher in ("甲报", "乙报", "丙报", "丁报"):
        stand.article("一家写四家转载的事", "通稿。", publisher, story=copied, copy_of=head, ago=595)
    assert overview(stand, "今天").about.article_ids == (wire, head, one)  # type: ignore[union-attr]


def test_the_period_that_is_asked_for_counts(stand: Newsstand) -> None:
    stand.article("今天上午发生的事情", ago=60)
    stand.article("昨天下午发生的事情", ago=18 * 60)
    stand.article("上周五发生的事情呢", ago=5 * DAY)
    today, yesterday, last_week = (overview(stand, words).text for words in ("今天", "昨天的新闻", "上周"))
    assert ("今天上午" in today, "昨天下午" in today) == (True, False)
    assert yesterday.startswith("🗞 6月23日要闻\n\n1. 昨天下午发生的事情")
    assert last_week.startswith("🗞 6月15日至21日要闻\n\n1. 上周五发生的事情呢")
    assert "2. " not in yesterday + last_week
    assert len(overview(stand, "最近一周，只要两条").about.article_ids) == 2  # type: ignore[union-attr]
    assert title(overview(stand, "what happened this week?", person=ANNA)) == "🗞 Top stories, 22–24 June"


def test_without_a_period_it_is_since_the_chat_last_looked_within_a_day_and_a_week(stand: Newsstand) -> None:
    stand.article("第一天发生的事情")
    assert title(overview(stand)) == "🗞 过去 24 小时要闻"
    stand.later(hours=5)
    assert "第一天" in overview(stand, "有什么大事").text
    stand.later(hours=43)
    stand.article("第二天发生的事情")
    stand.later(hours=20)
    stand.article("第三天发生的事情")
    told = overview(stand, "有什么大事")
    assert title(told) == "🗞 你上次看过之后的要闻  6月24日 15:00 起"
    assert ("第三天" in told.text, "第二天" in told.text, "第一天" in told.text) == (True, True, False)
    stand.later(days=30)
    stand.article("很久以后发生的事情", ago=6 * DAY)
    assert title(overview(stand)) == "🗞 近 7 天要闻"


def test_a_part_of_the_news_leaves_open_when_the_chat_last_looked(stand: Newsstand) -> None:
    chats = Chats(stand.store.database, stand.clock)
    stand.article("芯片出口新规今天生效", section="科技", ago=60)
    overview(stand, topic="科技")
    overview(stand, "昨天")
    assert chats.looked_at(CHAT) is None
    overview(stand, "今天")
    assert chats.looked_at(CHAT) == stand.now
    overview(stand, person=Person("zh", SHANGHAI, chat=ChatContext("telegram:8")))  # of a script, which stands alone
    assert chats.looked_at("telegram:8") is None


def test_where_there_is_nothing_of_the_time_it_says_since_when_and_shows_the_newest(stand: Newsstand) -> None:
    stand.article("三天前发生的大事情", ago=3 * DAY)
    stand.article("两天前发生的大事情", ago=2 * DAY)
    stand.article("很久以前发生的事情", ago=90 * DAY)
    reply = overview(stand, "今天有什么新闻")
    assert reply.text.startswith("🗞 最新要闻  6月21日至22日\n今天还没有新闻；最近一条是 6月22日 10:00 的。\n\n1. ")
    assert "很久以前" not in reply.text
    assert reply.kind is ReplyKind.OVERVIEW
    english = overview(stand, "what happened today?", person=ANNA).text
    assert "\nNo news today yet; the newest is of 22 June 10:00.\n" in english


def test_old_news_has_its_year(stand: Newsstand) -> None:
    stand.article("二十年前发生的事情", ago=8000 * DAY)
    assert overview(stand, "今天").text.startswith(
        "🗞 最新要闻  2004年7月29日\n今天还没有新闻；最近一条是 2004年7月29日 10:00 的。"
    )


def test_where_nothing_is_known_it_says_so(stand: Newsstand) -> None:
    assert overview(stand, "今天").kind is ReplyKind.NOTHING
    assert "还没有任何新闻" in overview(stand, "今天").text
    stand.article("车展开幕")
    nothing = overview(stand, "今天有什么量子泡菜新闻", "量子泡菜")
    assert (nothing.kind, nothing.text) == (ReplyKind.NOTHING, "没有关于“量子泡菜”的新闻。")


def test_news_without_a_time_is_told_by_when_it_came_in(store: Store) -> None:
    stand = Newsstand(store)
    keep(
        store, Entry("Karachi stocks hit a historic high", "The exchange rose.", None, "1", None, "BBC"), now=stand.now
    )
    reply = overview(stand, "top stories", person=ANNA)
    assert reply.text == (
        "🗞 Newest top stories\nThese reports carry no date; the last to arrive come first."
        "\n\n1. Karachi stocks hit a historic high · BBC"
    )


def test_a_topic_is_a_section_or_words(stand: Newsstand) -> None:
    stand.article("新款处理器今天正式发布", section="科技")
    stand.article("临江车展今天上午开幕", section="汽车")
    assert "处理器" in overview(stand, "今天", "tech").text
    assert "车展" not in overview(stand, "今天", "科技").text
    assert title(overview(stand, "今天", "车展")) == "🗞 今日要闻  6月24日 · 车展"
    assert "处理器" not in overview(stand, "今天", "车展").text


def test_where_there_are_no_sections_a_topic_is_known_by_its_words(stand: Newsstand) -> None:
    stand.article("女足世界杯决赛今晚举行")
    stand.article("社区托管班今天开班了")
    text = overview(stand, "今天有什么体育新闻", "体育").text
    assert ("女足" in text, "托管班" in text) == (True, False)


def test_many_stories_of_several_sections_are_grouped(stand: Newsstand) -> None:
    for section, first in (("科技", 1), ("体育", 10)):
        for number in range(3):
            stand.article(
                f"{section}新闻的第{'一二三'[number]}条消息", f"正文{number}。", section=section, ago=first + number
            )
    text = overview(stand, "今天").text
    assert [line for line in text.splitlines() if line in ("科技", "体育")] == ["科技", "体育"]
    assert [int(line[0]) for line in text.splitlines() if line[:1].isdigit()] == [1, 2, 3, 4, 5, 6]


def test_news_in_the_readers_language_comes_first(stand: Newsstand) -> None:
    stand.article("Karachi stocks hit a historic high", "The exchange rose by three percent on Monday morning.", ago=1)
    stand.article("临江车展今天上午开幕", "车展来了三百家企业。", ago=300)
    assert "1. 临江车展" in overview(stand, "今天").text
    assert "1. Karachi" in overview(stand, "today", person=ANNA).text


def test_latest_begins_with_the_same_brief_and_goes_on_with_the_list(stand: Newsstand) -> None:
    for number in range(8):
        stand.article(f"今天发生的第{number}件事情", f"正文{number}。", ago=60 + number)
    first = stand.router.respond(understand("/latest"), LI)
    assert first.text == overview(stand).text
    rest = stand.router.press(actions(first)["📰 全部消息"], LI)
    assert not rest.in_place
    assert rest.reply.text.startswith("最新消息  第 1 / 2 页")
    assert "第 2 / 2 页" in stand.router.press(actions(rest.reply)["下一页 ›"], LI).reply.text
    assert stand.router.respond(understand("/latest 3"), LI).kind is ReplyKind.LIST


def test_a_digest_is_made_by_the_same_maker(stand: Newsstand) -> None:
    stand.subscriptions.add_digest(Owner(CHAT, None, CHAT, "zh"), Times(11 * 60), Criteria())
    stand.article("洪峰过境", "洪峰今天过境，转移了5480人。", ago=60)
    stand.later(hours=1)
    (digest,) = stand.texts()
    assert digest.splitlines()[1:] == overview(stand).text.splitlines()[1:]


def test_why_tells_how_the_overview_came_about(stand: Newsstand) -> None:
    stand.wants("车展")
    story = stand.story()
    wire = stand.article("洪峰过境", "洪峰今天过境，转移了5480人。", "新华社", story=story, ago=60)
    stand.article("洪峰过境临江", "临江转移了五千多人。", "财新", story=story, ago=40)
    stand.article("洪峰过境临江", "洪峰今天过境，转移了5480人。", "品玩", story=story, copy_of=wire, ago=30)
    stand.article("临江车展今天上午开幕", ago=20)
    overview(stand, "今天")
    why = stand.router.respond(understand("/why"), LI).text
    assert "6月24日 00:00 到 6月24日 10:00 共 2 件事，选了 2 件。" in why
    assert "2 家报道，1 家转载" in why
    assert "临江车展今天上午开幕\n1 家报道 · 你订阅过" in why


def test_why_after_a_question_is_of_the_question(stand: Newsstand) -> None:
    stand.article("临江车展今天上午开幕")
    overview(stand, "今天")
    stand.later(minutes=1)
    stand.router.respond(understand("车展什么时候开幕？"), LI)
    assert "要闻" not in stand.router.respond(understand("/why"), LI).text
    stand.later(minutes=1)
    overview(stand, "today", person=ANNA)
    assert stand.router.respond(understand("/why"), ANNA).text.startswith("How these stories were chosen")


def test_what_was_told_is_forgotten_with_the_person(stand: Newsstand) -> None:
    stand.article("临江车展今天上午开幕")
    overview(stand)
    stand.later(days=2)
    Erasure(stand.store.database).forget(CHAT)
    chats = Chats(stand.store.database, stand.clock)
    assert (chats.looked_at(CHAT), chats.overview(CHAT)) == (None, None)


def test_a_group_that_becomes_another_chat_keeps_when_it_looked(stand: Newsstand) -> None:
    chats = Chats(stand.store.database, stand.clock)
    stand.article("临江车展今天上午开幕")
    overview(stand, person=Person("zh", SHANGHAI, "telegram:-1:-:7", "telegram:7", ChatContext("telegram:-1")))
    chats.migrate("telegram:-1", "telegram:-1001")
    assert chats.looked_at("telegram:-1001") == stand.now


def test_why_after_a_digest_is_of_the_digest(stand: Newsstand) -> None:
    stand.router.respond(understand("/settings"), LI)
    Chats(stand.store.database, stand.clock).set(CHAT, zone="Asia/Shanghai")
    stand.subscriptions.add_digest(Owner(CHAT, None, CHAT, "zh"), Times(11 * 60), Criteria())
    stand.article("临江车展今天上午开幕")
    stand.later(hours=1)
    assert len(stand.sent()) == 1
    assert "共 1 件事" in stand.router.respond(understand("/why"), LI).text
