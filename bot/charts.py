"""Pictures of how much was published: a bar a day, stacked by source, to be read on a phone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.messages import Language, say
from data.sources import DayCount

if TYPE_CHECKING:  # matplotlib takes a second to load: only who draws waits for it
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

SHOWN = 8  # sources with a colour of their own
_COLOURS = ("#332288", "#88ccee", "#117733", "#ddcc77", "#882255", "#44aa99", "#cc6677", "#999933")
"""Paul Tol's "muted" (https://sronpersonalpages.nl/~pault), so ordered that neighbours differ in lightness too."""
_REST, _INK, _FAINT, _LINE = "#c4c4c4", "#222222", "#6b6b6b", "#e4e4e4"
_DPI = 200
_WIDTH, _MARGIN, _AXIS, _HEAD, _PLOT, _TICKS, _ROW = 1080, 52, 118, 196, 620, 92, 58  # pixels
_BETWEEN = 16  # between two dates
_EMPTY = 200  # high, where there is nothing to draw
_TEXT, _TITLE = 11.5, 17.0  # points; 32 and 47 pixels
_NUMBERED_DAYS = 8  # so few bars have room for a number on each
_STEPS = (1, 2, 4, 7, 14, 28, 56, 112)  # days from one date on the axis to the next
_DATE = {"zh": ("y年M月d日", "M月d日"), "en": ("d MMM y", "d MMM")}


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
    stacks = [Stack(name, colours[number], tuple(each)) for number, (name, each) in enumerate(ordered[:own])]
    rest = [each for _, each in ordered[own:]]
    if rest:
        name = say(language, "chart-rest", count=len(rest))
        stacks.append(Stack(name, _REST, tuple(map(sum, zip(*rest, strict=True)))))
    return stacks


