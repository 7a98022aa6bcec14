"""A question to an answer: sentences of articles, verbatim, each with its citation; or a refusal.

What is asked for (`bot.question.plan`), passages that may hold it (a `Finder`), the words in them that answer
(`candidates`), how sure that is (`confidence`), and what is said (`compose`). Knows no transport.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.answers.candidates import Candidate, compared
from bot.answers.compose import compose, quote
from bot.answers.confidence import ConfidenceModel
from bot.answers.conflicts import disagreement
from bot.answers.explanation import explained
from bot.answers.headlines import news_on
from bot.answers.llm_phrasing import Phraser
from bot.answers.spelling import respelled
from bot.answers.summary import asks_story, summarise
from bot.core.answer import Agreement, Answer, AnswerForm, Citation, Note, Statement
from bot.question.asked import Asked
from bot.question.held import Held
from bot.question.plan import Plan, seek
from data.models import Article, Filters
from data.text.passages import Span, split_sentences
from embeddings.search.retriever import Finder, Hit, Query

_SEARCHED = 24  # passages; the first of them are read, all of them tell a story or the news on a topic
_READ = 8  # passages; each costs a question about 15 ms
_SPOKEN_OF = 4  # of them from the news that was spoken of
_NEARER = 1.0  # of a score: what stands in an article that was spoken of is rather meant
_NEAREST = 3
_TOLD_ON = 0.6  # of the threshold: a question for a story asks for no single fact that could be missing
_AS_GOOD = 1.0  # of a score: so little below the best that being newer counts for more
_OLD, _NO_LONGER_NEW = timedelta(days=180), timedelta(days=3)


class CandidateReader(Protocol):
    """Finds sentences that may answer: bot.answers.candidates.NewsReader, or what stands for it."""

    def read(self, question: str, hits: Sequence[Hit], asked_at: datetime | None = None) -> list[Candidate]:
        """In no order; [] where `hits` is empty."""
        ...


@dataclass(frozen=True, slots=True)
class _Try:
    """What came of searching within `filters`; `notes` are for the person where it is what is told."""

    filters: Filters
    hits: list[Hit]
    notes: tuple[Note, ...]
    ranked: list[Candidate]
    signs: dict[str, float]
    answer: Answer


class Answerer:
    """Answers questions from what the finder finds; thread-safe as its parts are."""

    def __init__(
        self,
        finder: Finder,
        reader: CandidateReader,
        judge: ConfidenceModel,
        held: Callable[[], Held] = Held,
        phraser: Phraser | None = None,
    ) -> None:
        self._finder, self._reader, self._judge = finder, reader, judge
        self._held, self._phraser = held, phraser

    def answer(self, asked: Asked) -> Answer:
        """From the news that it is asked of, see `Asked.within`."""
        held = self._held()
        sought, tried = self._spelled(seek(asked, held.sources, held.sections))
        answer = tried.answer
        if answer.answered and self._phraser and not asked.quoting:
            answer = self._phraser.phrased(asked, tried.hits, answer)
        threshold = self._judge.weights.threshold
        why = explained(asked, sought, tried.filters, tried.hits, tried.ranked, tried.signs, threshold, answer)
        told = (*tried.notes, *answer.notes, *_age(asked, sought, answer)) if answer.answered else answer.notes
        return replace(answer, notes=told, explanation=why)

    def _spelled(self, sought: Plan) -> tuple[Plan, _Try]:
        """As typed; where that is declined, as the passages found spell it."""
        tried = self._evident(sought)
        if tried.answer.answered:
            return sought, tried
        passages = [f"{hit.article.title}\n{hit.text}" for hit in tried.hits[:_READ]]
        mended = replace(sought, text=respelled(sought.text, passages), read=respelled(sought.read, passages))
        if mended == sought:
            return sought, tried
        again = self._evident(mended)
        notes = (Note("note-respelled", {"text": mended.read}), *again.notes)
        return (mended, replace(again, notes=notes)) if again.answer.answered else (sought, tried)

    def _evident(self, sought: Plan) -> _Try:
        """By the narrowest filters that find anything. A time in the question may be one of the fact and not of its
        publication: where nothing published then answers, what does without that window counts."""
        first = None
        for filters, notes in sought.tries():
            hits = self._found(sought, filters)
            if not hits:
                continue
            made = self._made(sought, filters, hits, notes)
            if made.answer.answered or not (sought.period and sought.period.about == "event"):
                return made if made.answer.answered else first or made
            first = first or made
        return first or self._made(sought, sought.filters, [], ())

    def _found(self, sought: Plan, filters: Filters) -> list[Hit]:
        """By all that is meant; those first that say the very words in the news that was spoken of."""
        hits = self._finder.search(Query(sought.text, filters), _SEARCHED)
        spoken_of = sought.spoken_of
        if spoken_of is None:
            return hits
        there = replace(filters, article_ids=spoken_of.article_ids, story_ids=spoken_of.story_ids)
        inside = self._finder.search(Query(sought.read, there), _SPOKEN_OF)
        return list({hit.passage.id: hit for hit in (*inside, *hits)}.values())

    def _made(self, sought: Plan, filters: Filters, hits: list[Hit], notes: tuple[Note, ...]) -> _Try:
        if sought.topic and (told := news_on(sought.topic, hits)):
            return _Try(filters, hits, notes, [], {}, told)
        nearer = dict.fromkeys(sought.spoken_of.article_ids if sought.spoken_of else (), _NEARER)
        ranked = self._judge.ranked(self._reader.read(sought.read, hits[:_READ], sought.asked_at), nearer)
        signs = self._judge.signs(sought.read, ranked)
        return _Try(filters, hits, notes, ranked, signs, self._judged(sought, hits, ranked, signs))

    def _judged(
        self, sought: Plan, hits: Sequence[Hit], ranked: Sequence[Candidate], signs: Mapping[str, float]
    ) -> Answer:
        confidence = self._judge.confidence(signs) if ranked else 0.0
        weights = self._judge.weights
        tells = asks_story(sought.read) and confidence >= weights.threshold * _TOLD_ON
        if tells and (citations := summarise(sought.read, hits, ranked)):
            lines = tuple(Statement(each.quote.replace("\n", " "), (each.article,)) for each in citations)
            return Answer(lines, citations, (), confidence, "summary")
        differing = _differing(sought, ranked)
        if confidence < weights.threshold or not ranked or differing:
            near = self._judge.near(sought.read, ranked)
            return Answer((), (), _nearest(hits, ranked, near), confidence, notes=differing)
        answering = self._judge.answering(sought.read, ranked)
        if sought.newest_first:
            answering = _newest_first(answering)
        values = disagreement(sought.read, answering)
        quoted = values or compose(answering)
        form: AnswerForm = "disagreement" if values else "quotes"
        return Answer(
            tuple(each.statement for each in quoted), tuple(each.citation for each in quoted), (), confidence, form
        )


def _differing(sought: Plan, ranked: Sequence[Candidate]) -> tuple[Note, ...]:
    """What the best sentence says otherwise than the question has it: then it answers another question."""
    if not ranked or not ranked[0].signs.otherwise:
        return ()
    found = compared(sought.read, ranked[0].text, ranked[0].hit, sought.asked_at)
    return tuple(
        Note("note-differs", {"wanted": each.wanted, "found": each.found})
        for each in found
        if each.verdict is Agreement.OTHERWISE
    )


def _nearest(hits: Sequence[Hit], ranked: Sequence[Candidate], near: Sequence[Candidate]) -> tuple[Citation, ...]:
    """The articles with the sentences that answer best, words marked in those that come near; then those found first,
    with their leads."""
    best: dict[int, Citation] = {}
    for each in ranked:
        citation = quote(each).citation
        best.setdefault(each.hit.article.id, citation if each in near else replace(citation, words=None))
    for hit in hits:
        best.setdefault(hit.article.id, Citation(hit.article, _lead(hit.article)))
    return tuple(best.values())[:_NEAREST]


def _lead(article: Article) -> Span:
    """Its first sentence; empty where it is a mere headline."""
    return next(iter(split_sentences(article.body)), Span(0, 0))


def _newest_first(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Of those that are about as good, the newest leads."""
    close = [each for each in ranked if each.score >= ranked[0].score - _AS_GOOD]
    return [*sorted(close, key=_published, reverse=True), *ranked[len(close) :]]


def _published(candidate: Candidate) -> float:
    published = candidate.hit.article.published_at
    return published.timestamp() if published else float("-inf")


def _age(asked: Asked, sought: Plan, answer: Answer) -> tuple[Note, ...]:
    """A word about how old the news is, where that matters: it is old, or new ones were asked for."""
    times = [each.published_at for each in answer.articles if each.published_at]
    if not times:
        return ()
    most = _NO_LONGER_NEW if sought.newest_first else _OLD
    return (Note("note-old", {"newest": max(times)}),) if asked.asked_at - max(times) > most else ()
