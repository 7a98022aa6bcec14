"""Each kind of message is told apart, and no question is taken for small talk."""

import json

import pytest

from bot.conversation.small_talk import Talk
from bot.conversation.understanding import (
    HowTo,
    ListItem,
    MessageContext,
    Overview,
    Question,
    SharedLink,
    SmallTalk,
    Understood,
    understand,
)
from bot.core.catalogue import LANGUAGES, Language, say
from bot.core.commands import Command
from bot.core.person import language_in
from bot.core.reply import About
from bot.question.news_request import news_topic
from tests.support.paths import EVAL

MESSAGES = {
    Talk.GREETING: "你好 您好！ 嗨~ 在吗? 早上好 早安 晚上好 hi Hello! hey 👋 早 大家好 喂",
    Talk.THANKS: "谢谢 谢谢你！ 多谢 感谢啦 辛苦了 thanks thx 謝謝 谢谢🙏 Cheers! 3q",
    Talk.FAREWELL: "再见 拜拜~ 晚安 bye Goodbye! 再見 88 回头见",
    Talk.PRAISE: "真棒！ 厉害 不错 👍 great Nice! 很好 👍👍👍 太厉害了",
    Talk.COMPLAINT: "不对 错了 答非所问 wrong useless 垃圾 没用 答错了",
    Talk.ABOUT: "你是谁 你是谁？ 你能做什么？ 你会什么 怎么用 你叫什么名字 你是机器人吗",
    Talk.NOTED: "好的 ok OK. 嗯嗯 哦 知道了 哈哈哈 lol hahaha 测试 行",
    Talk.SIGNS: "😀 🎉🎉 ? ？？？ ... 。 !!! —— 🤔",
    Talk.NUMBER: "1 42 2023 3.5% 1,000 第3 2. #5",
    Talk.LINK: "http://例子.cn/新闻",
}
SPACED = [
    (Talk.THANKS, "thank you"),
    (Talk.THANKS, "thanks a lot"),
    (Talk.THANKS, "Thank you so much!"),
    (Talk.THANKS, "ok, thanks"),
    (Talk.THANKS, "好的，谢谢"),
    (Talk.FAREWELL, "谢谢，再见"),
    (Talk.FAREWELL, "good night"),
    (Talk.GREETING, "good morning"),
    (Talk.GREETING, "How are you?"),
    (Talk.GREETING, "hi there"),
    (Talk.ABOUT, "who are you?"),
    (Talk.ABOUT, "what can you do"),
    (Talk.ABOUT, "你好，你是谁？"),
    (Talk.COMPLAINT, "that's wrong"),
    (Talk.COMPLAINT, "not what I asked"),
    (Talk.PRAISE, "good bot"),
    (Talk.THANKS, "太棒了，谢谢"),
    (Talk.SIGNS, ""),
    (Talk.SIGNS, "  \n"),
]


@pytest.mark.parametrize(
    ("talk", "text"), [(talk, text) for talk, texts in MESSAGES.items() for text in texts.split()] + SPACED
)
def test_a_message_that_is_no_question_is_known(talk: Talk, text: str) -> None:
    message = understand(text)
    assert isinstance(message, HowTo) if talk is Talk.ABOUT else isinstance(message, SmallTalk) and message.talk is talk


@pytest.mark.parametrize(
    "text",
    [
        "谢谢你的爱那首歌是谁唱的",
        "早盘怎么样",
        "好莱坞罢工了吗",
        "再见爱人第三季什么时候播",
        "你好这家公司融资多少?",
        "你好李焕英票房多少",
        "谁赢了",
        "为什么？",
        "那英国呢？",
        "hi-fi rush有多少玩家",
        "Who said thank you to the fans?",
        "Is Nice the best city?",
        "what is new in science",
        "OK Computer是谁的专辑",
        "88年奥运会在哪里办的",
        "中国女足1:6输给了谁",
        "今天沪指收在多少点？",
        "latest on the flooding in Germany",
        "行长是谁",
        "对俄制裁有哪些",
        "你能做什么菜",
        "最近有什么融资消息？",
        "谢谢的英文是什么",
    ],
)
def test_a_question_that_begins_like_small_talk_is_still_a_question(text: str) -> None:
    message = understand(text)
    assert isinstance(message, Question)
    assert (message.words, message.keywords) == (text, False)