class _Drawing:
    """A canvas on which places are given in pixels from the left and from the top."""

    def __init__(self, language: Language, width: int, legend_rows: int) -> None:
        from matplotlib.figure import Figure

        self._language = language
        drawn = _PLOT + _TICKS + legend_rows * _ROW + _MARGIN if legend_rows else _EMPTY
        self._width, self._height = _WIDTH, _HEAD + drawn
        figure = Figure((self._width / _DPI, self._height / _DPI), dpi=_DPI, facecolor="white")
        self._figure, self._scale, self._font = figure, width / self._width, _font_path()

    def png(self, days: Sequence[date], stacks: Sequence[Stack], title: str) -> bytes:
        self._head(days, stacks, title)
        if stacks:
            self._bars(days, stacks)
            self._legend(stacks)
        else:
            nothing = say(self._language, "chart-none")
            self._write(self._width / 2, _HEAD + _EMPTY / 3, nothing, _FAINT, align="center")
        out = BytesIO()
        self._figure.savefig(out, format="png", dpi=_DPI * self._scale)
        return out.getvalue()

    def _head(self, days: Sequence[date], stacks: Sequence[Stack], title: str) -> None:
        room = self._width - 2 * _MARGIN
        self._write(_MARGIN, 66, self._fitting(title, _TITLE, room), _INK, _TITLE)
        total = sum(each.total for each in stacks)
        average = format_decimal(round(total / len(days), 0 if total >= 10 * len(days) else 1), locale=self._language)
        said = say(self._language, "chart-total", total=self._number(total), average=average, days=len(days))
        period = self._period(days[0], days[-1])
        self._write(_MARGIN, 136, self._fitting(f"{period} · {said}" if total else period, _TEXT, room), _FAINT)

    def _bars(self, days: Sequence[date], stacks: Sequence[Stack]) -> None:
        from matplotlib.ticker import FuncFormatter, MaxNLocator

        wide, high = self._width, self._height
        place = (_AXIS / wide, 1 - (_HEAD + _PLOT) / high, 1 - (_AXIS + _MARGIN) / wide, _PLOT / high)
        axes = self._figure.add_axes(place)
        heights = _pile(axes, stacks)
        half = max(0.6, 1.4 - len(days) * 0.3)  # a single bar is no wall
        axes.set_xlim(-half, len(days) - 1 + half)
        axes.set_ylim(0, max(heights) * 1.08)
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True, min_n_ticks=2))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: self._number(round(value))))
        self._label_days(axes, days)
        self._style(axes)
        if len(days) <= _NUMBERED_DAYS:
            self._number_bars(axes, heights)

    def _number_bars(self, axes: Axes, heights: Sequence[int]) -> None:
        for place, height in enumerate(heights):
            if height:
                axes.annotate(
                    self._number(height), (place, height), (0, 4), textcoords="offset points",
                    ha="center", va="bottom", color=_INK, fontproperties=self._prop(_TEXT),
                )  # fmt: skip

    def _label_days(self, axes: Axes, days: Sequence[date]) -> None:
        """As many as have room: each, every second, every week or so; the last day always, for it is today."""
        words = [self._date(day) for day in days]
        most = (_WIDTH - _AXIS - _MARGIN) // (max(self._measured(each, _TEXT) for each in words) + _BETWEEN)
        step = next((each for each in _STEPS if -(-len(days) // each) <= most), len(days))
        shown = range(len(days) - 1, -1, -step)
        axes.set_xticks(shown, [words[number] for number in shown])

    def _style(self, axes: Axes) -> None:
        axes.grid(axis="y", color=_LINE, linewidth=1, zorder=0)
        axes.spines[["top", "left", "right"]].set_visible(False)
        axes.spines["bottom"].set_color("#9a9a9a")
        axes.tick_params(length=0, pad=6, labelcolor=_FAINT)
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            label.set_fontproperties(self._prop(_TEXT))

    def _legend(self, stacks: Sequence[Stack]) -> None:
        """Two columns, read downwards: name, and how many in all."""
        from matplotlib.patches import Rectangle

        rows = -(-len(stacks) // 2)
        column = (self._width - 3 * _MARGIN) / 2
        for number, stack in enumerate(stacks):
            left = _MARGIN + (column + _MARGIN) * (number // rows)
            top = _HEAD + _PLOT + _TICKS + _ROW * (number % rows) + _ROW / 2
            square = (left / self._width, 1 - (top + 15) / self._height)
            size = (30 / self._width, 30 / self._height)
            self._figure.add_artist(Rectangle(square, *size, color=stack.colour, transform=self._figure.transFigure))
            total = self._number(stack.total)
            self._write(left + column, top, total, _FAINT, align="right")
            room = column - 48 - 24 - self._measured(total, _TEXT)
            self._write(left + 48, top, self._fitting(stack.name, _TEXT, room), _INK)

    # -- words

    def _write(self, x: float, y: float, text: str, colour: str, size: float = _TEXT, align: str = "left") -> None:
        self._figure.text(
            x / self._width, 1 - y / self._height, text, color=colour, ha=align, va="center_baseline",
            fontproperties=self._prop(size), parse_math=False,
        )  # fmt: skip

    def _fitting(self, text: str, size: float, room: float) -> str:
        """`text`, without what the font has not, cut to `room` pixels."""
        text = self._writable(" ".join(text.split()))
        if self._measured(text, size) <= room:
            return text
        over = bisect_left(range(len(text)), True, key=lambda end: self._measured(f"{text[:end]}…", size) > room)
        return f"{text[: over - 1].rstrip()}…"

    def _measured(self, text: str, size: float) -> float:
        from matplotlib.font_manager import get_font

        font = get_font(self._font)
        font.set_size(size, _DPI)
        font.set_text(text)
        return font.get_width_height()[0] / 64  # in 64ths of a pixel

    def _writable(self, text: str) -> str:
        from matplotlib.font_manager import get_font

        known = get_font(self._font).get_charmap()
        return "".join(each for each in text if ord(each) in known)

    def _prop(self, size: float) -> FontProperties:
        from matplotlib.font_manager import FontProperties

        return FontProperties(fname=self._font, size=size)

    def _period(self, first: date, last: date) -> str:
        """`1 Jun – 29 Aug 2026`: the year once, where the language has it."""
        if first == last:
            return self._date(first, full=True)
        one_year, year_first = first.year == last.year, self._language == "zh"
        full = (not one_year or year_first, not one_year or not year_first)
        return " – ".join(map(self._date, (first, last), full))

    def _date(self, day: date, full: bool = False) -> str:
        return str(format_date(day, _DATE[self._language][0 if full else 1], locale=self._language))

    def _number(self, value: int) -> str:
        return str(format_decimal(value, locale=self._language))


def _pile(axes: Axes, stacks: Sequence[Stack]) -> list[int]:
    """Draws them one on the other; how high each day's bar becomes."""
    days = len(stacks[0].heights)
    gap = 0.8 if days <= 60 else 0
    floor = [0] * days
    for stack in stacks:
        axes.bar(range(days), stack.heights, 0.8, floor, color=stack.colour, edgecolor="white", linewidth=gap, zorder=2)
        floor = [below + own for below, own in zip(floor, stack.heights, strict=True)]
    return floor


def _font_path() -> Path:
    """Of a font that has Chinese: the one that comes along, else the system's; Latin only where there is neither."""
    from matplotlib.font_manager import findfont, findSystemFonts

    package = find_spec("mplfonts")
    for folder in (package and package.submodule_search_locations) or ():
        ours = Path(folder) / "fonts" / "NotoSansCJKsc-Regular.otf"
        if ours.is_file():
            return ours
    names = ("notosanscjk", "sourcehansans", "pingfang", "msyh", "wqy", "simhei", "hiragino")
    found = [Path(each) for each in sorted(findSystemFonts())]
    theirs = (each for name in names for each in found if each.name.lower().replace("-", "").startswith(name))
    return next(theirs, None) or Path(findfont("DejaVu Sans"))
