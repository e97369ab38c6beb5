"""The buttons of an announcement."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.announcements.announcements import Audience
from bot.outbox.letter import AnnouncementId
from handlers.telegram.button import Button, OtherButtonError, read_number

NUMBER_DIGITS = 12


class Order(StrEnum):
    """What an owner says of an announcement that is addressed."""

    SEND = "go"
    DISCARD = "no"
    HALT = "halt"
    GO_ON = "on"


@dataclass(frozen=True, slots=True)
class Address(Button):
    """Says to whom an announcement goes: `am:to:NUMBER:AUDIENCE`."""

    announcement: AnnouncementId
    audience: Audience

    def encode(self) -> str:
        """`am:to:7:all`."""
        return f"am:to:{self.announcement}:{self.audience}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["am", "to", number, audience]:
                return cls(AnnouncementId(read_number(number, NUMBER_DIGITS)), Audience(audience))
        raise OtherButtonError


@dataclass(frozen=True, slots=True)
class Give(Button):
    """Gives an order: `am:ORDER:NUMBER`."""

    order: Order
    announcement: AnnouncementId

    def encode(self) -> str:
        """`am:go:7`."""
        return f"am:{self.order}:{self.announcement}"

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for."""
        match words:
            case ["am", order, number]:
                return cls(Order(order), AnnouncementId(read_number(number, NUMBER_DIGITS)))
        raise OtherButtonError
