"""Answers made by hand, for tests of what becomes of an answer; and an answerer that gives them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.core.answer import Answer, Citation, ConsideredPassage, Explanation, Note, Statement
from bot.question.asked import Asked
from data.models import Article
from data.text.passages import Span

TIME = datetime(2022, 6, 24, 9, 50, tzinfo=UTC)
BODY = "临江河水位昨晚涨到24.86米。\n全市转移了5480人，没有人员伤亡。市长说水还会退。\n学校下周一复课。\n水厂照常供水。"
ARTICLE = Article(7, "洪峰过境临江", BODY, "https://news.example/7", "a7", TIME, "临江日报", "本地", "zh")
OTHER = Article(8, "临江转移五千人", "到周五为止转移了5500人。", None, None, None, None, None, "zh")
QUOTE = "全市转移了5480人，没有人员伤亡。"


def citation(article: Article = ARTICLE, quote: str = QUOTE) -> Citation:
    start = article.body.index(quote)
    return Citation(article, Span(start, start + len(quote)))


def statement(article: Article, quote: str, marked: str = "") -> Statement:
    start = quote.index(marked)
    return Statement(quote, (article,), Span(start, start + len(marked)) if marked else None)


EXPLANATION = Explanation(
    question="临江转移了多少人?",
    searched="临江转移了多少人",
    filters={"source": "临江日报"},
    seen=(
        ConsideredPassage(8, OTHER.title, 0.8812, 0.25, 0.8937, None, None, None, None),
        ConsideredPassage(7, ARTICLE.title, 0.8734, 1.0, 0.9234, "5480人", 7.25, 3.5, 0.94),
    ),
    signs={"span": 7.25, "cosine": 0.8734},
    confidence=0.83,
    threshold=0.42,
    verdict="quotes",
)


def answered(*notes: Note) -> Answer:
    """Two sentences of one article and one of another."""
    quotes = (QUOTE, "学校下周一复课。")
    statements = (
        statement(ARTICLE, QUOTE, "5480人"),
        statement(OTHER, OTHER.body, "5500人"),
        statement(ARTICLE, quotes[1]),
    )
    citations = (citation(), citation(OTHER, OTHER.body), citation(ARTICLE, quotes[1]))
    return Answer(statements, citations, (), 0.83, "quotes", notes, EXPLANATION)


def refused(*nearest: Article) -> Answer:
    return Answer((), (), tuple(Citation(each, Span(0, 0)) for each in nearest), 0.1)


class Answers:
    """Answers each question as it was told to, and declines all others; remembers what it was asked."""

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        self.answers, self.asked = dict(answers or {}), list[Asked]()

    def answer(self, question: Asked) -> Answer:
        self.asked.append(question)
        return self.answers.get(question.text, refused())
