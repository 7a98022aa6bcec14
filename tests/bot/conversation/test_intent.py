"""Each sort of message is told apart, and no question is taken for small talk."""

import json

import pytest

from bot.conversation.intent import REPLIES, Sort, sort_of
from bot.core.catalogue import LANGUAGES, Language, say
from tests.support.paths import EVAL

MESSAGES = {
    Sort.GREETING: "你好 您好！ 嗨~ 在吗? 早上好 早安 晚上好 hi Hello! hey 👋 早 大家好 喂",
    Sort.THANKS: "谢谢 谢谢你！ 多谢 感谢啦 辛苦了 thanks thx 謝謝 谢谢🙏 Cheers! 3q",
    Sort.FAREWELL: "再见 拜拜~ 晚安 bye Goodbye! 再見 88 回头见",
    Sort.PRAISE: "真棒！ 厉害 不错 👍 great Nice! 很好 👍👍👍 太厉害了",
    Sort.COMPLAINT: "不对 错了 答非所问 wrong useless 垃圾 没用 答错了",
    Sort.ABOUT: "你是谁 你是谁？ 你能做什么？ 你会什么 怎么用 你叫什么名字 你是机器人吗",
    Sort.NOTED: "好的 ok OK. 嗯嗯 哦 知道了 哈哈哈 lol hahaha 测试 行",
    Sort.SIGNS: "😀 🎉🎉 ? ？？？ ... 。 !!! —— 🤔",
    Sort.NUMBER: "1 42 2023 3.5% 1,000 第3 2. #5",
    Sort.LINK: "https://example.com/a?b=1 www.example.com http://例子.cn/新闻",
}
SPACED = [
    (Sort.THANKS, "thank you"),
    (Sort.THANKS, "thanks a lot"),
    (Sort.THANKS, "Thank you so much!"),
    (Sort.THANKS, "ok, thanks"),
    (Sort.THANKS, "好的，谢谢"),
    (Sort.FAREWELL, "谢谢，再见"),
    (Sort.FAREWELL, "good night"),
    (Sort.GREETING, "good morning"),
    (Sort.GREETING, "How are you?"),
    (Sort.GREETING, "hi there"),
    (Sort.ABOUT, "who are you?"),
    (Sort.ABOUT, "what can you do"),
    (Sort.ABOUT, "你好，你是谁？"),
    (Sort.COMPLAINT, "that's wrong"),
    (Sort.COMPLAINT, "not what I asked"),
    (Sort.PRAISE, "good bot"),
    (Sort.THANKS, "太棒了，谢谢"),
    (Sort.SIGNS, ""),
    (Sort.SIGNS, "  \n"),
]


@pytest.mark.parametrize(
    ("sort", "text"), [(sort, text) for sort, texts in MESSAGES.items() for text in texts.split()] + SPACED
)
def test_a_message_that_is_no_question_is_known(sort: Sort, text: str) -> None:
    assert sort_of(text).sort == sort


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
        "any news?",
        "What's new?",
    ],
)
def test_a_question_that_begins_like_small_talk_is_still_a_question(text: str) -> None:
    message = sort_of(text)
    assert message.sort == Sort.QUESTION
    assert message.words == text


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
    assert sort_of(text) == sort_of(words)
    assert sort_of(text).words == words


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
    assert (sort_of(text).sort, sort_of(text).words) == (Sort.KEYWORD, topic)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/ latest", "/latest"),
        ("／latest", "/latest"),
        ("／Latest 5", "/latest 5"),
        ("\\help", "/help"),
        ("latest", "/latest"),
        ("Latest!", "/latest"),
        ("latest 10", "/latest 10"),
        ("最新消息", "/latest"),
        ("最新 10", "/latest 10"),
        ("帮助", "/help"),
        ("幫助", "/help"),
        ("sources", "/sources"),
        ("設置", "/settings"),
        ("privacy policy", "/privacy"),
        ("删除我的数据", "/forget"),
        ("Forget me!", "/forget"),
        ("搜索 电商 直播", "/search 电商 直播"),
        ("search live commerce", "/search live commerce"),
        ("/lastest", "/lastest"),
    ],
)
def test_a_command_typed_by_half_is_understood(text: str, command: str) -> None:
    assert sort_of(text).sort == Sort.COMMAND
    assert sort_of(text).words == command


@pytest.mark.parametrize(
    "text",
    ["Сколько денег привлекла компания?", "삼성전자 실적은?", "トヨタの販売台数はいくつ?", "كم عدد الضحايا؟", "Πόσοι;"],
)
def test_another_script_is_known_as_such(text: str) -> None:
    assert (sort_of(text).sort, sort_of(text).words) == (Sort.FOREIGN, text)


def test_a_pasted_text_is_searched_with_its_first_sentences() -> None:
    message = sort_of("中国队夺得金牌。" + "比赛在成都举行，观众很多。" * 400)
    assert message.sort == Sort.PASTED
    assert message.words.startswith("中国队夺得金牌。")
    assert len(message.words) <= 160


def test_the_question_under_a_pasted_text_is_what_is_asked() -> None:
    text = "The match was played in Cardiff. " * 100 + "\nWho scored the winning goal?"
    assert sort_of(text).words == "Who scored the winning goal?"


@pytest.mark.parametrize(
    "text", ["哈" * 4096, "a" * 4096, "😀" * 2000, "?" * 4096, "1" * 4096, "hi " * 1300, "\ud83d", "\x00"]
)
def test_nothing_a_person_types_breaks_it(text: str) -> None:
    assert isinstance(sort_of(text).sort, Sort)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sort_that_wants_no_search_has_words(language: Language) -> None:
    assert all(say(language, message, example="?", words="?") for message in (*REPLIES.values(), "small-pasted"))


@pytest.mark.skipif(not EVAL.exists(), reason="needs the evaluation files of ../shared")
@pytest.mark.parametrize("name", ["questions_zh", "questions_en", "seed_questions"])
def test_every_question_of_the_evaluation_is_a_question(name: str) -> None:
    asked = [json.loads(line)["question"] for line in (EVAL / f"{name}.jsonl").read_text("utf-8").splitlines()]
    assert [text for text in asked if sort_of(text).sort != Sort.QUESTION or sort_of(text).words != text] == []
