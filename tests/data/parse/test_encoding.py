"""Bytes to text."""

from __future__ import annotations

import gzip
import zlib
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.parse.encoding import Oversized, decode, peek, unpack
from data.parse.forms import read

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
    ['<?xml version="1.0" encoding="gb2312"?>', "<meta charset=gbk>", '<meta content="text/html; charset=GB2312">'],
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


@given(st.binary(max_size=300), st.none() | st.sampled_from(["gbk", "utf-16", "cp1252", "iso-2022-jp", "hz", "xyz"]))
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


RARE = "㐀𠮷"  # four bytes each in GB18030
HONG_KONG = "啲嘢喺邊度"  # beyond Big5, in its Hong Kong supplement
LONG_SIMPLIFIED = CHINESE * 4 + "市政府说，明年还会有两座仓库改成阅览室，费用由港口的收入承担。"
LONG_TRADITIONAL = TRADITIONAL * 4 + "市政府說，明年還會有兩座倉庫改成閱覽室，費用由港口的收入承擔。"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def page(text: str, head: str = "") -> str:
    body = f"<h1>海岸城晚報</h1><p>{text}</p><p>{text}</p>"
    return f"<html><head>{head}<title>海岸城</title></head><body>{body}</body></html>"


def feed(text: str, declaration: str = "") -> str:
    item = f"<item><title>海岸城晚報</title><description>{text}</description></item>"
    return f'{declaration}<rss version="2.0"><channel><title>海岸城</title>{item}</channel></rss>'


VARIANTS = {  # name: (text, charset of the bytes, byte order mark, meta charset, HTTP charset)
    "UTF-8": (LONG_SIMPLIFIED, "utf-8", b"", "utf-8", "utf-8"),
    "UTF-8 with a mark": (LONG_SIMPLIFIED, "utf-8", b"\xef\xbb\xbf", "", None),
    "UTF-16 LE with a mark": (LONG_SIMPLIFIED, "utf-16-le", b"\xff\xfe", "", None),
    "UTF-16 BE with a mark": (LONG_SIMPLIFIED, "utf-16-be", b"\xfe\xff", "", None),
    "UTF-16 LE without a mark": (LONG_SIMPLIFIED, "utf-16-le", b"", "", None),
    "UTF-16 BE without a mark": (LONG_SIMPLIFIED, "utf-16-be", b"", "", "utf-16"),
    "GB2312": (LONG_SIMPLIFIED, "gb2312", b"", "gb2312", None),
    "GBK": (LONG_SIMPLIFIED + "镕", "gbk", b"", "gbk", None),
    "GB18030 with characters of four bytes": (LONG_SIMPLIFIED + RARE, "gb18030", b"", "gb2312", None),
    "Big5": (LONG_TRADITIONAL, "big5", b"", "big5", None),
    "Big5-HKSCS": (LONG_TRADITIONAL + HONG_KONG, "big5hkscs", b"", "big5", None),
    "GBK under an iso-8859-1 header": (LONG_SIMPLIFIED, "gbk", b"", "", "iso-8859-1"),
    "GBK under a utf-8 meta": (LONG_SIMPLIFIED, "gbk", b"", "utf-8", None),
    "UTF-8 under a gb2312 meta": (LONG_SIMPLIFIED, "utf-8", b"", "gb2312", "gb2312"),
    "GBK without a label": (LONG_SIMPLIFIED, "gbk", b"", "", None),
    "Big5 without a label": (LONG_TRADITIONAL, "big5", b"", "", None),
    "Big5 under a gb2312 meta": (LONG_TRADITIONAL, "big5", b"", "gb2312", None),
    "GBK under a big5 header": (LONG_SIMPLIFIED, "gbk", b"", "gbk", "big5"),
}


@pytest.mark.parametrize(("text", "charset", "mark", "meta", "header"), VARIANTS.values(), ids=VARIANTS)
def test_a_page_in_any_encoding_is_read_end_to_end(text, charset, mark, meta, header):
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    parsed = read(mark + page(text, head).encode(charset, "xmlcharrefreplace"), "page", None, SHANGHAI, header)
    assert [entry.body for entry in parsed.entries] == [f"{text}\n{text}"]


@pytest.mark.parametrize(("text", "charset", "mark", "label", "header"), VARIANTS.values(), ids=VARIANTS)
def test_a_feed_in_any_encoding_is_read_end_to_end(text, charset, mark, label, header):
    declaration = f'<?xml version="1.0" encoding="{label}"?>' if label else '<?xml version="1.0"?>'
    parsed = read(mark + feed(text, declaration).encode(charset, "xmlcharrefreplace"), "feed", None, SHANGHAI, header)
    assert [entry.body for entry in parsed.entries] == [text]
