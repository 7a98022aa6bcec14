"""How an answer is put together from what was found; the reader and the judge on plain values."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from bot.answers import Answerer, Candidate
from bot.sentences import CosineJudge, SentenceReader
from data.models import Article, Passage, Span
from embeddings.encoder import FloatArray
from embeddings.retriever import Hit, Query

BODY = "临江河水位昨晚涨到24.86米。全市转移了5480人。没有人员伤亡。市长说水还会退。"


def article(number: int, body: str = BODY, day: int = 1) -> Article:
    time = datetime(2022, 6, day, tzinfo=UTC)
    return Article(number, f"标题{number}", body, None, str(number), time, "临江日报", None, "zh")


def hit(number: int = 1, body: str = BODY, score: float = 0.9) -> Hit:
    return Hit(article(number, body), Passage(number, number, Span(0, len(body))), score, score, 0.5)


class Found:
    """A retriever that has found these hits."""

    def __init__(self, *hits: Hit) -> None:
        self.hits, self.asked = list(hits), list[Query]()

    def search(self, query: Query, k: int) -> list[Hit]:
        self.asked.append(query)
        return self.hits[:k]


class Marked:
    """A reader that has marked these candidates."""

    slack = 0.1

    def __init__(self, *candidates: Candidate) -> None:
        self.candidates = list(candidates)

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        return self.candidates


class Sure:
    def __init__(self, confidence: float) -> None:
        self.value = confidence

    def confidence(self, question: str, candidates: Sequence[Candidate]) -> float:
        return self.value


def candidate(source: Hit, words: str, score: float = 1.0) -> Candidate:
    start = source.article.body.index(words)
    return Candidate(source, Span(start, start + len(words)), score, 0.9)


def test_the_text_is_the_quotes_with_the_numbers_of_their_articles() -> None:
    one, two = hit(1), hit(2, "另一家报纸说转移了5500人。")
    marked = Marked(
        candidate(one, "全市转移了5480人。"),
        candidate(two, "另一家报纸说转移了5500人。"),
        candidate(one, "没有人员伤亡。"),
    )
    answer = Answerer(Found(one, two), marked, Sure(0.9)).answer("转移了多少人?")
    assert answer.text == "全市转移了5480人。 [1]\n另一家报纸说转移了5500人。 [2]\n没有人员伤亡。 [1]"
    assert [article.id for article in answer.articles] == [1, 2]


def test_the_same_words_are_not_said_twice() -> None:
    one, two = hit(1), hit(2)
    marked = Marked(candidate(one, "没有人员伤亡。"), candidate(two, "没有人员伤亡。"))
    assert len(Answerer(Found(one, two), marked, Sure(0.9)).answer("伤亡?").citations) == 1


def test_an_answer_stays_within_a_screen() -> None:
    long = "".join(
        f"第{number}句话里有很多很多很多很多很多很多很多很多很多很多很多很多很多字。" for number in range(20)
    )
    source = hit(1, long)
    spans = [candidate(source, f"第{number}句") for number in range(20)]
    wide = [Candidate(each.hit, Span(each.span.start, each.span.start + 70), 1.0, 0.9) for each in spans]
    assert len(Answerer(Found(source), Marked(*wide), Sure(0.9)).answer("?").citations) == 3


def test_what_is_much_worse_than_the_best_sentence_is_left_out() -> None:
    source = hit()
    marked = Marked(candidate(source, "全市转移了5480人。", 1.9), candidate(source, "没有人员伤亡。", 1.7))
    assert Answerer(Found(source), marked, Sure(0.9)).answer("转移了多少人?").text == "全市转移了5480人。 [1]"


def test_below_one_half_it_declines_and_names_the_nearest_articles() -> None:
    hits = [hit(number) for number in range(1, 6)]
    marked = Marked(*(candidate(each, "没有人员伤亡。") for each in hits))
    answer = Answerer(Found(*hits), marked, Sure(0.49)).answer("谁赢了?")
    assert not answer.answered
    assert answer.text == ""
    assert [article.id for article in answer.nearest] == [1, 2, 3]


def test_a_very_long_question_is_cut_before_it_is_searched() -> None:
    found = Found()
    Answerer(found, Marked(), Sure(0)).answer("水" * 4000)
    assert len(found.asked[0].text) == 500


def test_the_moment_of_asking_filters_the_news() -> None:
    found, moment = Found(), datetime(2022, 6, 2, tzinfo=UTC)
    Answerer(found, Marked(), Sure(0)).answer("水位?", moment)
    assert found.asked[0].filters is not None
    assert found.asked[0].filters.known_at == moment


class Letters:
    """An encoder whose vectors are letter counts: a reader can check its cosines by eye."""

    name, dim = "letters", 4

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        counts = np.array([[text.count(letter) + 0.01 for letter in "水人伤长"] for text in texts], np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def test_the_reader_puts_the_nearest_sentence_first() -> None:
    best = SentenceReader(Letters()).read("伤亡情况", [hit()])[0]
    assert best.quote == "没有人员伤亡。"


def test_a_question_for_a_number_prefers_a_sentence_with_one() -> None:
    body = "很多人转移了。5480人转移了。"
    best = SentenceReader(Letters()).read("多少人转移了", [hit(1, body)])[0]
    assert best.quote == "5480人转移了。"


def test_a_question_in_the_text_is_no_answer() -> None:
    best = SentenceReader(Letters()).read("水位", [hit(1, "水位？水位。")])[0]
    assert best.quote == "水位。"


def test_spans_of_the_reader_are_of_the_article_not_of_the_passage() -> None:
    source = Hit(article(1), Passage(1, 1, Span(16, len(BODY))), 0.9, 0.9, 0.0)
    for found in SentenceReader(Letters()).read("水", [source]):
        assert found.span.start >= 16
        assert found.quote in BODY


def test_a_headline_without_text_can_be_quoted() -> None:
    bare = Hit(article(1, ""), Passage(1, 1, Span(0, 0)), 0.9, 0.9, 0.0)
    assert SentenceReader(Letters()).read("标题", [bare])[0].quote == "标题1"


@pytest.mark.parametrize(
    ("question", "quote", "even"),
    [
        ("水位?", "没有人员伤亡。", 0.885),
        ("BYD水位?", "没有人员伤亡。", 0.860),
        ("level?", "Nobody was hurt.", 0.836),
        ("level?", "没有人员伤亡。", 0.770),
    ],
)
def test_the_judge_knows_the_level_of_each_pair_of_scripts(question: str, quote: str, even: float) -> None:
    def sure(nearness: float) -> float:
        source = hit(1, quote)
        return CosineJudge().confidence(question, [Candidate(source, Span(0, len(quote)), 1.0, nearness)])

    assert sure(even) == pytest.approx(0.5)
    assert sure(even - 0.02) < 0.3 < 0.7 < sure(even + 0.02)


def test_nothing_found_is_no_confidence() -> None:
    assert CosineJudge().confidence("?", []) == 0.0
