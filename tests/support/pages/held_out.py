# ruff: noqa: E501  markup stands in lines as sites send it
"""Ten layouts written after the rules were done: how well they do on pages they were not made with."""

from __future__ import annotations

import json

from tests.support.pages.chrome import EN_FOOT, EN_RELATED_TITLES, ZH_RELATED_TITLES, Page, at, html, links, ps, texts

ZH, EN = texts("zh"), texts("en")


def feed_portal() -> Page:
    title, text = ZH["clinic"]
    cards = "".join(
        f'<div class="card"><a href="/a/{n}"><div class="t">{name}</div><div class="d">这里是一条推荐内容的摘要，写得像正文一样长，好让读者以为它也是这篇文章的一部分。</div></a></div>'
        for n, name in enumerate(ZH_RELATED_TITLES)
    )
    body = f"""<div id="app"><div class="y-wrap"><div class="y-left"><div class="bui-left"><h1 class="tit">{title}</h1><div class="article-sub"><span>原创</span><span>渔村健康</span><span>2022-07-08 11:02:45</span></div>
    <article><div class="pgc-img"><img src="https://p3.example.com/large/pgc-image/abc" img_width="1080"></div>{ps(text, '<p data-track="1">')}</article><div class="report"><span>举报</span></div></div></div><div class="y-right">{cards}</div></div></div>"""
    return Page("zh feed portal with summaries beside", "https://www.kan.example.com/a711/", html(f"{title}_渔村健康", body), title, text, "zh", at(7, 8, 11, 2, 45), image="https://p3.example.com/large/pgc-image/abc")  # fmt: skip


def evening_paper() -> Page:
    title, text = ZH["bridge"]
    body = f"""<table width="1000" align="center"><tr><td><img src="images/top.jpg"></td></tr></table><table width="1000" align="center"><tr><td width="300" valign="top"><p>第A03版：城事</p><p><a href="node_2.htm">上一版</a> <a href="node_4.htm">下一版</a></p><ul>{links(ZH_RELATED_TITLES, "content_")}</ul></td>
    <td valign="top"><founder-title><p class="t1">{title}</p></founder-title><p class="info">海城晚报 2022年07月02日 星期六</p><div id="ozoom"><founder-content>{ps(text, "<P>　　")}</founder-content></div><p>本报记者 周远</p></td></tr></table>"""
    return Page("zh digital newspaper", "http://epaper.hcwb.example.com/html/2022-07/02/content_120.htm", html(f"{title}--海城晚报", body), title, text, "zh", at(7, 2), "周远")  # fmt: skip


def single_text_node() -> Page:
    title, text = ZH["chips"]
    body = f"""<div class="top_nav"><a href="/">首页</a><a href="/cj">财经</a></div><div class="container"><div class="title">{title}</div><div class="info">时间：2022-07-01 07:15:00　作者：方程　来源：海岸证券报</div><div class="detail">{"".join(f"{p}<br />" for p in text)}</div><div class="fx">分享到：</div><div class="zr">风险提示：以上内容仅供参考，不构成投资建议，投资者据此操作，风险自担。</div></div><div class="bottom">海岸证券报社版权所有，未经许可不得转载使用，违者必究。</div>"""
    return Page("zh div of breaks without paragraphs", "https://www.hazq.example.com/x/1.shtml", html(title, body), title, text, "zh", at(7, 1, 7, 15), "方程", "海岸证券报")  # fmt: skip


def spans() -> Page:
    title, text = ZH["rail"]
    content = "".join(
        f"<div><span>{p[: len(p) // 2]}</span><strong>{p[len(p) // 2 :]}</strong></div><div>&nbsp;</div>" for p in text
    )
    replies = "".join(
        f'<div class="post"><div class="pi"><a href="/u/{n}">网友{n}</a></div><div class="pcb">第{n}条跟帖：支持高铁，早就该修了，家乡的茶叶终于有了出路，希望票价不要太贵。</div></div>'
        for n in range(1, 6)
    )
    body = f"""<div class="wp"><h2 class="thread">{title}</h2><div class="authi">楼主 茶山人 发表于 2022-7-13 09:00</div><div class="first-post">{content}</div><div class="reply-list">{replies}</div></div>"""
    return Page("zh board with replies", "https://bbs.shimen.example.com/t/55", html(f"{title}_石门茶友", body), title, text, "zh", at(7, 13, 9))  # fmt: skip


def press_release() -> Page:
    title, text = ZH["factory"]
    about = "<p><b>关于北湾镇商会</b></p><p>北湾镇商会成立于一九八六年，现有会员四百三十家。媒体联络：何先生，电话：0599-7654321。</p>"
    body = f"""<header><nav><a href="/">企业资讯</a></nav></header><section class="pr"><h1>{title}</h1><div class="from">北湾镇商会 <time>2022-07-05 10:18</time></div><div class="pr-body">{ps(text)}</div><div class="about">{about}</div></section><footer>企业资讯网</footer>"""
    return Page("zh press release", "https://pr.example.com/r/8", html(title, body), title, text, "zh", at(7, 5, 10, 18))  # fmt: skip


