"""Stories in a real store: copies fold, events link, a reader meets each once, whatever goes or changes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from data.models import Entry, Filters
from data.store.articles import Store
from data.store.stories import Stories, Telling
from data.text.passages import Span, split_passages
from embeddings.clustering.linker import StoryLinker
from tests.bench.stories_set import CHANGES, Item
from tests.support.stored import keep_cut

RECIPE = "by hand"
NOON = datetime(2023, 8, 6, 12, tzinfo=UTC)
_PLACES = ["临江", "平湖", "青山", "石桥", "白河", "东岭", "南浦", "西塘", "北原", "安宁", "永和", "长汀"]
_WHAT = ["地铁", "大桥", "水厂", "学校", "医院", "粮库", "码头", "电站", "公园", "市场", "车站", "展馆"]


def text(number: int) -> str:
    """A report of its own: other places, things and figures for each number."""
    chance = random.Random(number)
    pick = lambda: chance.choice(_PLACES) + chance.choice(_WHAT)  # noqa: E731
    return "\n".join(
        f"{pick()}的改造工程{chance.randint(2, 28)}日{chance.choice(('动工', '验收', '停工', '招标'))}，"
        f"总投资{chance.randint(100, 9999)}万元，预计惠及{chance.randint(1000, 99999)}名居民。"
        f"{chance.choice('王李张刘陈杨')}{chance.choice('芳伟敏静军磊')}说，"
        f"{pick()}也将在{chance.randint(2024, 2030)}年前完成。"
        for _ in range(6)
    )


def direction(number: int, noise: float = 0.0) -> bytes:
    """A unit vector, the same for the same number, turned a little by `noise`."""
    vector = np.random.default_rng(number).normal(size=64) + noise * np.random.default_rng(1).normal(size=64)
    return (vector / np.linalg.norm(vector)).astype(np.float16).tobytes()


def add(
    store: Store,
    name: str,
    body: str,
    vector: bytes | None = None,
    *,
    source: str | None = None,
    hours: float | None = 0,
) -> int:
    """Stores an article of that name, with its first passage's vector where one is given; its id."""
    published = None if hours is None else NOON + timedelta(hours=hours)
    entry = Entry(f"{name}的消息", body, f"https://news.example/{name}", published_at=published, source=source)
    spans = split_passages(body) or [Span(0, 0)]
    cut = [(span, None if at else vector) for at, span in enumerate(spans)]
    return keep_cut(store, [(entry, cut)], RECIPE, NOON)[0]


def link(store: Store, recipe: str | None = RECIPE) -> Stories:
    StoryLinker(store, recipe).link()
    return Stories(store.database)


def state(store: Store) -> list[tuple[object, ...]]:
    return store.database.rows("SELECT id, story_id, copy_of, linked FROM articles ORDER BY id")


def stories_held(store: Store) -> set[int]:
    return {row[0] for row in store.database.rows("SELECT id FROM stories")}


def same_story(stories: Stories, ids: Sequence[int]) -> bool:
    return len({stories.tellings([each])[each].story_id for each in ids}) == 1


# -- copies


def test_copies_fold_under_the_first_full_text(store):
    first = add(store, "a", text(1), source="甲报", hours=0)
    cut = add(store, "b", text(1)[:150], source="乙报", hours=-3)
    whole = add(store, "c", "来源：甲报\n" + text(1), source="丙报", hours=5)
    other = add(store, "d", text(2), source="丁报", hours=6)
    stories = link(store, None)
    assert stories.copies([first, cut, whole, other, 99]) == {first: first, cut: first, whole: first, other: other}
    assert stories.tellings([cut, other]) == {
        cut: Telling(
            stories.tellings([first])[first].story_id, first, 3, ("甲报", "丙报"),
            NOON - timedelta(hours=3), NOON + timedelta(hours=5),
        ),
        other: Telling(stories.tellings([other])[other].story_id, other, 1, (), *[NOON + timedelta(hours=6)] * 2),
    }  # fmt: skip


def test_a_fuller_text_that_comes_later_becomes_the_head(store):
    parts = [add(store, "a", text(1)[:150]), add(store, "b", text(1)[:150] + text(1)[-120:])]
    link(store, None)
    whole = add(store, "c", text(1))
    stories = link(store, None)
    assert stories.copies([*parts, whole]) == {parts[0]: whole, parts[1]: whole, whole: whole}
    assert stories_held(store) == {stories.tellings([whole])[whole].story_id}


@pytest.mark.parametrize("seed", range(3))
def test_generated_copies_are_found_and_nothing_else(store, seed):
    chance = random.Random(seed)
    groups = []
    for number in range(14):
        item = Item(str(number), "改造工程进展", text(number), NOON, "甲报")
        copy = item
        for change in chance.sample(CHANGES, chance.randint(1, 3)):
            copy = change(copy, chance)
        groups.append((add(store, f"o{number}", item.body), add(store, f"c{number}", copy.body)))
    copies = link(store, None).copies([each for group in groups for each in group])
    found = {(one, other) for one in copies for other in copies if one < other and copies[one] == copies[other]}
    assert found <= set(groups)
    assert len(found) >= 13


