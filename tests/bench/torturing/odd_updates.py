"""Updates that no client of Telegram sends: real ones with something changed, and whatever the schema allows."""

from __future__ import annotations

import copy
import json
import random
import time
from typing import Any

from tests.support.bot_api import Chat, User
from tests.support.bot_api.people import MEDIA, People
from tests.support.bot_api.types import Json
from tests.support.bot_api.wire import schemas_present
from tests.support.bot_api.world import World
from tests.support.paths import SHARED

TEXTS = (
    *(
        "",
        " ",
        "\0",
        "\ud83d",
        "\u202e/pleh",
        "/",
        "//",
        "/start",
        "/start own_x",
        "/start inv_0",
        "/latest -1",
        "/latest 9" * 99,
    ),
    *('/search "', "/search (((", "/search a AND OR NOT", "/search *", "/help@", "/help@other_bot", "/forget", "/stop"),
    *("' OR 1=1 --", "%s%s%n{0}{}", "<b>", "</a>&lt;", "a" * 4096, "字" * 4096, "🦆" * 2048, "\n" * 4000, "1" * 4000),
    *(
        "http://[",
        "http://127.0.0.1:1/",
        "https://" + "x" * 2000,
        "file:///etc/passwd",
        "2026-99-99",
        "NaN",
        "-" * 4096,
    ),
    *("read:1:0", "watch:1", "again:1", "page:-1:9", "good:1", "bad:99999999999999999999", ":", "full:\0", "trend:1:7"),
)
VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        2**31,
        2**53,
        -(2**63),
        2**64,
        1e308,
        0.1,
        "",
        "0",
        "x",
        [],
        [[]],
        [None],
        {},
        {"": {}},
    ),
    *({"id": 0}, {"id": "1"}, [{"type": "bold", "offset": -5, "length": 10**9}], {"message_id": None}, "\ud800"),
)


class OddUpdates:
    """By `chance`; those who send them are in `people`, whose chats a test can look at."""

    def __init__(self, people: list[tuple[Chat, User]], chance: random.Random) -> None:
        self._chance = chance
        self._real = [update for chat, user in people for update in real_updates(chat, user)]
        self._definitions = _objects() if schemas_present() else {}

    def one(self) -> Json:
        """Without its update_id."""
        if self._definitions and self._chance.random() < 0.25:
            update = dict(self._any({"$ref": "#/definitions/TelegramUpdate"}, 0))
            kinds = [name for name in update if name != "update_id"]
            update = {kind: update[kind] for kind in kinds[:1]}
        else:
            update = copy.deepcopy(self._chance.choice(self._real))
        for _ in range(self._chance.choice((1, 1, 2, 4))):
            if update:
                self._mutate(update)
        return {name: value for name, value in update.items() if name != "update_id"}

    def _mutate(self, update: Json) -> None:
        """Somewhere in it: something goes, comes, doubles, or is something else."""
        holder, key = self._place(update)
        match self._chance.randrange(6):
            case 0:
                del holder[key]
            case 1:
                holder[key] = copy.deepcopy(self._chance.choice(VALUES))
            case 2 if isinstance(holder, dict):
                holder[f"{key}_of_later"] = copy.deepcopy(self._chance.choice(VALUES))
            case 3:
                holder[key] = [holder[key]] * self._chance.choice((1, 2, 200))
            case 4:
                holder[key] = self._like(holder[key])
            case _:
                holder[key] = self._chance.choice(TEXTS) if isinstance(holder[key], str) else self._like(holder[key])

    def _place(self, update: Json) -> tuple[Any, Any]:
        """A random member, rather a deep one."""
        holder: Any = update
        while True:
            key = self._chance.choice([*holder] if isinstance(holder, dict) else range(len(holder)))
            if not isinstance(holder[key], dict | list) or not holder[key] or self._chance.random() < 0.15:
                return holder, key
            holder = holder[key]

    def _like(self, value: Any) -> Any:
        """Another one of the same kind."""
        if isinstance(value, bool):
            return not value
        if isinstance(value, int):
            return value + self._chance.choice((-1, 1, 2**31, -(2**40)))
        return self._chance.choice(TEXTS) if isinstance(value, str) else value

    def _any(self, schema: Json, depth: int) -> Any:
        """A value that the schema allows, with few of what is optional."""
        if "$ref" in schema:
            return self._any(self._definitions[schema["$ref"].rpartition("/")[2]], depth)
        if "anyOf" in schema:
            return self._any(self._chance.choice(schema["anyOf"]), depth)
        if "const" in schema or "enum" in schema:
            return self._chance.choice(schema.get("enum") or [schema.get("const")])
        match schema.get("type"):
            case "object":
                return self._object(schema, depth)
            case "array":
                return [self._any(schema["items"], depth + 1)] if depth < 6 and "items" in schema else []
            case "boolean":
                return self._chance.random() < 0.5
            case "number" | "integer":
                return self._chance.choice((0, 1, 7, 700, 2**31, 1_700_000_000))
        return self._chance.choice(TEXTS)

    def _object(self, schema: Json, depth: int) -> Json:
        required, optional = schema.get("required", []), [*schema.get("properties", {})]
        few = min(len(optional), 3 if depth < 2 else 1 if depth < 6 else 0)
        names = {*required, *self._chance.sample(optional, few)} if depth < 9 else set()
        return {name: self._any(schema["properties"][name], depth + 1) for name in sorted(names)}


def _objects() -> Json:
    path = SHARED / "telegram" / "bot_api_objects.schema.json"
    definitions: Json = json.loads(path.read_text("utf-8"))["definitions"]
    return definitions


def real_updates(chat: Chat, user: User) -> list[Json]:
    """What a person may do, each once, as Telegram tells it."""
    world = World(User(700_000_001, "News", username="newsbot_test_bot", is_bot=True), time.time)
    people = People(world)
    world.users[user.id] = user
    people.private(user)
    group = people.group(-user.id, "Readers")
    first = people.say(chat, user, "What happened in Castlefen?")
    people.say(chat, user, "and yesterday?", reply_to=first)
    for text in ("/latest 3", "/search depot", "/start", "/sources", "https://news.example/a", "📈 #news @somebody"):
        people.say(chat, user, text)
    people.say(group, user, "@newsbot_test_bot what is new?")
    people.edit(chat, first, "What happened in Harrowby?")
    for kind in MEDIA:
        people.send_media(chat, user, kind, "what is this?" if kind in ("photo", "document") else None)
    people.ask_inline(user, "depot")
    people.block(user)
    people.unblock(user)
    press = {"id": "1", "from": user.json(), "chat_instance": "1", "data": "read:1:0"}
    shown = {"message_id": 1, "date": 1, "chat": chat.json(), "from": world.bot.json(), "text": "x"}
    world.announce("callback_query", press | {"message": shown})
    return world.updates.pending
