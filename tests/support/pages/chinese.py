# ruff: noqa: E501  markup stands in lines as sites send it
"""Fifteen layouts of Chinese news sites."""

from __future__ import annotations

import json

from tests.support.pages.chrome import (
    ZH_COMMENTS,
    ZH_FOOT,
    ZH_HOT,
    ZH_NAV,
    ZH_RELATED,
    ZH_RELATED_TITLES,
    ZH_RIGHTS,
    ZH_SHARE,
    ZH_SIDE,
    Page,
    at,
    between,
    html,
    links,
    ps,
    texts,
)

TEXTS = texts("zh")


def portal() -> Page:
    title, text = TEXTS["library"]
    head = '<meta name="keywords" content="图书馆,码头"><meta name="description" content="海岸城的夜间图书馆本周一正式开放"><meta property="og:image" content="//img.haicheng.example.com/2022/0624/lib.jpg"><link rel="canonical" href="https://news.haicheng.example.com/2022/0624/c123.html"><script>var _hmt = _hmt || []; (function(){var hm = document.createElement("script");})();</script>'
    body = f"""{ZH_NAV}<div class="path"><a href="/">首页</a> &gt; <a href="/culture/">文化</a> &gt; 正文</div>
    <div class="wrap"><div class="main"><h1 class="main-title">{title}</h1>
    <div class="date-source"><span class="date">2022年06月24日 17:50</span> <span class="source ent-source">海城日报</span>
    <span>作者：王小雨</span><a href="#comments">评论 4</a></div>{ZH_SHARE}
    <div class="article" id="artibody"><div class="img_wrapper"><img src="//img.haicheng.example.com/2022/0624/lib.jpg" alt="夜间图书馆"></div>
    {ps(text)}<p class="editor">责任编辑：李明</p></div>{ZH_RELATED}{ZH_COMMENTS}</div>{ZH_SIDE}</div>{ZH_FOOT}"""
    return Page(
        "zh portal with sidebars", "https://news.haicheng.example.com/2022/0624/c123.html?from=wap",
        html(f"{title}|图书馆|码头_海城新闻网", body, head), title, text, "zh", at(6, 24, 17, 50), "王小雨", "海城日报", "文化",
        "https://news.haicheng.example.com/2022/0624/lib.jpg".replace("news.", "img."),
        "https://news.haicheng.example.com/2022/0624/c123.html",
    )  # fmt: skip


def government() -> Page:
    title, text = TEXTS["bridge"]
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td></tr>"
        for a, b in (
            ("索引号：", "HC-2022-0071"),
            ("发布机构：", "市住建局"),
            ("公开范围：", "面向社会"),
            ("成文日期：", "2022-06-30"),
        )
    )
    head = '<meta name="SiteName" content="海岸城人民政府"><meta name="ColumnName" content="通知公告"><meta name="PubDate" content="2022-07-01 09:30"><meta name="ContentSource" content="市住建局"><meta name="ArticleTitle" content="青石桥封闭维修四个月 公交绕行方案公布">'
    body = f"""<div class="top"><a href="/">海岸城人民政府</a> <a href="/en">English</a> <a href="/wza">无障碍</a></div>
    <table class="menu" width="100%"><tr><td><a href="/zwgk">政务公开</a></td><td><a href="/bszn">办事指南</a></td><td><a href="/hdjl">互动交流</a></td></tr></table>
    <div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/tzgg/">通知公告</a></div>
    <table class="xxgk" border="1">{rows}</table>
    <h1>{title}</h1><div class="info">发布时间：2022-07-01 09:30　来源：市住建局　浏览次数：<span id="hits">381</span>　字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</div>
    <div class="TRS_Editor">{ps(text, '<p style="text-indent:2em"><span style="font-size:16px">　　', "</span></p>")}</div>
    <div class="tools"><a href="javascript:print()">【打印本页】</a><a href="javascript:close()">【关闭窗口】</a></div>
    <div class="footer">主办：海岸城人民政府办公室 网站标识码：3300000001 海ICP备05000001号</div>"""
    return Page(
        "zh government with tables", "https://www.haicheng.gov.example.com/tzgg/202207/t20220701_5512.html",
        html(f"{title}-海岸城人民政府", body, head), title, text, "zh", at(7, 1, 9, 30), None, "市住建局", "通知公告",
    )  # fmt: skip


