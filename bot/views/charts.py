"""Pictures of how much was published: a bar a day, stacked by source, to be read on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from bot.views.canvas import FAINT, INK, MARGIN, TEXT, TICKS, TITLE, WIDTH, Canvas
from bot.views.messages import Language, say
from data.sources import DayCount

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN = 8  # sources with a colour of their own
_COLOURS = ("#332288", "#88ccee", "#117733", "#ddcc77", "#882255", "#44aa99", "#cc6677", "#999933")
"""Paul Tol's "muted" (https://sronpersonalpages.nl/~pault), so ordered that neighbours differ in lightness too."""
_REST = "#c4c4c4"
_HEAD, _PLOT, _ROW = 196, 620, 58  # pixels
_EMPTY = 200  # high, where there is nothing to draw
_NUMBERED_DAYS = 8  # so few bars have room for a number on each


@dataclass(frozen=True, slots=True)
class Stack:
    """One colour of the bars: `heights` are articles, by day."""

    name: str
    colour: str
    heights: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.heights)


def daily_chart(
    counts: Iterable[DayCount], first: date, last: date, title: str, language: Language, width: int = 1080
) -> bytes:
    """A PNG, `width` pixels wide, of the days `first`..`last`; what lies outside of them is left out."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    stacks = stacked(counts, days, language)
    return _Drawing(language, width, -(-len(stacks) // 2)).png(days, stacks, title)


def stacked(counts: Iterable[DayCount], days: Sequence[date], language: Language) -> list[Stack]:
    """The sources with most articles, the largest first; all the others are one."""
    at = {day: number for number, day in enumerate(days)}
    by_source: dict[str, list[int]] = {}
    for count in counts:
        if count.day in at and count.articles:
            by_source.setdefault(count.source, [0] * len(days))[at[count.day]] += count.articles
    ordered = sorted(by_source.items(), key=lambda each: (-sum(each[1]), each[0]))
    own = SHOWN if len(ordered) > SHOWN + 1 else len(ordered)  # one other alone may as well be named
    colours = (*_COLOURS, _REST)
    unnamed = say(language, "source-unnamed")
    stacks = [Stack(name or unnamed, colours[number], tuple(each)) for number, (name, each) in enumerate(ordered[:own])]
    rest = [each for _, each in ordered[own:]]
    if rest:
        name = say(language, "chart-rest", count=len(rest))
        stacks.append(Stack(name, _REST, tuple(map(sum, zip(*rest, strict=True)))))
    return stacks


class _Drawing:
    """The daily chart on its canvas."""

    def __init__(self, language: Language, width: int, legend_rows: int) -> None:
        drawn = _PLOT + TICKS + legend_rows * _ROW + MARGIN if legend_rows else _EMPTY
        self._canvas, self._language = Canvas(language, _HEAD + drawn, width), language

    def png(self, days: Sequence[date], stacks: Sequence[Stack], title: str) -> bytes:
        self._head(days, stacks, title)
        if stacks:
            self._bars(days, stacks)
            self._legend(stacks)
        else:
            nothing = say(self._language, "chart-none")
            self._canvas.write(WIDTH / 2, _HEAD + _EMPTY / 3, nothing, FAINT, align="center")
        return self._canvas.png()

    def _head(self, days: Sequence[date], stacks: Sequence[Stack], title: str) -> None:
        canvas, room = self._canvas, WIDTH - 2 * MARGIN
        canvas.write(MARGIN, 66, canvas.fitting(title, TITLE, room), INK, TITLE)
        total = sum(each.total for each in stacks)
        average = format_decimal(round(total / len(days), 0 if total >= 10 * len(days) else 1), locale=self._language)
        said = say(self._language, "chart-total", total=canvas.number(total), average=average, days=len(days))
        period = canvas.period(days[0], days[-1])
        canvas.write(MARGIN, 136, canvas.fitting(f"{period} · {said}" if total else period, TEXT, room), FAINT)

    def _bars(self, days: Sequence[date], stacks: Sequence[Stack]) -> None:
        heights = [sum(each) for each in zip(*(stack.heights for stack in stacks), strict=True)]
        half = max(0.6, 1.4 - len(days) * 0.3)  # a single bar is no wall
        axes = self._canvas.axes(_HEAD, _PLOT, half, len(days), max(heights) * 1.08)
        _pile(axes, stacks)
        self._canvas.label_days(axes, days)
        self._canvas.style(axes)
        if len(days) <= _NUMBERED_DAYS:
            self._number_bars(axes, heights)

    def _number_bars(self, axes: Axes, heights: Sequence[int]) -> None:
        for place, height in enumerate(heights):
            if height:
                axes.annotate(
                    self._canvas.number(height), (place, height), (0, 4), textcoords="offset points",
                    ha="center", va="bottom", color=INK, fontproperties=self._canvas.prop(TEXT),
                )  # fmt: skip

    def _legend(self, stacks: Sequence[Stack]) -> None:
        """Two columns, read downwards: name, and how many in all."""
        canvas, rows = self._canvas, -(-len(stacks) // 2)
        column = (WIDTH - 3 * MARGIN) / 2
        for number, stack in enumerate(stacks):
            left = MARGIN + (column + MARGIN) * (number // rows)
            middle = _HEAD + _PLOT + TICKS + _ROW * (number % rows) + _ROW / 2
            canvas.square(left, middle, stack.colour)
            total = canvas.number(stack.total)
            canvas.write(left + column, middle, total, FAINT, align="right")
            room = column - 48 - 24 - canvas.measured(total, TEXT)
            canvas.write(left + 48, middle, canvas.fitting(stack.name, TEXT, room), INK)


def _pile(axes: Axes, stacks: Sequence[Stack]) -> None:
    """Draws them one on the other."""
    days = len(stacks[0].heights)
    gap = 0.8 if days <= 60 else 0
    floor = [0] * days
    for stack in stacks:
        axes.bar(range(days), stack.heights, 0.8, floor, color=stack.colour, edgecolor="white", linewidth=gap, zorder=2)
        floor = [below + own for below, own in zip(floor, stack.heights, strict=True)]
