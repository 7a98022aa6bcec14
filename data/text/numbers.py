"""Numbers that are written in words: Chinese numerals and English number words, to their values.

Both as people say them: 两万三 leaves its last unit out, "half a million" its digits. A range (两三万) is no number.
"""

from __future__ import annotations

import re
from fractions import Fraction

# -- Chinese

_DIGITS = "零一二三四五六七八九"
_VALUES = {char: value for value, char in enumerate(_DIGITS)} | {"两": 2}
_PLAIN = str.maketrans({  # traditional, financial, run together
    "〇": "零", "○": "零", "萬": "万", "億": "亿", "兩": "两", "俩": "两", "倆": "两", "仨": "三", "廿": "二十",
    "卅": "三十", "卌": "四十", "壹": "一", "贰": "二", "貳": "二", "叁": "三", "參": "三", "叄": "三", "参": "三",
    "肆": "四", "伍": "五", "陆": "六", "陸": "六", "柒": "七", "捌": "八", "玖": "九", "拾": "十", "佰": "百",
    "仟": "千",
})  # fmt: skip
_NUMERAL = r"(?:[一二两三四五六七八九]|\d+(?:\.\d+)?)"
_SMALL = re.compile(
    rf"(?:(?P<thousands>{_NUMERAL})千)?(?:零?(?P<hundreds>{_NUMERAL})百)?(?:零?(?P<tens>{_NUMERAL})?(?P<ten>十))?"
    rf"(?:(?P<gap>零)?(?P<last>{_NUMERAL}))?"
)
_IN_A_ROW = re.compile(f"[{_DIGITS}]+")

_DIGIT = "[零〇○一二两三四五六七八九]"
_ROW = rf"{_DIGIT}(?:{_DIGIT}|0(?={_DIGIT}))*+"
_PART = rf"(?:{_ROW}[十百千]?+|[廿卅卌]|十(?![分足]))[万亿]{{0,2}}+"
_EACH = "(?<=[百千万亿])一[个位张平晚人年月天次斤吨套只件台部辆顿份杯瓶公米股桶度条支]"  # 三千一晚 is 3000 a night
_POINT = rf"点(?!{_DIGIT}?[十刻]|[零〇○]{_DIGIT}分)(?={_DIGIT})"  # 三点二十 and 三点零五分 are times of day
_LARGE_FORM = "壹贰叁参肆伍陆柒捌玖"
CHINESE = (
    rf"(?:{_PART}(?:{_POINT}{_PART}|(?!{_EACH}){_PART}){{0,20}}+(?:个亿)?|[俩仨]"
    rf"|[{_LARGE_FORM}](?:[{_LARGE_FORM}零万亿]*[拾佰仟][{_LARGE_FORM}零万亿拾佰仟]*+|[万亿]++(?=[元圆])))"
)
"""A pattern for a Chinese numeral in a folded text; it begins with a digit or 十, so that 万科 and 百姓 are none."""


def chinese_value(run: str) -> Fraction | None:
    """`三百二十` -> 320, `两万三` -> 23000, `二〇二二` -> 2022, `二点四亿` -> 240000000, `3.5万` -> 35000.

    None where it is no number, or only about how many there are: 两三万, 十七八.
    """
    plain = re.sub(f"(?<=[{_DIGITS}])0(?=[{_DIGITS}])", "零", run.translate(_PLAIN)).replace("个亿", "亿")
    return _value(plain)


def _value(run: str) -> Fraction | None:
    whole, point, decimals = run.rpartition("点")
    if point and _IN_A_ROW.fullmatch(decimals):
        value = _value(whole)
        return None if value is None else value + Fraction(f"0.{_in_a_row(decimals)}")
    for name, worth in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = run.rpartition(name)
        if found:
            above, below = _value(head), _behind(tail, worth)
            return None if above is None or below is None or below >= worth else above * worth + below
    return _below_ten_thousand(run)


def _behind(tail: str, worth: int) -> Fraction | None:
    """What stands behind 万 or 亿: 三 of 两万三 is 三千, 三千 of 两亿三千 is 三千万."""
    if not tail.strip("零"):
        return Fraction(0)
    if worth == 10**8 and tail[1:2] == "千" and "万" not in tail:
        return _value(f"{tail}万")
    left_out = worth // 10 if len(tail) == 1 else 1
    value = _value(tail.lstrip("零"))
    return None if value is None else value * left_out


def _below_ten_thousand(run: str) -> Fraction | None:
    if _IN_A_ROW.fullmatch(run):
        return None if _is_range(run) else Fraction(_in_a_row(run))
    match = _SMALL.fullmatch(run) if run else None
    if match is None:
        return None
    thousands, hundreds, tens, last = map(_number, match.group("thousands", "hundreds", "tens", "last"))
    if match["ten"] and not match["tens"]:
        tens = Fraction(1)
    return thousands * 1000 + hundreds * 100 + tens * 10 + last * _left_out(match)


