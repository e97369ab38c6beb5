"""A text without the signs that a reader does not see: copied from Word, PDF or a site, words carry them inside.

Soft hyphens, joiners and stress marks go, a word cut at the end of a line is put together, letters in parts become one sign each.
"""

import re
import unicodedata

# Fast to look for: most texts have none of these, and stay as they are.
_SUSPECT = re.compile(
    "[\u00ad\u0300-\u036f\u0450\u045d\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff"
    "\ufb00-\ufb06\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uff10-\uff5a\U0001d400-\U0001d7ff\U000e0000-\U000e0fff]"
    r"|[^\W\d_][-\u2010\u2011][ \t]*\r?\n"
)
_CUT_AT_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\u2011]+[ \t\u00a0]*\r?\n[ \t\u00a0]*(?=[^\W\d_])")
# A stress mark over a Cyrillic letter, as a sign of its own: «и́», «ѐ». Ё and й carry other marks.
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")
_MARKS = re.compile("[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")
_DRESSED = re.compile("[\ufb00-\ufb06\uff10-\uff5a\U0001d400-\U0001d7ff]")


def plain(text: str) -> str:
    """The same words in plain signs: no invisible sign, no stress mark, no word cut at a line's end, every letter one sign."""
    if (text.isascii() and "-" not in text) or not _SUSPECT.search(text):
        return text
    text = "".join(sign for sign in _CUT_AT_LINE_END.sub("", text) if unicodedata.category(sign) != "Cf")
    text = unicodedata.normalize("NFC", _STRESS.sub("", unicodedata.normalize("NFD", text)))
    return _DRESSED.sub(_undressed, _MARKS.sub("", text))


def _undressed(sign: re.Match[str]) -> str:
    """A letter or digit in bold, full width or a ligature as it is typed."""
    return unicodedata.normalize("NFKC", sign[0])
