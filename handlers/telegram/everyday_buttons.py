"""The buttons of the first words, of /settings and of /help."""

import re
from dataclasses import dataclass
from typing import Self

from bot.acts.bodies import BodyId
from bot.language import Language
from handlers.telegram.button import Button, OtherButtonError, Plain, matching, read_number

AUTOMATIC = "auto"
_BODY = re.compile(r"[a-z0-9-]{1,20}")


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Button):
    """Settles the language: `lg:LANGUAGE[:first]`; `first` where the welcome is still to come."""

    language: Language
    first: bool

    def encode(self) -> str:
        """`lg:kk:first`."""
        return f"lg:{self.language}:first" if self.first else f"lg:{self.language}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["lg", language]:
                return cls(Language(language), first=False)
            case ["lg", language, "first"]:
                return cls(Language(language), first=True)
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ShowSettings(Plain):
    """Shows the settings again."""

    data = "st:home"


@dataclass(frozen=True, slots=True)
class ShowKept(Plain):
    """Shows table by table what is kept."""

    data = "pv:all"


@dataclass(frozen=True, slots=True)
class AskToForget(Plain):
    """Asks whether everything about the chat shall be forgotten."""

    data = "st:forget"


@dataclass(frozen=True, slots=True)
class Forget(Plain):
    """Has everything about the chat forgotten."""

    data = "st:forget:yes"


@dataclass(frozen=True, slots=True)
class SetLanguage(Button):
    """Chooses a language in the settings: `st:lang:LANGUAGE`; None is automatic."""

    language: Language | None

    def encode(self) -> str:
        """`st:lang:kk`."""
        return f"st:lang:{self.language or AUTOMATIC}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["st", "lang", language]:
                return cls(None if language == AUTOMATIC else Language(language))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ShowBodies(Button):
    """Shows a page of the bodies to choose from: `bd:list:PAGE[:first]`; `first` where the welcome is still to come."""

    page: int = 0
    first: bool = False

    def encode(self) -> str:
        """`bd:list:0:first`."""
        return f"bd:list:{self.page}" + (":first" if self.first else "")

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["bd", "list", page]:
                return cls(read_number(page, 2))
            case ["bd", "list", page, "first"]:
                return cls(read_number(page, 2), first=True)
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class SetBody(Button):
    """Chooses the body whose staff a person is of: `bd:set:BODY[:first]`; `first` as above."""

    body: BodyId
    first: bool = False

    def encode(self) -> str:
        """`bd:set:almaty:first`."""
        return f"bd:set:{self.body}" + (":first" if self.first else "")

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["bd", "set", body]:
                return cls(BodyId(matching(body, _BODY)))
            case ["bd", "set", body, "first"]:
                return cls(BodyId(matching(body, _BODY)), first=True)
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ShowHelp(Plain):
    """Says how to ask."""

    data = "hp:help"


@dataclass(frozen=True, slots=True)
class AskExample(Button):
    """Asks an example question: `hp:LANGUAGE:NUMBER`; examples count from 1."""

    language: Language
    number: int

    def encode(self) -> str:
        """`hp:kk:1`."""
        return f"hp:{self.language}:{self.number}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["hp", language, number]:
                return cls(Language(language), read_number(number, 1))
        raise OtherButtonError
