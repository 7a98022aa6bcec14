"""What became of an article: sentences out and in, as an oracle applies them, and as a phone shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.main import cli
from bot.core.person import Person
from bot.core.reply import Reply, Style
from bot.core.splitting import utf16_length
from bot.replies.history import changes_of, history_reply, whole_history
from data.models import Article, Entry, SourceSpec, Version
from data.store.articles import Store
from data.store.derived import Draft
from data.store.sources import Sources
from tests.support.made import ARTICLE, TIME

ZH = Person("zh", ZoneInfo("Asia/Shanghai"))
EN = Person("en", ZoneInfo("Europe/London"))


def now(body: str, title: str = ARTICLE.title) -> Article:
    return replace(ARTICLE, title=title, body=body)


def was(body: str, title: str = ARTICLE.title, hours: int = 0) -> Version:
    return Version(TIME + timedelta(hours=hours), title, body)


def lines(reply: Reply) -> list[str]:
    return [line for line in reply.text.splitlines() if line.startswith(("−", "+"))]


def bold(reply: Reply) -> list[str]:
    return [piece.text for piece in reply.pieces if piece.style is Style.BOLD][1:]  # the first is the title


def test_a_sentence_that_became_another_is_shown_as_both_with_what_differs_in_bold() -> None:
    reply = history_reply(ZH, now("水退了。转移了5480人，没有伤亡。"), [was("水退了。转移了3200人，没有伤亡。")])
    assert lines(reply) == ["− 转移了3200人，没有伤亡。", "+ 转移了5480人，没有伤亡。"]
    assert bold(reply) == ["3200", "5480"]


def test_a_number_is_never_torn() -> None:
    reply = history_reply(EN, now("About 12345 people came."), [was("About 12945 people came.")])
    assert bold(reply) == ["12945", "12345"]


def test_sentences_that_came_and_went_stand_alone() -> None:
    reply = history_reply(EN, now("One. Three. Four."), [was("One. Two. Three.")])
    assert lines(reply) == ["− Two.", "+ Four."]
    assert bold(reply) == []


def test_the_newest_change_comes_first_and_buttons_lead_to_the_others() -> None:
    article, versions = now("三。"), [was("一。"), was("二。", hours=1)]
    newest = history_reply(ZH, article, versions)
    assert "第 2 / 2 次更改 · 2022年6月24日 18:50" in newest.text
    assert lines(newest) == ["− 二。", "+ 三。"]
    [row] = newest.buttons
    assert [button.action for button in row] == ["article:7:0", "history:7:1"]
    older = history_reply(ZH, article, versions, 1)
    assert lines(older) == ["− 一。", "+ 二。"]
    assert [button.action for button in older.buttons[0]] == ["article:7:0", "history:7:0"]
    assert lines(whole_history(ZH, article, versions)) == ["− 二。", "+ 三。", "− 一。", "+ 二。"]


def test_a_change_that_is_not_there_is_the_nearest_that_is() -> None:
    article, versions = now("二。"), [was("一。")]
    assert history_reply(ZH, article, versions, 99) == history_reply(ZH, article, versions, 0)


def test_a_new_headline_is_said_to_be_one() -> None:
    reply = history_reply(EN, now("Text.", "Flood ends"), [was("Text.", "Flood begins")])
    assert "Headline\n− Flood begins\n+ Flood ends" in reply.text


def test_new_paragraphs_alone_change_no_word() -> None:
    reply = history_reply(ZH, now("一。\n二。"), [was("一。二。")])
    assert "文字没有变，只改了分段。" in reply.text
    assert lines(reply) == []


def test_an_article_that_never_changed_says_so() -> None:
    assert history_reply(ZH, ARTICLE, []).text == "收录以来，这篇文章没有改过。"
    assert whole_history(EN, ARTICLE, []).text == "This article has not been changed since it was read."


def test_a_long_sentence_is_cut_around_what_changed() -> None:
    before, after = ("字" * 300 + word + "尾" * 300 + "。" for word in ("甲", "乙"))
    reply = history_reply(ZH, now(after), [was(before)])
    assert bold(reply) == ["甲", "乙"]
    assert all(len(line) < 90 and line.count("…") == 2 for line in lines(reply))


def test_a_text_that_is_all_new_still_fits_a_message() -> None:
    before, after = ("".join(f"第{each}句{kind}。" * 30 for each in range(100)) for kind in "甲乙")
    reply = history_reply(ZH, now(after), [was(before)])
    assert utf16_length(reply.text) < 4096
    assert "还有 " in reply.text


def test_the_history_of_an_article_is_asked_for_by_id_or_address(store: Store, tmp_path: Path) -> None:
    source = Sources(store.database).add(SourceSpec("https://x.example/rss"))
    for number, body in enumerate(("一。", "二。")):
        entry = Entry(
            "洪水", body, "https://x.example/7?utm_source=a", "a7", TIME + timedelta(hours=number), "临江日报"
        )
        store.keep([Draft(entry)], source.id, [], TIME + timedelta(hours=number))
    for name in ("a7", "1", "https://x.example/7#top"):
        result = CliRunner().invoke(cli, ["--home", str(tmp_path), "history", name], env={"LC_ALL": "zh_CN.UTF-8"})
        assert "− 一。\n+ 二。" in result.stdout
    result = CliRunner().invoke(cli, ["--home", str(tmp_path), "history", "a8"])
    assert str(result.exception) == "a8: no article here has this id or address"


sentences = st.lists(st.sampled_from([f"第{number}句。" for number in range(8)]), max_size=12)


@given(sentences, sentences)
def test_what_went_and_what_came_make_the_new_text_of_the_old(before: list[str], after: list[str]) -> None:
    [change] = changes_of(now("".join(after)), [was("".join(before))])
    left = list(before)
    for edit in change.sentences:
        if edit.before:
            left.remove(edit.before)
    left += [edit.after for edit in change.sentences if edit.after]
    assert sorted(left) == sorted(after)
