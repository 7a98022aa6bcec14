"""Where the words of a query stand in a text, in whatever script, width or form they are written there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.text.passages import Span
from data.text.phrases import joined
from data.text.query_syntax import SearchQuery, SearchTerm
from data.text.tokens import fold, placed_runs, runs


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of a text, see data.text.tokens; `at`: where in the text each of its characters comes from."""

    kind: str
    text: str  # of a word its stem
    at: tuple[int, ...]

    @property
    def end(self) -> int:
        return self.at[-1] + 1


def find_marks(text: str, query: SearchQuery) -> list[Span]:
    """The places of what `query` wants, in order, none beside or inside another."""
    return [span for span, _ in marked_words(text, query)]


def marked_words(text: str, query: SearchQuery) -> list[tuple[Span, set[SearchTerm]]]:
    """The same, each with what was found there."""
    held = _placed(text)
    found = [(span, sought) for sought in query.sought for span in _places(sought, held)]
    merged = list[tuple[Span, set[SearchTerm]]]()
    for span, sought in sorted(found, key=lambda each: (each[0].start, each[0].end)):
        if merged and span.start <= merged[-1][0].end:
            last, with_it = merged.pop()
            merged.append((Span(last.start, max(last.end, span.end)), with_it | {sought}))
        else:
            merged.append((span, {sought}))
    return merged


def _placed(text: str) -> list[_Run]:
    """Folded a character at a time, so that each place is known: `ﬁ` becomes two letters of one place."""
    folded = [fold(each) for each in text]
    origin = [place for place, each in enumerate(folded) for _ in each]
    return [_Run(kind, run, tuple(origin[start:end])) for kind, run, start, end in placed_runs("".join(folded))]


def _places(sought: SearchTerm, held: Sequence[_Run]) -> Iterator[Span]:
    if sought.exact:
        yield from _in_a_row(runs(joined(sought.text)), held)
        return
    for wanted in runs(sought.text):
        yield from _in_a_row([wanted], held)


def _in_a_row(wanted: Sequence[tuple[str, str]], held: Sequence[_Run]) -> Iterator[Span]:
    """Where the runs stand one after another: the first may end a longer run of Han characters, the last begin one."""
    if len(wanted) == 1:
        yield from (span for run in held for span in _inside(wanted[0], run))
        return
    for place in range(len(held) - len(wanted) + 1):
        row = held[place : place + len(wanted)]
        first, last = wanted[0], wanted[-1]
        if (
            _ends(first, row[0])
            and _begins(last, row[-1])
            and all((run.kind, run.text) == each for run, each in zip(row[1:-1], wanted[1:-1], strict=True))
        ):
            begin = row[0].at[-len(first[1])] if first[0] == "han" else row[0].at[0]
            yield Span(begin, (row[-1].at[len(last[1]) - 1] + 1) if last[0] == "han" else row[-1].end)


def _inside(wanted: tuple[str, str], run: _Run) -> Iterator[Span]:
    kind, text = wanted
    if run.kind != kind:
        return
    if kind != "han":
        if run.text == text:
            yield Span(run.at[0], run.end)
        return
    at = run.text.find(text)
    while at >= 0:
        yield Span(run.at[at], run.at[at + len(text) - 1] + 1)
        at = run.text.find(text, at + 1)


def _ends(wanted: tuple[str, str], run: _Run) -> bool:
    return run.kind == wanted[0] and (run.text.endswith(wanted[1]) if run.kind == "han" else run.text == wanted[1])


def _begins(wanted: tuple[str, str], run: _Run) -> bool:
    return run.kind == wanted[0] and (run.text.startswith(wanted[1]) if run.kind == "han" else run.text == wanted[1])
