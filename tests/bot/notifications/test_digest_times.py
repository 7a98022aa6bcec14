"""Digests: each local day once whatever the clock does, the best stories first, a line of facts each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.understanding import understand
from bot.core.person import Person
from bot.notifications.digest_times import MOST, StoryCandidate, best, due_moment, last_moment, parse_times
from bot.replies.digests import lead, times_words
from data.chats.subscriptions import Criteria, Owner, Times
from data.models import Article
from data.store.articles import Store
from tests.support.notified import ANNA, CHAT, LI, SHANGHAI, START, Newsstand, actions

BERLIN = ZoneInfo("Europe/Berlin")
OWNER = Owner(CHAT, None, "telegram:7", "zh")


@pytest.fixture
def stand(store: Store) -> Newsstand:
    return Newsstand(store)


@pytest.mark.parametrize(
    ("words", "times", "rest"),
    [
        ("08:00", Times(480), ""),
        ("8:05 半导体 芯片", Times(485), "半导体 芯片"),
        ("8点", Times(480), ""),
        ("8点半", Times(510), ""),
        ("20：30 weekly", Times(1230, 0), ""),
        ("20:30 weekly Friday chips", Times(1230, 4), "chips"),
        ("20:30 每周五", Times(1230, 4), ""),
        ("20:30 每周 周日 体育", Times(1230, 6), "体育"),
        ("20:30 周三", Times(1230, 2), ""),
        ("20:30 礼拜天 体育", Times(1230, 6), "体育"),
        ("20:30 週二", Times(1230, 1), ""),
        ("20:30 Thurs chips", Times(1230, 3), "chips"),
        ("20:30 三星", Times(1230), "三星"),
        ("08:00 每天", Times(480), ""),
        ("8点 每日 半导体", Times(480), "半导体"),
        ("08:00 daily chips", Times(480), "chips"),
        ("08:00 每天读书", Times(480), "每天读书"),
        ("00:00", Times(0), ""),
        ("23:59", Times(1439), ""),
    ],
)
def test_times_are_read_as_people_write_them(words: str, times: Times, rest: str) -> None:
    assert parse_times(words) == (times, rest)


@pytest.mark.parametrize("words", ["", "25:00", "8:60", "8:", "morning", "8", "半导体 08:00"])
def test_what_is_no_time_is_none(words: str) -> None:
    assert parse_times(words) is None


def test_times_are_said_in_both_languages() -> None:
    assert times_words(LI, Times(1230, 4)) == "每周五 20:30"
    assert times_words(ANNA, Times(480)) == "every day at 08:00"
    assert times_words(ANNA, Times(1230, 4)) == "every Friday at 20:30"


def test_a_digest_in_the_hour_that_is_skipped_comes_and_in_the_one_that_is_repeated_comes_once() -> None:
    spring = last_moment(Times(150), BERLIN, datetime(2026, 3, 29, 6, 0, tzinfo=UTC))  # there was no 02:30
    assert spring == (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), date(2026, 3, 29))
    first = last_moment(Times(150), BERLIN, datetime(2026, 10, 25, 0, 45, tzinfo=UTC))  # 02:45, for the first time
    again = last_moment(Times(150), BERLIN, datetime(2026, 10, 25, 1, 45, tzinfo=UTC))  # and for the second
    assert first == again == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25))


ZONES = ["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 1439), st.sampled_from(ZONES), st.integers(0, 360), st.integers(600, 9000))
def test_each_local_day_has_its_digest_once(minute: int, zone_name: str, start: int, step: int) -> None:
    """Two weeks anywhere in a year, looked at every few minutes: one a day, in order, by the local clock."""
    zone, told = ZoneInfo(zone_name), None
    begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=start)
    days, now = list[date](), begin
    while now < begin + timedelta(days=14):
        due = due_moment(Times(minute), zone, now, begin, told)
        if due:
            told, day = due
            days.append(day)
            local = told.astimezone(zone)
            skipped = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
            assert local.date() == day
            assert local.hour * 60 + local.minute == minute or skipped.astimezone(UTC).astimezone(zone) != skipped
        now += timedelta(seconds=step)
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert len(days) in (13, 14, 15)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 6), st.integers(0, 1439))
def test_a_weekly_digest_comes_on_its_day(weekday: int, minute: int) -> None:
    told, days, now = None, list[date](), START
    while now < START + timedelta(days=28):
        if due := due_moment(Times(minute, weekday), BERLIN, now, START, told):
            told = due[0]
            days.append(due[1])
        now += timedelta(minutes=30)
    assert [day.weekday() for day in days] == [weekday] * len(days)
    assert len(days) in (3, 4)
    assert len(set(days)) == len(days)


def test_a_digest_that_is_too_late_is_dropped_for_that_day() -> None:
    at = datetime(2026, 6, 24, 0, 0, tzinfo=UTC)  # 08:00 in Shanghai
    made = at - timedelta(days=3)
    assert due_moment(Times(480), SHANGHAI, at + timedelta(hours=5, minutes=59), made, None)
    assert due_moment(Times(480), SHANGHAI, at + timedelta(hours=6), made, None) is None
    assert due_moment(Times(480), SHANGHAI, at + timedelta(hours=24), made, None)


def test_a_digest_of_today_is_not_made_for_who_asks_for_it_later() -> None:
    at = datetime(2026, 6, 24, 0, 0, tzinfo=UTC)
    assert due_moment(Times(480), SHANGHAI, at + timedelta(minutes=1), at, None) is None


def candidate(number: int, publishers: int = 1, articles: int = 1, ago: float = 1) -> StoryCandidate:
    return StoryCandidate(number, publishers, articles, START - timedelta(hours=ago))


def test_the_best_is_told_by_many_then_new_then_wanted_for() -> None:
    day = timedelta(days=1)
    many, few = candidate(1, publishers=5, articles=6, ago=10), candidate(2, ago=1)
    assert [each.article_id for each in best([few, many], (), START, day)] == [1, 2]
    older, newer = candidate(3, ago=20), candidate(4, ago=2)
    assert [each.article_id for each in best([older, newer], (), START, day)] == [4, 3]
    assert [each.article_id for each in best([older, newer], {3}, START, day)] == [3, 4]
    assert len(best([candidate(number) for number in range(20)], (), START, day)) == MOST


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        ("洪水", "新华社北京6月24日电（记者 张三）河水涨到24米。学校停课。", "河水涨到24米。"),
        ("河水涨到24米", "河水涨到24米\n全市转移了五千多人。", "全市转移了五千多人。"),
        ("公司", "公司将于6月24日发布新手机，售价三千元。", "公司将于6月24日发布新手机，售价三千元。"),
        ("Rates", "The Fed held rates. More to come.", "The Fed held rates."),
        ("无正文", "", ""),
    ],
)
def test_a_line_of_facts_is_the_first_that_says_more_than_the_title(title: str, body: str, told: str) -> None:
    assert lead(Article(1, title, body, None, None, None, None, None, "zh")) == told


def test_a_long_sentence_is_cut_to_two_lines() -> None:
    cut = lead(Article(1, "x", "很长的一句话" * 30, None, None, None, None, None, "zh"))
    assert cut.endswith("…")
    assert len(cut) <= 51


# -- in the chat


def test_a_digest_tells_each_story_once_with_facts_and_who_else_tells_it(stand: Newsstand) -> None:
    story = stand.story()
    wire = stand.article("洪峰过境", "洪峰今天过境，转移了5480人。", "新华社", story=story, ago=60)
    stand.article("洪峰过境临江", "洪峰今天过境，转移了5480人。", "品玩", story=story, copy_of=wire, ago=30)
    stand.article("车展开幕", "车展今天开幕，来了三百家。", "财新", ago=20)
    reply = stand.router.respond(understand("/digest now"), LI)
    assert reply.text == (
        "🗞 6月24日 新闻摘要\n\n1. 洪峰过境 · +1 家媒体\n洪峰今天过境，转移了5480人。"
        "\n\n2. 车展开幕 · 财新\n车展今天开幕，来了三百家。"
    )
    assert [*actions(reply)] == ["📄 1", "📄 2"]
    assert reply.about
    assert len(reply.about.article_ids) == 2


def test_nothing_new_is_said_shortly(stand: Newsstand) -> None:
    stand.article("旧闻", ago=3 * 24 * 60)
    assert stand.router.respond(understand("/digest now"), LI).text == "🗞 6月24日 新闻摘要\n没有新消息。"
    assert stand.router.respond(understand("/digest now"), ANNA).text == "🗞 News of 24 June\nNothing new."


def test_a_digest_on_some_words_has_only_those(stand: Newsstand) -> None:
    stand.article("半导体出口", section="科技")
    stand.article("车展开幕")
    text = stand.router.respond(understand("/digest now 半導體"), LI).text
    assert "半导体出口" in text
    assert "车展" not in text


def test_a_digest_in_a_terminal_is_shown_and_not_ordered(stand: Newsstand) -> None:
    nobody = Person("en", SHANGHAI)
    assert stand.router.respond(understand("/digest now"), nobody).text.startswith("🗞 News of")
    assert "terminal" in stand.router.respond(understand("/digest 08:00"), nobody).text


def test_a_digest_is_ordered_shown_and_stopped(stand: Newsstand) -> None:
    reply = stand.router.respond(understand("/digest 20:30 每周五 半导体"), LI)
    assert reply.text == "🗞 已设好新闻摘要：每周五 20:30 · “半导体”（上海时间）"
    assert stand.router.press(actions(reply)["🗞 现在看看"], LI).reply.text.startswith("🗞 一周新闻摘要")
    assert "每周五 20:30 · “半导体”" in stand.router.respond(understand("/digest"), LI).text
    assert stand.router.respond(understand("/digest off"), LI).text == "🗞 不再发送摘要。"
    assert stand.subscriptions.of(CHAT, None) == []
    assert "没有要停的" in stand.router.respond(understand("/digest off"), LI).text


def test_what_the_chat_subscribed_to_comes_first(stand: Newsstand) -> None:
    stand.wants("车展")
    stand.article("车展开幕", ago=600)
    stand.article("洪峰过境", ago=5)
    assert "1. 车展开幕" in stand.router.respond(understand("/digest now"), LI).text


def test_news_that_was_read_late_is_in_the_next_digest(stand: Newsstand) -> None:
    stand.subscriptions.add_digest(OWNER, Times(8 * 60), Criteria())
    stand.now = START + timedelta(hours=23)  # 09:00: it was published before the digest of 08:00 and read after it
    assert len(stand.texts()) == 1
    stand.article("迟到的消息", ago=120)
    stand.later(hours=23)
    (text,) = stand.texts()
    assert "迟到的消息" in text
    stand.later(hours=24)
    assert stand.texts() == ["🗞 6月27日 新闻摘要\n没有新消息。"]
