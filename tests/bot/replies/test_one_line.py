"""What an article says in one line: a sentence of facts, no dateline, no title twice."""

from __future__ import annotations

import pytest

from bot.replies.one_line import lead, one_line
from data.models import Article
from data.text.passages import width


def article(title: str, body: str) -> Article:
    return Article(1, title, body, None, None, None, None, None, "zh")


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        ("永定河洪水水头到达天津", "据央视新闻消息，8月1日22时10分，洪水水头抵达天津。", "永定河洪水水头到达天津"),
        ("洪峰过境", "洪峰今天过境，转移了5480人。", "洪峰今天过境，转移了5480人"),
        ("4人被查", "湖北省公安厅一名副总队长接受监察调查。", "4人被查：湖北省公安厅一名副总队长接受监察调查"),
        ("为何涨价？", "中新网北京8月1日电 (记者 张三)近日，国际油价升破每桶80美元。", "国际油价升破每桶80美元"),
        ("揭秘", "图为活动现场。央行宣布下调存款准备金率半个百分点。", "央行宣布下调存款准备金率半个百分点"),
        ("无正文", "", "无正文"),
        (
            "Rates",
            "LONDON (Reuters) - The central bank held its rates on Thursday.",
            "The central bank held its rates on Thursday",
        ),
        ("Ranieri sacked", "Claudio Ranieri was sacked by Valencia.", "Claudio Ranieri was sacked by Valencia"),
        ("Karachi stocks hit a historic high", "The exchange rose.", "Karachi stocks hit a historic high"),
    ],
)
def test_the_title_where_it_tells_what_happened_else_the_first_sentence_that_does(
    title: str, body: str, told: str
) -> None:
    assert one_line(article(title, body)) == told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("原标题：纳指跌0.55%，美国超导暴涨超50%中新经纬8月1日电 1日晚间，美股分化", "纳指跌0.55%，美国超导暴涨超50%"),
        ("嘉兴夏季治安整治行动成效明显嘉兴夏季治安整治行动成效明显 来源：嘉兴日报", "嘉兴夏季治安整治行动成效明显"),
        ("新京报讯（记者张三）房山部分基站出现故障。移动公司已组织抢修。", "房山部分基站出现故障"),
        ("IT之家 8 月 1 日消息，上汽大众今日宣布订单量突破一万辆。", "上汽大众今日宣布订单量突破一万辆"),
    ],
)  # fmt: skip
def test_a_title_made_of_the_first_words_of_the_text_is_none(body: str, told: str) -> None:
    assert one_line(article(body[:24], body)) == told


def test_a_long_one_is_told_without_what_it_opens_with() -> None:
    told = "工业和信息化部组织北京、天津、河北、山西、上海、浙江等省市召开防汛通信的调度会"
    body = f"为贯彻会议精神，8月1日，{told}。"
    assert one_line(article(body[:24], body)) == told


def test_a_long_one_ends_with_a_clause() -> None:
    text = "河水涨到了二十四米，学校和工厂都停了课，五千多人被转移到高处，桥上不许再走车，救援队从三个城市赶来。"
    line = one_line(article("河水", text))
    assert line == "河水涨到了二十四米，学校和工厂都停了课，五千多人被转移到高处，桥上不许再走车…"
    assert width(line) <= 41
    two = "河水涨到了二十四米，学校和工厂都停了课。五千多人被转移到高处，桥上不许再走车，救援队赶来了。"
    assert one_line(article(two, "")) == "河水涨到了二十四米，学校和工厂都停了课"


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        ("洪水", "新华社北京6月24日电（记者 张三）河水涨到24米。学校停课。", "河水涨到24米。"),
        ("河水涨到24米", "河水涨到24米\n全市转移了五千多人。", "全市转移了五千多人。"),
        ("公司", "公司将于6月24日发布新手机，售价三千元。", "公司将于6月24日发布新手机，售价三千元。"),
        ("Rates", "The Fed held rates. More to come.", "The Fed held rates."),
        ("无正文", "", ""),
    ],
)
def test_a_lead_is_the_first_sentence_that_says_more_than_the_title(title: str, body: str, told: str) -> None:
    assert lead(article(title, body)) == told
