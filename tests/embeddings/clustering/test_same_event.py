"""Whether two reports tell one event: what speaks for it, what against, and that stories do not drift."""

from __future__ import annotations

import numpy as np
import pytest

from embeddings.clustering.same_event import SAME, EventReport, best_story, likeness, report

DAY = 86400
RARE = {"平原": 7.0, "地震": 5.0, "震源": 7.0, "深度": 4.0, "列车": 4.0, "股价": 3.0, "公司": 1.6, "的": 0.1}


def told(words: str, angle: float = 0.0, time: int | None = 0) -> EventReport:
    """A report of one passage; its vector is turned by `angle` from the first axis."""
    vector = np.array([np.cos(angle), np.sin(angle)], np.float32)
    return report(vector, [words.split()], time, lambda word: RARE.get(word, 2.0))


QUAKE = told("平原 地震 震源 深度 10 5.5 的")


def test_two_tellings_of_one_event_are_linked():
    assert likeness(QUAKE, told("平原 地震 5.5 列车 的", 0.3, DAY // 2)) > SAME


def test_a_report_is_as_like_the_other_as_the_other_is_to_it():
    other = told("平原 列车 12.5", 0.4, DAY)
    assert likeness(QUAKE, other) == pytest.approx(likeness(other, QUAKE))


@pytest.mark.parametrize(
    "other",
    [
        told("平原 地震 震源 深度 10 5.5 的", 0.0, 30 * DAY),  # long ago
        told("公司 股价 10 的", 0.8),  # of something else
        told("青山 地震 震源 深度 22 33 4.1 的", 0.42, 2 * DAY),  # another one, told by the same template
    ],
)
def test_what_lies_apart_is_not(other):
    assert likeness(QUAKE, other) < SAME


def test_common_words_say_nothing():
    one, other = told("的 平原"), told("的 地震")
    assert set(one.words) == {"平原"}
    assert not one.words.keys() & other.words.keys()


def test_a_report_without_rare_words_or_figures_can_be_compared():
    assert likeness(told("的"), told("的")) < likeness(QUAKE, QUAKE)


def test_undated_reports_are_taken_to_lie_two_days_apart():
    undated = told("平原 地震 震源 深度 10 5.5 的", time=None)
    assert likeness(QUAKE, undated) == pytest.approx(
        likeness(QUAKE, told("平原 地震 震源 深度 10 5.5 的", time=2 * DAY))
    )


def test_the_story_that_is_likest_is_chosen():
    near, far = told("平原 地震 5.5 列车"), told("平原 地震 5.5 股价 公司", 0.25)
    assert best_story(QUAKE, {4: [far], 9: [near]}) == 9
    assert best_story(QUAKE, {4: [told("公司 股价", 0.9)]}) is None
    assert best_story(QUAKE, {}) is None


def test_one_near_member_does_not_draw_a_report_into_a_story_of_another_event():
    near, another = told("平原 地震 5.5 列车", 0.2), told("公司 股价 33 44", 1.2, 3 * DAY)
    assert best_story(QUAKE, {1: [near]}) == 1
    assert best_story(QUAKE, {1: [near, another]}) is None
