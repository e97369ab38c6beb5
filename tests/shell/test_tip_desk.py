"""The operator's commands for the tip desk, each in the way docs/operations.md tells."""

import asyncio
import re
import shutil
import sqlite3
import stat
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import SystemRandom
from typing import TypeVar

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.config import Settings, read_settings
from bot.language import Language
from bot.outbox.delivery_result import Sent
from bot.storage.backups import STAMP
from bot.storage.tips.cases import TipStore
from bot.storage.tips.deliveries import DeliveryStore, ScreenStore
from bot.storage.tips.pins import PinStore
from bot.tips.casework.notices import NoticeResult
from bot.tips.desk import Rules, Stores, TipDesk, build_tip_desk
from bot.tips.model import CaseNumber, EntryKind, Outcome, Written
from bot.tips.officials.file import BodyId, Official, OfficialId, load_officials
from bot.tips.ports import Batch
from bot.tips.reporting.codes import Code, new_code
from bot.tips.reporting.draft import Draft
from bot.tips.secrecy.key_file import KeyFile, KeyFileFaultyError
from bot.tips.secrecy.opening import open_keys
from tests.conftest import KNOWLEDGE
from tests.emulator.local_telegram.support import SteppedClock
from tests.tips.town import CHEAP

T = TypeVar("T")

FINANCE, READER = BodyId("finance"), OfficialId("ethics")
WORDS = "Завхоз берёт деньги за справки."
LONG_AGO = timedelta(days=200)


class Post:
    """A messenger whose messages all arrive."""

    async def notify(self, official: Official, batch: Batch) -> NoticeResult:
        return Sent(1)

    async def alarm(self, owner: int, batch: Batch) -> NoticeResult:
        return Sent(1)


@dataclass
class Office:
    """The operator's folder, with the commands in it and the desk behind them."""

    folder: Path
    runner: CliRunner
    clock: SteppedClock = field(default_factory=SteppedClock)

    def run(self, *words: str) -> Result:
        """A command, as the operator types it."""
        return self.runner.invoke(main, words)

    def said(self, *words: str) -> str:
        """What a command that goes well prints."""
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    @property
    def live(self) -> Path:
        """tips.db."""
        return self.folder / "data" / "tips.db"

    @property
    def copies(self) -> list[Path]:
        """The copies of tips.db, oldest first."""
        return sorted((self.folder / "data" / "backups").glob("tips-*.db"))

    def at_desk(
        self,
        work: Callable[[TipDesk, TipStore], Awaitable[T]],
        ago: timedelta = timedelta(),
        path: Path | None = None,
    ) -> T:
        """Do something at the desk, some time ago, over tips.db or a copy of it."""

        async def opened() -> T:
            store = await TipStore.open(path or self.live)
            # Whatever stops the opening, the file is closed: its thread would keep the tests from ending.
            try:
                desk = await self._desk_over(store, ago)
                try:
                    return await work(desk, store)
                finally:
                    desk.hasher.close()
            finally:
                await store.close()

        return asyncio.run(opened())

    def file(self, ago: timedelta = timedelta(), *, closed: bool = False) -> CaseNumber:
        """A case, filed some time ago; where it was closed, on the same day."""

        async def work(desk: TipDesk, store: TipStore) -> CaseNumber:
            before = set(await store.all_cases())
            draft = Draft(Language.RU, datetime.now(UTC), body=FINANCE, texts={1: WORDS})
            draft.code = desk.filing.new_code()
            await desk.filing.file(draft, is_unreached_known=True)
            [number] = set(await store.all_cases()) - before
            if closed:
                self.clock.step(hours=1)
                await desk.notices.round(asyncio.Event())
                await desk.casework.read(READER, number)
                written = Written(EntryKind.REPLY, "Подтвердилось.")
                await desk.casework.end(READER, number, Outcome.CONFIRMED, written)
                await desk.notices.round(asyncio.Event())
            return number

        return self.at_desk(work, ago)

    async def _desk_over(self, store: TipStore, ago: timedelta) -> TipDesk:
        keys = await open_keys(KeyFile(self.folder / "tips.key"), store)
        settings = read_settings(None)
        rules = Rules(load_officials(self.folder / "officials.yaml"), (), settings.timezone, (0, 0), CHEAP)
        database = store.database
        stores = Stores(store, DeliveryStore(database), ScreenStore(database), PinStore(database))
        self.clock = SteppedClock(datetime.now(UTC) - ago)
        return build_tip_desk(rules, keys, stores, Post(), self.clock, SystemRandom())

    def read(self, number: CaseNumber, path: Path | None = None) -> str:
        """What an official reads in a case."""

        async def work(desk: TipDesk, _: TipStore) -> str:
            self.clock.step(hours=1)
            return (await desk.casework.read(READER, number))[0].text

        return self.at_desk(work, path=path)

    def cases(self, path: Path | None = None) -> list[CaseNumber]:
        """The cases in tips.db or a copy."""
        return self.at_desk(lambda _, store: store.all_cases(), path=path)


