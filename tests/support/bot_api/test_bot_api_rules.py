"""The loopback Bot API reads texts and keyboards as Telegram does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.bot_api import BotApi, Chat, User
from tests.support.bot_api.client import keyboard, press_me, refusal, result
from tests.support.bot_api.html import parse_html
from tests.support.bot_api.rules import automatic_entities, checked_link
from tests.support.bot_api.wire import problem_with

# Text


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
        ),
        ("😀<b>新闻</b>", "😀新闻", [("bold", 2, 2)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<tg-time unix="1656000000" format="wDT">新</tg-time>', "新", [("date_time", 0, 1)]),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ('<pre><code class="language-python">a</code></pre>', "a", [("pre", 0, 1)]),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2)]),
        ("&lt;b&gt; &amp;amp; &quot;q&quot; &#39;s&#x27; &nbsp;", "<b> &amp; \"q\" 's' &nbsp;", []),
        ("<B>a</B >", "a", [("bold", 0, 1)]),
        ("a > b", "a > b", []),
        ("<b></b>a", "a", []),
    ],
)
def test_html_becomes_visible_text_and_entities(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    shown, found = parse_html(html)
    assert shown == text
    assert [(e["type"], e["offset"], e["length"]) for e in found] == entities


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("a < b", 'Unsupported start tag ""'),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("新<br/>", 'Unsupported start tag "br/" at byte offset 3'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ('<tg-time unix="soon" format="r">a</tg-time>', "Invalid Unix time"),
        ('<tg-time unix="1656000000" format="rt">a</tg-time>', "Invalid date-time format"),
        ("<b", "Unclosed start tag"),
        ("<b>a</b", "Unclosed end tag"),
        ("<a href>x</a>", "Expected equal sign"),
        ('<a href="x>y</a>', "can't parse entities"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler"'),
        ("<tg-emoji>👍</tg-emoji>", "Invalid custom emoji identifier"),
    ],
)
def test_markup_that_telegram_cannot_parse_is_refused(api: BotApi, chat: Chat, html: str, reason: str) -> None:
    status, description = refusal(api, "sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")
    assert status == 400
    assert description.startswith("Bad Request: can't parse entities: ")
    assert reason in description
    assert api.messages(chat) == []
    assert api.violations == []


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://a.example/x?y=1&amp;z=2", "https://a.example/x?y=1&z=2"),
        ("example.org", "http://example.org/"),
        ("HTTP://example.org", "http://example.org/"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
        ("javascript:alert(1)", None),
        ("ftp://example.org/a", None),
        ("http://localhost/a", None),
        ("/relative", None),
        ("http://a.example/with space", None),
    ],
)
def test_a_link_is_kept_or_dropped_as_telegram_does(api: BotApi, chat: Chat, href: str, kept: str | None) -> None:
    result(api, "sendMessage", chat_id=chat.id, text=f'<a href="{href}">here</a>', parse_mode="HTML")
    [message] = api.messages(chat)
    assert message.text == "here"
    assert message.links == ([("here", kept)] if kept else [])


def test_the_message_shows_text_entities_and_source(api: BotApi, chat: Chat) -> None:
    source = "  <b>😀 a</b> &amp; /latest  "
    sent = result(api, "sendMessage", chat_id=chat.id, text=source, parse_mode="HTML")
    [message] = api.messages(chat)
    assert (message.text, message.html) == ("😀 a & /latest", source)
    assert [(e["type"], e["offset"], e["length"]) for e in message.entities] == [("bold", 0, 4), ("bot_command", 7, 7)]
    assert problem_with("Message", sent) is None


def test_plain_text_is_shown_as_it_is(api: BotApi, chat: Chat) -> None:
    result(api, "sendMessage", chat_id=chat.id, text="<b>a</b>")
    assert (api.messages(chat)[0].text, api.messages(chat)[0].html) == ("<b>a</b>", "&lt;b&gt;a&lt;/b&gt;")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("", "message text is empty"),
        (" \n ", "message text is empty"),
        ("<b> </b>", "message text is empty"),
    ],
)
def test_a_text_of_the_wrong_length_is_refused(api: BotApi, chat: Chat, text: str, reason: str) -> None:
    answer = refusal(api, "sendMessage", chat_id=chat.id, text=text, parse_mode="HTML")
    assert answer == (400, f"Bad Request: {reason}")


def test_the_length_is_counted_after_parsing(api: BotApi, chat: Chat) -> None:
    link = '<a href="https://example.org/a-long-way/to-the-article">x</a>'
    result(api, "sendMessage", chat_id=chat.id, text=link * 90 + "&amp;" * 4006, parse_mode="HTML")
    assert len(api.messages(chat)[0].text) == 4096


def test_only_a_hundred_entities_are_kept(api: BotApi, chat: Chat) -> None:
    result(api, "sendMessage", chat_id=chat.id, text="<b>a</b> " * 120, parse_mode="HTML")
    assert len(api.messages(chat)[0].entities) == 100


def test_people_get_entities_for_what_telegram_recognises(api: BotApi, li: User, chat: Chat) -> None:
    text = "😀 /latest@newsbot_test_bot @newsbot_test_bot https://a.example/b. 见example.org #芯片 a/b c@d.org /最新"
    api.say(chat, li, text)
    [update] = result(api, "getUpdates")
    units = text.encode("utf-16-le")
    shown = [
        (e["type"], units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"))
        for e in update["message"]["entities"]
    ]
    assert shown == [
        ("bot_command", "/latest@newsbot_test_bot"),
        ("mention", "@newsbot_test_bot"),
        ("url", "https://a.example/b"),
        ("hashtag", "#芯片"),
        ("email", "c@d.org"),
    ]


@pytest.mark.parametrize("text", ["/latest融资", "@newsbot_test_bot你好", "a/latest", "name@newsbot"])
def test_no_command_or_mention_is_seen_inside_a_word(text: str) -> None:
    assert automatic_entities(text, []) == []


def test_a_link_with_a_broken_port_is_no_link() -> None:
    assert checked_link("http://example.org:port/") is None


# Keyboards


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (keyboard(press_me("x" * 65)), "BUTTON_DATA_INVALID"),
        (keyboard(press_me("芯" * 22)), "BUTTON_DATA_INVALID"),
        (keyboard(press_me("")), "BUTTON_DATA_INVALID"),
        (keyboard(*[press_me()] * 101), "REPLY_MARKUP_TOO_LONG"),
        (keyboard(*[press_me()] * 9, row=9), "REPLY_MARKUP_TOO_LONG"),
        (keyboard({"text": "nothing"}), "Text buttons are unallowed"),
        (keyboard({"text": " ", "callback_data": "a"}), "must be non-empty"),
        (keyboard(press_me() | {"url": "https://example.org"}), "exactly one action"),
        (keyboard({"text": "open", "url": "http://localhost/"}), "Wrong HTTP URL"),
    ],
)
def test_a_bad_keyboard_is_refused(api: BotApi, chat: Chat, markup: dict[str, Any], reason: str) -> None:
    status, description = refusal(api, "sendMessage", chat_id=chat.id, text="a", reply_markup=markup)
    assert status == 400
    assert reason in description


def test_a_hundred_buttons_of_64_bytes_are_taken(api: BotApi, chat: Chat) -> None:
    result(api, "sendMessage", chat_id=chat.id, text="a", reply_markup=keyboard(*[press_me("x" * 64)] * 100))
    assert len(api.messages(chat)[0].buttons) == 100


def test_a_press_must_be_answered_while_it_is_fresh(api: BotApi, li: User, chat: Chat) -> None:
    result(api, "sendMessage", chat_id=chat.id, text="a", reply_markup=keyboard(press_me("page:2")))
    query_id = api.press(api.messages(chat)[0], "More", li)
    [update] = result(api, "getUpdates")
    assert (update["callback_query"]["id"], update["callback_query"]["data"]) == (query_id, "page:2")
    result(api, "answerCallbackQuery", callback_query_id=query_id, text="ok")
    assert api.wait_answered(query_id)["text"] == "ok"
    api.expire(query_id)
    for unknown in (query_id, "1"):
        status, description = refusal(api, "answerCallbackQuery", callback_query_id=unknown)
        assert status == 400
        assert description.startswith("Bad Request: query is too old")


def test_a_button_that_is_not_there_cannot_be_pressed(api: BotApi, li: User, chat: Chat) -> None:
    result(api, "sendMessage", chat_id=chat.id, text="a", reply_markup=keyboard(press_me()))
    [message] = api.messages(chat)
    result(api, "editMessageReplyMarkup", chat_id=chat.id, message_id=message.message_id)
    with pytest.raises(LookupError, match="no button 'More'"):
        api.press(message, "More", li)
    api.press(message, "More", li, stale=True)
    assert result(api, "getUpdates")[0]["callback_query"]["data"] == "more"
