"""The receipt code: the only way back to a case, known to nobody but the reporter."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from stdnum import damm

RANDOM_DIGITS = 20
LENGTH = RANDOM_DIGITS + 1
TYPED_BACK = 4
BETWEEN = re.compile(r"[\s\-–—_.·/]+")
GROUP = re.compile(r"\d+")
BESIDE = re.compile(r"[\s\-‐-―_.,·/*`'\u00ad\u200b-\u200f\u2060\ufeff]{1,6}")
"""What may stand between two groups of a code: what people, word processors and messengers put there."""


@dataclass(frozen=True, slots=True)
class Code:
    """Twenty random digits and a check digit (Damm). Never logged, never stored; `repr` shows nothing of it."""

    digits: str

    def __repr__(self) -> str:
        return "Code(…)"

    @property
    def grouped(self) -> str:
        """The code as it is shown: its last group is what is typed back."""
        first = LENGTH % TYPED_BACK + TYPED_BACK
        rest = range(first, LENGTH, TYPED_BACK)
        return " ".join([self.digits[:first], *(self.digits[at : at + TYPED_BACK] for at in rest)])

    @property
    def is_whole(self) -> bool:
        """Whether the check digit fits: no digit mistyped, no two neighbours swapped."""
        return damm.is_valid(self.digits)

    def ends_with(self, typed: str) -> bool:
        """Whether somebody typed back the last four digits, or the whole code."""
        digits = digits_of(typed)
        return digits is not None and digits in {self.digits, self.digits[-TYPED_BACK:]}


def new_code(chance: Random) -> Code:
    """A fresh code; `chance` must be a source for secrets (SystemRandom)."""
    digits = "".join(str(chance.randrange(10)) for _ in range(RANDOM_DIGITS))
    return Code(digits + damm.calc_check_digit(digits))


def read_code(typed: str) -> Code | None:
    """The code in what somebody typed, whatever stands around it, between its digits, and in whatever digits; None where there is none.

    A wrong check digit is not told apart here: a wrong code is answered like an unknown one.
    """
    found = _found(typed)
    return next((one.code for one in found if one.code.is_whole), found[0].code if found else None)


def has_code(text: str) -> bool:
    """Whether a code stands anywhere in a text, in one piece or in the groups in which it was shown, with the right check digit.

    Other numbers side by side, as sums and telephones are, may be 21 digits and fit a check digit too: they are no code here.
    """
    return any(one.is_sure for one in _found(text))


def without_codes(text: str) -> str:
    """A text without the codes that stand in it, as `has_code` finds them."""
    for one in _found(text):
        if one.is_sure:
            return without_codes(text[: one.start] + text[one.end :])
    return text


@dataclass(frozen=True, slots=True)
class _Found:
    """A code and where it stands in a text; `is_as_shown` says that it is in one piece, or in the groups in which it was shown."""

    code: Code
    start: int
    end: int
    is_as_shown: bool

    @property
    def is_sure(self) -> bool:
        """Whether this is a code and not a row of other numbers."""
        return self.is_as_shown and self.code.is_whole


def _found(text: str) -> list[_Found]:
    """Groups of digits next to each other that are 21 in all; those that look as they were shown come first."""
    return sorted(_runs(text), key=lambda one: not one.is_as_shown)


def _runs(text: str) -> Iterator[_Found]:
    groups = [(found.start(), found.end(), _digits(found[0])) for found in GROUP.finditer(text)]
    for first, (start, last, digits) in enumerate(groups):
        together, end = [digits], last
        for next_start, next_end, more in groups[first + 1 :]:
            if sum(map(len, together)) >= LENGTH or not BESIDE.fullmatch(text[end:next_start]):
                break
            together, end = [*together, more], next_end
        if sum(map(len, together)) == LENGTH:
            code = Code("".join(together))
            is_as_shown = len(together) == 1 or " ".join(together) == code.grouped
            yield _Found(code, start, end, is_as_shown)


def _digits(group: str) -> str:
    return "".join(map(_digit, group))


def digits_of(typed: str) -> str | None:
    """Only the digits, as 0–9, of a text that holds nothing but digits, spaces and dashes; None for any other."""
    folded = [_digit(sign) for sign in BETWEEN.sub("", typed)]
    return "".join(folded) if folded and all(folded) else None


def _digit(sign: str) -> str:
    value = unicodedata.digit(sign, None)
    return "" if value is None else str(value)
