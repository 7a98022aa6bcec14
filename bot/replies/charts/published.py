"""Pictures of how much was published: a bar a day, stacked by source, to be read on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.catalogue import Language, say
from bot.replies.charts.canvas import FAINT, INK, TEXT, Canvas, number_name, period_name, wrapped
from data.store.sources import DayCount

SHOWN = 8  # sources with a colour of their own
_COLOURS = ("#332288", "#88ccee", "#117733", "#ddcc77", "#882255", "#44aa99", "#cc6677", "#999933")
"""Paul Tol's "muted" (https://sronpersonalpages.nl/~pault), so ordered that neighbours differ in lightness too."""
_REST = "#c4c4c4"
_PATTERNS = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "||||", "oo")
"""As many: with a colour each, so that no two look alike to an eye that sees no colours. The others have none."""
_HEIGHT, _EMPTY = 900, 400  # pixels without the legend; where there is nothing to draw
_NUMBERED_DAYS = 8  # so few bars have room for a number on each


@dataclass(frozen=True, slots=True)
class Stack:
    """One part of the bars: `heights` are articles, by day."""

    name: str
    colour: str
    pattern: str
    heights: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.heights)


def daily_chart(counts: Iterable[DayCount], first: date, last: date, title: str, language: Language) -> bytes:
    """A PNG of the days `first`..`last`; what lies outside of them is left out."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    stacks = stacked(counts, days, language)
    if not stacks:
        return _empty(days, title, language)
    canvas = Canvas(language, title, _said(days, stacks, language), _HEIGHT, -(-len(stacks) // 2))
    _pile(canvas, days, stacks)
    canvas.legend(columns=2, handle=1.5)
    return canvas.png()


def stacked(counts: Iterable[DayCount], days: Sequence[date], language: Language) -> list[Stack]:
    """The sources with most articles, the largest first; all the others are one."""
    at = {day: number for number, day in enumerate(days)}
    by_source: dict[str, list[int]] = {}
    for count in counts:
        if count.day in at and count.articles:
            by_source.setdefault(count.source, [0] * len(days))[at[count.day]] += count.articles
    ordered = sorted(by_source.items(), key=lambda each: (-sum(each[1]), each[0]))
    own = SHOWN if len(ordered) > SHOWN + 1 else len(ordered)  # one other alone may as well be named
    looks = zip((*_COLOURS, _REST), (*_PATTERNS, "++"), ordered[:own], strict=False)
    unnamed = say(language, "source-unnamed")
    stacks = [Stack(name or unnamed, colour, pattern, tuple(each)) for colour, pattern, (name, each) in looks]
    rest = [each for _, each in ordered[own:]]
    if rest:
        name = say(language, "chart-rest", count=len(rest))
        stacks.append(Stack(name, _REST, "", tuple(map(sum, zip(*rest, strict=True)))))
    return stacks


def _empty(days: Sequence[date], title: str, language: Language) -> bytes:
    canvas = Canvas(language, title, period_name(language, days[0], days[-1]), _EMPTY)
    canvas.axes.set_axis_off()
    canvas.axes.text(0, 0.5, say(language, "chart-none"), fontsize=TEXT, color=FAINT)
    return canvas.png()


def _said(days: Sequence[date], stacks: Sequence[Stack], language: Language) -> str:
    total = sum(each.total for each in stacks)
    average = number_name(language, round(total / len(days), 0 if total >= 10 * len(days) else 1))
    said = say(language, "chart-total", total=number_name(language, total), average=average, days=len(days))
    return f"{period_name(language, days[0], days[-1])} · {said}"


def _pile(canvas: Canvas, days: Sequence[date], stacks: Sequence[Stack]) -> None:
    """Draws them one on the other, with the sum above where there is room."""
    at, floor = canvas.scale(days), [0] * len(days)
    gap = 0.8 if len(days) <= 60 else 0
    for stack in stacks:
        bars = canvas.axes.bar(
            at, stack.heights, 0.8, floor, color=stack.colour, edgecolor="white", linewidth=gap, hatch=stack.pattern,
            label=f"{wrapped(stack.name, 16)}  {number_name(canvas.language, stack.total)}",
        )  # fmt: skip
        floor = [below + own for below, own in zip(floor, stack.heights, strict=True)]
    if len(days) <= _NUMBERED_DAYS:
        sums = [number_name(canvas.language, each) if each else "" for each in floor]
        canvas.axes.margins(y=0.12)
        canvas.axes.bar_label(bars, sums, padding=4, fontsize=TEXT, color=INK)
