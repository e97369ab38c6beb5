"""The receipt code: the only way back to a case, known to nobody but the reporter."""

import re
import unicodedata
from dataclasses import dataclass
from random import Random

from stdnum import damm

RANDOM_DIGITS = 20
LENGTH = RANDOM_DIGITS + 1
TYPED_BACK = 4
BETWEEN = re.compile(r"[\s\-–—_.·/]+")


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
    """The code in what somebody typed, whatever stands between the digits and in whatever digits; None for anything else.

    A wrong check digit is not told apart here: a wrong code is answered like an unknown one.
    """
    digits = digits_of(typed)
    return Code(digits) if digits is not None and len(digits) == LENGTH else None


def digits_of(typed: str) -> str | None:
    """Only the digits, as 0–9, of a text that holds nothing but digits, spaces and dashes; None for any other."""
    folded = [_digit(sign) for sign in BETWEEN.sub("", typed)]
    return "".join(folded) if folded and all(folded) else None


def _digit(sign: str) -> str:
    value = unicodedata.digit(sign, None)
    return "" if value is None else str(value)
