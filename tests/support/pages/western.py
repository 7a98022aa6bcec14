# ruff: noqa: E501  markup stands in lines as sites send it
"""Fifteen layouts of English, German, Japanese and Korean sites."""

from __future__ import annotations

import json

from tests.support.pages.chrome import (
    EN_COMMENTS,
    EN_COOKIES,
    EN_FOOT,
    EN_NAV,
    EN_NEWSLETTER,
    EN_RELATED,
    EN_RELATED_TITLES,
    EN_SHARE,
    EN_SIDE,
    Page,
    at,
    between,
    html,
    links,
    ps,
    texts,
)

TEXTS = texts("en")


def _html(title: str, body: str, head: str = "", lang: str = "en") -> str:
    return html(title, body, head, lang)


def _ld(**fields: object) -> str:
    stated = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(stated, ensure_ascii=False)}</script>'


def blog() -> Page:
    title, text = TEXTS["trail"]
    body = f"""<header class="site-header"><p class="site-title"><a href="/">Cliff Notes</a></p><nav class="main-navigation"><ul>{links(("Home", "Walks", "About"))}</ul></nav></header>
    <div id="content"><main><article id="post-81" class="post hentry"><header class="entry-header"><h1 class="entry-title">{title}</h1><div class="entry-meta">Posted on <a href="/2022/06/18/path"><time class="entry-date published" datetime="2022-06-18T19:05:00+08:00">June 18, 2022</time></a> by <span class="author vcard"><a class="url fn n" href="/author/ines">Ines Holm</a></span></div></header>
    <div class="entry-content">{ps(text)}<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Tweet</a></li><li><a href="#">Print</a></li></ul></div></div><footer class="entry-footer">Posted in <a href="/category/walks" rel="category tag">Walks</a> Tagged <a href="/tag/cliffs">cliffs</a></footer></article>
    <nav class="post-navigation"><a href="/2022/06/01/gulls" rel="prev">Previous: Counting gulls</a></nav>{EN_COMMENTS}</main><aside class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{links(EN_RELATED_TITLES, "/2022/")}</ul></section></aside></div><footer>Proudly powered by a blog engine</footer>"""
    head = '<link rel="canonical" href="https://cliffnotes.example.org/2022/06/18/path/"><meta property="og:site_name" content="Cliff Notes"><meta property="og:image" content="https://cliffnotes.example.org/img/map.jpg">'
    return Page(
        "en blog", "https://cliffnotes.example.org/2022/06/18/path/", _html(f"{title} – Cliff Notes", body, head), title, text, "en", at(6, 18, 19, 5), "Ines Holm",
        "Cliff Notes", "Walks", "https://cliffnotes.example.org/img/map.jpg",
    )  # fmt: skip


def newspaper_teaser() -> Page:
    title, text = TEXTS["strike"]
    head = (
        _ld(
            headline=title,
            datePublished="2022-06-23T08:00:00Z",
            author={"@type": "Person", "name": "Karl Ness"},
            isAccessibleForFree=False,
            publisher={"@type": "Organization", "name": "The Coast Daily"},
        )
        + '<meta property="article:section" content="Business">'
    )
    wall = '<div class="paywall"><h2>Continue reading with a subscription</h2><p>You have reached your limit of free articles. Subscribe now for full access from 1 crown a week and support independent journalism on the coast.</p><a href="/subscribe">Subscribe</a> <a href="/login">Already a subscriber? Sign in</a></div>'
    body = f'{EN_NAV}<main><article><h1>{title}</h1><p class="byline">By <a href="/by/ness">Karl Ness</a></p><time datetime="2022-06-23T08:00:00Z">23 June 2022</time><div class="article-body">{ps(text[:2])}</div>{wall}</article>{EN_RELATED}</main>{EN_FOOT}'
    return Page(
        "en newspaper behind a paywall", "https://coastdaily.example.com/business/strike-ends", _html(f"{title} | The Coast Daily", body, head), title, text[:2], "en",
        at(6, 23, 16), "Karl Ness", "The Coast Daily", "Business", complete=False,
    )  # fmt: skip


