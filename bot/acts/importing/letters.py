"""Letters and blanks as published texts mix them: what is shown stays, what is compared is folded."""

import re

_LATIN = "AaBCcEeHhIiKMOoPpTXxYyӘə"
_CYRILLIC = "АаВСсЕеНһІіКМОоРрТХхУуӘә"
_FOLDS = str.maketrans(_LATIN + "ёƏ", _CYRILLIC + "еӘ")
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISE = str.maketrans("0123456789", RAISED)
_INSERTED = re.compile(f"(?<=[0-9])[{RAISED}]+")
_LOWER = str.maketrans(RAISED, "0123456789")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f]")
_BLANKS = re.compile(r"\s+")
_KAZAKH = re.compile("[әəғқңөұүһі]")
_CYRILLIC_LETTER = re.compile("[а-яәғқңөұүһі]")


def tidy(text: str) -> str:
    """The text with every run of blanks as one blank and without signs that nobody sees."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip()


def raised(text: str) -> str:
    """Figures as they stand above the line: «5» and a raised «1» are no 51."""
    return text.translate(_RAISE)


def hyphened(number: str) -> str:
    """«5¹» as «5-1», the way an inserted number is cited."""
    return _INSERTED.sub(lambda found: "-" + found[0].translate(_LOWER), number)


def fold(text: str) -> str:
    """The text in small Cyrillic letters: a Latin letter that looks like a Cyrillic one becomes it."""
    return text.translate(_FOLDS).lower().replace("ё", "е")


def solid(text: str) -> str:
    """Only the signs of a text that are seen, without blanks: what must not get lost."""
    return _BLANKS.sub("", _UNSEEN.sub("", text))


def language_of(text: str) -> str:
    """`kk` where one letter in fifty is one that Russian has not, else `ru`; a Roman figure is no Kazakh letter."""
    small = text[:200_000].lower()
    letters = len(_CYRILLIC_LETTER.findall(small))
    return "kk" if letters and len(_KAZAKH.findall(small)) * 50 >= letters else "ru"
