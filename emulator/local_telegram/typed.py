"""What is typed into the app."""

from collections.abc import Iterable

from emulator.local_telegram.entities import with_automatic
from emulator.local_telegram.errors import ImpossibleError
from emulator.local_telegram.model import Entity, Formatted
from emulator.local_telegram.units import units
from emulator.local_telegram.wording import MOST_TEXT


def typed(text: str, marks: Iterable[Entity] = ()) -> Formatted:
    """A text as the app sends it, with the marks its writer gave it and those that Telegram adds; ImpossibleError where it is none or too long."""
    clean = text.strip()
    if not clean:
        raise ImpossibleError("an empty message can't be sent")
    if units(clean) > MOST_TEXT:
        raise ImpossibleError("the app would split so long a text")
    return with_automatic(Formatted(clean, tuple(marks)))
