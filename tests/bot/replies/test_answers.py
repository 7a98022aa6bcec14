"""An answer as a person sees it: what comes first, what is bold, notes, sources, buttons."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.answer import Answer, AnswerForm, Citation, Note
from bot.core.person import Person
from bot.core.reply import Reply, Style
from bot.replies.answers import answer_reply
from bot.replies.quotes import quote_action
from data.text.passages import Span
from tests.support.made import ARTICLE, OTHER, QUOTE, TIME, answered, citation, refused, statement

ZH = Person("zh", ZoneInfo("Asia/Shanghai"))
EN = Person("en", ZoneInfo("Europe/London"))
NOW = TIME + timedelta(days=3)


def bold(reply: Reply) -> list[str]:
    return [piece.text for piece in reply.pieces if piece.style is Style.BOLD]


def faint(reply: Reply) -> list[str]:
    return [piece.text for piece in reply.pieces if piece.style is Style.FAINT]


def test_the_words_that_answer_come_first_and_in_bold_then_the_numbered_sources() -> None:
    reply = answer_reply(ZH, answered(), NOW)
    assert reply.text == (
        "全市转移了5480人，没有人员伤亡。 [1]\n到周五为止转移了5500人。 [2]\n学校下周一复课。 [1]\n\n"
        "[1] 洪峰过境临江\n临江日报 · 2022年6月24日 17:50\n[2] 临江转移五千人\n未注明来源 · 时间不详"
    )
    assert bold(reply) == ["5480人"]
    assert [piece.text for piece in reply.pieces if piece.url] == ["洪峰过境临江"]


def test_a_sentence_without_marked_words_is_bold_as_a_whole() -> None:
    answer = Answer((statement(ARTICLE, QUOTE),), (citation(),), (), 0.9)
    assert bold(answer_reply(ZH, answer, NOW)) == [QUOTE]


def test_each_source_has_one_button_for_its_first_quote() -> None:
    [row, _] = answer_reply(ZH, answered(), NOW).buttons
    assert [button.label for button in row] == ["📄 1", "📄 2"]
    assert [button.action for button in row] == [quote_action(citation()), quote_action(citation(OTHER, OTHER.body))]


def test_reports_that_differ_are_said_to_each_with_date_and_source() -> None:
    reply = answer_reply(ZH, replace(answered(), form="disagreement"), NOW)
    lines = reply.text.splitlines()
    assert lines[0] == "报道说法不一，最新的在前："
    assert lines[1] == "• 2022年6月24日 17:50 · 临江日报：全市转移了5480人，没有人员伤亡。 [1]"
    assert lines[2] == "• 时间不详 · 未注明来源：到周五为止转移了5500人。 [2]"
    assert bold(reply) == ["5480人", "5500人"]


def test_sources_that_agree_on_a_value_are_named_together() -> None:
    both = replace(statement(ARTICLE, QUOTE, "5480人"), articles=(ARTICLE, OTHER))
    answer = Answer((both,), (citation(), citation(OTHER, OTHER.body)), (), 0.9, "disagreement")
    assert "17:50 · 临江日报 / 未注明来源：全市" in answer_reply(ZH, answer, NOW).text
    assert answer_reply(ZH, answer, NOW).text.splitlines()[1].endswith("[1][2]")


@pytest.mark.parametrize(("form", "words"), [("summary", []), ("news", ["5480人"]), ("written", ["5480人"])])
def test_a_summary_has_nothing_in_bold(form: AnswerForm, words: list[str]) -> None:
    reply = answer_reply(ZH, replace(answered(), form=form), NOW)
    assert bold(reply) == words
    assert reply.text.startswith(QUOTE)


def test_words_of_a_language_model_are_not_shown_as_a_quote() -> None:
    written = Answer(
        (statement(ARTICLE, "转移了5480人。"),), (citation(),), (), 0.9, "written", (Note("note-written"),)
    )
    reply = answer_reply(ZH, written, NOW)
    assert bold(reply) == []
    assert reply.text.splitlines()[1] == "✎ 由语言模型根据所列报道写成。"


def test_what_was_widened_is_said_before_the_answer_and_the_rest_after() -> None:
    notes = (
        Note("note-old", {"newest": TIME}),
        Note("note-widened", {"period": "昨天"}),
        Note("note-scope-widened", {"source": "新华社"}),
    )
    reply = answer_reply(ZH, replace(answered(*notes), understood="临江转移了多少人?"), NOW)
    assert faint(reply)[:4] == [
        "⚠️ “昨天”的新闻里没有找到，以下是其他时间的报道：",
        "⚠️ 新华社的报道里没有找到，以下来自其他来源：",
        "↪ 理解为：临江转移了多少人?",
        "🕘 最新的相关报道是3天前的（2022年6月24日 17:50）。",
    ]
    assert reply.text.splitlines()[2].startswith(QUOTE)


@pytest.mark.parametrize(
    ("passed", "age"), [({"hours": 5}, "5 hours"), ({"days": 40}, "1 month"), ({"days": 800}, "2 years")]
)
def test_the_age_of_news_is_told_as_people_do(passed: dict[str, int], age: str) -> None:
    reply = answer_reply(EN, answered(Note("note-old", {"newest": TIME})), TIME + timedelta(**passed))
    assert f"The newest report on this is {age} old (24 Jun 2022, 10:50)." in reply.text


def test_a_refusal_is_plain_and_shows_the_nearest_with_dates() -> None:
    reply = answer_reply(ZH, refused(ARTICLE, OTHER), NOW)
    assert reply.text == (
        "我读过的新闻里没有这个问题的答案。\n\n最接近的报道：\n"
        "[1] 洪峰过境临江\n临江日报 · 2022年6月24日 17:50\n[2] 临江转移五千人\n未注明来源 · 时间不详"
    )
    assert [button.action for button in reply.buttons[0]] == ["article:7:0", "article:8:0"]


def test_a_refusal_quotes_what_comes_near() -> None:
    answer = replace(refused(), nearest=(replace(citation(), words=citation().span), Citation(OTHER, Span(0, 0))))
    reply = answer_reply(EN, answer, NOW)
    first, blank, quoted, *_ = reply.text.splitlines()
    assert (first, blank) == ("The news I have does not say exactly that. Nearest to it:", "")
    assert quoted == f"“{answer.nearest[0].quote}” [1]"
    assert reply.text.count("“") == 1


def test_a_refusal_says_how_the_question_was_understood() -> None:
    reply = answer_reply(EN, replace(refused(), understood="When did Zeekr move?"), NOW)
    assert reply.text == "The news I have does not say.\n↪ Understood as: When did Zeekr move?"
    assert reply.buttons == ()


def test_a_line_break_in_a_quote_breaks_no_line_of_the_answer() -> None:
    answer = Answer((statement(ARTICLE, "水厂\n照常供水。", "照常"),), (citation(),), (), 0.9)
    assert answer_reply(ZH, answer, NOW).text.startswith("水厂 照常供水。 [1]\n\n")


def test_many_sources_have_rows_of_five_buttons() -> None:
    articles = [replace(ARTICLE, id=number) for number in range(7)]
    answer = Answer(
        tuple(statement(each, QUOTE) for each in articles), tuple(citation(each) for each in articles), (), 0.9, "news"
    )
    assert [len(row) for row in answer_reply(ZH, answer, datetime(2023, 1, 1, tzinfo=UTC)).buttons] == [5, 2, 1]
