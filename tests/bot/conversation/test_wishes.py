"""Wishes in words become the commands that carry them out."""

from __future__ import annotations

import pytest

from bot.conversation.wishes import wished
from bot.core.commands import Command
from bot.notifications.digest_times import parse_times
from embeddings.intent.classifier import Intent, Want


def wish(command: str, text: str, topic: str = "") -> Command | None:
    return wished(Intent({Want.WISH: 1.0}, command, topic), text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("每天早上八点给我发新闻", "08:00"),
        ("晚上九点半推一份", "21:30"),
        ("每天8点发我", "08:00"),
        ("中午十二点推送", "12:00"),
        ("下午3点20分发", "15:20"),
        ("send me the news at 7am every day", "07:00"),
        ("news at 9 pm please", "21:00"),
        ("at 18:45 daily", "18:45"),
        ("every morning", "08:00"),
        ("睡前给我来一份", "20:00"),
        ("send me a digest", "08:00"),
        ("12 am", "00:00"),
        ("晚上12点发", "00:00"),
        ("12 pm", "12:00"),
    ],
)
def test_the_time_of_a_digest_is_read(text: str, words: str) -> None:
    made = wish("digest", text)
    assert made == Command("digest", words)
    assert parse_times(made.words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("每周五下午五点发一份", "17:00 weekly 周五"),
        ("every friday at 6pm", "18:00 weekly friday"),
        ("一周一次就行，晚上八点", "20:00 weekly"),
        ("周一到周五早上七点", "07:00"),  # no such rhythm can be set: daily
    ],
)
def test_and_its_day(text: str, words: str) -> None:
    made = wish("digest", text)
    assert made == Command("digest", words)
    assert parse_times(made.words)


def test_a_topic_goes_with_it() -> None:
    assert wish("digest", "每天8点发半导体的", "半导体") == Command("digest", "08:00 半导体")
    assert wish("digest off", "别发了") == Command("digest", "off")


def test_a_subscription_needs_something_to_subscribe_to() -> None:
    assert wish("subscribe", "订阅特斯拉", "特斯拉") == Command("subscribe", "特斯拉")
    assert wish("subscribe", "follow the royal mail strike", "royal mail strike") == Command(
        "subscribe", '"royal mail strike"'
    )
    assert wish("subscribe", "怎么订阅") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("换成英文", "英文"),
        ("change the language to chinese", "chinese"),
        ("以后回答简短一点", "简短"),
        ("shorter answers please", "shorter"),
        ("时区改成东京", "东京"),
        ("answers are too long, shorter", "shorter"),
    ],
)
def test_a_setting_is_found_among_other_words(text: str, words: str) -> None:
    assert wish("settings", text) == Command("settings", words)


def test_a_setting_that_says_no_value_is_left_to_the_menu() -> None:
    assert wish("settings", "太长了") is None
    assert wish("sources", "你有哪些来源") is None
    assert wish("subscriptions", "取消订阅") == Command("subscriptions", "")