def checked_officials() -> str:
    """The example as an operator leaves it: other people, and channels that were tried today."""
    example = (KNOWLEDGE.parent / "officials.example.yaml").read_text("utf-8")
    others = re.sub(r"(name:\n +kk: )(.+)(\n +ru: )(.+)", r"\1Жаңа \2\3Новый \4", example)
    tried = re.sub(r"valid_from: \S+", f"valid_from: {datetime.now(UTC).date()}", others)
    return tried.replace("telegram_id: 70", "telegram_id: 71")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("TIPS_KEY_FILE", "tips.key")
    monkeypatch.setenv("KNOWLEDGE_DIR", str(KNOWLEDGE))
    (tmp_path / "officials.yaml").write_text(checked_officials(), "utf-8")
    return Office(tmp_path, CliRunner())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("words", [("purge",), ("purge", "--dry-run"), ("backup",)], ids=" ".join)
def test_before_the_first_start_a_command_says_that_there_is_nothing(
    office: Office, words: tuple[str, ...]
) -> None:
    result = office.run(*words)
    assert result.exit_code == 1
    assert "Error: there is " in result.stderr
    assert not office.live.exists()


@pytest.mark.parametrize(
    "words", [("audit",), ("keys", "rotate"), ("keys", "retire"), ("keys", "bind")], ids=" ".join
)
def test_before_the_first_start_there_is_no_key_to_change_and_none_is_made(
    office: Office, words: tuple[str, ...]
) -> None:
    result = office.run(*words)
    assert result.exit_code == 1
    assert "TIPS_KEY_FILE tips.key cannot be read" in result.stderr
    assert not (office.folder / "tips.key").exists()


def test_a_backup_put_in_the_place_of_a_lost_database_restores_it(office: Office) -> None:
    number = office.file()
    office.said("backup")
    office.live.unlink()
    shutil.copy(office.copies[0], office.live)
    assert office.read(number) == WORDS


def test_backups_are_for_their_owner_alone(office: Office) -> None:
    office.file()
    (office.folder / "data" / "people.db").touch()
    said = office.said("backup")
    assert [mode(path) for path in sorted((office.folder / "data" / "backups").iterdir())] == [0o600, 0o600]
    assert mode(office.folder / "data" / "backups") == 0o700
    assert mode(office.folder / "tips.key") == 0o600
    assert "Keep a copy of tips.key elsewhere" in said


