"""A picture of coverage over time: a line for each of what is compared, nothing at zero, the peak with its headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desks.coverage import Coverage, Window
from bot.views.canvas import AXIS, FAINT, INK, MARGIN, TEXT, TICKS, TITLE, WIDTH, Canvas
from bot.views.messages import Language, say

_COLOURS = ("#332288", "#cc6677", "#117733")  # Paul Tol's "muted"; they differ in lightness too
_OTHERS = "#9d97cc"  # bars beside the highest
_HEAD, _PLOT, _ROW = 196, 560, 58  # pixels
_FEW = 45  # places that have room for a bar each


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn in one colour; `headline` says what was told at its peak."""

    name: str
    coverage: Coverage
    headline: str


def trend_chart(lines: Sequence[Line], window: Window, title: str, language: Language, width: int = WIDTH) -> bytes:
    """A PNG, `width` pixels wide. Something of `lines` must have been found."""
    return _Drawing(lines, window, language, width).png(title)


class _Drawing:
    def __init__(self, lines: Sequence[Line], window: Window, language: Language, width: int) -> None:
        self._lines, self._window, self._language = lines, window, language
        self._legend_rows = len(lines) if len(lines) > 1 else 0
        height = _HEAD + _PLOT + TICKS + self._legend_rows * _ROW + MARGIN
        self._canvas = Canvas(language, height, width)

    def png(self, title: str) -> bytes:
        self._head(title)
        self._plot()
        self._legend()
        return self._canvas.png()

    def _head(self, title: str) -> None:
        canvas, room = self._canvas, WIDTH - 2 * MARGIN
        canvas.write(MARGIN, 66, canvas.fitting(title, TITLE, room), INK, TITLE)
        period = canvas.period(self._window.first, self._window.last)
        unit = say(self._language, "trend-unit", step=self._window.step)
        canvas.write(MARGIN, 136, canvas.fitting(f"{period} · {unit}", TEXT, room), FAINT)

    def _plot(self) -> None:
        canvas, places = self._canvas, self._window.places
        highest = max(max(line.coverage.counts) for line in self._lines)
        top = max(highest * 1.3, 2)  # room for what is said of the peak
        axes = canvas.axes(_HEAD, _PLOT, max(0.6, 1.4 - places * 0.3), places, top)
        for line, colour in zip(self._lines, _COLOURS, strict=False):
            if len(self._lines) == 1 and places <= _FEW:
                colours = [colour if place == line.coverage.peak else _OTHERS for place in range(places)]
                axes.bar(range(places), line.coverage.counts, 0.72, color=colours, zorder=2)
            else:
                marker = "o" if places <= _FEW else ""
                axes.plot(
                    range(places), line.coverage.counts, color=colour, linewidth=2, marker=marker, markersize=4,
                    zorder=3, clip_on=False,
                )  # fmt: skip
        canvas.label_days(axes, self._window.starts)
        canvas.style(axes)
        for row, (line, colour) in enumerate(zip(self._lines, _COLOURS, strict=False)):
            if line.coverage.total:
                self._say_peak(line, colour, top, row)

    def _say_peak(self, line: Line, colour: str, top: float, row: int) -> None:
        """How many, over the peak; with one line only also what was told, where it has room."""
        canvas, window, counted = self._canvas, self._window, line.coverage
        plot = WIDTH - AXIS - MARGIN
        half = max(0.6, 1.4 - window.places * 0.3)
        x = AXIS + plot * (counted.peak + half) / (window.places - 1 + 2 * half)
        y = _HEAD + _PLOT * (1 - counted.counts[counted.peak] / top)
        number = canvas.number(counted.counts[counted.peak])
        if len(self._lines) > 1:
            canvas.write(x, y - 26, number, colour, align="center")
            return
        said = canvas.fitting(f"{canvas.day(window.starts[counted.peak])} · {number}", TEXT, plot)
        align = "left" if x < AXIS + plot / 3 else "right" if x > AXIS + plot * 2 / 3 else "center"
        canvas.write(x, y - 70, said, colour, align=align)
        canvas.write(x, y - 28, canvas.fitting(line.headline, TEXT, self._room(x, align)), INK, align=align)

    def _room(self, x: float, align: str) -> float:
        """For words at `x`."""
        left, right = x - AXIS, WIDTH - MARGIN - x
        return {"left": right, "right": left}.get(align, 2 * min(left, right))

    def _legend(self) -> None:
        """A row each: its name, how many in all, what was told at its peak."""
        if not self._legend_rows:
            return
        canvas = self._canvas
        for number, (line, colour) in enumerate(zip(self._lines, _COLOURS, strict=False)):
            middle = _HEAD + _PLOT + TICKS + _ROW * number + _ROW / 2
            canvas.square(MARGIN, middle, colour)
            named = canvas.fitting(f"{line.name}  {canvas.number(line.coverage.total)}", TEXT, WIDTH / 3)
            canvas.write(MARGIN + 48, middle, named, INK)
            left = MARGIN + 48 + canvas.measured(named, TEXT) + 32
            canvas.write(left, middle, canvas.fitting(line.headline, TEXT, WIDTH - MARGIN - left), FAINT)
