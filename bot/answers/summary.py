"""What happened, in three to five sentences: for questions that ask for a story and not for one fact.

Extractive: the sentences that together say most (tf-idf centrality, with maximal marginal relevance, Carbonell and
Goldstein 1998, against repetition), from the article that fits best and those that tell the same story.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answers.candidates import Candidate
from bot.core.answer import Citation
from data.models import Article
from data.text.passages import Span, split_sentences, width
from data.text.tokens import simplify, split_terms
from embeddings.search.retriever import Hit

_ASKS_STORY = re.compile(
    r"怎么(?:回事|了$|了[?？啊呢]|一回事)|咋回事|咋了|(?:什么|啥)(?:情况|状况)|是?(?:怎么|如何)(?:处理|解决|收场|结束|发生|回应)的?"
    r"|来龙去脉|前因后果|经过(?:是|如何|怎)|(?:讲讲|说说|介绍一下|总结|概括).{2,}|究竟发生|发生了?(?:什么|啥)"
    r"|后[来续].{0,12}(?:怎么样|怎么[说判找]|如何|咋样|怎样)|(?:的|情况)怎么样"
    r"|\bwhat(?:'s| is| was| has| had)? (?:happen\w*|going on)|\bsum(?:marise|marize)? up|\bsummar(?:y|ise|ize)"
    r"|\bgive me (?:the|a) (?:gist|rundown)|\bhow did .+ (?:end|turn out|go)\b|\btell me (?:about|the story)"
    r"|\bwhat(?:'s| is| was) .+ (?:all )?about\b|\bthe story (?:of|behind|with)\b"
    r"|\bwhat did .+ (?:say|report) about\b",
    re.IGNORECASE,
)
_MOST_SENTENCES, _LEAST_SENTENCES, _MOST_WIDTH = 5, 3, 300.0
_MOST_ARTICLES = 4
_SAME_STORY = 0.5  # of a title's words in common with the first article's, from which an article tells the same story
_REPEATS = 0.75  # of a sentence's words already said, from which it says nothing new
_POSITION, _QUESTION, _ANSWERS, _NOVELTY = 1.0, 0.5, 0.5, 0.3  # compared on the twelve summaries of the scoreboard
_LEAD = 3  # sentences that mostly hold the main facts (lead-3 is hard to beat on news: Grusky et al. 2018)
_REACH = 4.0  # of a score below the best sentence's, to which a sentence still answers a little


@dataclass(frozen=True, slots=True)
class _Sentence:
    article: Article
    span: Span
    terms: frozenset[str]
    place: int  # in its article

    @property
    def text(self) -> str:
        return self.span.of(self.article.body)


def asks_story(question: str) -> bool:
    """Whether `question` asks what happened rather than for a single fact."""
    return bool(_ASKS_STORY.search(simplify(question)))


def summarise(question: str, hits: Sequence[Hit], ranked: Sequence[Candidate] = ()) -> tuple[Citation, ...]:
    """Three to five sentences in order of time, no two saying the same, from one to four articles; () without hits.

    `ranked`: sentences read as answers, best first; what answers the question belongs into its story.
    """
    sentences = [each for article in _story(hits) for each in _sentences(article)]
    worths = _worths(question, sentences, _closeness(ranked))
    chosen = _chosen(sentences, worths)
    chosen.sort(key=lambda each: (_time(each.article), each.article.id, each.span.start))
    return tuple(Citation(each.article, each.span) for each in chosen)


def _story(hits: Sequence[Hit]) -> list[Article]:
    """The articles of the best hit's story, the best first."""
    articles = list(dict.fromkeys(hit.article for hit in hits))
    if not articles:
        return []
    first = _terms(articles[0].title)
    same = [each for each in articles[1:] if len(first & _terms(each.title)) >= _SAME_STORY * max(1, len(first))]
    return [articles[0], *same[: _MOST_ARTICLES - 1]]


def _sentences(article: Article) -> list[_Sentence]:
    spans = split_sentences(article.body)
    return [_Sentence(article, span, _terms(span.of(article.body)), place) for place, span in enumerate(spans)]


def _terms(text: str) -> frozenset[str]:
    return frozenset(word for word in split_terms(text).words if len(word) > 1)


def _closeness(ranked: Sequence[Candidate]) -> dict[tuple[int, int], float]:
    """1 for the sentence that answers best, 0 for one whose score is far below; by article and start."""
    best = ranked[0].score if ranked else 0.0
    return {(each.hit.article.id, each.span.start): max(0.0, 1 - (best - each.score) / _REACH) for each in ranked}


def _chosen(sentences: Sequence[_Sentence], worth: Sequence[float]) -> list[_Sentence]:
    """By worth, each weighed against what is said already, while there is room."""
    left, chosen = list(range(len(sentences))), list[_Sentence]()
    filled, said = 0.0, Counter[str]()
    while left and len(chosen) < _MOST_SENTENCES:
        best = max(left, key=lambda at: worth[at] * (1 - _NOVELTY * _overlap(sentences[at].terms, said)))
        left.remove(best)
        size = width(sentences[best].text)
        if _overlap(sentences[best].terms, said) > _REPEATS or (
            filled + size > _MOST_WIDTH and len(chosen) >= _LEAST_SENTENCES
        ):
            continue
        chosen.append(sentences[best])
        filled += size
        said.update(sentences[best].terms)
    return chosen


def _overlap(terms: frozenset[str], said: Counter[str]) -> float:
    return sum(term in said for term in terms) / len(terms) if terms else 1.0


def _worths(question: str, sentences: Sequence[_Sentence], closeness: Mapping[tuple[int, int], float]) -> list[float]:
    """How much of the story each tells: weight shared with all others, place, the question's words, the answer."""
    frequency = Counter(term for each in sentences for term in each.terms)
    count = len(sentences)
    weight = {term: math.log(1 + times) for term, times in frequency.items() if times < count / 2 or count < 4}
    asked = _terms(question)
    heaviest = max((sum(weight.get(t, 0.0) for t in each.terms) for each in sentences), default=1.0) or 1.0
    return [
        sum(weight.get(term, 0.0) for term in each.terms) / heaviest
        + _POSITION / (1 + each.place / _LEAD)
        + _QUESTION * len(asked & each.terms) / max(1, len(asked))
        + _ANSWERS * closeness.get((each.article.id, each.span.start), 0.0)
        for each in sentences
    ]


def _time(article: Article) -> float:
    return article.published_at.timestamp() if article.published_at else float("inf")
