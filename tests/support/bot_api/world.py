"""What Telegram's side remembers: people, chats, messages, memberships, presses, and why the bot may not write."""

from __future__ import annotations

import itertools
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.support.bot_api.types import ApiError, Chat, Json, SentMessage, User, bad_request, without_none
from tests.support.bot_api.updates import UpdateQueue
from tests.support.bot_api.wire import problem_with

Key = tuple[int, int]  # chat id, message id

_RIGHTS = [
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories"),
    *("can_edit_stories", "can_delete_stories", "can_send_welcome_messages"),
]
_LIMITS = [
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
    *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
    *("can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"),
    *("can_edit_tag", "can_react_to_messages"),
]


class World:
    """The state behind the methods; whoever reads or writes it holds `changed`."""

    def __init__(self, bot: User, now: Callable[[], float]) -> None:
        self.changed = threading.Condition()
        self.updates = UpdateQueue(self.changed)
        self.bot, self.now = bot, now
        self.me: Json = {}  # more that getMe tells of the bot
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.posts: dict[Key, Json] = {}  # what people wrote
        self.sent: dict[Key, SentMessage] = {}  # what the bot wrote, in order
        self.topics: dict[int, dict[int, str]] = defaultdict(dict)  # chat → thread → name
        self.members: dict[int, dict[int, str]] = defaultdict(dict)  # chat → user → status
        self.closed_to_bot: dict[int, ApiError] = {}  # chat → the refusal of a new message
        self.presses: dict[str, list[Json]] = {}  # callback query → the answers it got
        self.inline: dict[str, list[Json]] = {}  # inline query → the answers it got
        self.commands: dict[tuple[str, str], list[Json]] = {}  # (scope as JSON, language) → menu
        self.menu_buttons: dict[int | None, Json] = {}
        self.drafts: dict[int, list[Json]] = defaultdict(list)  # private chat → drafts as sent
        self.files: dict[str, bytes] = {}  # by file_id: what people sent
        self._message_ids: dict[int, Iterator[int]] = {}
        self._query_ids = itertools.count(90_000_001)

    def announce(self, kind: str, content: Json) -> None:
        """Queue an update for the bot. Raises ValueError when the schema knows no such update."""
        update = {"update_id": self.updates.next_id(), kind: content}
        if problem := problem_with("Update", update):
            raise ValueError(f"the test invented a malformed update: {problem}")
        self.updates.push(update)

    def bot_becomes(self, chat: Chat, status: str, by: User, refusal: ApiError | None) -> None:
        """Change what the bot is in the chat, tell it, and refuse its messages with `refusal` from now on."""
        was = self.status(chat, self.bot)
        self.members[chat.id][self.bot.id] = status
        if refusal:
            self.closed_to_bot[chat.id] = refusal
        else:
            self.closed_to_bot.pop(chat.id, None)
        change = {"chat": chat.json(), "from": by.json(), "date": self.date()}
        members = {"old_chat_member": self.member(chat, self.bot, was), "new_chat_member": self.member(chat, self.bot)}
        self.announce("my_chat_member", change | members)

    def date(self) -> int:
        return int(self.now())

    def query_id(self) -> str:
        """A fresh id of a callback or inline query."""
        return str(next(self._query_ids))

    def message_id(self, chat: Chat) -> int:
        """The next id: counted for each supergroup and channel, together for all else, as Telegram does."""
        family = chat.id if chat.type in ("supergroup", "channel") else 0
        return next(self._message_ids.setdefault(family, itertools.count(1)))

    def chat(self, chat_id: int | str) -> Chat:
        """The chat by id or @username. Raises ApiError."""
        for chat in self.chats.values():
            if chat_id == chat.id or (chat.username and chat_id == f"@{chat.username}" and chat.type != "private"):
                return chat
        raise bad_request("chat not found")

    def writable(self, chat_id: int | str) -> Chat:
        """The chat, if the bot may write to it. Raises ApiError."""
        chat = self.chat(chat_id)
        if refusal := self.closed_to_bot.get(chat.id):
            raise ApiError(refusal.status, refusal.description, **refusal.parameters)
        return chat

    def thread(self, chat: Chat, thread: int | None) -> int | None:
        """The topic, if the chat has it. Raises ApiError."""
        if thread is not None and thread not in self.topics[chat.id]:
            raise bad_request("message thread not found")
        return thread

    def reply_target(self, chat: Chat, reply: Json | None) -> int | None:
        """The message a new one replies to, None when it may do without. Raises ApiError."""
        if not reply or "message_id" not in reply:
            return None
        key = (self.chat(reply.get("chat_id", chat.id)).id, reply["message_id"])
        target = self.message(*key)
        if target is None:
            if reply.get("allow_sending_without_reply"):
                return None
            raise bad_request("message to be replied not found")
        words = str(target.get("text") or target.get("caption"))
        if reply.get("quote", "") not in words:
            raise bad_request("QUOTE_TEXT_INVALID")
        return key[1] if key[0] == chat.id else None

    def message(self, chat_id: int, message_id: int, *, replies: bool = True) -> Json | None:
        """A message of anyone as the Bot API shows it, None when there is none (any more)."""
        sent = self.sent.get((chat_id, message_id))
        if sent is None or sent.deleted:
            return self.posts.get((chat_id, message_id))
        return self.shown(sent, replies=replies)

    def shown(self, sent: SentMessage, *, replies: bool = True) -> Json:
        """The Bot API `Message` of what the bot sent."""
        words, marks = ("caption", "caption_entities") if sent.media else ("text", "entities")
        channel = sent.chat.type == "channel"
        keyboard = sent.reply_markup if sent.reply_markup and "inline_keyboard" in sent.reply_markup else None
        target = self.message(sent.chat.id, sent.reply_to, replies=False) if replies and sent.reply_to else None
        return {
            "message_id": sent.message_id,
            ("sender_chat" if channel else "from"): sent.chat.json() if channel else self.bot.json(),
            "chat": sent.chat.json(),
            "date": sent.date,
            **sent.media,
            **({words: sent.text} if sent.text else {}),
            **({marks: [*sent.entities]} if sent.entities else {}),
            **without_none(
                reply_markup=keyboard,
                edit_date=self.date() if sent.edits else None,
                message_thread_id=sent.thread,
                is_topic_message=True if sent.thread else None,
                link_preview_options=sent.preview,
                reply_to_message=target and {k: v for k, v in target.items() if k != "reply_to_message"},
            ),
        }

    def keep(self, sent: SentMessage) -> Json:
        """Store a message of the bot, new or changed, and show it."""
        self.sent[sent.chat.id, sent.message_id] = sent
        self.changed.notify_all()
        return self.shown(sent)

    def own(self, chat: Chat, message_id: int) -> SentMessage:
        """A message that the bot may edit. Raises ApiError."""
        sent = self.sent.get((chat.id, message_id))
        if sent is None and (chat.id, message_id) in self.posts:
            raise bad_request("message can't be edited")
        if sent is None or sent.deleted:
            raise bad_request("message to edit not found")
        return sent

    def delete(self, chat: Chat, message_id: int) -> None:
        """Take a message away. Raises ApiError."""
        key = (chat.id, message_id)
        sent = self.sent.get(key)
        if sent is not None and not sent.deleted:
            self.sent[key] = replace(sent, deleted=True)
        elif key not in self.posts:
            raise bad_request("message to delete not found")
        elif chat.type != "private" and self.status(chat, self.bot) != "administrator":
            raise bad_request("message can't be deleted")
        else:
            del self.posts[key]
        self.changed.notify_all()

    def status(self, chat: Chat, user: User) -> str:
        """creator, administrator, member, left or kicked."""
        return self.members[chat.id].get(user.id, "left")

    def member(self, chat: Chat, user: User, status: str | None = None) -> Json:
        """The Bot API `ChatMember`."""
        status = status or self.status(chat, user)
        member: Json = {"status": status, "user": user.json()}
        if status == "administrator":
            member |= dict.fromkeys(_RIGHTS, False) | {"can_manage_chat": True}
        elif status == "creator":
            member["is_anonymous"] = False
        elif status == "kicked":
            member["until_date"] = 0
        elif status == "restricted":
            member |= dict.fromkeys(_LIMITS, False) | {"is_member": True, "until_date": 0}
        return member

    def started(self) -> float:
        """Monotonic, for the times that tests compare."""
        return time.monotonic()