def cms() -> Page:
    title, text = TEXTS["ferry"]
    head = '<meta name="Generator" content="CMS 9"><meta property="og:type" content="article"><meta property="article:published_time" content="2022-06-20T10:30:00+00:00"><meta property="article:modified_time" content="2022-06-21T07:00:00+00:00"><meta property="og:image" content="https://island.example.net/sites/default/files/ferry.jpg"><meta property="og:site_name" content="Island Council">'
    body = f"""<div class="layout-container"><header role="banner"><a href="/" rel="home">Island Council</a></header><nav role="navigation" class="breadcrumb" aria-labelledby="system-breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/transport">Transport</a></li></ol></nav>
    <main role="main"><div class="region region-content"><h1 class="page-title"><span class="field field--name-title">{title}</span></h1><article class="node node--type-article"><footer class="node__meta"><div class="node__submitted">Submitted by <span class="field--name-uid"><span>Harbour Office</span></span> on <span class="field--name-created">Mon, 20/06/2022 - 18:30</span></div></footer>
    <div class="node__content"><div class="clearfix text-formatted field field--name-body">{ps(text)}</div><div class="field--name-field-tags"><div>Tags</div><div><a href="/t/1">ferry</a></div></div></div></article></div></main><footer role="contentinfo">{EN_FOOT}</footer></div>"""
    return Page(
        "en CMS", "https://island.example.net/transport/new-ferry", _html(f"{title} | Island Council", body, head), title, text, "en", at(6, 20, 18, 30), "Harbour Office",
        "Island Council", "Transport", "https://island.example.net/sites/default/files/ferry.jpg", updated_at=at(6, 21, 15),
    )  # fmt: skip


def nested_divs() -> Page:
    title, text = TEXTS["mill"]
    content = "".join(
        f'<div class="css-1a"><div class="css-2b"><div data-component="text-block" class="css-3c"><p class="css-4d"><span>{p}</span></p></div></div></div>'
        for p in text
    )
    ld = _ld(
        headline=title,
        datePublished="2022-06-19T06:00:00.000Z",
        author=[{"@type": "Person", "name": "Ada Voss"}, {"@type": "Person", "name": "Per Lind"}],
        image={"@type": "ImageObject", "url": "https://news.example.com/img/mill.jpg"},
        publisher={"name": "Northwick Post"},
        articleSection=["Environment", "Local"],
    )
    body = f'<div id="root"><div class="css-n">{EN_NAV}</div><div class="css-m"><div class="css-h"><h1>{title}</h1></div><div class="css-by">By Ada Voss and Per Lind<br>Northwick</div><div class="css-body">{content}</div></div>{EN_RELATED}{EN_FOOT}</div><script id="__DATA__" type="application/json">{json.dumps({"props": {"text": list(text)}})}</script>'
    return Page(
        "en nested divs", "https://news.example.com/environment/2022/jun/19/seed-bank", _html(f"{title} - Northwick Post", body, ld), title, text, "en", at(6, 19, 14),
        "Ada Voss, Per Lind", "Northwick Post", "Environment", "https://news.example.com/img/mill.jpg",
    )  # fmt: skip


def lists_inside() -> Page:
    title, text = TEXTS["library"]
    items = (
        "The rooms are open from six in the evening until two in the morning.",
        "A reader's card costs two crowns a year and is free for people under 18.",
        "Tea and bread are sold until midnight by the fishing cooperative.",
    )
    content = (
        ps(text[:2])
        + "<h2>What you need to know</h2><ul>"
        + "".join(f"<li>{item}</li>" for item in items)
        + "</ul>"
        + ps(text[2:])
    )
    known = (*text[:2], "What you need to know", *items, *text[2:])
    body = f'{EN_COOKIES}{EN_NAV}<main><h1>{title}</h1><div class="meta"><span class="byline">By Lena Moor</span> <span>24 June 2022, 17:50</span></div><div class="story">{content}</div>{EN_SHARE}{EN_RELATED}</main>{EN_FOOT}'
    return Page(
        "en lists inside the text, cookie banner", "https://harbournews.example.com/news/library", _html(f"{title} | Harbour News", body, '<meta property="og:site_name" content="Harbour News">'), title, known, "en",
        at(6, 24, 17, 50), "Lena Moor", "Harbour News",
    )  # fmt: skip


