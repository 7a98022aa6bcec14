"""The fixtures of `setup` for every test of this folder."""

from tests.bot.telegram.setup import ann, ann_chat, api, bot, chat, config, li, news, router

__all__ = ["ann", "ann_chat", "api", "bot", "chat", "config", "li", "news", "router"]
