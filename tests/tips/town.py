"""A city with a tip desk: the whole bot in one process, officials at their phones, reporters at theirs."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.app.surroundings import TipSupplies
from bot.config import Settings, read_settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.storage.tips.cases import TipStore
from bot.texts.texts import Say
from bot.tips.officials.file import Body, BodyId, Channels, Official, OfficialId, Officials
from bot.tips.secrecy.code_hashing import Cost
from bot.tips.secrecy.key_file import KeyFile
from bot.tips.secrecy.opening import open_keys
from emulator.local_telegram import Person, Shown
from handlers.tips.services import TipServices
from tests.emulator.local_telegram.support import SteppedClock
from tests.house import Guest, House, house_open

MONDAY = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
"""Ten in the morning in Almaty."""

CHEAP = Cost(memory_kib=64, rounds=1)
ALLOWED = {"sendMessage", "sendPhoto", "editMessageText", "deleteMessage", "answerCallbackQuery", "getFile"}
"""What the bot may ask of Telegram while somebody reports (T5)."""

CODE = re.compile(r"\d{5}(?: \d{4}){4}")
FINANCE, MEDEU = BodyId("finance"), BodyId("medeu")


def both(kk: str, ru: str) -> dict[Language, str]:
    return {Language.KK: kk, Language.RU: ru}


def official(
    name: str, person: Person, language: Language, backup: str, bodies: set[BodyId] | None = None
) -> Official:
    return Official(
        OfficialId(name),
        person.id,
        language,
        both(f"{name} кк", f"{name} ру"),
        both("уәкіл", "уполномоченный"),
        frozenset(bodies) if bodies else None,
        OfficialId(backup),
    )


@dataclass
class City:
    """The house and everybody around it."""

    house: House
    supplies: TipSupplies
    officials: dict[str, Guest]
    folder: Path
    _reporters: int = field(default=0)

    @property
    def tip_services(self) -> TipServices:
        """What stands behind the reporters' side."""
        services = self.house.features.tips
        assert isinstance(services, TipServices)
        return services

    async def reporter(self, language: Language = Language.RU, **person: Any) -> "Reporter":
        """Somebody who has something to tell."""
        self._reporters += 1
        known = {"name": f"Reporter {self._reporters}", "language_code": language.value, **person}
        guest = Guest(self.house, self.house.telegram.person(**known))
        return Reporter(self, guest, language)

    async def wait(self, **span: float) -> None:
        """Let time pass, and what is due by then come."""
        await self.house.wait(**span)

    async def settle(self) -> None:
        """Let the bot do all there is to do, files too."""
        await self.house.telegram.idle(120)


@dataclass
class Reporter:
    """A reporter and the steps they take."""

    city: City
    guest: Guest
    language: Language
    code: str = ""

    async def begin(self) -> None:
        """Begin and read what anonymous means."""
        await self.guest.say("/tip")

    async def write(
        self, *texts: str, body: BodyId = FINANCE, keep_out: tuple[str, ...] = (), anyway: bool = False
    ) -> None:
        """All steps up to the code; `anyway` where nobody can be reached."""
        await self.begin()
        await self.guest.press("tp:begin")
        await self.guest.press(f"tp:body:{body}")
        for name in keep_out:
            await self.guest.press(f"tp:not:{name}")
        await self.guest.press("tp:next")
        if anyway:
            await self.guest.press("tp:anyway")
        for text in texts:
            await self.guest.say(text)

    async def get_code(self) -> str:
        """Read it over and get the code."""
        await self.guest.press("tp:review")
        await self.guest.press("tp:code", self.screen.message_id)
        found = [CODE.search(shown.text) for shown in self.guest.answers]
        self.code = next(match[0] for match in reversed(found) if match)
        return self.code

    async def type_back(self) -> None:
        """Type the last four digits."""
        await self.guest.say(self.code.replace(" ", "")[-4:])

    async def file(self, *texts: str, body: BodyId = FINANCE, keep_out: tuple[str, ...] = ()) -> str:
        """File a tip; its code."""
        await self.write(*(texts or ("Завхоз берёт деньги за справки.",)), body=body, keep_out=keep_out)
        await self.get_code()
        await self.type_back()
        assert "✅" in self.screen.text, self.screen.text
        return self.code

    async def come_back(self) -> None:
        """Come back with the code."""
        await self.guest.say(f"/case {self.code}")

    @property
    def screen(self) -> Shown:
        """The screen of the flow: the newest message with buttons of it, or the newest at all."""
        return next(
            (one for one in reversed(self.guest.answers) if any(b.data for b in one.every_button())),
            self.guest.last,
        )

    @property
    def own(self) -> list[Shown]:
        """What of their own stands in the chat."""
        return [shown for shown in self.guest.person.shown() if not shown.from_bot]

    def text(self, name: Say, **values: object) -> str:
        """A sentence of the bot in their language."""
        return self.city.house.services.texts(self.language, name, **values)


@asynccontextmanager
async def city_open(services: Knowledge, folder: Path, **settings: object) -> AsyncIterator[City]:
    """A city whose officials have all pressed Start: `first` (kk) and `second` (ru) for finance, `chief` (ru) for all."""
    async with _house(services, folder, settings) as (house, supplies, people):
        guests = {name: Guest(house, person) for name, person in people.items()}
        for guest in guests.values():
            await guest.person.start()
        await house.telegram.idle()
        yield City(house, supplies, guests, folder)


@asynccontextmanager
async def _house(
    services: Knowledge, folder: Path, settings: dict[str, object]
) -> AsyncIterator[tuple[House, TipSupplies, dict[str, Person]]]:
    clock = SteppedClock(MONDAY)
    chosen = read_settings(env_file=None).model_copy(
        update={"tip_delay_minutes": (5, 60), "data_dir": folder, **settings}
    )
    assert isinstance(chosen, Settings)
    people: dict[str, Person] = {}
    store = await TipStore.open(folder / "tips.db")
    keys = await open_keys(KeyFile(folder / "tips.key"), store)

    def supplies(telegram: object) -> TipSupplies:
        for name in ("first", "second", "chief"):
            people[name] = telegram.person(name, "ru")  # type: ignore[attr-defined]  # the local Telegram
        return TipSupplies(_officials(people), keys, store, CHEAP)

    async with house_open(services, chosen, clock=clock, tips=supplies, folder=folder) as house:
        yield house, house.tips, people  # type: ignore[misc]  # it was given
    await store.close()


def _officials(people: dict[str, Person]) -> Officials:
    return Officials(
        (
            Body(FINANCE, both("Қаржы басқармасы", "Управление финансов")),
            Body(MEDEU, both("Медеу ауданы", "Медеуский район")),
        ),
        (
            official("first", people["first"], Language.KK, "chief", {FINANCE}),
            official("second", people["second"], Language.RU, "chief", {FINANCE}),
            official("chief", people["chief"], Language.RU, "first", {MEDEU}),
        ),
        Channels(date(2026, 1, 1), {Language.KK: ("1424",), Language.RU: ("1424",)}),
    )
