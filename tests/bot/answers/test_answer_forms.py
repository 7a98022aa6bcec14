"""Answers that are no single quote: a disagreement, a story, the news on a topic."""

from tests.support.answering import Found, answer
from tests.support.hits import article, candidate, hit, on

TOLL = "全市转移了5480人。"


def test_a_toll_that_rose_is_said_as_a_disagreement_newest_first() -> None:
    reports = [
        ("洪水已造成12人死亡。", "12人", 20),
        ("洪水已造成31人死亡。", "31人", 22),
        ("洪水已造成27人死亡。", "27人", 21),
    ]
    marked = [
        candidate(article(body, number, published=on(day)), body, words, span=float(number == 1))
        for number, (body, words, day) in enumerate(reports, 1)
    ]
    given = answer("洪水造成多少人死亡?", *marked)
    assert given.form == "disagreement"
    assert given.text == "洪水已造成31人死亡。 [1]\n洪水已造成27人死亡。 [2]\n洪水已造成12人死亡。 [3]"
    assert [each.id for each in given.articles] == [2, 3, 1]


def test_reports_that_agree_are_quotes() -> None:
    bodies = ["公司这轮融资的金额是2.4亿元。", "公司这轮融资的金额是24000万元。"]
    words = ["2.4亿元", "24000万元"]
    marked = [
        candidate(article(body, number), body, words[number - 1], span=1.0) for number, body in enumerate(bodies, 1)
    ]
    assert answer("公司融资多少钱?", *marked).form == "quotes"


def test_a_question_for_the_story_gets_it_in_order_of_time() -> None:
    bodies = ["临江河水位星期一涨到24.86米。全市转移了5480人。", "洪峰星期三通过城区。沿河街道被水淹没。没有人员伤亡。"]
    later, earlier = hit(article(bodies[1], 2, "临江洪水", on(22))), hit(article(bodies[0], 1, "临江洪水", on(20)))
    given = answer("临江洪水是怎么回事?", candidate(later, "没有人员伤亡。"), found=Found(later, earlier))
    assert given.form == "summary"
    assert 3 <= len(given.statements) <= 5
    assert [each.articles[0].id for each in given.statements] == sorted(
        each.articles[0].id for each in given.statements
    )
    assert [each.text for each in given.statements] == [each.quote for each in given.citations]


def test_a_story_that_is_not_known_is_declined() -> None:
    one = hit(article(TOLL, title="临江洪水"))
    assert not answer("渡轮沉没是怎么回事?", candidate(one, TOLL, relevance=-2.0)).answered


def test_a_question_for_news_on_a_topic_gets_the_newest_first() -> None:
    hits = [hit(article(f"第{day}家公司完成融资。", day, published=on(day))) for day in (20, 23, 21)]
    given = answer("最近有什么融资消息?", found=Found(*hits))
    assert given.form == "news"
    assert [each.id for each in given.articles] == [23, 21, 20]


def test_a_topic_that_no_article_names_is_answered_as_a_question_is() -> None:
    one = hit(article(TOLL))
    given = answer("最近有什么台风消息?", candidate(one, TOLL, relevance=-1.0))
    assert not given.answered
    assert [each.id for each in given.closest] == [1]
