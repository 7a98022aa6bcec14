"""What Telegram accepts in a text and under it: markup, lengths, links, keyboards. Pure."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from tests.support.bot_api.html import parse_html
from tests.support.bot_api.types import Json, bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
COPY_LIMIT = 256
NEWER = frozenset({"tg-time", "blockquote", "copy_text", "link_preview"})
"""What servers of some years ago do not know: two tags, a kind of button, pictures above a text."""
ENTITY_LIMIT = 100  # Telegram keeps the first hundred and says nothing

_LOOKS = "text", "style", "icon_custom_emoji_id"  # the fields of a button that do nothing
_PATH = r"[^\s<>\"，。；、）】》]"
_TOP_DOMAIN = "com|org|net|cn|io|me|info|news|tv|co|uk|eu|de|dev|ai"  # a few of those that Telegram knows
_BARE = rf"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:{_TOP_DOMAIN})\b(?:/{_PATH}*)?"
_AUTOMATIC = {
    "url": re.compile(rf"\b(?:https?|tg)://{_PATH}+|{_BARE}", re.IGNORECASE),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}\b", re.IGNORECASE | re.ASCII),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    "mention": re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)"),
    "hashtag": re.compile(r"(?<![\w#])#\w*[^\W\d]\w*"),
}
_OPAQUE = {"code", "pre", "text_link", "text_mention", "url", "email", "bot_command", "mention", "hashtag"}


@dataclass(frozen=True, slots=True)
class Formatted:
    text: str
    entities: tuple[Json, ...]
    html: str


def utf16_length(text: str) -> int:
    """The length of `text` as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def formatted(source: str, parse_mode: str | None, entities: list[Json] | None) -> Formatted:
    """The visible text with all its entities. Raises ApiError for markup that Telegram cannot parse."""
    if parse_mode and parse_mode.upper() != "HTML":
        raise bad_request(f"this test server does not parse {parse_mode}")
    text, found = parse_html(source) if parse_mode else (source, [*(entities or [])])
    found = [linked for entity in found if (linked := _with_link(entity)) is not None]
    text, found = _trimmed(text, found)
    found = (found + automatic_entities(text, found))[:ENTITY_LIMIT]
    found.sort(key=lambda e: (e["offset"], -e["length"]))
    return Formatted(text, tuple(found), source if parse_mode else escape(source, quote=False))


def message_text(source: str, parse_mode: str | None = None, entities: list[Json] | None = None) -> Formatted:
    """The text of a message: 1 to 4,096 units once parsed."""
    done = formatted(source, parse_mode, entities)
    if not done.text:
        raise bad_request("message text is empty")
    if utf16_length(done.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return done


def caption_text(source: str, parse_mode: str | None = None, entities: list[Json] | None = None) -> Formatted:
    """The caption of a file: up to 1,024 units once parsed, or none."""
    done = formatted(source, parse_mode, entities)
    if utf16_length(done.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return done


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text without the white space around it, its entities moved and cut to fit, empty ones gone."""
    shift, text = utf16_length(text) - utf16_length(text.lstrip()), text.strip()
    end, kept = utf16_length(text), []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        stop = min(end, entity["offset"] + entity["length"] - shift)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return text, kept


def automatic_entities(text: str, taken: list[Json]) -> list[Json]:
    """The links, commands, mentions and hashtags that Telegram finds by itself outside of `taken`."""
    found: list[Json] = []
    for kind, pattern in _AUTOMATIC.items():
        for match in pattern.finditer(text):
            words = match[0].rstrip(".,:;!?)'\"") if kind == "url" else match[0]
            entity = {"type": kind, "offset": utf16_length(text[: match.start()]), "length": utf16_length(words)}
            if not any(e["type"] in _OPAQUE and _overlap(e, entity) for e in [*taken, *found]):
                found.append(entity)
    return sorted(found, key=lambda e: e["offset"])


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def _with_link(entity: Json) -> Json | None:
    """The entity with its URL as Telegram keeps it, None when Telegram drops it."""
    if entity["type"] != "text_link":
        return entity
    url = checked_link(entity["url"])
    return None if url is None else {**entity, "url": url}


def checked_link(url: str) -> str | None:
    """The URL as Telegram keeps it (http where no scheme is given, a path always), None when it is no link."""
    url = url.strip()
    if re.match(r"(tg:|ton:|mailto:)", url, re.IGNORECASE):
        return url
    if "://" not in url:
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not re.fullmatch(r"[\w-]+(\.[\w-]+)+", host):
        return None
    if re.search(r"[\s<>\"]", url):
        return None
    return parts._replace(scheme=parts.scheme.lower(), path=parts.path or "/").geturl()


def inline_keyboard(markup: Json | None) -> Json | None:
    """The markup as Telegram keeps it, None when nothing is left. Raises ApiError for a keyboard it refuses."""
    if markup is None or "inline_keyboard" not in markup:
        return markup
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            _check_button(button)
    return {"inline_keyboard": rows} if rows else None


def _check_button(button: Json) -> None:
    actions = [name for name in button if name not in _LOOKS]
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: Inline keyboard button text must be non-empty")
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"can't parse inline keyboard button: exactly one action is allowed, not {actions}")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= utf16_length(button["copy_text"]["text"]) <= COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and checked_link(button["url"]) is None:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def check_known(params: Json, lacks: Set[str]) -> None:
    """Refuses what a server that `lacks` some of NEWER does not know, as it words it. Raises ApiError."""
    text = params.get("text") or params.get("caption") or ""
    for tag in lacks & {"tg-time", "blockquote"}:
        if params.get("parse_mode") and f"<{tag}" in text:
            at = len(text[: text.index(f"<{tag}")].encode())
            raise bad_request(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {at}')
    rows = (params.get("reply_markup") or {}).get("inline_keyboard", [])
    if "copy_text" in lacks and any("copy_text" in button for row in rows for button in row):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "link_preview" in lacks and params.get("link_preview_options", {}).keys() - {"is_disabled"}:
        raise bad_request("can't parse link preview options: unknown fields")


def check_commands(commands: list[Json]) -> None:
    """A command menu: up to 100 names of a-z, 0-9, _ with a description of 1 to 256 characters."""
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"].strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def check_photo(data: bytes) -> tuple[int, int]:
    """(width, height) of an uploaded picture (JPEG: not read, 0). Raises ApiError where Telegram refuses it."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
        if not width or not height or width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        return width, height
    if data.startswith(b"\xff\xd8\xff"):
        return 0, 0
    raise bad_request("IMAGE_PROCESS_FAILED")
