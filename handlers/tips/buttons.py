"""The buttons of a reporter. Other programs rely on `tp:`: its data stays as it is."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.tips.officials.file import BodyId, OfficialId
from handlers.telegram.button import Button, OtherButtonError, matching

_NAME = re.compile(r"[a-z0-9-]{1,24}")
_FILE = re.compile(r"[0-9a-f]{8}\.[a-z]{3,4}")


class OfTip(StrEnum):
    """What a reporter does with a tip."""

    BEGIN = "begin"
    NEXT = "next"
    REVIEW = "review"
    CODE = "code"
    URGENT = "urgent"
    CANCEL = "cancel"
    WIPE = "wipe"
    ANYWAY = "anyway"
    BACK = "back"
    SKIP = "skip"
    GUIDE = "guide"
    CATEGORY = "category"
    PROOF = "proof"
    FILES = "files"
    VOICE = "voice"
    NO_VOICE = "novoice"


class OfFile(StrEnum):
    """What a reporter does with a file before it is filed."""

    DROP = "drop"
    TURN = "turn"
    """Let what it hides be shown, or leave it out again."""


class OfCase(StrEnum):
    """What a reporter who came back does with a case."""

    BACK = "back"
    ADD = "add"
    SEND = "send"
    REPLY_FILES = "files"
    WITHDRAW = "withdraw"
    WITHDRAW_SURELY = "withdraw:yes"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class TipStep(Button):
    """A step of a tip: `tp:STEP`."""

    step: OfTip

    def encode(self) -> str:
        """`tp:begin`."""
        return f"tp:{self.step}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["tp", step]:
                return cls(OfTip(step))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ChooseBody(Button):
    """Names the body a tip concerns: `tp:body:BODY`."""

    body: BodyId

    def encode(self) -> str:
        """`tp:body:finance`."""
        return f"tp:body:{self.body}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["tp", "body", body]:
                return cls(BodyId(matching(body, _NAME)))
        raise OtherButtonError


class Category(StrEnum):
    """What kind of thing a tip is about, where its reporter wishes to say."""

    BRIBE = "bribe"
    THEFT = "theft"
    KIN = "kin"
    TENDER = "tender"
    POWER = "power"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ChooseCategory(Button):
    """Names the category of a tip: `tp:category:CATEGORY`."""

    category: Category

    def encode(self) -> str:
        """`tp:category:bribe`."""
        return f"tp:category:{self.category}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["tp", "category", category]:
                return cls(Category(category))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class ToggleOfficial(Button):
    """Keeps an official out of a tip, or lets them in again: `tp:not:OFFICIAL`."""

    official: OfficialId

    def encode(self) -> str:
        """`tp:not:ethics`."""
        return f"tp:not:{self.official}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["tp", "not", official]:
                return cls(OfficialId(matching(official, _NAME)))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class FileStep(Button):
    """A step of one file of a draft: `tp:STEP:FILE`."""

    step: OfFile
    name: str

    def encode(self) -> str:
        """`tp:drop:0a1b2c3d.pdf`."""
        return f"tp:{self.step}:{self.name}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["tp", step, name]:
                return cls(OfFile(step), matching(name, _FILE))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class CaseStep(Button):
    """A step of somebody who came back: `cs:STEP`."""

    step: OfCase

    def encode(self) -> str:
        """`cs:add`."""
        return f"cs:{self.step}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["cs", *step] if step:
                return cls(OfCase(":".join(step)))
        raise OtherButtonError