@pytest.mark.parametrize(
    ("text", "overview"),
    [
        ("any news?", Overview("any news?", language="en")),
        ("What's new?", Overview("What's new?", language="en")),
        ("最近有什么新闻？", Overview("最近有什么新闻？", language="zh")),
        ("最新消息", Overview()),
        ("latest", Overview()),
        ("Latest!", Overview()),
        ("latest 10", Overview("10")),
        ("最新 10", Overview("10")),
    ],
)
def test_a_wish_for_any_news_is_one_for_an_overview(text: str, overview: Overview) -> None:
    assert understand(text) == overview


@pytest.mark.parametrize(
    ("text", "topic"), [("最近有什么融资消息？", "融资"), ("what is new in science", "science"), ("谁赢了", None)]
)
def test_a_question_knows_what_it_asks_for_news_on(text: str, topic: str | None) -> None:
    message = understand(text)
    assert isinstance(message, Question)
    assert message.topic == topic


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("你好，极氪融资了多少？", "极氪融资了多少？"),
        ("请问极氪融资了多少？", "极氪融资了多少？"),
        ("Hi, who won the match?", "who won the match?"),
        ("hello! 极氪融资了多少？", "极氪融资了多少？"),
    ],
)
def test_politeness_is_left_out_of_a_question(text: str, words: str) -> None:
    message = understand(text)
    assert isinstance(message, Question)
    assert message.words == words


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("融资", "融资"),
        ("腾讯", "腾讯"),
        ("特斯拉新闻", "特斯拉"),
        ("比亚迪 融资", "比亚迪 融资"),
        ("颱風杜蘇芮", "颱風杜蘇芮"),
        ("600519", "600519"),
        ("Nintendo", "Nintendo"),
        ("Bank of England", "Bank of England"),
        ("hi-tech stocks news", "hi-tech stocks"),
        ("latest on flooding", "flooding"),
        ("thanksgiving sales", "thanksgiving sales"),
        ("《封神》", "《封神》"),
    ],
)
def test_a_bare_name_or_keyword_is_a_topic(text: str, topic: str) -> None:
    message = understand(text)
    assert isinstance(message, Question)
    assert (message.words, message.keywords) == (topic, True)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/latest 融资 5", Command("latest", "融资 5")),
        ("/latest@news_bot", Command("latest", "")),
        ("/lastest", Command("lastest", "")),
        ("/ latest", Command("latest", "", bare=True)),
        ("／latest", Command("latest", "", bare=True)),
        ("／Latest 5", Command("latest", "5", bare=True)),
        ("\\help", Command("help", "", bare=True)),
        ("sources", Command("sources", "", bare=True)),
        ("設置", Command("settings", "", bare=True)),
        ("privacy policy", Command("privacy", "", bare=True)),
        ("删除我的数据", Command("forget", "", bare=True)),
        ("Forget me!", Command("forget", "", bare=True)),
        ("搜索 电商 直播", Command("search", "电商 直播", bare=True)),
        ("search live commerce", Command("search", "live commerce", bare=True)),
    ],
)
def test_a_command_is_understood_even_if_typed_by_half(text: str, command: Command) -> None:
    assert understand(text) == command


@pytest.mark.parametrize("text", ["帮助", "幫助", "help", "Commands?"])
def test_a_call_for_help_is_one(text: str) -> None:
    assert understand(text) == HowTo("help")


@pytest.mark.parametrize(
    "text",
    ["Сколько денег привлекла компания?", "삼성전자 실적은?", "トヨタの販売台数はいくつ?", "كم عدد الضحايا؟", "Πόσοι;"],
)
def test_another_script_is_answered_in_english(text: str) -> None:
    assert understand(text) == Question(text, language="en")


def test_a_pasted_text_is_searched_with_its_first_sentences() -> None:
    message = understand("中国队夺得金牌。" + "比赛在成都举行，观众很多。" * 400)
    assert isinstance(message, Question)
    assert message.pasted
    assert message.words.startswith("中国队夺得金牌。")
    assert len(message.words) <= 160


def test_the_question_under_a_pasted_text_is_what_is_asked() -> None:
    text = "The match was played in Cardiff. " * 100 + "\nWho scored the winning goal?"
    assert understand(text) == Question("Who scored the winning goal?", pasted=True, language="en")


