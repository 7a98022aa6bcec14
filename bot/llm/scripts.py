"""Whether a text is written in Chinese characters or in another script, names and quotations in it aside."""

from __future__ import annotations

import re

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_OTHER_WORD = re.compile("[^\\W\\d_\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def is_han(text: str) -> bool:
    """Whether `text` has more Han characters than words of other scripts: a BYD in it does not make it English."""
    return len(_HAN.findall(text)) > len(_OTHER_WORD.findall(text))
