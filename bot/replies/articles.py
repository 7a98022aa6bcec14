"""What is known, as replies: lists of articles, an article's text, a story. Words by the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.catalogue import local_time
from bot.core.person import Person
from bot.core.reply import About, Button, Piece, Reply, ReplyKind, Style, timed
from bot.core.splitting import split_text
from bot.replies.excerpts import marked
from data.models import Article
from data.store.stories import Telling
from data.text.passages import Span
from data.text.query_syntax import NOTHING, SearchQuery

PART_UNITS = 3000  # of an article's text in one message, below Telegram's 4,096 with its head
_TEXTS_A_ROW, _STORIES_A_ROW = 5, 3  # buttons, so that words fit on one
_COPIES_SHOWN = 4  # of one article of a story
ListPosition = tuple[int, int]
"""A page of a kept list: the view's number, and the page's."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: `number` counts from 0, `view_id` is what its paging buttons name."""

    articles: Sequence[Article]
    number: int
    size: int
    total: int
    view_id: int

    @property
    def first(self) -> int:
        """The number of its first article."""
        return self.number * self.size + 1

    @property
    def place(self) -> ListPosition | None:
        """Where a button leads back to it; None for a list that has no other pages and is not kept."""
        return (self.view_id, self.number) if self.view_id else None

    @property
    def pages(self) -> int:
        return -(-self.total // self.size)


def article_list(
    person: Person,
    title: str,
    page: ListPage,
    excerpts: Mapping[int, str] | None = None,
    tellings: Mapping[int, Telling] | None = None,
    query: SearchQuery = NOTHING,
) -> Reply:
    """A numbered list with linked titles, publisher and time; buttons for full texts, stories and other pages.

    By article id: `excerpts`, words of an article under its line; `tellings`, the story that it stands for.
    What `query` wants is bold.
    """
    pieces = title_line(person, title, page)
    stories: list[Button] = []
    for number, article in enumerate(page.articles, page.first):
        telling = (tellings or {}).get(article.id)
        pieces += [Piece(f"\n\n{number}. "), *headline(person, article, also(person, telling), query)]
        excerpt = (excerpts or {}).get(article.id)
        if excerpt:
            pieces += [Piece("\n"), *marked(excerpt, query)]
        if telling and telling.articles > 1:
            stories.append(Button(person.say("button-reports", number=number), f"story:{article.id}"))
    texts = text_buttons(person, page.articles, page.first, page.place)
    buttons = [*texts, *_rows(stories, _STORIES_A_ROW), *page_buttons(person, page)]
    about = About(tuple(each.id for each in page.articles), first=page.first)
    return Reply(tuple(pieces), tuple(buttons), about, kind=ReplyKind.LIST)


def title_line(person: Person, title: str, page: ListPage) -> list[Piece]:
    """The title of a list, with the number of the page where there are several."""
    if page.pages <= 1:
        return [Piece(title, Style.BOLD)]
    numbered = "  " + person.say("page", page=page.number + 1, pages=page.pages)
    return [Piece(title, Style.BOLD), Piece(numbered, Style.FAINT)]


def article_text(
    person: Person, article: Article, part: int, telling: Telling | None = None, back: ListPosition | None = None
) -> Reply | None:
    """Part `part` (from 0) of the article's text, the first with its head; None for a part it does not have.

    `back`: the page of the list that it was opened from.
    """
    spans = split_text(article.body, PART_UNITS) or [Span(0, 0)]
    if not 0 <= part < len(spans):
        return None
    pieces = [Piece(article.title, Style.BOLD, article.url)]
    if part == 0:
        pieces += _head(person, article, telling)
    if len(spans) > 1:
        pieces.append(Piece("\n" + person.say("article-part", part=part + 1, parts=len(spans)), Style.FAINT))
    text = spans[part].of(article.body).replace("\n", "\n\n")
    pieces.append(Piece("\n\n" + (text or person.say("article-no-text"))))
    rows = (
        _part_buttons(person, article, part, len(spans), back),
        _beside(person, article, telling),
        _elsewhere(person, article, back),
    )
    buttons, about = tuple(tuple(row) for row in rows if row), About((article.id,))
    picture = article.image if part == 0 else None
    return Reply(tuple(pieces), buttons, about, preview=picture, kind=ReplyKind.PAGE)


def _part_buttons(person: Person, article: Article, part: int, parts: int, back: ListPosition | None) -> list[Button]:
    """To the part before and behind, in place."""
    buttons = []
    if part > 0:
        buttons.append(Button(person.say("button-part-before"), _action("part", article, part - 1, back)))
    if part + 1 < parts:
        buttons.append(Button(person.say("button-part-behind"), _action("part", article, part + 1, back)))
    return buttons


def _elsewhere(person: Person, article: Article, back: ListPosition | None) -> list[Button]:
    """To the list, to articles that are like it, to the publisher's page."""
    buttons = [Button(person.say("button-list"), ":".join(["page", *map(str, back)]))] if back else []
    buttons.append(Button(person.say("button-alike"), f"alike:{article.id}"))
    if article.url:
        buttons.append(Button(person.say("button-original"), "", article.url))
    return buttons


def _action(kind: str, article: Article, part: int, back: ListPosition | None) -> str:
    return ":".join(map(str, (kind, article.id, part, *(back or ()))))


def _head(person: Person, article: Article, telling: Telling | None) -> list[Piece]:
    """Publisher and time; in a line under them who wrote it, how often it was changed, its picture."""
    facts: list[Piece] = []
    if article.author:
        facts.append(Piece(person.say("article-author", author=article.author), Style.FAINT))
    if article.changes:
        facts.append(Piece(person.say("article-changed", count=article.changes), Style.FAINT))
    if article.image:
        facts.append(Piece(person.say("article-picture"), Style.FAINT, article.image))
    pieces = [Piece("\n"), *byline(person, article, also(person, telling))]
    for number, fact in enumerate(facts):
        pieces += [Piece(" · " if number else "\n", Style.FAINT), fact]
    return pieces


def _beside(person: Person, article: Article, telling: Telling | None) -> list[Button]:
    """Buttons to what else there is about an article: what was changed in it, who else tells its story."""
    buttons = []
    if article.changes:
        buttons.append(Button(person.say("button-changes"), f"history:{article.id}:0"))
    if telling and telling.articles > 1:
        buttons.append(Button(person.say("button-story", articles=telling.articles), f"story:{article.id}"))
    return buttons


def headline(person: Person, article: Article, more: str = "", query: SearchQuery = NOTHING) -> list[Piece]:
    """The linked title, what `query` wants in bold, and in a line of its own publisher and time, and `more`."""
    return [*marked(article.title, query, article.url), Piece("\n"), *byline(person, article, more)]


def byline(person: Person, article: Article, more: str = "") -> list[Piece]:
    """Who printed it and when, and `more`."""
    source = article.source or person.say("source-unnamed")
    words = " · ".join(filter(None, (source, when(person, article), more)))
    return dated(person, words, article, Style.FAINT)


def dated(person: Person, words: str, article: Article, style: Style = Style.PLAIN) -> list[Piece]:
    """`words`, in which stands `when` an article came out, in pieces."""
    time = article.published_at
    return timed(words, [(local_time(person.language, time, person.zone), time)], style)


def when(person: Person, article: Article) -> str:
    """When it came out; where its publisher does not say, or names a time still to come, when it was first seen."""
    time = local_time(person.language, article.published_at, person.zone)
    return person.say("time-seen", time=time) if article.time_note else time


def also(person: Person, telling: Telling | None) -> str:
    """`+3 sources`: who else tells the story; where the same publisher tells it again, how many articles there are."""
    if telling is None or telling.articles < 2:
        return ""
    if telling.publishers:
        return person.say("also-sources", count=len(telling.publishers))
    return person.say("also-articles", count=telling.articles)


def text_buttons(
    person: Person, articles: Sequence[Article], first: int, back: ListPosition | None = None
) -> list[tuple[Button, ...]]:
    """For the full text of each, numbered from `first`; in place of the page `back` of a list, if it is on one."""
    return numbered_buttons(person, [_action("article", article, 0, back) for article in articles], first)


def numbered_buttons(person: Person, actions: Sequence[str], first: int) -> list[tuple[Button, ...]]:
    """In words, which a screen reader can say."""
    buttons = [Button(person.say("button-read", number=number), action) for number, action in enumerate(actions, first)]
    return _rows(buttons, _TEXTS_A_ROW)


def _rows(buttons: Sequence[Button], most: int) -> list[tuple[Button, ...]]:
    return [tuple(buttons[at : at + most]) for at in range(0, len(buttons), most)]


def page_buttons(person: Person, page: ListPage) -> list[tuple[Button, ...]]:
    return paging(person, f"page:{page.view_id}", page.number, page.pages)


def paging(person: Person, action: str, number: int, pages: int) -> list[tuple[Button, ...]]:
    """The row of buttons to the pages around page `number` (from 0), if there are any."""
    before = [Button(person.say("button-previous"), f"{action}:{number - 1}")] if number else []
    after = [Button(person.say("button-next"), f"{action}:{number + 1}")] if number + 1 < pages else []
    return [(*before, *after)] if before or after else []


def story_reply(person: Person, telling: Telling, page: ListPage, copies: Mapping[int, Sequence[Article]]) -> Reply:
    """All who tell it, by time: the articles of `page`; under each who else printed its text, `copies` by its id."""
    pieces = title_line(person, person.say("story-title"), page)
    pieces += [Piece("\n"), *_extent(person, telling)]
    for number, article in enumerate(page.articles, page.first):
        pieces += [Piece(f"\n\n{number}. "), *headline(person, article)]
        pieces += _copies(person, copies.get(article.id, ()))
    about = About(tuple(each.id for each in page.articles), telling.story_id, page.first)
    texts = text_buttons(person, page.articles, page.first, page.place)
    return Reply(tuple(pieces), (*texts, *page_buttons(person, page)), about, kind=ReplyKind.LIST)


def _extent(person: Person, telling: Telling) -> list[Piece]:
    """`5 articles · 20 Jun 2022, 17:50 – 24 Jun 2022, 10:00`"""
    times = [time for time in (telling.first_at, telling.last_at) if time]
    printed = {local_time(person.language, time, person.zone): time for time in times}
    told = person.say("story-articles", count=telling.articles), " – ".join(printed)
    return timed(" · ".join(filter(None, told)), printed.items(), Style.FAINT)


def _copies(person: Person, copies: Sequence[Article]) -> list[Piece]:
    pieces: list[Piece] = []
    for copy in copies[:_COPIES_SHOWN]:
        source = copy.source or person.say("source-unnamed")
        pieces.append(Piece("\n" + person.say("story-copy"), Style.FAINT))
        pieces.append(Piece(source, Style.FAINT, copy.url))
        pieces += dated(person, f" · {when(person, copy)}", copy, Style.FAINT)
    if len(copies) > _COPIES_SHOWN:
        more = person.say("story-more-copies", count=len(copies) - _COPIES_SHOWN)
        pieces.append(Piece(f"\n{more}", Style.FAINT))
    return pieces
