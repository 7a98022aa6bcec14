"""What is known, as replies: lists of articles, an answer, an article's text, the sources. Words by the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.answers import Answer
from bot.messages import Language, local_time, say
from bot.replies import Button, Piece, Reply, Style
from bot.splitting import split_text
from data.models import Article, Source, Span
from data.terms import has_han

PART_UNITS = 3000  # of an article's text in one message, below Telegram's 4,096 with its head
_BUTTONS_A_ROW = 5
_SOURCES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Person:
    """Who is spoken to: in which language, and whose clock the times are told by."""

    language: Language
    zone: ZoneInfo

    def say(self, message: str, **values: str | int) -> str:
        return say(self.language, message, **values)

    def speaking_as(self, question: str) -> Person:
        """The same person, spoken to in the language of `question` where its script tells it."""
        if has_han(question):
            return replace(self, language="zh")
        return replace(self, language="en") if question.isascii() and question.strip() else self


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: `number` counts from 0, `view_id` is what its paging buttons name."""

    articles: Sequence[Article]
    number: int
    size: int
    total: int
    view_id: int

    @property
    def pages(self) -> int:
        return -(-self.total // self.size)


def article_list(person: Person, title: str, page: Page, excerpts: dict[int, str] | None = None) -> Reply:
    """A numbered list with linked titles, publisher and time; buttons for full texts and for other pages.

    `excerpts`: words of an article under its line, by article id.
    """
    pieces = [Piece(title, Style.BOLD)]
    if page.pages > 1:
        pieces.append(Piece("  " + person.say("page", page=page.number + 1, pages=page.pages), Style.FAINT))
    first = page.number * page.size + 1
    for number, article in enumerate(page.articles, first):
        pieces += [Piece(f"\n\n{number}. "), *_headline(person, article)]
        excerpt = (excerpts or {}).get(article.id)
        if excerpt:
            pieces.append(Piece(f"\n{excerpt}"))
    buttons = [*_text_buttons(page.articles, first), *_page_buttons(person, page)]
    return Reply(tuple(pieces), tuple(buttons))


def answer_reply(person: Person, answer: Answer) -> Reply:
    """The words that answer, each with its number, then the numbered sources; or a refusal and what is nearest."""
    if not answer.answered:
        return _refusal(person, answer.nearest)
    articles = list(dict.fromkeys(citation.article for citation in answer.citations))
    pieces: list[Piece] = []
    for position, citation in enumerate(answer.citations):
        style = Style.PLAIN if position else Style.BOLD
        mark = f" [{articles.index(citation.article) + 1}]\n"
        pieces += [Piece(citation.quote.replace("\n", " "), style), Piece(mark)]
    for number, article in enumerate(articles, 1):
        pieces += [Piece(f"\n[{number}] "), *_headline(person, article)]
    return Reply(tuple(pieces), tuple(_text_buttons(articles, 1)))


def _refusal(person: Person, nearest: Sequence[Article]) -> Reply:
    if not nearest:
        return Reply((Piece(person.say("answer-empty")),))
    pieces = [Piece(person.say("answer-refusal")), Piece("\n\n" + person.say("answer-nearest"))]
    for number, article in enumerate(nearest, 1):
        pieces += [Piece(f"\n{number}. "), *_headline(person, article)]
    return Reply(tuple(pieces), tuple(_text_buttons(nearest, 1)))


def article_text(person: Person, article: Article, part: int) -> Reply | None:
    """Part `part` (from 0) of the article's text, the first with its head; None for a part it does not have."""
    spans = split_text(article.body, PART_UNITS) or [Span(0, 0)]
    if not 0 <= part < len(spans):
        return None
    pieces = [Piece(article.title, Style.BOLD, article.url)]
    if part == 0:
        pieces.append(Piece("\n" + _byline(person, article), Style.FAINT))
    if len(spans) > 1:
        pieces.append(Piece(" " + person.say("article-part", part=part + 1, parts=len(spans)), Style.FAINT))
    text = spans[part].of(article.body).replace("\n", "\n\n")
    pieces.append(Piece("\n\n" + (text or person.say("article-no-text"))))
    more = Button(person.say("button-more"), f"article:{article.id}:{part + 1}")
    return Reply(tuple(pieces), ((more,),) if part + 1 < len(spans) else ())


def source_list(person: Person, sources: Sequence[Source]) -> Reply:
    """The publishers with how much there is of each and how new it is."""
    if not sources:
        return Reply((Piece(person.say("latest-none")),))
    total = sum(source.articles for source in sources)
    pieces = [Piece(person.say("sources-title", articles=total, sources=len(sources)), Style.BOLD), Piece("\n")]
    for source in sources[:_SOURCES_SHOWN]:
        newest = local_time(person.language, source.newest_at, person.zone)
        detail = person.say("sources-line", articles=source.articles, newest=newest)
        name = source.name or person.say("source-unnamed")
        pieces += [Piece(f"\n{name}"), Piece(f"  {detail}", Style.FAINT)]
    if len(sources) > _SOURCES_SHOWN:
        pieces.append(Piece("\n" + person.say("sources-rest", count=len(sources) - _SOURCES_SHOWN)))
    return Reply(tuple(pieces))


def _headline(person: Person, article: Article) -> list[Piece]:
    return [Piece(article.title, url=article.url), Piece("\n" + _byline(person, article), Style.FAINT)]


def _byline(person: Person, article: Article) -> str:
    source = article.source or person.say("source-unnamed")
    return f"{source} · {local_time(person.language, article.published_at, person.zone)}"


def _text_buttons(articles: Sequence[Article], first: int) -> list[tuple[Button, ...]]:
    buttons = [Button(f"📄 {number}", f"article:{article.id}:0") for number, article in enumerate(articles, first)]
    return [tuple(buttons[at : at + _BUTTONS_A_ROW]) for at in range(0, len(buttons), _BUTTONS_A_ROW)]


def _page_buttons(person: Person, page: Page) -> list[tuple[Button, ...]]:
    row = []
    if page.number > 0:
        row.append(Button(person.say("button-previous"), f"page:{page.view_id}:{page.number - 1}"))
    if page.number + 1 < page.pages:
        row.append(Button(person.say("button-next"), f"page:{page.view_id}:{page.number + 1}"))
    return [tuple(row)] if row else []
