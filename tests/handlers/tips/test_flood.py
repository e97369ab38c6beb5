"""One account never stops the others: what it sends is taken at once, and worked at in its own time (T25)."""

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass, field

import pytest

from bot.cleaning import Cleaner, CleaningResult, Places, Refusal, Refused
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.reporting.draft import MOST_FILES, MOST_TRIED
from bot.tips.reporting.limits import FILES_AN_HOUR
from emulator.local_telegram import Fault
from handlers.telegram.fading import Removal, remove
from handlers.tips import chats
from tests.tips.town import City, Reporter
from tests.waiting import patient

WORDS = "Завхоз берёт деньги за справки."


@dataclass
class Gate(Cleaner):
    """Refuses each file, once it is let through; remembers what it was given, in its order."""

    opens: asyncio.Event = field(default_factory=asyncio.Event)
    given: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    async def clean(self, data: bytes, owner: Hashable = None) -> CleaningResult:
        del owner
        self.given.append(data)
        await self.opens.wait()
        return Refused(Refusal.BROKEN)


@pytest.fixture
def gate(city: City) -> Gate:
    city.tip_services.files.cleaner = made = Gate()
    return made


async def has_button(city: City, reporter: Reporter, data: str) -> None:
    async with patient(f"the button {data}"):
        while not any(key.data == data for one in reporter.guest.answers for key in one.every_button()):
            await city.house.telegram.world.activity.stirred()


async def shown(city: City, reporter: Reporter, name: Say) -> None:
    async with patient("the screen", lambda: [one.text for one in reporter.guest.answers]):
        while not any(reporter.text(name) in one.text for one in reporter.guest.answers):
            await city.house.telegram.world.activity.stirred()


async def test_beside_a_hundred_and_ten_files_of_one_account_another_is_answered(
    city: City, gate: Gate
) -> None:
    flooder, other = await city.reporter(), await city.reporter()
    await flooder.write(WORDS)
    for _ in range(110):
        await flooder.guest.person.send_document("a.pdf", b"%PDF-1.7")
    await other.guest.person.say("/tip")
    await has_button(city, other, "tp:begin")
    assert len(gate.given) == 1
    gate.opens.set()
    await city.settle()
    assert flooder.own == []
    assert len(gate.given) == MOST_TRIED


async def test_files_of_two_people_are_taken_in_turn(
    city: City, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city.tip_services.files, "_places", Places(1))
    many, one = await city.reporter(), await city.reporter()
    await many.write(WORDS)
    await one.write(WORDS)
    for _ in range(4):
        await many.guest.person.send_document("a.pdf", b"many")
    await one.guest.person.send_document("a.pdf", b"one")
    gate.opens.set()
    await city.settle()
    assert gate.given.index(b"one") <= 1
    assert gate.given.count(b"many") == 4


async def test_files_that_are_refused_count_too(city: City, gate: Gate) -> None:
    gate.opens.set()
    reporter = await city.reporter()
    await reporter.write(WORDS)
    for _ in range(MOST_TRIED + 5):
        await reporter.guest.person.send_document("a.pdf", b"broken")
        await city.settle()
    assert len(gate.given) == MOST_TRIED
    assert reporter.text(Say.TIP_NOT_BROKEN) in reporter.screen.text
    assert reporter.text(Say.TIP_NOT_MORE_FILES) in reporter.screen.text


async def test_an_account_does_not_get_more_files_looked_at_by_beginning_anew(city: City, gate: Gate) -> None:
    gate.opens.set()
    reporter = await city.reporter()
    for _ in range(FILES_AN_HOUR // MOST_FILES + 1):
        await reporter.write(WORDS)
        for _ in range(MOST_FILES):
            await reporter.guest.person.send_document("a.pdf", b"broken")
        await city.settle()
        await reporter.guest.say("/cancel")
    assert len(gate.given) == FILES_AN_HOUR


async def test_where_telegram_asks_to_wait_the_words_are_taken_and_the_screen_comes_later(
    city: City, reporter: Reporter
) -> None:
    await reporter.write()
    city.house.telegram.faults.add(Fault.too_many_requests(600), method="editMessageText", times=1)
    await reporter.guest.say(WORDS)
    for _ in range(20):
        await reporter.guest.person.say("Каждую пятницу.")
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=21) not in reporter.screen.text
    await city.wait(minutes=5)
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=21) not in reporter.screen.text
    await city.wait(minutes=5)
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=21) in reporter.screen.text


async def test_however_many_words_come_at_once_all_are_taken(city: City) -> None:
    reporter = await city.reporter(Language.KK)
    await reporter.write()
    for number in range(100):
        await reporter.guest.person.say(f"{number}")
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=100) in reporter.screen.text


async def test_whoever_does_not_want_to_wait_for_files_sends_without_them_and_reads_so(
    city: City, gate: Gate, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    person = reporter.guest.person
    await person.send_document("счёт.pdf", b"%PDF-1.7")
    await has_button(city, reporter, "tp:skip")
    await person.press("tp:skip")
    await shown(city, reporter, Say.TIP_NOT_WAITED)
    gate.opens.set()
    await city.settle()
    await reporter.guest.press("tp:review")
    assert "счёт.pdf" in reporter.screen.text


async def test_quick_messages_leave_the_chat_side_by_side(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slow a call is, the sixth of them waits for no other (T7)."""
    reporter, together, begun = await city.reporter(), asyncio.Barrier(6), set[object]()
    await reporter.write()

    async def slow(*args: object) -> Removal:
        if len(begun) < together.parties and args not in begun:
            begun.add(args)
            async with patient("six at once"):
                await together.wait()
        return await remove(*args)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(chats, "remove", slow)
    for number in range(6):
        await reporter.guest.person.say(f"{WORDS} {number}")
    await city.settle()
    assert reporter.own == []
