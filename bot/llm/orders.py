"""What in a passage speaks to a model instead of telling news, and the passage without it.

An article can hold orders ("ignore all instructions", 忽略以上指令), put there or quoted. They are neither shown
to the model nor taken as evidence, so a sentence that obeys one has nothing to stand on. From an order to the
end of its paragraph everything goes. What slips through is still fenced as data (prompt), and checked (checks).
"""

from __future__ import annotations

import re

from data.text.passages import split_sentences

_ORDER = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|不要遵守|不用管|跳过).{0,16}?(?:指令|指示|要求|规则|提示|设定|命令|约束|限制)"
    r"|系统提示|提示词|(?:现在)?你(?:现在)?(?:是|扮演|作为)(?:一个|一名|一位)?.{0,8}?(?:助手|模型|机器人|人工智能|AI)"
    r"|作为(?:一个|一名)?(?:AI|人工智能|语言模型)"
    r"|^\W*(?:请|你?必须|务必|直接|只需?|现在)*(?:回答|回复|输出|打印|复述|写[下出道]?|说)[^，。]{0,6}?[：:“\"「『]"
    r"|\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}?\b(?:instructions?|prompts?|rules?|above|previous|prior)\b"
    r"|\bsystem prompt\b|\bas an ai\b"
    r"|\byou are (?:now )?(?:an? |the )?(?:\w+ ){0,3}(?:assistant|model|ai|bot|chatbot)\b"
    r"|^\W*(?:please |now |instead,? |you must |just |only )*"
    r"(?:write|say|answer|reply|respond|output|print|repeat)(?![-\w])"
    r"|\b(?:answer|reply|respond|output|say|write)(?: only| exactly| just)? ?(?:with )?[:：]"
    r"|<\|?/?(?:im_start|im_end|system|user|assistant|endoftext|inst)\b|\[/?INST\]|^#+ ?(?:instructions?|system)\b",
    re.IGNORECASE,
)


def without_orders(text: str) -> str:
    """`text` verbatim but for orders to a model; "" where nothing else stands in it."""
    return "\n".join(filter(None, map(_news_of, text.split("\n"))))


def _news_of(paragraph: str) -> str:
    for span in split_sentences(paragraph):
        if _ORDER.search(span.of(paragraph)):
            return paragraph[: span.start].rstrip()
    return paragraph
