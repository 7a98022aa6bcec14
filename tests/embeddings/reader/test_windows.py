"""What the reader sees: every token of a passage stands where its span says, whatever the passage is made of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from data.errors import ModelError
from data.text.passages import Span, split_sentences
from embeddings.encoders.bundled import ensure_bundled
from embeddings.reader.windows import TokenWindow, WindowTokenizer
from tests.conftest import CACHE

LONGEST = 384
FILE = ensure_bundled(CACHE) / "tokenizer.json"
TOKENIZER, PLAIN = WindowTokenizer(FILE), Tokenizer.from_file(str(FILE))

VISIBLE = "电商融資金额。，“”！？临江地铁4號线abcXYZ 0123456789.%$€ü-'\"\n\t　😀👍🏽㎏ﬁＡ𠮷"
visible = st.text(VISIBLE, max_size=120)
anything = st.text(st.characters(codec=None), max_size=120)  # lone surrogates and control characters too


def window(passage: str, title: str = "", question: str = "谁?") -> TokenWindow:
    [made] = TOKENIZER.windows(question, [(title, passage)])
    return made


def words(made: TokenWindow, passage: str) -> list[str]:
    return [token.of(passage) for token in made.tokens]


def ids(text: str) -> list[int]:
    return PLAIN.encode(text, add_special_tokens=False).ids


@settings(deadline=None, max_examples=100)
@given(title=visible, passage=visible)
def test_the_tokens_together_are_the_passage_without_its_white_space(title, passage):
    made = window(passage, title)
    covered = {at for token in made.tokens for at in range(token.start, token.end)}
    assert "".join(passage[at] for at in sorted(covered)) == "".join(passage.split())


@settings(deadline=None, max_examples=150)
@given(question=anything, title=anything, passage=anything)
def test_any_text_has_a_window_whose_tokens_stand_in_order(question, title, passage):
    made = window(passage, title, question)
    assert len(made.ids) <= LONGEST
    assert made.ids[0] == 0
    assert made.ids[-1] == 2
    assert made.first + len(made.tokens) == len(made.ids) - 1
    assert all(0 <= token.start <= token.end <= len(passage) for token in made.tokens)
    assert [token.start for token in made.tokens] == sorted(token.start for token in made.tokens)


@settings(deadline=None, max_examples=100)
@given(passage=visible.filter(len), data=st.data())
def test_the_positions_of_a_span_are_the_fewest_that_hold_it(passage, data):
    made = window(passage, "题")
    start = data.draw(st.integers(0, len(passage) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(passage))))
    found = made.positions(span)
    touching = {at for at, token in enumerate(made.tokens) if range(max(token.start, start), min(token.end, span.end))}
    assert found == ((made.first + min(touching), made.first + max(touching)) if touching else None)


def test_a_window_is_the_question_then_title_and_passage():
    made = window("电商融资", "快讯", "融了多少?")
    head = [0, *ids("query: 融了多少?"), 2, 2]
    assert made.ids == [*head, *ids("快讯 | 电商融资"), 2]
    assert words(made, "电商融资") == ["电商", "融资"]
    assert made.ids[made.first : -1] == ids("快讯 | 电商融资")[-2:]


def test_an_empty_title_leaves_no_trace():
    made = window("电商融资")
    assert made.ids == [0, *ids("query: 谁?"), 2, 2, *ids("电商融资"), 2]
    assert words(made, "电商融资")[-2:] == ["电商", "融资"]  # before them the tokenizer's own mark of a beginning


def test_an_empty_passage_has_no_token_and_no_position():
    assert window("").tokens == window("", "题").tokens == []
    assert window("", "题").positions(Span(0, 0)) is None


def test_the_tokens_of_a_sentence_begin_with_its_first_word():
    passage = "The deal closed. Three ferries were ordered.\n河水涨了。 市长说会退。"
    made = window(passage, "Ferries")
    for sentence in split_sentences(passage):
        first, last = made.positions(sentence)
        tokens = made.tokens[first - made.first : last - made.first + 1]
        assert (tokens[0].start, tokens[-1].end) == (sentence.start, sentence.end)


def test_traditional_characters_are_read_as_simplified_and_stand_where_they_stood():
    assert window("電商融資", "快訊", "誰?").ids == window("电商融资", "快讯", "谁?").ids
    assert words(window("電商融資", "快訊"), "電商融資") == ["電商", "融資"]


def test_a_lone_surrogate_is_a_question_mark_of_one_character():
    passage = "a\ud800b"
    assert window(passage).ids == window("a?b").ids
    assert "".join(words(window(passage), passage)) == passage


def test_a_passage_too_long_loses_its_end_and_what_stood_there():
    passage = "".join(f"第{number}段说水位涨了。" for number in range(200))
    made = window(passage, "题")
    assert len(made.ids) == LONGEST
    assert made.tokens[-1].end < len(passage) // 2
    assert made.positions(Span(len(passage) - 5, len(passage))) is None
    assert made.positions(Span(0, 1)) == (made.first, made.first)


def test_a_question_and_a_title_without_end_leave_chat_for_the_passage():
    made = window("融资4500万美元。", "很长的标题" * 500, "很长的问题" * 500)
    assert "".join(words(made, "融资4500万美元。")) == "融资4500万美元。"


def test_windows_come_in_the_order_of_their_passages():
    passages = [("", "电商" * count) for count in (3, 1, 2)]
    made = TOKENIZER.windows("谁?", passages)
    assert [each.tokens[-1].end for each in made] == [6, 2, 4]
    assert [each.ids for each in made] == [window(text).ids for _, text in passages]
    assert TOKENIZER.windows("谁?", []) == []


def test_a_file_that_is_no_tokenizer_is_named(tmp_path):
    (tmp_path / "tokenizer.json").write_text("{")
    for file in (tmp_path / "tokenizer.json", tmp_path / "none.json"):
        with pytest.raises(ModelError, match="cannot be used") as refused:
            WindowTokenizer(file)
        assert str(file) in str(refused.value)
