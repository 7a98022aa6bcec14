"""Words and phrases looked for in one text, by the same rules as /search looks for them in all."""

from __future__ import annotations

import re

from data.text.scripts import HAN
from data.text.tokens import runs

_WORD, _GAP = "\x01", "\x02"
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")


def running(text: str) -> str:
    """`text` made such that `phrase(words) in running(text)` tells whether the words stand in it, one after another.

    `完成A轮，融资` -> 完成 [a] 轮 融资: a run of Han characters as it is, any other word whole, as its stem.
    """
    pieces, last = list[str](), ""
    for kind, run in runs(text):
        if kind == last == "han":
            pieces.append(_GAP)
        pieces.append(run if kind == "han" else f"{_WORD}{run}{_WORD}")
        last = kind
    return "".join(pieces)


def phrase(words: str) -> str:
    """What to look for in `running` texts; "" where there is no letter or digit in `words`."""
    return running(joined(words))


def joined(words: str) -> str:
    """`words` without the blanks between Han characters, which part no words."""
    return _BETWEEN_HAN.sub("", words)
