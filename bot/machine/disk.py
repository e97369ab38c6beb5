"""What is to be gone from the disk: overwritten before its blocks are given to others (T30).

A file system that writes every change to another place (copy on write), and flash, keep the old blocks all the same.
"""

import os
from pathlib import Path

BLOCK = 1024 * 1024


def overwrite(path: Path) -> None:
    """Put zeros in the place of a file's content, on the disk, and cut it to nothing."""
    descriptor = os.open(path, os.O_WRONLY)
    try:
        zero(descriptor)
        os.ftruncate(descriptor, 0)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def zero(descriptor: int) -> None:
    """Put zeros in the place of an open file's content, on the disk."""
    left, place = os.fstat(descriptor).st_size, 0
    while left > place:
        place += os.pwrite(descriptor, bytes(min(BLOCK, left - place)), place)
    os.fsync(descriptor)


def destroy(path: Path) -> None:
    """Overwrite a file and take it away."""
    overwrite(path)
    path.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """See that what was renamed or taken away in a folder is so on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
