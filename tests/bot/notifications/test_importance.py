"""Which stories matter: several publishers before one, copies count little, and no event twice."""

from __future__ import annotations

from datetime import timedelta

from bot.notifications.importance import MOST, Signs, StoryCandidate, best, candidates, is_grave, is_routine
from data.store.recent import Recent
from tests.support.notified import START

DAY = timedelta(days=1)


def story(
    number: int, publishers: int = 1, reprints: int = 0, ago: float = 1, in_language: bool = True
) -> StoryCandidate:
    return StoryCandidate(number, publishers, publishers, START - timedelta(hours=ago), reprints, in_language)


def report(number: int, publisher: str, copy: bool = False, language: str = "zh") -> Recent:
    return Recent(number, 1, copy, publisher, START - timedelta(hours=number), None, language)


def order(*stories: StoryCandidate, **signs: object) -> list[int]:
    return [each.article_id for each in best(stories, START, DAY, signs=Signs(**signs))]  # type: ignore[arg-type]


def test_several_publishers_come_before_one() -> None:
    assert order(story(1), story(2, publishers=3, ago=20)) == [2, 1]


def test_who_only_prints_anothers_text_counts_little() -> None:
    assert order(story(1, reprints=4), story(2, publishers=3)) == [2, 1]
    assert order(story(1), story(2, reprints=4)) == [2, 1]


def test_a_story_is_counted_by_those_who_tell_it_in_words_of_their_own() -> None:
    (told,) = candidates([report(1, "品玩", copy=True), report(2, "新华社"), report(3, "财新"), report(4, "新华社")])
    assert (told.article_id, told.publishers, told.reprints, told.articles) == (2, 2, 1, 3)
    assert told.newest_at == START - timedelta(hours=1)


def test_the_reader_meets_a_story_in_their_language_where_it_is_told_in_it() -> None:
    reports = [report(1, "BBC", language="en"), report(2, "新华社")]
    assert [each.article_id for each in candidates(reports, "zh")] == [2]
    assert [each.article_id for each in candidates(reports, "en")] == [1]
    assert not candidates(reports[:1], "zh")[0].in_language
    assert order(story(1, publishers=2, in_language=False), story(2)) == [2, 1]


def test_of_those_that_are_told_alike_the_newer_and_the_wanted_come_first() -> None:
    older, newer = story(3, ago=20), story(4, ago=2)
    assert order(older, newer) == [4, 3]
    assert order(older, newer, wanted={3}) == [3, 4]


def test_what_much_of_the_news_is_about_comes_first_and_counts_less_the_next_time() -> None:
    words = {1: {"洪水": 1.0}, 2: {"洪水": 1.0}, 3: {"车展": 1.0}}
    assert order(story(1, ago=3), story(2, ago=2), story(3, ago=1), words=words, heat={"洪水": 5.0}) == [2, 3, 1]


def test_what_is_announced_every_day_comes_last_and_what_concerns_many_first() -> None:
    assert order(story(1), story(2, ago=2), story(3, ago=3), routine={1}, grave={3}) == [3, 2, 1]
    assert is_routine("股票行情快报：某公司主力资金净买入34万元")
    assert is_routine("街道开展慰问活动")
    assert is_grave("矿区塌方三人遇难")
    assert is_grave("Prime minister resigns")
    assert not is_grave("A new phone is on sale")
    assert not is_routine("台风登陆福建")


def test_two_reports_of_one_event_that_were_not_linked_are_told_once() -> None:
    words = {
        1: {"京东": 1.0, "永辉": 1.0, "收购": 0.4, "传闻": 0.4},
        2: {"京东": 1.0, "永辉": 1.0, "收购": 0.4},
        3: {"京东": 1.0},
    }
    shares = {"京东": 0.1, "永辉": 0.05, "收购": 0.1, "传闻": 0.05}
    assert order(story(1), story(2, ago=2), story(3, ago=3), words=words, shares=shares) == [1, 3]


def test_there_are_no_more_than_are_asked_for() -> None:
    many = [story(number) for number in range(20)]
    assert len(best(many, START, DAY)) == MOST
    assert len(best(many, START, DAY, most=3)) == 3
    assert best([], START, DAY) == []
