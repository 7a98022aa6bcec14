"""Plain text as the store keeps it: one form for every source, and the language it is written in.

Every title and body that a parser of this package gives has been through `clean_text` or
`clean_line`, so nobody further on meets carriage returns, control characters or lone surrogates
(which SQLite refuses).
"""

from __future__ import annotations

import re
import unicodedata

from data.text.scripts import HAN, HANGUL, KANA
from data.text.stopwords import ONLY_ENGLISH

_BLANKS = " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
    # The joiners are part of an emoji or of an Arabic or Indic word; anywhere else they are dirt.
    "|(?<![\u0600-\u109f\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
_CJK = f"{HAN}{KANA}{HANGUL}\u3001-\u303f\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff40\uff5b-\uff60"
_QUOTES = "\u2018\u2019\u201c\u201d\u2026\u2014"  # Chinese and Latin alike: they need a CJK neighbour

# Chinese pages part paragraphs with blanks. A break is a run of two or more between CJK characters,
# or behind the end of a Chinese sentence, whatever comes next ("……完成。  2022年").
_PARAGRAPH = re.compile(
    f"(?:(?<=[{_CJK}])[{_BLANKS}]{{2,}}(?=[{_CJK}{_QUOTES}])"
    f"|(?<=[{_QUOTES}])[{_BLANKS}]{{2,}}(?=[{_CJK}])"
    f"|(?<=[。！？；])[{_BLANKS}]{{2,}})"
)
_RUN = re.compile(f"[{_BLANKS}]+")
_SENTENCE_END = re.compile(r"(?<=[。！？!?])(?=\S)|(?<=[.!?])\s+|\n")

_SCRIPTS = {
    "han": re.compile(f"[{HAN}]"),
    "kana": re.compile("[\u3041-\u309f\u30a1-\u30fa]"),
    "hangul": re.compile(f"[{HANGUL}]"),
}
_WORD = re.compile(r"[^\W\d_]+")


def clean_text(text: str) -> str:
    r"""`text` without invisible characters, composed (NFC), its paragraphs parted by exactly one "\n".

    Idempotent. Blanks at either end of a line go, runs of them become one space, or a paragraph break
    where a Chinese page meant one.
    """
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    lines = filter(None, (line.strip(_BLANKS) for line in text.split("\n")))
    return _RUN.sub(" ", _PARAGRAPH.sub("\n", "\n".join(lines)))


def clean_line(text: str) -> str:
    """`text` cleaned as `clean_text` does and put on one line: titles, names, sections."""
    return clean_text(text).replace("\n", " ")


def first_sentence(text: str, longest: int = 80) -> str:
    """The first sentence of a cleaned text, cut with "…" where it is longer than `longest` characters."""
    sentence = _SENTENCE_END.split(text, maxsplit=1)[0].strip()
    return sentence if len(sentence) <= longest else sentence[: longest - 1].rstrip() + "…"


def detect_language(text: str) -> str | None:
    """ "zh", "ja" or "ko" by the share of their scripts, "en" by its function words; None when unsure."""
    sample = text[:4000]
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = sum(map(len, words))
    counts = {name: len(script.findall(sample)) for name, script in _SCRIPTS.items()}
    asian = sum(counts.values())
    if letters and asian >= 0.3 * letters:
        return _asian_language(counts, asian)
    return "en" if _reads_english(words) else None


def language_of(said: str | None, text: str) -> str | None:
    """The language a source states ("zh-CN", "en_GB" -> "zh", "en"), else the one `text` shows."""
    stated = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", said or "")
    return stated[1].lower() if stated else detect_language(text)


def _asian_language(counts: dict[str, int], asian: int) -> str:
    # Chinese news quotes Japanese and Korean names; Japanese cannot do without kana.
    if counts["hangul"] >= 0.5 * asian:
        return "ko"
    return "ja" if counts["kana"] >= 0.15 * asian else "zh"


def _reads_english(words: list[str]) -> bool:
    found = [word for word in words if word in ONLY_ENGLISH]
    return len(set(found)) >= 2 and len(found) >= 0.08 * len(words)