def magazine() -> Page:
    title, text = EN["mill"]
    dek = "For a hundred years it made school books. Now the mill keeps what the fields forget."
    pull = '<blockquote class="pullquote"><p>“Somebody has to learn where every jar stands.”</p></blockquote>'
    content = ps(text[:3]) + pull + ps(text[3:])
    head = '<meta property="og:title" content="Town turns its last paper mill into a seed bank"><meta property="article:published_time" content="2022-06-19T06:00:00Z"><meta name="author" content="Ada Voss">'
    body = f"""<div class="skip"><a href="#m">Skip to content</a></div><header><div class="brand">Field &amp; Shore</div></header><main id="m"><header class="hero"><h1>{title}</h1><p class="dek">{dek}</p><p>Words by Ada Voss · Photographs by Per Lind</p></header><div class="longform">{content}</div><section class="author-bio"><p>Ada Voss writes about farming and the sea. Her first book, The Salt Path, came out last year.</p></section><section class="next-up"><h2>Next up</h2><a href="/x"><h3>{EN_RELATED_TITLES[3]}</h3><p>Our favourite routes along the coast, with a stop for tea on each of them.</p></a></section></main>{EN_FOOT}"""
    known = (dek, *text[:3], "“Somebody has to learn where every jar stands.”", *text[3:])
    return Page("en magazine", "https://fieldshore.example.com/mill", html(f"{title} | Field & Shore", body, head, "en"), title, known, "en", at(6, 19, 14), "Ada Voss")  # fmt: skip


def wire() -> Page:
    title, text = EN["ferry"]
    first = f"NORTHWICK (Coast Wire) — {text[0]}"
    body = f"""<div class="TopNav"><ul>{links(("Home", "Regions", "Markets"))}</ul></div><div class="Page-content"><div class="Page-lead"><h1 class="Page-headline">{title}</h1></div><div class="Page-byline">By TOM BRANDT<br>Updated 6:30 PM GMT+8, June 20, 2022</div><div class="RichTextStoryBody RichTextBody">{ps([first, *text[1:]])}<p>___</p><p>Follow the wire's coverage of the coast at https://wire.example.com/coast</p></div></div><div class="Page-below"><div class="PageList-header">Most read</div><div class="PageList-items">{"".join(f'<div class="PagePromo"><h3><a href="/{n}">{name}</a></h3></div>' for n, name in enumerate(EN_RELATED_TITLES))}</div></div>"""
    return Page("en wire", "https://wire.example.com/article/ferry", html(f"{title} | Coast Wire", body, "", "en"), title, (first, *text[1:]), "en", at(6, 20), "Tom Brandt")  # fmt: skip


def local_council() -> Page:
    title, text = EN["strike"]
    body = f"""<form id="aspnetForm" action="./news.aspx"><input type="hidden" name="__VIEWSTATE" value="{"dDw" * 200}"><div class="hdr"><a href="/">Harbour Transport</a></div><div class="left-menu"><ul>{links(("Timetables", "Fares", "News", "Lost property"))}</ul></div><div class="right-content"><h2>{title}</h2><p class="newsdate">23/06/2022</p><div class="newsbody"><p>{text[0]}</p><p>{text[1]}</p><table><tr><th>Line</th><th>Service this week</th></tr><tr><td>3</td><td>every ten minutes</td></tr></table><p>{text[2]}</p><p>{text[3]}</p></div><p><a href="/news">Back to news</a></p></div></form>"""
    known = (*text[:2], "Line Service this week", "3 every ten minutes", *text[2:])
    return Page("en form page with a table", "https://transport.example.net/news.aspx?id=77", html(f"{title} - Harbour Transport", body, "", "en"), title, known, "en")  # fmt: skip


def static_app() -> Page:
    title, text = EN["library"]
    ld = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "articleBody": "\n\n".join(text),
            "datePublished": "2022-06-24T17:50:00+08:00",
            "author": "Lena Moor",
            "publisher": {"name": "Harbour App"},
        },
        ensure_ascii=False,
    )
    body = '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/bundle.js"></script>'
    return Page("en application with the text in JSON-LD", "https://app.example.com/n/1", html(title, body, f'<script type="application/ld+json">{ld}</script>', "en"), title, text, "en", at(6, 24, 17, 50), "Lena Moor", "Harbour App")  # fmt: skip


def french_like() -> Page:
    title, text = EN["harbour_de"]
    content = "".join(
        f"<section><h2>{head}</h2><p>{p}</p></section>"
        for head, p in zip(("Andrang am Kai", "Sieben Jahre leer", "Der letzte Bus", "Wer bezahlt"), text, strict=True)
    )
    known = tuple(
        part
        for head, p in zip(("Andrang am Kai", "Sieben Jahre leer", "Der letzte Bus", "Wer bezahlt"), text, strict=True)
        for part in (head, p)
    )
    body = f"""<div class="page"><div class="meta-nav"><a href="/">Tagblatt</a><a href="/abo">Abo</a></div><h1>{title}</h1><div class="author-date">Von Jana Petersen | Stand: 24.06.2022, 17:50 Uhr</div><div class="content">{content}</div><div class="teaser-list"><h2>Das könnte Sie auch interessieren</h2><ul>{links(("Hafengebühren steigen", "Neue Fähre im Herbst", "Sturm legt Strom lahm"), "/x/")}</ul></div></div>"""
    return Page("de page of sections", "https://tagblatt.example.de/a/1", html(f"{title} | Tagblatt", body, "", "de"), title, known, "de", at(6, 24, 17, 50), "Jana Petersen")  # fmt: skip


HELD_OUT: tuple[Page, ...] = tuple(
    build()
    for build in (
        feed_portal, evening_paper, single_text_node, spans, press_release, magazine, wire, local_council, static_app, french_like,
    )
)  # fmt: skip