def single_column() -> Page:
    title, text = TEXTS["school"]
    spans = "".join(
        f'<section style="margin:0 16px"><span style="letter-spacing:1px"><span>{p}</span></span></section><section><br></section>'
        for p in text
    )
    body = f"""<div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content"><div id="img-content" class="rich_media_wrp">
    <h1 class="rich_media_title" id="activity-name">
        {title}
    </h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_text">罗敏</span>
    <span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">石门教育</a></span>
    <em id="publish_time" class="rich_media_meta rich_media_meta_text">2022-06-12 07:30</em></div>
    <div class="rich_media_content" id="js_content"><section><img data-src="https://mmbiz.example.com/a/640.jpg" src="data:image/gif;base64,R0lGOD" data-w="900"></section>{spans}</div></div></div>
    <div class="rich_media_tool"><a id="js_view_source" href="##">阅读原文</a><span>阅读 1024</span><span>点赞 36</span><span>在看 12</span></div>
    <div class="qr_code_pc"><p>微信扫一扫<br>关注该公众号</p></div></div></div>"""
    head = '<meta property="og:title" content="山区小学有了自己的气象站"><meta property="og:site_name" content="公众平台"><meta property="og:type" content="article"><meta name="author" content="罗敏">'
    return Page(
        "zh single column of sections", "https://mp.example.com/s/abcdefg", html(title, body, head), title, text, "zh",
        at(6, 12, 7, 30), "罗敏", "公众平台", None, "https://mmbiz.example.com/a/640.jpg",
    )  # fmt: skip


def agency() -> Page:
    title, text = TEXTS["storm"]
    body = f"""{ZH_NAV}<div class="header domPC"><div class="header-cont"><span class="year">2022</span> <span class="day">06/24</span> <span class="time">08:15:30</span>
    <div class="source">来源：海岸通讯社</div><h1><span class="title">{title}</span></h1></div></div>
    <div class="main"><div class="main-left"><div id="detail">
    <p>　　海岸通讯社北湾6月24日电（记者 赵启 孙月）{text[0]}</p>{ps(text[1:], "<p>　　")}</div>
    <div class="bj"><span class="tiyi1"><a href="javascript:void(0);">【纠错】</a></span><span class="editor">【责任编辑：周宁】</span></div>
    <div class="yd"><h3>阅读下一篇：</h3><a href="/2022/0623/c9.html">{ZH_RELATED_TITLES[0]}</a></div>{ZH_SHARE}{ZH_RIGHTS}{ZH_RELATED}</div></div>{ZH_FOOT}"""
    known = (f"海岸通讯社北湾6月24日电（记者 赵启 孙月）{text[0]}", *text[1:])
    head = '<meta name="publishdate" content="2022-06-24"><meta name="pubdate" content="2022-06-24 08:15:30"><meta name="source" content="海岸通讯社">'
    return Page(
        "zh agency with notices behind the text", "https://www.tongxun.example.com/2022-06/24/c_1128.htm",
        html(f"{title}-海岸通讯社", body, head), title, known, "zh", at(6, 24, 8, 15, 30), "赵启, 孙月", "海岸通讯社", None,
    )  # fmt: skip


