"""People talk to the bot in private chats, over HTTP: commands, paging, full texts, questions, edits."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.app import Parts
from bot.conversation.dialogues import Answers
from bot.conversation.router import Router
from bot.core.answer import Answer
from bot.core.catalogue import Language, say
from bot.core.seals import Seals
from bot.question.asked import Asked
from tests.bot.telegram.setup import HOSTILE, PICTURE, ask, press, press_in_place, replies, with_buttons
from tests.support.bot_api import BotApi, Chat, User
from tests.support.bot_api.people import MEDIA

pytestmark = pytest.mark.usefixtures("bot")
FLOOD = "How many people were moved to safety by the flood in Linjiang?"
EVACUEES = "Most Linjiang flood evacuees are home; 1,910 still in shelters"


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_each_command_answers_in_the_language_of_the_app(api: BotApi, language: Language) -> None:
    chat = api.private(user := api.user(9, "Reader", language))
    start = await ask(api, chat, user, "/start")
    assert start.text.startswith(say(language, "start"))
    assert [e["type"] for e in start.entities] == ["bot_command"] * 3
    helped = await ask(api, chat, user, "/help")
    assert say(language, "command-latest") in helped.text
    assert (await ask(api, chat, user, "/latest 5")).text.startswith(say(language, "latest-title"))
    assert "Linjiang Weekly" in (await ask(api, chat, user, "/sources")).text
    assert (await ask(api, chat, user, "/search")).text == say(language, "search-usage")


async def test_an_unknown_app_language_is_spoken_to_in_the_language_of_the_configuration(api: BotApi) -> None:
    chat = api.private(user := api.user(9, "Reader"))
    assert (await ask(api, chat, user, "/start")).text.startswith(say("zh", "start"))


async def test_a_misspelt_command_is_understood_and_named(api: BotApi, chat: Chat, li: User) -> None:
    assert "/latest" in (await ask(api, chat, li, "/lastest")).text


async def test_latest_takes_words_and_a_number(api: BotApi, chat: Chat, li: User) -> None:
    two = await ask(api, chat, li, "/latest 地铁 2")
    assert two.text.startswith("“地铁”的最新消息")
    assert len(two.links) == 2
    assert [button.text for button in two.rows[0]] == ["全文 1", "全文 2"]
    assert "没有关于" in (await ask(api, chat, li, "/latest 独角鲸 2")).text


async def test_search_links_its_titles_and_shows_the_words_found(api: BotApi, ann_chat: Chat, ann: User) -> None:
    found = await ask(api, ann_chat, ann, "/search gryphonet harbour")
    assert found.text.startswith("One article has “gryphonet harbour”")
    assert "1. Unlinked Gryphonet report\nHarbour Post" in found.text
    assert "seen twice at the harbour" in found.text
    assert found.preview == {"is_disabled": True}
    assert found.reply_to is None


async def test_a_list_is_paged_forth_and_back_in_its_place(api: BotApi, chat: Chat, li: User) -> None:
    first = await ask(api, chat, li, "/latest 5")
    assert [button.text for button in first.rows[-1]] == ["下一页 ›"]
    second = await press_in_place(api, first, "下一页 ›", li)
    assert "\n6. " in second.text
    assert [button.text for button in second.rows[-1]] == ["‹ 上一页", "下一页 ›"]
    again = await press_in_place(api, second, "‹ 上一页", li)
    assert (again.text, again.rows) == (first.text, first.rows)
    assert len(api.messages(chat)) == 1


async def test_a_press_that_changes_nothing_is_no_failure(api: BotApi, chat: Chat, li: User) -> None:
    first = await ask(api, chat, li, "/latest 5")
    second = await press_in_place(api, first, "下一页 ›", li)
    query = api.press(first, "下一页 ›", li, stale=True)  # pressed twice in a hurry
    await asyncio.to_thread(api.wait_answered, query)
    await ask(api, chat, li, "/help")
    assert api.current(first).text == second.text
    assert len(api.messages(chat)) == 2


async def test_an_article_without_a_link_is_one_tap_away(api: BotApi, ann_chat: Chat, ann: User) -> None:
    found = await ask(api, ann_chat, ann, "/search gryphonet")
    assert found.links == []
    text = await press_in_place(api, found, "Read 1", ann)
    assert text.text.startswith("Unlinked Gryphonet report\nHarbour Post · time unknown")
    assert text.text.endswith("The gryphonet was seen twice at the harbour.")


async def test_a_long_article_is_read_part_by_part(api: BotApi, ann_chat: Chat, ann: User) -> None:
    part = await press_in_place(api, await ask(api, ann_chat, ann, "/search Quibbleton"), "Read 1", ann)
    assert part.links == [("Quibbleton chronicle", "https://news.example/quibbleton"), ("🖼 picture", PICTURE)]
    seen = [part.text]
    while "Next part ›" in [button.text for button in part.buttons]:
        part = await press_in_place(api, part, "Next part ›", ann)
        seen.append(part.text)
    assert len(seen) >= 3
    assert f"part {len(seen)} of {len(seen)}" in seen[-1]
    assert all(f"Paragraph {number} of" in "".join(seen) for number in range(40))


async def test_a_question_is_answered_with_numbered_links(api: BotApi, ann_chat: Chat, ann: User) -> None:
    answer = await ask(api, ann_chat, ann, FLOOD)
    assert "5,480" in answer.text.split(" [1]")[0]
    assert f"\n\n[1] {EVACUEES}\nLinjiang Weekly · 19 Jun 2022, 17:45" in answer.text
    assert answer.links[0] == (EVACUEES, "https://news.example/city/2022/06/flood-return.html")
    assert answer.entities[0]["type"] == "bold"
    assert "Read 1" in [button.text for button in answer.buttons]


async def test_the_paragraph_of_a_quote_is_shown_and_its_button_leads_to_the_full_text(
    api: BotApi, ann_chat: Chat, ann: User
) -> None:
    answer = await ask(api, ann_chat, ann, FLOOD)
    shown = answer.text.split("Linjiang Weekly · 19 Jun 2022, 17:45\n")[1]
    assert shown.startswith("LINJIANG")
    text = await press(api, answer, "Read 1", ann)
    assert text.text.startswith(f"{EVACUEES}\nLinjiang Weekly · 19 Jun 2022, 17:45\n\nLINJIANG")
    assert shown in text.text
    assert len(text.text) > len(shown)
    assert text.links == answer.links


async def test_a_follow_up_leans_on_the_question_before_and_new_forgets_it(
    api: BotApi, ann_chat: Chat, ann: User
) -> None:
    assert (await ask(api, ann_chat, ann, "/why")).text == say("en", "why-nothing")
    await ask(api, ann_chat, ann, FLOOD)
    follow_up = await ask(api, ann_chat, ann, "Who said that?")
    assert "Understood as: " in follow_up.text
    assert "the flood in Linjiang" in follow_up.text
    assert (await ask(api, ann_chat, ann, "/why")).text.startswith(say("en", "why-title"))
    assert (await ask(api, ann_chat, ann, "/new")).text == say("en", "new-topic")
    assert "Understood as" not in (await ask(api, ann_chat, ann, "Who said that?")).text


async def test_what_the_news_does_not_say_is_declined_with_what_is_near(api: BotApi, chat: Chat, li: User) -> None:
    refusal = await ask(api, chat, li, "月球离地球有多远？")
    assert refusal.text.startswith(say("zh", "answer-refusal"))
    assert len(refusal.links) == 3


async def test_a_question_is_answered_in_its_own_language(api: BotApi, chat: Chat, li: User) -> None:
    assert (await ask(api, chat, li, "How far away is the moon?")).text.startswith(say("en", "answer-refusal"))


async def test_hostile_titles_survive(api: BotApi, ann_chat: Chat, ann: User) -> None:
    found = await ask(api, ann_chat, ann, "/search Zephyrium")
    assert found.links == [(HOSTILE, "https://news.example/z?a=1&b=%22")]
    assert "Zephyrium took <i>first</i> & last place." in found.text
    text = await press_in_place(api, found, "Read 1", ann)
    assert text.text.startswith(f"{HOSTILE}\nA<B")
    echoed = await ask(api, ann_chat, ann, "/search <b>&\"' 👩‍🚀 </a>")
    assert "<b>&\"' 👩‍🚀 </a>" in echoed.text


async def test_a_button_of_former_times_gets_kind_words(api: BotApi, chat: Chat, li: User) -> None:
    listed = await ask(api, chat, li, "/latest 1")
    wanted = {"page:999999:0": "view-gone", "article:999999:0": "article-gone"}
    wanted |= dict.fromkeys(("hello", "::", "ask:1"), "view-gone")
    for action, words in wanted.items():
        data = Seals(api.token).sealed(chat.id, action)
        query = api.press(with_buttons(listed, data), data, li, stale=True)
        [reply] = await replies(api, chat)
        assert reply.text == say("zh", words)
        await asyncio.to_thread(api.wait_answered, query)


async def test_an_album_is_declined_once(api: BotApi, chat: Chat, li: User) -> None:
    for _ in range(3):
        api.send(chat, li, {"photo": MEDIA["photo"], "media_group_id": "album"})
    assert "图片" in (await replies(api, chat))[0].text
    await ask(api, chat, li, "/help")
    assert len(api.messages(chat)) == 2


async def test_the_words_with_the_second_picture_of_an_album_are_one_question(
    api: BotApi, ann_chat: Chat, ann: User
) -> None:
    for words in ({}, {"caption": "Who won the Port Callan Marathon?"}, {}):
        api.send(ann_chat, ann, {"photo": MEDIA["photo"], "media_group_id": "b"} | words)
    assert "Marathon" in (await replies(api, ann_chat))[0].text
    await asyncio.to_thread(api.wait_for, lambda: api.unacknowledged == 0)
    await ask(api, ann_chat, ann, "/help")
    assert len(api.messages(ann_chat)) == 2


async def test_an_edited_question_changes_the_answer_in_its_place(api: BotApi, ann_chat: Chat, ann: User) -> None:
    asked = api.say(ann_chat, ann, "/search Gryphonet")
    [answer] = await replies(api, ann_chat)
    api.edit(ann_chat, asked, "/search Zephyrium")
    changed = await asyncio.to_thread(api.wait_edited, answer)
    assert changed.links[0][0] == HOSTILE
    assert len(api.messages(ann_chat)) == 1


async def test_an_edited_message_that_had_no_reply_gets_one(api: BotApi, chat: Chat, li: User) -> None:
    asked = api.send(chat, li, {"pinned_message": {"message_id": 1, "date": 0, "chat": chat.json()}})
    api.edit(chat, asked, "/help")
    assert (await replies(api, chat))[0].text.startswith(say("zh", "help-title"))


async def test_typing_is_shown_while_the_bot_works(api: BotApi, chat: Chat, li: User) -> None:
    api.fail_next("sendChatAction", 500)
    await ask(api, chat, li, "/help")
    await ask(api, chat, li, "/help")
    await asyncio.to_thread(api.wait_for, lambda: len(api.requests("sendChatAction")) == 2)
    assert api.requests("sendChatAction")[1].params == {"chat_id": li.id, "action": "typing"}


async def test_messages_of_one_chat_are_answered_in_order(api: BotApi, chat: Chat, li: User) -> None:
    asked = [api.say(chat, li, text) for text in ("电商 直播？", "/help", "/search 电商", "/start")]
    said = await replies(api, chat, len(asked))
    beginnings = [say("zh", "help-title"), "“电商”共", say("zh", "start")]
    assert all(message.text.startswith(words) for message, words in zip(said[1:], beginnings, strict=True))


class HeldAnswers:
    """Answers only when it is let."""

    def __init__(self, answers: Answers) -> None:
        self._answers, self.go = answers, threading.Event()

    def answer(self, question: Asked) -> Answer:
        assert self.go.wait(10)
        return self._answers.answer(question)


class TestHeld:
    """A router that takes its time."""

    @pytest.fixture
    def router(self, news: Parts) -> Router:
        self.held = HeldAnswers(news.answerer)
        return Router(news.store, self.held)

    async def test_one_slow_question_keeps_nobody_else_waiting(
        self, api: BotApi, chat: Chat, li: User, ann_chat: Chat, ann: User
    ) -> None:
        api.say(chat, li, "电商？")
        api.say(chat, li, "/help")
        listed = await ask(api, ann_chat, ann, "/latest 5")
        assert (await press_in_place(api, listed, "Next ›", ann)).text.startswith("Latest news")
        assert api.messages(chat) == []
        self.held.go.set()
        answer, helped = await replies(api, chat, 2)
        assert answer.buttons
        assert helped.text.startswith(say("zh", "help-title"))

    async def test_a_button_does_not_wait_for_a_question_of_the_same_chat(
        self, api: BotApi, ann_chat: Chat, ann: User
    ) -> None:
        listed = await ask(api, ann_chat, ann, "/latest 5")
        api.say(ann_chat, ann, "Who won?")
        await press_in_place(api, listed, "Next ›", ann)
        assert len(api.messages(ann_chat)) == 1
        self.held.go.set()
        await replies(api, ann_chat)


async def test_a_reply_that_cannot_be_remembered_is_a_reply(api: BotApi, chat: Chat, li: User, router: Router) -> None:
    database = router.store.database
    with database.transaction() as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON sent BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    try:
        assert "5,480" in (await ask(api, chat, li, FLOOD)).text
        await ask(api, chat, li, "/help")
    finally:
        with database.transaction() as connection:
            connection.execute("DROP TRIGGER full")
    assert len(api.messages(chat)) == 2
