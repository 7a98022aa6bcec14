"""What a polite reader would not have done, read from the server's log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import groupby, pairwise

from tests.support.sites.server import Visit
from tests.support.sites.site import Site, path_of

ROBOTS = "/robots.txt"
_ROUNDING_S = 0.002
_AGE = re.compile(r"max-age=(\d+)")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the reader was told to keep to."""

    spacing_s: float
    at_once: int
    user_agent: str  # a pattern


def complaints(visits: Sequence[Visit], sites: Mapping[str, Site], agreed: Agreed) -> list[str]:
    """One line for each lapse; `sites` by their address. The visits stand in the order in which they came."""
    found: list[str] = []
    by_host = sorted(visits, key=lambda visit: visit.host)  # stable: the order of each host stays
    for host, group in groupby(by_host, key=lambda visit: visit.host):
        of_host, site = list(group), sites[host]
        for check in (_spacing, _at_once, _robots, _conditions, _patience, _once, _number, _name):
            found += [f"{site.name}: {lapse}" for lapse in check(of_host, site, agreed)]
    return found


def _spacing(visits: Sequence[Visit], site: Site, agreed: Agreed) -> Iterator[str]:
    """One that came while another was being answered may have been sent earlier than it seems: half the gap."""
    for before, visit in pairwise(visits):
        gap_s = max(agreed.spacing_s, 0.0 if before.path == ROBOTS else site.delay_s)
        overlaps = before.ended is None or before.ended > visit.started
        least_s = gap_s / 2 if overlaps else gap_s - _ROUNDING_S
        if visit.started - before.started < least_s:
            yield f"{visit.path} came {visit.started - before.started:.3f} s after {before.path}, not {gap_s:g} s"


def _at_once(visits: Sequence[Visit], site: Site, agreed: Agreed) -> Iterator[str]:
    for number, visit in enumerate(visits):
        still_open = [other for other in visits[:number] if other.ended is None or other.ended > visit.started]
        if len(still_open) >= agreed.at_once:
            yield f"{visit.path} came while {len(still_open)} others were being answered"


def _robots(visits: Sequence[Visit], site: Site, agreed: Agreed) -> Iterator[str]:
    first = visits[0]
    if first.path != ROBOTS:
        yield f"{first.path} was asked for before {ROBOTS}"
    for visit in visits[1:]:
        if first.path == ROBOTS and (first.ended is None or visit.started < first.ended):
            yield f"{visit.path} was asked for before {ROBOTS} had come"
    for visit in visits:
        if visit.path != ROBOTS and visit.path.startswith(site.forbidden):
            yield f"{visit.path} is forbidden by {ROBOTS}"
    for edition in {visit.edition for visit in visits}:
        if sum(visit.path == ROBOTS and visit.edition == edition for visit in visits) > 1:
            yield f"{ROBOTS} was asked for more than once in a reading"


def _conditions(visits: Sequence[Visit], site: Site, agreed: Agreed) -> Iterator[str]:
    """Validators that a path was given with are sent back when it is asked for again."""
    given: dict[str, Mapping[str, str]] = {}
    for visit in visits:
        said = given.get(visit.path, {})
        for header, validator in (("if-none-match", "etag"), ("if-modified-since", "last-modified")):
            if validator in said and visit.headers.get(header) != said[validator] and not _may_be_reread(visit, site):
                yield f"{visit.path} was asked for again without {header}"
        if visit.status == 200:
            given[visit.path] = visit.answered


def _patience(visits: Sequence[Visit], site: Site, agreed: Agreed) -> Iterator[str]:
    """Nothing is asked for before its time: a path that was promised not to change, a host that asked for a pause."""
    for number, visit in enumerate(visits):
        for before in visits[:number]:
            fresh, pause = _fresh_until(before), _pause_until(before)
            if before.path == visit.path and fresh and visit.clock < fresh:
                yield f"{visit.path} was asked for again before {fresh:%d %H:%M}, until when it was fresh"
            if pause and visit.clock < pause and visit.clock > before.clock:
                yield f"{visit.path} was asked for before {pause:%d %H:%M}, the end of the pause asked for"


def _once(visits: Sequence[Visit], site: Site, agreed: Agreed) -> Iterator[str]:
    """An article's page is asked for once."""
    articles = {path_of(told.url) for told in (*site.told, *(site.told_later or ()))} - {path_of(site.url)}
    asked: set[str] = set()
    for visit in visits:
        if visit.path in asked and visit.path in articles and not _may_be_reread(visit, site):
            yield f"the article {visit.path} was asked for again"
        asked.add(visit.path)


def _number(visits: Sequence[Visit], site: Site, agreed: Agreed) -> Iterator[str]:
    for edition in sorted({visit.edition for visit in visits}):
        count = sum(visit.edition == edition for visit in visits)
        if count > site.at_most:
            yield f"{count} requests in one reading, more than {site.at_most}"


def _name(visits: Sequence[Visit], site: Site, agreed: Agreed) -> Iterator[str]:
    strangers = {name for visit in visits if not re.search(agreed.user_agent, name := _user_agent(visit))}
    for name in sorted(strangers):
        yield f"the reader called itself {name!r}"


def _user_agent(visit: Visit) -> str:
    return visit.headers.get("user-agent", "")


def _may_be_reread(visit: Visit, site: Site) -> bool:
    return bool(site.reread) and visit.path.startswith(site.reread)


def _fresh_until(visit: Visit) -> datetime | None:
    if found := _AGE.search(visit.answered.get("cache-control", "")):
        return visit.clock + timedelta(seconds=int(found[1]))
    expires = visit.answered.get("expires")
    return parsedate_to_datetime(expires) if expires else None


def _pause_until(visit: Visit) -> datetime | None:
    said = visit.answered.get("retry-after", "")
    if not said:
        return None
    return visit.clock + timedelta(seconds=int(said)) if said.isdigit() else parsedate_to_datetime(said)
