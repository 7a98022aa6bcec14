"""Copies that are cut, re-paragraphed or slightly reworded are known; reports by one template are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text.shingles import is_copy, sketch, wording

REPORT = (
    "新华社临江8月3日电（记者李明）临江市气象台3日发布消息，受台风外围云系影响，全市48小时平均降雨量达到163.5毫米，"
    "城区最大小时雨强72毫米。\n截至3日18时，全市共转移群众5480人，设立安置点36处，没有人员伤亡。\n市长王芳在会上说，"
    "要把保护群众生命放在第一位，尽快抢通中断的道路和电力。临江河洪峰水位24.86米，超过警戒水位0.86米，预计4日凌晨回落。\n"
    "水务部门已调集排涝泵车120台，对低洼路段进行抽排。学校和景区从4日起暂停开放，恢复时间另行通知。"
)
SHARE = (
    "截至2023年8月{day}日收盘，{name}({code})报收于{price}元，下跌0.9%，换手率1.01%，成交量{volume}手，成交额970.12万元。"
    "资金流向数据方面，主力资金净流出{flow}万元，游资资金净流入9.84万元。近5日资金流向一览见下表。该股主要指标及行业内排名"
    "如下。该股最近90天内共有3家机构给出评级，买入评级2家，增持评级1家，过去90天内机构目标均价为35.2元。"
)


def copied(one: str, other: str, title: str = "", other_title: str = "") -> bool:
    return is_copy(wording(title, one), wording(other_title, other))


def test_the_same_text_has_the_same_sketch_on_every_machine():
    assert min(sketch("", "今年夏天临江的雨特别多")) == 1025209484946661408


def test_spelling_is_folded_before_anything_is_compared():
    assert sketch("", "臺積電 第二季營收，成長!") == sketch("", "台积电第二季营收成长")


@pytest.mark.parametrize(
    "copy",
    [
        REPORT[: len(REPORT) // 3],
        REPORT[:98] + REPORT[-60:],
        REPORT.replace("\n", "").replace("。", "。\n\n"),
        REPORT.replace("消息", "讯息").replace("尽快", "尽早").replace("中断", "受阻").replace("调集", "调来"),
        "原标题：临江转移群众五千余人\n来源：央视新闻客户端\n" + REPORT + "\n返回搜狐，查看更多\n责任编辑：",
        "据央视新闻消息，" + REPORT[20:200],
    ],
)
def test_a_copy_is_known(copy):
    assert copied(REPORT, copy)
    assert copied(copy, REPORT)
    assert len(sketch("", REPORT) & sketch("", copy)) >= 2


def test_reports_by_one_template_are_no_copies():
    one = SHARE.format(day=9, name="万祥科技", code=301180, price=16.51, volume=5866, flow=34.91)
    other = SHARE.format(day=9, name="科力尔", code=2892, price=11.71, volume=13130, flow=2018.12)
    next_day = SHARE.format(day=10, name="万祥科技", code=301180, price=16.32, volume=4410, flow=12.07)
    assert not copied(one, other)
    assert not copied(one, next_day)
    assert copied(one, "股票行情快报\n" + one)


def test_the_same_warning_for_another_place_is_no_copy():
    warning = (
        "{}市气象台今天发布暴雨黄色预警信号，预计未来6小时{}市部分地区将出现50毫米以上降雨，请注意防范，减少外出。"
    )
    assert not copied(warning.format("厦门", "厦门"), warning.format("泉州", "泉州"))


def test_an_earlier_report_retold_as_background_is_no_copy():
    later = (
        "临江市纪委8月20日通报，市水务局原局长赵某因防汛物资采购受贿被立案审查，涉案金额318万元，目前案件正在进一步办理之中，"
        "相关人员已被停职。知情人士称，调查从7月底就已开始。另据通报，市水务局6名工作人员一并接受谈话。此前报道："
    ) + REPORT.replace("8月3日", "本月初")
    assert not copied(REPORT[:150] + "天气预报说4日还有中到大雨。", later)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("四川宜宾发生3.2级地震", "四川宜宾发生3.2级地震", True),
        ("四川宜宾发生3.2级地震", "四川宜宾发生4.1级地震", False),
        ("四川宜宾发生3.2级地震", "四川泸州发生3.2级地震", False),
        ("央行：下调存款准备金率0.25个百分点", "央行:下调存款准备金率0.25个百分点。", True),
    ],
)
def test_flashes_are_compared_by_headline(one, other, same):
    assert copied("", "", one, other) is same


def test_english_text_is_compared_by_words():
    text = (
        "The central bank raised its main rate by a quarter point to 5.25% on Thursday, the fourteenth rise in a row, "
        "and said that inflation would fall slowly. Seven members of the committee voted for it, two wanted none."
    )
    assert copied(text, "LONDON: " + text.replace("slowly", "gradually") + " Additional reporting by our staff.")
    assert not copied(text, text.replace("5.25%", "4.75%").replace("Thursday", "Tuesday").replace("fourteenth", "12th"))


def test_nothing_is_a_copy_of_an_article_without_words():
    assert sketch("", "……") == frozenset()
    assert not copied("……", REPORT)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_compared(one, other):
    assert all(0 <= each < 2**63 for each in sketch(one, other))
    assert copied(one, other) == copied(other, one)
