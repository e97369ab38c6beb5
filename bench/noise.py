"""What thumbs, layouts, habits and dictation make of a question: generators, one for each kind of noise.

Each takes a text, its language and a source of chance, and returns the text as it might have arrived.
"""

import re
from collections.abc import Callable, Mapping
from random import Random

from bot.language import Language

Noise = Callable[[str, Language, Random], str]

KAZAKH_LETTERS = "әіңғүұқөһ"
_ROWS = {
    Language.RU: ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    Language.KK: ("әіңғүұқөһ", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
}
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю"
_DIGIT_KEYS = str.maketrans(dict(zip("әіңғүұқөһ", "234589" + "0-=", strict=True)))
_WITHOUT = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")

# Each letter with the ways people write it in Latin; a person keeps to one of them through a text.
_LATIN = {
    "а": "a", "ә": "a a' ä á e", "б": "b", "в": "v", "г": "g", "ғ": "g g' gh ğ ǵ", "д": "d", "е": "e", "ё": "yo e", "ж": "j zh",
    "з": "z", "и": "i", "й": "y i j", "к": "k", "қ": "q k", "л": "l", "м": "m", "н": "n", "ң": "n n' ng ñ", "о": "o", "ө": "o o' ö ó",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u w y'", "ұ": "u", "ү": "u u' ü ú", "ф": "f", "х": "h x kh", "һ": "h", "ц": "c ts",
    "ч": "ch 4 c'", "ш": "sh 6 w s'", "щ": "sh sch", "ъ": "' ", "ы": "y i", "і": "i", "ь": "' ", "э": "e", "ю": "yu iu u", "я": "ya ia 9",
}  # fmt: skip
_FILLERS = {
    Language.KK: ("ну", "жаңағы", "енді", "мысалы", "э"),
    Language.RU: ("ну", "как бы", "короче", "значит", "э"),
}
_SMALL_WORDS = re.compile(r"\b(в|на|не|за|по|из|от|до|ли|же|бы|ма|ме|ба|бе|да|де|мен) ", re.IGNORECASE)
_MISHEARD = {
    Language.RU: (
        ("ться", "тся"),
        ("ого ", "ово "),
        ("его ", "ево "),
        ("тств", "ств"),
        ("сч", "щ"),
        ("и", "ы"),
    ),
    Language.KK: (("ң", "н"), ("уы", "у"), ("ы", "і"), ("ғ", "г"), ("п ", "б "), ("ю", "йу")),
}


def phone_typos(text: str, language: Language, chance: Random) -> str:
    """One letter of about twelve hit wrongly: its neighbour, none, twice, or in the wrong order."""
    for _ in range(max(1, len(text) // 12)):
        places = [place for place, sign in enumerate(text) if sign.isalpha()]
        if not places:
            return text
        at = chance.choice(places)
        slip = chance.choice((_neighbour, _dropped, _doubled, _swapped))
        text = text[:at] + slip(text[at : at + 2], language, chance) + text[at + 2 :]
    return text


def lost_letters(text: str, language: Language, chance: Random) -> str:  # noqa: ARG001 - one shape for all kinds
    """Kazakh without its nine letters."""
    return text.translate(_WITHOUT)


def latin_habits(text: str, language: Language, chance: Random) -> str:  # noqa: ARG001 - as above
    """Latin, in the way of one person: w for у or ш, 4, 6, q, x, apostrophes."""
    habit = {letter: chance.choice(ways.split(" ")) for letter, ways in _LATIN.items()}
    return "".join(habit.get(sign, sign) for sign in text.lower())


def glued_words(text: str, language: Language, chance: Random) -> str:  # noqa: ARG001 - as above
    """Every third space left out."""
    return "".join("" if sign == " " and chance.random() < 1 / 3 else sign for sign in text)


def split_words(text: str, language: Language, chance: Random) -> str:  # noqa: ARG001 - as above
    """Every fifth word of six letters or more cut in two."""

    def cut(word: re.Match[str]) -> str:
        if chance.random() > 1 / 5:
            return word[0]
        at = chance.randrange(2, len(word[0]) - 2)
        return f"{word[0][:at]} {word[0][at:]}"

    return re.sub(r"\w{6,}", cut, text)


def wrong_layout(text: str, language: Language, chance: Random) -> str:  # noqa: ARG001 - as above
    """Typed blind while the keyboard was English; Kazakh letters become the digits of their keys."""
    keys = dict(zip(_CYRILLIC_KEYS, _LATIN_KEYS, strict=True)) | {".": "/", ",": "?", "?": "&"}
    return "".join(keys.get(sign, sign) for sign in text.lower().translate(_DIGIT_KEYS))


def digit_row(text: str, language: Language, chance: Random) -> str:  # noqa: ARG001 - as above
    """Kazakh typed while the keyboard was Russian: its own letters become the digits of their keys."""
    return text.lower().translate(_DIGIT_KEYS)


def dictation(text: str, language: Language, chance: Random) -> str:
    """Spoken to the phone: no stops, small words run together with the next, fillers, endings as they sound."""
    text = re.sub(r"[^\w\s]", "", text.lower())
    text = _SMALL_WORDS.sub(lambda word: word[0] if chance.random() > 1 / 3 else word[1], text)
    for said, heard in _MISHEARD[language]:
        text = "".join(
            piece + (chance.choice((said, heard, said)) if at else "") for at, piece in _pieces(text, said)
        )
    spoken = text.split()
    if spoken:
        spoken.insert(chance.randrange(len(spoken)), chance.choice(_FILLERS[language]))
    return " ".join(spoken)


KINDS: Mapping[str, Noise] = {
    "phone typos": phone_typos,
    "lost Kazakh letters": lost_letters,
    "Latin habits": latin_habits,
    "glued words": glued_words,
    "split words": split_words,
    "wrong layout": wrong_layout,
    "digits for letters": digit_row,
    "dictation": dictation,
}


def _neighbour(signs: str, language: Language, chance: Random) -> str:
    near = _near(signs[0].lower(), language)
    return (chance.choice(near) if near else signs[0]) + signs[1:]


def _dropped(signs: str, language: Language, chance: Random) -> str:  # noqa: ARG001 - as above
    return signs[1:]


def _doubled(signs: str, language: Language, chance: Random) -> str:  # noqa: ARG001 - as above
    return signs[0] + signs


def _swapped(signs: str, language: Language, chance: Random) -> str:  # noqa: ARG001 - as above
    return signs[::-1]


def _near(letter: str, language: Language) -> list[str]:
    """The letters on the keys around a letter's own."""
    places = {
        sign: (row, column) for row, signs in enumerate(_ROWS[language]) for column, sign in enumerate(signs)
    }
    if letter not in places:
        return []
    row, column = places[letter]
    return [
        sign
        for sign, (other_row, other_column) in places.items()
        if sign != letter and abs(other_row - row) <= 1 and abs(other_column - column) <= 1
    ]


def _pieces(text: str, cut: str) -> list[tuple[bool, str]]:
    pieces = text.split(cut)
    return [(place < len(pieces) - 1, piece) for place, piece in enumerate(pieces)]
