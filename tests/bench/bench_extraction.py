"""Word F1 and milliseconds of extract_article for each page layout of `pages`, plain trafilatura beside it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import mean

from trafilatura import bare_extraction
from trafilatura.settings import Document

from data.parse.article.extract import extract_article
from tests.support.pages import HELD_OUT, LAYOUTS, Page
from tests.support.pages.chrome import SHANGHAI
from tests.support.pages.scoring import word_f1

NOW = datetime(2022, 9, 1, tzinfo=UTC)
ROUNDS = 15


def main() -> None:
    print(f"{'page':62} {'KB':>5} {'F1':>6} {'ms':>6}   {'trafilatura: F1':>15} {'ms':>6}")
    for name, pages in (("30 layouts", LAYOUTS), ("10 held out", HELD_OUT)):
        rows = [(*_measured(page, _own), *_measured(page, _plain)) for page in pages]
        for page, (f1, ms, plain_f1, plain_ms) in zip(pages, rows, strict=True):
            size = len(page.markup.encode()) / 1024
            print(f"{page.name:62} {size:5.1f} {f1:6.3f} {ms:6.2f}   {plain_f1:15.3f} {plain_ms:6.2f}")
        f1, ms, plain_f1, plain_ms = (mean(column) for column in zip(*rows, strict=True))
        least = min(row[0] for row in rows)
        print(f"{name + f', mean (least F1 {least:.3f})':68} {f1:6.3f} {ms:6.2f}   {plain_f1:15.3f} {plain_ms:6.2f}\n")


def _own(page: Page) -> str:
    entry = extract_article(page.markup, page.url, SHANGHAI, NOW)
    return entry.body if entry else ""


def _plain(page: Page) -> str:
    found = bare_extraction(page.markup, page.url, with_metadata=True, include_comments=False)
    return (found.text or "") if isinstance(found, Document) else ""


def _measured(page: Page, extract: Callable[[Page], str]) -> tuple[float, float]:
    """F1, and the best of some rounds in milliseconds of this process."""
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        body = extract(page)
        times.append(time.process_time() - started)
    return word_f1(body, "\n".join(page.paragraphs)), 1000 * min(times)


if __name__ == "__main__":
    main()
