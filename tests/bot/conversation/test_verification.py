"""Which words ask no more than whether something said before is true."""

import pytest

from bot.conversation.verification import asks_if_true

ASKING = """
这是真的吗？|真的假的|真的吗|真假？|谣言吧|这个消息属实吗|求证|求辟谣|有这事？|真有这事吗|靠谱吗|谁报道的|什么时候的事|有人报道吗|有没有人报道|这条消息呢？
這是真的嗎|这条新闻是真的还是假的|是不是真的|这事儿是真的吗|是真是假|查一下|请问这是真的吗|哪家媒体报道的|有没有来源|信不信得过
is this true?|true?|fake?|source?|Really?!|is this real|fact check|who reports this|since when|Is it true or not?
any source?|Did this really happen?|is this fake news?|Has anyone reported this?|can you verify this|this?|🤔|
"""
NOT = """
特斯拉降价是真的吗|临江洪水转移了多少人？|死了几个人|他是谁|今天有什么新闻|谢谢|好的|多少钱|这是什么公司|为什么|来了|说|新闻
who won the marathon?|is Tesla real|what happened in Linjiang|this is a true story about love|why|how many died|/latest
"""


@pytest.mark.parametrize("words", ASKING.strip().replace("\n", "|").split("|"))
def test_whether_it_is_true_who_says_so_and_since_when(words: str) -> None:
    assert asks_if_true(words)


@pytest.mark.parametrize("words", NOT.strip().replace("\n", "|").split("|"))
def test_what_names_something_or_asks_for_something_else_is_a_question(words: str) -> None:
    assert not asks_if_true(words)