def forum_breaks() -> Page:
    title, text = TEXTS["clinic"]
    body = f"""<div id="hd"><a href="/">海城社区</a> <a href="/bbs">论坛</a> <a href="/news">资讯</a> <a href="/house">房产</a></div>
    <div id="pt">海城社区 › <a href="/news">资讯</a> › <a href="/news/health">健康</a> › 查看内容</div>
    <div class="bm vw"><div class="h hm"><h1 class="ph">{title}</h1><p class="xg1">2022-7-8 11:02<span class="pipe">|</span>发布者: 小编<span class="pipe">|</span>查看: 632<span class="pipe">|</span>评论: 0</p></div>
    <div class="d"><table cellpadding="0"><tr><td id="article_content">{"<br><br>".join(text)}<br></td></tr></table>
    <div class="click_div"><table><tr><td>路过</td><td>雷人</td><td>握手</td><td>鲜花</td></tr></table></div></div></div>
    <div id="ft">Powered by Community! X3 © 2001-2022</div>"""
    return Page(
        "zh forum with line breaks", "http://bbs.haicheng.example.com/article-3312-1.html", html(f"{title} - 海城社区", body),
        title, text, "zh", at(7, 8, 11, 2), None, None, "健康",
    )  # fmt: skip


def indents() -> Page:
    title, text = TEXTS["rail"]
    body = f"""<div class="nav"><ul>{links(("首页", "新闻", "专题", "评论"))}</ul></div><div class="crumb">您的位置：<a href="/">首页</a>&nbsp;>&nbsp;<a href="/jt/">交通</a>&nbsp;>&nbsp;正文</div>
    <div class="box"><h2>{title}</h2><p class="sub">2022-07-13 06:20　来源：山城晚报　作者：高原</p>
    <div class="con">　　{"<br/>　　".join(text)}<br/><br/>（编辑：小林）</div></div>
    <div class="prev">上一篇：<a href="/jt/1.html">{ZH_RELATED_TITLES[1]}</a></div><div class="next">下一篇：<a href="/jt/3.html">{ZH_RELATED_TITLES[2]}</a></div>{ZH_FOOT}"""
    return Page(
        "zh full-width indents", "http://news.shancheng.example.com/jt/2.html", html(f"{title}_交通_山城网", body), title, text, "zh",
        at(7, 13, 6, 20), "高原", "山城晚报", "交通",
    )  # fmt: skip


def gallery() -> Page:
    title, captions = TEXTS["gallery"]
    slides = "".join(
        f'<li><a href="#p={n}"><img src="/pic/2022/0816/{n}.jpg" width="900" height="600" alt=""></a><p class="caption">{c}</p></li>'
        for n, c in enumerate(captions, 1)
    )
    body = f"""{ZH_NAV}<div class="photo"><h1>{title}</h1><div class="info">2022-08-16 20:30:00　来源：海城日报　摄影：方圆</div><div class="slider"><ul class="pics">{slides}</ul></div>
    <div class="tool">支持键盘←→键翻页 <a href="/pic/list.html">图集列表</a></div></div><div class="more"><h3>推荐图集</h3><ul>{links(("白沙岛的早晨", "老街夜市重开", "石门采茶"), "/pic/")}</ul></div>{ZH_FOOT}"""
    return Page(
        "zh gallery with captions", "https://pic.haicheng.example.com/2022/0816/1.html", html(f"{title}-海城新闻网", body), title,
        captions, "zh", at(8, 16, 20, 30), None, "海城日报", None, "https://pic.haicheng.example.com/pic/2022/0816/1.jpg",
    )  # fmt: skip


def live() -> Page:
    title, items = TEXTS["live"]
    feed = "".join(
        f'<li class="live-item"><span class="live-time">{time}</span><div class="live-text"><p>{text}</p><a href="#">分享</a></div></li>'
        for time, text in items
    )
    body = f"""{ZH_NAV}<div class="live-head"><h1>{title}</h1><p class="live-meta">2022-06-23 22:45 海城新闻网 正在直播 35.2万人观看</p></div>
    <div class="live-tab"><a href="#">直播间</a> <a href="#">聊天室</a></div><ul class="live-list">{feed}</ul>{ZH_RELATED}{ZH_FOOT}"""
    known = tuple(f"{time} {text}" for time, text in items)
    return Page(
        "zh live page", "https://live.haicheng.example.com/room/88.html", html(f"{title}_海城新闻网", body), title, known, "zh",
        at(6, 23, 22, 45), live=True,
    )  # fmt: skip


