"""What much of the news is about: names that many stories share and that other times have seldom."""

from __future__ import annotations

import pytest

from bot.notifications.hot_words import Rarity, heat_of, heats, overlap, telling_words

FLOOD = ["涿州洪水围困村庄", "涿州转移十万人", "北京消防驰援涿州"]


def rarity(**holding: int) -> Rarity:
    return Rarity(1000, lambda word: holding.get(word, 1))


def test_names_and_things_tell_what_a_text_is_about_and_the_words_of_the_press_do_not() -> None:
    assert {"涿州", "北京"} <= telling_words("北京消防驰援涿州").keys()
    assert not {"记者", "新闻"} & telling_words("记者昨天看到新闻").keys()
    assert {"Claxton", "Madrid"} <= telling_words("The hurdler Claxton ran in Madrid").keys()


def test_what_three_stories_share_is_hot_where_it_is_rare_else() -> None:
    texts = [*map(telling_words, FLOOD), telling_words("车展今天在深圳开幕")]
    heat = heats(texts, rarity())
    assert heat["涿州"] > 0
    assert not {"深圳", "北京"} & heat.keys()
    assert heat_of(texts[0], heat) > heat_of(texts[3], heat) == 0
    assert "涿州" not in heats(texts, rarity(涿州=900))


@pytest.mark.parametrize(("other", "same"), [("京东回应收购永辉传闻", True), ("京东发布财报", False)])
def test_how_much_of_a_report_stands_in_another(other: str, same: bool) -> None:
    one = telling_words("京东回应全资收购永辉超市传闻")
    shares = dict.fromkeys([*one, *telling_words(other)], 0.1)
    assert (overlap(one, telling_words(other), shares) >= 0.5) is same
