"""The catalogues hold together: both languages have every message, and every message is used."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.catalogue import LANGUAGES, Language, language_of, local_time, say, traditional_words
from bot.core.commands import NAMES
from tests.support.paths import ROOT

BOT = ROOT / "bot"
TIME = datetime(2022, 6, 24, 9, 50, tzinfo=UTC)


def message_ids(language: Language) -> set[str]:
    return set(re.findall(r"^([a-z-]+) =", (ROOT / "bot/locales" / f"{language}.ftl").read_text("utf-8"), re.MULTILINE))


def test_both_languages_have_the_same_messages() -> None:
    assert message_ids("zh") == message_ids("en")


def test_every_command_has_a_line_in_each_language() -> None:
    for language in LANGUAGES:
        for name in NAMES:
            assert say(language, f"command-{name}")


def test_every_message_is_said_somewhere() -> None:
    code = "\n".join(path.read_text("utf-8") for path in BOT.rglob("*.py"))
    named = set(re.findall(r"[\"']([a-z]+(?:-[a-z]+)*)[\"']", code)) | {f"command-{name}" for name in NAMES}
    named |= {f"howto-{name}" for name in NAMES}
    assert message_ids("zh") - named == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_that_is_missing_is_a_loud_mistake(language: Language) -> None:
    with pytest.raises(Exception, match="page"):
        say(language, "page")


def test_english_counts_as_english_does() -> None:
    assert say("en", "search-title", total=1, words="x") == "One article has “x”"
    assert say("en", "search-title", total=2, words="x") == "2 articles have “x”"


def test_a_time_is_told_in_the_readers_zone_and_language() -> None:
    assert local_time("zh", TIME, ZoneInfo("Asia/Shanghai")) == "2022年6月24日 17:50"
    assert local_time("en", TIME, ZoneInfo("Europe/London")) == "24 Jun 2022, 10:50"
    assert local_time("zh", None, ZoneInfo("UTC")) == "时间不详"


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh-hans", "zh"),
        ("zh-TW", "zh_Hant"),
        ("zh-hant", "zh_Hant"),
        ("zh-Hans-HK", "zh"),
        ("yue-HK", "zh_Hant"),
        ("yue", "zh"),
        ("en-GB", "en"),
        ("de", "en"),
    ],
)
def test_telegrams_language_code_chooses_the_catalogue(code: str, language: Language) -> None:
    assert language_of(code, "zh") == language


def test_an_unknown_language_is_the_operators_default() -> None:
    assert language_of(None, "en") == "en"
    assert language_of("", "zh") == "zh"


def test_chinese_is_said_in_traditional_characters_but_what_is_filled_in_stays() -> None:
    assert say("zh_Hant", "search-none", words="电商") == "沒有文章含有「电商」。"
    assert say("zh_Hant", "settings-title") == "⚙️ 設定"
    assert local_time("zh_Hant", TIME, ZoneInfo("Asia/Taipei")) == "2022年6月24日 17:50"
    assert local_time("zh_Hant", None, ZoneInfo("UTC")) == "時間不詳"


def test_no_word_of_it_is_cut_wrongly_where_a_character_has_two_forms() -> None:
    """`请发网址` would become `請髮網址`."""
    assert (
        re.findall(r".?(?:[髮里周云后隻麵纔“”]|獲準).?", traditional_words((BOT / "locales/zh.ftl").read_text("utf-8")))
        == []
    )


def test_what_is_filled_in_may_be_of_any_length() -> None:
    for language in LANGUAGES:
        told = say(language, "unknown-command", command="/" + "x" * 4000, like="none")
        assert "xxx…" in told
        assert len(told) < 1500
