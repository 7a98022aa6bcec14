"""A home folder that an earlier version left, kept as SQL text: it opens, nothing is lost, old buttons still work.

Those of lists do not: nobody kept whose they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import Parts, open_parts
from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import MessageContext, understand
from bot.core.person import ChatContext, ChatKind, Person
from bot.core.reply_json import about_from_json, reply_from_json
from bot.features.admin.all import operating
from data.chats.chats import Chats
from data.chats.feedback import Feedback, Rating
from data.chats.messages import Handled, Sent
from data.chats.outbox import Outbox, State
from data.store.articles import Store
from data.store.robots import StoredRobots
from data.store.schema import MIGRATIONS
from data.store.sources import Sources
from embeddings.encoders.encoder import Encoder
from embeddings.reader.reader import Reader
from embeddings.search.similar import Similar
from tests.conftest import CACHE, SHANGHAI
from tests.support.paths import ROOT

SQL = ROOT / "tests/support/homes/form_5.sql"
LEFT_AT = datetime(2026, 6, 24, 1, 10, tzinfo=UTC)
LI = Person("zh", SHANGHAI, "telegram:7:-:-", "telegram:7", ChatContext("telegram:7"), operator=True)
ANN = Person("en", SHANGHAI, "telegram:-1001:-:8", "telegram:8", ChatContext("telegram:-1001", ChatKind.GROUP))


def restored(folder: Path) -> Path:
    """A home folder with the old database in it, and nothing else."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / "news.db")) as connection:
        connection.executescript(SQL.read_text("utf-8"))
    return folder


@pytest.fixture
def parts(tmp_path: Path, encoder: Encoder, reader: Reader) -> Iterator[Parts]:
    with open_parts(Config(home=restored(tmp_path / "home"), cache=CACHE), encoder, reader) as opened:
        yield opened


@pytest.fixture
def router(parts: Parts) -> Router:
    """As it was left."""
    similar, admins = Similar(parts.store, parts.live), operating(Config(), parts.store, lambda: LEFT_AT)
    return Router(parts.store, parts.answerer, lambda: LEFT_AT, similar=similar, operating=admins)