def test_linking_again_changes_nothing(store):
    for number in range(6):
        add(store, f"a{number}", text(number // 2), direction(number // 3))
    link(store)
    once = state(store)
    assert StoryLinker(store, RECIPE).link() == 0
    assert state(store) == once


def test_in_small_steps_it_comes_out_the_same(store, tmp_path):
    with_steps = Store(tmp_path / "other.db")
    for each in (store, with_steps):
        for number in range(12):
            add(each, f"a{number}", text(number // 2), direction(number // 3, 0.1 * number))
    link(store)
    while StoryLinker(with_steps, RECIPE).link(1):
        pass
    assert state(with_steps) == state(store)
    with_steps.close()


# -- events


def test_reports_of_one_event_are_one_story_and_no_copies(store):
    quake = "平原县6日凌晨发生5.5级地震，震源深度10公里。"
    ids = [
        add(store, "a", quake + "平原县地震已致21人受伤，126间房屋倒塌。", direction(1)),
        add(store, "b", quake + "因平原县地震，途经列车晚点，铁路部门正在检查。", direction(1, 0.1), hours=9),
        add(store, "c", quake + "专家说平原县地震余震不会超过5级，居民不必恐慌。", direction(1, 0.15), hours=20),
    ]
    for number in range(30):  # words are rare only among others
        add(store, f"x{number}", text(number), direction(100 + number))
    stories = link(store)
    assert same_story(stories, ids)
    assert stories.copies(ids) == {each: each for each in ids}
    assert stories.timeline(stories.tellings(ids)[ids[0]].story_id) == ids
    assert stories.count() == 31


def test_events_follow_when_vectors_come(store):
    for number in range(30):
        add(store, f"x{number}", text(number), direction(100 + number))
    bodies = ["平原县6日凌晨发生5.5级地震，21人受伤。", "平原县5.5级地震后列车晚点，铁路部门正在检查线路。"]
    ids = [add(store, f"a{at}", body) for at, body in enumerate(bodies)]
    assert not same_story(link(store), ids)
    for at, each in enumerate(ids):
        (passage,) = store.database.rows("SELECT min(id) FROM passages WHERE article_id = ?", (each,))[0]
        store.add_vectors(RECIPE, [(passage, direction(7, 0.1 * at))])
    assert Stories(store.database).pending(9, None) == []
    assert Stories(store.database).pending(9, RECIPE) == ids
    assert same_story(link(store), ids)
    assert len(stories_held(store)) == 31


# -- what goes and what changes


def test_when_the_head_goes_its_copies_get_another(store):
    ids = [add(store, name, text(1), hours=at) for at, name in enumerate("abc")]
    link(store, None)
    store.remove([ids[0]])
    stories = link(store, None)
    assert stories.copies(ids) == {ids[1]: ids[1], ids[2]: ids[1]}
    assert same_story(stories, ids[1:])
    assert len(stories_held(store)) == 1


def test_a_story_without_articles_goes(store):
    ids = [add(store, "a", text(1)), add(store, "b", text(2))]
    link(store, None)
    store.remove([ids[0]])
    assert stories_held(store) == {Stories(store.database).tellings(ids)[ids[1]].story_id}
    store.remove([ids[1]])
    assert stories_held(store) == set()


def test_an_article_that_changes_is_looked_at_again_with_its_copies(store):
    ids = [add(store, name, text(1), hours=at) for at, name in enumerate("abc")]
    link(store, None)
    add(store, "a", text(2))
    assert Stories(store.database).pending(9) == ids
    stories = link(store, None)
    assert stories.copies(ids) == {ids[0]: ids[0], ids[1]: ids[1], ids[2]: ids[1]}
    assert not same_story(stories, ids[:2])
    assert len(stories_held(store)) == 2


def test_the_same_text_stored_again_is_not_looked_at_again(store):
    add(store, "a", text(1))
    link(store, None)
    add(store, "a", text(1), source="甲报")
    assert Stories(store.database).pending(9) == []


def test_articles_stored_before_there_were_sketches_are_found(store):
    ids = [add(store, name, text(1)) for name in "ab"]
    with store.database.transaction() as connection:
        connection.execute("DELETE FROM sketches")
    assert link(store, None).copies(ids) == dict.fromkeys(ids, ids[0])


# -- what a reader meets


def by_hand(stories: Store, filters: Filters | None) -> list[int]:
    """`Stories.latest` said again in Python."""
    best: dict[object, tuple[bool, bool, float, int]] = {}
    query = "SELECT id, story_id, copy_of, published_at, source FROM articles"
    for each, story, copied, time, source in stories.database.rows(query):
        if filters and filters.source and filters.source not in (source or ""):
            continue
        if filters and filters.after and (time is None or time < filters.after.timestamp()):
            continue
        rank = (copied is None, time is not None, time or 0.0, each)
        key = ("story", story) if story else ("article", each)
        best[key] = max(best.get(key, rank), rank)
    return [rank[3] for rank in sorted(best.values(), key=lambda rank: rank[1:], reverse=True)]


@pytest.mark.parametrize(
    "filters", [None, Filters(source="甲"), Filters(after=NOON + timedelta(hours=4)), Filters(source="没有这家")]
)
def test_the_latest_are_one_article_a_story(store, filters):
    chance = random.Random(3)
    for number in range(60):
        hours = None if chance.random() < 0.2 else chance.randint(-9, 9)
        add(store, f"a{number}", text(chance.randint(0, 20)), source=chance.choice("甲乙丙"), hours=hours)
        if number == 50:
            link(store, None)  # the last have no story yet
    stories, expected = Stories(store.database), by_hand(store, filters)
    assert stories.latest(100, 0, filters) == expected
    assert stories.latest(5, 3, filters) == expected[3:8]
    assert stories.count(filters) == len(expected)
