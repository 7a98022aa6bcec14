"""An answer as a person sees it: what comes first, what is bold, notes, sources, buttons."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.answer import Answer, AnswerForm, Citation, Note
from bot.core.person import Person
from bot.core.reply import Reply, Style
from bot.core.splitting import utf16_length
from bot.replies.answers import answer_reply
from bot.replies.quotes import quote_action
from data.text.passages import Span, width
from tests.support.made import ARTICLE, OTHER, QUOTE, TIME, answered, citation, refused, statement

ZH = Person("zh", ZoneInfo("Asia/Shanghai"))
EN = Person("en", ZoneInfo("Europe/London"))
NOW = TIME + timedelta(days=3)


def bold(reply: Reply) -> list[str]:
    return [piece.text for piece in reply.pieces if piece.style is Style.BOLD and not piece.quoted]


def faint(reply: Reply) -> list[str]:
    """The lines that are."""
    return "".join(piece.text if piece.style is Style.FAINT else "\n" for piece in reply.pieces).split("\n")


def quoted(reply: Reply) -> list[tuple[str, bool]]:
    """What is shown of the articles' paragraphs, and whether it is in bold."""
    return [(piece.text, piece.style is Style.BOLD) for piece in reply.pieces if piece.quoted]


def test_the_words_that_answer_come_first_and_in_bold_then_the_numbered_sources() -> None:
    reply = answer_reply(ZH, answered(), NOW)
    assert reply.text == (
        "全市转移了5480人，没有人员伤亡。 [1]\n到周五为止转移了5500人。 [2]\n学校下周一复课。 [1]\n\n"
        "[1] 洪峰过境临江\n临江日报 · 2022年6月24日 17:50\n全市转移了5480人，没有人员伤亡。市长说水还会退。\n"
        "[2] 临江转移五千人\n未注明来源 · 时间不详"
    )
    assert bold(reply) == ["5480人"]
    assert [piece.text for piece in reply.pieces if piece.url] == ["洪峰过境临江"]


def test_a_sentence_without_marked_words_is_bold_as_a_whole() -> None:
    answer = Answer((statement(ARTICLE, QUOTE),), (citation(),), (), 0.9)
    assert bold(answer_reply(ZH, answer, NOW)) == [QUOTE]


def test_each_source_has_one_button_for_its_first_quote() -> None:
    [row, _] = answer_reply(ZH, answered(), NOW).buttons
    assert [button.label for button in row] == ["全文 1", "全文 2"]
    there = quote_action(citation()), quote_action(citation(OTHER, OTHER.body))
    assert [button.unquoted or button.action for button in row] == [*there]


def test_under_its_source_stands_the_paragraph_of_a_quote_with_the_words_that_answer_in_bold() -> None:
    words = ARTICLE.body.index("5480人")
    answer = replace(
        answered(), citations=(replace(citation(), words=Span(words, words + 5)), *answered().citations[1:])
    )
    reply = answer_reply(ZH, answer, NOW)
    assert quoted(reply) == [("全市转移了", False), ("5480人", True), ("，没有人员伤亡。市长说水还会退。", False)]
    assert quoted(answer_reply(ZH, answered(), NOW)) == [(QUOTE, True), ("市长说水还会退。", False)]


def test_the_button_of_a_paragraph_that_is_shown_opens_the_text_if_that_says_more() -> None:
    assert answer_reply(ZH, answered(), NOW).buttons[0][0].action == "article:7:0"
    short = replace(ARTICLE, body=f"{QUOTE}市长说水还会退。")
    answer = Answer((statement(short, QUOTE, "5480人"),), (citation(short),), (), 0.9)
    [button] = answer_reply(ZH, answer, NOW).buttons[0]
    assert (button.action, button.unquoted) == ("", quote_action(citation(short)))


def test_a_paragraph_that_is_no_more_than_the_quote_is_not_said_twice() -> None:
    answer = Answer((statement(OTHER, OTHER.body),), (citation(OTHER, OTHER.body),), (), 0.9)
    assert quoted(answer_reply(ZH, answer, NOW)) == []


def test_of_a_text_without_paragraphs_the_sentences_around_the_quote_are_shown() -> None:
    body = "".join(f"第{number}句话说的是些别的事情，与问题没有什么关系。" for number in range(60))
    article = replace(ARTICLE, body=body)
    quote = "第30句话说的是些别的事情，与问题没有什么关系。"
    reply = answer_reply(ZH, Answer((statement(article, quote),), (citation(article, quote),), (), 0.9), NOW)
    shown = "".join(text for text, _ in quoted(reply))
    assert (quote, True) in quoted(reply)
    assert (shown[0], shown[-1]) == ("…", "…")
    assert 200 < width(shown) < 400


@pytest.mark.parametrize("form", ["summary", "news"])
def test_lists_of_news_have_no_paragraphs(form: AnswerForm) -> None:
    assert quoted(answer_reply(ZH, replace(answered(), form=form), NOW)) == []


def test_a_button_copies_the_quote_with_its_source_and_address() -> None:
    [copy] = [each.copy for row in answer_reply(ZH, answered(), NOW).buttons for each in row if each.copy]
    assert copy == f"“{QUOTE}”（临江日报，2022年6月24日 17:50）\nhttps://news.example/7"


@pytest.mark.parametrize("address", ["https://news.example/7", "https://news.example/" + "%E6" * 90])
def test_what_is_copied_is_cut_to_what_a_button_can_carry(address: str) -> None:
    body = "这句话很长，" * 60 + "说完了。"
    article = replace(ARTICLE, body=body, url=address, source="临江日报" * 30)
    [copy] = [
        each.copy
        for row in answer_reply(
            EN, Answer((statement(article, body),), (citation(article, body),), (), 0.9), NOW
        ).buttons
        for each in row
        if each.copy
    ]
    assert copy.startswith("“这句话很长，")
    assert "…” (临江日报" in copy
    assert 200 < utf16_length(copy) <= 256
    assert copy.endswith(address) == (len(address) < 100)


def test_times_are_told_as_moments() -> None:
    answer = replace(answered(Note("note-old", {"newest": TIME})), form="disagreement")
    moments = [(piece.text, piece.time) for piece in answer_reply(ZH, answer, NOW).pieces if piece.time]
    assert moments == [("2022年6月24日 17:50", TIME)] * 4


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
    assert [line for line in faint(reply) if line][:4] == [
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
    assert [len(row) for row in answer_reply(ZH, answer, datetime(2023, 1, 1, tzinfo=UTC)).buttons] == [5, 2, 2]
