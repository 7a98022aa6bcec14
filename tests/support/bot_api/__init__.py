"""A Bot API server on 127.0.0.1 that plays Telegram for a real application: see `api.BotApi`."""

from tests.support.bot_api.api import BotApi, Button, Chat, Request, SentMessage, User

__all__ = ["BotApi", "Button", "Chat", "Request", "SentMessage", "User"]
