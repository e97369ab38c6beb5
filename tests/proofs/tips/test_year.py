"""What is sent to whom on which day, from the receipt of a case to its end; and what is gone afterwards (T6, T17, T21)."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.storage.backups import back_up
from bot.texts.texts import Say
from bot.tips.model import NoticeKind
from tests.tips.crash import Doom, Machine, Mortal, mortal
from tests.tips.town import MONDAY, City, city_open

__all__ = ["mortal"]

ALMATY = ZoneInfo("Asia/Almaty")
WORDS = "Завхоз берёт деньги."
KINDS = {
    "📨": NoticeKind.NEW,
    "⏰": NoticeKind.STILL_NEW,
    "🆘": NoticeKind.BACKUP,
    "⏳": NoticeKind.DECIDE,
    "🗑": NoticeKind.EXPIRES,
    "📎": NoticeKind.MORE,
}
Line = tuple[date, str, NoticeKind]


class Diary:
    """What officials were told, day by day."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.lines: list[Line] = []
        self._seen = len(city.house.telegram.calls)
        self._names = {guest.person.id: name for name, guest in city.officials.items()}

    async def live(self, days: int) -> None:
        """Let days pass, each looked at at half past nine; somebody writes every day, and so Telegram bears witness of it."""
        for _ in range(days):
            self.city.house.clock.step(days=1)
            await self.city.officials["chief"].say("/whoami")
            await self.city.house.ticks.once()
            self.note()

    def note(self) -> None:
        """Write down what was sent since the last look."""
        today = self.city.house.clock.now().astimezone(ALMATY).date()
        calls = self.city.house.telegram.calls
        for call in calls[self._seen :]:
            name = self._names.get(call.params.get("chat_id", 0))
            for line in str(call.params.get("text", "")).split("\n") if call.method == "sendMessage" else ():
                if name and line[:1] in KINDS:
                    self.lines.append((today, name, KINDS[line[:1]]))
        self._seen = len(calls)


async def begun(city: City) -> Diary:
    """The first day of a case, to half past nine of the next."""
    reporter = await city.reporter(Language.RU)
    diary = Diary(city)
    await reporter.file(WORDS)
    await city.wait(hours=2)
    diary.note()
    await city.wait(hours=21, minutes=30)
    diary.note()
    return diary


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


def to_both(on: date, kind: NoticeKind) -> list[Line]:
    return [(on, "first", kind), (on, "second", kind)]


async def test_120_days_of_a_case_that_is_opened_late_and_closed_in_time(city: City) -> None:
    diary = await begun(city)
    await diary.live(11)
    second = city.officials["second"]
    await second.press(next(second.last.every_button()).label)
    await diary.live(12)
    await second.say("/inbox")
    await second.press(next(second.last.every_button()).label)
    for button in (Say.BUTTON_END, Say.OUTCOME_CONFIRMED):
        await second.press(city.house.services.texts(Language.RU, button))
    await second.say("Завхоз уволен.")
    await second.press(city.house.services.texts(Language.RU, Say.BUTTON_END_YES))
    closed = city.house.clock.now().astimezone(ALMATY).date()
    await diary.live(96)
    assert closed == day(3, 26)
    assert diary.lines == [
        *to_both(day(3, 2), NoticeKind.NEW),
        *to_both(day(3, 3), NoticeKind.STILL_NEW),
        *to_both(day(3, 5), NoticeKind.STILL_NEW),
        *to_both(day(3, 10), NoticeKind.STILL_NEW),  # the 9th is free: Women's Day was a Sunday
        (day(3, 12), "chief", NoticeKind.BACKUP),
        # Opened on the 14th. Nauryz passes. On the 26th the decision is a week away, and the case is closed.
        (day(3, 26), "chief", NoticeKind.DECIDE),
        *to_both(day(3, 26), NoticeKind.DECIDE),
    ]
    assert await city.supplies.store.all_cases() == []


async def test_370_days_of_a_case_that_nobody_ever_opens(city: City) -> None:
    diary = await begun(city)
    await diary.live(363)
    assert len(await city.supplies.store.all_cases()) == 1
    await diary.live(6)
    ends = [
        (day(3, 26), NoticeKind.DECIDE),
        (day(3, 30), NoticeKind.DECIDE),
        (day(4, 1), NoticeKind.DECIDE),
        (day(1, 29, 2027), NoticeKind.EXPIRES),
        (day(2, 23, 2027), NoticeKind.EXPIRES),
        (day(3, 1, 2027), NoticeKind.EXPIRES),
    ]
    assert diary.lines == [
        *to_both(day(3, 2), NoticeKind.NEW),
        *to_both(day(3, 3), NoticeKind.STILL_NEW),
        *to_both(day(3, 5), NoticeKind.STILL_NEW),
        *to_both(day(3, 10), NoticeKind.STILL_NEW),
        (day(3, 12), "chief", NoticeKind.BACKUP),
        *(line for on, kind in ends for line in ((on, "chief", kind), *to_both(on, kind))),
    ]
    assert await city.supplies.store.all_cases() == []


