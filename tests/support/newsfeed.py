"""A small feed and its articles on a test server, for tests of what becomes of news once it has come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.support.news_server import NewsServer

STORIES = {
    "北山镇的冷链仓库开工": "北山镇的冷链仓库今天上午开工，总投资2.6亿元，预计明年六月建成。"
    "仓库可以存放四千吨水果，由临江物流公司经营。",
    "临江队客场取胜": "临江队昨晚在客场以三比一战胜汀州队，前锋陈晓峰打进两球。"
    "这是球队本赛季的第五场胜利，排名升到第二。",
    "市图书馆延长开放时间": "从下周一起，市图书馆的开放时间延长到晚上十点。"
    "馆长林静说，考试季以后再看是否保持，周末的时间不变。",
}
_HTML = {"Content-Type": "text/html; charset=utf-8"}


def add_feed(server: NewsServer, path: str, stories: dict[str, str], newest: datetime | None = None) -> str:
    """A feed of teasers, newest first, each article an hour older than the one before, and their pages; its URL."""
    time = newest or datetime.now(UTC) - timedelta(minutes=5)
    items = []
    for number, (title, body) in enumerate(stories.items()):
        link = server.add(
            f"{path}/{number}.html", _page(title, body), headers={"Content-Type": "text/html; charset=utf-8"}
        )
        date = format_datetime(time - timedelta(hours=number))
        items.append(
            f"<item><title>{title}</title><link>{link}</link><description>{body[:12]}…</description>"
            f"<pubDate>{date}</pubDate></item>"
        )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>江岸新闻</title>{"".join(items)}</channel></rss>'
    return server.add(path, feed)


def _page(title: str, body: str) -> str:
    paragraphs = "".join(f"<p>{sentence}。</p>" for sentence in body.rstrip("。").split("。"))
    return (
        f"<!doctype html><html lang=zh><head><title>{title}</title></head><body><nav><a href='/'>首页</a></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>版权所有</footer></body></html>"
    )
