"""The sources as people see them: order, words for what is wrong, pages, the terminal's table."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from bot.core.person import Person
from bot.core.splitting import utf16_length
from bot.replies.reasons import reason_words
from bot.replies.sources import PAGE_SIZE, HeldSources, ago, by_need, rate_words, source_json, source_list, source_table
from data.models import Publisher, Source, SourceSpec
from tests.support.paths import ROOT

ZH = Person("zh", ZoneInfo("Asia/Shanghai"))
EN = Person("en", ZoneInfo("Europe/London"))
NOW = datetime(2026, 6, 24, 9, 50, tzinfo=UTC)
HOUR = timedelta(hours=1)
GOOD = Source(1, SourceSpec("https://a.example/rss"), "新华社", False, NOW, NOW, HOUR, succeeded_at=NOW - 3 * HOUR)
FAILING = replace(GOOD, id=2, title="36氪", failures=3, error="no answer in time")
GIVEN_UP = replace(
    GOOD, id=3, title="老报", failures=9, error="the page is gone (HTTP 410)", paused="the page is gone (HTTP 410)"
)
PAUSED = replace(GOOD, id=4, title="临江日报", paused="by command")
UNREAD = Source(5, SourceSpec("https://new.example/rss/"), "https://new.example/rss/", False, NOW, NOW, HOUR)
FILES = [Publisher("品玩", 30, NOW), Publisher(None, 2, None)]


def shown(*sources: Source, rates: dict[int, float] | None = None, person: Person = ZH) -> str:
    return source_list(person, HeldSources(sources, rates or {}, []), NOW, 0, 1).text


def test_what_needs_somebody_comes_first() -> None:
    assert by_need([PAUSED, GOOD, GIVEN_UP, UNREAD, FAILING]) == [FAILING, GIVEN_UP, GOOD, UNREAD, PAUSED]


def test_a_good_source_says_when_it_was_read_and_how_much_it_brings() -> None:
    reply = source_list(ZH, HeldSources([GOOD], {1: 34.2}, []), NOW, 0, 1)
    assert reply.text == "1 个来源\n\n新华社\n3小时前读过 · 每天 34 篇"
    assert [piece.url for piece in reply.pieces if piece.url] == ["https://a.example/rss"]
    assert shown(GOOD, rates={1: 34.2}, person=EN) == "One source\n\n新华社\nread 3 hours ago · 34 a day"


def test_a_failure_is_told_in_the_readers_words_with_how_often() -> None:
    assert "⚠️ 36氪" in shown(FAILING)
    assert shown(FAILING).endswith("没有及时应答（连续 3 次）")
    assert shown(replace(FAILING, failures=1)).endswith("没有及时应答")
    assert shown(FAILING, person=EN).endswith("Fails: it did not answer in time (3 times in a row)")


def test_paused_by_hand_and_given_up_are_told_apart() -> None:
    assert shown(PAUSED).endswith("已暂停：运营者的决定")
    assert shown(GIVEN_UP).endswith("多次失败，不再读取：网址已永久关闭（HTTP 410）")
    assert shown(PAUSED, GIVEN_UP, FAILING).startswith("3 个来源 · 1 个读不到 · 2 个已停")


def test_a_source_that_was_never_read_says_so_and_is_called_by_its_address() -> None:
    assert shown(UNREAD) == "1 个来源\n\nnew.example/rss\n还没有读到过"


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (0.0, "近两周没有新文章"),
        (0.5, "每周 3.5 篇"),
        (1.0, "每天 1 篇"),
        (2.46, "每天 2.5 篇"),
        (1234.5, "每天 1,234 篇"),
    ],
)
def test_a_rate_is_told_by_the_day_or_by_the_week(rate: float, words: str) -> None:
    assert rate_words(ZH, rate) == words


def test_a_moment_ago_is_just_now() -> None:
    assert ago(EN, NOW, NOW) == "just now"
    assert ago(ZH, NOW + HOUR, NOW) == "刚刚"  # another machine's clock
    assert ago(EN, NOW - timedelta(minutes=5), NOW) == "5 minutes ago"


def test_publishers_of_no_source_stand_below_and_alone_where_there_is_no_source() -> None:
    assert source_list(ZH, HeldSources([GOOD], {}, FILES), NOW, 0, 1).text.endswith(
        "\n\n其他媒体（没有来源，不再更新）\n品玩  30 篇，最新 2026年6月24日\n未注明来源  2 篇，最新 时间不详"
    )
    alone = source_list(EN, HeldSources([], {}, FILES), NOW, 0, 1).text
    assert alone.startswith("32 articles from 2 sources\n\n品玩  30 articles")


def test_nothing_at_all_says_what_to_do() -> None:
    assert "newsbot sources add" in source_list(ZH, HeldSources([], {}, []), NOW, 0, 1).text


def test_every_source_and_publisher_is_on_one_page_and_each_page_fits_a_message() -> None:
    sources = [replace(FAILING, id=number, title=f"来源{number:02}。" + "长" * 60) for number in range(13)]
    publishers = [Publisher(f"报{number:02}。", 5, NOW) for number in range(9)]
    held = HeldSources(sources, {}, publishers)
    pages = [source_list(ZH, held, NOW, number, 7) for number in range(-(-held.total // PAGE_SIZE))]
    text = "\n".join(page.text for page in pages)
    assert all(text.count(source.title) == 1 for source in sources)
    assert all(text.count(publisher.name or "") == 1 for publisher in publishers)
    assert all(utf16_length(page.text) <= 4096 for page in pages)
    actions = [[button.action for row in page.buttons for button in row] for page in pages]
    assert actions == [["page:7:1"], ["page:7:0", "page:7:2"], ["page:7:1"]]


def test_the_table_names_each_source_by_number_title_and_address() -> None:
    console = Console(width=160, record=True, file=StringIO())
    console.print(source_table(EN, HeldSources([GOOD, FAILING, UNREAD], {1: 2.0}, []), NOW))
    lines = [" ".join(line.split()) for line in console.export_text().splitlines()]
    assert "2 36氪 3 hours ago nothing new for two weeks Fails: it did not answer in time (3 times in a row)" in lines
    assert "1 新华社 3 hours ago 2 a day working" in lines
    assert "5 https://new.example/rss/ – – not read yet" in lines
    assert "https://a.example/rss" in lines


def test_json_has_times_in_the_readers_zone() -> None:
    told = source_json(FAILING, 1.239, ZH.zone)
    assert (told["last_success"], told["articles_a_day"]) == ("2026-06-24T14:50:00+08:00", 1.24)
    assert source_json(PAUSED, 0.0, ZH.zone)["next"] is None


def reasons() -> Iterator[str]:
    """Every reason that the code of fetching and reading gives as it stands."""
    errors = {"FetchError", "UnreachableError", "RefusedAddress", "RobotsDenied", "GoneError", "ParseError"}
    root = ROOT / "data"
    for path in (*(root / "fetch").glob("*.py"), root / "ingest" / "source_reader.py", root / "parse" / "forms.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in errors:
                yield from (str(each.value) for each in node.args[1:2] if isinstance(each, ast.Constant))


@pytest.mark.parametrize("reason", sorted(set(reasons())))
def test_every_reason_has_words_in_chinese(reason: str) -> None:
    assert reason_words(ZH, reason) != reason


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("there is no such page (HTTP 404)", "网址上没有内容（HTTP 404）"),
        ("the site refuses (HTTP 403)", "网站拒绝访问（HTTP 403）"),
        ("the server does not give it (HTTP 503)", "网站自身出错（HTTP 503）"),
        ("the server does not give it (HTTP 418)", "网站没有给出内容（HTTP 418）"),
        ("is larger than 9.5 MB", "超过 9.5 MB，太大"),
        ("unpacks to more than 64 MB", "超过 64 MB，太大"),
        ("robots.txt could not be read: no answer in time", "读不到 robots.txt"),
        ("is a page, but the CSS rule 'a.b' selects no link in it", "CSS 规则在网页上找不到链接"),
        ("is a feed, but no item of it can be read (item 1: no title, and 3 more)", "订阅源里没有能读的条目"),
        ("is no feed any more, but a page that reads as article", "内容变成了另一种格式"),
        ("something nobody foresaw", "something nobody foresaw"),
        ("等新闻社恢复", "等新闻社恢复"),
    ],
)
def test_reasons_in_the_readers_language(reason: str, words: str) -> None:
    assert reason_words(ZH, reason) == words
