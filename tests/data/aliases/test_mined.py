"""Names that articles give themselves: the pair is right, or there is none."""

from __future__ import annotations

import pytest

from data.aliases.mined import mine


@pytest.mark.parametrize(
    ("body", "pairs"),
    [
        ("据国际能源署（IEA）称，需求上升。", [("国际能源署", "IEA")]),
        ("世界卫生组织(WHO)发布报告。", [("世界卫生组织", "WHO")]),
        ("苹果首席财务官卢卡·马斯特里（Luca Maestri）说。", [("马斯特里", "Luca Maestri"), ("马斯特里", "Maestri")]),
        ("俄罗斯央行行长纳比乌林娜（Elvira Nabiullina）表示", [("纳比乌林娜", "Elvira Nabiullina")]),
        ("天弘基金管理有限公司（以下简称“天弘基金”）公告", [("天弘基金管理有限公司", "天弘基金")]),
        ("中国生物多样性保护与绿色发展基金会（简称：中国绿发会、绿会）", []),  # 与: where it begins is not plain
        ("新游戏Hi-Fi Rush（完美音浪）上线", [("完美音浪", "Hi-Fi Rush")]),
        ("the Securities and Exchange Commission (SEC) said", [("Securities and Exchange Commission", "SEC")]),
        ("the Food and Agriculture Organisation (FAO)", [("Food and Agriculture Organisation", "FAO")]),
    ],
)
def test_a_name_and_its_other_name_are_found(body, pairs):
    assert mine("标题", body) == pairs


@pytest.mark.parametrize(
    "body",
    [
        "新华社北京7月1日电（记者张三）",
        "某某科技有限公司（以下简称“公司”）",  # in the next article it is another one
        "爱马仕（HESAY.US）上涨",
        "资料图（IC Photo）",
        "比去年同期（下同）增长",
        "Andy Robinson (England) and Jones (Wolves) scored",
        "a report (PDF) of the Bank (US)",
        "苹果（",
        "（）()（以下简称“”）",
        "",
    ],
)
def test_other_brackets_give_nothing(body):
    assert mine("标题", body) == []


def test_the_title_counts_and_a_pair_comes_once():
    assert mine("国际能源署（IEA）报告", "国际能源署（IEA）。国际能源署（IEA）。") == [("国际能源署", "IEA")]


def test_a_long_text_without_names_takes_no_time():
    assert mine("", "word " * 50_000 + "(x" * 20_000 + "（" * 20_000 + "字" * 50_000) == []