async def test_a_tip_received_before_nauryz_waits_until_people_work_again(
    services: Knowledge, tmp_path: Path
) -> None:
    async with city_open(services, tmp_path) as city:
        city.house.clock.moment = datetime(2026, 3, 20, 5, 0, tzinfo=UTC)
        reporter = await city.reporter(Language.RU)
        diary = Diary(city)
        await reporter.file(WORDS)
        assert "30 марта 2026" in reporter.screen.text.replace("\u202f", " ")
        await city.wait(hours=2)
        diary.note()
        await city.wait(hours=21, minutes=30)
        await diary.live(12)
        assert [line for line in diary.lines if line[1] == "first"] == [
            (day(3, 20), "first", NoticeKind.NEW),
            (day(3, 26), "first", NoticeKind.STILL_NEW),
            (day(3, 30), "first", NoticeKind.STILL_NEW),
            (day(4, 1), "first", NoticeKind.STILL_NEW),
        ]


async def test_a_bot_that_was_off_for_a_week_says_once_what_came_due(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.file(WORDS)
    diary = Diary(city)
    city.house.clock.step(days=8)
    await city.house.ticks.once()
    diary.note()
    assert [kind for _, name, kind in diary.lines if name == "second"] == [
        NoticeKind.NEW,
        NoticeKind.STILL_NEW,
    ]


async def test_what_is_kept_of_the_moment_is_the_day_and_a_full_quarter_after_the_delay(city: City) -> None:
    for _ in range(8):
        await (await city.reporter()).file(WORDS)

    def look(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
        received = [row[0] for row in connection.execute("SELECT received FROM tip_case")]
        due = [row[0] for row in connection.execute("SELECT due FROM delivery WHERE kind = 'new'")]
        return received, due

    received, due = await city.supplies.store.database.run(look)
    assert set(received) == {"2026-03-02"}
    waits = [datetime.fromisoformat(one) - MONDAY for one in due]
    assert all(timedelta(minutes=5) <= wait <= timedelta(minutes=75) for wait in waits)
    assert all(wait % timedelta(minutes=15) == timedelta(0) for wait in waits)
    assert len(set(waits)) > 1


async def test_danger_to_life_is_told_at_once(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.write(WORDS)
    await reporter.guest.press("tp:urgent")
    await reporter.get_code()
    await reporter.type_back()
    await city.wait(seconds=1)
    for name in ("first", "second"):
        assert city.officials[name].last.text.startswith("⚠️")
    await city.wait(hours=1)
    for name in ("first", "second", "chief"):
        assert city.officials[name].last.text.startswith("⚠️")


async def test_a_notice_that_waits_outlives_a_restart(
    services: Knowledge, tmp_path: Path, mortal: Mortal
) -> None:
    async with city_open(services, tmp_path) as city:
        reporter = await city.reporter(Language.RU)
        await reporter.file(WORDS)
    house = city.house
    house.clock.step(hours=2)
    machine = Machine(
        services, tmp_path, house.settings, house.clock, house.telegram, city.supplies.officials
    )
    mortal.machine = machine
    await machine.start(Doom())
    await machine.tick()
    assert city.officials["second"].last.text.startswith("📨")
    await machine.end()


async def test_when_a_case_ends_for_good_nothing_but_its_number_is_left_in_the_file_and_its_copies(
    services: Knowledge, tmp_path: Path
) -> None:
    async with city_open(services, tmp_path) as city:
        reporter = await city.reporter(Language.RU)
        await reporter.file(WORDS)
        (number,) = await city.supplies.store.all_cases()
        case = await city.supplies.store.case(number)
        assert case
        copy = back_up(tmp_path / "tips.db", tmp_path / "backups", city.house.clock.now())
        # Its number alone is kept as long as there may be copies, so that it is destroyed in them too.
        pieces = [case.lookup, case.by_file.sealed, case.by_receipt, case.sealed]
        for path in (tmp_path / "tips.db", copy):
            assert all(piece in path.read_bytes() for piece in pieces)
        await reporter.come_back()
        await reporter.guest.press("cs:withdraw")
        await reporter.guest.press("cs:withdraw:yes")
        await city.wait(hours=2)
        city.house.clock.step(days=4)
        await city.officials["chief"].say("/whoami")
        await city.wait(minutes=1)
    for path in (tmp_path / "tips.db", copy):
        assert not [piece for piece in pieces if piece in path.read_bytes()], path
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT count(*) FROM entry").fetchone() == (0,)


async def test_the_file_overwrites_what_it_deletes_and_writes_nothing_beside_it(city: City) -> None:
    def look(connection: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "secure_delete", "temp_store", "foreign_keys")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    database = city.supplies.store.database
    assert await database.run(look) == ["persist", 2, 1, 2, 1]


@pytest.mark.parametrize("table", ["tip_case", "entry", "attachment", "delivery", "button", "recipient"])
async def test_tips_and_people_share_no_value(city: City, table: str) -> None:
    """No number of a chat stands in tips.db: `people.db` has nothing else to be joined with (T4)."""
    reporter = await city.reporter(Language.RU)
    await reporter.guest.say("/start")
    await reporter.file(WORDS)
    people = {str(reporter.guest.person.id)}

    def look(connection: sqlite3.Connection) -> set[str]:
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names out of the list above
        return {str(value) for row in rows for value in row if not isinstance(value, bytes)}

    assert not await city.supplies.store.database.run(look) & people
