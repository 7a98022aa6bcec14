"""Replies and articles as JSON for scripts; the keys are a promise (docs/commands.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.answer import Answer, Citation, Note
from bot.core.catalogue import iso_time
from bot.core.reply import Reply
from data.models import Article
from data.store.stories import Telling

Tellings = Mapping[int, Telling]
"""By article id."""


_NO_ANSWER = Answer((), (), (), 0.0)


def reply_json(
    reply: Reply,
    zone: ZoneInfo,
    listed: Sequence[Article] = (),
    tellings: Tellings | None = None,
    explain: bool = False,
) -> dict[str, Any]:
    """What kind of reply it is and what it says; `listed`: the articles of a list or an overview, in order.

    One that was not made of an answer has its `text`, and null as `form`.
    """
    told: dict[str, Any] = {"reply": reply.kind, **answer_json(reply.answer or _NO_ANSWER, zone, explain, tellings)}
    told["articles"] = [article_json(each, zone)["article_id"] for each in listed]
    told |= {"command": reply.command} if reply.command else {}
    return told if reply.answer else told | {"form": None, "text": reply.text}


def answer_json(
    answer: Answer, zone: ZoneInfo, explain: bool = False, tellings: Tellings | None = None
) -> dict[str, Any]:
    """`answered`, `answer` (without the list of sources), `citations` best first; a refusal has `nearest`.

    `explain`: with all that led to it, null where nothing was written down. `tellings`: the stories of its articles.
    """

    def told(citation: Citation) -> dict[str, Any]:
        article = citation.article
        return article_json(article, zone, (tellings or {}).get(article.id)) | {"quote": citation.quote}

    form = {
        "answered": answer.answered,
        "answer": answer.text,
        "form": answer.form if answer.answered else "refusal",
        "confidence": round(answer.confidence, 4),
        "citations": [told(citation) for citation in answer.citations],
        "notes": [_note_json(note, zone) for note in answer.notes],
        "nearest": [told(citation) for citation in answer.nearest],
    }
    return form | ({"explain": answer.explanation and answer.explanation.json()} if explain else {})


def article_json(article: Article, zone: ZoneInfo, telling: Telling | None = None) -> dict[str, Any]:
    """`article_id` is the id that the source gave, else the store's own; `published` is null when not known.

    `story` is the number of its story, null where it has not been looked for yet; `also` who else tells it.
    """
    return {
        "article_id": article.external_id or str(article.id),
        "url": article.url,
        "title": article.title,
        "published": iso_time(article.published_at, zone),
        "source": article.source,
        "section": article.section,
        "story": telling.story_id if telling else None,
        "also": list(telling.publishers) if telling else [],
    }


def articles_json(
    articles: Sequence[Article], total: int, zone: ZoneInfo, tellings: Tellings | None = None, **more: object
) -> dict[str, Any]:
    told = [article_json(article, zone, (tellings or {}).get(article.id)) for article in articles]
    return {"total": total, "articles": told, **more}


def _note_json(note: Note, zone: ZoneInfo) -> dict[str, Any]:
    values = {name: iso_time(each, zone) if isinstance(each, datetime) else each for name, each in note.values.items()}
    return {"note": note.message.removeprefix("note-"), **values}
