"""Sources as their operator sees them in a chat: what an address would give, one source, what a look at them told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.core.catalogue import local_time
from bot.core.person import Person
from bot.core.reply import Button, Piece, Reply, Style
from bot.replies.previews import cut
from bot.replies.reasons import reason_words
from bot.replies.sources import source_pieces
from data.errors import SourceError
from data.ingest.preview import Look, Preview
from data.models import Entry, Form, Source
from data.secrets import shown_address

_ENTRIES_SHOWN = 3
_TITLE_WIDTH, _TEXT_WIDTH, _LABEL_WIDTH = 40.0, 90.0, 16.0  # in Han characters
_FORMS = {Form.FEED: "feed", Form.SITEMAP: "sitemap", Form.ARTICLE: "article"}
LISTED = 10
"""Sources in one message."""


def preview_reply(person: Person, found: Preview, view_id: int) -> Reply:
    """What would be read, with buttons to add it or not."""
    pieces = [Piece(f"➕ {found.title or found.spec.shown}", Style.BOLD, found.spec.shown)]
    pieces.append(Piece(f"\n{_form(person, found)} · {_entries(person, found)}", Style.FAINT))
    if found.announced_by:
        pieces.append(Piece("\n" + person.say("add-announced", url=found.announced_by), Style.FAINT))
    for number, entry in enumerate(found.entries[:_ENTRIES_SHOWN]):
        pieces.append(Piece("\n" if number else "\n\n"))
        url = entry.url and shown_address(entry.url)
        pieces.append(Piece(cut(entry.title or url or "", _TITLE_WIDTH), url=url))
        printed = local_time(person.language, entry.published_at, person.zone)
        pieces += [Piece("\n"), Piece(printed, Style.FAINT, time=entry.published_at)]
    if found.entries:
        pieces += [Piece("\n\n"), *_sample(person, found.sample)]
    if found.problems:
        why = reason_words(person, found.problems[0].reason)
        pieces.append(Piece("\n" + person.say("add-problems", count=len(found.problems), why=why)))
    yes = Button(person.say("button-add"), f"add:{view_id}:1")
    return Reply(tuple(pieces), ((yes, Button(person.say("button-add-not"), f"add:{view_id}:0")),))


def source_card(person: Person, source: Source, rate: float, now: datetime, found: Look | None = None) -> Reply:
    """One source, with what can be done with it; `found`: what it gave when it was looked at just now."""
    pieces = list(source_pieces(person, source, rate, now))
    if found is not None:
        pieces.append(Piece(f"\n\n{_mark(found)} {person.say('check-now', told=_told(person, found))}"))
    row = [Button(person.say("button-check"), f"check:{source.id}")] if found is None else []
    stopped = source.paused is not None
    row.append(
        Button(person.say("button-resume" if stopped else "button-pause"), f"halt:{source.id}:{int(not stopped)}")
    )
    if not source.in_config:
        row.append(Button(person.say("button-remove"), f"remove:{source.id}"))
    return Reply(tuple(pieces), (tuple(row),))


def checked_reply(person: Person, looks: Sequence[tuple[Source, Look]]) -> Reply:
    """A line for each source, those that gave nothing first; buttons lead to these."""
    bad = [each for each in looks if isinstance(each[1], SourceError)]
    good = [each for each in looks if not isinstance(each[1], SourceError)]
    pieces = [Piece(person.say("check-title", good=len(good), bad=len(bad)), Style.BOLD)]
    for source, found in [*bad, *good][:LISTED]:
        pieces.append(Piece(f"\n{_mark(found)} {cut(source.title, _LABEL_WIDTH)}"))
        pieces.append(Piece(f" – {_told(person, found)}", Style.FAINT))
    left = len(looks) - LISTED
    if left > 0:
        pieces.append(Piece("\n" + person.say("check-more", count=left), Style.FAINT))
    return Reply(tuple(pieces), source_buttons([source for source, _ in bad[:LISTED]], "check"))


def removal_reply(person: Person, source: Source, articles: int) -> Reply:
    """Asks what is to be taken out."""
    pieces = (
        Piece(person.say("remove-title", title=source.title), Style.BOLD),
        Piece("\n" + person.say("remove-brought", count=articles)),
    )
    alone = Button(person.say("button-remove-alone"), f"remove:{source.id}:1")
    both = [Button(person.say("button-remove-all", count=articles), f"remove:{source.id}:2")] if articles else []
    return Reply(pieces, ((alone,), tuple(both), (Button(person.say("button-keep"), f"remove:{source.id}:0"),)))


def source_buttons(sources: Sequence[Source], action: str) -> tuple[tuple[Button, ...], ...]:
    """A button a source, two in a row."""
    buttons = [Button(f"{each.id} {cut(each.title, _LABEL_WIDTH)}", f"{action}:{each.id}") for each in sources[:LISTED]]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _sample(person: Person, sample: Entry | None) -> Iterator[Piece]:
    """The beginning of the newest text as it would be stored."""
    if sample is None or not sample.body:
        yield Piece(person.say("add-no-text"))
        return
    yield Piece(person.say("add-sample", count=len(sample.body)), Style.FAINT)
    yield Piece(f"\n{cut(sample.body, _TEXT_WIDTH)}")


def _told(person: Person, found: Look) -> str:
    if isinstance(found, SourceError):
        return reason_words(person, found.reason)
    return f"{_form(person, found)} · {_entries(person, found)}"


def _mark(found: Look) -> str:
    return "⚠️" if isinstance(found, SourceError) else "✅"


def _form(person: Person, found: Preview) -> str:
    return person.say("source-form", form=_FORMS.get(found.form, "listing"))


def _entries(person: Person, found: Preview) -> str:
    times = [entry.published_at for entry in found.entries if entry.published_at]
    newest = local_time(person.language, max(times), person.zone) if times else "none"
    return person.say("source-entries", count=len(found.entries), newest=newest)
