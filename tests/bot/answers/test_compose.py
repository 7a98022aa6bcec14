"""What is said: verbatim, short, the answer marked, nothing twice, one screen."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.candidates import Candidate, Features
from bot.answers.compose import _LONG, _MAX_WIDTH, MAX_QUOTES, compose, quote, shortened
from data.text.passages import Span, split_sentences, width
from tests.support.hits import article, candidate, hit, within

TOLL = "全市转移了5480人，没有人员伤亡。"
LEVEL = "临江河水位昨晚涨到24.86米。"


# -- one quote


def test_a_short_sentence_is_said_whole_with_the_answer_marked() -> None:
    said = quote(candidate(article(LEVEL + TOLL), TOLL, "5480人"))
    assert said.statement.text == said.citation.quote == TOLL
    assert said.statement.marked is not None
    assert said.statement.marked.of(said.statement.text) == "5480人"
    assert said.citation.words is not None
    assert said.citation.words.of(said.citation.article.body) == "5480人"


def test_without_words_that_answer_nothing_is_marked() -> None:
    said = quote(candidate(article(TOLL), TOLL))
    assert (said.statement.marked, said.citation.words) == (None, None)


def test_a_headline_without_text_is_said_and_cited() -> None:
    bare = article("", title="临江地铁停运")
    said = quote(Candidate(hit(bare), Span(0, 0), None, Features()))
    assert said.statement.text == said.citation.quote == "临江地铁停运"


def test_a_long_sentence_is_cut_at_its_commas_around_the_answer() -> None:
    clauses = [f"这是第{number}个分句，里面说了不少和答案没有关系的话" for number in "一二三四五六七八九"]
    sentence = "，".join([*clauses[:5], "转移了3,000人", *clauses[5:]]) + "。"
    said = quote(candidate(article(sentence), sentence, "3,000人"))
    text = said.statement.text
    assert width(said.citation.quote) <= _LONG
    assert text == f"…{said.citation.quote}…"
    assert said.statement.marked is not None
    assert said.statement.marked.of(text) == "3,000人"
    before, after = text.split("转移了3,000人")
    assert before.count("，") > 0
    assert abs(before.count("，") - after.count("，")) <= 1


def test_words_that_end_with_a_comma_are_held_to_the_end() -> None:
    sentence = (
        "，".join(["这是一个相当长的分句里面说了不少和答案没有关系的话"] * 4 + ["转移了3,000人", "水" * 60]) + "。"
    )
    said = quote(candidate(article(sentence), sentence, "3,000人，"))
    assert said.statement.marked is not None
    assert said.statement.marked.of(said.statement.text) == "3,000人，"


def test_an_english_sentence_is_cut_too() -> None:
    clauses = [f"while clause number {number} tells a good deal that nobody asked about" for number in range(9)]
    sentence = ", ".join([*clauses[:4], "the fund raised $4,500 in all", *clauses[4:]]) + "."
    said = quote(candidate(article(sentence), sentence, "$4,500"))
    assert "the fund raised $4,500 in all" in said.citation.quote
    assert width(said.citation.quote) <= _LONG


def test_a_sentence_whose_end_is_kept_has_no_dots_behind_it() -> None:
    sentence = "，".join([*["前面的这个分句里面说了不少和答案没有关系的话"] * 9, "转移了3,000人"]) + "。"
    said = quote(candidate(article(sentence), sentence, "3,000人"))
    assert said.statement.text.startswith("…")
    assert said.statement.text.endswith("转移了3,000人。")


# -- the properties of any quote

WORDS = (
    "全市转移了",
    "5480人",
    "3,000",
    "8:30",
    "水",
    "the fund raised ",
    "$4,500",
    "long words that nobody asked about ",
)
SIGNS = ("，", "、", "；", "：", "。", "！", ", ", ". ", " - ", "——", "\n", " ", "”", "“")
CLAUSES = (
    "这是一个相当长的分句里面说了不少话，",
    "long words that nobody asked about, ",
    "转移了3,000人，",
    "市长说：",
    "水——",
)
ENDS = ("the fund raised $4,500 - ", "到早上8:30、", "没有人员伤亡")
LONG_SENTENCES = st.lists(st.sampled_from([*CLAUSES, *ENDS]), min_size=6, max_size=16).map("".join)
BODIES = st.lists(st.sampled_from([*WORDS, *SIGNS]), min_size=1, max_size=60).map("".join) | LONG_SENTENCES


@st.composite
def candidates_of(draw: st.DrawFn, body: str, number: int = 1) -> Candidate:
    sentence = draw(st.sampled_from(split_sentences(body)))
    words = None
    if draw(st.booleans()):
        start = draw(st.integers(sentence.start, sentence.end - 1))
        words = Span(start, draw(st.integers(start + 1, min(sentence.end, start + 30))))
    return Candidate(hit(article(body, number)), sentence, words, Features(), draw(st.floats(-5, 5)))


ANY_BODY = BODIES.filter(lambda body: bool(split_sentences(body)))
ANY = ANY_BODY.flatmap(candidates_of)


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_every_quote_is_verbatim_inside_its_sentence_and_holds_the_answer(made: Candidate) -> None:
    body, said = made.hit.article.body, quote(made)
    span = said.citation.span
    assert made.span.start <= span.start < span.end <= made.span.end
    assert said.citation.quote == span.of(body)
    text = said.statement.text
    assert text.removeprefix("…").removesuffix("…") == said.citation.quote.replace("\n", " ")
    if made.words:
        assert span.start <= made.words.start < made.words.end <= span.end
        assert said.statement.marked is not None
        assert said.statement.marked.of(text) == made.words.of(body).replace("\n", " ")
    else:
        assert span == made.span


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_dots_stand_just_where_something_is_left_out(made: Candidate) -> None:
    said = quote(made)
    cut_before = made.hit.article.body[made.span.start : said.citation.span.start]
    cut_after = made.hit.article.body[said.citation.span.end : made.span.end]
    assert said.statement.text.startswith("…") == bool(cut_before)
    assert said.statement.text.endswith("…") == bool(cut_after)
    assert not re.search(r"\d[,:]$", cut_before)
    assert not re.match(r"[,:]\d", cut_after)


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_only_a_long_sentence_is_cut_and_then_to_what_fits(made: Candidate) -> None:
    body = made.hit.article.body
    short = shortened(body, made.span, made.words)
    if made.words is None or width(made.span.of(body)) <= _LONG:
        assert short == made.span
    elif width(short.of(body)) > _LONG:  # one clause, or those that the words run through, cannot be cut further
        inner = body[short.start : made.words.start] + body[made.words.end : short.end]
        assert "，" not in inner


# -- several

REPORT = "市防汛指挥部今天早上通报，沿河三个区的{}已经全部转移到学校和体育馆安置，人数升至{}人。"


def texts(*made: Candidate) -> list[str]:
    return [each.statement.text for each in compose(made)]


def test_two_outlets_of_one_agency_are_heard_once() -> None:
    same = "全市转移了５４８０人,没有人员伤亡"
    other = "另一家报纸说，学校下周一复课。"
    made = [candidate(article(text, number), text) for number, text in enumerate((TOLL, same, other), 1)]
    assert texts(*made) == [TOLL, other]


def test_both_scripts_of_one_sentence_are_heard_once() -> None:
    made = [
        candidate(article("台积电公布营收。"), "台积电公布营收。"),
        candidate(article("臺積電公布營收。", 2), "臺積電公布營收。"),
    ]
    assert len(texts(*made)) == 1


def test_a_word_that_an_editor_changed_is_not_worth_a_line() -> None:
    made = [
        candidate(article(text, number), text)
        for number, text in enumerate((REPORT.format("居民", 5480), REPORT.format("市民", 5480)), 1)
    ]
    assert len(texts(*made)) == 1


def test_a_figure_that_an_editor_changed_is() -> None:
    made = [
        candidate(article(text, number), text)
        for number, text in enumerate((REPORT.format("居民", 5480), REPORT.format("居民", 5500)), 1)
    ]
    assert len(texts(*made)) == 2


def test_two_figures_of_one_fact_are_both_heard() -> None:
    other = "到今天早上全市已经转移了5500人。"
    made = [candidate(article(TOLL), TOLL), candidate(article(other, 2), other)]
    assert len(texts(*made)) == 2


def test_the_first_is_said_however_long_it_is() -> None:
    long = "很长的一句话" * 60 + "。"
    assert texts(candidate(article(long), long), candidate(article(TOLL, 2), TOLL)) == [long]


def test_of_nothing_nothing_is_said() -> None:
    assert compose([]) == ()


SEVERAL = st.lists(ANY_BODY, min_size=1, max_size=8).flatmap(
    lambda bodies: st.tuples(*(candidates_of(body, number) for number, body in enumerate(bodies, 1)))
)


@settings(max_examples=200, deadline=None)
@given(SEVERAL)
def test_nothing_is_said_twice_and_all_of_it_fits_a_screen(ranked: tuple[Candidate, ...]) -> None:
    said = compose(ranked)
    assert 1 <= len(said) <= MAX_QUOTES
    assert said[0] == quote(ranked[0])
    assert len(said) == 1 or sum(width(each.statement.text) for each in said) <= _MAX_WIDTH
    quotes = [each.citation.quote for each in said]
    assert not any(one in other for one in quotes for other in quotes if one is not other)
    quoted = [quote(each) for each in ranked]
    places = [quoted.index(each) for each in said]
    assert all(one < other for one, other in pairwise(places))


def test_the_span_of_a_quote_is_of_the_body_not_of_the_passage() -> None:
    whole = article(LEVEL + TOLL)
    part = hit(whole, within(whole.body, TOLL))
    assert quote(candidate(part, TOLL)).citation.quote == TOLL
