"""/subscribe and /subscriptions in the chat: what was understood is said, each can be seen, changed and stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.understanding import understand
from bot.core.catalogue import LANGUAGES
from bot.core.person import ChatContext, ChatKind, Person
from bot.question.criteria import criteria_text, parse_criteria
from bot.question.operators import UnreadableOperator
from data.chats.subscriptions import Criteria, Kind
from data.chats.views import Views
from data.store.articles import Store
from tests.support.notified import ANNA, CHAT, LI, SHANGHAI, Newsstand, actions


@pytest.fixture
def stand(store: Store) -> Newsstand:
    return Newsstand(store)


@pytest.mark.parametrize(
    ("words", "criteria"),
    [
        ("融资 -A轮", Criteria(("融资",), ("A轮",))),
        ("融资，并购、上市 －传闻", Criteria(("融资", "并购", "上市"), ("传闻",))),
        ('"AI chips" -Nvidia', Criteria(("AI chips",), ("Nvidia",))),
        ("“人工智能 芯片” -「某 公司」", Criteria(("人工智能 芯片",), ("某 公司",))),
        ("融资 OR 并购 或 上市", Criteria(("融资", "并购", "上市"))),
        ("融资|并购 AND 上市 NOT 传闻", Criteria(("融资", "并购", "上市"), ("传闻",))),
        ("section:科技", Criteria(section="科技")),
        ("source:新华社", Criteria(source="新华社")),
        ("来源：新华社 融资", Criteria(("融资",), source="新华社")),
        ('topic:"Real estate" -Dubai', Criteria(exclude=("Dubai",), section="Real estate")),
        ("主题: 科技", Criteria(section="科技")),
        ("融资 融资 -a -a", Criteria(("融资",), ("a",))),
        ("COVID-19", Criteria(("COVID-19",))),
        (".* (a+)+$ [", Criteria(("(a+)+$",))),
        ("", Criteria()),
        ("!!! 😀 -", Criteria()),
        ("\ud800 x", Criteria(("x",))),
    ],
)
def test_criteria_are_read_as_people_write_them(words: str, criteria: Criteria) -> None:
    assert parse_criteria(words) == criteria


@pytest.mark.parametrize("criteria", [
    Criteria(("融资", "AI chips", "或"), ("A轮", "x y")),
    Criteria(source="新华 社", section="科技"), Criteria(("a:b", "c，d")),
])  # fmt: skip
def test_criteria_can_be_typed_again(criteria: Criteria) -> None:
    assert parse_criteria(criteria_text(criteria)) == criteria


@given(st.text(max_size=30) | st.text('融资 -"“”「」『』＂|OR或a,，:：topic', max_size=30))
def test_what_was_read_of_any_text_can_be_typed_again(text: str) -> None:
    try:
        criteria = parse_criteria(text)
    except UnreadableOperator:
        return
    assert parse_criteria(criteria_text(criteria)) == criteria


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/subscribe 融资 after:昨天", "I cannot use after:昨天 here. What I know: source: topic:"),
        ("/subscribe -来源:新华社 融资", "I cannot use -source:新华社 here. What I know: source: topic:"),
        ("/subscribe topic:", "Add something after topic: – for example topic:Technology."),
        ("/digest 8:00 before:昨天", "I cannot use before:昨天 here. What I know: source: topic:"),
        ("/digest now 栏目：", "Add something after topic: – for example topic:Technology."),
    ],
)
def test_what_a_subscription_does_not_know_is_said_in_one_line(stand: Newsstand, words: str, told: str) -> None:
    assert stand.router.respond(understand(words), ANNA).text == told
    assert stand.subscriptions.of(CHAT, None) == []


def test_criteria_have_so_many_words_and_no_longer_ones() -> None:
    criteria = parse_criteria(" ".join(f"w{number}" for number in range(99)) + " " + "很" * 500)
    assert len(criteria.include) == 20
    assert len(parse_criteria("很" * 500).include[0]) == 60


def test_a_subscription_says_what_was_understood_and_how_much_it_would_have_told(stand: Newsstand) -> None:
    story = stand.story()
    stand.article("星河完成B轮融资", story=story)
    stand.article("星河融资三亿", story=story)
    stand.article("明月完成A轮融资")
    stand.article("旧的融资", ago=8 * 24 * 60)
    stand.article("融资专家", ago=3 * 24 * 60)
    reply = stand.router.respond(understand("/subscribe 融资 -A轮"), LI)
    assert reply.text == "🔔 已订阅：“融资”，不含“A轮”\n最近 7 天会提醒 2 次。"
    assert stand.router.respond(understand('/subscribe "AI chips"'), ANNA).text == (
        "🔔 Subscribed: “AI chips”\nIn the last 7 days there was no such news."
    )
    assert [each.criteria for each in stand.subscriptions.of(CHAT, None)] == [
        Criteria(("融资",), ("A轮",)),
        Criteria(("AI chips",)),
    ]


def test_what_is_counted_is_what_is_told(stand: Newsstand) -> None:
    """The estimate goes by the index, the alerts by the texts: both find the same."""
    expectations = {"A轮": 1, '"AI chips"': 1, "融资": 2, "beyonce": 1, "AI": 2, "轮": 2, "元融资": 1, "chip -AI": 0}
    people = {
        criteria: replace(LI, chat=ChatContext(f"telegram:{number}")) for number, criteria in enumerate(expectations)
    }
    for criteria, person in people.items():
        stand.router.respond(understand(f"/subscribe {criteria}"), person)
    stand.later(minutes=5)
    texts = [
        "完成A轮融资",
        "A股上涨，轮到谁",
        "AI chips are new",
        "chips for AI",
        "一億元融資",
        "金融，资本",
        "Beyoncé",
    ]
    for text in texts:
        stand.article("标题", text)
    told = [item.message.chat for item in stand.sent()]
    for number, (criteria, expected) in enumerate(expectations.items()):
        counted = stand.router.respond(understand(f"/subscribe {criteria}"), people[criteria]).text
        assert ("没有这样" if expected == 0 else f"提醒 {expected} 次") in counted, criteria
        assert told.count(f"telegram:{number}") == expected, criteria


def test_criteria_that_are_too_wide_say_so(stand: Newsstand) -> None:
    for number in range(505):
        stand.article(f"新闻{number}", "天", linked=False)
    assert "500 次以上" in stand.router.respond(understand("/subscribe 新闻"), LI).text


def test_an_undone_subscription_is_gone_and_can_be_made_again(stand: Newsstand) -> None:
    reply = stand.router.respond(understand('/subscribe "AI chips" -Nvidia'), LI)
    undone = stand.router.press(actions(reply)["↩ 撤销"], LI)
    assert undone.in_place
    assert undone.reply.text == "🔕 已撤销：“AI chips”，不含“Nvidia”"
    assert stand.subscriptions.of(CHAT, None) == []
    stand.router.press(actions(undone.reply)["↩ 重新订阅"], LI)
    assert [each.criteria for each in stand.subscriptions.of(CHAT, None)] == [Criteria(("AI chips",), ("Nvidia",))]
    assert "失效" in stand.router.press(actions(reply)["↩ 撤销"], LI).reply.text


def test_words_are_changed_by_number_and_back(stand: Newsstand) -> None:
    stand.wants("a")
    second = stand.router.respond(understand("/subscribe 手机"), LI)
    assert "/subscribe 2 手机" in stand.router.press(actions(second)["✏️ 改词"], LI).reply.text
    changed = stand.router.respond(understand("/subscribe 2 芯片 -二手"), LI)
    assert changed.text.startswith("🔔 已改为：“芯片”，不含“二手”")
    assert stand.subscriptions.of(CHAT, None)[1].criteria == Criteria(("芯片",), ("二手",))
    stand.router.press(actions(changed)["↩ 撤销"], LI)
    assert stand.subscriptions.of(CHAT, None)[1].criteria == Criteria(("手机",))


def test_a_change_is_undone_where_it_was_made_whatever_has_its_number_now(stand: Newsstand) -> None:
    first, _, third = stand.wants("a"), stand.wants("手机"), stand.wants("汽车")
    changed = stand.router.respond(understand("/subscribe 2 芯片"), LI)
    stand.router.press(f"stop:{first.id}", LI)
    stand.router.press(actions(changed)["↩ 撤销"], LI)
    assert [each.criteria for each in stand.subscriptions.of(CHAT, None)] == [Criteria(("手机",)), third.criteria]
    stand.router.press(f"stop:{first.id + 1}", LI)
    assert "失效" in stand.router.press(actions(changed)["↩ 撤销"], LI).reply.text
    assert [each.criteria for each in stand.subscriptions.of(CHAT, None)] == [third.criteria]


def test_a_number_that_names_no_subscription_is_a_word(stand: Newsstand) -> None:
    stand.router.respond(understand("/subscribe 5 nanometre"), ANNA)
    assert stand.subscriptions.of(CHAT, None)[0].criteria == Criteria(("5", "nanometre"))


def test_without_words_it_explains_with_the_most_frequent_topics(stand: Newsstand) -> None:
    for section in ("科技", "科技", "体育"):
        stand.article("新闻", section=section)
    reply = stand.router.respond(understand("/subscribe"), LI)
    assert "/subscribe 融资 并购" in reply.text
    assert [*actions(reply)] == ["🔔 科技", "🔔 体育"]
    made = stand.router.press(actions(reply)["🔔 科技"], LI)
    assert made.reply.text.startswith("🔔 已订阅：栏目 科技")
    assert stand.subscriptions.of(CHAT, None)[0].kind is Kind.TOPIC


def test_sources_and_topics_are_known_by_what_people_call_them(stand: Newsstand) -> None:
    stand.article("新闻", publisher="新华社北京", section="科技")
    stand.router.respond(understand("/subscribe source:xinhua"), LI)
    stand.router.respond(understand("/subscribe topic:tech"), LI)
    assert [(each.criteria.source, each.criteria.section) for each in stand.subscriptions.of(CHAT, None)] == [
        ("新华社", None),
        (None, "科技"),
    ]


@pytest.mark.parametrize("words", ["!!!", "-融资", "😀", '""'])
def test_what_cannot_be_looked_for_is_asked_again(stand: Newsstand, words: str) -> None:
    assert stand.router.respond(understand(f"/subscribe {words}"), LI).text.startswith("请写上要订阅的词")
    assert stand.subscriptions.of(CHAT, None) == []


def test_the_list_leads_to_each_and_back(stand: Newsstand) -> None:
    stand.router.respond(understand("/subscribe 融资"), LI)
    stand.router.respond(understand("/digest 08:00"), LI)
    stand.router.press(f"follow:{stand.article('洪峰过境')}", LI)
    listed = stand.router.respond(understand("/subscriptions"), LI)
    assert listed.text == "🔔 3 个订阅\n1. “融资”\n2. 🗞 每天 08:00\n3. 🧵 洪峰过境"
    card = stand.router.press(actions(listed)["打开 1"], LI)
    assert card.in_place
    paused = stand.router.press(actions(card.reply)["⏸ 暂停"], LI)
    assert "已暂停" in paused.reply.text
    back = stand.router.press(actions(paused.reply)["‹ 全部订阅"], LI)
    assert back.reply.text.splitlines()[1] == "1. “融资” ⏸"
    assert "▶️ 继续" in actions(paused.reply)
    stand.router.press(actions(paused.reply)["▶️ 继续"], LI)
    assert stand.subscriptions.of(CHAT, None)[0].paused is False
    digest = stand.router.press(actions(listed)["打开 2"], LI)
    later = stand.router.press(actions(digest.reply)["12:00"], LI)
    assert later.reply.text.startswith("2. 🗞 每天 12:00")
    stopped = stand.router.press(actions(stand.router.press(actions(listed)["打开 3"], LI).reply)["🔕 停止"], LI)
    assert stopped.reply.text.startswith("🔕 已停止：洪峰过境\n\n🔔 2 个订阅")


def test_a_long_list_has_pages(stand: Newsstand) -> None:
    for number in range(11):
        stand.wants(f"w{number}")
    first = stand.router.respond(understand("/subscriptions"), ANNA)
    second = stand.router.press(actions(first)["Next ›"], ANNA)
    assert second.reply.text.splitlines()[0] == "🔔 11 subscriptions  page 2 of 2"
    opening = [label for label in actions(second.reply) if label.startswith("Open")]
    assert opening == ["Open 9", "Open 10", "Open 11"]
    assert actions(second.reply)["‹ Back"] == "subs:0"


def test_a_list_of_nothing_says_how_to_begin(stand: Newsstand) -> None:
    assert stand.router.respond(understand("/subscriptions"), ANNA).text.startswith("You have no subscriptions yet.")


MEMBER = Person("zh", SHANGHAI, CHAT, "telegram:9", ChatContext("telegram:-5", ChatKind.GROUP, 3, manages=False))
ADMIN = replace(MEMBER, chat=ChatContext("telegram:-5", ChatKind.GROUP, 3))


def test_in_a_group_only_who_manages_it_subscribes_and_stops(stand: Newsstand) -> None:
    for command in ("/subscribe 融资", "/digest 08:00", "/digest off"):
        assert "管理员" in stand.router.respond(understand(command), MEMBER).text
    made = stand.router.respond(understand("/subscribe 融资"), ADMIN)
    (subscription,) = stand.subscriptions.of("telegram:-5", 3)
    for action in ("stop", "undo", "unsub", "edit"):
        pressed = stand.router.press(f"{action}:{subscription.id}", MEMBER)
        assert action == "edit" or "管理员" in pressed.reply.text
    assert "管理员" in stand.router.press(f"pause:{subscription.id}:1", MEMBER).reply.text
    assert stand.subscriptions.of("telegram:-5", 3) == [subscription]
    listed = stand.router.respond(understand("/subscriptions"), MEMBER)
    assert [*actions(stand.router.press(actions(listed)["打开 1"], MEMBER).reply)] == ["‹ 全部订阅"]
    assert stand.router.press(actions(made)["↩ 撤销"], ADMIN).in_place


def test_nobody_touches_what_is_of_another_chat(stand: Newsstand) -> None:
    subscription = stand.wants("融资")
    for action in ("stop", "undo", "unsub", "edit", "sub"):
        assert "失效" in stand.router.press(f"{action}:{subscription.id}", ADMIN).reply.text
    for action in (f"pause:{subscription.id}:1", f"retime:{subscription.id}:60", f"digest:{subscription.id}"):
        assert "失效" in stand.router.press(action, ADMIN).reply.text
    assert stand.subscriptions.of(CHAT, None) == [subscription]


@pytest.mark.parametrize(
    "action",
    [
        "again",
        "again:99",
        "again:{other}",
        "back:1:99",
        "back:1",
        "undo",
        "undo:1:2",
        "told:99:0",
        "told:{other}:0",
        "subs",
        "retime:1:9999",
        "digest",
    ],
)
def test_old_or_made_up_buttons_say_kindly_that_they_are_old(stand: Newsstand, action: str) -> None:
    other = Views(stand.store.database, lambda: stand.now).number({"kind": "latest"}, LI.holder)
    assert "失效" in stand.router.press(action.format(other=other), LI).reply.text


def test_in_a_terminal_nobody_can_be_told_later(stand: Newsstand) -> None:
    nobody = Person("zh", SHANGHAI)
    for command in ("/subscribe 融资", "/subscriptions"):
        assert "终端" in stand.router.respond(understand(command), nobody).text


def test_a_full_chat_is_told_so(stand: Newsstand) -> None:
    for number in range(50):
        stand.wants(f"w{number}")
    assert "/subscriptions" in stand.router.respond(understand("/subscribe more"), ANNA).text
    assert len(stand.subscriptions.of(CHAT, None)) == 50


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["/subscribe", "/subscribe 融资 -A轮 source:新华社", "/subscriptions", "/digest"])
def test_messages_fit_a_phone_screen(stand: Newsstand, language: str, command: str) -> None:
    for number in range(12):
        stand.wants(f"w{number}")
    reply = stand.router.respond(understand(command), replace(LI, language=language))  # type: ignore[arg-type]
    assert len(reply.text.splitlines()) <= 12
    assert all(len(button.action.encode()) <= 64 for row in reply.buttons for button in row)
