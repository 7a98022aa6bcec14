"""Near misses: what a question names and a passage does not hold."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.coverage import lacking_weight, lacks_codes, lacks_day, lacks_names, named_in
from data.terms import split_terms

SHANGHAI = ZoneInfo("Asia/Shanghai")
ASKED_AT = datetime(2022, 6, 25, 4, tzinfo=UTC)


def codes_missing(question: str, text: str) -> float:
    return lacks_codes(named_in(question, ASKED_AT, SHANGHAI), text)


def names_missing(question: str, text: str) -> float:
    return lacks_names(named_in(question, ASKED_AT, SHANGHAI), text)


def day_missing(question: str, text: str, published: datetime | None) -> float:
    return lacks_day(named_in(question, ASKED_AT, SHANGHAI), text, published, SHANGHAI)


def test_a_question_is_taken_apart_into_codes_names_and_days() -> None:
    named = named_in("What did Tesla say about the X200 on June 10?", ASKED_AT, SHANGHAI)
    assert named.codes == {"x200"}
    assert named.names == {"tesla", "x200"}
    assert named.days == ((date(2022, 6, 10), date(2022, 6, 10)),)


def test_the_digits_of_a_day_are_no_code() -> None:
    assert named_in("6月10日Q7卖了多少?", ASKED_AT, SHANGHAI).codes == {"q7"}


def test_today_is_the_readers() -> None:
    late = datetime(2022, 6, 24, 18, tzinfo=UTC)  # the 25th in Shanghai
    assert named_in("今天的比分", late, SHANGHAI).days == ((date(2022, 6, 25), date(2022, 6, 25)),)


def test_a_month_or_a_year_is_no_day() -> None:
    assert named_in("2021年6月卖了多少辆?", ASKED_AT, SHANGHAI).days == ()


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("苹果14卖多少钱?", "苹果13卖5999元", 1.0),
        ("苹果14卖多少钱?", "苹果14卖5999元", 0.0),
        ("波音737-800和空客A380", "波音737-800坠毁", 0.5),
        ("MATE50卖多少钱?", "华为Ｍａｔｅ５０今天开售", 0.0),
        ("mate50卖多少钱?", "华为Mate 50今天开售", 0.0),
        ("50岁的人", "500人参加", 1.0),
        ("3,000人参加了什么?", "3000人参加了马拉松", 0.0),
        ("3000 runners?", "about 3,000 runners", 0.0),
        ("谁当选?", "没有数字", 0.0),
    ],
)
def test_a_model_or_figure_that_the_text_lacks_is_missed(question: str, text: str, missing: float) -> None:
    assert codes_missing(question, text) == missing


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("How much did Tesla lose?", "Ford lost 3 billion.", 1.0),
        ("How much did Tesla lose?", "TESLA lost 3 billion.", 0.0),
        ("What did Ford and Tesla agree on?", "Ford agreed to it.", 0.5),
        ("Tesla亏了多少?", "特斯拉亏了30亿", 0.0),  # under that name it may well be there
        ("Who won?", "Nobody.", 0.0),
    ],
)
def test_a_name_is_missed_only_where_it_could_stand(question: str, text: str, missing: float) -> None:
    assert names_missing(question, text) == missing


@pytest.mark.parametrize(
    ("question", "text", "published", "missing"),
    [
        ("6月10日的比分", "上海队赢了", datetime(2022, 6, 10, 4, tzinfo=UTC), 0.0),
        ("6月10日的比分", "上海队昨晚赢了", datetime(2022, 6, 11, 4, tzinfo=UTC), 0.0),
        ("6月10日的比分", "上海队赢了", datetime(2022, 6, 14, 4, tzinfo=UTC), 1.0),
        ("6月10日的比分", "上海队10日赢了", datetime(2022, 6, 14, 4, tzinfo=UTC), 0.0),
        ("6月1日的比分", "上海队21日赢了", datetime(2022, 6, 22, 4, tzinfo=UTC), 1.0),
        ("The score on June 10?", "City won on 10 June.", datetime(2022, 6, 14, 4, tzinfo=UTC), 0.0),
        ("The score on June 10?", "City won on 12 June.", datetime(2022, 6, 14, 4, tzinfo=UTC), 1.0),
        ("6月10日的比分", "上海队赢了", None, 0.0),
        ("比分", "上海队赢了", datetime(2022, 6, 14, 4, tzinfo=UTC), 0.0),
    ],
)
def test_a_day_is_held_by_the_publication_or_the_text(
    question: str, text: str, published: datetime | None, missing: float
) -> None:
    assert day_missing(question, text, published) == missing


def test_what_is_rare_weighs_more_where_it_is_missing() -> None:
    terms = split_terms("the Rainforest deal")
    rarity = {term: 1.0 for term in terms.words} | {split_terms("Rainforest").words[0]: 6.0}
    assert lacking_weight("the Rainforest deal", "the deal", rarity) == pytest.approx(6 / 8)
    assert lacking_weight("the Rainforest deal", "the Rainforest", rarity) == pytest.approx(1 / 8)
    assert lacking_weight("the Rainforest deal", "A DEAL: the rainforest", rarity) == 0.0


def test_a_question_of_words_that_tell_nothing_lacks_nothing() -> None:
    assert lacking_weight("the deal", "x", {}) == 0.0
    assert lacking_weight("?", "x", {}) == 0.0


def test_both_scripts_are_one() -> None:
    terms = split_terms("台积电营收")
    rarity = dict.fromkeys((*terms.words, *terms.grams), 1.0)
    assert lacking_weight("台積電營收", "联电营收", rarity) == lacking_weight("台积电营收", "联电营收", rarity) > 0
    assert lacking_weight("台積電營收", "台积电营收创新高", rarity) < lacking_weight("台積電營收", "联电营收", rarity)