def _left_out(match: re.Match[str]) -> int:
    """The unit of a last digit: 五 of 三千五 is 五百, but 五 of 三千零五 and 三千一十五 is 五."""
    if match["gap"] or match["ten"] or len(match["last"] or "") != 1:
        return 1
    return 10 if match["hundreds"] else 100 if match["thousands"] else 1


def _number(written: str | None) -> Fraction:
    return Fraction(_VALUES.get(written, written)) if written else Fraction(0)


def _in_a_row(digits: str) -> str:
    return "".join(str(_VALUES[char]) for char in digits)


def _is_range(digits: str) -> bool:
    """三四 is three or four; 九八, 一一九 and 一九九八 are written digit by digit."""
    return len(digits) > 1 and (digits in _DIGITS[1:] or digits == "三五")


# -- English

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ROUND = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS: dict[str, int | str] = {name: value for value, name in enumerate(("zero", *_ONES, *_TEENS))}
_WORDS |= {name: 10 * at for at, name in enumerate(_ROUND, 2)} | {"half": "0.5", "quarter": "0.25"}
_TIMES = {"hundred": 100, "dozen": 12, "oh": 100}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NUMBER_WORDS = frozenset((*_ONES, *_TEENS, *_ROUND, "hundred", "thousand", "million", "billion", "trillion"))
ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

_ONE, _TEEN, _TEN, _SCALE = (rf"(?:{'|'.join(names)})\b" for names in (_ONES, _TEENS, _ROUND, ENGLISH_SCALES))
_UNDER_100 = rf"(?:{_TEN}(?:[\s-]{_ONE})?|{_TEEN}|{_ONE})"
_UNDER_1000 = rf"(?:(?:{_UNDER_100}|a)[\s-]hundred\b(?:[\s-](?:and\s)?{_UNDER_100})?|{_UNDER_100})"
_HALF = (  # of two and a half, two point five
    rf"(?:[\s-]and[\s-](?:a[\s-](?:half|quarter)|three[\s-]quarters)\b|\spoint(?:\s(?:zero|oh|{_ONE}))+)"
)
_LARGE = rf"(?:{_UNDER_1000}{_HALF}?|an?)[\s-]{_SCALE}(?:[\s-](?:and\s)?{_UNDER_1000}[\s-]{_SCALE})*"
_THREE_QUARTERS = re.compile(r"three[\s-]quarters")
_POINT_SAID = re.compile(rf"\spoint((?:\s(?:zero|oh|{_ONE}))+)")
_FORMS = (
    rf"(?:half|(?:a\s)?quarter|three[\s-]quarters)[\s-](?:of\s)?(?:an?\s)?(?:dozen|hundred|{_SCALE})",
    rf"(?:{_UNDER_100}|an?)\sdozen",
    rf"{_LARGE}(?:{_HALF}|[\s-](?:and\s)?{_UNDER_1000})?",
    rf"(?:(?:fif|six|seven|eigh|nine)teen|twenty)[\s-](?:{_TEN}(?:[\s-]{_ONE})?|{_TEEN}|oh[\s-]{_ONE})",  # a year
    rf"(?:{_UNDER_1000}|zero){_HALF}",
    rf"(?!one\b(?![\s-]hundred)){_UNDER_1000}",
    "zero",
)
_NTH = (  # but second, which is also a unit
    rf"(?:{'|'.join(name for name in ORDINALS if name != 'second')}|quarters"
    r"|(?:eleven|twelf|\w+teen|\w+tie|hundred|thousand|million|billion)th)"
)
_ORDINAL_GOES_ON = (
    rf"-{_NTH}s?\b|\s(?:{_NTH}s|(?:hundred|thousand|million|billion)th)\b"
    rf"|(?<=hundred|housand|million|billion)\sand\s(?:{_NTH}|second)\b"
    rf"|(?<=ty)(?:-second|\s(?:{_NTH}|second))\b(?!-)"
)
ENGLISH = rf"(?>(?:{'|'.join(_FORMS)})\b)(?!{_ORDINAL_GOES_ON})"
"""A pattern for English number words in lower case; "one" alone is none, nor is "twenty-first" or "two thirds"."""


def english_value(words: str) -> Fraction:
    """`twenty-one` -> 21, `two hundred and five thousand` -> 205000, `half a million` -> 500000, `hundred` -> 100."""
    total, section, scale = Fraction(0), Fraction(0), Fraction(1)
    for word in re.split(r"[\s-]+", _POINT_SAID.sub(_in_digits, _THREE_QUARTERS.sub("0.75", words))):
        if word in ENGLISH_SCALES:
            scale = Fraction(ENGLISH_SCALES[word])
            total, section = total + (section or 1) * scale, Fraction(0)
        elif word in _TIMES:
            section = (section or Fraction(1)) * _TIMES[word]
        elif word in _WORDS or word[:1].isdigit():
            value = Fraction(_WORDS.get(word, word))
            section = section * (100 if 15 <= section <= 20 and value >= 10 else 1) + value  # nineteen ninety-eight
    return total + section * (scale if section < 1 else 1)  # a million and a half


def _in_digits(point: re.Match[str]) -> str:
    return " 0." + "".join(str(_WORDS.get(word, 0)) for word in point[1].split())
