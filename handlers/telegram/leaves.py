"""Long lists of buttons, a screen's worth at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from telegram import InlineKeyboardButton

from handlers.telegram.button import Button

T = TypeVar("T")
PER_PAGE = 8
"""Buttons that a phone shows without scrolling."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of so many, counted from 0; one beyond the last is the last."""

    asked: int
    things: int

    @property
    def count(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.things // PER_PAGE))

    @property
    def number(self) -> int:
        """Which of them this is."""
        return min(self.asked, self.count - 1)

    def of(self, things: Sequence[T]) -> Sequence[T]:
        """What stands on this page."""
        return things[self.number * PER_PAGE :][:PER_PAGE]


def turning(page: Page, to: Callable[[int], Button]) -> list[list[InlineKeyboardButton]]:
    """A row to the pages before and after, in a ring, the page that is shown between them; no button moves under the thumb."""
    if page.count == 1:
        return []
    before, after = (page.number - 1) % page.count, (page.number + 1) % page.count
    here = f"{page.number + 1}/{page.count}"
    return [[to(before).key("‹"), to(page.number).key(here), to(after).key("›")]]