def test_a_case_destroyed_later_is_destroyed_in_the_copies_too_on_another_day(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, young = office.file(LONG_AGO, closed=True), office.file()
    office.said("backup")
    copy = office.copies[0]
    assert office.cases(copy) == sorted([old, young])
    assert office.said("purge").splitlines() == [old, "Destroyed: 1"]
    assert (office.cases(copy), office.cases()) == (sorted([old, young]), [young])
    # Cases are destroyed by the day of Almaty, copies age by that of UTC: in the evening these are two.
    later = datetime.now(UTC) + timedelta(days=2)
    monkeypatch.setattr("bot.shell.tip_desk.SystemClock", lambda: SteppedClock(later))
    office.said("purge")
    assert office.cases(copy) == [young]
    # Neither the number nor the sealed words are left in the bytes of the copy but for the audit of what was done.
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DELETE FROM audit")
        connection.commit()
        connection.execute("VACUUM")
    assert old.encode() not in copy.read_bytes()


def test_a_dry_run_names_what_a_purge_would_destroy_and_changes_nothing(office: Office) -> None:
    old = office.file(LONG_AGO, closed=True)
    office.file()
    office.said("backup")
    before = [path.read_bytes() for path in (office.live, *office.copies)]
    assert office.said("purge", "--dry-run").splitlines() == [old, "To be destroyed: 1"]
    assert [path.read_bytes() for path in (office.live, *office.copies)] == before


def test_a_purge_that_finds_nothing_says_so(office: Office) -> None:
    office.file()
    assert office.said("purge") == "Destroyed: 0\n"


def test_where_the_database_was_lost_and_begun_anew_its_copies_stay_whole(office: Office) -> None:
    number = office.file()
    office.said("backup")
    office.live.unlink()
    office.file()
    office.said("purge")
    assert office.cases(office.copies[0]) == [number]


def test_a_second_backup_in_the_same_second_leaves_the_first_as_it_was(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.shell.tip_desk.SystemClock", SteppedClock)
    office.file()
    office.said("backup")
    before = office.copies[0].read_bytes()
    result = office.run("backup")
    assert result.exit_code == 1
    assert "there is a copy of this very second already; try again" in result.stderr
    assert office.copies[0].read_bytes() == before


def test_copies_older_than_ninety_days_go(office: Office) -> None:
    office.file()
    office.said("backup")
    [copy] = office.copies
    for days in (91, 89):
        stamp = (datetime.now(UTC) - timedelta(days=days)).strftime(STAMP)
        shutil.copy(copy, copy.with_name(f"tips-{stamp}.db"))
    assert len(office.copies) == 3
    office.said("purge")
    assert len(office.copies) == 2


def test_the_audit_is_whole_and_shows_each_act_with_its_moment(office: Office) -> None:
    number = office.file()
    office.read(number)
    said = office.said("audit")
    assert said.startswith("Whole: 1 acts, last hash ")
    first, last = office.said("audit", "--show").splitlines()
    assert first.endswith(f" {READER} open {number}")
    assert datetime.fromisoformat(first.split()[0]).tzinfo is not None
    assert last == said.strip()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit SET official = 'compliance' WHERE place = 2",
        "DELETE FROM audit WHERE place = 2",
        "UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE place = 2",
    ],
)
def test_an_audit_that_was_tampered_with_is_named_as_broken(office: Office, tampering: str) -> None:
    number = office.file()
    for _ in range(3):
        office.read(number)
    with closing(sqlite3.connect(office.live)) as connection:
        connection.execute(tampering)
        connection.commit()
    result = office.run("audit")
    assert (result.exit_code, result.stdout) == (
        1,
        "BROKEN at act 2: it, or one before it, was changed or taken out.\n",
    )


def test_acts_cut_off_the_end_are_shown_by_the_hash_that_was_written_down(office: Office) -> None:
    number = office.file()
    for _ in range(2):
        office.read(number)
    written_down = office.said("audit")
    with closing(sqlite3.connect(office.live)) as connection:
        connection.execute("DELETE FROM audit WHERE place = 2")
        connection.commit()
    assert office.said("audit") != written_down


def test_after_a_rotation_live_cases_and_older_backups_open(office: Office) -> None:
    number = office.file()
    office.said("backup")
    before = KeyFile(office.folder / "tips.key").load().current
    said = office.said("keys", "rotate")
    keys = KeyFile(office.folder / "tips.key").load()
    assert keys.current != before
    assert said.startswith(f"New key {keys.current}; cases put under it: 1\n")
    assert office.read(number) == WORDS
    assert office.read(number, office.copies[0]) == WORDS


def test_after_the_old_keys_were_retired_backups_from_before_open_no_longer_and_live_cases_do(
    office: Office,
) -> None:
    number = office.file()
    office.said("backup")
    office.said("keys", "rotate")
    assert office.said("keys", "retire") == "Forgotten: 1\n"
    assert office.read(number) == WORDS
    with pytest.raises(KeyFileFaultyError, match="lacks 1 of the keys"):
        office.read(number, office.copies[0])


def test_keys_are_not_retired_while_a_case_still_needs_one(office: Office) -> None:
    office.file()
    file = KeyFile(office.folder / "tips.key")
    file.save(file.load().with_new_key())
    result = office.run("keys", "retire")
    assert result.exit_code == 1
    assert "1 cases still need an old key; rotate once more: python -m bot keys rotate" in result.stderr
    assert len(file.load().keys) == 2


def test_codes_go_on_opening_their_cases_after_a_rotation_and_a_retirement(office: Office) -> None:
    code = new_code(SystemRandom())

    async def file(desk: TipDesk, _: TipStore) -> None:
        await desk.filing.file(
            Draft(Language.RU, datetime.now(UTC), body=FINANCE, texts={1: WORDS}, code=code),
            is_unreached_known=True,
        )

    async def come_back(desk: TipDesk, _: TipStore) -> str:
        key = await desk.filing.enter(code)
        assert key
        view = await desk.filing.view(key)
        assert view
        return view.entries[0].text

    office.at_desk(file)
    office.said("keys", "rotate")
    office.said("keys", "retire")
    assert office.at_desk(come_back) == WORDS


def test_a_key_file_that_others_may_read_is_refused(office: Office) -> None:
    office.file()
    (office.folder / "tips.key").chmod(0o640)
    result = office.run("keys", "rotate")
    assert result.exit_code == 1
    assert "may be read by others; set its mode to 0600" in result.stderr


