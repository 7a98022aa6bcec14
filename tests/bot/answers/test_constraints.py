from datetime import UTC, datetime

import pytest

from bot.answers.constraints import constraints, features
from bot.core.answer import Agreement, Constraint

SAME, OTHERWISE, UNSAID = Agreement.SAME, Agreement.OTHERWISE, Agreement.UNSAID
PUBLISHED = datetime(2023, 8, 10, 4, tzinfo=UTC)


def verdicts(question: str, sentence: str, kind: str, passage: str = "", title: str = "") -> set[Agreement]:
    found = constraints(question, sentence, passage, title, PUBLISHED, asked=PUBLISHED)
    return {each.verdict for each in found if each.kind == kind}


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("2019年粮食产量多少", "2021年粮食产量为6.8亿吨。", OTHERWISE),
        ("2023年粮食产量多少", "全年粮食产量为6.8亿吨。", SAME),  # news of 2023 that names no year
        ("2022年粮食产量多少", "今年粮食产量为6.8亿吨。", OTHERWISE),
        ("去年出口额多少", "2022年出口额达23万亿元。", SAME),
        ("去年出口额多少", "今年上半年出口额达11万亿元。", OTHERWISE),
        ("二季度营收多少", "公司第一季度营收30亿元。", OTHERWISE),
        ("二季度营收多少", "公司Q2营收30亿元。", SAME),
        ("下半年销量", "上半年销量为120万辆。", OTHERWISE),
        ("7月销量多少", "6 月份销量为5万辆。", OTHERWISE),
        ("7月销量多少", "7 月份销量为5万辆。", SAME),
        ("8月9日收盘价", "昨日收盘价为12元。", SAME),
        ("8月8日收盘价", "昨日收盘价为12元。", OTHERWISE),
        ("周六几点开门", "周日上午10点开门。", OTHERWISE),
        ("冬季票价多少", "夏季票价为80元。", OTHERWISE),
        ("2020年谁任校长", "他自2018年起任校长。", SAME),  # a stretch holds every year in it
        ("2019年谁任校长", "2017年至2021年他任校长。", SAME),
        ("who won the 2001 title", "Hewitt won the 2002 title.", OTHERWISE),
        ("revenue in Q3", "Second-quarter revenue came to $5m.", OTHERWISE),
        ("sales in October", "Sales in November rose.", OTHERWISE),
        ("who ran the firm in 1995", "She ran the firm from 1990 to 1999.", SAME),
    ],
)
def test_times_are_compared_each_by_itself(question: str, sentence: str, expected: Agreement) -> None:
    assert expected in verdicts(question, sentence, "time")
    assert (OTHERWISE in verdicts(question, sentence, "time")) == (expected is OTHERWISE)


@pytest.mark.parametrize("question", ["2019年以前谁任校长", "who ran it since 1995", "今年比去年多多少"])
def test_a_bound_is_no_time_that_the_answer_must_be_of(question: str) -> None:
    assert OTHERWISE not in verdicts(question, "2016年他任校长。", "time")


def test_last_year_counts_from_when_it_is_asked() -> None:
    asked = datetime(2025, 1, 5, tzinfo=UTC)
    found = constraints("去年票房多少", "2023年票房为549亿元。", published=PUBLISHED, asked=asked)
    assert [each.verdict for each in found] == [OTHERWISE]


