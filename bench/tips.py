"""python -m bench.tips: the figures the tip desk promises, through the real Application, real Argon2id and a database on a disk."""

import asyncio
import re
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random, SystemRandom
from statistics import median, quantiles
from time import perf_counter
from typing import Self

from rich.console import Console
from rich.table import Table

from bench.updates import NOWHERE
from bot import logs
from bot.acts.loader import bodies_in
from bot.app.application import build_application, build_bot
from bot.app.surroundings import Surroundings, TipSupplies
from bot.clock import Clock, SystemClock
from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge, build_knowledge
from bot.language import Language
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from bot.storage.tips.cases import TipStore
from bot.storage.tips.rows import add_deliveries
from bot.texts.texts import Say, Texts
from bot.tips.desk import TipDesk
from bot.tips.model import CaseHead, CaseNumber, State
from bot.tips.officials.file import BodyId, load_officials
from bot.tips.reporting.codes import new_code
from bot.tips.reporting.draft import Draft
from bot.tips.secrecy.code_hashing import Cost
from bot.tips.secrecy.key_file import KeyRing, fresh_keys
from bot.tips.secrecy.vault import Concerns
from emulator.local_telegram import Limits, LocalTelegram, MemoryRequest, Person
from handlers.telegram.runner import Runner
from handlers.tips.buttons import ChooseBody, OfTip, TipStep
from handlers.tips.services import TipServices

REPORTERS = 30
FILINGS = 20
JUNK = 10_000
WITHIN = timedelta(minutes=5)
FINANCE = BodyId("finance")
CODE = re.compile(r"\d{5}(?: \d{4}){4}")
WORDS = "Завхоз берёт деньги за справки, каждую пятницу, у кассы."
PAUSE = 0.002
AGAIN = 5.0
"""Seconds after which a reporter who met a busy bot types their digits again."""

TESTS = tuple(f"tests/proofs/tips/test_{name}.py" for name in ("sweep", "net", "crash"))


@dataclass(frozen=True)
class Office:
    """The bot at work, with its officials and its database on a disk."""

    telegram: LocalTelegram
    texts: Texts
    tips: TipDesk
    store: TipStore
    officials: list[Person]
    clock: Clock

    def is_told(self, official: Person, words: str) -> bool:
        """Whether something stands on an official's phone."""
        return any(words in shown.text for shown in official.shown())

    async def until(self, holds: Callable[[], bool]) -> float:
        """Wait until something holds; the seconds it took."""
        start = perf_counter()
        while not holds():
            await self.telegram.world.activity.stirred()
        return perf_counter() - start


