"""The officials file changes between two lives of the process: no open case is left to people who are not there (T16)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.tips.officials.file import OfficialId, Officials
from emulator.local_telegram import Person
from tests.emulator.local_telegram.support import SteppedClock
from tests.proofs.tips.test_crash import NOTICE, written
from tests.tips.crash import Doom, Machine, new_telegram
from tests.tips.town import MONDAY, _officials, official

ALARM = "🚨"


@dataclass
class Office:
    """A case about finance that `first` and `second` received; then the file changes."""

    machine: Machine
    people: dict[str, Person]
    owner: Person
    fresh: Person

    async def open_again(self, *officials: str, **newcomers: Person) -> None:
        """Start with another file: these of the officials, and newcomers, each the backup of the next; all for all bodies."""
        await self.machine.end()
        staff = {**{name: self.people[name] for name in officials}, **newcomers}
        names = list(staff)
        self.machine.officials = Officials(
            self.machine.officials.bodies,
            tuple(
                official(name, staff[name], Language.RU, names[(place + 1) % len(names)])
                for place, name in enumerate(names)
            ),
            self.machine.officials.channels,
        )
        await self.machine.start(Doom())
        await self.pass_time()

    async def pass_time(self, **span: float) -> None:
        """Let time pass, and what is due come."""
        self.machine.clock.step(**span)
        await self.machine.tick()

    async def case_has(self) -> frozenset[OfficialId]:
        """Who receives the case."""
        store = self.machine._stores[2]
        [number] = await store.all_cases()
        return await store.recipients(number)


@pytest.fixture
async def office(services: Knowledge, tmp_path: Path) -> AsyncIterator[Office]:
    telegram, people = new_telegram(clock := SteppedClock(MONDAY))
    owner, fresh, reporter = (telegram.person(name, "ru") for name in ("Owner", "Fresh", "Reporter"))
    settings = read_settings(env_file=None).model_copy(
        update={"data_dir": tmp_path, "tip_delay_minutes": (5, 60), "owner_ids": (owner.id,)}
    )
    machine = Machine(services, tmp_path, settings, clock, telegram, _officials(people))
    await machine.start(Doom())
    for person in (*people.values(), owner):
        await person.start()
    code = await written(machine, reporter)
    await reporter.say(code.replace(" ", "")[-4:])
    await machine.settle()
    office = Office(machine, people, owner, fresh)
    await office.pass_time(hours=2)
    assert await office.case_has() == {"first", "second"}
    yield office
    await machine.end()


def told(person: Person, mark: str) -> int:
    return len([shown for shown in person.shown() if shown.from_bot and mark in shown.text])


async def test_a_case_whose_recipients_left_the_file_goes_to_who_covers_its_body_now(office: Office) -> None:
    await office.open_again("chief")
    assert "chief" in await office.case_has()
    assert told(office.people["chief"], NOTICE) == 1
    assert told(office.owner, ALARM) == 0


async def test_where_one_recipient_is_left_in_the_file_nobody_else_is_called(office: Office) -> None:
    await office.open_again("second", "chief")
    assert await office.case_has() == {"first", "second"}
    assert told(office.people["chief"], NOTICE) == 0


async def test_where_nobody_of_the_new_file_has_pressed_start_the_owners_are_alarmed_once(
    office: Office,
) -> None:
    await office.open_again(fresh=office.fresh)
    await office.pass_time(hours=2)
    assert told(office.owner, ALARM) == 1
    assert told(office.fresh, NOTICE) == 0


async def test_the_first_who_presses_start_gets_the_case_that_nobody_had(office: Office) -> None:
    await office.open_again(fresh=office.fresh)
    await office.fresh.start()
    await office.machine.settle()
    await office.pass_time()
    assert "fresh" in await office.case_has()
    assert told(office.fresh, NOTICE) == 1


async def test_whoever_stepped_back_is_not_called_to_the_case_again(office: Office) -> None:
    [number] = await office.machine._stores[2].all_cases()
    assert await office.machine.tips.casework.recuse(OfficialId("second"), number)
    await office.open_again("second")
    assert "second" not in await office.case_has()
    assert told(office.owner, ALARM) == 1


async def test_the_last_one_in_the_file_may_step_back_and_the_owners_hear_of_it(office: Office) -> None:
    [number] = await office.machine._stores[2].all_cases()
    await office.open_again("second")
    assert not await office.machine.tips.casework.recuse(OfficialId("second"), number)
    assert "second" not in await office.case_has()
    await office.pass_time()
    assert told(office.owner, ALARM) == 1
