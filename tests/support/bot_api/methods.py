"""The Bot API methods by name: decoded parameters → result, or an ApiError as Telegram words it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.support.bot_api.messages import (
    delete_message,
    delete_messages,
    edit_message_caption,
    edit_message_reply_markup,
    edit_message_text,
    send_chat_action,
    send_document,
    send_message,
    send_message_draft,
    send_photo,
)
from tests.support.bot_api.rules import check_commands, inline_keyboard, message_text
from tests.support.bot_api.types import ApiError, Files, Json, bad_request
from tests.support.bot_api.world import World

Method = Callable[[World, Json, Files], Any]


def get_me(world: World, _params: Json, _files: Files) -> Json:
    abilities = "can_join_groups", "can_read_all_group_messages", "supports_inline_queries"
    return world.bot.json() | dict.fromkeys(abilities, True) | world.me


def get_updates(world: World, params: Json, _files: Files) -> list[Json]:
    return world.updates.poll(
        int(params.get("offset", 0)),
        int(params.get("limit", 100)),
        params.get("timeout", 0),
        params.get("allowed_updates"),
    )


def set_webhook(world: World, params: Json, _files: Files) -> bool:
    world.updates.set_webhook(
        params.get("url", ""),
        params.get("secret_token"),
        params.get("allowed_updates"),
        drop=params.get("drop_pending_updates", False),
    )
    return True


def get_webhook_info(world: World, _params: Json, _files: Files) -> Json:
    hook = world.updates.webhook or {"url": ""}
    return {"url": hook["url"], "has_custom_certificate": False, "pending_update_count": len(world.updates.pending)}


def answer_callback_query(world: World, params: Json, _files: Files) -> bool:
    if params["callback_query_id"] not in world.presses:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(params.get("text", "")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    world.presses[params["callback_query_id"]].append(params)
    world.changed.notify_all()
    return True


def answer_inline_query(world: World, params: Json, _files: Files) -> bool:
    if params["inline_query_id"] not in world.inline:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    results = params["results"]
    ids = [result["id"] for result in results]
    if len(results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if not all(1 <= len(identifier.encode()) <= 64 for identifier in ids):
        raise bad_request("RESULT_ID_INVALID")
    for result in results:
        inline_keyboard(result.get("reply_markup"))
        content = result.get("input_message_content", {})
        if "message_text" in content:
            message_text(content["message_text"], content.get("parse_mode"), content.get("entities"))
    world.inline[params["inline_query_id"]].append(params)
    world.changed.notify_all()
    return True


def _menu(params: Json) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), params.get("language_code", "")


def set_my_commands(world: World, params: Json, _files: Files) -> bool:
    check_commands(params["commands"])
    if "chat_id" in params.get("scope", {}):
        world.chat(params["scope"]["chat_id"])
    world.commands[_menu(params)] = params["commands"]
    return True


def get_my_commands(world: World, params: Json, _files: Files) -> list[Json]:
    return world.commands.get(_menu(params), [])


def delete_my_commands(world: World, params: Json, _files: Files) -> bool:
    world.commands.pop(_menu(params), None)
    return True


def set_chat_menu_button(world: World, params: Json, _files: Files) -> bool:
    world.menu_buttons[params.get("chat_id")] = params.get("menu_button", {"type": "default"})
    return True


def get_chat_menu_button(world: World, params: Json, _files: Files) -> Json:
    return world.menu_buttons.get(params.get("chat_id"), {"type": "default"})


def get_chat(world: World, params: Json, _files: Files) -> Json:
    gifts = "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"
    return world.chat(params["chat_id"]).json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def get_chat_member(world: World, params: Json, _files: Files) -> Json:
    chat = world.writable(params["chat_id"])
    if params["user_id"] not in world.users:
        raise bad_request("user not found")
    return world.member(chat, world.users[params["user_id"]])


def get_chat_administrators(world: World, params: Json, _files: Files) -> list[Json]:
    chat = world.writable(params["chat_id"])
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    members = [world.member(chat, world.users[user_id]) for user_id in world.members[chat.id]]
    return [member for member in members if member["status"] in ("creator", "administrator")]


def leave_chat(world: World, params: Json, _files: Files) -> bool:
    chat = world.writable(params["chat_id"])
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    refusal = ApiError(403, f"Forbidden: bot is not a member of the {chat.type} chat")
    world.bot_becomes(chat, "left", world.bot, refusal)
    return True


def get_file(world: World, params: Json, _files: Files) -> Json:
    content = world.files.get(params["file_id"])
    if content is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    known = {"file_id": params["file_id"], "file_unique_id": params["file_id"], "file_size": len(content)}
    return known | {"file_path": f"documents/{params['file_id']}"}


def accept(_world: World, _params: Json, _files: Files) -> bool:
    """For methods whose effect no chat shows."""
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": set_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMessageDraft": send_message_draft,
    "sendChatAction": send_chat_action,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "getFile": get_file,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "setMyName": accept,
    "setMyDescription": accept,
    "setMyShortDescription": accept,
}