class Pulse:
    """Measures how long the event loop was away at most."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def __aenter__(self) -> Self:
        self._beating = asyncio.create_task(self._beat())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._beating.cancel()
        await asyncio.gather(self._beating, return_exceptions=True)

    async def _beat(self) -> None:
        while True:
            start = perf_counter()
            await asyncio.sleep(PAUSE)
            self.longest = max(self.longest, perf_counter() - start - PAUSE)

    @property
    def milliseconds(self) -> str:
        """The longest absence."""
        return f"{1000 * self.longest:.0f} ms"


@asynccontextmanager
async def open_office(
    services: Knowledge, cost: Cost | None = None, limits: Limits | None = None
) -> AsyncIterator[Office]:
    """The bot with the officials of the example file, all of whom have pressed Start; no delay before delivery."""
    with tempfile.TemporaryDirectory() as folder:
        clock = SystemClock()
        telegram = LocalTelegram(clock, limits=limits or Limits.none())
        people, progress = [
            await kind.open(Path(folder) / f"{kind.__name__}.db") for kind in (PeopleStore, ProgressStore)
        ]
        assert isinstance(people, PeopleStore)
        assert isinstance(progress, ProgressStore)
        store = await TipStore.open(Path(folder) / "tips.db")
        officials = load_officials(Path("officials.example.yaml"), bodies_in(Path("knowledge")))
        supplies = TipSupplies(officials, KeyRing(fresh_keys()), store, cost)
        bot = build_bot(telegram.token, NOWHERE, (MemoryRequest(telegram), MemoryRequest(telegram)))
        settings = read_settings(None).model_copy(
            update={"tip_delay_minutes": (0, 0), "data_dir": Path(folder)}
        )
        adep = build_application(Surroundings(settings, services, people, progress, clock, supplies), bot)
        persons = [
            telegram.person(one.id, "ru", user_id=one.telegram_id) for one in officials.covering(FINANCE)
        ]
        for person in persons:
            await person.start()
        stop = asyncio.Event()
        running = asyncio.create_task(Runner(adep.serving, progress, Random(1)).run(stop))  # noqa: S311 - paces only
        await telegram.idle(60)
        assert isinstance(adep.features.tips, TipServices)
        yield Office(telegram, services.texts, adep.features.tips.desk, store, persons, clock)
        stop.set()
        await running
        for opened in (people, progress, store):
            await opened.close()


async def write(office: Office, number: int) -> tuple[Person, str]:
    """A reporter with everything written and their code in hand."""
    person = office.telegram.person(f"Reporter {number}", "ru")
    await person.say("/tip")
    await _shown(office, person, TipStep(OfTip.BEGIN).encode())
    for data, then in (
        (TipStep(OfTip.BEGIN).encode(), ChooseBody(FINANCE).encode()),
        (ChooseBody(FINANCE).encode(), TipStep(OfTip.NEXT).encode()),
        (TipStep(OfTip.NEXT).encode(), TipStep(OfTip.URGENT).encode()),
    ):
        await person.press(data)
        await _shown(office, person, then)
    await person.say(f"{WORDS} {number}")
    await _shown(office, person, TipStep(OfTip.REVIEW).encode())
    await person.press(TipStep(OfTip.REVIEW).encode())
    await _shown(office, person, TipStep(OfTip.CODE).encode())
    await person.press(TipStep(OfTip.CODE).encode())
    await office.until(lambda: bool(_codes(person)) and _asks(office, person))
    return person, _codes(person)[-1]


async def _shown(office: Office, person: Person, data: str) -> None:
    await office.until(
        lambda: any(button.data == data for shown in person.shown() for button in shown.every_button())
    )


def _codes(person: Person) -> list[str]:
    return [found[0] for shown in person.shown() if (found := CODE.search(shown.text))]


def _asks(office: Office, person: Person) -> bool:
    words = office.texts(Language.RU, Say.TIP_TYPE_BACK).split("\n")[0]
    return any(words in shown.text for shown in person.shown())


async def type_back(office: Office, person: Person, code: str) -> float:
    """Type the digits, again after a while where the bot is busy; the seconds to ✅."""
    start, busy = perf_counter(), office.texts(Language.RU, Say.TIP_BUSY)
    while True:
        await person.say(code[-4:])
        await office.until(lambda: _is_filed(person) or any(busy in shown.text for shown in person.shown()))
        if _is_filed(person):
            return perf_counter() - start
        await asyncio.sleep(AGAIN)


def _is_filed(person: Person) -> bool:
    return any(shown.text.startswith("✅") for shown in person.shown())


async def together(office: Office) -> list[str]:
    """Thirty reporters at the same moment."""
    written = [await write(office, number) for number in range(REPORTERS)]
    async with Pulse() as pulse:
        start = perf_counter()
        tried = await asyncio.gather(
            *(asyncio.wait_for(type_back(office, *one), WITHIN.total_seconds()) for one in written),
            return_exceptions=True,
        )
        taken = perf_counter() - start
    accepted = sum(isinstance(seconds, float) for seconds in tried)
    return [f"{accepted} of {REPORTERS}, the last after {taken:.0f} s", pulse.milliseconds]


async def one_by_one(office: Office) -> list[str]:
    """Filing to ✅ where nobody else files."""
    seconds = [await type_back(office, *await write(office, number)) for number in range(FILINGS)]
    p95 = quantiles(seconds, n=20, method="inclusive")[-1]
    return [f"{median(seconds):.2f} s", f"{p95:.2f} s"]


async def hashing_alone(office: Office) -> list[str]:
    """How long the event loop is away while ten codes are worked out and nothing else is done."""
    async with Pulse() as pulse:
        for _ in range(10):
            await office.tips.hasher.unlock(new_code(SystemRandom()))
    return [pulse.milliseconds]


async def idling(_: Office) -> list[str]:
    """The same with nothing worked out: what the machine itself does to the loop."""
    async with Pulse() as pulse:
        await asyncio.sleep(3)
    return [pulse.milliseconds]


async def behind_junk(office: Office) -> list[str]:
    """A real tip that falls due together with ten thousand others, and one that comes after them."""
    await _fill(office)
    async with Pulse() as pulse:
        with_them = await _real(office)
        after_them = await _real(office)
    return [f"{with_them:.1f} s", f"{after_them:.1f} s", pulse.milliseconds]


async def _real(office: Office) -> float:
    """Seconds from the moment a tip is on the disk to the moment each of its officials has been told of it."""
    known = set(await office.store.all_cases())
    draft = Draft(
        Language.RU, office.clock.now(), body=FINANCE, texts={1: WORDS}, code=new_code(SystemRandom())
    )
    await office.tips.filing.file(draft)
    start = perf_counter()
    [number] = set(await office.store.all_cases()) - known
    while True:
        if not await office.store.database.run(lambda connection: _waits(connection, number)):
            return perf_counter() - start
        await asyncio.sleep(PAUSE)


def _waits(connection: sqlite3.Connection, number: CaseNumber) -> bool:
    found = connection.execute("SELECT 1 FROM delivery WHERE number = ? AND kind = 'new'", (number,))
    return found.fetchone() is not None


async def beside(office: Office, flood: Callable[[Person], Awaitable[object]]) -> list[str]:
    """Another reporter's /tip, in the middle of what one account sends: the seconds to its answer."""
    flooder = (
        (await write(office, 0))[0] if flood is not send_questions else office.telegram.person("Flooder")
    )
    if flood is not send_questions:
        await flooder.press(TipStep(OfTip.BACK).encode())
        await flooder.press(TipStep(OfTip.BACK).encode())
    await flood(flooder)
    seconds = []
    for number in range(1, 4):
        other, start = office.telegram.person(f"Other {number}", "ru"), perf_counter()
        await other.say("/tip")
        await _shown(office, other, TipStep(OfTip.BEGIN).encode())
        seconds.append(perf_counter() - start)
    return [f"{max(seconds):.1f} s"]