@pytest.mark.parametrize("words", [("audit",), ("purge",), ("keys", "retire")], ids=" ".join)
def test_a_damaged_database_is_named_and_left_as_it_was(office: Office, words: tuple[str, ...]) -> None:
    office.file()
    office.live.write_bytes(b"no database at all" * 100)
    before = office.live.read_bytes()
    result = office.run(*words)
    assert result.exit_code == 1
    assert "is damaged or no database; put a backup in its place" in result.stderr
    assert office.live.read_bytes() == before


@pytest.mark.parametrize("words", [("audit",), ("backup",), ("purge",), ("keys", "rotate")], ids=" ".join)
def test_no_command_starts_with_a_wrong_setting(
    office: Office, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("TIMEZONE", "Mars")
    result = office.run(*words)
    assert result.exit_code == 1
    assert "for example TIMEZONE=Asia/Almaty" in result.stderr


@pytest.mark.usefixtures("sound_knowledge")
def test_check_names_an_official_who_has_not_pressed_start_and_only_once_the_desk_was_opened(
    office: Office,
) -> None:
    assert office.said("check") == "All is well.\n"

    async def start(desk: TipDesk, _: TipStore) -> None:
        for official in desk.officials.officials:
            if official.id != READER:
                await desk.notices.started(official)

    office.at_desk(start)
    before = office.live.read_bytes()
    result = office.run("check")
    assert result.exit_code == 1
    [line] = result.stdout.splitlines()
    assert line.startswith("officials.yaml:")
    assert line.endswith(
        "«ethics» is unreachable: they have not pressed /start in the bot, or have blocked it"
    )
    assert office.live.read_bytes() == before


@pytest.mark.usefixtures("sound_knowledge")
def test_check_names_an_official_who_blocked_the_bot(office: Office) -> None:
    async def start(desk: TipDesk, store: TipStore) -> None:
        for official in desk.officials.officials:
            await desk.notices.started(official)
        await DeliveryStore(store.database).set_reachable(READER, is_reachable=False)

    office.at_desk(start)
    assert "«ethics» is unreachable" in office.run("check").stdout


@pytest.mark.usefixtures("sound_knowledge")
def test_check_says_where_the_tips_cannot_be_read(office: Office) -> None:
    office.live.parent.mkdir()
    office.live.write_bytes(b"no database at all" * 100)
    result = office.run("check")
    assert (result.exit_code, result.stdout) == (1, "data/tips.db:1: cannot be read (DatabaseError)\n")


def test_codes_given_under_an_old_pepper_go_on_opening_until_their_case_is_gone_and_then_it_is_forgotten(
    office: Office,
) -> None:
    codes = [new_code(SystemRandom()) for _ in range(2)]

    async def file(desk: TipDesk, code: Code) -> None:
        draft = Draft(Language.RU, datetime.now(UTC), body=FINANCE, texts={1: WORDS}, code=code)
        await desk.filing.file(draft, is_unreached_known=True)

    async def opened(desk: TipDesk, _: TipStore) -> list[bool]:
        return [await desk.filing.enter(code) is not None for code in codes]

    async def withdraw_first(desk: TipDesk, _: TipStore) -> None:
        key = await desk.filing.enter(codes[0])
        assert key
        await desk.filing.withdraw(key)

    office.at_desk(lambda desk, _: file(desk, codes[0]))
    office.said("keys", "pepper")
    office.at_desk(lambda desk, _: file(desk, codes[1]))
    assert office.at_desk(opened) == [True, True]
    assert office.said("keys", "retire").splitlines()[-1] == "Peppers forgotten: 0"
    assert office.at_desk(opened) == [True, True]
    office.at_desk(withdraw_first)
    office.at_desk(lambda desk, _: desk.notices.round(asyncio.Event()), timedelta(days=-1))
    assert office.said("keys", "retire").splitlines()[-1] == "Peppers forgotten: 1"
    assert office.at_desk(opened) == [False, True]
    assert office.said("audit").startswith("Whole")


def test_a_pin_is_forgotten_by_name_and_who_has_none_is_told_so(office: Office) -> None:
    async def set_pin(desk: TipDesk, _: TipStore) -> None:
        await desk.pins.set(READER, "481920")

    async def has_pin(desk: TipDesk, _: TipStore) -> bool:
        return await desk.pins.has_pin(READER)

    office.at_desk(set_pin)
    assert READER in office.said("pin", "forget", READER)
    assert not office.at_desk(has_pin)
    result = office.run("pin", "forget", READER)
    assert result.exit_code == 1
    assert "has no PIN" in result.stderr
