"""The value in force, held in one place and swapped whole."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
S = TypeVar("S")


class Current(Generic[T]):
    """Holds a value that can be replaced while others use it.

    Take `value` once and use what you took from the first to the last step: a second look may see another value.
    """

    def __init__(self, value: T) -> None:
        self._value = value

    @property
    def value(self) -> T:
        """The value in force now."""
        return self._value

    def swap(self, new: T) -> None:
        """Put another value in its place."""
        self._value = new


class Derived(Generic[T, S]):
    """Makes something of a value, and makes it again only when the value is another one."""

    def __init__(self, make: Callable[[T], S]) -> None:
        self._make = make
        self._last: tuple[T, S] | None = None

    def of(self, value: T) -> S:
        """What is made of a value. The last result is kept; whether a value is the same is decided by identity."""
        if self._last is None or self._last[0] is not value:
            self._last = (value, self._make(value))
        return self._last[1]
