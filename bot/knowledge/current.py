"""The value in force, held in one place and swapped whole."""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

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

    async def of(self, person: int | None) -> T:  # noqa: ARG002 - here everybody sees the same
        """The value in force now, as a person sees it, or somebody of whom nothing is known."""
        return self._value

    def swap(self, new: T) -> None:
        """Put another value in its place."""
        self._value = new


class Derived(Generic[T, S]):
    """Makes something of a value once, as long as the value is in use; what is made must not hold the value itself."""

    def __init__(self, make: Callable[[T], S]) -> None:
        self._make = make
        self._made: WeakKeyDictionary[T, S] = WeakKeyDictionary()

    def of(self, value: T) -> S:
        """What is made of a value; it goes when nobody holds the value any more."""
        if value not in self._made:
            self._made[value] = self._make(value)
        return self._made[value]
