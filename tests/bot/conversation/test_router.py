"""Commands, questions and buttons on the sample news."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import Parts, open_parts
from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.commands import NAMES, OPERATING
from bot.core.person import Person
from bot.core.reply import Reply, ReplyKind
from bot.core.splitting import utf16_length
from bot.question.operators import UnreadableOperator
from embeddings.encoders.encoder import Encoder
from tests.support.asking import answer_to

ZH = Person("zh", ZoneInfo("Asia/Shanghai"))
EN = Person("en", ZoneInfo("Europe/London"))
HANT = replace(ZH, language="zh_Hant")


@pytest.fixture
def router(parts: Parts) -> Router:
    return parts.router


def actions(reply: Reply) -> dict[str, str]:
    return {button.label: button.action for row in reply.buttons for button in row}


def test_latest_lists_the_newest_first_with_publisher_and_local_time(router: Router) -> None:
    text = router.respond(understand("/latest 5"), ZH).text
    assert text.startswith("最新消息  第 1 / 8 页\n\n1. Tavora takes Port Callan Marathon")
    assert "品玩 · 2022年6月24日 17:50" in text


def test_latest_links_each_title(router: Router) -> None:
    links = [piece.url for piece in router.respond(understand("/latest 5"), ZH).pieces if piece.url]
    assert len(links) == 5
    assert all(link.startswith("https://news.example/") for link in links)


def test_latest_takes_words_and_a_number(router: Router) -> None:
    reply = router.respond(understand("/latest 融资 3"), ZH)
    assert reply.text.startswith("“融资”的最新消息")
    assert reply.text.count("\n\n") == 3


def test_latest_on_what_nobody_wrote_about_says_so(router: Router) -> None:
    assert router.respond(understand("/latest 量子泡菜"), ZH).text == "没有关于“量子泡菜”的新闻。"


def test_the_buttons_page_forth_and_back_in_place(router: Router) -> None:
    first = router.respond(understand("/latest 5"), ZH)
    second = router.press(actions(first)["下一页 ›"], ZH)
    assert second.in_place
    assert "第 2 / 8 页" in second.reply.text
    assert "6. " in second.reply.text
    back = router.press(actions(second.reply)["‹ 上一页"], ZH)
    assert back.reply == first


def test_paging_survives_a_restart(router: Router, parts: Parts) -> None:
    action = actions(router.respond(understand("/search 电商"), ZH))["下一页 ›"]
    restarted = Router(parts.store, parts.answerer)
    assert "第 2 / 2 页" in restarted.press(action, ZH).reply.text


def test_every_action_fits_into_telegrams_64_bytes(router: Router) -> None:
    reply = router.respond(understand("/search " + "电商 " * 300), ZH)
    assert all(1 <= len(action.encode()) <= 64 for action in actions(reply).values())


def test_a_full_text_is_one_button_away(router: Router) -> None:
    pressed = router.press(actions(router.respond(understand("/latest 5"), ZH))["全文 2"], ZH)
    assert pressed.in_place
    assert pressed.reply.text.startswith("新加坡电商聚合商Rainforest")
    assert "13个品牌" in pressed.reply.text.replace(" ", "")


@pytest.mark.parametrize(
    "action", ["page:999:0", "page:x:y", "nonsense", "", "article:1", "page:1:0:9", f"page:{10**30}:0", "article:²:0"]
)
def test_a_button_that_means_nothing_any_more_gets_kind_words(router: Router, action: str) -> None:
    assert router.press(action, ZH).reply.text == "这个按钮已失效，请把问题或命令再发一次。"


def test_an_article_that_is_gone_is_said_to_be(router: Router) -> None:
    assert router.press("article:9999:0", ZH).reply.text == "这篇文章已经不在了。"


def test_search_shows_the_sentence_with_the_word(router: Router) -> None:
    text = router.respond(understand("/search 预制菜"), ZH).text
    assert "“预制菜”共 " in text
    assert all("预制菜" in item for item in text.split("\n\n")[1:])


def test_search_in_traditional_script_finds_simplified_text(router: Router) -> None:
    assert "Rainforest" in router.respond(understand("/search 電商 聚合"), ZH).text


def test_search_without_words_and_without_finds_say_what_to_do(router: Router) -> None:
    assert "/search 电商" in router.respond(understand("/search"), ZH).text
    assert router.respond(understand("/search 量子泡菜"), ZH).text == "没有文章含有“量子泡菜”。"
    assert router.respond(understand('/search "*('), ZH).text == '没有文章含有“"*(”。'


def test_search_with_one_word_too_many_gives_those_that_have_the_others(router: Router) -> None:
    text = router.respond(understand("/search 融资 泡菜坛子"), ZH).text
    assert text.startswith("没有文章同时含有这些词")


def test_search_is_limited_by_source_and_says_so(router: Router) -> None:
    text = router.respond(understand("/search 融资 source:品玩"), ZH).text
    assert text.startswith("“融资”共 ")
    assert "（来源 品玩）" in text.splitlines()[0]
    assert text.count("品玩 · ") == text.count("\n\n") > 0


def test_search_is_limited_by_days_in_the_reader_s_zone(router: Router) -> None:
    text = router.respond(understand("/search after:2022-06-24 before:2022-06-25"), ZH).text
    assert "（2022-06-24 起，2022-06-25 之前）" in text
    assert text.count(" · 2022年6月24日") == text.count("\n\n") > 0


def test_nothing_inside_the_limits_is_said_to_be_because_of_them(router: Router) -> None:
    text = router.respond(understand("/search 融资 before:2001-01-01"), ZH).text
    assert text.startswith("在这些条件内没有含“融资”的文章（2001-01-01 之前）。不限条件有 ")
    assert router.respond(understand("/search 量子泡菜 before:2001"), EN).text == (
        "No article with “量子泡菜” within these limits (before 2001-01-01). There is none outside of them either."
    )
    assert "There are 40 outside" in router.respond(understand("/latest source:nobody"), EN).text


def test_a_limit_that_cannot_be_read_gets_one_line(router: Router) -> None:
    for command in ("/search", "/latest"):
        assert router.respond(understand(f"{command} 融资 after:foo"), ZH).text.startswith(
            "看不懂 after: 后面的“foo”。"
        )
        assert router.respond(understand(f"{command} source:"), EN).text.startswith("Add something after source:")
    with pytest.raises(UnreadableOperator, match="foo"):
        router.lists.search("融资 after:foo", 5)


def test_latest_takes_limits_and_a_number(router: Router) -> None:
    text = router.respond(understand("/latest source:Meridian 2"), EN).text
    assert text.startswith("Latest news (from Meridian)  page 1 of 3")
    assert text.count("Meridian World · ") == 2


def test_pages_of_a_limited_list_stay_what_they_were_on_another_day(parts: Parts) -> None:
    on_the_day = Router(parts.store, parts.answerer, lambda: datetime(2022, 6, 24, 12, tzinfo=UTC))
    first = on_the_day.respond(understand("/latest before:今天"), ZH)
    assert "（2022-06-24 之前）" in first.text
    router = Router(parts.store, parts.answerer, lambda: datetime(2022, 7, 3, 12, tzinfo=UTC))
    later = router.press(actions(first)["下一页 ›"], ZH)
    assert "（2022-06-24 之前）" in later.reply.text
    assert "2022年6月24日" not in later.reply.text


def test_scripts_search_with_limits_in_a_zone(router: Router) -> None:
    _, everywhere = router.lists.search("融资", 5)
    articles, found = router.lists.search("融资 source:品玩", 50, zone=ZH.zone)
    assert 0 < found.total == len(articles) < everywhere.total
    assert router.lists.latest("source:品玩", 5)[1] >= found.total


def test_a_question_is_answered_with_quotes_numbers_source_and_time(router: Router) -> None:
    reply = router.respond(understand("Rainforest新一轮融资拿到多少钱?"), ZH)
    assert "4500万美元" in reply.text.split("[1]")[0]
    assert "[1] " in reply.text
    assert "品玩 · 2022年6月24日 17:50" in reply.text


def test_every_quote_stands_in_the_article_it_cites(router: Router) -> None:
    answer = answer_to(router, "How many people were moved to safety by the flood in Linjiang?")
    assert answer.answered
    assert all(citation.quote in citation.article.body for citation in answer.citations)


def test_what_the_news_does_not_hold_is_declined_with_the_nearest_articles(router: Router) -> None:
    reply = router.respond(understand("珠穆朗玛峰的海拔是多少米?"), ZH)
    assert reply.text.startswith("我读过的新闻里没有这个问题的答案。")
    assert "最接近的报道" in reply.text
    assert actions(reply)


def test_a_question_for_news_on_a_topic_gets_several_articles_newest_first(router: Router) -> None:
    answer = answer_to(router, "最近有什么融资消息?")
    times = [article.published_at for article in answer.articles if article.published_at]
    assert len(times) >= 3
    assert times == sorted(times, reverse=True)
    assert all("融资" in citation.quote for citation in answer.citations)


def test_a_question_for_any_news_is_the_latest(router: Router) -> None:
    latest = router.respond(understand("/latest"), ZH)
    asked = router.respond(understand("最近有什么新闻?"), ZH)
    assert (asked.kind, asked.about) == (ReplyKind.OVERVIEW, latest.about)


def test_news_from_after_the_moment_of_asking_is_not_known(router: Router) -> None:
    answer = answer_to(router, "最近有什么融资消息?", datetime(2022, 6, 12, tzinfo=UTC))
    assert answer.articles
    assert all(a.published_at and a.published_at < datetime(2022, 6, 12, tzinfo=UTC) for a in answer.articles)


def test_who_writes_traditional_characters_or_has_an_app_of_them_reads_them(router: Router) -> None:
    assert router.respond(understand("臨江什麼時候開奧運會？"), ZH).text.startswith("我讀過的新聞")
    assert router.respond(understand("临江什么时候开奥运会？"), ZH).text.startswith("我读过的新闻")
    assert router.respond(understand("临江什么时候开奥运会？"), HANT).text.startswith("我讀過的")
    assert router.respond(understand("When does Linjiang host the Olympics?"), HANT).text.startswith("The news")


def test_in_a_chat_that_has_set_it_the_words_of_the_news_are_converted_too(router: Router) -> None:
    person = replace(HANT, otherwise="zh_Hant", converts=True)
    answer = router.respond(understand("临江洪水转移了多少人？"), person)
    assert "累計轉移5480人" in answer.text
    assert answer.text.endswith("\n\n引文已轉為繁體")
    opened = router.press(actions(router.respond(understand("/latest 5"), person))["全文 2"], person).reply
    assert opened.text.endswith("\n\n引文已轉為繁體")
    assert answer.answer == router.respond(understand("临江洪水转移了多少人？"), HANT).answer


def test_the_frame_follows_the_language_of_the_question(router: Router) -> None:
    assert router.respond(understand("What is the height of Mount Everest?"), ZH).text.startswith("The news I have")
    assert router.respond(understand("珠穆朗玛峰有多高?"), EN).text.startswith("我读过的新闻里")


def test_help_names_every_command_in_both_languages(router: Router) -> None:
    for person in (ZH, EN):
        text = router.respond(understand("/help"), person).text
        assert all((f"/{name} – " in text) is (name not in OPERATING) for name in NAMES)


def test_a_misspelt_command_is_put_right(router: Router) -> None:
    assert "/latest" in router.respond(understand("/lates"), EN).text
    assert "/help" in router.respond(understand("/xyzzy"), EN).text


def test_sources_are_listed_with_counts(router: Router) -> None:
    text = router.respond(understand("/sources"), EN).text
    assert text.startswith("40 articles from ")
    assert "Meridian World  6 articles, newest " in text


@pytest.mark.parametrize("text", ["", " ", "?", "😀", "你好", "a" * 4000, "\x00", "؟ما الأخبار", "1234"])
def test_whatever_is_typed_gets_a_reply_that_fits_one_message(router: Router, text: str) -> None:
    reply = router.respond(understand(text), ZH)
    assert 0 < utf16_length(reply.text) <= 4096


def test_an_empty_store_says_that_it_has_read_nothing(tmp_path: Path, encoder: Encoder) -> None:
    with open_parts(Config(home=tmp_path), encoder) as empty:
        assert "还没有读过任何新闻" in empty.router.respond(understand("谁赢了?"), ZH).text
        assert "还没有任何新闻" in empty.router.respond(understand("/latest"), ZH).text
        assert "还没有任何新闻" in empty.router.respond(understand("/sources"), ZH).text
        assert "没有文章" in empty.router.respond(understand("/search 电商"), ZH).text


def test_a_greeting_and_thanks_get_what_a_person_would_send(router: Router) -> None:
    assert router.respond(understand("你好"), ZH).text.startswith("你好！")
    assert router.respond(understand("thanks!"), ZH).text.startswith("You’re welcome")