def quotes() -> Page:
    title, text = TEXTS["strike"]
    quote = "“We did not win everything, but nobody will drive eleven hours again,” the chair of the drivers' union told members in the depot."
    content = ps(text[:2]) + f"<blockquote><p>{quote}</p></blockquote>" + ps(text[2:])
    body = f'{EN_NAV}<div class="container"><div class="col-8"><h1>{title}</h1><div class="dateline">Thursday, June 23, 2022 6:15 PM</div>{EN_SHARE}<div class="body">{content}</div>{EN_NEWSLETTER}</div><div class="col-4">{EN_SIDE}</div></div>{EN_FOOT}'
    return Page(
        "en quotes and sidebar", "https://harbournews.example.com/news/strike", _html(f"{title} - Harbour News", body), title, (*text[:2], quote, *text[2:]), "en", at(6, 23, 18, 15),
    )  # fmt: skip


def subheadings() -> Page:
    title, text = TEXTS["mill"]
    heads = ("A crown for a mill", "Two for one", "Against the blight", "Ice and water", "What comes next")
    known = [text[0]]
    content = f"<p>{text[0]}</p>"
    for head, paragraph in zip(heads, text[1:], strict=True):
        content += f"<h3>{head}</h3><p>{paragraph}</p>"
        known += [head, paragraph]
    head = '<meta name="author" content="Ada Voss"><meta name="date" content="2022-06-19T14:00:00+08:00"><meta property="og:title" content="Town turns its last paper mill into a seed bank">'
    body = f'{EN_NAV}<article><h1>{title}</h1><p class="standfirst"></p><figure><img src="/photos/mill-large.jpg" width="1200" height="800" alt="The mill"></figure><div itemprop="articleBody">{content}</div></article>{EN_COMMENTS}{EN_FOOT}'
    return Page(
        "en subheadings", "https://magazine.example.com/2022/mill", _html(title, body, head), title, tuple(known), "en", at(6, 19, 14), "Ada Voss", None, None,
        "https://magazine.example.com/photos/mill-large.jpg",
    )  # fmt: skip


def code() -> Page:
    title, text = TEXTS["trail"]
    snippet = "gpsbabel -i gpx -f path.gpx\n  -x simplify,count=500\n  -o kml -F path.kml"
    content = ps(text[:3]) + f"<pre><code>{snippet}</code></pre>" + ps(text[3:])
    body = f'<div class="wrapper"><header><a href="/">ines.dev</a></header><main class="post"><h1>{title}</h1><p class="post-meta"><time datetime="2022-06-18">Jun 18, 2022</time></p><div class="post-content">{content}</div></main><footer>Subscribe via <a href="/feed.xml">RSS</a></footer></div>'
    known = (*text[:3], *snippet.split("\n"), *text[3:])
    return Page(
        "en developer's page with code", "https://ines.example.dev/path", _html(f"{title} | ines.dev", body, '<meta property="og:type" content="article"><meta name="author" content="Ines Holm">'), title, known, "en",
        at(6, 18), "Ines Holm",
    )  # fmt: skip


def brief() -> Page:
    title, text = TEXTS["brief"]
    body = f'{EN_NAV}<div class="story"><h1>{title}</h1><div class="stamp">Published 2022-06-28 05:40 GMT</div><p>{text[0]}</p></div>{EN_RELATED}{EN_SIDE}{EN_FOOT}'
    return Page(
        "en short brief", "https://harbournews.example.com/live/quake", _html(f"{title} | Harbour News", body), title, text, "en", at(6, 28, 13, 40),
    )  # fmt: skip


