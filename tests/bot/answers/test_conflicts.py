"""Reports of one fact that differ: a toll that rose, two outlets with two figures; and what is no disagreement."""

from datetime import datetime

import pytest

from bot.answers.candidates import Candidate
from bot.answers.conflicts import disagreement
from tests.support.hits import article, candidate, on

ASKED = "洪水造成多少人死亡?"


def report(
    words: str,
    number: int,
    published: datetime | None,
    sentence: str = "洪水已造成{}死亡。",
    score: float = 1.0,
    source: str = "临江日报",
) -> Candidate:
    body = sentence.format(words)
    return candidate(article(body, number, published=published, source=source), body, words, score)


def said(question: str, *reports: Candidate) -> list[str]:
    ranked = sorted(reports, key=lambda each: -each.score)
    quoted = disagreement(question, ranked)
    return [each.citation.words.of(each.citation.article.body) for each in quoted if each.citation.words]


def test_a_toll_that_rose_is_said_newest_first_with_each_value() -> None:
    reports = [report("12人", 1, on(20), score=1.5), report("31人", 2, on(22)), report("27人", 3, on(21))]
    assert said(ASKED, *reports) == ["31人", "27人", "12人"]


def test_each_value_is_cited_with_its_own_article() -> None:
    reports = [report("12人", 1, on(20), source="临江日报"), report("15人", 2, on(20, 9), source="江岸晚报")]
    quoted = disagreement(ASKED, reports)
    assert [each.citation.article.source for each in quoted] == ["江岸晚报", "临江日报"]
    assert [each.statement.articles for each in quoted] == [(each.citation.article,) for each in quoted]


def test_reports_that_agree_do_not_disagree() -> None:
    assert said(ASKED, report("12人", 1, on(20)), report("12人", 2, on(21))) == []


def test_one_value_under_two_spellings_is_one() -> None:
    assert said(ASKED, report("12人", 1, on(20)), report("十二人", 2, on(21)), report("１２人", 3, on(22))) == []


@pytest.mark.parametrize(
    ("one", "other"), [("2.4亿元", "24000万元"), ("2.4亿元", "240 million yuan"), ("4500万美元", "$45 million")]
)
def test_units_are_compared_not_letters(one: str, other: str) -> None:
    sentence = "公司这一轮融资的金额是{}。"
    reports = [report(one, 1, on(20), sentence), report(other, 2, on(21), sentence)]
    assert said("公司融资多少钱?", *reports) == []


def test_a_sum_in_another_currency_is_not_another_value() -> None:
    sentence = "公司这一轮融资的金额是{}。"
    reports = [report("3亿元", 1, on(20), sentence), report("4500万美元", 2, on(21), sentence)]
    assert said("公司融资多少钱?", *reports) == []


def test_two_sums_of_one_currency_are() -> None:
    sentence = "The company raised {} in this round."
    reports = [report("£2.4bn", 1, on(20), sentence), report("2,600 million pounds", 2, on(21), sentence)]
    assert said("How much money did the company raise?", *reports) == ["2,600 million pounds", "£2.4bn"]


def test_of_one_value_the_newest_report_is_said() -> None:
    reports = [report("12人", 1, on(20)), report("12人", 2, on(21)), report("15人", 3, on(22))]
    quoted = disagreement(ASKED, reports)
    assert [each.citation.article.id for each in quoted] == [3, 2]


def test_an_article_without_a_time_comes_last() -> None:
    assert said(ASKED, report("12人", 1, None), report("15人", 2, on(1))) == ["15人", "12人"]


def test_another_fact_with_a_number_is_no_disagreement() -> None:
    other = report("5480人", 2, on(21), "学校和体育馆里目前安置着{}居民。")
    assert said(ASKED, report("12人", 1, on(20)), other) == []


def test_one_article_does_not_disagree_with_itself() -> None:
    body = "洪水已造成12人死亡。洪水曾造成9人死亡。"
    one = article(body, 1)
    reports = [candidate(one, "洪水已造成12人死亡。", "12人"), candidate(one, "洪水曾造成9人死亡。", "9人")]
    assert said(ASKED, *reports) == []


@pytest.mark.parametrize("question", ["洪水什么时候来的?", "谁死了?", "洪水在哪里?", "Why did it flood?"])
def test_only_what_can_be_counted_is_compared(question: str) -> None:
    assert said(question, report("12人", 1, on(20)), report("15人", 2, on(21))) == []


@pytest.mark.parametrize("words", ["12至15人", "多人"])
def test_words_without_a_single_figure_tell_no_value(words: str) -> None:
    assert said(ASKED, report(words, 1, on(20)), report("15人", 2, on(21))) == []


def test_of_nothing_and_of_sentences_without_an_answer_nothing_is_said() -> None:
    body = "洪水已造成12人死亡。"
    assert disagreement(ASKED, []) == ()
    assert disagreement(ASKED, [candidate(article(body), body), report("15人", 2, on(21))]) == ()