def heavy_pdf() -> bytes:
    """A PDF that takes a child process its time: thirty pages of lines, about 600 KB."""
    from fpdf import FPDF  # noqa: PLC0415 - loaded when it is asked for

    pdf, chance = FPDF(), Random(3)  # noqa: S311 - a drawing
    for _ in range(30):
        pdf.add_page()
        for _ in range(2500):
            pdf.line(*(chance.uniform(0, 200) for _ in range(4)))
    return bytes(pdf.output())


async def send_files(flooder: Person) -> None:
    """A hundred and ten of them."""
    data = await asyncio.to_thread(heavy_pdf)
    for _ in range(110):
        await flooder.send_document("a.pdf", data)


async def send_words(flooder: Person) -> None:
    """A thousand messages into a draft."""
    for number in range(1000):
        await flooder.say(f"{WORDS} {number}")


async def send_pictures(flooder: Person) -> None:
    """Five hundred pictures."""
    picture = await asyncio.to_thread(_picture)
    for _ in range(500):
        await flooder.send_photo(picture)


async def send_questions(flooder: Person) -> None:
    """A thousand questions."""
    for number in range(1000):
        await flooder.say(f"Можно ли принять подарок {number}?")


def _picture() -> bytes:
    from PIL import Image  # noqa: PLC0415 - as above

    made = BytesIO()
    Image.effect_noise((800, 600), 60).convert("RGB").save(made, "JPEG")
    return made.getvalue()


