"""Long texts are cut where a reader would cut them, and never over the limit."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.splitting import split_text, utf16_length


def pieces(text: str, limit: int) -> list[str]:
    return [span.of(text) for span in split_text(text, limit)]


def test_emoji_count_twice_as_telegram_counts_them() -> None:
    assert utf16_length("😀" * 3000) == 6000
    assert utf16_length("电商ab") == 4


def test_a_short_text_stays_whole() -> None:
    assert pieces("一句话。", 4096) == ["一句话。"]
    assert pieces("", 10) == []


def test_it_cuts_between_paragraphs_first() -> None:
    assert pieces("第一段在这里。还有一句。\n第二段在这里。", 16) == ["第一段在这里。还有一句。", "第二段在这里。"]


def test_then_between_sentences() -> None:
    assert pieces("第一句话。第二句话。第三句话。", 11) == ["第一句话。第二句话。", "第三句话。"]


def test_then_between_words() -> None:
    assert pieces("alpha beta gamma delta", 12) == ["alpha beta", "gamma delta"]


def test_and_where_there_is_nothing_else_in_the_middle() -> None:
    assert pieces("啊" * 25, 10) == ["啊" * 10, "啊" * 10, "啊" * 5]


def test_an_emoji_is_never_cut_in_half() -> None:
    assert pieces("😀" * 5, 5) == ["😀😀", "😀😀", "😀"]


@given(st.text(max_size=400), st.integers(2, 60))
def test_nothing_but_white_space_is_lost_and_no_piece_is_too_long(text: str, limit: int) -> None:
    found = pieces(text, limit)
    assert all(0 < utf16_length(piece) <= limit for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())
