"""One skeleton for Cyrillic, Kazakh without its letters and every Latin habit; and words folded to a prefix.

The table follows what was measured: і ы и й y ı fold to one sign, ә and а to another, and so on, so that
«қызмет», «кызмет», «qyzmet» and «kyzmet» are one word. A prefix of five letters does the work of a stemmer.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from bot.words.plain_signs import plain

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
_DOUBLED = re.compile(r"([^и\d\n])\1+")
# «киім» keeps its two syllables, else it would be «кім»; «сый» and «сый-ы» have one, however they are spelt.
_TWO_SYLLABLES = re.compile(r"ий+и|иии+")
_ONE_SYLLABLE = re.compile(r"и?й+и?")
# 4 and 6 stand for ч and ш inside a Latin or Cyrillic word («4to», «6аруа»); a number alone stays a number.
_DIGIT_LETTERS = str.maketrans({"4": "ч", "6": "ш", "9": "я"})
# From the start of a word only: tried at each of its letters, an endless word without a digit would take its length squared.
_WITH_DIGIT_LETTERS = re.compile(r"^[^\n]*[469][^\n]*", re.MULTILINE)


class _Sounds(dict[int, str]):
    """The table of signs for str.translate: what stands not in it keeps its letters and digits and loses the rest."""

    def __missing__(self, sign: int) -> str:
        return chr(sign) if chr(sign).isalnum() else ""


_TABLE = _Sounds({**str.maketrans(_SIGNS), ord("\n"): "\n"})


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text as matches, so that a reader of them knows where each stands."""
    return _WORD.finditer(text)


def words_in(text: str) -> list[str]:
    """The words of a text, without the signs in them that nobody sees."""
    return _WORD.findall(plain(text))


def sounds(found: Sequence[str]) -> list[str]:
    """The sound of each word, written in a small Cyrillic alphabet; empty where no letter or digit is left of it.

    All words go through each step together: a hundred thousand take no hundred thousand calls.
    """
    text = unicodedata.normalize("NFC", "\n".join(found).casefold())
    text = _WITH_DIGIT_LETTERS.sub(_digits_as_letters, text)
    text = _DIGRAPH.sub(lambda pair: _DIGRAPHS[pair[0]], text).translate(_TABLE)
    text = _ONE_SYLLABLE.sub("и", _TWO_SYLLABLES.sub("ии", text))
    return _DOUBLED.sub(r"\1", text).split("\n") if found else []


def heard_in(texts: Sequence[str]) -> list[list[str]]:
    """The skeletons of the words of each text; each word is taken apart once, however often it stands there."""
    found = [words_in(text) for text in texts]
    known = list(set(chain.from_iterable(found)))
    heard = dict(zip(known, sounds(known), strict=True))
    return [[sound for word in text if (sound := heard[word])] for text in found]


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The sound of one word; empty where no letter or digit is left."""
    return sounds([word])[0]


def _digits_as_letters(word: re.Match[str]) -> str:
    return word[0] if word[0].isdigit() else word[0].translate(_DIGIT_LETTERS)


def skeletons(text: str) -> list[str]:
    """The skeleton of every word of a text, in order; nothing for a word without letters."""
    return [found for found in map(skeleton, words_in(text)) if found]


def folded_words(text: str) -> list[str]:
    """Every word of a text as a folded prefix, in order."""
    return [word[:PREFIX] for word in skeletons(text)]
