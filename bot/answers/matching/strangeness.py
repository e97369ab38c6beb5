"""What is no Kazakh and no Russian, told by its signs alone: other scripts, other languages, signs without words."""

import unicodedata

from bot.matters.model import Intent

LEAST_KNOWN = 0.15
"""Share of a message's weight that the content must know; below it lies what is in no language of ours."""

VOWELS = frozenset("aeiouyàáâäãèéêëìíîïòóôöõùúûüıаеёиоуыэюяәөұүі")
SYMBOLS = frozenset({"So", "Sk"})
"""The kinds of signs that emoji are."""


def strange_intent(text: str, known: float | None) -> Intent | None:
    """Whether a message is in another language, or has no words; None where it may be understood.

    `known` is the share of it that the content knows, None where it holds no word.
    """
    letters = [sign for sign in text.casefold() if sign.isalpha()]
    if not letters:
        has_smile = any(unicodedata.category(sign) in SYMBOLS for sign in text)
        return Intent.TALK if has_smile else Intent.GARBAGE
    if any(_is_far(sign) for sign in letters):
        return Intent.FOREIGN
    if known is not None and known >= LEAST_KNOWN:
        return None
    return Intent.FOREIGN if _speaks_latin(text) else Intent.GARBAGE


def _is_far(sign: str) -> bool:
    """Whether a letter is of a script that neither Kazakh nor Russian is written in."""
    name = unicodedata.name(sign, "")
    return not name.startswith(("CYRILLIC", "LATIN", "MODIFIER", "FEMININE", "MASCULINE"))


def _speaks_latin(text: str) -> bool:
    """Whether the words look like those of a language: several, in Latin letters, each with a vowel."""
    words = text.casefold().split()
    latin = [word for word in words if any("a" <= sign <= "z" for sign in word)]
    return len(latin) > 1 and all(VOWELS & set(word) for word in latin)
