"""Plain text: one form for all sources, and its language."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text.cleaning import clean_line, clean_text, detect_language, first_sentence, language_of

DIRT = st.sampled_from([" ", "  ", "\u3000", "\xa0", "\n", "\r\n", "\u200b", "\u200d", "\ufeff", "\x07", "\u0301"])
WORDS = st.sampled_from(["港口", "e", "a.", "。", "“", "”", "7", "👩", "ا", "が", "\ud800"])


def test_windows_and_unicode_line_ends_become_one_break():
    assert clean_text("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"


def test_empty_lines_and_blanks_at_line_ends_go():
    assert clean_text("  a  \n\n \u3000\n\n\u3000\u3000b\n") == "a\nb"


def test_two_blanks_between_chinese_sentences_are_a_paragraph_break():
    assert clean_text("渔船已经回港。\xa0\xa0另一艘还在海上") == "渔船已经回港。\n另一艘还在海上"
    assert clean_text("渔船回港\u3000\u3000码头恢复平静") == "渔船回港\n码头恢复平静"


def test_a_paragraph_may_begin_with_a_number_or_a_latin_word():
    assert clean_text("会议结束。  2022年再开。  SaaS公司到场") == "会议结束。\n2022年再开。\nSaaS公司到场"


def test_a_single_blank_in_a_chinese_title_stays_a_blank():
    assert clean_text("码头恢复平静 渔船回港") == "码头恢复平静 渔船回港"


def test_runs_of_blanks_in_latin_text_become_one_space():
    assert clean_text("one.  Two \t  “three”  “four”") == "one. Two “three” “four”"


def test_invisible_characters_and_lone_surrogates_go():
    assert clean_text("\ufeffa\u200bb\xadc\x00d\ud83de\u202ef") == "abcdef"


def test_joiners_stay_where_they_make_one_emoji_or_word():
    assert clean_text("👩\u200d🚀 می\u200cخواهم a\u200db") == "👩\u200d🚀 می\u200cخواهم ab"


def test_letters_and_their_accents_are_composed():
    assert clean_text("cafe\u200b\u0301") == "café"


@given(st.one_of(st.text(), st.lists(DIRT | WORDS, max_size=30).map("".join)))
def test_cleaning_twice_changes_nothing(text):
    once = clean_text(text)
    assert clean_text(once) == once
    assert once == unicodedata.normalize("NFC", once)
    assert not any(line != line.strip() or not line for line in once.split("\n")) or once == ""
    once.encode()


def test_a_hundred_thousand_blanks_do_not_hang():
    started = time.monotonic()
    assert clean_text("a" + " " * 100_000 + "b" + "\u3000\n" * 100_000 + "港" + " " * 100_000) == "a b\n港"
    assert time.monotonic() - started < 2


def test_a_title_is_one_line():
    assert clean_line(" 上海\r\n  新闻  ") == "上海 新闻"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("海岸城的夜间图书馆在六月开放", "zh"),
        ("海岸城的夜間圖書館在六月開放", "zh"),
        ("AI公司OpenAI发布了GPT新模型，引发关注", "zh"),
        ("東京の会社は今日、新しい製品を発表した", "ja"),
        ("서울의 한 회사가 오늘 새 제품을 발표했다", "ko"),
        ("The mayor said that the harbour will open with a concert on Friday", "en"),
        ("Der Bürgermeister sagte, dass der Hafen am Freitag mit einem Konzert wieder geöffnet wird", None),
        ("Le maire a dit que le port sera ouvert vendredi avec un concert pour les familles", None),
        ("Dollar gains", None),
        ("2022 - 12:30", None),
        ("", None),
    ],
)
def test_language_is_seen_from_the_script_or_from_english_function_words(text, language):
    assert detect_language(text) == language


def test_a_stated_language_comes_before_the_one_seen():
    assert language_of("zh-CN", "the and that") == "zh"
    assert language_of("en_GB", "") == "en"
    assert language_of("EN", "") == "en"
    assert language_of("chinese", "图书馆开放") == "zh"
    assert language_of(None, "图书馆开放") == "zh"


def test_first_sentence_ends_at_the_first_full_stop_or_line():
    assert first_sentence("港口开放了。很多人来。") == "港口开放了。"
    assert first_sentence("Ver. 2 is out\nMore text.") == "Ver."
    assert first_sentence("The port is open. Many came.") == "The port is open."
    assert first_sentence("一" * 200) == "一" * 79 + "…"
    assert first_sentence("") == ""
