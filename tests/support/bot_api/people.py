"""What people do in the chats of the loopback Bot API: write, press, block, move. Each act is an update for the bot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.support.bot_api.rules import automatic_entities
from tests.support.bot_api.types import ApiError, Chat, Json, SentMessage, User
from tests.support.bot_api.world import World

_FILE = {"file_id": "people-file-id", "file_unique_id": "people-unique", "file_size": 4321}
MEDIA: dict[str, Any] = {
    "sticker": {**_FILE, "type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
    "photo": [{**_FILE, "width": 90, "height": 60}, {**_FILE, "width": 900, "height": 600}],
    "voice": {**_FILE, "duration": 3, "mime_type": "audio/ogg"},
    "video": {**_FILE, "duration": 3, "width": 640, "height": 360},
    "document": {**_FILE, "file_name": "report.pdf", "mime_type": "application/pdf"},
    "location": {"latitude": 31.23, "longitude": 121.47},
    "contact": {"phone_number": "+8613800000000", "first_name": "Li"},
}


class People:
    """Makes users and chats and lets them act. Every act wakes the bot's long poll."""

    def __init__(self, world: World) -> None:
        self.world = world

    def user(self, id: int, first_name: str, language_code: str | None = None, username: str | None = None) -> User:
        """A person; the same id again changes the person."""
        with self.world.changed:
            self.world.users[id] = User(id, first_name, language_code, username)
            return self.world.users[id]

    def private(self, user: User) -> Chat:
        """The person's chat with the bot, as if started."""
        chat = Chat(user.id, "private", first_name=user.first_name, username=user.username)
        return self._chat(chat, {user.id: "member", self.world.bot.id: "member"})

    def group(self, id: int, title: str, topics: bool = False, basic: bool = False, owner: User | None = None) -> Chat:
        """A supergroup with the bot in it, with forum topics or not; or an old basic group, which can `migrate`."""
        chat = Chat(id, "group" if basic else "supergroup", title, is_forum=topics or None)
        return self._chat(chat, {self.world.bot.id: "member"} | ({owner.id: "creator"} if owner else {}))

    def channel(self, id: int, title: str, username: str | None = None, owner: User | None = None) -> Chat:
        """A channel with the bot as administrator."""
        members = {self.world.bot.id: "administrator"} | ({owner.id: "creator"} if owner else {})
        return self._chat(Chat(id, "channel", title, username=username), members)

    def _chat(self, chat: Chat, members: dict[int, str]) -> Chat:
        with self.world.changed:
            self.world.chats[chat.id] = chat
            self.world.members[chat.id].update(members)
        return chat

    def topic(self, chat: Chat, name: str, user: User) -> int:
        """Open a forum topic; its message_thread_id."""
        with self.world.changed:
            thread = self.world.message_id(chat)
            self.world.topics[chat.id][thread] = name
            created = {"name": name, "icon_color": 7322096}
            self._post(chat, user, thread, {"forum_topic_created": created, **_in_topic(thread)})
            return thread

    def promote(self, chat: Chat, user: User, status: str = "administrator") -> None:
        """Give the person another status in the chat: administrator, member, left, kicked."""
        with self.world.changed:
            self.world.members[chat.id][user.id] = status

    def say(
        self,
        chat: Chat,
        user: User | None,
        text: str,
        reply_to: int | SentMessage | None = None,
        thread: int | None = None,
        entities: list[Json] | None = None,
        extra: Json | None = None,
    ) -> int:
        """Write a message (`user` None: an anonymous post of the channel); its message_id.

        Commands, mentions, links and hashtags become entities by themselves. `extra`: more fields (forward_origin).
        """
        marks = [*(entities or [])]
        marks = sorted(marks + automatic_entities(text, marks), key=lambda e: e["offset"])
        content: Json = {"text": text} | ({"entities": marks} if marks else {}) | (extra or {})
        return self.send(chat, user, content, reply_to, thread)

    def send_media(self, chat: Chat, user: User, kind: str, caption: str | None = None) -> int:
        """Send a sticker, photo, voice, video, document, location or contact; its message_id."""
        return self.send(chat, user, {kind: MEDIA[kind]} | ({"caption": caption} if caption else {}))

    def send_file(self, chat: Chat, user: User, name: str, content: bytes, media_type: str = "") -> int:
        """Send a document that the bot can fetch; its message_id."""
        with self.world.changed:
            file_id = f"file-{len(self.world.files)}"
            self.world.files[file_id] = content
            told = {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content), "file_name": name}
            return self.send(chat, user, {"document": told | ({"mime_type": media_type} if media_type else {})})

    def send(
        self,
        chat: Chat,
        user: User | None,
        content: Json,
        reply_to: int | SentMessage | None = None,
        thread: int | None = None,
    ) -> int:
        """Send a message with these Bot API fields; its message_id."""
        with self.world.changed:
            fields = dict(content) | (_in_topic(thread) if thread else {})
            if reply_to is not None:
                target = reply_to.message_id if isinstance(reply_to, SentMessage) else reply_to
                fields["reply_to_message"] = self.world.message(chat.id, target, replies=False)
            if user and self.world.status(chat, user) == "left":
                self.world.members[chat.id][user.id] = "member"
            return self._post(chat, user, self.world.message_id(chat), fields)

    def _post(self, chat: Chat, user: User | None, message_id: int, fields: Json) -> int:
        who = {"sender_chat": chat.json()} if user is None or chat.type == "channel" else {"from": user.json()}
        post: Json = {"message_id": message_id, "date": self.world.date(), "chat": chat.json()} | who | fields
        self.world.announce("channel_post" if chat.type == "channel" else "message", post)
        self.world.posts[chat.id, message_id] = post
        return message_id

    def edit(self, chat: Chat, message_id: int, text: str) -> None:
        """Change a person's message."""
        with self.world.changed:
            post = {k: v for k, v in self.world.posts[chat.id, message_id].items() if k != "entities"}
            marks = automatic_entities(text, [])
            post |= {"text": text, "edit_date": self.world.date()} | ({"entities": marks} if marks else {})
            self.world.announce("edited_channel_post" if chat.type == "channel" else "edited_message", post)
            self.world.posts[chat.id, message_id] = post

    def press(self, message: SentMessage, button: str, user: User, stale: bool = False) -> str:
        """Press the button with this text or data, as the keyboard is now or (`stale`) was; the callback query id."""
        with self.world.changed:
            now = self.world.sent[message.chat.id, message.message_id]
            if now.deleted:
                raise LookupError("the message was deleted")
            pressed = (message if stale else now).button(button)
            if pressed.data is None:
                raise LookupError(f"{pressed.text!r} opens {pressed.url} and tells the bot nothing")
            query = self._query(user) | {"data": pressed.data, "message": self.world.shown(now)}
            self.world.presses[query["id"]] = []
            self.world.announce("callback_query", query | {"chat_instance": str(message.chat.id)})
            return str(query["id"])

    def answers(self, query_id: str) -> list[Json]:
        """What the bot answered to a press or an inline query: the parameters of each answer."""
        with self.world.changed:
            return [*(self.world.presses.get(query_id) or self.world.inline.get(query_id) or [])]

    def expire(self, query_id: str) -> None:
        """Let a press or an inline query be too old to answer."""
        with self.world.changed:
            self.world.presses.pop(query_id, None)
            self.world.inline.pop(query_id, None)

    def ask_inline(self, user: User, query: str, offset: str = "") -> str:
        """Type `@bot query` somewhere; the inline query id."""
        with self.world.changed:
            inline = self._query(user) | {"query": query, "offset": offset, "chat_type": "private"}
            self.world.inline[inline["id"]] = []
            self.world.announce("inline_query", inline)
            return str(inline["id"])

    def _query(self, user: User) -> Json:
        return {"id": self.world.query_id(), "from": user.json()}

    def block(self, user: User) -> None:
        """The person stops the bot: no new message reaches them."""
        with self.world.changed:
            refusal = ApiError(403, "Forbidden: bot was blocked by the user")
            self.world.bot_becomes(self.world.chats[user.id], "kicked", user, refusal)

    def unblock(self, user: User) -> None:
        with self.world.changed:
            self.world.bot_becomes(self.world.chats[user.id], "member", user, None)

    def invite(self, chat: Chat, user: User) -> None:
        """The person puts the bot (back) into the group."""
        with self.world.changed:
            self.world.bot_becomes(chat, "member", user, None)

    def mute(self, chat: Chat, user: User) -> None:
        """The person lets the bot be in the group, where it may not write."""
        with self.world.changed:
            refusal = ApiError(400, "Bad Request: not enough rights to send text messages to the chat")
            self.world.bot_becomes(chat, "restricted", user, refusal)

    def kick(self, chat: Chat, user: User) -> None:
        """The person throws the bot out of the group or channel."""
        with self.world.changed:
            refusal = ApiError(403, f"Forbidden: bot was kicked from the {chat.type} chat")
            self.world.bot_becomes(chat, "kicked", user, refusal)

    def delete_chat(self, chat: Chat) -> None:
        """The person's account or the group is gone; the bot learns it only when it writes."""
        reason = "user is deactivated" if chat.type == "private" else "the group chat was deleted"
        with self.world.changed:
            self.world.closed_to_bot[chat.id] = ApiError(403, f"Forbidden: {reason}")

    def migrate(self, chat: Chat, new_id: int, user: User) -> Chat:
        """A basic group becomes the supergroup `new_id`; the old one refuses messages with migrate_to_chat_id."""
        with self.world.changed:
            new = self._chat(replace(chat, id=new_id, type="supergroup"), self.world.members[chat.id])
            self._post(chat, user, self.world.message_id(chat), {"migrate_to_chat_id": new_id})
            self._post(new, user, self.world.message_id(new), {"migrate_from_chat_id": chat.id})
            reason = "Bad Request: group chat was upgraded to a supergroup chat"
            self.world.closed_to_bot[chat.id] = ApiError(400, reason, migrate_to_chat_id=new_id)
            return new


def _in_topic(thread: int) -> Json:
    return {"message_thread_id": thread, "is_topic_message": True}
