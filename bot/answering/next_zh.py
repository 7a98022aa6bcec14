"""What a Chinese article can be asked next: a clause of it with its figure, date or name asked for instead.

Chinese asks in place: `临江水文站水位涨到23.70米` -> `临江水文站水位涨到多少米?`. Only clauses are taken that say
something of a name and stand alone, so that what is left is a sentence somebody might say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from bot.answering.wondering import Wondered
from bot.understanding.entities import groups, phrases

_CLAUSE = re.compile(r"[^，。！？；：\n“”‘’「」『』（）()\[\]【】《》,;:!?—…]+")
_WHOLE_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_SHORTEST, _LONGEST = 7, 24  # characters of a question
_SHORTEST_NAME = 3  # shorter ones are seldom names, whatever a dictionary says
_NUMBER = r"\d[\d.]*"
_UNITS = (
    "人|名|位|头|只|家|套|辆|台|架|艘|件|起|篇|部|座|所|张|条|场|吨|公斤|千克|公里|千米|厘米|米|亩|公顷|平方米|平方公里"
    "|元|美元|欧元|英镑|日元|港元|岁|个(?!月)|分钟|小时|天|票"
)
_FIGURE = re.compile(
    rf"(?P<about>大约|约|近|超过|超|逾|至少|不到)?(?P<number>{_NUMBER})(?P<scale>[十百千万亿]+)?(?:多|余)?(?P<unit>{_UNITS}|[%％])"
)
_ANY_NUMBER = re.compile(r"\d+")
_DAY = re.compile(r"\d{4}年|\d{1,2}月(?:份)?|\d{1,2}日|第[一二三四]季度")
_DATE = re.compile(
    r"(?P<will>将)?(?:于|在)(?:今年|明年)?(?P<date>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年)(?:上午|下午|晚)?"
    r"(?![当的前后以至到起末底初中])"
)
_ROLES = (
    "首席执行官|首席财务官|首席技术官|董事长|副董事长|总裁|副总裁|总经理|创始人|行长|部长|外长|市长|省长|州长|校长|院长|所长|会长"
    "|秘书长|馆长|局长|主席|总理|首相|总统|发言人|主教练|队长"
)
_WHO = re.compile(
    rf"^(?P<of>(?:(?![由和与及在对])[\u4e00-\u9fffA-Za-z0-9]){{2,16}}?)(?P<role>(?:新闻)?(?:{_ROLES}))"
    r"(?P<rest>[\u4e00-\u9fff·]{2,12})"
)
_BECAUSE = re.compile(r"^(?:主要)?(?:原因是|这是因为|是因为)")
_NO_START = re.compile(
    r"^(?:原?标题|[其该这那此本我你他她它咱图如若虽但而并且也还又据因由从对在当每有是]|大家|记者|来源|编辑|责任)"
)
_DANGLING = re.compile(
    r"[其该此这那她他某]|[的地得和与及或把被将向从对以了讯电报]$|显示|表示|指出|公告|记者|之间|(?:前|原|候任)\w{2,4}是谁"
)


def wondered(body: str) -> Iterator[Wondered]:
    """In the order of the text."""
    for sentence in _WHOLE_SENTENCE.finditer(body):
        clauses = [match.group().strip() for match in _CLAUSE.finditer(sentence.group())]
        for at, clause in enumerate(clauses):
            following = clauses[at + 1] if at + 1 < len(clauses) else ""
            yield from filter(None, (_who(clause), _how_many(clause), _when(clause), _why(clause, following)))


def _how_many(clause: str) -> Wondered | None:
    found = list(_FIGURE.finditer(clause))
    if len(found) != 1 or _ANY_NUMBER.search(_DAY.sub("", clause.replace(found[0].group(), "", 1))):
        return None
    match = found[0]
    before, after = clause[: match.start()], clause[match.end() :]
    if not (_is_said_of_a_name(before) and _ends_in_verb(before) and len(after) <= 8) or before.endswith("第"):
        return None
    unit = "" if match["unit"] in "%％" else match["unit"]
    return _asked(f"{before}多少{unit}{after}", match["number"])


def _when(clause: str) -> Wondered | None:
    match = _DATE.search(clause)
    if match is None or len(_ANY_NUMBER.findall(clause)) != len(_ANY_NUMBER.findall(match["date"])):
        return None
    before, after = clause[: match.start()], clause[match.end() :]
    if len(after) < 2 or not _is_said_of_a_name(before) or _has_verb(before):
        return None
    return _asked(f"{before}{match['will'] or ''}在什么时候{after}", match["date"])


def _who(clause: str) -> Wondered | None:
    match = _WHO.match(clause)
    if match is None or not _is_said_of_a_name(match["of"]) or _has_verb(match["of"]):
        return None
    word, tag = next(((word, tag) for word, tag in rjieba.tag(match["rest"])), ("", ""))
    if tag not in ("nr", "nrt", "nrfg") or not 2 <= len(word) <= 5:
        return None
    return _asked(f"{match['of']}{match['role']}是谁", word)


def _why(clause: str, following: str) -> Wondered | None:
    reason = _BECAUSE.sub("", following)
    if reason == following or len(reason) < 4 or _ANY_NUMBER.search(clause) or not _is_said_of_a_name(clause):
        return None
    return _asked(f"为什么{clause}", reason[:6]) if _has_verb(clause) else None


def _asked(question: str, answer: str) -> Wondered | None:
    if not _SHORTEST <= len(question) <= _LONGEST or _DANGLING.search(question):
        return None
    return Wondered(f"{question}？", answer)


def _is_said_of_a_name(text: str) -> bool:
    """Whether a name is what it speaks of first."""
    rest = _DAY.sub("", text)
    if _NO_START.match(rest):
        return False
    first = next(iter(groups(phrases(rest))), None)
    if not first or first[0].start > 0 or first[-1].end < _SHORTEST_NAME:
        return False
    return any(each.kind == "place" or (each.kind in ("name", "title") and len(each.text) > 2) for each in first)


def _has_verb(text: str) -> bool:
    return any(tag == "v" for _, tag in rjieba.tag(text))


def _ends_in_verb(text: str) -> bool:
    """`转移了`, `涨到`, `达`: what a figure can follow."""
    tagged = [(word, tag) for word, tag in rjieba.tag(text)]
    while tagged and tagged[-1][0] in ("了", "到", "至", "为", "出", "过", "达", "共", "已", "达到", "有"):
        word, _ = tagged.pop()
        if word in ("为", "达", "达到", "有"):
            return bool(tagged)
    return bool(tagged) and tagged[-1][1] in ("v", "vn") and len(tagged) > 1
