"""Pages that a browser saved as mail (MHTML), and newsletters."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from email.header import Header
from email.message import EmailMessage

import pytest

from data.errors import ParseError
from data.models import Form, Parsed
from data.parse.forms import read, recognise
from data.parse.mail import is_mail
from tests.support.documents import ADDRESS, SHANGHAI, SHAPES, TITLES, letter, page, saved

SENT = datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC)
PROSE = [f"第{n}段：图书馆位于旧码头的仓库里，读者可以一直读到凌晨两点，咖啡由渔民合作社供应。" for n in range(6)]
ARTICLE = (
    "<html><head><title>夜间图书馆开放</title></head><body><h1>夜间图书馆开放</h1><p>2022-06-20 08:00</p>"
    + "".join(f"<p>{words}</p>" for words in PROSE)
    + "</body></html>"
)


def read_mail(data: bytes) -> Parsed:
    return read(data, "mail", None, SHANGHAI)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_saved_article_is_the_page_at_its_address(charset, encoding):
    parsed = read_mail(saved(ARTICLE, charset, encoding))
    assert parsed.form is Form.ARTICLE
    entry = parsed.entries[0]
    assert (entry.title, entry.url) == ("夜间图书馆开放", ADDRESS)
    assert entry.body.split("\n") == PROSE
    assert entry.published_at == datetime(2022, 6, 20, tzinfo=UTC)
    assert entry.source != "Saved by Blink"


def test_a_wrong_charset_does_no_harm():
    data = saved(ARTICLE).replace(b'charset="utf-8"', b'charset="gb2312"')
    assert read_mail(data).entries[0].body.split("\n") == PROSE
    data = saved(ARTICLE, "gb18030").replace(b'charset="gb18030"', b'charset="gb2312"')
    assert read_mail(data).entries[0].body.split("\n") == PROSE


def test_a_saved_listing_has_its_links_seen_from_its_address():
    parsed = read_mail(saved(page(SHAPES["list"], "../a/{0}01.html")))
    assert parsed.form is Form.LISTING
    assert [entry.title for entry in parsed.entries] == list(TITLES)
    assert parsed.entries[0].url == "https://news.example/a/101.html"


def test_a_letter_in_plain_text_is_an_article_with_its_subject_for_a_title():
    parsed = read_mail(letter("\n".join(PROSE)))
    entry = parsed.entries[0]
    assert (parsed.form, len(parsed.entries)) == (Form.MAIL, 1)
    assert (entry.title, entry.body) == ("海城早报：灯塔修好了", "\n".join(PROSE))
    assert (entry.published_at, entry.source, entry.language, entry.complete) == (SENT, "海城日报", "zh", True)


def test_of_a_letter_in_two_forms_the_html_is_read():
    entry = read_mail(letter("See the other part.", ARTICLE)).entries[0]
    assert (entry.title, entry.body.split("\n")) == ("夜间图书馆开放", PROSE)


def test_a_letter_of_links_is_a_listing_that_came_when_the_letter_did():
    parsed = read_mail(letter(None, page(SHAPES["list"], "https://news.example/a/{0}01.html")))
    assert [entry.title for entry in parsed.entries] == list(TITLES)
    assert {(entry.published_at, entry.source) for entry in parsed.entries} == {(SENT, "海城日报")}


def test_a_letter_whose_html_is_neither_is_its_own_text():
    entry = read_mail(letter(None, "<p>灯塔修好了。</p><p>明晚点灯。</p>")).entries[0]
    assert (entry.title, entry.body) == ("海城早报：灯塔修好了", "灯塔修好了。\n明晚点灯。")


def test_headers_in_chinese_charsets_and_forwards():
    subject = Header("转发: Re: 灯塔修好了", "gb2312").encode()
    head = f"Subject: {subject}\nFrom: =?gbk?B?{base64.b64encode('晨报'.encode('gbk')).decode()}?= <a@b.example>\n"
    body = "Date: Fri, 24 Jun 2022 09:50:54 GMT\nContent-Type: text/plain; charset=gb2312\n\n" + "灯塔昨晚点灯。"
    entry = read_mail((head + body).encode("gb18030")).entries[0]
    assert (entry.title, entry.source, entry.body, entry.published_at) == ("灯塔修好了", "晨报", "灯塔昨晚点灯。", SENT)


def test_attachments_are_not_read():
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "One", "a@b.example", "c@d.example"
    message.set_content("The lamp is lit.")
    message.add_attachment(ARTICLE, subtype="html", filename="page.html")
    assert [entry.body for entry in read_mail(message.as_bytes()).entries] == ["The lamp is lit."]


def test_an_empty_letter_is_said_to_be_so():
    with pytest.raises(ParseError, match="is a mail, but there is no text in it"):
        read_mail(letter(""))


@pytest.mark.parametrize(
    "text",
    [
        "Title: a\nAuthor: b\nDate: 2022\n\ntext",
        "From: here\nwe go on\nDate: later",
        "<p>From: a</p>",
        '{"From": 1}',
        "首页: a\n",
        "",
    ],
)
def test_other_texts_with_colons_are_no_mail(text):
    assert not is_mail(text)
    assert recognise(text.encode()) is not Form.MAIL


def test_a_mail_is_recognised_in_a_mailbox_too():
    data = letter("\n".join(PROSE))
    assert recognise(data) is recognise(b"From news@daily.example Fri Jun 24 17:50:54 2022\n" + data) is Form.MAIL
    assert len(read_mail(b"From news@daily.example Fri Jun 24 17:50:54 2022\n" + data).entries) == 1


def test_a_mail_nested_without_end_is_no_crash():
    head = "From: a@b.example\nSubject: x\nDate: Fri, 24 Jun 2022 17:50:54 +0800\nMIME-Version: 1.0\n"
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    with pytest.raises(ParseError):
        read_mail((head + deep + "Content-Type: text/html\n\n<p>end</p>").encode())


@pytest.mark.parametrize("filler", [b';"' * 100_000, b"\n ;" * 100_000, b'"' * 100_000])
def test_a_field_without_end_does_not_take_forever(filler):
    head = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b; x="
    part = b"\n\n--b\nContent-Type: text/plain; charset=gbk; y=" + filler
    data = head + filler + part + "\n\n灯塔昨晚点灯。\n--b--\n".encode("gb18030")
    assert [entry.body for entry in read_mail(data).entries] == ["灯塔昨晚点灯。"]
