"""What a question asks for, and which words are of that kind."""

import pytest

from bot.question.answer_type import AnswerType, asked_kind, has_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Rainforest这轮融资拿到多少钱?", "money"),
        ("這款手機賣多少錢？", "money"),
        ("电影票价是多少", "money"),
        ("How much did the bridge cost?", "money"),
        ("How many dollars were stolen?", "money"),
        ("出口增速是多少？", "share"),
        ("失业率降了几个百分点?", "share"),
        ("By how much did sales fall?", "share"),
        ("What percentage of voters turned out?", "share"),
        ("博览会什么时候开幕？", "time"),
        ("列車幾點發車?", "time"),
        ("When did the ferry sink?", "time"),
        ("How long was the strike?", "time"),
        ("转移了多少人？", "number"),
        ("比分是多少", "number"),
        ("How many people died?", "number"),
        ("地铁为什么停运？", "reason"),
        ("為什麼停電", "reason"),
        ("为什么票价上涨？", "reason"),
        ("Why was the match called off?", "reason"),
        ("Why did the price rise?", "reason"),
        ("谁当选市长？", "person"),
        ("誰贏了冠軍", "person"),
        ("Who scored the winner?", "person"),
        ("总部在哪里?", "place"),
        ("哪个国家举办了峰会", "place"),
        ("Where was it held?", "place"),
        ("事故原因造成多少人死亡?", "number"),
        ("市长说了什么？", "other"),
        ("What did the mayor say?", "other"),
        ("比亚迪", "other"),
        ("", "other"),
    ],
)
def test_the_question_words_say_what_is_asked_for(question: str, kind: AnswerType) -> None:
    assert asked_kind(question) == kind


@pytest.mark.parametrize(
    ("kind", "of_it", "not_of_it"),
    [
        ("money", "金额为4500万美元", "共有13个品牌"),
        ("money", "罰款三千元", "罰款很重"),
        ("money", "a fine of £2.4bn", "a fine of a size never seen"),
        ("money", "it cost 30 million yuan", "it held 30 people"),
        ("share", "增长4.5%", "增长45万人"),
        ("share", "下降兩成", "下降兩次"),
        ("share", "up 3 per cent", "up 3 places"),
        ("time", "8月10日开幕", "在北京开幕"),
        ("time", "the trams run again on Monday", "the trams run again"),
        ("time", "发布会在下午举行", "发布会在馆内举行"),
        ("number", "转移了5480人", "转移了很多人"),
        ("number", "twelve people were hurt", "people were hurt"),
        ("reason", "因暴雨停运", "全线停运"),
        ("reason", "closed because of rain", "closed all day"),
    ],
)
def test_words_of_the_kind_are_told_from_others(kind: AnswerType, of_it: str, not_of_it: str) -> None:
    assert has_kind(of_it, kind) is True
    assert has_kind(not_of_it, kind) is False


@pytest.mark.parametrize("kind", ["person", "place", "other"])
def test_of_a_person_or_a_place_words_do_not_tell(kind: AnswerType) -> None:
    assert has_kind("王芳在北京", kind) is None
