"""/settings: by buttons and by words, kept, shown in the language of then, and in groups for administrators."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.person import ChatContext, ChatKind, Length, Person, language_in, settled
from bot.core.reply import Reply
from bot.features.settings.menu import Settings
from bot.features.settings.typed import Field, read_setting
from bot.features.settings.zones import COMMON, find_zone, zone_name
from data.chats.chats import Chats, ChatSettings
from data.store.database import Database

NOW = datetime(2026, 3, 1, 14, 13, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZH = Person("zh", SHANGHAI, "telegram:7:-:-", "telegram:7", ChatContext("telegram:7"))
EN = Person("en", SHANGHAI, "telegram:8:-:-", "telegram:8", ChatContext("telegram:8"))
GROUP = ChatContext("telegram:-1001", ChatKind.GROUP)


@pytest.fixture
def chats(database: Database) -> Chats:
    return Chats(database, lambda: NOW)


@pytest.fixture
def settings(chats: Chats) -> Settings:
    return Settings(chats, lambda: NOW)


def show(settings: Settings, person: Person, words: str = "") -> Reply:
    return settings.commands["settings"](words, person)


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


def press(settings: Settings, person: Person, reply: Reply, label: str) -> Reply:
    """What the button with that label brings, in place."""
    [action] = [button.action for row in reply.buttons for button in row if button.label == label]
    kind, *numbers = action.split(":")
    pressed = settings.presses[kind]([int(number) for number in numbers], person)
    assert pressed is not None
    assert pressed.in_place
    return pressed.reply


# -- shown


def test_all_is_shown_with_a_button_for_each(settings: Settings) -> None:
    reply = show(settings, ZH)
    assert reply.text == ("⚙️ 设置\n\n语言：自动\n时区：上海，现在 22:13\n回答：普通\n免打扰：关\n提醒：每小时最多 5 条")
    assert labels(reply) == ["语言", "时区", "回答", "免打扰", "提醒"]


def test_english_is_shown_alike(settings: Settings) -> None:
    assert show(settings, EN).text == (
        "⚙️ Settings\n\nLanguage: Automatic\nTime zone: Shanghai, now 22:13\nAnswers: Normal\nQuiet hours: Off\n"
        "Alerts: Up to 5 an hour"
    )


@pytest.mark.parametrize("person", [ZH, EN])
def test_every_message_of_it_fits_a_phone(settings: Settings, person: Person) -> None:
    first = show(settings, person)
    for label in labels(first):
        reply = press(settings, person, first, label)
        assert len(reply.text.splitlines()) + len(reply.buttons) <= 12
        assert sum(each.startswith("✓ ") for each in labels(reply)) == 1
        assert all(len(row) * max(len(button.label) for button in row) <= 42 for row in reply.buttons)


def test_zones_are_offered_with_what_their_clocks_show(settings: Settings) -> None:
    offered = labels(press(settings, ZH, show(settings, ZH), "时区"))
    assert offered[0] == "✓ 上海 22:13"
    assert {"柏林 15:13", "加尔各答 19:43", "纽约 09:13"} <= set(offered)


# -- by buttons


def test_a_language_is_spoken_at_once_and_taken_back(settings: Settings, chats: Chats) -> None:
    chosen = press(settings, ZH, press(settings, ZH, show(settings, ZH), "语言"), "English")
    assert chosen.text.startswith("⚙️ Settings\n\nLanguage: English")
    person = settled(ZH, chats.settings("telegram:7"))
    assert person.language == "en"
    again = press(settings, person, press(settings, person, chosen, "Language"), "Automatic")
    assert again.text.startswith("⚙️ 设置\n\n语言：自动")
    assert chats.settings("telegram:7").language is None


def test_traditional_characters_are_offered_with_the_words_of_the_news_or_without(
    settings: Settings, chats: Chats
) -> None:
    offered = press(settings, ZH, show(settings, ZH), "语言")
    assert labels(offered)[:-1] == ["简体中文", "English", "✓ 自动", "繁體中文", "繁體＋引文"]
    assert press(settings, ZH, offered, "繁體中文").text.startswith("⚙️ 設定\n\n語言：繁體中文")
    assert not settled(ZH, chats.settings("telegram:7")).converts
    assert press(settings, ZH, offered, "繁體＋引文").text.startswith("⚙️ 設定\n\n語言：繁體＋引文")
    person = settled(ZH, chats.settings("telegram:7"))
    assert (person.language, person.converts) == ("zh_Hant", True)
    assert person.speaking("en").language == "zh_Hant"
    assert show(settings, person, "语言 简体").text.startswith("⚙️ 设置")
    assert show(settings, person, "語言 繁體").text.startswith("⚙️ 設定\n\n語言：繁體中文")


def test_a_set_language_is_spoken_whatever_is_asked_in(chats: Chats) -> None:
    assert ZH.speaking(language_in("Who won the race?")).language == "en"
    chats.set("telegram:7", language="zh")
    assert settled(ZH, chats.settings("telegram:7")).speaking(language_in("Who won the race?")).language == "zh"


@pytest.mark.parametrize(
    ("field", "choice", "line"),
    [
        ("时区", "柏林 15:13", "时区：柏林，现在 15:13"),
        ("回答", "简短", "回答：简短"),
        ("免打扰", "22:00–07:00", "免打扰：22:00–07:00"),
        ("提醒", "不限", "提醒：不限"),
        ("提醒", "每小时 3 条", "提醒：每小时最多 3 条"),
    ],
)
def test_a_choice_is_kept_and_marked(settings: Settings, chats: Chats, field: str, choice: str, line: str) -> None:
    reply = press(settings, ZH, press(settings, ZH, show(settings, ZH), field), choice)
    assert line in reply.text.splitlines()
    later = settled(ZH, chats.settings("telegram:7"))
    assert line in show(settings, later).text.splitlines()
    assert f"✓ {choice}" in labels(press(settings, later, reply, field))


def test_back_leads_to_all_of_them(settings: Settings) -> None:
    first = show(settings, ZH)
    assert press(settings, ZH, press(settings, ZH, first, "时区"), "‹ 全部设置") == first


@pytest.mark.parametrize("numbers", [[], [9], [1, 9], [2, 99], [1, 0, 0], [0, 1]])
def test_a_button_that_means_nothing_is_left_to_the_router(settings: Settings, numbers: list[int]) -> None:
    assert settings.presses["set"](numbers, ZH) is None


def test_every_action_of_buttons_is_short(settings: Settings) -> None:
    for field in Field:
        pressed = settings.presses["set"]([field], ZH)
        assert pressed is not None
        assert all(len(button.action) <= 8 for row in pressed.reply.buttons for button in row)


# -- by words


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("zone Europe/Berlin", "时区：柏林，现在 15:13"),
        ("时区 europe/berlin", "时区：柏林，现在 15:13"),
        ("Europe/Berlin", "时区：柏林，现在 15:13"),
        ("quiet 22:00-07:30", "免打扰：22:00–07:30"),
        ("免打扰 22点到7点", "免打扰：22:00–07:00"),
        ("23-8", "免打扰：23:00–08:00"),
        ("length long", "回答：详细"),
        ("alerts 7", "提醒：每小时最多 7 条"),
        ("提醒 不限", "提醒：不限"),
    ],
)
def test_words_set_it_too(settings: Settings, words: str, line: str) -> None:
    assert line in show(settings, ZH, words).text.splitlines()


def test_quiet_hours_are_switched_off_by_a_word(settings: Settings, chats: Chats) -> None:
    show(settings, ZH, "quiet 22-7")
    assert chats.settings("telegram:7").quiet == (1320, 420)
    show(settings, ZH, "quiet off")
    assert chats.settings("telegram:7").quiet is None


def test_a_language_by_words_is_spoken_at_once(settings: Settings) -> None:
    assert show(settings, ZH, "英文").text.startswith("⚙️ Settings")
    assert show(settings, EN, "language 中文").text.startswith("⚙️ 设置")


@pytest.mark.parametrize(
    "words", ["foo", "zone foo", "quiet 25-7", "quiet 7-7", "quiet 22:61-7", "alerts 0", "alerts many", "length", "off"]
)
def test_what_cannot_be_read_is_said_and_changes_nothing(settings: Settings, chats: Chats, words: str) -> None:
    reply = show(settings, ZH, words)
    assert reply.text.startswith(f"看不懂“{words}”。")
    assert reply.buttons
    assert chats.settings("telegram:7") == ChatSettings()


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Asia/Shanghai", "Asia/Shanghai"),
        ("america/new york", "America/New_York"),
        (" AMERICA/NEW_YORK ", "America/New_York"),
        ("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
        ("Ｊａｐａｎ", "Japan"),
        ("Berlin", "Europe/Berlin"),
        ("柏林", "Europe/Berlin"),
        ("温哥华", "America/Vancouver"),
    ],
)
def test_a_zone_by_its_name(words: str, zone: str) -> None:
    found = find_zone(words)
    assert found is not None
    assert found.key == zone


@pytest.mark.parametrize("words", ["", " ", "foo", "Atlantis", "UTC+8", "factory", "8"])
def test_what_is_no_zone_is_none(words: str) -> None:
    assert find_zone(words) is None


@pytest.mark.parametrize("hours", range(-12, 15))
def test_a_zone_of_an_offset_is_as_far_from_greenwich_as_its_name_says(hours: int) -> None:
    zone = ZoneInfo(f"Etc/GMT{-hours:+d}")
    offset = NOW.astimezone(zone).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == hours * 3600
    assert zone_name(zone, "en") == f"UTC{hours:+d}"


def test_the_offered_zones_have_names_in_both_languages() -> None:
    for name in COMMON:
        zone = ZoneInfo(name)
        assert zone_name(zone, "zh") != zone_name(zone, "en")


def test_of_a_zone_that_there_is_not_it_is_said_how_they_are_written(settings: Settings) -> None:
    reply = show(settings, EN, "zone Atlantis")
    assert reply.text == (
        "I do not understand “zone Atlantis”.\n\nTime zone: Shanghai, now 22:13\n\n"
        "Press a button, or send a city, for example: /settings zone Berlin"
    )
    assert "柏林 15:13" in labels(show(settings, ZH, "时区 亚特兰蒂斯"))


def test_a_value_alone_is_taken_for_what_it_looks_like() -> None:
    assert read_setting("22-7") == (Field.QUIET, {"quiet": (1320, 420)})
    assert read_setting("ENGLISH") == (Field.LANGUAGE, {"language": "en"})
    assert read_setting("短") == (Field.LENGTH, {"length": Length.SHORT})
    assert read_setting("auto") == (Field.LANGUAGE, {"language": None})


# -- whose they are


def test_a_group_has_settings_of_its_own(settings: Settings, chats: Chats) -> None:
    admin = Person("zh", SHANGHAI, "telegram:-1001:-:7", "telegram:7", GROUP)
    assert show(settings, admin, "zone Europe/Berlin").text.startswith("⚙️ 本聊天的设置")
    assert chats.settings("telegram:-1001").zone == "Europe/Berlin"
    assert chats.settings("telegram:7").zone is None


def test_in_a_group_others_are_shown_them_and_told_who_may_change_them(settings: Settings, chats: Chats) -> None:
    member = Person(
        "en", SHANGHAI, "telegram:-1001:-:8", "telegram:8", ChatContext("telegram:-1001", ChatKind.GROUP, manages=False)
    )
    for words in ("", "zone Europe/Berlin"):
        reply = show(settings, member, words)
        assert reply.text.endswith("Only administrators of this chat can change its settings.")
        assert reply.buttons == ()
    pressed = settings.presses["set"]([2, 6], member)
    assert pressed is not None
    assert not pressed.in_place  # what the administrators see stays
    assert pressed.reply.text == "Only administrators of this chat can change its settings."
    assert chats.settings("telegram:-1001") == ChatSettings()


def test_outside_of_a_chat_it_says_where_settings_are(settings: Settings) -> None:
    nobody = Person("en", SHANGHAI)
    assert "NEWSBOT_TIMEZONE" in show(settings, nobody).text
    assert settings.presses["set"]([0], nobody) is None


def test_what_is_not_set_is_as_it_is_without(chats: Chats) -> None:
    assert settled(ZH, ChatSettings()) == ZH
    chats.set("telegram:7", zone="Europe/Berlin", length="short")
    person = settled(ZH, chats.settings("telegram:7"))
    assert (person.zone.key, person.length, person.language) == ("Europe/Berlin", Length.SHORT, "zh")
