"""The words of a text, as they are indexed and as they are asked for."""

from __future__ import annotations

import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text.scripts import has_han
from data.text.tokens import fold, runs, split_terms


def words(text: str) -> tuple[str, ...]:
    return split_terms(text).words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("臺積電營收創新高", "台积电营收创新高"),
        ("後來乾隆皇后發髮", "后来干隆皇后发发"),
        ("ＡＢＣ１２３", "abc123"),
        ("ｱﾆﾒ ﬁrst", "アニメ first"),
        ("The EU's", "the eu's"),
        ("a\ud800b", "a b"),
        ("", ""),
    ],
)
def test_text_is_folded_to_one_form(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [("電商融資", "电商融资"), ("臺灣總統", "台湾总统"), ("裡面的頭髮", "里面的头发"), ("網絡軟體", "网络软体")],
)
def test_traditional_and_simplified_text_have_the_same_terms(traditional, simplified):
    assert split_terms(traditional) == split_terms(simplified)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12), st.integers(0, 12))
def test_a_character_is_simplified_alone_as_it_is_in_any_company(text, at):
    assert fold(text[:at]) + fold(text[at:]) == fold(text)


def test_the_example_of_the_module():
    terms = split_terms("臺積電Q2營收")
    assert terms.words == ("台积", "电", "q", "2", "营收")
    assert terms.grams == ("台积", "积电", "电", "营收", "收")


def test_full_width_letters_and_digits_are_the_usual_ones():
    assert words("ＡＩ　２．５％") == words("AI 2.5%") == ("ai", "2.5")


@pytest.mark.parametrize(
    ("text", "grams"), [("茅", ("茅",)), ("电商", ("电商", "商")), ("新能源", ("新能", "能源", "源"))]
)
def test_every_character_of_a_run_starts_a_pair(text, grams):
    assert split_terms(text).grams == grams


def test_pairs_do_not_reach_across_punctuation():
    assert split_terms("电商，融资").grams == ("电商", "商", "融资", "资")


def test_one_han_character_is_a_word():
    assert words("茅") == ("茅",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("funding", "funded"),
        ("companies", "company"),
        ("Acquired", "acquires"),
        ("Beyoncé", "Beyonce"),
        ("RÉSUMÉS", "resume"),
        ("Zürich", "Zurich"),
    ],
)
def test_latin_words_meet_in_their_stem(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize(("one", "other"), [("news", "new"), ("general", "generous")])
def test_words_with_another_meaning_keep_apart(one, other):
    assert words(one) != words(other)


def test_words_of_other_scripts_stay_whole():
    assert words("Новости Ελλάδα") == ("новости", "ελλάδα")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3.5", ("3.5",)),
        ("1.2.3", ("1.2", "3")),
        ("2022年", ("2022", "年")),
        ("$1,300", ("1", "300")),
        ("Q2", ("q", "2")),
        ("5G手机", ("5", "g", "手机")),
        ("iPhone14Pro", ("iphon", "14", "pro")),
        ("end.", ("end",)),
        ("snake_case", ("snake", "case")),
    ],
)
def test_numbers_letters_and_han_are_cut_apart(text, found):
    assert words(text) == found


@pytest.mark.parametrize("text", ["", " ", "😀👍🏽", "?!…", "。，、", '"*()^', "\0\ud800", "_", "\u200d\ufe0f"])
def test_what_holds_no_word_gives_nothing(text):
    assert split_terms(text) == split_terms("")
    assert runs(text) == []


def test_has_han_tells_chinese_from_the_rest():
    assert has_han("A股")
    assert has_han("𠮷野家"[:1])
    assert not has_han("かな ABC 123")


@given(st.text())
def test_terms_hold_no_blank_quote_or_upper_case(text):
    terms = split_terms(text)
    for term in terms.words + terms.grams:
        assert term
        assert not any(char.isspace() or char in '"\0' for char in term)
        assert not any("A" <= char <= "Z" for char in term)


@given(st.text())
def test_as_many_pairs_as_han_characters(text):
    assert len(split_terms(text).grams) == sum(len(run) for kind, run in runs(text) if kind == "han")


def test_threads_that_cut_at_once_do_not_disturb_each_other():
    text = " ".join(["running nations relational happily generously vietnamization 新能源汽车"] * 100)
    expected = split_terms(text)
    results = []
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # one stemmer shared by two threads then fails at once
    try:
        threads = [threading.Thread(target=lambda: results.append(split_terms(text) == expected)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert results == [True] * 4
