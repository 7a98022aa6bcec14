"""The fixtures of `setup` for every test of this folder."""

from tests.telegram_bot.setup import ann, ann_chat, api, bot, chat, config, li, news, newsroom

__all__ = ["ann", "ann_chat", "api", "bot", "chat", "config", "li", "news", "newsroom"]