async def _fill(office: Office) -> None:
    """Ten thousand tips with all their notices, the first of each due now."""
    tips, now = office.tips, office.clock.now()
    concerns = Concerns(FINANCE, frozenset())
    head = CaseHead(CaseNumber(""), now.date(), State.RECEIVED)
    reachable = dict.fromkeys((one.id for one in tips.staffing.everybody()), True)
    heads = [replace(head, number=CaseNumber(f"junk-{number}")) for number in range(JUNK)]
    staffs = [tips.staffing.staff(one, concerns, reachable, now) for one in heads]

    def write(connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT INTO tip_case (number, lookup, key_id, key_by_file, key_by_receipt, received, state, urgent, sealed)"
            " VALUES (?, ?, '', x'', x'', ?, 'received', 0, x'')",
            [(one.number, secrets.token_bytes(16), one.received.isoformat()) for one in heads],
        )
        for one, staff in zip(heads, staffs, strict=True):
            connection.executemany(
                "INSERT INTO recipient (number, official) VALUES (?, ?)",
                [(one.number, official) for official in staff.recipients],
            )
            add_deliveries(connection, staff.deliveries)

    await office.store.database.run(write)


async def _at(
    services: Knowledge, work: Callable[[Office], Awaitable[list[str]]], limits: Limits | None = None
) -> list[str]:
    async with open_office(services, limits=limits) as office:
        return await work(office)


def swept() -> str:
    """What the tests say of the sweep, the planted leaks and the deaths of the process."""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "pytest", "-q", "--no-cov", *TESTS],
        check=False,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip().splitlines()[-1]


FLOODS: dict[str, Callable[[Person], Awaitable[object]]] = {
    "110 heavy PDFs": send_files,
    "1000 texts": send_words,
    "500 photos": send_pictures,
    "1000 questions": send_questions,
}
"""At the pace that Telegram holds a bot to."""


def main() -> None:
    """Print the table; with --sweep, run the tests of what is left of a reporter too."""
    logs.configure("ERROR")
    services = build_knowledge(Path("knowledge"))
    table = Table(title="The tip desk: Argon2id with 128 MiB and 4 rounds, tips.db on a disk")
    for column in ("what", "promised", "measured"):
        table.add_column(column)
    accepted, away = asyncio.run(_at(services, together))
    table.add_row("reporters who file within five minutes", f"{REPORTERS} of {REPORTERS}", accepted)
    table.add_row("longest absence of the event loop meanwhile", "50 ms", away)
    table.add_row(
        "… while codes are worked out, nothing else", "50 ms", *asyncio.run(_at(services, hashing_alone))
    )
    table.add_row("… while nothing at all is done", "", *asyncio.run(_at(services, idling)))
    middle, p95 = asyncio.run(_at(services, one_by_one))
    table.add_row("last digits to ✅, median", "", middle)
    table.add_row("last digits to ✅, 95th percentile", "3 s", p95)
    with_them, after_them, away = asyncio.run(_at(services, behind_junk))
    table.add_row(f"a tip due together with {JUNK} others", "its own delay: 5 min or more", with_them)
    table.add_row("a tip due after them", "its own delay: 5 min or more", after_them)
    table.add_row("longest absence of the event loop meanwhile", "", away)
    for said, flood in FLOODS.items():
        [longest] = asyncio.run(_at(services, partial(beside, flood=flood), Limits()))
        table.add_row(f"another's /tip beside {said} of one account", "3 s", longest)
    Console(width=110).print(table)
    if "--sweep" in sys.argv:
        Console().print(f"{', '.join(TESTS)}: {swept()}")


if __name__ == "__main__":
    main()