def links_inside() -> Page:
    title, text = TEXTS["chips"]
    linked = [
        p.replace("海岸大学", '<a href="/u/">海岸大学</a>').replace(
            "半导体", '<a class="kw" href="/t/bdt">半导体</a>', 1
        )
        for p in text
    ]
    inside = f'<div class="inner-related"><strong>延伸阅读</strong><ul>{links(ZH_RELATED_TITLES[:4], "/n/")}</ul></div>'
    content = ps(linked[:2]) + inside + ps(linked[2:])
    ld = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": "2022-06-30T18:05:00+08:00",
            "dateModified": "2022-06-30T20:00:00+08:00",
            "author": [{"@type": "Person", "name": "陈默"}, {"@type": "Person", "name": "何静"}],
            "publisher": {"@type": "Organization", "name": "海岸财经"},
            "image": ["https://cj.example.com/i/yuan.jpg"],
            "articleSection": "产经",
        },
        ensure_ascii=False,
    )
    body = f"""{ZH_NAV}<div class="content"><h1>{title}</h1><div class="meta"><span>陈默 何静</span> <span>2022-06-30 18:05</span></div><div class="txt">{content}</div></div>{ZH_SIDE}{ZH_FOOT}"""
    return Page(
        "zh related links inside the text", "https://cj.example.com/a/20220630/77.html",
        html(f"{title} - 海岸财经", body, f'<script type="application/ld+json">{ld}</script>'), title, text, "zh", at(6, 30, 18, 5), "陈默, 何静",
        "海岸财经", "产经", "https://cj.example.com/i/yuan.jpg", updated_at=at(6, 30, 20),
    )  # fmt: skip


