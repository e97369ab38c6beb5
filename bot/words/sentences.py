"""A text as its sentences, and as its clauses."""

import re
from collections.abc import Iterable

LEAST_WORDS = 4
"""Words of a sentence that says something by itself; a shorter one belongs to the one before it."""

LEAST_WORDS_OF_CLAUSE = 3
"""The same of what stands between two stops within a sentence."""

_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_STOP = re.compile(rf"{_END.pattern}|[,;:()«»\"]+|(?<!\S)[-–—]+\s")


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, short ones joined to those beside them."""
    return _joined(_END.split(text.strip()), LEAST_WORDS)


def clauses(text: str) -> list[str]:
    """What stands between the stops of a text in order, commas, brackets, quotes and dashes among them; short ones joined likewise."""
    return _joined(_STOP.split(text.strip()), LEAST_WORDS_OF_CLAUSE)


def _joined(pieces: Iterable[str], least: int) -> list[str]:
    found: list[str] = []
    for piece in filter(None, map(str.strip, pieces)):
        if found and (len(piece.split()) < least or len(found[-1].split()) < least):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def each_sentence(text: str) -> list[str]:
    """The sentences of a text in order, each by itself however short."""
    return [sentence for sentence in _END.split(text.strip()) if sentence]
