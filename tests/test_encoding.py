"""Bytes to text."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.parsing.encoding import Oversized, decode, peek, unpack

CHINESE = "海岸城的夜间图书馆在六月开放，首周接待读者三千人次。"
TRADITIONAL = "海岸城的夜間圖書館在六月開放，首週接待讀者三千人次。"


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(charset):
    assert decode(CHINESE.encode(charset), "iso-8859-1") == CHINESE


def test_the_declared_charset_is_used():
    assert decode(TRADITIONAL.encode("big5"), "Big5") == TRADITIONAL
    assert decode("café déjà".encode("latin-1"), "iso-8859-1") == "café déjà"
    assert decode("“quoted”".encode("cp1252"), "iso-8859-1") == "“quoted”"


@pytest.mark.parametrize("label", ["gb2312", "GBK", "gb18030"])
def test_gb_labels_mean_gb18030(label):
    rare = "㐀㙍镕𠮷"  # beyond GB 2312, the last one beyond GBK
    assert decode((CHINESE + rare).encode("gb18030"), label) == CHINESE + rare


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="gb2312"?>',
        "<meta charset=gbk>",
        '<meta content="text/html; charset=GB2312">',
    ],
)
def test_a_charset_declared_inside_is_used(head):
    assert decode((head + CHINESE).encode("gb18030"), None) == head + CHINESE
    assert decode((head + CHINESE).encode("gb18030"), "iso-8859-1") == head + CHINESE


@pytest.mark.parametrize("label", ["gbk", "iso-8859-1", "big5", "shift_jis", "ascii"])
def test_utf8_under_a_wrong_label_is_still_utf8(label):
    assert decode(CHINESE.encode(), label) == CHINESE


def test_text_without_a_label_is_guessed():
    assert decode(CHINESE.encode(), None) == CHINESE
    assert decode(CHINESE.encode("gb18030"), None) == CHINESE
    assert decode(CHINESE.encode("gb18030"), "iso-8859-1") == CHINESE


def test_a_stray_byte_or_a_cut_spoils_one_character():
    text = CHINESE * 10
    assert decode(text.encode()[:-1], "utf-8") == text[:-1]
    assert decode(text.encode() + b"\xff" + text.encode(), None) == f"{text}\ufffd{text}"
    assert decode(text.encode("gb18030") + b"\xff" + text.encode("gb18030"), "gbk").startswith(text)


@pytest.mark.parametrize(
    "label", ["no such", "", "base64", "punycode", "unicode_escape", "utf-7", "\0", "x" * 9999, "utf-16"]
)
def test_labels_that_mean_no_charset_are_ignored(label):
    assert decode(b"plain \\u0041 text", label) == "plain \\u0041 text"


@given(
    st.binary(max_size=300),
    st.none() | st.sampled_from(["gbk", "utf-16", "cp1252", "iso-2022-jp", "hz", "xyz"]),
)
def test_no_bytes_make_it_raise(data, declared):
    assert isinstance(decode(data, declared), str)


def test_a_cut_gzip_file_gives_what_is_before_the_cut():
    text = b"".join(b"line %d\n" % number for number in range(20_000))
    packed = gzip.compress(text)
    assert unpack(packed) == (text, True)
    assert unpack(packed + packed) == (text + text, True)
    content, whole = unpack(packed[: len(packed) // 2])
    assert not whole
    assert len(content) > 1000
    assert text.startswith(content)
    assert unpack(packed[:4]) == (b"", False)
    assert unpack(b"plain") == (b"plain", True)


def test_a_gzip_bomb_is_refused_before_it_is_kept():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(2**20)) for _ in range(64)) + packer.flush()
    with pytest.raises(Oversized, match="32 MB"):
        unpack(bomb, limit=32 * 2**20)
    assert peek(bomb, 10) == bytes(10)
