"""Replies to who reads traditional characters: the bot's own words always, those of the news where that is set."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.core.person import Person
from bot.core.reply import About, Piece, Reply, Style
from bot.replies.answers import answer_reply
from bot.replies.traditional import in_script
from tests.support.made import TIME, answered

NOW = TIME + timedelta(days=3)
HANT = Person("zh_Hant", ZoneInfo("Asia/Taipei"))
CONVERTING = replace(HANT, converts=True)


def test_the_words_of_the_news_stay_as_they_are_printed() -> None:
    reply = answer_reply(HANT, answered(), NOW)
    assert in_script(HANT, reply) is reply
    assert reply.text.startswith("全市转移了5480人，没有人员伤亡。 [1]")
    assert "[2] 临江转移五千人\n未註明來源 · 時間不詳" in reply.text


def test_where_it_is_set_quotes_are_converted_and_said_to_be_but_titles_and_publishers_are_not() -> None:
    reply = in_script(CONVERTING, answer_reply(CONVERTING, answered(), NOW))
    assert reply.text.startswith(
        "全市轉移了5480人，沒有人員傷亡。 [1]\n到週五為止轉移了5500人。 [2]\n學校下週一復課。 [1]"
    )
    assert (
        "[1] 洪峰过境临江\n临江日报 · 2022年6月24日 17:50\n全市轉移了5480人，沒有人員傷亡。市長說水還會退。"
        in reply.text
    )
    assert reply.text.endswith("\n\n引文已轉為繁體")
    assert [piece.text for piece in reply.pieces if piece.url] == ["洪峰过境临江"]


def test_a_word_that_is_partly_bold_is_converted_as_one() -> None:
    pieces = Piece("她的头"), Piece("发", Style.BOLD), Piece("很长")
    reply = in_script(CONVERTING, Reply(pieces, about=About((1,))))
    assert [piece.text for piece in reply.pieces[:3]] == ["她的頭", "髮", "很長"]


def test_what_needs_no_conversion_and_what_is_not_of_the_news_stays() -> None:
    for reply in (Reply((Piece("臺灣"),), about=About((1,))), Reply((Piece("融资"),))):
        assert in_script(CONVERTING, reply) is reply
