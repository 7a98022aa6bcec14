"""Examples from written questions: right passages, twins on the same passage, articles that are set aside."""

from __future__ import annotations

from random import Random

from embeddings.training.examples import Example, set_aside
from embeddings.training.written import written_examples

BODY = "青澜江的水位昨晚又涨了三厘米。" * 12 + "桥梁局局长何叙之说，修桥要花四千万元。" + "雨还会下两天。" * 30
KEPT = next(name for name in map(str, range(99)) if not set_aside(name))
ASIDE = next(name for name in map(str, range(99)) if set_aside(name))


def question(words: str, span: str = "", **others: object) -> dict[str, object]:
    start = BODY.index(span) if span else -1
    return {"id": words, "article_id": KEPT, "question": words, "span": span, "start": start} | others


def examples(*questions: dict[str, object], seed: int = 1) -> list[Example]:
    news = {name: {"title": "水涨", "body": BODY} for name in (KEPT, ASIDE)}
    return list(written_examples(questions, news, Random(seed)))


def test_the_answer_stands_in_its_passage():
    right = examples(question("修桥要花多少钱?", "四千万元"))[0]
    assert right.answer
    assert right.answer.of(right.passage) == "四千万元"
    assert right.title == "水涨"


def test_a_twin_is_read_where_its_question_is_answered_and_shares_its_pair():
    both = examples(question("修桥要花多少钱?", "四千万元"), question("修路要花多少钱?", twin_of="修桥要花多少钱?"))
    right, twin = both[0], both[-1]
    assert (twin.passage, twin.pair, twin.answer) == (right.passage, right.pair, None)


def test_what_a_careless_reader_would_take_is_read_for_a_miss():
    [miss] = examples(question("修路要花多少钱?", trap="四千万元"))
    assert "四千万元" in miss.passage
    assert miss.answer is None


def test_a_neighbour_never_holds_the_answer():
    made = [each for seed in range(30) for each in examples(question("修桥要花多少钱?", "四千万元"), seed=seed)]
    neighbours = [each for each in made if each.answer is None]
    assert neighbours
    assert not [each for each in neighbours if "四千万元" in each.passage]


def test_articles_that_are_set_aside_teach_nothing():
    assert examples(question("修桥要花多少钱?", "四千万元", article_id=ASIDE)) == []
    assert 0.15 < sum(set_aside(str(number)) for number in range(1000)) / 1000 < 0.25
