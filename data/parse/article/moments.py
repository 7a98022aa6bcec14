"""When an article was published and when it was changed, by its head and by the lines beside its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from data.parse.article.stated import Stated
from data.parse.bylines import is_details
from data.parse.html import Element, attribute
from data.text.dates import find_date, parse_date

_PUBLISHED = (
    "article:published_time", "og:published_time", "og:release_date", "datepublished", "publish_time",
    "publishtime", "publishdate", "pubdate", "firstpublishedtime", "dc.date.issued", "date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dc.date.modified")
_CHANGED = re.compile(
    r"(?:更新(?:时间|時間|于|於)?|最后更新|最後更新|修改(?:时间|于)|(?:last )?(?:updated|modified)(?: on| at)?"
    r"|aktualisiert)"
    r"\s*[:：]?\s*",
    re.IGNORECASE,
)


def find_published(
    document: Element, stated: Stated, details: Sequence[str], zone: ZoneInfo, now: datetime | None
) -> datetime | None:
    """The stated time; where that is only a day, a time on the same day that the page shows.

    Where a page says only when it was changed, that.
    """
    times = [node for node in document.iter("time") if next(node.iterancestors("nav", "aside"), None) is None]
    written = [stated.meta[name] for name in _PUBLISHED if stated.meta.get(name)]
    written += [stated.of_article("datePublished"), *(attribute(node, "datetime") for node in times[:1])]
    shown = sorted(
        (_CHANGED.match(line) is not None, n, date) for n, line in enumerate(details) if (date := _date_in(line))
    )
    written += [date for _, _, date in shown]
    moments = [(moment, ":" in text) for text in written if (moment := parse_date(text, zone, now))]
    if not moments:
        return None
    first = moments[0][0]
    same_day = (moment for moment, exact in moments if exact and _day(moment, zone) == _day(first, zone))
    return next(same_day, first)


def find_updated(
    stated: Stated, details: Sequence[str], published: datetime | None, zone: ZoneInfo, now: datetime | None
) -> datetime | None:
    """When the page says that it was changed; None where that is not after it was published."""
    written = [stated.of_article("dateModified"), *(stated.meta[name] for name in _UPDATED if stated.meta.get(name))]
    for line in details:
        if found := _CHANGED.search(line):
            written.append(find_date(line[found.end() :]) or "")
    moment = next((moment for text in written if text and (moment := parse_date(text, zone, now))), None)
    return moment if moment and (published is None or moment > published) else None


def _date_in(line: str) -> str | None:
    """The date in a line about the article; in prose, dates speak of something else."""
    date = find_date(line)
    return date if date and (is_details(line) or (len(line) <= 60 and not re.search("[，。！？；]", line))) else None


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).date().isoformat()
