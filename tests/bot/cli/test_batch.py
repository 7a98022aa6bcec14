"""Messages as JSON lines: what each kind of reply says, whole conversations, and that nothing of them stays behind."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cli.batch import answer_batch
from bot.conversation.router import Router
from data.chats.chats import Chats
from data.chats.subscriptions import Criteria, Owner, Subscriptions
from data.chats.turns import Turns
from data.models import Entry
from data.store.articles import Store
from tests.conftest import SHANGHAI
from tests.support.made import ARTICLE, OTHER, QUOTE, Answers, answered, citation, refused
from tests.support.stored import keep

NOW = datetime(2022, 6, 26, 8, tzinfo=UTC)
ASKED, UNSAID = "临江转移了多少人?", "谁是临江的市长?"
WHERE = "那总部在哪?"
AT = "2022-06-25T12:00:00+08:00"
LISTED = ("江豚增至31头", "极氪完成融资", "临江水退")


@pytest.fixture
def store(store: Store) -> Store:
    times = (datetime(2022, 6, day, tzinfo=UTC) for day in (20, 24, 26))
    for title, time in zip(LISTED, times, strict=True):
        entry = Entry(title, f"{title}。", f"https://x.example/{title}", f"id-{time.day}", time)
        keep(store, entry, now=NOW)
    return store


@pytest.fixture
def answers() -> Answers:
    near = replace(refused(), nearest=(citation(),))
    return Answers({ASKED: answered(), "极氪融资了多少?": answered(), "极氪 总部在哪?": answered(), UNSAID: near})


@pytest.fixture
def router(store: Store, answers: Answers) -> Router:
    return Router(store, answers, lambda: NOW)


def batch(router: Router, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    given = "\n".join(json.dumps({"id": number, **line}) for number, line in enumerate(lines))
    return list(answer_batch(router, SHANGHAI, io.StringIO(given), None))


def asked(question: str, **more: Any) -> dict[str, Any]:
    return {"question": question, **more}


# -- one line


def test_an_answer_is_told_with_its_citations(router: Router) -> None:
    [reply] = batch(router, asked(ASKED))
    assert (reply["id"], reply["reply"], reply["answered"], reply["form"]) == (0, "answer", True, "quotes")
    assert reply["answer"].startswith(QUOTE)
    assert [each["article_id"] for each in reply["citations"]] == [ARTICLE.external_id, str(OTHER.id), "a7"]
    assert (reply["nearest"], reply["articles"]) == ([], [])
    assert not reply.keys() & {"command", "understood", "text"}


def test_a_refusal_is_told_with_what_comes_nearest_quoted(router: Router) -> None:
    near, nothing = batch(router, asked(UNSAID), asked("谁赢了?"))
    assert (near["reply"], near["answered"], near["answer"], near["form"]) == ("nearest", False, "", "refusal")
    cited = batch(router, asked(ASKED))[0]["citations"][0]
    assert near["nearest"] == [cited]
    assert (nothing["reply"], nothing["nearest"]) == ("nothing", [])


@pytest.mark.parametrize(
    ("message", "reply", "command"),
    [
        ("/latest", "overview", "latest"),
        ("最近有什么新闻?", "overview", None),
        ("极氪", "list", None),
        ("/search 江豚", "list", "search"),
        ("/latest 量子泡菜", "nothing", "latest"),
        ("/topics", "overview", "topics"),
        ("/search", "help", "search"),
        ("帮助", "help", "help"),
        ("你能做什么", "help", None),
        ("/lates", "help", "latest"),
        ("/subscribe 融资", "done", "subscribe"),
        ("/settings language en", "done", "settings"),
        ("/new", "done", "new"),
        ("谢谢", "talk", None),
        ("😀", "talk", None),
    ],
)
def test_every_message_gets_the_kind_of_reply_that_a_chat_would(
    router: Router, message: str, reply: str, command: str | None
) -> None:
    [told] = batch(router, asked(message))
    assert (told["reply"], told["answered"], told.get("command")) == (reply, False, command)
    assert (told["answer"], told["form"], told["citations"]) == ("", None, [])
    assert told["text"]


def test_lists_name_their_articles_in_order_as_the_source_does(router: Router) -> None:
    overview, latest, found = batch(router, asked("/latest"), asked("/latest 2"), asked("/search 江豚"))
    assert overview["articles"] == ["id-26", "id-24", "id-20"]
    assert latest["articles"] == ["id-26", "id-24"]
    assert found["articles"] == ["id-20"]


def test_the_moment_of_asking_hides_later_news(router: Router, answers: Answers) -> None:
    question, listed, named, searched = batch(
        router,
        asked(ASKED, asked_at=AT),
        asked("/latest", asked_at=AT),
        asked("临江", asked_at=AT),
        asked("/search 临江", asked_at=AT),
    )
    moment = datetime.fromisoformat(AT)
    assert (answers.asked[0].asked_at, answers.asked[0].within.known_at) == (moment, moment)
    assert listed["articles"] == ["id-24", "id-20"]
    assert (named["reply"], answers.asked[1].question) == ("nothing", "临江")  # there is no news on it to be listed
    assert (searched["reply"], searched["articles"]) == ("nothing", [])
    assert question["answered"]


# -- conversations


def test_lines_of_one_chat_are_a_conversation_and_others_stand_alone(router: Router) -> None:
    first = asked("极氪融资了多少?", chat="a")
    replies = batch(
        router, first, asked(WHERE, chat="b"), asked(WHERE), asked("谢谢", chat="a"), asked(WHERE, chat="a")
    )
    assert [each.get("understood") for each in replies[:4]] == ["", "", None, ""]
    assert "极氪" in replies[4]["understood"]


def test_each_line_of_a_chat_is_a_minute_after_the_one_before(router: Router, answers: Answers) -> None:
    later = "2022-06-25T18:00:00+08:00"
    lines = [
        asked(ASKED, chat="a", asked_at=AT),
        asked(WHERE, chat="a"),
        asked(ASKED, chat="b"),
        asked(WHERE, chat="a"),
    ]
    batch(router, *lines, asked(WHERE, chat="a", asked_at=later), asked(ASKED, chat="a"))
    begun, minute = datetime.fromisoformat(AT), timedelta(minutes=1)
    moments = [begun, begun + minute, NOW, begun + 2 * minute]
    moments += [datetime.fromisoformat(later), datetime.fromisoformat(later) + minute]
    assert list(dict.fromkeys(each.asked_at for each in answers.asked)) == moments
    assert all(each.within.known_at == (None if each.asked_at == NOW else each.asked_at) for each in answers.asked)


def test_what_is_set_holds_in_its_chat_only(router: Router) -> None:
    replies = batch(
        router,
        asked("/subscribe 融资", chat="a"),
        asked("/settings language zh", chat="a"),
        asked("/subscriptions", chat="a"),
        asked("/subscriptions", chat="b"),
        asked("/subscribe 芯片"),
        asked("/subscriptions"),
    )
    assert replies[2]["text"] == "🔔 1 个订阅\n1. “融资”"
    assert [each["reply"] for each in replies] == ["done", "done", "list", "help", "done", "help"]


# -- nothing stays behind


@pytest.fixture
def others(store: Store) -> Iterator[None]:
    """Somebody has asked, set and subscribed to something, and has it all afterwards."""
    turns, chats = Turns(store.database), Chats(store.database, lambda: NOW)
    subscriptions = Subscriptions(store.database, lambda: NOW)
    for chat in ("telegram:7", "telegram:-5", "batch"):
        turns.remember(chat, ASKED, ASKED, "", "{}", NOW)
        chats.set(chat, language="zh")
        subscriptions.add(Owner(chat, None, chat, "zh"), Criteria(("融资",)))
    yield
    for chat in ("telegram:7", "telegram:-5", "batch"):
        assert len(turns.last(chat, 9)) == len(subscriptions.of(chat, None)) == 1
        assert chats.settings(chat).language == "zh"
    for table, column in (("turns", "chat"), ("rooms", "room"), ("subscriptions", "room")):
        assert store.database.value(f"SELECT count(*) FROM {table} WHERE {column} LIKE 'batch:%'") == 0


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize("chat", ["a", "telegram:7", "-5", "*", "7", "[", 7, None])
def test_a_batch_leaves_others_as_they_were_and_nothing_of_its_own(router: Router, chat: str | int | None) -> None:
    more = {} if chat is None else {"chat": chat}
    commands = ("/subscribe 汽车", "/settings language en", "/digest 08:00", "/new")
    replies = batch(router, *(asked(text, **more) for text in (ASKED, *commands, ASKED)))
    assert [each["reply"] for each in replies] == ["answer", "done", "done", "done", "done", "answer"]


@pytest.mark.usefixtures("others")
def test_a_batch_that_ends_early_leaves_nothing_either(router: Router) -> None:
    replies = answer_batch(router, SHANGHAI, io.StringIO(json.dumps(asked(ASKED, id=1, chat="a")) + "\n\n"), None)
    assert next(replies)["answered"]
    replies.close()  # type: ignore[attr-defined]


def test_a_chat_begins_without_what_a_killed_batch_left_of_it(router: Router, store: Store) -> None:
    Turns(store.database).remember("batch:a", "极氪融资了多少?", "极氪融资了多少?", "五亿。", "{}", NOW)
    [reply] = batch(router, asked(WHERE, chat="a"))
    assert reply["understood"] == ""
