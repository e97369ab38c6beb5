"""A text as its sentences."""

import re

LEAST_WORDS = 4
"""Words of a sentence that says something by itself; a shorter one belongs to the one before it."""

_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, short ones joined to those beside them."""
    found: list[str] = []
    for sentence in _END.split(text.strip()):
        if found and (_is_short(sentence) or _is_short(found[-1])):
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
    return found


def each_sentence(text: str) -> list[str]:
    """The sentences of a text in order, each by itself however short."""
    return [sentence for sentence in _END.split(text.strip()) if sentence]


def _is_short(sentence: str) -> bool:
    return len(sentence.split()) < LEAST_WORDS
