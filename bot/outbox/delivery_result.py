"""What became of one message that was sent unasked, whatever it was: a letter, a notice to an official, an alarm to an owner."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sent(Generic[T]):
    """Telegram took it; `told` is what is to be kept of the message."""

    told: T


@dataclass(frozen=True, slots=True)
class MaybeSent:
    """The answer was lost: it may have been sent."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The network or Telegram failed before it was sent."""


@dataclass(frozen=True, slots=True)
class TooFast:
    """Telegram asks for a rest of so many seconds; it was not sent."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The chat is gone, or does not want Adep."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The group lives under another number now."""

    chat: int


@dataclass(frozen=True, slots=True)
class TopicGone:
    """The group is there, its topic is not."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram does not take this message, and never will."""


Undelivered = MaybeSent | NotSent | TooFast | Unreachable | Moved | TopicGone | Refused
DeliveryResult = Sent[T] | Undelivered
