"""Links, files and forwarded texts that people send: read from a real server, held against the sample news."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import Parts, open_parts
from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import MessageContext, understand
from bot.core.person import Person
from bot.core.reply import Reply
from bot.features.shared_links import Links
from bot.features.web_pages import WebPages
from data.chats.shared_pages import KEPT
from data.models import Article, Entry
from data.samples import sample_paths
from embeddings.clustering.unstored import Unstored
from embeddings.encoders.encoder import Encoder
from tests.conftest import CACHE
from tests.support.news_server import NewsServer
from tests.support.stored import add

NOW = datetime(2022, 6, 26, 8, 0, tzinfo=UTC)
ZH = Person("zh", ZoneInfo("Asia/Shanghai"))
EN = Person("en", ZoneInfo("Europe/London"))
HARBOUR = (
    "海边小镇的老灯塔在停用四十年后重新亮起。守塔人后代柯明远说，灯芯是照着旧图纸手工做的，花了两年。"
    "镇上计划把塔楼改成小型展览馆，展出历年的航海日志。首批日志共六十三本，来自三个渔民家庭。"
    "灯塔每晚七点亮灯，冬季提前一小时。今年夏天的门票收入将用来修缮码头的石阶。"
)


def city(name: str) -> dict[str, str]:
    """An article of the samples as it came."""
    [path] = [path for path in sample_paths() if path.suffix == ".jsonl"]
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return next(line for line in lines if line["id"] == name)


PORPOISE = city("lj-0610-porpoise")


def page(title: str, body: str, published: str = "2022-06-11T09:00:00+08:00", source: str = "江岸晚报") -> bytes:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n"))
    time = f'<meta property="article:published_time" content="{published}">'
    head = f'{time}<meta property="og:site_name" content="{source}">'
    kind = '<meta property="og:type" content="article">'
    text = f"<html lang='zh'><head><title>{title}</title>{head}{kind}</head><body><article><h1>{title}</h1>{paragraphs}"
    return f"{text}</article></body></html>".encode()


@pytest.fixture(scope="module")
def opened(sample_home: Path, tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Parts]:
    home = tmp_path_factory.mktemp("links") / "home"
    shutil.copytree(sample_home, home)
    config = Config(home=home, cache=CACHE, allow_private="127.0.0.0/8", spacing=0, reader=False)
    with open_parts(config, encoder) as parts:
        while parts.linker.link():
            pass
        yield parts


@pytest.fixture
def router(opened: Parts) -> Router:
    return opened.router


def labels(reply: Reply) -> list[list[str]]:
    return [[button.label for button in row] for row in reply.buttons]


def action(reply: Reply, label: str) -> str:
    return next(button.action for row in reply.buttons for button in row if button.label == label)


# -- pages


def test_a_page_is_summed_up_in_its_own_words(router: Router, server: NewsServer) -> None:
    reply = router.respond(understand(f"看看 {server_url(server, '/1', page('老灯塔重新亮起', HARBOUR))}"), ZH)
    head, gist, *_ = reply.text.split("\n\n")
    assert head == "老灯塔重新亮起\n江岸晚报 · 2022年6月11日 09:00"
    quotes = gist.split("\n• ")[1:]
    assert 2 <= len(quotes) <= 4
    assert all(quote in HARBOUR for quote in quotes)
    assert "没有别家报道这件事" in reply.text
    assert labels(reply)[0] == ["全文 ›", "原文"]
    assert reply.buttons[0][1].url == server.url("/1")


def test_its_text_can_be_read_on_for_a_day_and_is_no_part_of_the_news(
    opened: Parts, router: Router, server: NewsServer
) -> None:
    before = opened.store.count()
    reply = router.respond(understand(server_url(server, "/2", page("老灯塔重新亮起", HARBOUR))), ZH)
    assert HARBOUR in router.press(action(reply, "全文 ›"), ZH).reply.text
    assert opened.store.count() == before
    later = links(opened, lambda: datetime.now(UTC) + KEPT + timedelta(minutes=1))
    number = int(action(reply, "全文 ›").split(":")[1])
    pressed = later.presses["read"]([number, 0], ZH)
    assert pressed is not None
    assert "只留一天" in pressed.reply.text


def test_a_page_is_asked_for_once_a_day(router: Router, server: NewsServer) -> None:
    url = server_url(server, "/3", page("老灯塔重新亮起", HARBOUR))
    assert router.respond(understand(url), ZH).text == router.respond(understand(url), ZH).text
    assert server.paths.count("/3") == 1


def test_who_prints_the_same_text_is_named_with_the_first_to_do_so(router: Router, server: NewsServer) -> None:
    body = PORPOISE["body"] + "\n责任编辑：方也"
    reply = router.respond(understand(server_url(server, "/4", page("江豚多了七头", body))), ZH)
    assert "最早是临江日报，2022年6月10日 16:20" in reply.text
    assert "（1 篇文字相同）" in reply.text
    assert PORPOISE["title"] in reply.text
    assert reply.about is not None
    assert reply.about.article_ids == (article(router, PORPOISE["url"]).id,)


def test_a_stored_article_is_opened_without_asking_its_site(router: Router, server: NewsServer) -> None:
    reply = router.respond(understand(PORPOISE["url"]), ZH)
    assert reply.text.startswith(PORPOISE["title"])
    assert "31头" in reply.text
    assert router.respond(understand(PORPOISE["url"].removeprefix("https://")), ZH) == reply
    assert server.requests == []


def test_an_address_that_leads_to_a_stored_article_opens_that(opened: Parts, server: NewsServer) -> None:
    entry = Entry("老灯塔的故事", HARBOUR, server.url("/lighthouse"))
    add(opened.store, opened.encoder, [entry])
    server_url(server, "/lighthouse", page("老灯塔的故事", HARBOUR))
    reply = opened.router.respond(understand(server.redirect("/short", server.url("/lighthouse"))), ZH)
    stored = article(opened.router, server.url("/lighthouse"))
    assert reply == opened.router.opened.open(stored.id, 0, ZH)
    opened.store.remove([stored.id])


def test_a_list_of_articles_is_said_to_be_one(router: Router, server: NewsServer) -> None:
    items = "".join(
        f"<item><title>海岸城第{number}条消息</title><link>https://news.example/list/{number}</link>"
        f"<description>海岸城今天有第{number}件事发生，细节正在核实。</description></item>"
        for number in range(1, 9)
    )
    feed = f"<rss version='2.0'><channel><title>海岸城日报</title>{items}</channel></rss>".encode()
    reply = router.respond(understand(server.add("/feed", feed, headers={"Content-Type": "application/rss+xml"})), ZH)
    assert reply.text.startswith("“海岸城日报”是列表页，共 8 条\n• 海岸城第1条消息")
    assert reply.text.count("•") == 5


# -- what cannot be read


def test_a_page_that_is_not_there_is_said_to_be_so(router: Router, server: NewsServer) -> None:
    assert "没有内容（HTTP 404）" in router.respond(understand(server.url("/nothing")), ZH).text
    assert "(HTTP 404)" in router.respond(understand(server.url("/nothing")), EN).text


def test_robots_txt_is_obeyed(router: Router, server: NewsServer) -> None:
    server.add("/robots.txt", "User-agent: *\nDisallow: /private/\n")
    url = server_url(server, "/private/1", page("老灯塔重新亮起", HARBOUR))
    assert "robots.txt 不允许读取" in router.respond(understand(url), ZH).text
    assert "/private/1" not in server.paths


def test_private_addresses_are_refused(opened: Parts, server: NewsServer, tmp_path: Path) -> None:
    strict = Router(opened.store, opened.answerer, pages=WebPages(Config(home=tmp_path, cache=CACHE), opened.store))
    url = server_url(server, "/5", page("老灯塔重新亮起", HARBOUR))
    assert "内网地址" in strict.respond(understand(url), ZH).text
    assert "内网地址" in strict.respond(understand("http://169.254.169.254/latest/meta-data/"), ZH).text
    assert server.requests == []


def test_nobody_waits_longer_than_set_for_a_page(opened: Parts, server: NewsServer, tmp_path: Path) -> None:
    config = Config(home=tmp_path, cache=CACHE, allow_private="all", spacing=0)
    hasty = Router(opened.store, opened.answerer, pages=WebPages(config, opened.store, wait_s=0.3))
    assert "没有及时应答" in hasty.respond(understand(server.add_silent("/silent")), ZH).text


def test_where_no_scheme_is_typed_and_there_is_no_https_http_is_tried(opened: Parts, server: NewsServer) -> None:
    url = server_url(server, "/6", page("老灯塔重新亮起", HARBOUR)).removeprefix("http://")
    config = Config(home=opened.store.database.path.parent, cache=CACHE, allow_private="all", spacing=0)
    [entry] = WebPages(config, opened.store).read(url).entries
    assert entry.title == "老灯塔重新亮起"


# -- what others say


def forwarded(router: Router, text: str, *links: str) -> Reply:
    return router.respond(understand(text, MessageContext(links, forwarded=True)), ZH)


def test_a_forwarded_text_is_taken_for_a_claim(router: Router) -> None:
    claim = "听说青澜江的江豚考察结果出来了，临江段估算有31头，比2019年多了7头，望江桥下还看到带幼崽的母豚！"
    reply = forwarded(router, claim)
    assert PORPOISE["title"] in reply.text
    assert "2022年6月10日 16:20" in reply.text
    assert reply.about is not None


def test_of_what_nobody_reports_it_says_so_and_calls_nothing_false(router: Router) -> None:
    reply = forwarded(router, "火星上的第一家奶茶店昨天正式开业，排队的机器人绕了环形山三圈。")
    assert "没有报道讲到这件事" in reply.text
    assert "不等于它是假的" in reply.text


def test_too_few_words_are_no_claim(router: Router) -> None:
    assert "太短" in forwarded(router, "哈哈哈 😂").text


def test_the_link_of_a_forwarded_text_is_read_and_that_of_a_channel_is_not(router: Router, server: NewsServer) -> None:
    url = server_url(server, "/7", page("老灯塔重新亮起", HARBOUR))
    assert forwarded(router, f"快看！{url}").text.startswith("老灯塔重新亮起")
    assert forwarded(router, "快看！老灯塔重新亮起来了", "https://t.me/channel/7", url).text.startswith("老灯塔")
    assert "🔎" in forwarded(router, "海边的老灯塔重新亮起来了 https://t.me/channel/7").text


def test_where_its_link_cannot_be_read_its_words_count(router: Router, server: NewsServer) -> None:
    gone = server.url("/gone")
    assert forwarded(router, f"青澜江的江豚估算有31头，比2019年多了7头 {gone}").text.startswith("🔎")
    assert "404" in forwarded(router, f"看 {gone}").text


def test_a_saved_page_is_read_as_a_link_is(router: Router) -> None:
    assert router.file("saved.html", page("老灯塔重新亮起", HARBOUR), ZH).text.startswith("老灯塔重新亮起\n江岸晚报")


def test_a_text_file_is_a_claim_and_bytes_are_nothing(router: Router) -> None:
    assert router.file("note.txt", HARBOUR.encode(), ZH).text.startswith("🔎")
    assert "读不了 note.txt" in router.file("note.txt", bytes(range(128, 256)) * 9, ZH).text


def server_url(server: NewsServer, path: str, body: bytes) -> str:
    return server.add(path, body, headers={"Content-Type": "text/html; charset=utf-8"})


def article(router: Router, url: str) -> Article:
    found = router.store.named(url)
    assert found
    return found


def links(parts: Parts, clock: object) -> Links:
    config = Config(home=parts.store.database.path.parent, cache=CACHE)
    compare = Unstored(parts.store, parts.encoder, parts.live)
    assert callable(clock)
    return Links(parts.store, WebPages(config, parts.store), compare, parts.router.opened, clock)
