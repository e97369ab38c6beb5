"""What a button means: a value, and its data of at most 64 bytes.

Each feature has its own buttons in `buttons.py` of its room. The state of a screen is read from the data of its buttons,
never from its printed words.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar, Self, TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MaybeInaccessibleMessage, Message

from bot.acts.model import Ref
from bot.acts.shelves import ShelfKey

MOST_BYTES = 64
"""More than this Telegram takes for no button."""

_REF = re.compile(r"[a-z0-9_./-]{1,40}")
_SHELF = re.compile(r"[a-z0-9_]{1,20}")


class Button(ABC):
    """A button that can be pressed. What `encode` writes, `decode` reads back to an equal value."""

    __slots__ = ()

    @abstractmethod
    def encode(self) -> str:
        """The data of the button: words between colons."""

    @classmethod
    @abstractmethod
    def read(cls, words: list[str]) -> Self:
        """The button that such words stand for.

        Raises:
            ValueError: where they stand for none of this kind.
        """

    @classmethod
    def decode(cls, data: str) -> Self | None:
        """The button of some data; None where it is of another kind, or names what there is not."""
        try:
            return cls.read(data.split(":"))
        except ValueError:
            return None

    def key(self, label: str) -> InlineKeyboardButton:
        """The button as Telegram takes it."""
        return InlineKeyboardButton(label, callback_data=self.encode())


class Plain(Button):
    """A button that says one thing alone."""

    __slots__ = ()
    data: ClassVar[str]

    def encode(self) -> str:
        """The one thing."""
        return self.data

    @classmethod
    def read(cls, words: list[str]) -> Self:
        """The button, where the words are its own."""
        if ":".join(words) != cls.data:
            raise OtherButtonError
        return cls()


class OtherButtonError(ValueError):
    """The words stand for no button of this kind."""


B = TypeVar("B", bound=Button)


def all_on(message: MaybeInaccessibleMessage | None, kind: type[B]) -> Iterator[B]:
    """The buttons of a kind under a message, in their order; none where Telegram no longer shows the message."""
    markup = message.reply_markup if isinstance(message, Message) else None
    for row in (markup or InlineKeyboardMarkup([])).inline_keyboard:
        for shown in row:
            button = kind.decode(shown.callback_data) if isinstance(shown.callback_data, str) else None
            if button is not None:
                yield button


def first_on(message: MaybeInaccessibleMessage | None, kind: type[B]) -> B | None:
    """The first button of a kind under a message."""
    return next(all_on(message, kind), None)


def read_ref(word: str) -> Ref:
    """A ref as buttons write it, whether there is one or not; it may name its act before a stroke.

    Raises:
        ValueError: where the word cannot be one.
    """
    return Ref.read(matching(word, _REF))


def read_shelf(word: str) -> ShelfKey:
    """The key of a shelf, whether there is one or not.

    Raises:
        ValueError: where the word cannot be one.
    """
    key = ShelfKey.read(word)
    matching(key.name, _SHELF)
    return key


def read_number(word: str, digits: int) -> int:
    """A whole number from 0 of at most so many digits.

    Raises:
        ValueError: where the word is none.
    """
    return int(matching(word, re.compile(rf"[0-9]{{1,{digits}}}")))


def matching(word: str, pattern: re.Pattern[str]) -> str:
    """The word, which must be of a pattern.

    Raises:
        ValueError: where it is not.
    """
    if not pattern.fullmatch(word):
        raise OtherButtonError
    return word
