"""A figure to be read on a phone: counts by the day or week, with a font that has Chinese, dates and numbers localised.

Where things stand is left to matplotlib; here it is only said how long words may be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from rich.cells import cell_len, set_cell_size

from bot.core.catalogue import Language

WIDTH = 1080  # pixels
INK, FAINT = "#222222", "#6b6b6b"
TEXT, TITLE = 11.5, 17.0  # points; 32 and 47 pixels
LINE = 54  # letters of TEXT size; a Han character is as wide as two
_ROW, _DPI = 56, 200  # pixels a row of a legend
_CHINESE, _DATE = ("y年M月d日", "M月d日"), ("d MMM y", "d MMM")
_PIECE = re.compile(r"[!-ɏ]{1,20}\s*|.[，。、：；！？”》）]*")  # not broken in two lines


class Canvas:
    """Axes with a title over them and `said` below it; `height` pixels for these, more for a legend."""

    def __init__(self, language: Language, title: str, said: str, height: int, legend_rows: int = 0) -> None:
        from matplotlib.figure import Figure  # takes a second to load: only who draws waits for it
        from matplotlib.layout_engine import ConstrainedLayoutEngine

        self.language = language
        size = (WIDTH / _DPI, (height + legend_rows * _ROW) / _DPI)
        self.figure = Figure(size, dpi=_DPI, layout=ConstrainedLayoutEngine(w_pad=0.2, h_pad=0.17))
        self.axes = self.figure.add_subplot()
        title = wrapped(title, int(LINE * TEXT / TITLE), lines=2)
        self.axes.set_title(title, loc="left", fontsize=TITLE, color=INK, pad=32, linespacing=1.4)
        self.axes.annotate(
            said, (0, 1), (0, 12), "axes fraction", "offset points", fontsize=TEXT, color=FAINT, annotation_clip=False
        )

    def scale(self, days: Sequence[date]) -> list[int]:
        """Where each of `days` is drawn: the last at 0, as it is always named."""
        from matplotlib.ticker import FuncFormatter, MaxNLocator

        at, axes = list(range(1 - len(days), 1)), self.axes
        names = {place: day_name(self.language, day) for place, day in zip(at, days, strict=True)}
        half = max(0.6, 1.4 - len(days) * 0.3)  # a single bar is no wall
        axes.set_xlim(at[0] - half, half)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True, steps=[1, 2, 4, 7, 10]))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda place, _: names.get(round(place), "")))
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True, min_n_ticks=2))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number_name(self.language, round(value))))
        axes.tick_params(length=0, pad=6, labelcolor=FAINT, labelsize=TEXT)
        axes.grid(axis="y", color="#e4e4e4")
        axes.set_axisbelow(True)
        axes.spines[["top", "left", "right"]].set_visible(False)
        axes.spines["bottom"].set_color("#9a9a9a")
        return at

    def legend(self, columns: int = 1, handle: float = 2) -> None:
        """Under the days, of what was drawn with a label; `handle`: letters wide."""
        drawn: list[Any] = [*self.axes.containers, *self.axes.lines]
        self.axes.legend(
            drawn, [each.get_label() for each in drawn],  # named, or what begins with "_" is left out
            loc="upper left", bbox_to_anchor=(0, -0.14), borderaxespad=0, borderpad=0, ncols=columns, frameon=False,
            fontsize=TEXT, labelcolor=INK, handlelength=handle,
        )  # fmt: skip

    def png(self) -> bytes:
        from matplotlib.text import Text

        family, known = _font()
        self.axes.tick_params(labelfontfamily=family)
        for text in self.figure.findobj(Text):
            written = "".join(each for each in text.get_text() if each == "\n" or ord(each) in known)
            text.set(text=written, fontfamily=family, parse_math=False)
        out = BytesIO()
        self.figure.savefig(out, format="png")
        return out.getvalue()


def wrapped(text: str, room: int, lines: int = 1) -> str:
    """In so many lines of `room` letters, of which a Han character counts two; what is more is cut off."""
    told, left = "", room
    for piece in _PIECE.findall(" ".join(text.split())):
        if cell_len(piece) > left:
            if lines == 1:
                return f"{told}{set_cell_size(piece, left)}".rstrip() + "…"
            told, left, lines = f"{told.rstrip()}\n", room, lines - 1
        told, left = told + piece, left - cell_len(piece)
    return told


def period_name(language: Language, first: date, last: date) -> str:
    """`1 Jun – 29 Aug 2026`: the year once, where the language has it."""
    if first == last:
        return day_name(language, first, full=True)
    one_year, year_first = first.year == last.year, language != "en"
    full = (not one_year or year_first, not one_year or not year_first)
    return " – ".join(day_name(language, day, each) for day, each in zip((first, last), full, strict=True))


def day_name(language: Language, day: date, full: bool = False) -> str:
    return str(format_date(day, (_DATE if language == "en" else _CHINESE)[0 if full else 1], locale=language))


def number_name(language: Language, value: float) -> str:
    return str(format_decimal(value, locale=language))


@cache
def _font() -> tuple[str, frozenset[int]]:
    """The family that is drawn with, and the characters that it has."""
    from matplotlib.font_manager import FontProperties, fontManager, get_font

    path = _font_path()
    fontManager.addfont(path)
    return FontProperties(fname=path).get_name(), frozenset(get_font(path).get_charmap())


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
