"""Commands as people type them."""

import pytest

from bot.core.commands import Command, parse_command, similar_command, topic_and_count


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/latest", Command("latest", "")),
        ("/latest 融资 10", Command("latest", "融资 10")),
        ("/latest@newsbot 融资", Command("latest", "融资")),
        ("/SEARCH  two words ", Command("search", "two words")),
        ("/search\n电商", Command("search", "电商")),
        ("  /help", Command("help", "")),
    ],
)
def test_a_slash_makes_a_command(text: str, command: Command) -> None:
    assert parse_command(text) == command


@pytest.mark.parametrize("text", ["最近有什么消息?", "1/2 of it", "/", "//x", "", "and/or"])
def test_anything_else_is_a_question(text: str) -> None:
    assert parse_command(text) is None


@pytest.mark.parametrize(
    ("words", "topic", "count"),
    [
        ("", "", 5),
        ("10", "", 10),
        ("半导体 10", "半导体", 10),
        ("融资", "融资", 5),
        ("618", "618", 5),
        ("世界杯 2022", "世界杯 2022", 5),
        ("融资 0", "融资", 1),
        ("融资 99", "融资", 20),
        ("top 10 list", "top 10 list", 5),
    ],
)
def test_a_small_number_at_the_end_says_how_many(words: str, topic: str, count: int) -> None:
    assert topic_and_count(words, 5) == (topic, count)


def test_a_misspelt_command_is_recognised_and_a_strange_one_is_not() -> None:
    assert similar_command("lates") == "latest"
    assert similar_command("serach") == "search"
    assert similar_command("xyzzy") is None
    assert similar_command("wy") == "why"
    assert similar_command("news") == "latest"  # though its letters are those of /new