@pytest.mark.parametrize(
    "text", ["哈" * 4096, "a" * 4096, "😀" * 2000, "?" * 4096, "1" * 4096, "hi " * 1300, "\ud83d", "\x00"]
)
def test_nothing_a_person_types_breaks_it(text: str) -> None:
    assert isinstance(understand(text), SmallTalk | Question)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_small_talk_has_an_answer(language: Language) -> None:
    assert all(say(language, message, example="?", words="?") for message in (*Talk, "small-pasted"))


@pytest.mark.skipif(not EVAL.exists(), reason="needs the evaluation files of ../shared")
@pytest.mark.parametrize("name", ["questions_zh", "questions_en", "seed_questions"])
def test_every_question_of_the_evaluation_is_a_question(name: str) -> None:
    def plain(text: str) -> Question:
        return Question(text, news_topic(text), language=language_in(text))

    asked = [json.loads(line)["question"] for line in (EVAL / f"{name}.jsonl").read_text("utf-8").splitlines()]
    assert [text for text in asked if understand(text) != plain(text)] == []


# -- what is known beside the words


LIST, ONE = About((60, 70, 80)), About((70,), turn_id=4)


@pytest.mark.parametrize(
    ("text", "about", "message"),
    [
        ("第二条", LIST, ListItem(70)),
        ("the last one", LIST, ListItem(80)),
        ("第九条", LIST, Question("第九条", about=LIST, language="zh")),
        ("第二条", None, Question("第二条", language="zh")),
        ("第二条为什么?", LIST, Question("为什么?", about=About((70,)), language="zh")),
        ("第二条 谢谢", LIST, SmallTalk(Talk.THANKS, "zh")),
        ("为什么?", ONE, Question("为什么?", about=ONE, language="zh")),
        ("请问为什么?", ONE, Question("为什么?", about=ONE, language="zh")),
        ("融资", ONE, Question("融资", keywords=True, about=ONE, language="zh")),
        ("5", ONE, Question("5", about=ONE, otherwise=Talk.NUMBER)),
        ("5", None, SmallTalk(Talk.NUMBER)),
        ("最近有什么融资消息?", ONE, Question("最近有什么融资消息?", "融资", language="zh")),
        ("最近有什么消息?", ONE, Overview("最近有什么消息?", language="zh")),
        ("/latest", ONE, Command("latest", "")),
        ("谢谢", ONE, SmallTalk(Talk.THANKS, "zh")),
    ],
)
def test_a_reply_is_asked_of_what_it_replies_to_unless_it_asks_something_else(
    text: str, about: About | None, message: Understood
) -> None:
    assert understand(text, MessageContext(about=about)) == message


def test_a_pasted_text_is_asked_of_all_news() -> None:
    message = understand("这是很长的一段话，讲的是一些别的事情。" * 40, MessageContext(about=ONE))
    assert isinstance(message, Question)
    assert message.about is None


URL = "https://news.example/7"


@pytest.mark.parametrize(
    ("text", "context", "message"),
    [
        (f"这是真的吗 {URL}", MessageContext(), SharedLink(URL, f"这是真的吗 {URL}", language="zh")),
        ("原文", MessageContext(links=(URL,)), SharedLink(URL, "原文", language="zh")),
        (f"/search {URL}", MessageContext(), Command("search", URL)),
        (f"Read {URL}", MessageContext(about=LIST), SharedLink(URL, f"Read {URL}", language="en")),
        (f"快看 {URL}", MessageContext(forwarded=True), SharedLink(URL, f"快看 {URL}", forwarded=True)),
        (
            "快看 https://t.me/c/7",
            MessageContext((URL,), forwarded=True),
            SharedLink(URL, "快看 https://t.me/c/7", True),
        ),
        ("快看 https://t.me/c/7", MessageContext(forwarded=True), Question("快看 https://t.me/c/7", forwarded=True)),
        ("/latest", MessageContext(forwarded=True), Question("/latest", forwarded=True)),
        ("谢谢", MessageContext(forwarded=True), Question("谢谢", forwarded=True)),
    ],
)
def test_a_link_is_read_and_somebody_elses_words_are_no_question_of_ones_own(
    text: str, context: MessageContext, message: Understood
) -> None:
    assert understand(text, context) == message


def test_an_edited_question_knows_what_it_was() -> None:
    message = understand("利率下调了多少?", MessageContext(before="利率上调了多少?"))
    assert message == Question("利率下调了多少?", instead_of="利率上调了多少?", language="zh")
