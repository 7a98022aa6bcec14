"""Tortures a running bot: kills, servers that fail at random, odd updates, hostile articles and files. Counts what it
did wrong, and fails if that is anything: losses, doubles, leaks, chats that are stuck.

python -m tests.bench.torture [SIZE [SEED]]: `small`, `full` or a share of full such as 0.2. The same seed does the same
things, though a busy machine lets them fall together otherwise.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.torturing import hostile
from tests.bench.torturing.kills import Killing
from tests.bench.torturing.ledger import Counts, Ledger
from tests.bench.torturing.odd_updates import OddUpdates
from tests.bench.torturing.victim import Victim
from tests.bench.torturing.weather import MoodyServer, Weather
from tests.support.bot_api import BotApi, Chat, SentMessage, User

PASSWORD, KEY = "pAssw0rdOfASource", "k3yOfASource"
_BOUND_S = 60.0  # for a /help of somebody new
_QUEUE_S = 150.0  # of somebody whose chat's queue is full: a message a second


@dataclass(frozen=True, slots=True)
class Size:
    kills: int
    updates: int
    articles: int
    files: int
    bomb_mb: int = 500

    def share(self, part: float) -> Size:
        return Size(*(max(1, round(each * part)) for each in (self.kills, self.updates, self.articles, self.files)))


FULL = Size(kills=200, updates=10_000, articles=100, files=60)
SIZES = {"full": FULL, "small": Size(kills=3, updates=300, articles=10, files=6, bomb_mb=50)}


class Torture:
    """In an empty folder, by a seed."""

    def __init__(self, api: BotApi, news: MoodyServer, folder: Path, size: Size, seed: int) -> None:
        self._api, self._news, self._size = api, news, size
        self._chance = random.Random(seed)
        self._ledger, self._counts = Ledger(api), Counts()
        self._victim = Victim(api, folder / "home")
        self._crowd = [self._ledger.person(language) for language in ("zh", "en") * 20]
        self._ledger.secrets |= dict.fromkeys((api.token, PASSWORD, KEY))
        secret = news.add("/closed?apikey=" + KEY, hostile.feed([]))
        self._victim.sources.append(secret.replace("http://", f"http://reader:{PASSWORD}@"))

    def run(self) -> Counts:
        with Weather(self._api, self._chance):
            killing = self._kill()
            self._victim.start(wait=True)
            self._send_odd_updates()
            self._send_files()
            self._read_hostile_articles()
        self._calm_down()
        self._victim.end()
        self._news.badness = 0.0
        self._victim.update()
        killing.judge(self._counts)
        self._ledger.judge(self._victim, self._counts)
        return self._counts

    def _kill(self) -> Killing:
        killing = Killing(self._victim, self._ledger, self._news, self._chance)
        for number in range(self._size.kills):
            killing.round(number)
        return killing

    def _send_odd_updates(self) -> None:
        """As fast as they are taken, from people who are asked afterwards whether they are served."""
        odd = OddUpdates(self._crowd, self._chance)
        queue = self._api.world.updates
        for _ in range(self._size.updates):
            with self._api.world.changed:
                queue.pending.append({"update_id": queue.next_id(), **odd.one()})
                self._api.world.changed.notify_all()
            self._counts.updates += 1
            if len(queue.pending) > 200:
                self._taken("odd updates")
        self._taken("odd updates")
        self._say("odd updates are taken")
        self._check_help("odd updates")

    def _send_files(self) -> None:
        """Each sender has a secret of its own in the file, that others ask for."""
        for number, (name, content) in enumerate(hostile.files(self._size.files, self._chance, self._size.bomb_mb)):
            chat, user = self._ledger.person()
            code = f"vault{self._chance.randrange(10**9)}code"
            self._ledger.secrets[code] = chat.id
            self._send(chat, user, f"{number}.html", f"<p>The code of the safe in Castlefen is {code}.</p>" * 9)
            self._send(chat, user, name, content)
            self._counts.files += 1
        self._taken("files")
        for text in ("What is the code of the safe in Castlefen?", "/search safe", "/latest", "/sources"):
            self._ledger.ask(text)
        self._say("files are taken")
        self._check_help("files")

    def _send(self, chat: Chat, user: User, name: str, content: bytes | str) -> None:
        self._api.send_file(chat, user, name, content.encode() if isinstance(content, str) else content)

    def _read_hostile_articles(self) -> None:
        items = []
        for number, (title, teaser, page) in enumerate(hostile.articles(self._size.articles, self._chance)):
            url = self._news.add(f"/hostile/{number}.html", page, headers={"Content-Type": "text/html"})
            items.append((title, teaser, url))
            self._counts.articles += 1
        self._victim.end()
        self._victim.sources.append(self._news.add("/hostile", hostile.feed(items)))
        self._victim.start(wait=True)
        with suppress(TimeoutError):
            self._api.wait_for(lambda: self._count_hostile() >= self._size.articles, timeout=120)
        self._say(f"{self._count_hostile()} hostile articles are read")
        for text in ("/latest 10", "/search depot", "/search Hostile", "What opens in Castlefen?", "/topics") * 2:
            self._browse(text)
        self._check_help("hostile articles")

    def _count_hostile(self) -> int:
        return sum(row[0] for row in self._victim.rows("SELECT count(*) FROM articles WHERE title LIKE 'Hostile%'"))

    def _browse(self, text: str) -> None:
        """Somebody new asks, presses buttons of the reply, and those of others."""
        chat, user = self._ledger.person(self._chance.choice(("zh", "en")))
        self._api.say(chat, user, text)
        try:
            [shown] = self._api.wait_sent(chat, timeout=_BOUND_S)
        except TimeoutError:
            self._counts.stuck.append(f"{text} after hostile articles")
            return
        for button in self._chance.sample(shown.buttons, min(4, len(shown.buttons))):
            if button.data:
                self._press(shown, button.data, user)

    def _press(self, shown: SentMessage, data: str, user: User) -> None:
        with suppress(LookupError):  # the keyboard is another one now
            query = self._api.press(shown, data, user, stale=True)
            _, stranger = self._crowd[self._chance.randrange(len(self._crowd))]
            forged = {"id": "9", "from": stranger.json(), "chat_instance": "9", "data": data}
            self._api.world.announce("callback_query", forged)
            with suppress(TimeoutError):
                self._api.wait_answered(query, timeout=_BOUND_S)
                return
            self._counts.stuck.append(f"a press of {data} in chat {shown.chat.id}")

    def _check_help(self, after: str) -> None:
        if not self._ledger.helps(*self._ledger.person(), _BOUND_S):
            self._counts.stuck.append(f"/help of somebody new after {after}")

    def _taken(self, what: str) -> None:
        """Waits until the bot has all of it."""
        try:
            self._api.wait_for(lambda: not self._api.unacknowledged, timeout=300)
        except TimeoutError:
            self._counts.stuck.append(f"{self._api.unacknowledged} {what} not taken")
            with self._api.world.changed:
                self._api.world.updates.pending.clear()

    def _calm_down(self) -> None:
        """The servers are well again: all is answered, and each of the crowd is served."""
        self._ledger.settle(_QUEUE_S)
        for chat, user in self._crowd:
            self._api.world.closed_to_bot.pop(chat.id, None)
            if not self._ledger.helps(chat, user, _QUEUE_S):
                self._counts.stuck.append(f"/help in chat {chat.id} of the crowd")

    def _say(self, words: str) -> None:
        print(f"{time.strftime('%T')} {words}; {self._victim.resident_mb:.0f} MB", flush=True)


def torture(folder: Path, size: Size, seed: int) -> Counts:
    with BotApi() as api, MoodyServer(random.Random(seed + 1)) as news:
        stage = Torture(api, news, folder, size, seed)
        try:
            return stage.run()
        finally:
            stage._victim.end()


def main() -> None:
    asked, seed = (*sys.argv[1:], *("full", str(random.randrange(10**6)))[len(sys.argv) - 1 :])[:2]
    size = SIZES.get(asked) or FULL.share(float(asked))
    print(f"seed {seed}, {size}", flush=True)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        counts = torture(Path(folder), size, int(seed))
    for line in (*counts.losses, *counts.doubles, *counts.leaks, *counts.stuck, *counts.other):
        print(line[:500])
    print(f"{counts}; seed {seed}, {time.perf_counter() - started:.0f} s")
    sys.exit(0 if counts.is_good else 1)


if __name__ == "__main__":
    main()
