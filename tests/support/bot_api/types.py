"""The people, chats and messages of the loopback Bot API: plain values that tests read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Files = dict[str, bytes]  # field → content


class ApiError(Exception):
    """A refusal as Telegram words it; `parameters` are its ResponseParameters (retry_after, migrate_to_chat_id)."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(f"{status} {description}")
        self.status, self.description, self.parameters = status, description, parameters


def bad_request(reason: str) -> ApiError:
    """The 400 refusal for `reason`."""
    return ApiError(400, f"Bad Request: {reason}")


def without_none(**fields: object) -> Json:
    """The fields that have a value: Telegram leaves the others out."""
    return {name: value for name, value in fields.items() if value is not None}


@dataclass(frozen=True, slots=True)
class User:
    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    is_bot: bool = False

    def json(self) -> Json:
        """The Bot API `User`."""
        return without_none(
            id=self.id,
            is_bot=self.is_bot,
            first_name=self.first_name,
            username=self.username,
            language_code=self.language_code,
        )


@dataclass(frozen=True, slots=True)
class Chat:
    id: int
    type: str  # private, group, supergroup or channel
    title: str | None = None
    first_name: str | None = None
    username: str | None = None
    is_forum: bool | None = None

    def json(self) -> Json:
        """The Bot API `Chat`."""
        return without_none(
            id=self.id,
            type=self.type,
            title=self.title,
            first_name=self.first_name,
            username=self.username,
            is_forum=self.is_forum,
        )


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    data: str | None  # callback_data; None for a button that opens or copies something
    url: str | None
    copy: str | None = None  # what it copies

    @property
    def action(self) -> str | None:
        """`data` without the seal that a bot may put behind it."""
        return self.data and self.data.partition("~")[0]


def _button(button: Json) -> Button:
    return Button(
        button["text"], button.get("callback_data"), button.get("url"), button.get("copy_text", {}).get("text")
    )


@dataclass(frozen=True, slots=True)
class SentMessage:
    """What the bot sent, as it stood when it was asked for; a later edit shows in a new snapshot."""

    chat: Chat
    message_id: int
    date: int
    text: str  # what people see, markup taken out; the caption where there is a photo or document
    entities: tuple[Json, ...] = ()  # offsets in UTF-16 units; the automatic ones too
    html: str = ""  # as the bot sent it; escaped text where it sent no parse_mode
    reply_markup: Json | None = None
    reply_to: int | None = None
    thread: int | None = None
    silent: bool = False  # disable_notification
    preview: Json | None = None  # link_preview_options
    photo: bytes | None = None  # the picture; b"" for one sent by URL or file_id
    document: bytes | None = None
    edits: int = 0
    deleted: bool = False
    sent_at: float = 0.0  # monotonic
    media: Json = field(default_factory=dict)  # the Bot API fields of the photo or document

    @property
    def rows(self) -> list[list[Button]]:
        """The inline keyboard; [] when there is none."""
        rows = (self.reply_markup or {}).get("inline_keyboard", [])
        return [[_button(each) for each in row] for row in rows]

    @property
    def buttons(self) -> list[Button]:
        """The inline keyboard without its rows."""
        return [button for row in self.rows for button in row]

    @property
    def links(self) -> list[tuple[str, str]]:
        """(words, URL) of each linked run of text, in order."""
        units = self.text.encode("utf-16-le")
        return [
            (units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"), e["url"])
            for e in self.entities
            if e["type"] == "text_link"
        ]

    def button(self, label: str) -> Button:
        """The button with this text or callback data. Raises LookupError that names the buttons there are."""
        for button in self.buttons:
            if label in (button.text, button.data, button.action):
                return button
        raise LookupError(f"no button {label!r}, only {[(b.text, b.data) for b in self.buttons]}")


@dataclass(frozen=True, slots=True)
class Request:
    """One request of the bot. `status`: None while unanswered, 0 when the connection was dropped."""

    method: str
    params: Json  # decoded; an upload is the string "attach://FIELD"
    files: dict[str, bytes]
    time: float  # monotonic, on arrival
    status: int | None = None
    description: str = ""  # of a refusal
