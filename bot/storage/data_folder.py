"""DATA_DIR: one program at a time works in it, and nobody but its owner reads it."""

import fcntl
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER_MODE, FILE_MODE = 0o700, 0o600
OTHERS = 0o077


class FolderInUseError(Exception):
    """Another program works in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another Adep works in DATA_DIR={folder}; stop it first.")


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Keep a folder for this program alone; the claim ends with the block, and with the process whatever ends it.

    A folder that cannot be made or opened is left to whoever opens the databases in it: they say what is wrong.

    Raises:
        FolderInUseError: where another program has it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUseError(folder) from None
        yield
    finally:
        os.close(descriptor)


def close_to_others(folder: Path) -> None:
    """Give the folder 0700 and what is in it 0600, as far as they are this user's: files of earlier versions were open."""
    for path in (folder, *_within(folder)):
        with suppress(OSError):
            path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)


def open_to_others(paths: Iterable[Path]) -> list[Path]:
    """Those of the paths, and of what is in them, that others than their owner may read or write."""
    return [one for path in paths for one in (path, *_within(path)) if _is_open(one)]


def _within(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*")) if folder.is_dir() else []


def _is_open(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.lstat().st_mode) & OTHERS) and not path.is_symlink()
    except OSError:
        return False
