"""The news on a topic: the newest first, a sentence of each that names it."""

from bot.answers.headlines import news_on
from data.text.passages import Span
from tests.support.hits import article, hit, on, within

LONG = "公司星期一发布了新产品。这一轮融资的金额是三千万元。投资人没有露面。"


def test_a_sentence_of_each_article_that_names_the_topic_the_newest_first() -> None:
    hits = [
        hit(article(LONG, 1, published=on(20))),
        hit(article("另一家公司的融资失败了。", 2, published=on(24))),
        hit(article("河水涨了。", 3, published=on(25))),
    ]
    answer = news_on("融资", hits)
    assert answer is not None
    assert answer.form == "news"
    assert [each.quote for each in answer.citations] == ["另一家公司的融资失败了。", "这一轮融资的金额是三千万元。"]
    assert [each.text for each in answer.statements] == [each.quote for each in answer.citations]
    assert [each.id for each in answer.articles] == [2, 1]


def test_of_one_article_there_is_one_sentence() -> None:
    one = article(LONG, 1)
    hits = [hit(one, within(LONG, "这一轮融资的金额是三千万元。")), hit(one, Span(0, len(LONG)))]
    answer = news_on("融资", hits)
    assert answer is not None
    assert len(answer.citations) == 1


def test_a_quote_is_of_the_article_where_the_passage_begins_later() -> None:
    start = LONG.index("这一轮")
    answer = news_on("融资", [hit(article(LONG), Span(start, len(LONG)))])
    assert answer is not None
    assert answer.citations[0].quote == "这一轮融资的金额是三千万元。"


def test_a_topic_that_the_title_or_the_section_names_counts() -> None:
    hits = [
        hit(article("金额没有公布。", 1, "新一轮融资完成")),
        hit(article("City won the cup.", 2, "City win", section="Sport")),
    ]
    assert news_on("融资", hits) is not None
    answer = news_on("sport", hits)
    assert answer is not None
    assert answer.text == "City won the cup. [1]"


def test_a_headline_without_text_is_news_too() -> None:
    answer = news_on("融资", [hit(article("", title="新一轮融资完成"))])
    assert answer is not None
    assert answer.text == "新一轮融资完成 [1]"


def test_no_more_than_four_articles_of_those_that_fit_best() -> None:
    hits = [hit(article("融资成功了。", number, published=on(number))) for number in range(1, 9)]
    answer = news_on("融资", hits)
    assert answer is not None
    assert [each.id for each in answer.articles] == [4, 3, 2, 1]


def test_where_nothing_names_the_topic_there_is_no_news() -> None:
    assert news_on("台风", [hit(article(LONG))]) is None
    assert news_on("公司台风", [hit(article(LONG))]) is None
    assert news_on("融资", []) is None


def test_both_scripts_name_one_topic() -> None:
    assert news_on("融資", [hit(article(LONG))]) is not None
