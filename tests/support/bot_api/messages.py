"""The Bot API methods that send, edit and delete messages, with the refusals of each as Telegram words them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.support.bot_api.rules import Formatted, caption_text, check_photo, inline_keyboard, message_text
from tests.support.bot_api.types import Files, Json, SentMessage, bad_request
from tests.support.bot_api.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _text(params: Json, name: str = "text") -> Formatted:
    entities = params.get("entities" if name == "text" else "caption_entities")
    reading = message_text if name == "text" else caption_text
    return reading(params.get(name, ""), params.get("parse_mode"), entities)


def _send(world: World, params: Json, said: Formatted, **content: Any) -> Json:
    """Deliver a new message to its chat."""
    chat = world.writable(params["chat_id"])
    markup = inline_keyboard(params.get("reply_markup"))
    thread = world.thread(chat, params.get("message_thread_id"))
    reply_to = world.reply_target(chat, params.get("reply_parameters"))
    return world.keep(
        SentMessage(
            chat,
            world.message_id(chat),
            world.date(),
            *(said.text, said.entities, said.html, markup, reply_to, thread),
            silent=params.get("disable_notification", False),
            preview=params.get("link_preview_options"),
            sent_at=world.started(),
            **content,
        )
    )


def send_message(world: World, params: Json, _files: Files) -> Json:
    world.writable(params["chat_id"])
    return _send(world, params, _text(params))


def _file(size: int, name: str) -> Json:
    return {"file_id": f"{name}-file-id", "file_unique_id": f"{name}-unique", "file_size": size}


def send_photo(world: World, params: Json, files: Files) -> Json:
    world.writable(params["chat_id"])
    data = files.get("photo", b"")
    width, height = check_photo(data) if "photo" in files else (0, 0)
    media = {"photo": [_file(len(data), "photo") | {"width": width, "height": height}]}
    return _send(world, params, _text(params, "caption"), photo=data, media=media)


def send_document(world: World, params: Json, files: Files) -> Json:
    world.writable(params["chat_id"])
    data = files.get("document", b"")
    if "document" in files and not data:
        raise bad_request("file must be non-empty")
    media = {"document": _file(len(data), "document")}
    return _send(world, params, _text(params, "caption"), document=data, media=media)


def send_message_draft(world: World, params: Json, _files: Files) -> bool:
    chat = world.writable(params["chat_id"])
    if chat.type != "private":
        raise bad_request("TEXTDRAFT_PEER_INVALID")
    if not params["draft_id"]:
        raise bad_request("RANDOM_ID_INVALID")
    world.thread(chat, params.get("message_thread_id"))
    said = _text(params) if params.get("text") else Formatted("", (), "")
    world.drafts[chat.id].append({"draft_id": params["draft_id"], "text": said.text, "html": said.html})
    world.changed.notify_all()
    return True


def send_chat_action(world: World, params: Json, _files: Files) -> bool:
    chat = world.writable(params["chat_id"])
    world.thread(chat, params.get("message_thread_id"))
    return True


def _editable(world: World, params: Json) -> SentMessage:
    if "inline_message_id" in params:
        raise bad_request("MESSAGE_ID_INVALID")
    if "chat_id" not in params or "message_id" not in params:
        raise bad_request("message identifier is not specified")
    return world.own(world.chat(params["chat_id"]), params["message_id"])


def _edit(world: World, old: SentMessage, new: SentMessage) -> Json:
    if (new.text, new.entities, new.reply_markup) == (old.text, old.entities, old.reply_markup):
        raise bad_request(NOT_MODIFIED)
    return world.keep(replace(new, edits=old.edits + 1))


def edit_message_text(world: World, params: Json, _files: Files) -> Json:
    old = _editable(world, params)
    if old.media:
        raise bad_request("there is no text in the message to edit")
    said, markup = _text(params), inline_keyboard(params.get("reply_markup"))
    preview = params.get("link_preview_options")
    new = replace(old, text=said.text, entities=said.entities, html=said.html, reply_markup=markup, preview=preview)
    return _edit(world, old, new)


def edit_message_caption(world: World, params: Json, _files: Files) -> Json:
    old = _editable(world, params)
    if not old.media:
        raise bad_request("there is no caption in the message to edit")
    said, markup = _text(params, "caption"), inline_keyboard(params.get("reply_markup"))
    return _edit(world, old, replace(old, text=said.text, entities=said.entities, html=said.html, reply_markup=markup))


def edit_message_reply_markup(world: World, params: Json, _files: Files) -> Json:
    old = _editable(world, params)
    return _edit(world, old, replace(old, reply_markup=inline_keyboard(params.get("reply_markup"))))


def delete_message(world: World, params: Json, _files: Files) -> bool:
    world.delete(world.chat(params["chat_id"]), params["message_id"])
    return True


def delete_messages(world: World, params: Json, _files: Files) -> bool:
    chat = world.chat(params["chat_id"])
    for message_id in params["message_ids"]:
        if world.message(chat.id, message_id) is not None:
            world.delete(chat, message_id)
    return True
