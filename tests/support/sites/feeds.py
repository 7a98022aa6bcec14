"""Items as feeds and sitemaps, in the forms that are about."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from tests.support.sites.site import Item

Describe = Callable[[Item], str]


def teaser(item: Item) -> str:
    return escape(item.text.teaser)


def full(item: Item) -> str:
    """All paragraphs, as escaped HTML."""
    return escape(as_html(item))


def as_html(item: Item) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in item.text.paragraphs)


def rss091(title: str, site: str, items: Sequence[Item]) -> str:
    """Without times, as that version was: they stand on the pages."""
    rows = "".join(_row(item, full(item)) for item in items)
    return f'<?xml version="1.0"?>\n<rss version="0.91">{_channel(title, site, rows, "en")}</rss>'


def rss092(title: str, site: str, items: Sequence[Item]) -> str:
    rows = "".join(
        _row(item, full(item), f"<category>{escape(item.section)}</category>{_pubdate(item.at)}") for item in items
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="0.92">{_channel(title, site, rows)}</rss>'


def rss20(
    title: str,
    site: str,
    items: Sequence[Item],
    describe: Describe = teaser,
    extra: Describe = lambda item: "",
    times: bool = True,
    charset: str = "utf-8",
    about: str = "",
) -> str:
    """`extra` is added to each item, `about` to the channel."""
    rows = "".join(
        _row(
            item,
            describe(item),
            f'<guid isPermaLink="false">{item.guid}</guid>{_pubdate(item.at) if times else ""}{extra(item)}',
        )
        for item in items
    )
    return (
        f'<?xml version="1.0" encoding="{charset}"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"{_channel(title, site, about + rows)}</rss>"
    )


def credits(item: Item) -> str:
    """Section, author and the whole text beside the teaser."""
    return (
        f"<category>{escape(item.section)}</category><dc:creator>{escape(item.text.author)}</dc:creator>"
        f"<content:encoded><![CDATA[{as_html(item)}]]></content:encoded>"
    )


def rdf(title: str, site: str, items: Sequence[Item]) -> str:
    """RSS 1.0, with teasers."""
    names = "".join(f'<rdf:li rdf:resource="{item.url}"/>' for item in items)
    rows = "".join(
        f'<item rdf:about="{item.url}"><title>{escape(item.text.title)}</title><link>{item.url}</link>'
        f"<description>{teaser(item)}</description><dc:date>{item.at.isoformat()}</dc:date>"
        f"<dc:creator>{escape(item.text.author)}</dc:creator><dc:subject>{escape(item.section)}</dc:subject></item>"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{site}"><title>{title}</title><link>{site}</link><description>{title}</description>'
        f"<items><rdf:Seq>{names}</rdf:Seq></items></channel>{rows}</rdf:RDF>"
    )


def atom03(title: str, site: str, items: Sequence[Item]) -> str:
    rows = "".join(
        f'<entry><title>{escape(item.text.title)}</title><link rel="alternate" type="text/html" href="{item.url}"/>'
        f"<id>tag:{item.guid}</id><author><name>{escape(item.text.author)}</name></author>"
        f"<issued>{item.at.isoformat()}</issued><modified>{item.at.isoformat()}</modified>"
        f'<content type="text/html" mode="escaped">{full(item)}</content></entry>'
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed version="0.3" xmlns="http://purl.org/atom/ns#">'
        f'<title>{title}</title><link rel="alternate" type="text/html" href="{site}"/>{rows}</feed>'
    )


def atom10(title: str, site: str, items: Sequence[Item], whole: bool = True) -> str:
    """The whole text as XHTML with addresses relative to xml:base, or a summary only."""
    rows = "".join(
        f'<entry><title type="html">{escape(escape(item.text.title))}</title><id>urn:{item.guid}</id>'
        f'<link href="{item.url.removeprefix(site) if whole else item.url}"/>'
        f"<author><name>{escape(item.text.author)}</name></author>"
        f'<category term="{escape(item.section)}"/><published>{item.at.isoformat()}</published>'
        f"<updated>{item.at.isoformat()}</updated>{_atom_text(item, whole)}</entry>"
        for item in items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{site}">'
        f'<title>{title}</title><link href="{site}"/><link rel="self" href="{site}feed"/><id>{site}</id>'
        f"<updated>{items[0].at.isoformat()}</updated>{rows}</feed>"
    )


def json_feed(title: str, site: str, items: Sequence[Item], version: str) -> str:
    """1.0 with HTML and one author, 1.1 with text and several."""
    old = version == "1"
    rows = [
        {
            "id": item.guid,
            "url": item.url,
            "title": item.text.title,
            "date_published": item.at.isoformat(),
            "tags": [item.section],
            **({"content_html": as_html(item)} if old else {"content_text": item.text.body.replace("\n", "\n\n")}),
            **({"author": {"name": item.text.author}} if old else {"authors": [{"name": item.text.author}]}),
        }
        for item in items
    ]
    head = {"version": f"https://jsonfeed.org/version/{version}", "title": title, "home_page_url": site}
    return json.dumps(head | {"items": rows}, ensure_ascii=False)


def sitemap(title: str, items: Sequence[Item], language: str = "zh-cn") -> str:
    rows = "".join(
        f"<url><loc>{escape(item.url)}</loc><news:news><news:publication><news:name>{title}</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{item.at.isoformat()}</news:publication_date>"
        f"<news:title>{escape(item.text.title)}</news:title></news:news></url>"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{rows}</urlset>'
    )


def sitemap_index(children: Sequence[tuple[str, datetime]]) -> str:
    rows = "".join(f"<sitemap><loc>{url}</loc><lastmod>{at.isoformat()}</lastmod></sitemap>" for url, at in children)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{rows}</sitemapindex>"
    )


def _channel(title: str, site: str, rows: str, language: str = "") -> str:
    stated = f"<language>{language}</language>" if language else ""
    return (
        f"<channel><title>{title}</title><link>{site}</link><description>{title}</description>{stated}{rows}</channel>"
    )


def _row(item: Item, description: str, more: str = "") -> str:
    return (
        f"<item><title>{escape(item.text.title)}</title><link>{escape(item.url)}</link>"
        f"<description>{description}</description>{more}</item>"
    )


def _pubdate(at: datetime) -> str:
    return f"<pubDate>{format_datetime(at, usegmt=True)}</pubDate>"


def _atom_text(item: Item, whole: bool) -> str:
    if not whole:
        return f"<summary>{teaser(item)}</summary>"
    return f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{as_html(item)}</div></content>'
