"""The words of an article around what was searched for."""

from bot.replies.excerpts import excerpt
from data.models import Article, Passage
from data.text.passages import Span, width


def shown(body: str, words: str) -> str:
    article = Article(1, "标题", body, None, None, None, None, None, "zh")
    return excerpt(article, Passage(1, 1, Span(0, len(body))), words)


def test_it_is_the_sentence_with_the_words() -> None:
    assert shown("今天天气不错。公司完成了融资。明天再说。", "融资") == "公司完成了融资。"


def test_traditional_words_find_their_sentence() -> None:
    assert shown("今天天气不错。电商公司完成了融资。", "電商") == "电商公司完成了融资。"


def test_a_long_sentence_is_cut_around_the_word() -> None:
    text = shown("前" * 100 + "融资" + "后" * 100 + "。", "融资")
    assert text.startswith("…")
    assert text.endswith("…")
    assert "融资" in text
    assert width(text) <= 64


def test_an_article_without_text_has_none() -> None:
    assert shown("", "融资") == ""
    assert excerpt(Article(1, "标题", "", None, None, None, None, None, None), None, "融资") == ""
