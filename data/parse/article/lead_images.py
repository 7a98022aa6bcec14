"""The lead image of an article's page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.parse.article.outline import Outline
from data.parse.article.stated import Stated, texts
from data.parse.html import Element, attribute
from data.text.urls import absolute_url

_NO_PHOTO = re.compile(
    r"(?:^|[/_.-])(?:logo\w*|icons?|favicon|avatar\w*|qr\w*|erweima|pixel|blank|spacer|loading|placeholder|default(?=[^/]*$)|1x1|transparent"
    r"|share|sprite|head(?:er)?|banner|ads?|button|btn|arrow|emoji|gravatar)(?:[/_.-]|\d|$)|\.svg(?:$|\?)|\.gif(?:$|\?)",
    re.IGNORECASE,
)
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-url", "src")
_SMALLEST = 200  # pixels: what says that it is smaller is an ornament


def lead_image(stated: Stated, page: Outline, first: int, last: int, base: str | None) -> str | None:
    """The absolute address of the image that the page states, else of the first large one in lines first..last."""
    named = [stated.text(name) for name in ("og:image", "og:image:url", "og:image:secure_url")]
    named += texts(stated.article.get("image"), "url") + texts(stated.article.get("thumbnailUrl"), "url")
    named += [stated.text("twitter:image", "twitter:image:src")]
    return next((url for name in [*named, *_shown(page, first, last)] if (url := _photo(base, name))), None)


def has_pictures(page: Outline, first: int, last: int) -> bool:
    """Whether there are several large images in these lines."""
    return len({name for name in _shown(page, first, last) if not _NO_PHOTO.search(name)}) >= 2


def _shown(page: Outline, first: int, last: int) -> Iterator[str]:
    for picture in page.pictures:
        if first <= picture.before <= last and not picture.chrome and _is_large(picture.element):
            yield _source(picture.element)


def _source(image: Element) -> str:
    values = (attribute(image, name) for name in _SOURCES)
    source = next((value for value in values if value and not value.startswith("data:")), "")
    return source or attribute(image, "srcset").partition(" ")[0]


def _is_large(image: Element) -> bool:
    sizes = (re.match(r"\d{1,5}", attribute(image, name)) for name in ("width", "height", "data-w"))
    return all(int(size[0]) >= _SMALLEST for size in sizes if size)


def _photo(base: str | None, name: str) -> str | None:
    url = absolute_url(base, name) if name and not name.startswith("data:") else None
    return url if url and not _NO_PHOTO.search(url.partition("://")[2].partition("/")[2]) else None
