"""The buttons of reminders and of votes on dilemmas.

A button of a setting holds the value as it shall be, so that two presses do what one does: `rm:KEY:VALUE`.
What may be chosen stands in `bot.reminders.wishes`.
"""

import re
from abc import abstractmethod
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from bot.acts.model import DilemmaId
from bot.language import Language
from bot.reminders.wishes import HOURS, WEEKDAYS, Every, Plan, What, Wish
from handlers.telegram.button import Button, OtherButtonError, matching, read_number

_DILEMMA = re.compile(r"[a-z0-9-]{1,40}")
_CARD = re.compile(r"[a-z0-9_./-]{1,50}")
_CHOICE = re.compile(r"[a-d]")


class Turning(StrEnum):
    """What is done to reminders as a whole; STOP stands under a reminder, the others on the screen of settings."""

    ON = "on"
    OFF = "off"
    STOP = "stop"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class TurnReminders(Button):
    """Turns reminders on or off, for good or for a while: `rm:TURNING`."""

    turning: Turning

    def encode(self) -> str:
        """`rm:on`."""
        return f"rm:{self.turning}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["rm", turning]:
                return cls(Turning(turning))
        raise OtherButtonError


class Change(Button):
    """Changes one thing in a wish."""

    __slots__ = ()

    @abstractmethod
    def made_in(self, wish: Wish) -> Wish:
        """The wish with this change."""


@dataclass(frozen=True, slots=True)
class RemindLater(Button):
    """Lets a card come again in an hour: `rm:later:CARD`."""

    card: str

    def encode(self) -> str:
        """`rm:later:r:3.12`."""
        return f"rm:later:{self.card}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["rm", "later", "r" | "d" as kind, name]:
                return cls(f"{kind}:{matching(name, _CARD)}")
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ChangeEvery(Change):
    """How often: `rm:every:EVERY`."""

    every: Every

    def encode(self) -> str:
        """`rm:every:weekly`."""
        return f"rm:every:{self.every}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["rm", "every", every]:
                return cls(Every(every))
        raise OtherButtonError

    def made_in(self, wish: Wish) -> Wish:
        """A weekly plan has one day: the first of those that were chosen."""
        weekdays = wish.plan.weekdays
        chosen = frozenset({min(weekdays)}) if self.every is Every.WEEK else weekdays
        return _planned(wish, replace(wish.plan, every=self.every, weekdays=chosen))


@dataclass(frozen=True, slots=True)
class ChangeDays(Change):
    """On which days: `rm:days:135`, at least one."""

    weekdays: frozenset[int]

    def encode(self) -> str:
        """`rm:days:135`."""
        return f"rm:days:{''.join(map(str, sorted(self.weekdays)))}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["rm", "days", days] if 0 < len(days) <= len(WEEKDAYS) and set(days) <= _DAYS:
                return cls(frozenset(map(int, days)))
        raise OtherButtonError

    def made_in(self, wish: Wish) -> Wish:
        """The wish for these days."""
        return _planned(wish, replace(wish.plan, weekdays=self.weekdays))


@dataclass(frozen=True, slots=True)
class ChangeHour(Change):
    """At which hour: `rm:hour:HOUR`."""

    hour: int

    def encode(self) -> str:
        """`rm:hour:10`."""
        return f"rm:hour:{self.hour}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["rm", "hour", word] if (hour := read_number(word, 2)) in HOURS:
                return cls(hour)
        raise OtherButtonError

    def made_in(self, wish: Wish) -> Wish:
        """The wish for this hour."""
        return _planned(wish, replace(wish.plan, hour=self.hour, minute=0))


@dataclass(frozen=True, slots=True)
class ChangeWhat(Change):
    """Of what: `rm:what:WHAT`."""

    what: What

    def encode(self) -> str:
        """`rm:what:both`."""
        return f"rm:what:{self.what}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["rm", "what", what]:
                return cls(What(what))
        raise OtherButtonError

    def made_in(self, wish: Wish) -> Wish:
        """The wish for this kind."""
        return replace(wish, what=self.what)


@dataclass(frozen=True, slots=True)
class ChangeLanguage(Change):
    """In which language: `rm:lang:LANGUAGE`."""

    language: Language

    def encode(self) -> str:
        """`rm:lang:kk`."""
        return f"rm:lang:{self.language}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["rm", "lang", language]:
                return cls(Language(language))
        raise OtherButtonError

    def made_in(self, wish: Wish) -> Wish:
        """The wish in this language."""
        return replace(wish, language=self.language)


CHANGES: tuple[type[Change], ...] = (ChangeEvery, ChangeDays, ChangeHour, ChangeWhat, ChangeLanguage)


@dataclass(frozen=True, slots=True)
class Vote(Button):
    """Decides a dilemma: `dl:v:DILEMMA:CHOICE`."""

    dilemma: DilemmaId
    choice: str

    def encode(self) -> str:
        """`dl:v:gift:a`."""
        return f"dl:v:{self.dilemma}:{self.choice}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["dl", "v", dilemma, choice]:
                return cls(DilemmaId(matching(dilemma, _DILEMMA)), matching(choice, _CHOICE))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class TellShares(Button):
    """Tells how others decided: `dl:s:DILEMMA`."""

    dilemma: DilemmaId

    def encode(self) -> str:
        """`dl:s:gift`."""
        return f"dl:s:{self.dilemma}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["dl", "s", dilemma]:
                return cls(DilemmaId(matching(dilemma, _DILEMMA)))
        raise OtherButtonError


_DAYS = frozenset(map(str, WEEKDAYS))


def _planned(wish: Wish, plan: Plan) -> Wish:
    return replace(wish, plan=plan)


@dataclass(frozen=True, slots=True)
class NextSituation(Button):
    """Shows a situation: `qn:LANGUAGE[:AFTER]`, the one that comes after another."""

    language: Language
    after: DilemmaId | None = None

    def encode(self) -> str:
        """`qn:kk:envelope`."""
        return f"qn:{self.language}:{self.after}" if self.after else f"qn:{self.language}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["qn", language]:
                return cls(Language(language))
            case ["qn", language, after]:
                return cls(Language(language), DilemmaId(matching(after, _DILEMMA)))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class DecideSituation(Button):
    """Decides a situation that was asked for: `qz:LANGUAGE:DILEMMA:CHOICE`."""

    language: Language
    dilemma: DilemmaId
    choice: str

    def encode(self) -> str:
        """`qz:kk:envelope:a`."""
        return f"qz:{self.language}:{self.dilemma}:{self.choice}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["qz", language, dilemma, choice]:
                return cls(
                    Language(language),
                    DilemmaId(matching(dilemma, _DILEMMA)),
                    matching(choice, _CHOICE),
                )
        raise OtherButtonError
