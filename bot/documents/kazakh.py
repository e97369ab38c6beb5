"""Kazakh case endings of names and posts: by the vowels of the word and by its last sound.

In a Kazakh phrase the last word alone takes the ending: «Қаржы басқармасының басшысы Ахметов Данияр» → «… Даниярға».
"""

import re
from enum import Enum


class Case(Enum):
    """A case: its endings after a voiceless sound, after a vowel, after м н ң, after another voiced sound; each back/front."""

    DATIVE = (("қа", "ке"), ("ға", "ге"), ("ға", "ге"), ("ға", "ге"), ("на", "не"))
    GENITIVE = (("тың", "тің"), ("ның", "нің"), ("ның", "нің"), ("дың", "дің"), ("ның", "нің"))
    ABLATIVE = (("тан", "тен"), ("дан", "ден"), ("нан", "нен"), ("дан", "ден"), ("нан", "нен"))


BACK, FRONT = "аоұыяюё", "әөүіеэ"
VOWELS = frozenset(BACK + FRONT + "иу")
VOICELESS = frozenset("пткқсшщфхһцчбвгд")
"""б, в, г, д at the end of a word are voiceless too: «Олегке», «Тоқаевқа»."""

NASAL = frozenset("мнң")
GLIDES = frozenset("иую")
"""They end in a sound like й or у: the genitive is «Мәдидің», not «Мәдинің»."""

OWNED = re.compile(r"(?:[ұу]лы|[қк]ызы|[^ш][ыі])$")
"""The ending of somebody's own: «Серікұлы», «басшысы», «маманы», «уәкілі». «Басшы» and «жетекші» have none."""

INITIAL = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ]\.")
SURNAME = re.compile(r"(?P<stem>.+)[оеё]в$")
WORD = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі-]+")


def inflected(phrase: str, case: Case) -> str:
    """A name or a post in a case; initials behind a surname are passed over. What ends in no Kazakh letter stays as it is."""
    bare = INITIAL.sub(lambda found: " " * len(found[0]), phrase)
    words = list(WORD.finditer(bare))
    if not words or bare[words[-1].end() :].strip(" .,"):
        return phrase
    at = words[-1].end()
    return phrase[:at] + _ending(words[-1][0].lower(), case) + phrase[at:]


def _ending(word: str, case: Case) -> str:
    after_voiceless, after_vowel, after_nasal, after_voiced, after_owned = case.value
    last = word.rstrip("ьъ")[-1:]
    if OWNED.search(word):
        pair = after_owned
    elif last in VOICELESS:
        pair = after_voiceless
    elif last in NASAL:
        pair = after_nasal
    elif case is Case.GENITIVE and last in GLIDES:
        pair = after_voiced
    elif last in VOWELS:
        pair = after_vowel
    else:
        pair = after_voiced
    return pair[is_front(word)]


def is_front(word: str) -> bool:
    """Whether a word takes the front endings (-ге, -тің), in small letters."""
    if word.endswith("ь") or re.search(r"(?:ин|ич|кий|ский)$", word):
        return True
    if surname := SURNAME.match(word):
        # «Ахметовке», «Тоқаевқа»: the ending of a surname goes by what stands before it.
        if surname["stem"].endswith("и"):
            return True
        word = surname["stem"] if VOWELS & set(surname["stem"]) else word
    for sign in reversed(word):
        if sign in FRONT:
            return True
        if sign in BACK:
            return False
    return "и" in word
