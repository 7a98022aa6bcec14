"""A quote where it stands: its paragraph and those around it, as much as a phone shows, the quote in bold."""

from __future__ import annotations

import re
import zlib

from bot.core.answer import Citation
from bot.core.person import Person
from bot.core.reply import About, Button, Piece, Reply, ReplyKind, Style
from bot.core.splitting import split_text
from bot.replies.articles import PART_UNITS, byline
from data.models import Article
from data.text.passages import Span, split_sentences, width

_AROUND = 150.0  # shown on each side: paragraphs may be whole articles
_GAP = re.compile(r"[^\S\n]{2,}")


def quote_action(citation: Citation) -> str:
    """What its button says to `Router.press`; a headline has no place in a text, it opens the article."""
    span = citation.span
    if span.start == span.end:
        return f"article:{citation.article.id}:0"
    return f"quote:{citation.article.id}:{span.start}:{span.end}:{_check(citation.quote)}"


def quote_reply(person: Person, article: Article, span: Span, check: int) -> Reply | None:
    """The quote among its words, a button for the full text; None where the article no longer has it there."""
    quote = span.of(article.body)
    if not quote or _check(quote) != check:
        return None
    start, end = _start(article.body, span.start), _end(article.body, span.end)
    before = ("…" if _is_cut(article.body[:start]) else "") + article.body[start : span.start]
    after = article.body[span.end : end] + ("…" if _is_cut(article.body[end:], before=False) else "")
    pieces = [
        Piece(article.title, url=article.url),
        Piece(f"\n{byline(person, article)}", Style.FAINT),
        Piece(f"\n\n{_shown(before)}"),
        Piece(_shown(quote), Style.BOLD),
        Piece(_shown(after)),
    ]
    return Reply(tuple(pieces), (_buttons(person, article, span),), About((article.id,)), kind=ReplyKind.PAGE)


def _check(quote: str) -> int:
    """Tells a changed article: other words at the same place."""
    return zlib.crc32(quote.encode("utf-8", "surrogatepass")) & 0xFFFF


def _start(body: str, at: int) -> int:
    """Of what is shown before `at`: from the paragraph before, or from the first sentence that is near enough."""
    own = body.rfind("\n", 0, at) + 1
    start = body.rfind("\n", 0, max(0, own - 1)) + 1
    if width(body[start:at]) <= _AROUND:
        return start
    sentences = (start + span.start for span in split_sentences(body[start:at]))
    return next((each for each in sentences if width(body[each:at]) <= _AROUND), at)


def _end(body: str, at: int) -> int:
    """Of what is shown after `at`: to the end of the paragraph after, or of the last sentence that is near enough."""
    own = body.find("\n", at)
    end = body.find("\n", own + 1) if own >= 0 else -1
    end = end if end >= 0 else len(body)
    if width(body[at:end]) <= _AROUND:
        return end
    ends = [at + span.end for span in split_sentences(body[at:end])]
    return max((each for each in ends if width(body[at:each]) <= _AROUND), default=at)


def _is_cut(left_out: str, before: bool = True) -> bool:
    """Whether what is not shown belongs to a paragraph that is."""
    return bool(left_out.strip()) and not (left_out.endswith("\n") if before else left_out.startswith("\n"))


def _shown(text: str) -> str:
    return _GAP.sub(" ", text).replace("\n", "\n\n")


def _buttons(person: Person, article: Article, span: Span) -> tuple[Button, ...]:
    """To the part of the text that holds the quote; where that is not the first, to the beginning too."""
    parts = split_text(article.body, PART_UNITS)
    part = next((number for number, each in enumerate(parts) if span.start < each.end), 0)
    here = Button(person.say("button-text"), f"article:{article.id}:{part}")
    return (here, Button(person.say("button-beginning"), f"article:{article.id}:0")) if part else (here,)