def japanese() -> Page:
    title, text = TEXTS["harbour_ja"]
    body = f'<header><a href="/">港新聞</a><nav><ul>{links(("トップ", "社会", "経済", "スポーツ", "文化"))}</ul></nav></header><div class="main"><h1>{title}</h1><p class="date">2022年6月24日 17時50分</p><div class="sns"><a href="#">シェア</a><a href="#">ツイート</a></div><div class="article-body">{ps(text)}</div><div class="kanren"><h2>関連記事</h2><ul>{links(("港の使用料、三年連続で値上げ", "台風で渡し船が欠航", "朝市に新しい屋根"), "/n/")}</ul></div></div><footer><p>港新聞社の記事・写真の無断転載を禁じます。</p></footer>'
    head = '<meta property="og:site_name" content="港新聞"><meta property="article:section" content="社会">'
    return Page(
        "ja newspaper", "https://minato.example.jp/articles/1", _html(f"{title}：港新聞", body, head, "ja"), title, text, "ja", at(6, 24, 17, 50), None, "港新聞", "社会",
    )  # fmt: skip


def korean() -> Page:
    title, text = TEXTS["harbour_ko"]
    content = "<br/><br/>".join(text)
    body = f'<div id="header"><ul>{links(("뉴스", "경제", "사회", "문화", "스포츠"))}</ul></div><div id="container"><h3 id="articleTitle">{title}</h3><div class="article_info">입력 <span class="t11">2022.06.24. 17:50</span></div><div id="articleBody">{content}<br/><br/><a href="https://n.example.kr/sub">▶ 구독하기</a></div><div class="reporter"><a href="/r/1">부두일보 기사 더보기</a></div></div><div id="footer">Copyright © 부두일보. All rights reserved. 무단 전재 및 재배포 금지.</div>'
    head = f'<meta property="og:title" content="{title}"><meta property="og:image" content="https://img.example.kr/2022/06/24/lib.jpg"><meta property="og:type" content="article"><meta property="og:article:author" content="부두일보">'
    return Page(
        "ko portal", "https://n.example.kr/article/1", _html(f"{title} : 뉴스", body, head, "ko"), title, text, "ko", at(6, 24, 17, 50), None, None, None,
        "https://img.example.kr/2022/06/24/lib.jpg",
    )  # fmt: skip


def german() -> Page:
    title, text = TEXTS["harbour_de"]
    banner = '<div class="consent-layer"><p>Wir verwenden Cookies und ähnliche Technologien, um Inhalte zu personalisieren und die Zugriffe auf unsere Website zu analysieren. Ihre Einwilligung können Sie jederzeit widerrufen.</p><button>Zustimmen</button></div>'
    body = f'{banner}<header><nav><ul>{links(("Startseite", "Politik", "Wirtschaft", "Kultur", "Sport"))}</ul></nav></header><main><article><header><h1><span class="kicker">Kultur</span> <span class="headline">{title}</span></h1></header><p class="author">Von Jana Petersen</p><time datetime="2022-06-24T17:50:00+08:00">24. Juni 2022, 11:50 Uhr</time><div class="article__body">{between(text, ["", EN_NEWSLETTER.replace("Sign up for our morning briefing", "Newsletter am Morgen")])}</div></article></main><footer><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a></footer>'
    head = _ld(
        headline=title,
        datePublished="2022-06-24T11:50:00+02:00",
        author={"@type": "Person", "name": "Jana Petersen"},
        publisher={"@type": "Organization", "name": "Küstenblatt"},
    )
    return Page(
        "de newspaper", "https://kuestenblatt.example.de/kultur/bibliothek", _html(f"{title} - Küstenblatt", body, head, "de"), title, text, "de", at(6, 24, 17, 50), "Jana Petersen", "Küstenblatt",
    )  # fmt: skip


