"""Replies as messages: markup, links, cuts and buttons, read back with the parser of the loopback Telegram."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.reply import Button, Piece, Reply, Style, plain
from bot.core.splitting import utf16_length
from bot.telegram.rendering import MARKUP_LIMIT, TEXT_LIMIT, Capability, keyboard, render
from tests.support.bot_api.rules import Formatted, message_text

URL = "https://news.example/a?b=1&c=%22"


def shown(reply: Reply) -> list[Formatted]:
    """What a reader sees of the reply, message by message."""
    return [message_text(message.html, "HTML") for message in render(reply)]


def test_text_is_escaped_and_shown_as_it_is() -> None:
    [message] = shown(plain("1 < 2 & \"3\" > '2' <b>no tag</b> &lt; 👩‍🚀"))
    assert message.text == "1 < 2 & \"3\" > '2' <b>no tag</b> &lt; 👩‍🚀"
    assert message.entities == ()


def test_styles_and_links_become_entities() -> None:
    pieces = Piece("Bold", Style.BOLD), Piece(" and "), Piece("linked", Style.BOLD, URL), Piece(" faint", Style.FAINT)
    [message] = shown(Reply(pieces))
    assert message.text == "Bold and linked faint"
    found = {(e["type"], e["offset"], e["length"], e.get("url")) for e in message.entities}
    assert found == {("bold", 0, 4, None), ("text_link", 9, 6, URL), ("bold", 9, 6, None)}


LONG_URL = pytest.param("http://a.example/" + "x" * 2000, id="long")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "tg://user?id=1", "ftp://a.example/", "http://[", "", LONG_URL])
def test_only_web_links_are_links(url: str) -> None:
    [message] = shown(Reply((Piece("title", url=url),)))
    assert message.text == "title"
    assert message.entities == ()


def test_a_title_with_words_in_bold_is_one_link() -> None:
    reply = Reply((Piece("a ", url=URL), Piece("b", Style.BOLD, URL), Piece(" c", url=URL), Piece("d")))
    [message] = shown(reply)
    assert sorted((e["type"], e["offset"], e["length"]) for e in message.entities) == [
        ("bold", 2, 1), ("text_link", 0, 5)
    ]  # fmt: skip
    assert render(reply)[0].plain == f"a b c {URL}d"


def test_without_markup_the_urls_stand_in_the_text() -> None:
    [message] = render(Reply((Piece("1. "), Piece("A < B", Style.BOLD, URL), Piece("\nPost"))))
    assert message.plain == f"1. A < B {URL}\nPost"


def test_without_markup_the_urls_are_left_out_where_they_do_not_fit() -> None:
    long_url = "https://news.example/" + "x" * 1500
    [message] = render(Reply(tuple(Piece(f"{n}\n", url=f"{long_url}{n}") for n in range(3))))
    assert message.plain == "0\n1\n2"


def test_a_long_text_is_cut_between_sentences() -> None:
    reply = plain("这是一句话，有些长。" * 900)
    messages = shown(reply)
    assert len(messages) == 3
    assert all(message.text.endswith("。") for message in messages)
    assert "".join(message.text for message in messages) == reply.text


def test_length_is_counted_in_utf16_units() -> None:
    messages = shown(plain("😀" * 3000))
    assert [utf16_length(message.text) for message in messages] == [4096, 1904]


def test_a_bold_text_longer_than_a_message_is_bold_in_every_part() -> None:
    messages = shown(Reply((Piece("word " * 1500, Style.BOLD),)))
    assert len(messages) == 2
    assert all([e["type"] for e in message.entities] == ["bold"] for message in messages)


def test_a_link_moves_to_the_next_message_rather_than_being_cut() -> None:
    title = "A title without an end of a sentence " * 20
    reply = Reply((Piece("x" * 4000 + "\n\n"), Piece("7. "), Piece(title.strip(), url=URL), Piece("\nPost")))
    first, second = shown(reply)
    assert first.text == "x" * 4000
    assert second.text == f"7. {title.strip()}\nPost"
    assert [e["type"] for e in second.entities] == ["text_link"]


def test_a_link_longer_than_a_message_is_cut_and_each_part_links() -> None:
    messages = shown(Reply((Piece("1. "), Piece("word " * 1000, url=URL))))
    assert len(messages) >= 2
    assert all([e["type"] for e in message.entities] == ["text_link"] for message in messages)


def test_messages_are_shorter_where_their_urls_are_very_long() -> None:
    pieces = [Piece(f"{number}. title of some length\n\n", url=f"{URL}{number}{'x' * 1000}") for number in range(40)]
    messages = render(Reply(tuple(pieces)))
    assert len(messages) >= 4
    assert all(utf16_length(message.html) <= MARKUP_LIMIT for message in messages)


def test_buttons_are_under_the_last_message_only() -> None:
    reply = Reply((Piece("word " * 1500),), ((Button("📄 1", "article:1:0"),), (), (Button("Next", "page:3:1"),)))
    first, last = render(reply)
    assert first.keyboard is None
    assert last.keyboard is not None
    rows = [[(b.text, b.callback_data) for b in row] for row in last.keyboard.inline_keyboard]
    assert rows == [[("📄 1", "article:1:0")], [("Next", "page:3:1")]]


@pytest.mark.parametrize("action", ["", "x" * 56, "字" * 19])
def test_an_action_that_telegram_cannot_carry_is_a_mistake(action: str) -> None:
    with pytest.raises(ValueError, match="1 to 55 bytes"):
        keyboard([[Button("label", action)]])


def test_a_reply_without_words_is_no_message() -> None:
    assert render(plain(" \n ")) == []


urls = st.sampled_from([None, URL, "bad:"])
words = st.text(st.sampled_from("ab <>&\"'/。. \n😀字"), max_size=60) | st.just("sentence. " * 300)
some_pieces = st.lists(st.builds(Piece, words, st.sampled_from(Style), urls), max_size=12)


@settings(deadline=None)
@given(some_pieces)
def test_every_reply_is_taken_and_loses_nothing_but_white_space(pieces: list[Piece]) -> None:
    reply = Reply(tuple(pieces))
    messages = shown(reply)
    assert "".join("".join(m.text for m in messages).split()) == "".join(reply.text.split())
    assert all(utf16_length(message.plain) <= TEXT_LIMIT for message in render(reply))


NOW = datetime(2022, 6, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "how"),
    [({"minutes": 1}, "r"), ({"hours": 23}, "r"), ({"hours": -2}, "r"), ({"days": 1}, "Dt"), ({"days": 900}, "Dt")],
)
def test_a_time_is_relative_within_a_day_and_else_a_date_with_the_printed_one_inside(
    ago: dict[str, int], how: str
) -> None:
    time = NOW - timedelta(**ago)
    [message] = render(Reply((Piece("Post · "), Piece("printed <", Style.FAINT, time=time))), NOW)
    assert message.html == f'Post · <tg-time unix="{int(time.timestamp())}" format="{how}">printed &lt;</tg-time>'
    assert message.plain == "Post · printed <"
    assert message.without({Capability.TIMES}).html == "Post · printed &lt;"


def test_without_a_clock_every_time_is_a_date() -> None:
    [message] = shown(Reply((Piece("printed", time=NOW),)))
    assert [(e["type"], e["date_time_format"]) for e in message.entities] == [("date_time", "Dt")]


def test_a_link_holds_no_time_and_half_a_time_is_none() -> None:
    [linked] = shown(Reply((Piece("printed", url=URL, time=NOW),)))
    assert [e["type"] for e in linked.entities] == ["text_link"]
    long = shown(Reply((Piece("x" * 4090), Piece("2022年6月24日 17:50", time=NOW))))
    assert [e["type"] for message in long for e in message.entities] == []


def test_a_time_that_telegram_cannot_count_is_only_printed() -> None:
    for year in (1969, 2040):
        assert render(Reply((Piece("printed", time=datetime(year, 1, 1, tzinfo=UTC)),)))[0].html == "printed"


QUOTING = Reply(
    (Piece("[1] title\nPost"), Piece("\n"), Piece("one ", quoted=True), Piece("two", Style.BOLD, quoted=True),
     Piece("\n[2]")),
    ((Button("📄 1", "", unquoted="quote:1:0:3:9"), Button("📄 2", "article:2:0", unquoted="quote:2:0:3:9")),),
)  # fmt: skip


def test_quoted_pieces_are_one_folded_block() -> None:
    [message] = render(QUOTING)
    assert message.html == "[1] title\nPost\n<blockquote expandable>one <b>two</b></blockquote>\n[2]"
    assert [b.callback_data for row in message.keyboard.inline_keyboard for b in row] == ["article:2:0"]  # type: ignore[union-attr]


def test_without_quotes_their_lines_go_and_the_buttons_bring_them() -> None:
    [message] = render(QUOTING)
    old = message.without({Capability.QUOTES})
    assert old.html == old.plain == "[1] title\nPost\n[2]"
    assert [b.callback_data for row in old.keyboard.inline_keyboard for b in row] == ["quote:1:0:3:9", "quote:2:0:3:9"]  # type: ignore[union-attr]
    assert old.uses == frozenset()


def test_a_message_that_is_all_quote_is_said_all_the_same() -> None:
    [message] = render(Reply((Piece("one", quoted=True),)))
    assert message.without({Capability.QUOTES}).html == "one"


def test_a_button_copies_no_more_than_telegram_carries() -> None:
    [message] = render(Reply((Piece("x"),), ((Button("copy", "", copy="字" * 256),),)))
    assert message.keyboard is not None
    assert message.without({Capability.COPYING}).keyboard is None
    for words in ("", "字" * 257, "😀" * 129):
        with pytest.raises(ValueError, match="1 to 256"):
            render(Reply((Piece("x"),), ((Button("copy", "", copy=words),),)))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "", "http://["])
def test_only_a_web_address_is_a_picture(address: str) -> None:
    assert render(Reply((Piece("x"),), preview=address))[0].uses == frozenset()


def test_the_first_of_several_messages_has_the_picture() -> None:
    first, last = render(Reply((Piece("word " * 1500),), preview=URL))
    assert (first.picture, last.picture) == (URL, None)


@pytest.mark.parametrize(
    "url",
    [
        "http://intranet/news", "http://localhost:8080/", "http://wiki.corp/", "http://nas.local/", "http://10.0.0.5/",
        "http://127.0.0.1:8000/a", "http://[::1]/", "http://192.168.1.4/", "http://news.home.arpa/", "https://a b.x/",
    ],
)  # fmt: skip
def test_an_address_that_only_the_operator_can_open_is_no_button(url: str) -> None:
    shown = keyboard(((Button("open", "", url), Button("read", "read:1")),))
    assert shown
    assert [button.text for button in shown.inline_keyboard[0]] == ["read"]
    assert keyboard(((Button("open", "", url),),)) is None


@pytest.mark.parametrize(
    "url", ["https://news.example/1", "http://8.8.8.8/a", "https://新闻.example/a", "http://[2600::1]/"]
)
def test_one_that_anybody_can_open_is_one(url: str) -> None:
    assert keyboard(((Button("open", "", url),),))
