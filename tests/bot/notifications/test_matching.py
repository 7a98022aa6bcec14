"""Which news meets criteria, and when alerts become messages: worked examples, and what always holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.notifications.matching import Read, find, is_wanted, plan
from data.chats.alerts import Alert, Fresh
from data.chats.chats import ChatSettings
from data.chats.subscriptions import Criteria, Kind, Subscription
from data.models import Article
from data.text.phrases import phrase, running

NOW = datetime(2026, 6, 24, 2, 0, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")


def article(title: str = "", body: str = "", number: int = 1, **more: object) -> Article:
    values = {"source": "新华社", "section": "科技", "published_at": NOW, **more}
    return Article(number, title, body, None, None, language="zh", **values)  # type: ignore[arg-type]


def wanted(text: str, *include: str, without: tuple[str, ...] = ()) -> bool:
    return is_wanted(Criteria(include, without), Read.of(article(body=text)))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("融资", "某公司完成融资一亿元"),
        ("融资", "某公司完成融資一億元"),
        ("融資", "某公司完成融资"),
        ("A轮", "完成A轮融资"),
        ("A轮", "完成Ａ 轮融资"),
        ("AI chips", "New AI chip, said"),
        ("ai CHIPS", "the AI chips are"),
        ("5G", "5G手机"),
        ("特朗普 访华", "特朗普访华三天"),
        ("beyonce", "Beyoncé sang"),
        ("3.5", "growth of 3.5 percent"),
        ("雨", "暴雨成灾"),
    ],
)
def test_words_are_found_as_search_finds_them(words: str, text: str) -> None:
    assert wanted(text, words)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("融资", "金融，资本市场"),
        ("A轮", "A股大涨，轮到谁"),
        ("AI chips", "chips for AI"),
        ("AI", "MAIN STREET"),
        ("5G", "15G of data"),
        ("resign", "they design it"),
        ("融资", ""),
    ],
)
def test_parts_of_words_and_words_apart_are_not_found(words: str, text: str) -> None:
    assert not wanted(text, words)


def test_any_word_is_enough_and_no_excluded_one_may_stand_there() -> None:
    assert wanted("公司上市", "融资", "上市")
    assert not wanted("公司上市并完成A轮融资", "融资", without=("A轮",))
    assert wanted("公司完成B轮融资", "融资", without=("A轮",))


def test_the_title_counts_and_does_not_run_into_the_text() -> None:
    assert is_wanted(Criteria(("融资",)), Read.of(article("完成融资")))
    assert not is_wanted(Criteria(("融资",)), Read.of(article("金融", "资本")))


@pytest.mark.parametrize(
    ("criteria", "good"),
    [
        (Criteria(source="新华"), True),
        (Criteria(source="路透"), False),
        (Criteria(section="科技"), True),
        (Criteria(section="科技", source="路透"), False),
        (Criteria(("手机",), section="科技"), False),
        (Criteria(exclude=("融资",), source="新华社"), False),
    ],
)
def test_publisher_and_section_go_by_a_part_of_their_name(criteria: Criteria, good: bool) -> None:
    assert is_wanted(criteria, Read.of(article("融资"))) is good
    assert not is_wanted(Criteria(source="新华"), Read.of(article(source=None)))


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_what_was_put_into_a_text_between_blanks_is_found_there(before: str, words: str, after: str) -> None:
    plain = phrase(words)
    if plain and not any("\u3400" <= char <= "\ufaff" for char in words):
        assert plain in running(f"{before} {words} {after}")


FUNDING = Criteria(("融资",))


def subscription(number: int, kind: Kind = Kind.WORDS, criteria: Criteria = FUNDING, **more: object) -> Subscription:
    values: dict[str, object] = {"article_id": None, "made_at": NOW - timedelta(hours=1), "times": None, **more}
    return Subscription(
        number, "r", None, "p", "zh", kind, criteria, paused=False, told_at=None, **values,  # type: ignore[arg-type]
    )  # fmt: skip


def test_news_of_before_a_subscription_is_not_for_it() -> None:
    new, read = Fresh(1, 5, False), Read.of(article("融资"))
    old, young = subscription(1), subscription(2, made_at=NOW + timedelta(seconds=1))
    assert [each.subscription_id for each in find([(new, read)], [young, old], {})] == [1]
    undated = Read.of(article("融资", published_at=None))
    assert list(find([(new, undated)], [old], {})) == []


def test_of_a_followed_story_new_articles_are_told_and_copies_are_not() -> None:
    follows = subscription(1, Kind.STORY, Criteria(), article_id=9)
    read = Read.of(article("洪水"))
    fresh = [
        (Fresh(2, 5, True), read),
        (Fresh(1, 5, False), read),
        (Fresh(3, 6, False), read),
        (Fresh(4, None, False), read),
    ]
    (found,) = find(fresh, [follows], {9: 5})
    assert (found.article.article_id, found.key) == (1, "article:1")
    assert list(find(fresh, [follows], {})) == []


def test_a_story_is_told_by_an_original_rather_than_a_copy() -> None:
    read = Read.of(article("融资"))
    found = list(find([(Fresh(1, 5, True), read), (Fresh(2, 5, False), read)], [subscription(1)], {}))
    assert [each.article.article_id for each in found] == [2, 1]
    assert [each.key for each in found] == ["story:5", "story:5"]


# -- when


def alert(number: int, found_at: datetime = NOW) -> Alert:
    return Alert(number, "r", None, 1, number, found_at)


def ids(batches: list[tuple[Alert, ...]]) -> list[list[int]]:
    return [[each.id for each in batch] for batch in batches]


def test_within_the_allowance_each_story_is_a_message() -> None:
    assert ids(plan([alert(1), alert(2)], [], NOW, ChatSettings(), UTC_ZONE)) == [[1], [2]]


def test_beyond_the_allowance_the_rest_waits_and_comes_in_one() -> None:
    waiting = [alert(number) for number in range(8)]
    limits = ChatSettings(hourly=3)
    assert ids(plan(waiting, [], NOW, limits, UTC_ZONE)) == [[0], [1], [2]]
    told = [NOW] * 3
    assert plan(waiting[3:], told, NOW + timedelta(minutes=59, seconds=59), limits, UTC_ZONE) == []
    assert ids(plan(waiting[3:], told, NOW + timedelta(hours=1), limits, UTC_ZONE)) == [[3, 4, 5, 6, 7]]


def test_with_one_message_left_what_waited_and_what_is_new_come_together() -> None:
    waiting = [alert(1, NOW - timedelta(hours=1)), alert(2)]
    assert ids(plan(waiting, [NOW] * 4, NOW, ChatSettings(), UTC_ZONE)) == [[1, 2]]
    assert ids(plan(waiting, [NOW] * 3, NOW, ChatSettings(), UTC_ZONE)) == [[1], [2]]


def test_after_quiet_hours_comes_one_message() -> None:
    limits, zone = ChatSettings(quiet=(22 * 60, 7 * 60)), ZoneInfo("Asia/Shanghai")
    night = datetime(2026, 6, 23, 16, 0, tzinfo=UTC)  # midnight in Shanghai
    waiting = [alert(number, night) for number in range(9)]
    assert plan(waiting, [], night, limits, zone) == []
    assert plan(waiting, [], datetime(2026, 6, 23, 22, 59, 59, tzinfo=UTC), limits, zone) == []
    assert ids(plan(waiting, [], datetime(2026, 6, 23, 23, 0, tzinfo=UTC), limits, zone)) == [[*range(9)]]


def test_without_a_limit_all_is_told_at_once() -> None:
    waiting = [alert(number) for number in range(30)]
    assert len(plan(waiting, [NOW] * 50, NOW, ChatSettings(hourly=0), UTC_ZONE)) == 30


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 36 * 3600), max_size=40),
    st.integers(1, 6),
    st.none() | st.tuples(st.integers(0, 1439), st.integers(1, 1400)),
    st.sampled_from(["Asia/Shanghai", "America/New_York", "Asia/Kathmandu"]),
    st.integers(60, 1800),
)
def test_never_too_many_never_in_quiet_hours_nothing_lost_nothing_twice(
    seconds: list[int], hourly: int, quiet: tuple[int, int] | None, zone_name: str, step: int
) -> None:
    """A day and a half lived through in steps, and as much again in which nothing new comes."""
    hours = (quiet[0], sum(quiet) % 1440) if quiet else None  # from when, and how long
    limits, zone = ChatSettings(hourly=hourly, quiet=hours), ZoneInfo(zone_name)
    coming = sorted(seconds)
    waiting, told, messages = list[Alert](), list[datetime](), list[tuple[datetime, tuple[Alert, ...]]]()
    for second in range(0, 72 * 3600, step):
        now = NOW + timedelta(seconds=second)
        while coming and coming[0] <= second:
            waiting.append(alert(len(waiting) + sum(len(batch) for _, batch in messages), now))
            coming.pop(0)
        for batch in plan(waiting, [each for each in told if each > now - timedelta(hours=1)], now, limits, zone):
            messages.append((now, batch))
            told.append(now)
            waiting = [each for each in waiting if each not in batch]
    said = [each.id for _, batch in messages for each in batch]
    assert sorted(said) == [*range(len(seconds))]
    for moment, _ in messages:
        assert sum(moment - timedelta(hours=1) < each <= moment for each in told) <= hourly
        local = moment.astimezone(zone)
        assert not limits.is_quiet(local.hour * 60 + local.minute)
