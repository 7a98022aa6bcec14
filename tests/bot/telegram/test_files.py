"""Pictures and files go along with a reply, and without them where a server does not take them; buttons open pages."""

from __future__ import annotations

import struct
import zlib

import pytest

from bot.config import Config
from bot.conversation.router import Router
from bot.core.reply import Button, File, Piece, Reply, Style, plain
from bot.telegram.application import build
from bot.telegram.delivery import Delivery, Destination
from bot.telegram.rendering import render
from tests.bot.telegram.setup import configured
from tests.support.bot_api import BotApi, Chat
from tests.support.bot_api.client import BASIC


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\xff\xff\xff" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


CHART, TABLE = File("trend.png", png()), File("questions.jsonl", b'{"id": 1}\n')
BUTTONS = ((Button("7 天", "trend:1:7"),),)
WORDS = (Piece("“融资”的报道", Style.BOLD), Piece("\n每天 3 篇"))


async def sent(config: Config, router: Router, chat: Chat, reply: Reply) -> list[int]:
    async with build(config, router) as application:
        return await Delivery(application.bot).send(Destination(chat.id), render(reply))


async def test_a_picture_has_its_words_and_buttons_under_it(
    api: BotApi, chat: Chat, config: Config, router: Router
) -> None:
    await sent(config, router, chat, Reply(WORDS, BUTTONS, file=CHART))
    [message] = api.messages(chat)
    assert message.photo == CHART.content
    assert message.text == "“融资”的报道\n每天 3 篇"
    assert [entity["type"] for entity in message.entities] == ["bold"]
    assert [button.action for button in message.buttons] == ["trend:1:7"]


async def test_words_that_do_not_fit_follow_their_picture(
    api: BotApi, chat: Chat, config: Config, router: Router
) -> None:
    for units, messages in ((1024, 1), (1025, 2)):
        await sent(config, router, chat, Reply((Piece("字" * units),), BUTTONS, file=CHART))
        said = api.take_sent(chat)
        assert len(said) == messages
        assert (said[0].photo, said[-1].text) == (CHART.content, "字" * units)
        assert [len(message.buttons) for message in said] == [0, 1][-messages:]


async def test_any_other_file_is_for_downloading(api: BotApi, chat: Chat, config: Config, router: Router) -> None:
    await sent(config, router, chat, Reply((Piece("导出"),), file=TABLE))
    [message] = api.messages(chat)
    assert (message.document, message.text) == (TABLE.content, "导出")


@pytest.mark.parametrize("status", [400, 404, 500])
@pytest.mark.parametrize("file", [CHART, TABLE])
async def test_a_file_that_is_refused_leaves_its_words(
    api: BotApi, chat: Chat, config: Config, router: Router, status: int, file: File
) -> None:
    method = "sendPhoto" if file is CHART else "sendDocument"
    api.fail_next(method, status, {400: "Bad Request: IMAGE_PROCESS_FAILED", 404: "Not Found"}.get(status))
    await sent(config, router, chat, Reply(WORDS, BUTTONS, file=file))
    [message] = api.messages(chat)
    assert (message.photo, message.document, message.text) == (None, None, "“融资”的报道\n每天 3 篇")
    assert [button.action for button in message.buttons] == ["trend:1:7"]
    assert len(api.requests(method)) == 1


@pytest.mark.parametrize("refuse_with", [404, 500])
async def test_a_server_that_knows_no_files_gets_the_words(refuse_with: int, router: Router, config: Config) -> None:
    with BotApi(only=BASIC, refuse_with=refuse_with) as api:
        chat = api.private(api.user(7, "Li", "zh"))
        await sent(configured(api, config.home), router, chat, Reply((Piece("字" * 2000),), file=CHART))
        assert [message.text for message in api.messages(chat)] == ["字" * 2000]
        assert api.violations == []


async def test_a_picture_whose_fate_is_unclear_is_not_sent_again(
    api: BotApi, chat: Chat, config: Config, router: Router
) -> None:
    api.drop_next("sendPhoto", processed=True)
    await sent(config, router, chat, Reply(WORDS, file=CHART))
    assert len(api.messages(chat)) == len(api.requests("sendPhoto")) == 1
    assert api.requests("sendMessage") == []


async def test_a_picture_waits_out_a_flood_limit(api: BotApi, chat: Chat, config: Config, router: Router) -> None:
    api.fail_next("sendPhoto", 429, retry_after=1)
    await sent(config, router, chat, Reply(WORDS, file=CHART))
    assert [message.photo for message in api.messages(chat)] == [CHART.content]


async def test_pictures_and_words_take_each_other_s_place(
    api: BotApi, chat: Chat, config: Config, router: Router
) -> None:
    async with build(config, router) as application:
        delivery, place = Delivery(application.bot), Destination(chat.id)
        ids = await delivery.send(place, render(Reply(WORDS, file=CHART)))
        ids = await delivery.change(place, ids, render(plain("no news")))
        assert [(m.photo, m.text) for m in api.messages(chat)] == [(None, "no news")]
        await delivery.change(place, ids, render(Reply(WORDS, file=CHART)))
    assert [m.photo for m in api.messages(chat)] == [CHART.content]


async def test_a_button_opens_a_page(api: BotApi, chat: Chat, config: Config, router: Router) -> None:
    row = (Button("原文", "", "https://news.example/a?b=1"), Button("broken", "", "javascript:alert(1)"))
    await sent(config, router, chat, Reply(WORDS, (row, (Button("too", "", "mailto:a@b.example"),))))
    [message] = api.messages(chat)
    assert [(button.text, button.url) for button in message.buttons] == [("原文", "https://news.example/a?b=1")]
