"""The calendar behind words that name days: what the tables of the languages compute with."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum


class Unit(IntEnum):
    """How finely words name a time; finer is less."""

    DAY = 1
    SPAN = 2  # from one day to another, the past three days
    WEEK = 3
    MONTH = 4
    YEAR = 5


DayRange = tuple[date, date, Unit] | None
"""The first and the last day meant; None where words are only shaped like days, or reach back too far to be of use."""

Match = re.Match[str]
DayReader = Callable[[Match, date], DayRange]
"""From the match of its pattern, and the day on which the words were said; ValueError for 31 February."""

DateRule = tuple[str, DayReader]

_MOST_DAYS = 400  # that a count may reach back


def one_day(day: date) -> DayRange:
    return day, day, Unit.DAY


def year_of(year: int) -> DayRange:
    return date(year, 1, 1), date(year, 12, 31), Unit.YEAR


def month_of(year: int, month: int, part: tuple[int, int] = (1, 31)) -> DayRange:
    """A month, or from one day of it to another as far as it has them; months count on over the year's end."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_day = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    return date(year, month, part[0]), date(year, month, min(part[1], last_day)), Unit.MONTH


def likely_year(today: date, month: int, day: int = 1) -> int:
    """Of a day said without its year: this year's, unless that is so far ahead that last year's was meant."""
    ahead = (month - today.month) * 30 + day - today.day
    return today.year - 1 if ahead > 183 else today.year


def monday(day: date) -> date:
    return day - timedelta(day.weekday())


def week_of(today: date, weeks: int, weekend: bool = False) -> DayRange:
    first = monday(today) + timedelta(7 * weeks)
    return first + timedelta(5 if weekend else 0), first + timedelta(6), Unit.WEEK


def last_weekend(today: date) -> DayRange:
    """The last that has begun."""
    return week_of(today, 0 if today.weekday() >= 5 else -1, weekend=True)


def weekday_of(today: date, weekday: int, weeks: int | None) -> DayRange:
    """Of this week (0), the last (-1) ...; None: the last one there was, `today` included."""
    if weeks is None:
        return one_day(today - timedelta((today.weekday() - weekday) % 7))
    return one_day(monday(today) + timedelta(7 * weeks + weekday))


def past_days(today: date, days: int) -> DayRange:
    """So many days back, and today."""
    return (today - timedelta(days), today, Unit.SPAN) if 0 <= days <= _MOST_DAYS else None


def days_ago(today: date, days: int, exact: bool) -> DayRange:
    """`exact`: that very day; else some days around it."""
    if days > _MOST_DAYS:
        return None
    middle = today - timedelta(days)
    if exact:
        return one_day(middle)
    around = timedelta(days // 4 + 1)
    return middle - around, min(middle + around, today), Unit.SPAN
