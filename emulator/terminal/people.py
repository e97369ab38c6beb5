"""Who talks in the terminal, what each has seen, and which number stands for which button."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.language import Language
from emulator.local_telegram import Button, LocalTelegram, Person, Shown


@dataclass(slots=True)
class Seat:
    """One person at the terminal."""

    name: str
    person: Person
    seen: dict[int, Shown] = field(default_factory=dict)
    buttons: dict[int, tuple[int, Button]] = field(default_factory=dict)

    def news(self) -> Iterator[Shown]:
        """What the bot sent or changed since the last look, oldest first."""
        for message in self.person.shown():
            if message.from_bot and self.seen.get(message.message_id) != message:
                self.seen[message.message_id] = message
                yield message

    def number(self, message: Shown) -> list[tuple[int, Button]]:
        """Give the buttons of the newest message the numbers from 1; those of older ones lose theirs."""
        self.buttons = {
            number: (message.message_id, button)
            for number, button in enumerate(message.every_button(), start=1)
        }
        return [(number, button) for number, (_, button) in self.buttons.items()]


class People:
    """Everybody at the terminal, and who speaks now."""

    def __init__(
        self,
        telegram: LocalTelegram,
        name: str,
        language: Language | None,
        known: Mapping[str, int] | None = None,
    ) -> None:
        """`known` are people whose number in Telegram somebody counts on, such as officials."""
        self._telegram = telegram
        self._language = language
        self._known = known or {}
        self._seats: dict[str, Seat] = {}
        self.current = self.seat(name)

    def seat(self, name: str) -> Seat:
        """The seat of a person, who sits down when first named."""
        if name not in self._seats:
            code = self._language.value if self._language else "ru"
            self._seats[name] = Seat(name, self._telegram.person(name, code, user_id=self._known.get(name)))
        return self._seats[name]

    def __iter__(self) -> Iterator[Seat]:
        return iter(self._seats.values())

    @property
    def are_several(self) -> bool:
        """Whether more than one person talks."""
        return len(self._seats) > 1
