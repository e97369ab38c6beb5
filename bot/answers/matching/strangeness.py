"""What is no Kazakh and no Russian, told by its signs alone: other scripts, other languages, signs without words."""

import re
import unicodedata

from bot.matters.model import Intent

LEAST_KNOWN = 0.15
"""Share of a message's weight that the content must know; below it lies what is in no language of ours."""

VOWELS = frozenset("aeiouyàáâäãèéêëìíîïòóôöõùúûüıаеёиоуыэюяәөұүі")
SYMBOLS = frozenset({"So", "Sk"})
"""The kinds of signs that emoji are."""

HELD_KEY = 4
"""A message of one letter so many times, or more, is a key that was held down."""

LEAST_LETTERS = 3
"""Shorter words without a vowel are abbreviations (ҚР, kk)."""

CODE = frozenset("{}<>=;\\_$")
MOST_CODE = 0.1
"""Share of a message that signs of programs may have; nobody writes so of their work."""

CALL = re.compile(r"[a-z_]\(['\")]")
"""A name with its brackets, as programs call it; smiles and asides have a space before them or a word within."""


def told_by_signs(text: str) -> Intent | None:
    """The intent of a message that its signs alone give away: no letter, another script, a held key, a line of a program, words that nobody can say."""
    letters = [sign for sign in text.casefold() if sign.isalpha()]
    if not letters:
        has_smile = any(unicodedata.category(sign) in SYMBOLS for sign in text)
        return Intent.TALK if has_smile else Intent.GARBAGE
    if any(_is_far(sign) for sign in letters):
        return Intent.FOREIGN
    if _is_key_held(letters) or _is_code(text) or _has_no_vowel(text):
        return Intent.GARBAGE
    return None


def told_by_unknown_words(text: str, known: float) -> Intent | None:
    """Whether a message is in another language or without sense because the content knows so little of it; None otherwise.

    `known` is the share of its weight that the content knows.
    """
    if known >= LEAST_KNOWN:
        return None
    return Intent.FOREIGN if _speaks_latin(text) else Intent.GARBAGE


def mixes_scripts(text: str) -> bool:
    """Whether a message has words in Cyrillic and others in Latin letters («dress code бар ма»): that is talk of here, no other language."""
    words = text.split()
    return all(any(_is_in(word, script) for word in words) for script in ("CYRILLIC", "LATIN"))


def _is_in(word: str, script: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    return bool(letters) and all(unicodedata.name(sign, "").startswith(script) for sign in letters)


def _is_far(sign: str) -> bool:
    """Whether a letter is of a script that neither Kazakh nor Russian is written in."""
    name = unicodedata.name(sign, "")
    return not name.startswith(("CYRILLIC", "LATIN", "MODIFIER", "FEMININE", "MASCULINE"))


def _is_key_held(letters: list[str]) -> bool:
    return len(letters) >= HELD_KEY and len(set(letters)) == 1


def _is_code(text: str) -> bool:
    """Whether a message is of a program: its signs between Latin letters."""
    signs = [sign for sign in text.casefold() if not sign.isspace()]
    is_latin = not any("а" <= sign <= "я" for sign in signs)
    return is_latin and (
        sum(sign in CODE for sign in signs) > MOST_CODE * len(signs) or bool(CALL.search(text))
    )


def _has_no_vowel(text: str) -> bool:
    """Whether a message is of several Latin words that nobody can say."""
    words = text.casefold().split()
    return len(words) > 1 and all(
        len(word) >= LEAST_LETTERS and word.isascii() and word.isalpha() and not VOWELS & set(word)
        for word in words
    )


def _speaks_latin(text: str) -> bool:
    """Whether the words look like those of a language: several, in Latin letters, each with a vowel."""
    words = text.casefold().split()
    latin = [word for word in words if any("a" <= sign <= "z" for sign in word)]
    return len(latin) > 1 and all(VOWELS & set(word) for word in latin)
