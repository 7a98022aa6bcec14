"""Telegram's own HTML: source → visible text and entities, or the refusal Telegram gives for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.support.bot_api.types import ApiError, Json, bad_request

_STYLES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,7})|#([0-9]{1,8})|(lt|gt|amp|quot)(?![A-Za-z]));?")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)\s*(?:(=)\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]*)(?=[\s>])))?""")


@dataclass(slots=True)
class _Tag:
    name: str
    attributes: dict[str, str]
    offset: int  # UTF-16 units
    at: int  # in the visible text, characters
    language: str = ""


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Visible text and entities with offsets in UTF-16 units, outer before inner. Raises ApiError."""
    reader = _Reader(source)
    reader.run()
    reader.entities.sort(key=lambda e: (e["offset"], -e["length"]))
    return "".join(reader.text), reader.entities


def _dereferenced(text: str) -> str:
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    """What a reference stands for; itself when Telegram does not know it."""
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]


def _language(tag: _Tag) -> str:
    """The programming language that the class of a `code` tag names; "" when it names none."""
    kind, _, language = tag.attributes.get("class", "").partition("-")
    return language if kind == "language" else ""


class _Reader:
    """One pass over the source, with a stack of open tags."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.text: list[str] = []  # visible characters
        self.units = 0  # their number in UTF-16
        self.open: list[_Tag] = []
        self.entities: list[Json] = []

    def run(self) -> None:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._close()
            elif self.source[self.at] == "<":
                self._open()
            else:
                stop = self.source.find("<", self.at)
                self._show(_dereferenced(self.source[self.at : stop if stop >= 0 else None]))
                self.at = stop if stop >= 0 else len(self.source)
        if self.open:
            raise self._refusal(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"', offset=False)

    def _show(self, text: str) -> None:
        self.text.extend(text)
        self.units += len(text) + sum(char > "\uffff" for char in text)

    def _refusal(self, reason: str, *, offset: bool = True) -> ApiError:
        where = f" at byte offset {len(self.source[: self.at].encode())}" if offset else ""
        return bad_request(f"can't parse entities: {reason}{where}")

    def _open(self) -> None:
        match = re.compile(r"<([^\s>]*)").match(self.source, self.at)
        assert match is not None
        name, attributes, end = match[1].lower(), {}, match.end()
        if end == len(self.source):
            raise self._refusal("Unclosed start tag")
        if name not in _STYLES:
            raise self._refusal(f'Unsupported start tag "{name}"')
        while not (closing := re.compile(r"\s*>").match(self.source, end)):
            key, value, end = self._attribute(name, end)
            attributes[key] = value
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._refusal('Tag "span" must have class "tg-spoiler"')
        self.open.append(_Tag(name, attributes, self.units, len(self.text)))
        self.at = closing.end()

    def _attribute(self, tag: str, start: int) -> tuple[str, str, int]:
        """Name, value and end of the attribute at `start`."""
        match = _ATTRIBUTE.match(self.source, start)
        if match is None:
            raise self._refusal(f'Unclosed start tag "{tag}"')
        key, equals, *values = match.groups()
        if not equals and (tag, key) != ("blockquote", "expandable"):
            raise self._refusal(f'Expected equal sign in declaration of an attribute of the tag "{tag}"')
        return key, _dereferenced(next((v for v in values if v is not None), "")), match.end()

    def _close(self) -> None:
        match = re.compile(r"</([^\s>]*)\s*(>?)").match(self.source, self.at)
        assert match is not None
        if not self.open:
            raise self._refusal("Unexpected end tag")
        if not match[2]:
            raise self._refusal("Unclosed end tag")
        tag, found = self.open[-1], match[1].lower()
        if found and found != tag.name:
            where = f"Unmatched end tag at byte offset {len(self.source[: self.at].encode())}"
            raise self._refusal(f'{where}, expected "</{tag.name}>", found "</{found}>"', offset=False)
        self.open.pop()
        if self.units > tag.offset:
            self._add(tag)
        self.at = match.end()

    def _add(self, tag: _Tag) -> None:
        """The entity of a closed tag that has words in it."""
        entity: Json = {"type": _STYLES[tag.name], "offset": tag.offset, "length": self.units - tag.offset}
        outer = self.open[-1] if self.open else None
        language = _language(tag) if tag.name == "code" else tag.language
        if tag.name == "code" and language and outer and outer.name == "pre" and outer.offset == tag.offset:
            outer.language = language
            return
        if tag.name == "pre" and language:
            entity["language"] = language
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "a":
            entity["url"] = tag.attributes.get("href") or "".join(self.text[tag.at :])
        elif tag.name == "tg-emoji":
            entity["custom_emoji_id"] = self._emoji_id(tag)
        elif tag.name == "tg-time":
            entity |= self._time(tag)
        self.entities.append(entity)

    def _emoji_id(self, tag: _Tag) -> str:
        if not re.fullmatch(r"[1-9]\d*", identifier := tag.attributes.get("emoji-id", "")):
            raise self._refusal("Invalid custom emoji identifier specified", offset=False)
        return identifier

    def _time(self, tag: _Tag) -> Json:
        unix, how = tag.attributes.get("unix", ""), tag.attributes.get("format", "")
        if not re.fullmatch(r"[1-9]\d{0,9}", unix):
            raise self._refusal("Invalid Unix time specified", offset=False)
        if not _TIME_FORMAT.fullmatch(how):
            raise self._refusal("Invalid date-time format specified", offset=False)
        return {"unix_time": int(unix), "date_time_format": how}