def old_tables() -> Page:
    title, text = TEXTS["ferry"]
    menu = "".join(
        f"<td bgcolor=#003366><a href={n}.asp><font color=white>{name}</font></a></td>"
        for n, name in enumerate(("首页", "要闻", "社会", "港口", "读者来信"))
    )
    content = "<BR>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{p}" for p in text)
    left = "".join(f"<tr><td>·<a href=show.asp?id={n}>{name}</a></td></tr>" for n, name in enumerate(ZH_RELATED_TITLES))
    markup = f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>{title}</title></head>
    <body topmargin=0><center><table width=760><tr>{menu}</tr></table><table width=760 border=0 cellpadding=4><tr><td width=180 valign=top><table><tr><td><b>最新文章</b></td></tr>{left}</table></td>
    <td valign=top><table width=100%><tr><td align=center><font size=5><b>{title}</b></font></td></tr><tr><td align=center><font size=2>2022-6-21 8:05:00　来源：港口周报　点击：1066</font></td></tr>
    <tr><td><font size=3 class=p14>{content}</font></td></tr><tr><td align=right>[<a href="javascript:window.close()">关闭窗口</a>]</td></tr></table></td></tr></table>
    <table width=760><tr><td align=center>港口周报社 版权所有 地址：海岸城码头路1号 电话：0599-1234567</td></tr></table></center></body></html>"""
    return Page(
        "zh tables of 2003", "http://www.gangkou.example.com/show.asp?id=2203", markup, title, text, "zh", at(6, 21, 8, 5), None, "港口周报",
    )  # fmt: skip


def traditional() -> Page:
    title, text = TEXTS["market"]
    head = f'<meta property="og:title" content="{title} | 生活 | 海風網"><meta property="og:site_name" content="海風網"><meta property="article:published_time" content="2022-07-16T10:12:00+08:00"><meta property="article:modified_time" content="2022-07-16T12:30:00+08:00"><meta property="article:section" content="生活"><meta property="og:image" content="https://cdn.haifeng.example.com/p/market.jpg?w=1200"><meta property="og:url" content="https://www.haifeng.example.com/story/7266/6470">'
    content = between(
        text,
        [
            '<div class="ads"><ins class="adsbygoogle"></ins></div>',
            "",
            f'<div class="rec"><p>延伸閱讀</p><ul>{links(("港邊咖啡館的三十年", "颱風假怎麼放？市府說明"), "/story/")}</ul></div>',
        ],
    )
    body = f"""<header><a href="/">海風網</a><nav><ul>{links(("即時", "要聞", "生活", "財經", "娛樂"))}</ul></nav></header><main><article class="article-content"><h1 class="article-content__title">{title}</h1>
    <section class="authors"><time class="article-content__time">2022-07-16 10:12</time> <span class="author">海風網 記者<a href="/r/9">林宜靜</a>／即時報導</span></section>
    <section class="article-content__editor">{content}</section></article><section class="tags"><a href="/t/1">夜市</a><a href="/t/2">觀光</a></section>
    <section class="more"><h3>相關新聞</h3><ul>{links(("夜市抽籤結果出爐", "老街停車場月底啟用", "攤商：盼補助水電"), "/story/")}</ul></section></main><footer>海風網股份有限公司 著作權所有，並保留一切權利。</footer>"""
    return Page(
        "zh traditional characters", "https://www.haifeng.example.com/story/7266/6470?from=list", html(f"{title} | 生活 | 海風網", body, head, "zh-Hant-TW"),
        title, text, "zh", at(7, 16, 10, 12), "林宜靜", "海風網", "生活", "https://cdn.haifeng.example.com/p/market.jpg?w=1200",
        "https://www.haifeng.example.com/story/7266/6470", at(7, 16, 12, 30),
    )  # fmt: skip


def mobile() -> Page:
    title, text = TEXTS["library"]
    content = "".join(f'<div class="art_p" data-i="{n}">{p}</div>' for n, p in enumerate(text))
    head = '<meta name="viewport" content="width=device-width"><link rel="canonical" href="https://www.kuaixun.example.com/n/5521.html">'
    body = f"""<div class="openapp"><a href="app://x">打开APP 查看更多精彩内容</a></div><div class="m-head"><a href="/">快讯</a></div><section class="art"><h1>{title}</h1><div class="art_info"><span>快讯网</span><span>06-24 17:50</span></div>
    <div class="art_box">{content}</div><div class="art_more"><a href="javascript:;">点击展开全文</a></div></section><section class="feed"><h3>为您推荐</h3>{"".join(f'<a class="feed_item" href="/n/{n}.html"><h4>{name}</h4><span>快讯网</span><span>{n}评论</span></a>' for n, name in enumerate(ZH_RELATED_TITLES, 1))}</section>
    <div class="bottombar"><a href="app://x">下载客户端，看更多本地新闻</a></div>"""
    return Page(
        "zh mobile page", "https://m.kuaixun.example.com/n/5521.html", html(title, body, head), title, text, "zh", at(6, 24, 17, 50), None, None,
        None, None, "https://www.kuaixun.example.com/n/5521.html",
    )  # fmt: skip


def amp() -> Page:
    title, text = TEXTS["bridge"]
    ld = json.dumps(
        {
            "@context": "http://schema.org",
            "@graph": [
                {"@type": "WebPage"},
                {
                    "@type": "NewsArticle",
                    "headline": title,
                    "datePublished": "2022-07-01T01:30:00Z",
                    "author": {"@type": "Person", "name": "吴越"},
                    "publisher": {"@type": "Organization", "name": "桥报"},
                    "image": {"@type": "ImageObject", "url": "https://www.qiaobao.example.com/i/bridge.jpg"},
                },
            ],
        },
        ensure_ascii=False,
    )
    head = f'<link rel="canonical" href="https://www.qiaobao.example.com/news/331"><script type="application/ld+json">{ld}</script><style amp-custom>body{{margin:0}}</style><script async src="https://cdn.example.org/v0.js"></script>'
    body = f"""<amp-sidebar id="s"><ul>{links(("首页", "本地", "交通"))}</ul></amp-sidebar><article><h1>{title}</h1><p class="byline">吴越 | 桥报 | 2022年7月1日 09:30</p><amp-img src="/i/bridge.jpg" width="1200" height="675" layout="responsive"></amp-img>
    {between(text, ['<amp-ad width="300" height="250" type="x"><div placeholder>广告</div></amp-ad>', "", '<amp-ad width="300" height="250" type="x"></amp-ad>'])}</article><amp-list src="/more.json"></amp-list><footer><p>© 2022 桥报</p></footer>"""
    return Page(
        "zh AMP", "https://amp.qiaobao.example.com/news/331", html(title, body, head), title, text, "zh", at(7, 1, 9, 30), "吴越", "桥报", None,
        "https://www.qiaobao.example.com/i/bridge.jpg", "https://www.qiaobao.example.com/news/331",
    )  # fmt: skip


def comments() -> Page:
    title, text = TEXTS["school"]
    body = f"""{ZH_NAV}<div class="post"><h1>{title}</h1><div class="postmeta">石门周刊 · 2022-06-11 21:40 · 文/罗敏</div><div class="postbody">{ps(text)}</div></div>{ZH_COMMENTS}{ZH_COMMENTS.replace("06-25", "06-26").replace('id="comments"', "")}{ZH_FOOT}"""
    return Page(
        "zh comments larger than the text", "https://zhoukan.example.com/p/90.html", html(f"{title} - 石门周刊", body), title, text, "zh",
        at(6, 11, 21, 40), "罗敏",
    )  # fmt: skip


def industry() -> Page:
    title, text = TEXTS["factory"]
    ads = [
        '<div class="gg"><a href="http://ad.example.net/1"><img src="http://ad.example.net/1.gif" width="640" height="80"></a></div>',
        '<div class="gg"><p>广告：一站式跨境物流，新客立减</p><a href="http://ad.example.net/2">立即咨询</a></div>',
        "",
        '<p class="keyword">关键词：<a href="/t/1">跨境电商</a> <a href="/t/2">灯具</a></p>',
    ]
    body = f"""<div class="top-bar"><a href="/login">登录</a><a href="/reg">注册</a></div><div class="menu">{links(("首页", "零售电商", "跨境电商", "物流", "金融科技", "报告"))}</div>
    <div class="breadcrumb">首页&gt;跨境电商&gt;详情</div><div class="left"><h1>{title}</h1><p class="time">2022年07月05日 10:18:22　　网经观察</p><div class="abstract"><span>导读</span></div>
    <div class="content">{between(text, ads)}<p>来源：北湾日报　作者：何立</p></div><div class="disclaimer">免责声明：本文仅代表作者个人观点，与本网站无关。其原创性及文中陈述内容未经本站证实，请读者仅作参考，并自行核实相关内容。</div></div>
    <div class="right"><div class="hot"><h3>24小时热文</h3><ol>{ZH_HOT}</ol></div></div>{ZH_FOOT}"""
    return Page(
        "zh industry news with advertisements", "http://www.wangjing.example.com/detail--6614.html", html(f"{title} 网经观察 网经社", body), title, text, "zh",
        at(7, 5, 10, 18, 22), "何立", "北湾日报", "跨境电商",
    )  # fmt: skip


CHINESE: tuple[Page, ...] = tuple(
    build()
    for build in (
        portal, government, single_column, agency, forum_breaks, indents, gallery, live, links_inside, old_tables,
        traditional, mobile, amp, comments, industry,
    )
)  # fmt: skip
