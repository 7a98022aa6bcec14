"""A picture of coverage over time: a line for each of what is compared, nothing at zero, the peak with its headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rich.cells import cell_len

from bot.core.catalogue import Language, say
from bot.replies.charts.canvas import INK, LINE, TEXT, Canvas, day_name, number_name, period_name, wrapped
from data.store.statistics import Coverage, Window

Align = Literal["left", "center", "right"]
_OTHERS = "#9d97cc"  # bars beside the highest
_HEIGHT = 840  # pixels without the legend
_FEW = 45  # places that have room for a bar each


@dataclass(frozen=True, slots=True)
class _Look:
    """Of a line among others."""

    colour: str
    dashes: str
    marker: str


_LOOKS = (_Look("#332288", "-", "o"), _Look("#cc6677", "--", "s"), _Look("#117733", ":", "^"))
"""Colours of Paul Tol's "muted"."""


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn in one colour; `headline` says what was told at its peak."""

    name: str
    coverage: Coverage
    headline: str


def trend_chart(lines: Sequence[Series], window: Window, title: str, language: Language) -> bytes:
    """A PNG. Something of `lines` must have been found."""
    said = f"{period_name(language, window.first, window.last)} · {say(language, 'trend-unit', step=window.step)}"
    compares = len(lines) > 1
    canvas = Canvas(language, title, said, _HEIGHT, len(lines) if compares else 0)
    at = canvas.scale(window.starts)
    for line, look in zip(lines, _LOOKS, strict=False):
        if compares or window.places > _FEW:
            _draw_line(canvas, at, line, look if compares else replace(look, marker=""))
        else:
            colours = [look.colour if place == line.coverage.peak else _OTHERS for place in range(window.places)]
            canvas.axes.bar(at, line.coverage.counts, color=colours)
    canvas.axes.set_ylim(0, max(2, max(max(line.coverage.counts) for line in lines) * (1.15 if compares else 1.4)))
    if compares:
        canvas.legend(handle=3)
    else:
        _tell_peak(canvas, at, lines[0], window)
    return canvas.png()


def _draw_line(canvas: Canvas, at: Sequence[int], line: Series, look: _Look) -> None:
    """With few marks where there are many places; how many at the peak, which has its mark."""
    counted, named = line.coverage, f"{wrapped(line.name, 18)} {number_name(canvas.language, line.coverage.total)}"
    told = wrapped(line.headline, LINE - 8 - cell_len(named))
    marks = sorted({*range(0, len(at), 1 + len(at) // _FEW * 6), counted.peak})
    canvas.axes.plot(
        at, counted.counts, look.dashes, color=look.colour, marker=look.marker, markevery=marks, clip_on=False,
        label=f"{named} · {told}" if told else named,
    )  # fmt: skip
    if counted.total:
        most = counted.counts[counted.peak]
        _note(canvas, number_name(canvas.language, most), (at[counted.peak], most), "center", look.colour)


def _tell_peak(canvas: Canvas, at: Sequence[int], line: Series, window: Window) -> None:
    """When it was, how many, and what was told."""
    peak, place = line.coverage.peak, (line.coverage.peak + 0.5) / window.places
    most = line.coverage.counts[peak]
    said = f"{day_name(canvas.language, window.starts[peak])} · {number_name(canvas.language, most)}"
    align: Align = "left" if place < 1 / 3 else "right" if place > 2 / 3 else "center"
    _note(canvas, f"{said}\n{wrapped(line.headline, 3 * LINE // 5, lines=2)}", (at[peak], most), align)


def _note(canvas: Canvas, text: str, point: tuple[float, float], align: Align, colour: str = INK) -> None:
    canvas.axes.annotate(
        text, point, (0, 6), textcoords="offset points", ha=align, va="bottom", multialignment=align,
        fontsize=TEXT, color=colour, linespacing=1.4,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},  # lines of the plot do not cross it
    )  # fmt: skip
