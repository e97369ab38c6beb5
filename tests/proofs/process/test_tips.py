"""The tip desk in a process of its own: filed, killed at its worst moments, started again, stopped in order (T1, T2, T23)."""

import json
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault, Person, Shown
from tests.proofs.process.running import Program, Town
from tests.tips import canary
from tests.tips.sweep import Canary, Find, Sweep
from tests.tips.town import CODE
from tests.waiting import patient

OFFICIALS = """
bodies:
  finance: {kk: Қаржы басқармасы, ru: Управление финансов}
officials:
  first:
    telegram_id: 7100000001
    language: kk
    name: {kk: Бірінші, ru: Первый}
    role: {kk: уәкіл, ru: уполномоченный}
    bodies: all
    backup: second
  second:
    telegram_id: 7100000002
    language: ru
    name: {kk: Екінші, ru: Второй}
    role: {kk: уәкіл, ru: уполномоченный}
    bodies: all
    backup: first
channels: {valid_from: 2026-11-01, kk: ["1424"], ru: ["1424"]}
"""
NEW = "📨"


@dataclass
class Desk:
    """A town with a tip desk, its officials, and a reporter of whom everything is unique."""

    town: Town
    services: Knowledge
    officials: list[Person]
    reporter: Person
    code: str = ""
    programs: list[Program] = field(default_factory=list)

    async def start(self) -> Program:
        """Start the bot."""
        temporary = self.town.folder / "tmp"
        temporary.mkdir(exist_ok=True)
        program = await self.town.start(TIP_DELAY_MINUTES="0", LOG_LEVEL="DEBUG", TMPDIR=str(temporary))
        await program.logged("STARTED")
        self.programs.append(program)
        return program

    async def kill(self, program: Program) -> None:
        """Kill it; what it asked with its last breath still happens."""
        assert await program.kill() == -signal.SIGKILL
        await self.town.at_rest()

    async def press(self, data: str) -> None:
        """The reporter presses a button."""
        await self.reporter.press(data)
        await self.town.idle()

    async def write(self) -> None:
        """The reporter writes their tip, with a picture and a document."""
        await self.reporter.say("/tip")
        await self.town.idle()
        for data in ("tp:begin", "tp:body:finance", "tp:next"):
            await self.press(data)
        await self.reporter.say(canary.TEXT)
        await self.reporter.send_photo(canary.picture(), canary.CAPTION)
        await self.reporter.send_document(canary.FILE_NAME, canary.document(), "application/octet-stream")
        await self.until(lambda: any("📎 2" in shown.text for shown in self.reporter.shown()))
        await self.town.idle()

    async def get_code(self) -> None:
        """The reporter reads it over and gets their code."""
        await self.press("tp:review")
        await self.press("tp:code")
        await self.until(lambda: any(CODE.search(shown.text) for shown in self.reporter.shown()))
        self.code = next(found[0] for shown in self.reporter.shown() if (found := CODE.search(shown.text)))

    async def type_back(self) -> None:
        """The reporter types the last digits; the bot has not answered yet."""
        await self.reporter.say(self.code.split()[-1])

    async def told(self) -> None:
        """Wait until both officials have their notice."""
        await self.until(lambda: all(self.notices(official) for official in self.officials))

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds: what a message leads to may be done after its update."""
        async with patient("what a message leads to", lambda: [one.text for one in self.reporter.shown()]):
            while not holds():
                await self.town.telegram.world.activity.stirred()

    def notices(self, official: Person) -> list[Shown]:
        """The notices of a new case on a phone."""
        return [shown for shown in official.shown() if shown.from_bot and NEW in shown.text]

    @property
    def is_confirmed(self) -> bool:
        """Whether ✅ was shown."""
        return any(shown.from_bot and shown.text.startswith("✅") for shown in self.reporter.shown())

    @property
    def cases(self) -> int:
        """How many cases are on the disk."""
        with closing(sqlite3.connect(self.town.data / "tips.db")) as database:
            return int(database.execute("SELECT count(*) FROM tip_case").fetchone()[0])

    def text(self, name: Say) -> str:
        """What the bot says to the reporter."""
        return self.services.texts(Language.RU, name)

    async def finds(self) -> list[Find]:
        """What is left of the reporter after somebody else has come: in the folder, in every line written, told to officials."""
        await self.town.telegram.person("Somebody else").say("Можно ли принять подарок?")
        await self.town.idle()
        sweep = Sweep(self._canaries())
        found = sweep.files(self.town.folder)
        found += sweep.search("\n".join(program.output for program in self.programs).encode(), "output")
        told = [
            call.params
            for call in self.town.telegram.calls
            if call.params.get("chat_id") in self._their_chats()
        ]
        return found + sweep.search(json.dumps(told, ensure_ascii=False, default=str).encode(), "told")

    def _their_chats(self) -> set[int]:
        return {official.id for official in self.officials}

    def _canaries(self) -> Iterator[Canary]:
        world = self.town.telegram.world
        yield from (Canary("id", canary.ID), Canary("name", canary.NAME), Canary("username", canary.USERNAME))
        yield from (
            Canary("text", canary.TEXT),
            Canary("caption", canary.CAPTION),
            Canary("exif", canary.EXIF),
        )
        yield from (Canary("file name", canary.FILE_NAME), Canary("author", canary.AUTHOR))
        if self.code:
            yield from (Canary("code", self.code), Canary("digits", self.code.replace(" ", "")))
        for number in range(canary.FIRST_MESSAGE + 1, world._counters[canary.ID] + 1):
            yield Canary(f"message {number}", number)
        for number in range(canary.FIRST_UPDATE, world.updates.last_id):
            yield Canary(f"update {number}", number)
        for file in world.files._by_id:
            yield Canary(f"file {file}", file)


@pytest.fixture
async def desk(town: Town, services: Knowledge) -> Desk:
    (town.folder / "officials.yaml").write_text(OFFICIALS, encoding="utf-8")
    telegram = town.telegram
    officials = [
        telegram.person(f"official {number}", "ru", user_id=7100000000 + number) for number in (1, 2)
    ]
    for official in officials:
        await official.start()
    desk = Desk(
        town,
        services,
        officials,
        telegram.person(canary.NAME, "ru", username=canary.USERNAME, user_id=canary.ID),
    )
    await desk.start()
    await town.idle()
    telegram.world._counters[canary.ID] = canary.FIRST_MESSAGE
    telegram.world.updates._next_id = canary.FIRST_UPDATE
    return desk


async def test_a_tip_reaches_both_officials_and_leaves_no_byte_of_its_reporter(desk: Desk) -> None:
    await desk.write()
    await desk.get_code()
    await desk.type_back()
    await desk.until(lambda: desk.is_confirmed)
    await desk.told()
    notice = desk.notices(desk.officials[1])[0]
    await desk.officials[1].press(next(notice.every_button()).label)
    await desk.town.idle()
    assert any(canary.TEXT in shown.text for shown in desk.officials[1].shown())
    assert await desk.programs[-1].stop() == 0
    await desk.start()
    # The words themselves are for the official's eyes: they were told to them, and stand nowhere else.
    assert {find.canary for find in await desk.finds() if find.place == "told"} <= {"text", "caption"}
    assert [find for find in await desk.finds() if find.place != "told"] == []
    assert [len(desk.notices(official)) for official in desk.officials] == [1, 1]


async def test_killed_in_the_middle_of_writing_nothing_was_sent_and_a_stale_button_says_so(
    desk: Desk,
) -> None:
    await desk.write()
    await desk.kill(desk.programs[-1])
    await desk.start()
    await desk.press("tp:review")
    assert desk.text(Say.TIP_GONE) in [shown.text for shown in desk.reporter.shown()]
    assert desk.cases == 0
    assert await desk.finds() == []


@pytest.mark.parametrize("method", ["deleteMessage", "sendMessage"])
async def test_killed_while_filing_a_tip_with_a_tick_reaches_each_official_once(
    desk: Desk, method: str
) -> None:
    """At the deletion of the digits nothing is on the disk yet; at the sending of ✅ all of it is."""
    await desk.write()
    await desk.get_code()
    desk.town.telegram.faults.add(Fault.delay(0.5), method=method)
    await desk.type_back()
    await desk.town.under_way(1)
    await desk.kill(desk.programs[-1])
    stored = desk.cases
    assert stored == (method == "sendMessage")
    assert desk.is_confirmed <= bool(stored)
    await desk.start()
    await desk.town.idle()
    if stored:
        await desk.told()
    assert [len(desk.notices(official)) for official in desk.officials] == [stored, stored]
    assert desk.cases == stored
    await desk.reporter.say(f"/case {desk.code}")
    answer = desk.text(Say.STATE_RECEIVED if stored else Say.CASE_NONE)
    await desk.until(lambda: any(answer in shown.text for shown in desk.reporter.shown()))
    await desk.reporter.say("/cancel")
    await desk.town.idle()
    assert await desk.finds() == []


async def test_killed_between_the_tick_and_the_notices_each_official_gets_one(desk: Desk) -> None:
    await desk.write()
    await desk.get_code()
    told_before = len(desk.town.telegram.calls.of("sendMessage"))
    # The first call is ✅; those to the officials come at a time when Telegram takes nothing.
    desk.town.telegram.faults.add(Fault.delay(0), method="sendMessage")
    desk.town.telegram.faults.add(Fault.too_many_requests(2), method="sendMessage", times=2)
    await desk.type_back()
    await desk.town.has_called("sendMessage", told_before + 3)
    await desk.until(lambda: desk.is_confirmed)
    await desk.kill(desk.programs[-1])
    assert [len(desk.notices(official)) for official in desk.officials] == [0, 0]
    await desk.start()
    await desk.told()
    assert [len(desk.notices(official)) for official in desk.officials] == [1, 1]
    assert await desk.finds() == []


async def test_at_a_stop_an_open_draft_goes_with_all_its_messages_and_its_reporter_is_told(
    desk: Desk,
) -> None:
    await desk.write()
    await desk.get_code()
    assert await desk.programs[-1].stop() == 0
    assert [shown.text for shown in desk.reporter.shown()] == [desk.text(Say.TIP_STOPPED)]
    assert desk.cases == 0
    await desk.start()
    assert await desk.finds() == []
