"""What happened, told in order of time: which questions ask for it, and what is said."""

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.summary import asks_story, summarise
from data.text.passages import split_sentences
from embeddings.search.retriever import Hit
from tests.support.hits import article, candidate, hit, on

FIRST = (
    "临江河水位星期一早上涨到24.86米。全市当天转移了5480名居民。学校和体育馆里设了三十个安置点。市长呼吁大家远离河岸。"
)
SECOND = "洪峰星期三上午通过临江城区。沿河的两条街道被水淹没。消防队用小船救出了一百多名被困者。没有人员伤亡的报告。"
THIRD = "居民星期五开始陆续回到家里。电力公司恢复了沿河街道的供电。政府宣布给每户人家发放补助。"
ASKED = "临江洪水是怎么回事?"


def flood() -> list[Hit]:
    """The best hit is not the first in time."""
    return [
        hit(article(SECOND, 2, "临江洪水洪峰", on(15))),
        hit(article(FIRST, 1, "临江洪水水位", on(13))),
        hit(article(THIRD, 3, "临江洪水居民", on(17))),
    ]


def test_of_a_long_report_the_first_sentences_are_told() -> None:
    main = ["The tram line opened on Monday.", "About 500 guests came.", "It cost two million."]
    rest = [
        f"Guest {number} said the tram and its opening had been much talked about in street {number}."
        for number in range(9)
    ]
    told = summarise(
        "What happened with the tram opening?", [hit(article(" ".join([*main, *rest]), 1, "Tram opening", on(15)))]
    )
    assert [each.quote for each in told][:3] == main


@pytest.mark.parametrize(
    "question",
    [
        "临江洪水是怎么回事?",
        "臨江洪水怎麼回事",
        "裁员是什么情况？",
        "这起事故的来龙去脉",
        "介绍一下渡轮沉没事件",
        "后来怎么样了?",
        "What happened with the ferry?",
        "what's going on in Linjiang",
        "Sum up the ferry story",
        "Tell me about the strike",
        "How did the trial end?",
    ],
)
def test_a_question_for_a_story_is_known(question: str) -> None:
    assert asks_story(question)


@pytest.mark.parametrize(
    "question",
    ["转移了多少人?", "谁当选市长？", "怎么去机场？", "When did the ferry sink?", "Who happened to win?", "比亚迪", ""],
)
def test_a_question_for_a_fact_is_none(question: str) -> None:
    assert not asks_story(question)


def test_three_to_five_sentences_are_told_in_order_of_time() -> None:
    told = summarise(ASKED, flood())
    assert 3 <= len(told) <= 5
    assert len({each.article.id for each in told}) > 1
    places = [(each.article.published_at, each.span.start) for each in told]
    assert places == sorted(places)


def test_what_answers_the_question_belongs_into_the_story() -> None:
    told = "河水继续上涨。居民开始转移。学校全部停课。消防出动小船。电力恢复供应。政府发放补助。商店重新营业。"
    answer = "旧堤决口。"
    flooded = article(told + answer, title="临江洪水")
    ranked = [candidate(flooded, answer, score=3.0), candidate(flooded, "河水继续上涨。", score=-3.0)]
    assert answer not in [each.quote for each in summarise(ASKED, [hit(flooded)])]
    assert answer in [each.quote for each in summarise(ASKED, [hit(flooded)], ranked)]


def test_long_sentences_are_three_all_the_same() -> None:
    body = "".join(f"{word * 60}。" for word in ("临江洪水", "城区街道", "消防救援", "居民安置"))
    assert len(summarise(ASKED, [hit(article(body))])) >= 3


def test_two_reports_of_one_agency_are_told_once() -> None:
    same = [hit(article(FIRST, number, "临江洪水：水位继续上涨", on(13), f"报纸{number}")) for number in (1, 2, 3)]
    quotes = [each.quote for each in summarise(ASKED, same)]
    assert len(quotes) == len(set(quotes)) >= 3


def test_other_news_found_beside_the_story_is_left_out() -> None:
    other = hit(article("基金公司宣布完成一轮融资。金额没有公布。", 9, "砚微智检完成融资", on(14)))
    assert all(each.article.id != 9 for each in summarise(ASKED, [*flood(), other]))


def test_a_story_without_titles_does_not_take_in_all_other_news() -> None:
    untitled = hit(article(FIRST, 1, "", on(13)))
    other = hit(article("基金公司宣布完成一轮融资。金额没有公布。", 9, "砚微智检完成融资", on(14)))
    assert {each.article.id for each in summarise(ASKED, [untitled, other])} == {1}


def test_no_more_than_four_articles_tell_one_story() -> None:
    bodies = ["河水上涨。", "居民转移。", "学校停课。", "消防出动。", "电力恢复。", "政府补助。"]
    hits = [hit(article(body, at, "临江洪水", on(at))) for at, body in enumerate(bodies, 1)]
    assert len({each.article.id for each in summarise(ASKED, hits)}) == 4


def test_an_english_story_is_told_too() -> None:
    one = "The Brightwater ferry ran aground on Monday. All 212 passengers were taken off by small boats."
    two = "Engineers inspected the hull on Tuesday. The captain told investigators that fog hid the marker."
    hits = [
        hit(article(two, 2, "Brightwater ferry inspected", on(14))),
        hit(article(one, 1, "Brightwater ferry aground", on(13))),
    ]
    told = summarise("What happened with the Brightwater ferry?", hits)
    assert [each.article.id for each in told] == sorted(each.article.id for each in told)
    assert 3 <= len(told) <= 5


def test_of_nothing_nothing_is_told() -> None:
    assert summarise(ASKED, []) == ()
    assert summarise(ASKED, [hit(article("", title="临江洪水"))]) == ()


WORDS = st.sampled_from(
    ["临江", "洪水", "居民", "转移", "消防", "救援", "水位", "上涨", "城区", "街道", "ferry ", "fog ", "24.86"]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: "".join(words) + "。")
ARTICLES = st.tuples(
    st.lists(SENTENCES, max_size=8).map("".join),
    st.sampled_from(["临江洪水", "临江洪水上涨", "ferry", "", "居民"]),
    st.none() | st.integers(1, 30).map(on),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ARTICLES, max_size=6))
def test_whatever_is_found_it_is_told_verbatim_in_order_and_once(found: list[tuple[str, str, datetime | None]]) -> None:
    hits = [hit(article(body, number, title, published)) for number, (body, title, published) in enumerate(found, 1)]
    told = summarise(ASKED, hits)
    assert len(told) <= 5
    assert len({each.article.id for each in told}) <= 4
    for each in told:
        assert each.span in split_sentences(each.article.body)
        assert each.quote == each.span.of(each.article.body)
    assert len({each.quote for each in told}) == len(told)
    dated = [(each.article.published_at, each.span.start) for each in told if each.article.published_at]
    assert [time for time, _ in dated] == sorted(time for time, _ in dated)
    for one, other in pairwise(told):
        assert one.article != other.article or one.span.end <= other.span.start
