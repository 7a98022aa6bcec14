"""How an answer came about, as it is kept with the answer."""

import json

from bot.answers.candidates import Candidate
from bot.answers.explanation import explained
from bot.core.answer import Answer, Explanation, Statement
from bot.question.asked import Asked
from bot.question.plan import Plan
from data.models import Filters
from embeddings.search.retriever import Hit
from tests.support.hits import NOW, article, candidate, hit, on

TOLL = "全市转移了5480人。"
QUIET = "没有人员伤亡。"


def trace(hits: list[Hit], ranked: list[Candidate], filters: Filters, answer: Answer) -> Explanation:
    sought = Plan("转移了多少人", "转移了多少人", filters, None, False)
    return explained(Asked("多少人?", NOW), sought, filters, hits, ranked, {"span": 7.123456}, 0.42, answer)


def answered(of: Hit) -> Answer:
    return Answer((Statement(TOLL, (of.article,)),), (), (), 0.83)


def test_each_passage_is_shown_with_how_it_was_found_and_its_best_sentence() -> None:
    one = hit(article(TOLL + QUIET, 1), score=0.95, cosine=0.9, lexical=1.0)
    two = hit(article("河水涨了。", 2), score=0.9, cosine=0.89, lexical=0.2)
    ranked = [
        candidate(one, TOLL, "5480人", 2.0, span=7.0, relevance=3.0),
        candidate(one, QUIET, "没有", 1.0, span=1.0, relevance=3.0),
    ]
    why = trace([one, two], ranked, Filters(), answered(one))
    first, second = why.seen
    assert (first.article_id, first.title, first.cosine, first.lexical, first.fused) == (1, "标题1", 0.9, 1.0, 0.95)
    assert (first.read, first.span_score, first.relevance, first.score) == ("5480人", 7.0, 3.0, 2.0)
    assert (second.article_id, second.read, second.score) == (2, None, None)


def test_what_was_typed_searched_and_limited_is_kept() -> None:
    one = hit(article(TOLL))
    why = trace([one], [], Filters(after=on(20), source="临江日报", known_at=NOW), answered(one))
    assert (why.question, why.searched) == ("多少人?", "转移了多少人")
    assert why.filters == {"after": on(20).isoformat(), "known_at": NOW.isoformat(), "source": "临江日报"}
    assert why.signs == {"span": 7.1235}
    assert (why.confidence, why.threshold, why.verdict) == (0.83, 0.42, "quotes")


def test_a_refusal_is_named_one() -> None:
    assert trace([], [], Filters(), Answer((), (), (), 0.1)).verdict == "refused"


def test_no_more_than_the_best_ten_passages_are_kept() -> None:
    hits = [hit(article(TOLL, number)) for number in range(1, 25)]
    why = trace(hits, [], Filters(), answered(hits[0]))
    assert [each.article_id for each in why.seen] == list(range(1, 11))


def test_it_can_be_stored_as_json() -> None:
    one = hit(article(TOLL))
    made = [candidate(one, TOLL, "5480人")]
    kept = json.loads(json.dumps(trace([one], made, Filters(after=on(20)), answered(one)).json()))
    assert kept["seen"][0]["read"] == "5480人"