def test_a_time_in_the_passage_or_the_title_is_near_enough() -> None:
    assert verdicts("5月进口多少", "4月为180亿元。", "time", "5月为200亿元，4月为180亿元。") == {SAME}
    assert verdicts("2021年进口多少", "共180亿元。", "time", title="2021年进口创新高") == {SAME}


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("第十二届冬运会在哪办", "第十四届冬运会在呼伦贝尔举行。", OTHERWISE),
        ("第14届冬运会在哪办", "第十四届冬运会在呼伦贝尔举行。", SAME),
        ("第二批名单有几家", "首批名单共有9家。", OTHERWISE),
        ("二级响应何时启动", "该市启动防汛Ⅲ级响应。", OTHERWISE),
        ("启动三级响应了吗", "该市启动防汛Ⅲ级响应。", SAME),
        ("B轮融了多少", "公司完成A轮融资。", OTHERWISE),
        ("who won the third stage", "Boonen won the 2nd stage.", OTHERWISE),
        ("who won the second stage", "Boonen won the 2nd stage.", SAME),
        ("what happened in episode 4", "In episode 5 the ship sinks.", OTHERWISE),
        ("world war 2 tanks", "Tanks of World War II were heavier.", SAME),
    ],
)
def test_which_one_of_several(question: str, sentence: str, expected: Agreement) -> None:
    assert verdicts(question, sentence, "ordinal") == {expected}


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("A18 什么时候上市", "A16 定于9月上市。", {OTHERWISE}),
        ("a16 什么时候上市", "A16 定于9月上市。", {SAME}),
        ("who won the 1500m", "Holmes won the 800m.", {OTHERWISE}),
        ("price of the K320", "The X100 costs $300.", {UNSAID}),  # another make
    ],
)
def test_designations(question: str, sentence: str, expected: set[Agreement]) -> None:
    assert verdicts(question, sentence, "model") == expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("哪家公司融资3亿元", "该公司融资2亿元。", {OTHERWISE}),
        ("哪家公司赔了2.1万元", "该公司赔偿21,000元。", {SAME}),
        ("哪家公司融资3亿元", "该公司融资约2.98亿元。", {SAME}),  # rounded
        ("which firm paid $30m", "It paid $25m.", {OTHERWISE}),
        ("which firm paid $30m", "It paid $25m of the $40m it owed.", {UNSAID}),  # which of the two?
        ("which firm paid $30m", "It hired 25 people.", {UNSAID}),
    ],
)
def test_amounts_of_a_unit(question: str, sentence: str, expected: set[Agreement]) -> None:
    assert verdicts(question, sentence, "number") == expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("油价上调多少", "油价每吨下调140元。", {OTHERWISE}),
        ("出口多少", "进口2万亿元。", {OTHERWISE}),
        ("出口多少", "进口2万亿元，出口3万亿元。", {SAME}),
        ("环比增速", "CPI同比为0.1%。", {OTHERWISE}),
        ("女子铅球冠军", "男子铅球比赛中他夺得金牌。", {OTHERWISE}),
        ("多少人受伤", "事故造成3人死亡。", {OTHERWISE}),
        ("by how much did imports fall", "Exports fell by 3%.", {OTHERWISE, SAME}),
        ("why did the shares drop", "Shares rose after the report.", {OTHERWISE}),
        ("why did exports drop", "8月出口增长3%。", {OTHERWISE, SAME}),  # across languages
        ("did prices rise or fall", "Prices fell.", set()),  # that is what it asks
        ("油价多少", "油价每吨下调140元。", set()),
    ],
)
def test_opposites(question: str, sentence: str, expected: set[Agreement]) -> None:
    assert verdicts(question, sentence, "opposite") == expected


def test_a_rise_elsewhere_in_the_passage_does_not_undo_a_fall() -> None:
    passage = "大豆价格上涨5%。玉米价格下跌2%。"
    assert verdicts("玉米价格上涨多少", "玉米价格下跌2%。", "opposite", passage) == {OTHERWISE}


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("湖北有几条河超警", "湖南有10条河超警。", {OTHERWISE}),
        ("湖北有几条河超警", "武汉有2条河超警。", {UNSAID}),  # a city of it, not another province
        ("成都 房价", "郑州房价下降。", {OTHERWISE}),
        ("韩国出口多少", "日本出口下降。", {OTHERWISE}),
        ("美国出口多少", "日本对美出口下降。", {SAME}),
        ("South Korea exports", "日本出口下降。", {OTHERWISE}),
        ("Which French city hosts it?", "Lyon hosts it.", set()),
        ("exports of Germany", "German exports rose.", {SAME}),
        ("exports of Germany", "Exports of Spain rose.", {OTHERWISE}),
        ("what did he tell us", "He told Germany.", set()),
    ],
)
def test_places_of_one_level(question: str, sentence: str, expected: set[Agreement]) -> None:
    assert verdicts(question, sentence, "place") == expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("市长是谁", "副市长李明出席。", {OTHERWISE}),
        ("副市长是谁", "市长王强出席。", {OTHERWISE}),
        ("副市长是谁", "市长王强和副市长李明出席。", {SAME}),
        ("总经理是谁", "公司副总经理李明出席。", {OTHERWISE}),
        ("who is the mayor", "Deputy mayor Jo Ross spoke.", {OTHERWISE}),
        ("who is the mayor", "Mayor Jo Ross spoke.", {SAME}),
    ],
)
def test_a_deputy_does_not_hold_the_office(question: str, sentence: str, expected: set[Agreement]) -> None:
    assert verdicts(question, sentence, "role") == expected


def test_a_name_is_there_or_it_is_not() -> None:
    assert verdicts("《流浪地球》票房多少", "《满江红》票房45亿元。", "name") == {UNSAID}
    assert verdicts("How old is Michael Owen?", "Owen is 25.", "name") == {SAME}
    assert verdicts("How old is Michael Owen?", "欧文今年25岁。", "name") == set()  # in another script nothing is told


def test_the_words_of_both_are_told() -> None:
    found = constraints("2021年谁夺冠", "2022年陈雨菲夺冠。")
    assert found == (Constraint("time", "2021年", OTHERWISE, "2022年"),)


def test_features_are_shares_of_what_is_fixed() -> None:
    said = [Constraint("time", "", SAME), Constraint("place", "", UNSAID), Constraint("role", "", OTHERWISE)]
    assert features([*said, said[1]]) == {"otherwise": 1.0, "unsaid": 0.5, "said": 0.25}
    assert features(()) == {"otherwise": 0.0, "unsaid": 0.0, "said": 0.0}
