"""A page to draw on for pictures that are read on a phone: text in any script, places in pixels from the top left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.views.messages import Language

if TYPE_CHECKING:  # matplotlib takes a second to load: only who draws waits for it
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

WIDTH, MARGIN, AXIS, TICKS = 1080, 52, 118, 92  # pixels
INK, FAINT, LINE = "#222222", "#6b6b6b", "#e4e4e4"
TEXT, TITLE = 11.5, 17.0  # points; 32 and 47 pixels
_DPI = 200
_BETWEEN = 16  # between two dates
_STEPS = (1, 2, 4, 7, 14, 28, 56, 112)  # places from one date on the axis to the next
_DATE = {"zh": ("y年M月d日", "M月d日"), "en": ("d MMM y", "d MMM")}


class Canvas:
    """`height` pixels high, drawn `width` pixels wide."""

    def __init__(self, language: Language, height: float, width: int = WIDTH) -> None:
        from matplotlib.figure import Figure

        self.language, self.height = language, height
        self.figure = Figure((WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor="white")
        self._scale, self._font = width / WIDTH, _font_path()

    def png(self) -> bytes:
        out = BytesIO()
        self.figure.savefig(out, format="png", dpi=_DPI * self._scale)
        return out.getvalue()

    # -- the plot

    def axes(self, top: float, height: float, half: float, places: int, highest: float) -> Axes:
        """For what is counted at each of `places`: a number scale at the left, lines across."""
        from matplotlib.ticker import FuncFormatter, MaxNLocator

        place = (AXIS / WIDTH, 1 - (top + height) / self.height, 1 - (AXIS + MARGIN) / WIDTH, height / self.height)
        axes = self.figure.add_axes(place)
        axes.set_xlim(-half, places - 1 + half)
        axes.set_ylim(0, highest)
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True, min_n_ticks=2))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: self.number(round(value))))
        return axes

    def label_days(self, axes: Axes, days: Sequence[date]) -> None:
        """As many as have room: each, every second, every week or so; the last always, for it is today."""
        words = [self.day(day) for day in days]
        most = (WIDTH - AXIS - MARGIN) // (max(self.measured(each, TEXT) for each in words) + _BETWEEN)
        step = next((each for each in _STEPS if -(-len(days) // each) <= most), len(days))
        shown = range(len(days) - 1, -1, -step)
        axes.set_xticks(shown, [words[number] for number in shown])

    def style(self, axes: Axes) -> None:
        axes.grid(axis="y", color=LINE, linewidth=1, zorder=0)
        axes.spines[["top", "left", "right"]].set_visible(False)
        axes.spines["bottom"].set_color("#9a9a9a")
        axes.tick_params(length=0, pad=6, labelcolor=FAINT)
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            label.set_fontproperties(self.prop(TEXT))

    def square(self, left: float, middle: float, colour: str, side: float = 30) -> None:
        """Of a legend."""
        from matplotlib.patches import Rectangle

        corner = (left / WIDTH, 1 - (middle + side / 2) / self.height)
        size = (side / WIDTH, side / self.height)
        self.figure.add_artist(Rectangle(corner, *size, color=colour, transform=self.figure.transFigure))

    # -- words

    def write(self, x: float, y: float, text: str, colour: str, size: float = TEXT, align: str = "left") -> None:
        self.figure.text(
            x / WIDTH, 1 - y / self.height, text, color=colour, ha=align, va="center_baseline",
            fontproperties=self.prop(size), parse_math=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},  # lines of the plot do not cross it
        )  # fmt: skip

    def fitting(self, text: str, size: float, room: float) -> str:
        """`text`, without what the font has not, cut to `room` pixels."""
        text = self.writable(" ".join(text.split()))
        if self.measured(text, size) <= room:
            return text
        over = bisect_left(range(len(text)), True, key=lambda end: self.measured(f"{text[:end]}…", size) > room)
        return f"{text[: over - 1].rstrip()}…"

    def measured(self, text: str, size: float) -> float:
        from matplotlib.font_manager import get_font

        font = get_font(self._font)
        font.set_size(size, _DPI)
        font.set_text(text)
        return font.get_width_height()[0] / 64  # in 64ths of a pixel

    def writable(self, text: str) -> str:
        from matplotlib.font_manager import get_font

        known = get_font(self._font).get_charmap()
        return "".join(each for each in text if ord(each) in known)

    def prop(self, size: float) -> FontProperties:
        from matplotlib.font_manager import FontProperties

        return FontProperties(fname=self._font, size=size)

    def period(self, first: date, last: date) -> str:
        """`1 Jun – 29 Aug 2026`: the year once, where the language has it."""
        if first == last:
            return self.day(first, full=True)
        one_year, year_first = first.year == last.year, self.language == "zh"
        full = (not one_year or year_first, not one_year or not year_first)
        return " – ".join(map(self.day, (first, last), full))

    def day(self, day: date, full: bool = False) -> str:
        return str(format_date(day, _DATE[self.language][0 if full else 1], locale=self.language))

    def number(self, value: int) -> str:
        return str(format_decimal(value, locale=self.language))


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
