"""One skeleton for Cyrillic, Kazakh without its letters and every Latin habit; and words folded to a prefix.

The table follows what was measured: і ы и й y ı fold to one sign, ә and а to another, and so on, so that
«қызмет», «кызмет», «qyzmet» and «kyzmet» are one word. A prefix of five letters does the work of a stemmer.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

PREFIX = 5

# Signs with a sound of their own that Latin spells with two letters; longest first.
_DIGRAPHS = {
    "shch": "ш", "sch": "ш", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ts": "ц", "gh": "г", "ng": "н",
    "ya": "йа", "yu": "йу", "yo": "йо", "ye": "е", "ia": "йа", "iu": "йу",
}  # fmt: skip

_SIGNS = {
    # і ы и й, all of them и in the end; those that may be no syllable of their own are й until then
    "і": "и", "и": "и", "i": "и", "ї": "и", "í": "и", "ı": "и", "ы": "й", "й": "й", "y": "й", "j": "ж", "ý": "у",
    # у ұ ү
    "у": "у", "ұ": "у", "ү": "у", "u": "у", "ú": "у", "ū": "у", "ü": "у", "w": "у",
    "қ": "к", "к": "к", "k": "к", "q": "к", "c": "к",
    "ғ": "г", "г": "г", "g": "г", "ǵ": "г", "ğ": "г",
    "ң": "н", "н": "н", "n": "н", "ñ": "н", "ŋ": "н",
    "ө": "о", "о": "о", "o": "о", "ö": "о", "ó": "о",
    "ә": "а", "а": "а", "a": "а", "ä": "а", "á": "а", "ə": "а",
    "һ": "х", "х": "х", "h": "х", "x": "х",
    "ж": "ж", "ш": "ш", "щ": "ш", "ş": "ш", "š": "ш", "ч": "ч", "ç": "ч", "č": "ч", "ц": "ц",
    "э": "е", "е": "е", "e": "е", "ё": "йо", "я": "йа", "ю": "йу",
    "б": "б", "b": "б", "в": "в", "v": "в", "д": "д", "d": "д", "з": "з", "z": "з", "л": "л", "l": "л",
    "м": "м", "m": "м", "п": "п", "p": "п", "р": "р", "r": "р", "с": "с", "s": "с", "т": "т", "t": "т",
    "ф": "ф", "f": "ф", "ь": "", "ъ": "", "'": "", "’": "", "`": "", "ʼ": "", "‘": "",
}  # fmt: skip

_WORD = re.compile(r"[^\W_]+(?:['’`ʼ‘][^\W_]+)*")
_DIGRAPH = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_DOUBLED = re.compile(r"([^и])\1+")
# «киім» keeps its two syllables, else it would be «кім»; «сый» and «сый-ы» have one, however they are spelt.
_TWO_SYLLABLES = re.compile(r"ий+и|иии+")
_ONE_SYLLABLE = re.compile(r"и?й+и?")
# 4 and 6 stand for ч and ш inside a Latin or Cyrillic word («4to», «6аруа»); a number alone stays a number.
_DIGIT_LETTERS = {"4": "ч", "6": "ш", "9": "йа"}


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text as matches, so that a reader of them knows where each stands."""
    return _WORD.finditer(text)


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The sound of one word, written in a small Cyrillic alphabet; empty where no letter or digit is left."""
    word = unicodedata.normalize("NFC", word.casefold())
    if word.isdigit():
        return word
    if any(digit in word for digit in _DIGIT_LETTERS):
        word = "".join(_DIGIT_LETTERS.get(sign, sign) for sign in word)
    if not word.isascii() or word.isalpha():
        word = _DIGRAPH.sub(lambda found: _DIGRAPHS[found[0]], word)
    signs = "".join(_SIGNS.get(sign, sign if sign.isalnum() else "") for sign in word)
    syllables = _ONE_SYLLABLE.sub("и", _TWO_SYLLABLES.sub("ии", signs))
    return _DOUBLED.sub(r"\1", syllables)


def skeletons(text: str) -> list[str]:
    """The skeleton of every word of a text, in order; nothing for a word without letters."""
    return [found for found in (skeleton(match[0]) for match in words(text)) if found]


def folded_words(text: str) -> list[str]:
    """Every word of a text as a folded prefix, in order."""
    return [word[:PREFIX] for word in skeletons(text)]
