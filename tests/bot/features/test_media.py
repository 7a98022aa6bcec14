"""What is no text gets a kind line of its own, in both languages."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.core.person import Person
from bot.core.splitting import utf16_length
from bot.features.media import Medium, is_readable, medium_reply

ZH = Person("zh", ZoneInfo("Asia/Shanghai"))
EN = Person("en", ZoneInfo("Europe/London"))


@pytest.mark.parametrize("person", [ZH, EN], ids=["zh", "en"])
def test_each_kind_has_a_short_line_of_its_own(person: Person) -> None:
    lines = [medium_reply(person, medium).text for medium in Medium]
    assert len(set(lines)) == len(lines)
    assert all("\n" not in line and utf16_length(line) <= 200 for line in lines)


@pytest.mark.parametrize("medium", Medium)
def test_the_line_says_what_to_send_instead(medium: Medium) -> None:
    wanted = {Medium.PHOTO: "话", Medium.FILE: "复制", Medium.LOCATION: "/latest", Medium.DICE: "/latest"}
    assert wanted.get(medium, "字" if medium in (Medium.VOICE, Medium.AUDIO, Medium.STICKER, Medium.OTHER) else "") in (
        medium_reply(ZH, medium).text
    )


@pytest.mark.parametrize(
    ("name", "media_type", "readable"),
    [
        ("page.html", "text/html", True),
        ("PAGE.HTM", "", True),
        ("note.txt", "text/plain", True),
        ("feed", "application/rss+xml", True),
        ("paper.pdf", "application/pdf", False),
        ("letter.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
        ("", "", False),
    ],
)
def test_texts_and_pages_are_read_and_nothing_else(name: str, media_type: str, readable: bool) -> None:
    assert is_readable(name, media_type) == readable
