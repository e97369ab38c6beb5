"""The buttons of a paper: `nt:` is theirs alone."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from bot.documents.draft import Layout
from bot.documents.papers import PaperId
from handlers.telegram.button import Button, OtherButtonError, matching, read_number

_PAPER = re.compile(r"[a-z_]{1,30}")
_DAY = re.compile(r"[1-9][0-9]{7}")


class OfPaper(StrEnum):
    """What somebody does with a paper that they write."""

    SKIP = "skip"
    TODAY = "today"
    YESTERDAY = "yesterday"
    BACK = "back"
    AGAIN = "again"
    TAKE_AWAY = "away"
    MAKE = "make"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class PaperStep(Button):
    """A step of a paper: `nt:STEP`."""

    step: OfPaper

    def encode(self) -> str:
        """`nt:skip`."""
        return f"nt:{self.step}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["nt", step]:
                return cls(OfPaper(step))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class WritePaper(Button):
    """Begins a paper, under an answer: `nt:for:PAPER`."""

    paper: PaperId

    def encode(self) -> str:
        """`nt:for:conflict`."""
        return f"nt:for:{self.paper}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["nt", "for", paper]:
                return cls(PaperId(matching(paper, _PAPER)))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ChoosePaper(Button):
    """Chooses the paper: `nt:paper:PAPER`."""

    paper: PaperId

    def encode(self) -> str:
        """`nt:paper:conflict`."""
        return f"nt:paper:{self.paper}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["nt", "paper", paper]:
                return cls(PaperId(matching(paper, _PAPER)))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ChooseLayout(Button):
    """Chooses the language of the paper, or both: `nt:in:LAYOUT`."""

    layout: Layout

    def encode(self) -> str:
        """`nt:in:both`."""
        return f"nt:in:{self.layout}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["nt", "in", layout]:
                return cls(Layout(layout))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ChangeAnswer(Button):
    """Asks a question again, from the review: `nt:at:NUMBER`; steps count from 0."""

    at: int

    def encode(self) -> str:
        """`nt:at:3`."""
        return f"nt:at:{self.at}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["nt", "at", number]:
                return cls(read_number(number, 2))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class RemindOn(Button):
    """Has the chat reminded on a day: `nt:remind:YYYYMMDD`."""

    day: date

    def encode(self) -> str:
        """`nt:remind:20261230`."""
        return f"nt:remind:{self.day:%Y%m%d}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["nt", "remind", day]:
                return cls(_day(day))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class RemindNot(Button):
    """Has the chat reminded no more; the day is the one that can be chosen again: `nt:unremind:YYYYMMDD`."""

    day: date

    def encode(self) -> str:
        """`nt:unremind:20261230`."""
        return f"nt:unremind:{self.day:%Y%m%d}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["nt", "unremind", day]:
                return cls(_day(day))
        raise OtherButtonError


def _day(word: str) -> date:
    """A day of eight figures.

    Raises:
        ValueError: where there is no such day, or it is so far off that it would be written otherwise.
    """
    return date.fromisoformat(matching(word, _DAY))
