"""What is known, as replies: layout, numbers, buttons, parts of a long text."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.core.person import Person, language_in
from bot.core.splitting import utf16_length
from bot.replies.articles import PART_UNITS, ListPage, article_list, article_text
from data.models import Article

ZH = Person("zh", ZoneInfo("Asia/Shanghai"))
TIME = datetime(2022, 6, 24, 9, 50, tzinfo=UTC)
ARTICLE = Article(7, "标题", "第一段。\n第二段。", "https://news.example/7", None, TIME, "品玩", "资讯", "zh")
BARE = replace(ARTICLE, id=8, url=None, source=None, published_at=None)


def test_an_article_without_address_publisher_or_time_is_still_listed_and_one_tap_away() -> None:
    reply = article_list(ZH, "最新", ListPage([BARE], 0, 5, 1, 1))
    assert reply.text == "最新\n\n1. 标题\n未注明来源 · 时间不详"
    assert [piece.url for piece in reply.pieces if piece.url] == []
    assert reply.buttons[0][0].action == "article:8:0:1:0"


def test_numbers_go_on_from_page_to_page() -> None:
    reply = article_list(ZH, "最新", ListPage([ARTICLE], 2, 5, 11, 3))
    assert "\n\n11. 标题" in reply.text
    assert [button.label for button in reply.buttons[-1]] == ["‹ 上一页"]


def test_a_long_text_comes_in_parts_that_lead_on() -> None:
    body = "\n".join(f"第{number}段。" + "字" * 90 + "。" for number in range(120))
    long = replace(ARTICLE, body=body)
    parts, seen, part = -(-utf16_length(body) // PART_UNITS), "", 0
    while reply := article_text(ZH, long, part):
        assert utf16_length(reply.text) <= 4096
        assert "标题" in reply.text
        seen += reply.text.split("\n\n", 1)[1]
        part += 1
        assert [button.action for button in reply.buttons[0]] == [
            f"part:7:{other}" for other in (part - 2, part) if 0 <= other < parts
        ]
    assert part == parts > 2
    assert "".join(seen.split()) == "".join(body.split())


def test_a_headline_without_text_says_so() -> None:
    reply = article_text(ZH, replace(ARTICLE, body=""), 0)
    assert reply is not None
    assert "这篇只有标题，没有正文。" in reply.text


def test_the_language_of_a_question_is_told_by_its_script() -> None:
    assert Person("en", ZH.zone).speaking(language_in("谁赢了?")).language == "zh"
    assert ZH.speaking(language_in("Who won?")).language == "en"
    for text in ("Кто выиграл?", "BYD", "2022", "👍", ""):
        assert ZH.speaking(language_in(text)).language == "zh"
        assert Person("en", ZH.zone).speaking(language_in(text)).language == "en"
