"""One reply an album."""

from __future__ import annotations

from telegram import Message

from bot.telegram.albums import Albums


def picture(album: str | None, number: int, **fields: object) -> Message:
    content = {"message_id": number, "date": 1, "chat": {"id": 7, "type": "private"}, "media_group_id": album}
    read = Message.de_json(content | fields, None)
    assert read
    return read


async def test_words_that_come_with_a_later_picture_are_what_is_replied_to() -> None:
    albums = Albums(together_s=0)
    first = albums.stays_wordless(picture("a", 1))
    assert albums.takes(picture("a", 2))
    assert not await first
    assert not albums.takes(picture("a", 3))


async def test_an_album_without_words_is_replied_to_once() -> None:
    albums = Albums(together_s=0)
    assert [await albums.stays_wordless(picture("a", number)) for number in range(3)] == [True, False, False]
    assert albums.takes(picture("b", 4))


def test_what_is_no_album_and_what_was_edited_always_gets_a_reply() -> None:
    albums = Albums()
    assert all(albums.takes(picture(None, number)) for number in range(2))
    assert albums.takes(picture("a", 1))
    assert albums.takes(picture("a", 1, edit_date=2))
