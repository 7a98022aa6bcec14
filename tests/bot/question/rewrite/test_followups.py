"""A question that leans on the one before is made whole; one of its own is left alone."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.question.rewrite.followups import FRESH, make_whole
from data.chats.turns import Turn
from tests.bench.bench_followups import dialogues, played, resolved
from tests.support.paths import EVAL

NOW = datetime(2023, 8, 19, 4, 0, tzinfo=UTC)


def told(question: str, answer: str = "", title: str = "", at: datetime = NOW) -> Turn:
    return Turn(question, question, answer, json.dumps({"title": title}), at)


def whole(question: str, *turns: Turn) -> str:
    return make_whole(question, turns, NOW + timedelta(minutes=1)) or question


@pytest.mark.parametrize(
    ("former", "question", "expected"),
    [
        ("极氪融资了多少?", "那总部在哪?", "极氪的总部在哪?"),
        ("極氪融資了多少?", "那總部在哪?", "極氪的總部在哪?"),
        ("极氪融资了多少?", "总部呢", "极氪的总部"),
        ("美国7月的通胀率是多少？", "那英国呢?", "英国7月的通胀率是多少？"),
        ("美国7月的通胀率是多少？", "德国的呢？", "德国7月的通胀率是多少？"),
        ("美国7月的通胀率是多少？", "那上个月呢？", "美国上个月的通胀率是多少？"),
        ("今天有什么融资消息？", "昨天呢", "昨天有什么融资消息？"),
        ("沪指收在多少点？", "昨天呢", "昨天沪指收在多少点？"),
        ("小米新手机什么时候发布？", "那华为呢", "华为新手机什么时候发布？"),
        ("How much did Sony earn in 2003?", "and in 2004?", "How much did Sony earn in 2004?"),
        ("How many consoles did Nintendo sell?", "What about Sony?", "How many consoles did Sony sell?"),
        ("What is the inflation rate in France?", "And Germany?", "What is the inflation rate in Germany?"),
        (
            "What is the inflation rate in France?",
            "What about last year?",
            "What is the inflation rate in France last year?",
        ),
    ],
)
def test_a_part_is_exchanged(former: str, question: str, expected: str) -> None:
    assert whole(question, told(former)) == expected


@pytest.mark.parametrize(
    ("former", "question", "expected"),
    [
        ("小米新手机什么时候发布？", "多少钱?", "小米新手机 发布 多少钱?"),
        ("俄羅斯央行把利率升到多少？", "為什麼？", "俄羅斯央行把利率升到 為什麼？"),
        ("刘强东被捕了吗", "后来呢", "刘强东被捕了 后来呢"),
        ("Will the Bank of England raise rates?", "who said that?", "the Bank of England raise rates: who said that?"),
        ("Did Nintendo buy Sony?", "When?", "Nintendo buy Sony: When?"),
        ("Did Nintendo buy Sony?", "and how much?", "Nintendo buy Sony: how much?"),
    ],
)
def test_a_bare_question_word_gets_what_was_said_before(former: str, question: str, expected: str) -> None:
    assert whole(question, told(former)) == expected


@pytest.mark.parametrize(
    ("turn", "question", "expected"),
    [
        (told("比亚迪上半年卖了多少辆车？"), "该公司有多少员工？", "比亚迪有多少员工？"),
        (told("门头沟被冲走的副镇长是谁？", "妙峰山镇副镇长刘捷失联。"), "他多大了？", "刘捷多大了？"),
        (
            told("Which McDonald's boss died?", "Charlie Bell, former head of McDonald's, has died."),
            "Who was his predecessor?",
            "Who was Charlie Bell's predecessor?",
        ),
        (told("How many copies has Halo 2 sold?"), "Who makes it?", "Who makes Halo 2?"),
        (told("《封神》票房多少？"), "它的导演是谁？", "《封神》的导演是谁？"),
    ],
)
def test_a_pronoun_is_named(turn: Turn, question: str, expected: str) -> None:
    assert whole(question, turn) == expected


@pytest.mark.parametrize(
    "question",
    [
        "马斯克说他要卖掉推特吗？",
        "苹果发布会是什么时候？",
        "明天天气怎么样？",
        "最近有什么融资消息？",
        "世界杯冠军是谁？",
        "融资",
        "腾讯",
        "flooding",
        "latest on flooding",
        "How old is the president of France?",
        "Which newspaper said it was handed a secret dossier?",
        "How many people play the game Hi-Fi Rush?",
        "what time exactly did card spending overtake cash in the uk",
        "小米mixfold3啥时侯发布",
    ],
)
@pytest.mark.parametrize("former", ["砚微智检A轮融资拿了多少钱？", "Did Nintendo buy Sony?"])
def test_a_new_topic_is_not_mixed_with_the_old(former: str, question: str) -> None:
    assert whole(question, told(former)) == question


def test_what_was_asked_long_ago_is_not_carried() -> None:
    turn = told("极氪融资了多少?")
    assert make_whole("总部在哪?", [turn], NOW + FRESH)
    assert not make_whole("总部在哪?", [turn], NOW + FRESH + timedelta(seconds=1))


def test_a_clock_that_was_set_back_carries_nothing() -> None:
    assert not make_whole("总部在哪?", [told("极氪融资了多少?")], NOW - timedelta(hours=1))


def test_the_first_question_of_a_chat_stands_as_it_is() -> None:
    assert make_whole("总部在哪?", [], NOW) == ""


def test_it_is_the_last_turn_that_is_carried_and_none_into_a_question_that_stands_alone() -> None:
    old, new = told("腾讯的总部在哪?"), told("极氪融资了多少?")
    assert make_whole("总部在哪?", [old, new], NOW) == "极氪的总部在哪?"
    assert make_whole("华为的总部在哪?", [old, new], NOW) == ""


@pytest.mark.parametrize(
    "question", ["", " ", "?", "？？？", "😀", "呢", "那呢？", "and?", "it", "他", "a" * 4000, "的" * 4000]
)
@pytest.mark.parametrize("former", ["", "?", "😀", "他", "极氪融资了多少?", "Why?", "的" * 500])
def test_nothing_a_person_types_breaks_it(former: str, question: str) -> None:
    assert isinstance(whole(question, told(former)), str)


@pytest.mark.parametrize(("part", "floor"), [("made", 0.95), ("test", 0.85)])
def test_most_follow_ups_of_the_dialogues_are_resolved_and_no_new_topic_is_mixed(part: str, floor: float) -> None:
    turns = [each for dialogue in dialogues(part) for each in played(dialogue)]
    follows = [resolved(turn, text, carried) for turn, text, carried, _ in turns if turn["kind"] == "follow"]
    assert sum(follows) / len(follows) >= floor
    assert [text for turn, text, carried, _ in turns if turn["kind"] != "follow" and carried] == []


@pytest.mark.skipif(not EVAL.exists(), reason="needs the evaluation files of ../shared")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_whole_question_of_the_evaluation_is_mixed_with_the_one_before(language: str) -> None:
    asked = [
        json.loads(line)["question"] for line in (EVAL / f"questions_{language}.jsonl").read_text("utf-8").splitlines()
    ]
    pairs = [(asked[at - step], asked[at]) for step in (1, 2, 5) for at in range(len(asked))]
    mixed = [question for former, question in pairs if whole(question, told(former)) != question]
    assert len(mixed) <= 0.01 * len(pairs), mixed
