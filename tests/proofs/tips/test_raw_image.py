"""A disk as whoever steals it reads it: every block of an ext4 file system, those too that belong to no file any more (T30)."""

import base64
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.storage.backups import KEPT, age_backups, back_up
from bot.tips.model import CaseNumber, Outcome
from bot.tips.secrecy.key_file import KeyFile
from tests.tips.bureau import FIRST, Bureau, bureau_open
from tests.tips.evidence import evidence

SIZE = 24 * 1024 * 1024
FILE = evidence("a.png", b"rebuilt " * 2000)
KINDS = {
    "as it is made by default": ((), ()),
    "without a journal of its own": (("-O", "^has_journal"), ()),
}


@dataclass(frozen=True)
class Disk:
    """A file system in a file."""

    image: Path
    folder: Path
    options: tuple[str, ...]

    @contextmanager
    def mounted(self) -> Iterator[Path]:
        """Its root, as long as it is mounted."""
        mount = ("mount", "-o", ",".join(("loop", *self.options)), str(self.image), str(self.folder))
        refused = subprocess.run(mount, check=False, capture_output=True).returncode  # noqa: S603 - our own words
        if refused:
            pytest.skip("this user may not mount a file system here")
        try:
            yield self.folder
        finally:
            os.sync()
            subprocess.run(("umount", str(self.folder)), check=True)  # noqa: S603, S607 - as above; where it lies differs

    def holds(self, piece: bytes) -> bool:
        """Whether a piece stands in any of its blocks."""
        return piece in self.image.read_bytes()


@pytest.fixture(params=list(KINDS.values()), ids=list(KINDS))
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Disk:
    making, mounting = request.param
    mkfs = shutil.which("mkfs.ext4", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if mkfs is None:
        pytest.skip("there is no mkfs.ext4 here")
    image, folder = tmp_path / "disk.img", tmp_path / "disk"
    folder.mkdir()
    with image.open("wb") as made:
        made.truncate(SIZE)
    subprocess.run((mkfs, "-q", *making, str(image)), check=True)  # noqa: S603 - our own words
    return Disk(image, folder, mounting)


async def a_case(bureau: Bureau) -> tuple[CaseNumber, list[bytes]]:
    """A case with a file, and what must not be left of it: its wrapped keys, all that is sealed with its key."""
    await bureau.start()
    draft = bureau.draft()
    draft.files.append(FILE)
    await bureau.desk.filing.file(draft)
    [number] = await bureau.store.all_cases()
    case = await bureau.store.case(number)
    assert case
    entries = [one.sealed for one in await bureau.store.entries(number)]
    files = [sealed[-400:] for _, _, sealed in await bureau.store.attachments(number)]
    # What is longer than a page of the database does not lie in one piece.
    return number, [
        case.by_file.sealed,
        case.by_receipt,
        case.sealed[-400:],
        *(one[-400:] for one in entries),
        *files,
    ]


async def withdraw(bureau: Bureau) -> None:
    """Its reporter takes it back before anybody has opened it."""
    [number] = await bureau.store.all_cases()
    case = await bureau.store.case(number)
    assert case
    await bureau.desk.filing.withdraw(bureau.vault.by_file(case))
    await bureau.wait(hours=2)


async def outlive(bureau: Bureau) -> None:
    """It is closed, and its ninety days pass."""
    await bureau.wait(hours=2)
    [number] = await bureau.store.all_cases()
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    await bureau.wait(days=90)
    assert await bureau.desk.upkeep.purge() == [number]


@pytest.mark.parametrize("destroy", [withdraw, outlive], ids=lambda one: one.__name__)
async def test_no_block_of_the_disk_holds_anything_of_a_case_that_was_destroyed(
    disk: Disk, destroy: Callable[[Bureau], object]
) -> None:
    with disk.mounted() as folder:
        async with bureau_open(folder) as bureau:
            _, pieces = await a_case(bureau)
    assert all(disk.holds(piece) for piece in pieces)
    with disk.mounted() as folder:
        async with bureau_open(folder) as bureau:
            await destroy(bureau)  # type: ignore[misc]  # both are coroutines
    assert not [piece for piece in pieces if disk.holds(piece)]


async def test_no_block_of_the_disk_holds_what_stood_in_a_copy_that_aged_or_went(disk: Disk) -> None:
    with disk.mounted() as folder:
        async with bureau_open(folder) as bureau:
            _, pieces = await a_case(bureau)
            now = bureau.clock.now()
            back_up(folder / "tips.db", folder / "backups", now)
            await withdraw(bureau)
            old = back_up(folder / "tips.db", folder / "backups", now - KEPT - timedelta(days=1))
    assert all(disk.holds(piece) for piece in pieces)
    with disk.mounted() as folder:
        assert age_backups(folder / "backups", folder / "tips.db", now + timedelta(days=1)) == 2
        assert not old.exists()
    assert not [piece for piece in pieces if disk.holds(piece)]


async def test_no_block_of_the_disk_holds_a_key_that_was_retired(disk: Disk) -> None:
    with disk.mounted() as folder:
        file = KeyFile(folder / "tips.key")
        old = file.load_or_make()
        file.save(old.with_new_key())
        file.save(file.load().without_old())
        text = next(line for line in file.path.read_text().split('"') if len(line) == 44)
    with disk.mounted():
        pass
    assert disk.holds(text.encode())
    assert not disk.holds(base64.b64encode(old.keys[old.current]))


async def test_what_is_only_deleted_stays_in_its_blocks(disk: Disk) -> None:
    """Or the tests above would prove nothing."""
    piece = b"a canary in a file that is let go " * 20
    with disk.mounted() as folder:
        (folder / "let-go").write_bytes(piece)
        os.sync()
        (folder / "let-go").unlink()
    assert disk.holds(piece)
