"""What is known, as replies: lists of articles, an article's text, the sources. Words by the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.messages import Language, local_time, say
from bot.replies import Button, Piece, Reply, Style
from bot.splitting import split_text
from data.models import Article, Publisher, Span
from data.terms import has_han

PART_UNITS = 3000  # of an article's text in one message, below Telegram's 4,096 with its head
_BUTTONS_A_ROW = 5
_SOURCES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Person:
    """Who is spoken to: in which language, and whose clock the times are told by."""

    language: Language
    zone: ZoneInfo
    chat: str | None = None  # whose former questions complete the next; None: each question stands alone
    id: str | None = None  # whose spending on an LLM is counted

    def say(self, message: str, **values: str | int) -> str:
        return say(self.language, message, **values)

    def speaking_as(self, question: str) -> Person:
        """The same person, spoken to in the language of `question` where its script tells it."""
        if has_han(question):
            return replace(self, language="zh")
        return replace(self, language="en") if _is_english(question) else self


def _is_english(text: str) -> bool:
    """Not by a bare `BYD` or `2022`: such words stand in Chinese too."""
    words = re.findall(r"[A-Za-z]+", text)
    return text.isascii() and (len(words) > 1 or any(not word.isupper() for word in words))


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
        pieces += [Piece(f"\n\n{number}. "), *headline(person, article)]
        excerpt = (excerpts or {}).get(article.id)
        if excerpt:
            pieces.append(Piece(f"\n{excerpt}"))
    buttons = [*text_buttons(page.articles, first), *_page_buttons(person, page)]
    return Reply(tuple(pieces), tuple(buttons))


def article_text(person: Person, article: Article, part: int) -> Reply | None:
    """Part `part` (from 0) of the article's text, the first with its head; None for a part it does not have."""
    spans = split_text(article.body, PART_UNITS) or [Span(0, 0)]
    if not 0 <= part < len(spans):
        return None
    pieces = [Piece(article.title, Style.BOLD, article.url)]
    if part == 0:
        pieces.append(Piece("\n" + byline(person, article), Style.FAINT))
    if len(spans) > 1:
        pieces.append(Piece(" " + person.say("article-part", part=part + 1, parts=len(spans)), Style.FAINT))
    text = spans[part].of(article.body).replace("\n", "\n\n")
    pieces.append(Piece("\n\n" + (text or person.say("article-no-text"))))
    more = Button(person.say("button-more"), f"article:{article.id}:{part + 1}")
    return Reply(tuple(pieces), ((more,),) if part + 1 < len(spans) else ())


def source_list(person: Person, sources: Sequence[Publisher]) -> Reply:
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


def headline(person: Person, article: Article) -> list[Piece]:
    """The linked title, and in a line of its own publisher and time."""
    return [Piece(article.title, url=article.url), Piece("\n" + byline(person, article), Style.FAINT)]


def byline(person: Person, article: Article) -> str:
    source = article.source or person.say("source-unnamed")
    return f"{source} · {local_time(person.language, article.published_at, person.zone)}"


def text_buttons(articles: Sequence[Article], first: int) -> list[tuple[Button, ...]]:
    """For the full text of each, numbered from `first`."""
    return numbered_buttons([f"article:{article.id}:0" for article in articles], first)


def numbered_buttons(actions: Sequence[str], first: int) -> list[tuple[Button, ...]]:
    buttons = [Button(f"📄 {number}", action) for number, action in enumerate(actions, first)]
    return [tuple(buttons[at : at + _BUTTONS_A_ROW]) for at in range(0, len(buttons), _BUTTONS_A_ROW)]


def _page_buttons(person: Person, page: Page) -> list[tuple[Button, ...]]:
    row = []
    if page.number > 0:
        row.append(Button(person.say("button-previous"), f"page:{page.view_id}:{page.number - 1}"))
    if page.number + 1 < page.pages:
        row.append(Button(person.say("button-next"), f"page:{page.view_id}:{page.number + 1}"))
    return [tuple(row)] if row else []
