"""An article opened from a list and from elsewhere, and the ways on and back; lists that turn newest or best first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.person import ChatContext, ChatKind, Person
from bot.core.reply import Reply, Style
from data.models import Entry
from data.store.articles import Store
from tests.support.made import Answers
from tests.support.stored import keep

NOW = datetime(2022, 6, 24, 4, tzinfo=UTC)
ZH = Person("zh", ZoneInfo("Asia/Shanghai"))
EN = replace(ZH, language="en")
LONG = "\n".join(f"第{number}段。" + "字" * 90 + "。" for number in range(90))


@pytest.fixture
def router(store: Store) -> Router:
    """Twelve short articles on a bridge, the oldest with most of it; and a long one."""
    entries = [
        Entry(f"第{day}天", "大桥。" * (14 - day), f"https://x.example/{day}", published_at=NOW.replace(day=day))
        for day in range(1, 13)
    ]
    entries.append(Entry("长文", LONG, "https://x.example/long", published_at=NOW.replace(day=13)))
    keep(store, *entries, now=NOW)
    return Router(store, Answers(), lambda: NOW)


def actions(reply: Reply) -> dict[str, str]:
    return {button.label: button.action for row in reply.buttons for button in row}


def titles(reply: Reply) -> list[str]:
    return [line.split(". ", 1)[1] for line in reply.text.splitlines() if line[:1].isdigit() and ". " in line]


def test_an_article_takes_the_place_of_its_list_and_leads_back_to_its_page(router: Router) -> None:
    first = router.respond(understand("/latest 大桥"), ZH)
    second = router.press(actions(first)["下一页 ›"], ZH).reply
    opened = router.press(actions(second)["全文 7"], ZH)
    assert opened.in_place
    assert opened.reply.text.startswith("第6天\n")
    back = router.press(actions(opened.reply)["‹ 返回列表"], ZH)
    assert back.in_place
    assert back.reply == second


def test_in_a_group_the_list_stays_for_the_others(router: Router) -> None:
    shared = replace(ZH, chat=ChatContext("telegram:-1", ChatKind.GROUP))
    pressed = router.press(actions(router.respond(understand("/latest 5"), shared))["全文 2"], shared)
    assert not pressed.in_place
    assert "‹ 返回列表" in actions(pressed.reply)


def test_from_anywhere_else_an_article_is_a_message_of_its_own(router: Router) -> None:
    pressed = router.press("article:1:0", ZH)
    assert not pressed.in_place
    assert "‹ 返回列表" not in actions(pressed.reply)


def test_parts_are_turned_in_place_and_keep_the_way_back(router: Router) -> None:
    part = router.press(actions(router.respond(understand("/latest 5"), EN))["Read 1"], EN).reply
    texts = [part.text]
    while "Next part ›" in actions(part):
        pressed = router.press(actions(part)["Next part ›"], EN)
        assert pressed.in_place
        part = pressed.reply
        texts.append(part.text)
        assert "‹ Back to list" in actions(part)
    assert len(texts) >= 3
    assert f"part {len(texts)} of {len(texts)}" in part.text
    assert all(f"第{number}段。" in "".join(texts) for number in range(90))
    assert router.press(actions(part)["‹ Part before"], EN).reply.text == texts[-2]


def test_an_opened_article_leads_to_its_page_and_to_articles_like_it(router: Router) -> None:
    reply = router.opened.open(3, 0, ZH)
    [original] = [button for row in reply.buttons for button in row if button.url]
    assert (original.label, original.url) == ("原文", "https://x.example/3")
    assert actions(reply)["🔎 相关"] == "alike:3"
    assert reply.about
    assert reply.about.article_ids == (3,)


@pytest.mark.parametrize("action", ["article:1:0:1", "part:1", "part:1:99", "part:1:0:1:2:3", "part:999:0", "list:99"])
def test_odd_buttons_get_kind_words(router: Router, action: str) -> None:
    assert router.press(action, ZH).reply.text in ("这篇文章已经不在了。", "这个按钮已失效，请把问题或命令再发一次。")


def test_a_search_turns_newest_first_and_back_with_the_same_words(router: Router) -> None:
    best = router.respond(understand("/search 大桥 -第3天"), ZH)
    assert titles(best)[:2] == ["第1天", "第2天"]
    assert best.text.startswith("共 11 篇：大桥，不含 第3天")
    newest = router.press(actions(best)["⇅ 最新在前"], ZH)
    assert newest.in_place
    assert titles(newest.reply)[:2] == ["第12天", "第11天"]
    assert newest.reply.text.startswith("共 11 篇：大桥，不含 第3天（最新在前）")
    further = router.press(actions(newest.reply)["下一页 ›"], ZH).reply
    assert titles(further)[0] == "第7天"
    assert router.press(actions(further)["⇅ 最相关在前"], ZH).reply == best


def test_what_was_searched_is_bold_in_titles_and_excerpts(router: Router) -> None:
    reply = router.respond(understand("/search 大橋"), ZH)
    bold = [piece.text for piece in reply.pieces[1:] if piece.style is Style.BOLD]
    assert bold
    assert set(bold) == {"大桥"}


def test_a_list_speaks_of_the_articles_on_its_page(router: Router) -> None:
    first = router.respond(understand("/search 大桥"), ZH)
    second = router.press(actions(first)["下一页 ›"], ZH).reply
    assert first.about
    assert second.about
    assert (first.about.article_ids, first.about.first) == ((1, 2, 3, 4, 5), 1)
    assert (second.about.article_ids, second.about.first) == ((6, 7, 8, 9, 10), 6)


def test_every_action_fits_into_64_bytes(router: Router) -> None:
    replies = [
        router.respond(understand(f"/search {'大桥 ' * 200}-x OR y"), ZH),
        router.opened.open(13, 1, ZH, (10**9, 10**5)),
    ]
    assert all(len(action.encode()) <= 64 for reply in replies for action in actions(reply).values())
