"""What people sent, as replies: a page summed up in its own words, and who else of the news held reports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.answers.summary import summarise
from bot.core.catalogue import local_time
from bot.core.person import Person
from bot.core.reply import About, Button, Piece, Reply, ReplyKind, Style, plain, timed
from bot.core.splitting import split_text
from bot.replies.articles import PART_UNITS, dated, headline, text_buttons, when
from bot.replies.reasons import reason_words
from data.models import Article, Entry, Parsed, Passage
from data.text.passages import Span, width
from data.text.urls import absolute_url
from embeddings.search.retriever import Hit

_MOST_WIDTH, _FEWEST = 150.0, 2  # of the sentences that sum a page up, and how many there are at least
_MESSAGES = {
    "link": ("link-told", "link-nobody-near", "link-nobody"),
    "claim": ("claim-told", "claim-nobody-near", "claim-nobody"),
}
"""Who else reports it: somebody, perhaps somebody, nobody."""
_SHOWN = 3  # articles of others
_LISTED = 5  # entries of a page that is a list


@dataclass(frozen=True, slots=True)
class Reported:
    """Articles held, by what they have to do with what was sent; see embeddings.clustering.unstored.Others."""

    copies: tuple[Article, ...] = ()
    story: tuple[Article, ...] = ()
    near: tuple[Article, ...] = ()


def page_reply(person: Person, number: int, entry: Entry, reported: Reported) -> Reply:
    """Title, publisher, time, a few sentences as they stand there, and who else reports it."""
    url = _web(entry.url)
    pieces = [Piece(entry.title, Style.BOLD, url), Piece("\n"), *_byline(person, entry)]
    quotes = _gist(entry)
    pieces += [Piece(f"\n\n{person.say('link-gist')}")] if quotes else [Piece(f"\n\n{person.say('article-no-text')}")]
    pieces += [Piece(f"\n• {quote}") for quote in quotes]
    shown, told = _told(person, reported, "link")
    row = [Button(person.say("button-text"), f"read:{number}:0")] if entry.body else []
    row += [Button(person.say("button-original"), "", url)] if url else []
    rows = (tuple(row), *text_buttons(person, shown, 1))
    return Reply((*pieces, Piece("\n\n"), *told), tuple(filter(None, rows)), _about(shown), kind=ReplyKind.PAGE)


def claim_reply(person: Person, reported: Reported) -> Reply:
    """Who reports what a forwarded text says, and since when; honest where nobody does."""
    shown, told = _told(person, reported, "claim")
    kind = ReplyKind.LIST if shown else ReplyKind.NOTHING
    return Reply(tuple(told), tuple(text_buttons(person, shown, 1)), _about(shown), kind=kind)


def list_reply(person: Person, url: str, parsed: Parsed) -> Reply:
    """A page that is no article but a list of them."""
    title = parsed.channel.title or urlsplit(url).hostname or url
    pieces = [Piece(person.say("link-list", title=title, count=len(parsed.entries)), Style.BOLD)]
    for entry in parsed.entries[:_LISTED]:
        pieces += [Piece("\n• "), Piece(entry.title, url=_web(entry.url))]
        if entry.published_at:
            printed = local_time(person.language, entry.published_at, person.zone)
            pieces += timed(f" · {printed}", [(printed, entry.published_at)], Style.FAINT)
    return Reply((*pieces, Piece(f"\n\n{person.say('link-list-hint')}")), kind=ReplyKind.PAGE)


def unreadable_reply(person: Person, where: str, reason: str) -> Reply:
    """Why nothing can be said of it, and what can be done instead."""
    return plain(person.say("link-unreadable", where=_short(where), why=reason_words(person, reason)), ReplyKind.PAGE)


def page_text(person: Person, number: int, entry: Entry, part: int) -> Reply | None:
    """Part `part` (from 0) of what the page says; None for one it does not have."""
    spans = split_text(entry.body, PART_UNITS) or [Span(0, 0)]
    if part >= len(spans):
        return None
    pieces = [Piece(entry.title, Style.BOLD, _web(entry.url))]
    if len(spans) > 1:
        pieces.append(Piece(" " + person.say("article-part", part=part + 1, parts=len(spans)), Style.FAINT))
    text = spans[part].of(entry.body).replace("\n", "\n\n") or person.say("article-no-text")
    more = (Button(person.say("button-more"), f"read:{number}:{part + 1}"),) if part + 1 < len(spans) else ()
    return Reply((*pieces, Piece(f"\n\n{text}")), (more,) if more else (), kind=ReplyKind.PAGE)


def _gist(entry: Entry) -> list[str]:
    """Two to four sentences, verbatim and in their order."""
    article = Article(0, entry.title, entry.body, None, None, None, None, None, None)
    whole = Hit(article, Passage(0, 0, Span(0, len(entry.body))), 1.0, 1.0, 1.0)
    chosen, filled = list[str](), 0.0
    for citation in summarise(entry.title, [whole])[:4]:
        quote = citation.quote.replace("\n", " ")
        filled += width(quote)
        if len(chosen) >= _FEWEST and filled > _MOST_WIDTH:
            break
        chosen.append(quote)
    return chosen if entry.body.strip() else []


def _told(person: Person, reported: Reported, of: str) -> tuple[list[Article], list[Piece]]:
    """The articles to show, numbered from 1, and the lines with them; `of`: what was sent, link or claim."""
    told, nobody_near, nobody = _MESSAGES[of]
    same = [*reported.copies, *(each for each in reported.story if each not in reported.copies)]
    same.sort(key=lambda each: (each.published_at is None, each.published_at))
    shown = same[:_SHOWN] or list(reported.near[:_SHOWN])
    if same:
        first = same[0].source or person.say("source-unnamed")
        publishers = len({each.source for each in same})
        values = {"count": len(same), "sources": publishers, "copies": len(reported.copies)}
        head = dated(person, person.say(told, first=first, since=when(person, same[0]), **values), same[0])
    else:
        head = [Piece(person.say(nobody_near if shown else nobody))]
    return shown, [*head, *_listed(person, shown)]


def _listed(person: Person, articles: Sequence[Article]) -> Iterator[Piece]:
    for number, article in enumerate(articles, 1):
        yield Piece(f"\n{number}. ")
        yield from headline(person, article)


def _about(articles: Sequence[Article]) -> About | None:
    return About(tuple(each.id for each in articles)) if articles else None


def _byline(person: Person, entry: Entry) -> list[Piece]:
    source = entry.source or (urlsplit(entry.url).hostname if entry.url else None) or person.say("source-unnamed")
    printed = local_time(person.language, entry.published_at, person.zone)
    return timed(f"{source} · {printed}", [(printed, entry.published_at)], Style.FAINT)


def _web(url: str | None) -> str | None:
    return absolute_url(None, url) if url else None


def _short(where: str) -> str:
    return where if len(where) <= 60 else f"{where[:59]}…"
