"""Raw requests to the loopback Bot API, and a chat to send them to, for its own tests."""

from __future__ import annotations

import json
from typing import Any

import httpx

from tests.support.bot_api import BotApi

BASIC = {
    *("getMe", "getUpdates", "sendMessage", "editMessageText", "editMessageReplyMarkup", "deleteMessage"),
    *("answerCallbackQuery", "setWebhook", "deleteWebhook"),
}  # what every server in the place of Telegram's knows


def call(api: BotApi, method: str, token: str | None = None, **params: Any) -> httpx.Response:
    """One request as a form, encoded as python-telegram-bot does it."""
    form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
    return httpx.post(
        f"{api.url}/bot{token or api.token}/{method}", data=form, trust_env=False, verify=False, timeout=20
    )


def result(api: BotApi, method: str, **params: Any) -> Any:
    reply = call(api, method, **params).json()
    assert reply["ok"], reply
    return reply["result"]


def refusal(api: BotApi, method: str, **params: Any) -> tuple[int, str]:
    reply = call(api, method, **params)
    assert reply.json()["ok"] is False
    assert reply.json()["error_code"] == reply.status_code
    return reply.status_code, reply.json()["description"]


def keyboard(*buttons: dict[str, Any], row: int = 8) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons[i : i + row]) for i in range(0, len(buttons), row)]}


def press_me(data: str = "more") -> dict[str, Any]:
    return {"text": "More", "callback_data": data}
