"""The buttons under an answer. Other programs rely on `an:lang`, `an:ref:` and `fb:`: their data stays as it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.acts.model import Ref
from bot.language import Language
from handlers.telegram.button import Button, OtherButtonError, Plain, read_number, read_ref


@dataclass(frozen=True, slots=True)
class OpenRef(Button):
    """Opens a paragraph: `an:ref:REF`."""

    ref: Ref

    def encode(self) -> str:
        """`an:ref:3.12`."""
        return f"an:ref:{self.ref}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["an", "ref", ref]:
                return cls(read_ref(ref))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class OtherLanguage(Plain):
    """Shows the message in the other language, in place."""

    data = "an:lang"


@dataclass(frozen=True, slots=True)
class AskWhy(Plain):
    """Tells an owner why the answer was given."""

    data = "an:why"


@dataclass(frozen=True, slots=True)
class Rate(Button):
    """Tells whether an answer helped: `fb:1`, `fb:0`."""

    helpful: bool

    def encode(self) -> str:
        """`fb:1`."""
        return f"fb:{int(self.helpful)}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["fb", "0" | "1" as helpful]:
                return cls(helpful == "1")
        raise OtherButtonError


class WrongHow(StrEnum):
    """What was wrong with an answer."""

    ABOUT = "about"
    UNCLEAR = "unclear"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Wrong(Button):
    """Tells what was wrong with the answer that showed a place: `fw:LANGUAGE:HOW:REF`."""

    language: Language
    how: WrongHow
    ref: Ref

    def encode(self) -> str:
        """`fw:kk:unclear:14`."""
        return f"fw:{self.language}:{self.how}:{self.ref}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["fw", language, how, ref]:
                return cls(Language(language), WrongHow(how), read_ref(ref))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class AskTypical(Button):
    """Asks a question that people have about a place: `qa:LANGUAGE:NUMBER:REF`; they count from 1."""

    language: Language
    number: int
    ref: Ref

    def encode(self) -> str:
        """`qa:kk:1:3.12`."""
        return f"qa:{self.language}:{self.number}:{self.ref}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["qa", language, number, ref]:
                return cls(Language(language), read_number(number, 1), read_ref(ref))
        raise OtherButtonError


class Over(StrEnum):
    """The steps of handing a question over."""

    ASK = "ask"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class HandOver(Button):
    """Hands the question over to a lawyer, without a name: `lq:LANGUAGE:STEP`."""

    language: Language
    step: Over

    def encode(self) -> str:
        """`lq:kk:ask`."""
        return f"lq:{self.language}:{self.step}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["lq", language, step]:
                return cls(Language(language), Over(step))
        raise OtherButtonError