def inline_scripts() -> Page:
    title, text = TEXTS["library"]
    script = '<script>window.ads = window.ads || []; window.ads.push({slot: "mid", text: "<p>not a paragraph of the article at all, whatever it says</p>"});</script><style>.x{color:red}</style><noscript><img src="https://pixel.example.net/p.gif" width="1" height="1"></noscript>'
    body = f'<img src="https://pixel.example.net/t.gif" width="1" height="1">{EN_NAV}<div class="page"><h1>{title}</h1><p>By LENA MOOR</p><p>Published: June 24, 2022, 5:50 p.m.</p><img src="/uploads/library.jpg" width="1024" height="683"><div class="text">{between(text, [script] * 4)}</div></div>{EN_FOOT}'
    return Page(
        "en inline scripts", "https://tabloid.example.com/a/library", _html(f"{title} | Tabloid", body), title, text, "en", at(6, 24, 17, 50), "Lena Moor", None, None,
        "https://tabloid.example.com/uploads/library.jpg",
    )  # fmt: skip


def recommended_between() -> Page:
    title, text = TEXTS["ferry"]
    extras = [
        f'<aside class="inline-related"><p>READ MORE: <a href="/news/1.html">{EN_RELATED_TITLES[0]}</a></p></aside>',
        EN_NEWSLETTER,
        f'<div class="promo-card"><a href="/news/3.html"><h4>{EN_RELATED_TITLES[2]}</h4><p>Our photographers spent three days on the cliffs. See their best pictures here.</p></a></div>',
        '<p class="read-also"><strong>Read also:</strong> <a href="/news/4.html">Five walks to take before the autumn rain</a></p>',
    ]
    head = '<meta property="article:published_time" content="2022-06-20T18:30:00+08:00"><meta property="og:site_name" content="Harbour News"><meta name="twitter:image" content="/img/ferry-1200.jpg"><link rel="canonical" href="https://harbournews.example.com/"><meta property="article:section" content="Transport">'
    body = f'{EN_NAV}<main><article><h1>{title}</h1><p class="author-line">By Tom Brandt, Transport Correspondent</p><div class="entry">{between(text, extras)}</div><p class="tags">Topics: <a href="/t/1">ferries</a> <a href="/t/2">winter</a></p></article>{EN_RELATED}</main>{EN_SIDE}{EN_FOOT}'
    return Page(
        "en recommended stories between paragraphs, broken canonical", "https://harbournews.example.com/transport/ferry-2022", _html(f"{title} | Harbour News", body, head), title, text, "en",
        at(6, 20, 18, 30), "Tom Brandt", "Harbour News", "Transport", "https://harbournews.example.com/img/ferry-1200.jpg",
    )  # fmt: skip


def live_blog() -> Page:
    title, text = TEXTS["strike"]
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Update {n}",
            "datePublished": f"2022-06-23T{18 - n}:20:00+08:00",
            "articleBody": p,
        }
        for n, p in enumerate(text)
    ]
    ld = _ld(
        **{"@type": "LiveBlogPosting"},
        headline=title,
        datePublished="2022-06-23T10:00:00+08:00",
        dateModified="2022-06-23T18:20:00+08:00",
        coverageStartTime="2022-06-23T10:00:00+08:00",
        liveBlogUpdate=updates,
        publisher={"name": "Harbour News"},
    )
    feed = "".join(
        f'<div class="block"><time datetime="2022-06-23T{18 - n}:20:00+08:00">{18 - n}:20</time><div class="block-body"><p>{p}</p></div></div>'
        for n, p in enumerate(text)
    )
    body = f'{EN_NAV}<main><h1>{title}</h1><div class="live-blog">{feed}</div></main>{EN_SIDE}{EN_FOOT}'
    known = tuple(f"{18 - n}:20 {p}" for n, p in enumerate(text))
    return Page(
        "en live blog", "https://harbournews.example.com/live/strike", _html(f"{title} – live", body, ld), title, known, "en", at(6, 23, 10), None, "Harbour News", None, None, None,
        at(6, 23, 18, 20), live=True,
    )  # fmt: skip


WESTERN: tuple[Page, ...] = tuple(
    build()
    for build in (
        blog, newspaper_teaser, cms, nested_divs, lists_inside, quotes, subheadings, code, brief, japanese, korean, german,
        inline_scripts, recommended_between, live_blog,
    )
)  # fmt: skip