def rows(path: Path) -> dict[str, int]:
    """How many there are, by table."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


def test_it_moves_on_to_the_newest_form_without_the_loss_of_a_row(tmp_path: Path) -> None:
    path = restored(tmp_path / "home") / "news.db"
    before = rows(path)
    store = Store(path)
    assert store.database.value("PRAGMA user_version") == len(MIGRATIONS)
    assert set(store.faults().values()) == {0}
    store.close()
    for gone in ("views", "pages", "sqlite_sequence"):  # nobody kept whose those were
        del before[gone]
    assert {table: count for table, count in rows(path).items() if table in before} == before


def test_its_vectors_and_words_serve_on(parts: Parts) -> None:
    assert parts.embedder.outdated() == []
    assert parts.store.count_pending() == 0
    assert len(parts.live.index) == 8
    assert parts.linker.link() == 0


@pytest.mark.parametrize(
    ("question", "person", "words"),
    [
        ("台风白鹭登陆后青汐转移了多少人？", LI, "2.4万人"),
        ("地铁5号线全程票价多少？", LI, "全程7元"),
        ("How many books does the Harbour Library hold?", ANN, "410,000 books"),
    ],
)
def test_questions_are_answered(router: Router, question: str, person: Person, words: str) -> None:
    alone = Person(person.language, SHANGHAI)
    assert words in router.respond(understand(question), alone).text


def test_the_newest_stories_are_listed_copies_once(router: Router) -> None:
    text = router.respond(understand("/latest 5"), LI).text
    first, *_, last = [line for line in text.splitlines() if line[:2] in ("1.", "5.")]
    assert first == "1. 台风“白鹭”致青汐2人受伤，轨道交通恢复运行"
    assert last == "5. Typhoon Egret makes landfall in Qingxi, 24,000 people moved"
    listed = router.respond(understand("/latest 5"), LI)
    more = next(button.action for row in listed.buttons for button in row if button.action.startswith("page:"))
    assert "青汐日报 · 2026年6月20日 08:10 · +1 家媒体" in router.press(more, LI).reply.text


def test_an_article_is_found_by_words_by_address_and_by_id(parts: Parts, router: Router) -> None:
    assert "青汐地铁5号线7月1日开通" in router.respond(understand("/search QMG"), LI).text
    metro = parts.store.named("qs-0623-metro")
    assert metro
    assert parts.store.named("https://news.example/2026/06/metro-line-5.html?utm_source=x") == metro
    assert parts.store.named(str(metro.id)) == metro
    (version,) = parts.store.versions(metro.id)
    assert "全程6元" in version.body
    assert "全程7元" in metro.body


def test_subscriptions_and_settings_are_there(parts: Parts, router: Router) -> None:
    listed = router.respond(understand("/subscriptions"), LI).text
    for each in ("“台风”或“地铁”，不含“票价”", "“青汐港”", "🗞 每天 08:00", "台风“白鹭”登陆青汐市"):
        assert each in listed
    assert "Harbour Library" in router.respond(understand("/subscriptions"), ANN).text
    assert Chats(parts.store.database, lambda: LEFT_AT).settings("telegram:7").quiet == (23 * 60, 7 * 60)


def test_why_tells_of_the_last_old_turn(router: Router) -> None:
    told = router.respond(understand("/why"), LI).text
    assert "地铁5号线全程票价多少？" in told
    assert "1. 青汐地铁5号线7月1日开通，票价2元起" in told


@pytest.mark.parametrize(
    ("action", "begins"),
    [
        ("quote:1:56:113:33928", "台风“白鹭”登陆青汐市，全市转移2.4万人\n青汐日报"),
        ("article:4:0", "Harbour Library opens after six years of building\nCoast Post"),
        ("article:5:0:1:0", "青汐地铁5号线7月1日开通，票价2元起\n青汐日报"),
        ("history:5:0", "青汐地铁5号线7月1日开通，票价2元起"),
        ("story:1", "🧵 同一事件的报道\n共 2 篇"),
        ("alike:1", "🔎 相关报道"),
        ("page:1:1", "这个按钮已失效"),
        ("page:4:0", "这个按钮已失效"),
        ("list:6", "这个按钮已失效"),
        ("sub:1", "1. “台风”或“地铁”，不含“票价”\n6月24日订阅"),
        ("edit:2", "请按编号发来新的词"),
        ("digest:3", "🗞 6月24日 新闻摘要"),
        ("set:2", "时区：上海，现在 09:10"),
        ("follow:4", "🔔 已关注“Harbour Library opens after six years of building”"),
        ("watch:1", "🔔 好，有“火星移民计划”的报道"),
        ("good:2", "谢谢"),
        ("undo:2", "🔕 已撤销：“青汐港”"),
        ("cast:13:0", "这个按钮已失效"),
    ],
)
def test_old_buttons_still_lead_where_they_say(router: Router, action: str, begins: str) -> None:
    assert router.press(action, LI).reply.text.startswith(begins)


def test_what_was_judged_stays_judged(parts: Parts) -> None:
    feedback = Feedback(parts.store.database, lambda: LEFT_AT)
    assert [feedback.verdict(turn, "telegram:7") for turn in (1, 2)] == [Rating.NONE, Rating.GOOD]
    assert [each.question for each in feedback.unanswered(5)] == ["火星移民计划的预算是多少？"]


def test_a_button_of_what_is_no_more_is_told_so_kindly(router: Router) -> None:
    assert router.press("ask:1:0", LI).reply.text == LI.say("view-gone")  # a question that was suggested


def test_a_reply_to_an_old_message_is_about_what_that_said(parts: Parts, router: Router) -> None:
    about = Sent(parts.store.database, lambda: LEFT_AT).about("telegram:7", 503)
    assert about
    opened = router.respond(understand("第二条", MessageContext(about=about_from_json(about))), LI)
    assert opened.text.startswith("Harbour Library opens after six years of building")


def test_what_waited_to_be_sent_is_sent_and_what_was_answered_is_not_answered_again(parts: Parts) -> None:
    outbox = Outbox(parts.store.database)
    (waiting,) = outbox.due(LEFT_AT)
    reply = reply_from_json(waiting.message.reply)
    assert reply.text.startswith("🔔 “台风”或“地铁”，不含“票价”\n台风“白鹭”致青汐2人受伤")
    assert [button.action for row in reply.buttons for button in row] == ["article:8:0", "follow:8", "stop:1"]
    assert outbox.counts()[State.SENT] == 1
    assert Handled(parts.store.database, lambda: LEFT_AT).knows(8001)


def test_the_source_is_read_on_from_where_it_was(parts: Parts) -> None:
    (source,) = Sources(parts.store.database).all()
    assert (source.spec.url, source.title, source.etag) == ("https://city.example/feed.xml", "青汐电台", '"abc"')
    kept = StoredRobots(parts.store.database).get("https://city.example:443")
    assert kept
    assert kept[0].startswith("User-agent: *")
