"""Hits to candidates: a reader that marks what it is told to, and a real tiny encoder."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.candidates import Candidate, NewsReader, compared
from data.text.passages import Span, split_passages, split_sentences
from embeddings.encoders.encoder import Encoder, TorchEncoder, load_sentence_transformer
from embeddings.reader.reader import PassageReading
from embeddings.reader.windows import TokenWindow
from embeddings.search.embedder import passage_text
from embeddings.search.retriever import Hit
from tests.support.hits import NOW, article, hit, within
from tests.support.tiny_model import build_tiny_model

BODY = "临江河水位昨晚涨到24.86米。全市转移了5480人。没有人员伤亡。市长说水还会退。"
ASKED = "全市转移了多少人?"
SURE, UNSURE = 6.0, -3.0


class Marker:
    """A reader whose tokens are characters, sure of `words` wherever they stand; remembers what it was given."""

    def __init__(self, words: str, relevance: float = 2.0) -> None:
        self.words, self.relevance = words, relevance
        self.given: list[tuple[str, str]] = []

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[PassageReading]:
        self.given += passages
        return [self._reading(text) for _, text in passages]

    def _reading(self, text: str) -> PassageReading:
        starts, ends = np.full((2, len(text)), UNSURE, np.float32)
        at = text.find(self.words)
        if self.words and at >= 0:
            starts[at], ends[at + len(self.words) - 1] = SURE, SURE
        return PassageReading(
            TokenWindow([], 0, [Span(each, each + 1) for each in range(len(text))]), starts, ends, self.relevance
        )


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    folder = build_tiny_model(tmp_path_factory.mktemp("models") / "tiny")
    return TorchEncoder(load_sentence_transformer(str(folder), "cpu"), "tiny", ("", ""))


def by_text(found: Sequence[Candidate]) -> dict[str, Candidate]:
    return {each.text: each for each in found}


def test_every_sentence_is_a_candidate_with_its_best_words(tiny: Encoder) -> None:
    found = by_text(NewsReader(Marker("5480人"), tiny).read(ASKED, [hit(article(BODY))]))
    assert set(found) == {each.of(BODY) for each in split_sentences(BODY)}
    best = found["全市转移了5480人。"]
    assert best.words is not None
    assert best.words.of(BODY) == "5480人"
    assert best.signs.span == 2 * SURE
    assert found["没有人员伤亡。"].signs.span == 2 * UNSURE
    assert all(each.signs.relevance == 2.0 for each in found.values())


def test_words_across_two_sentences_are_no_answer_of_either(tiny: Encoder) -> None:
    found = NewsReader(Marker("人。没有"), tiny).read(ASKED, [hit(article(BODY))])
    for each in found:
        assert each.words is not None
        assert each.span.start <= each.words.start < each.words.end <= each.span.end


def test_the_reader_sees_title_and_passage_of_each_hit(tiny: Encoder) -> None:
    marker = Marker("")
    part = within(BODY, "没有人员伤亡。")
    NewsReader(marker, tiny).read(ASKED, [hit(article(BODY, 1)), hit(article(BODY, 2), part)])
    assert marker.given == [("标题1", BODY), ("标题2", "没有人员伤亡。")]


def test_spans_are_of_the_article_where_the_passage_begins_later(tiny: Encoder) -> None:
    part = Span(BODY.index("没有"), len(BODY))
    found = by_text(NewsReader(Marker("没有"), tiny).read(ASKED, [hit(article(BODY), part)]))
    best = found["没有人员伤亡。"]
    assert best.span == within(BODY, "没有人员伤亡。")
    assert best.words == within(BODY, "没有")


def test_a_headline_without_text_is_a_candidate_without_words(tiny: Encoder) -> None:
    bare = hit(article("", title="全市转移5480人"))
    for reader in (Marker("5480人"), None):
        [only] = NewsReader(reader, tiny).read(ASKED, [bare])
        assert (only.span, only.words, only.text) == (Span(0, 0), None, "全市转移5480人")


def test_words_of_the_question_are_counted_in_sentence_and_passage(tiny: Encoder) -> None:
    found = by_text(NewsReader(None, tiny).read("没有人员伤亡", [hit(article(BODY))]))
    assert found["没有人员伤亡。"].signs.shared == 1.0
    assert found["市长说水还会退。"].signs.shared < 0.5
    assert all(each.signs.covered == 1.0 for each in found.values())


def test_the_title_covers_what_the_passage_need_not_repeat(tiny: Encoder) -> None:
    plain, titled = hit(article(BODY)), hit(article(BODY, title="临江洪水"))
    [without, with_title] = (NewsReader(None, tiny).read("临江洪水水位", [each])[0] for each in (plain, titled))
    assert without.signs.covered < with_title.signs.covered


def test_a_question_for_a_number_prefers_a_sentence_with_one(tiny: Encoder) -> None:
    found = by_text(NewsReader(None, tiny).read(ASKED, [hit(article(BODY))]))
    assert found["全市转移了5480人。"].signs.typed == 1.0
    assert found["市长说水还会退。"].signs.typed == -1.0


def test_the_kind_is_that_of_the_words_read_not_of_the_sentence(tiny: Encoder) -> None:
    found = by_text(NewsReader(Marker("全市"), tiny).read(ASKED, [hit(article(BODY))]))
    assert found["全市转移了5480人。"].signs.typed == -1.0


def test_a_question_whose_kind_words_do_not_tell_counts_neither_way(tiny: Encoder) -> None:
    assert all(each.signs.typed == 0.0 for each in NewsReader(None, tiny).read("谁赢了?", [hit(article(BODY))]))


def test_a_question_in_the_text_is_known_as_one(tiny: Encoder) -> None:
    found = by_text(NewsReader(None, tiny).read("水位", [hit(article("水位多高？水位24米。"))]))
    assert (found["水位多高？"].signs.asks, found["水位24米。"].signs.asks) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("age", "expected"),
    [(timedelta(days=1), "otherwise"), (timedelta(days=900), "unsaid")],  # nobody asks of old news by today's years
    ids=["lately", "long ago"],
)
def test_last_year_is_held_against_the_year_said_in_news_of_late(age: timedelta, expected: str) -> None:
    published = NOW - age
    text = f"{published.year - 3}年票房为549亿元。"
    found = compared("去年票房多少?", text, hit(article(text, published=published)), NOW)
    assert [each.verdict.value for each in found if each.kind == "time"] == [expected]


def test_how_the_hit_was_found_stays_with_its_sentences(tiny: Encoder) -> None:
    for each in NewsReader(None, tiny).read(ASKED, [hit(article(BODY), cosine=0.81, lexical=0.25)]):
        assert (each.signs.cosine, each.signs.lexical) == (0.81, 0.25)


def test_without_a_reader_the_cosine_is_that_of_the_sentence_under_its_title(tiny: Encoder) -> None:
    found = NewsReader(None, tiny).read(ASKED, [hit(article(BODY, title="今年"))])
    question = tiny.encode_queries([ASKED])[0]
    for each in found:
        vector = tiny.encode_passages([passage_text("今年", each.text)])[0]
        assert each.signs.sentence == pytest.approx(float(vector @ question), abs=1e-5)
        assert (each.words, each.signs.span, each.signs.relevance) == (None, 0.0, 0.0)


def test_all_passages_that_are_given_are_read(tiny: Encoder) -> None:
    marker = Marker("")
    hits = [hit(article(f"第{number}条新闻。", number), score=1 - number / 100) for number in range(1, 9)]
    found = NewsReader(marker, tiny).read(ASKED, hits)
    assert len(marker.given) == len(hits)
    assert {each.hit.article.id for each in found} == {each.article.id for each in hits}


def test_of_nothing_there_are_no_candidates(tiny: Encoder) -> None:
    assert NewsReader(None, tiny).read(ASKED, []) == []
    assert NewsReader(Marker("5480人"), tiny).read(ASKED, []) == []


PIECES = ("临江", "5480人", "。", "！", "\n", " ", "ferry ", ". ", "，", "水位", "？", "...", "”")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.sampled_from(["5480人", "ferry", "，", ""]))
def test_whatever_the_text_candidates_are_its_sentences_and_words_stand_in_them(
    tiny: Encoder, body: str, words: str
) -> None:
    source = article(body)
    hits: list[Hit] = [hit(source, span) for span in split_passages(body, 20)] or [hit(source, Span(0, 0))]
    for each in NewsReader(Marker(words), tiny).read(ASKED, hits):
        passage = each.hit.passage.span
        assert passage.start <= each.span.start <= each.span.end <= passage.end
        if each.words:
            assert each.span.start <= each.words.start < each.words.end <= each.span.end
            assert each.words.of(body).strip()
