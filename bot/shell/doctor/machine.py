"""The machine: files and their rights, the disk, copies, what the kernel forbids."""

import os
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from bot.cleaning import Cleaner, Tool, missing_tools
from bot.health.pulse import OLDEST_BACKUP
from bot.shell.doctor.findings import Finding, bad, good, note
from bot.storage.backups import newest_copies
from bot.storage.data_folder import open_to_others

LEAST_FREE = 1024**3
"""Bytes that must be free: a year of cases with files, and their copies."""

GIB = 1024**3
SWAPS = Path("/proc/swaps")
MOST_NAMED = 3


def files(private: Iterable[Path], data: Path) -> Finding:
    """Whether the databases, the key and the token are closed to other accounts, and the folder is the user's own."""
    found = open_to_others(private)
    if found:
        named = ", ".join(map(str, found[:MOST_NAMED]))
        more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        return bad(
            "files",
            f"other accounts of this machine may read {named}{more}",
            "chmod -R u=rwX,go= on each",
        )
    place = _nearest(data)
    if not (place.is_dir() and os.access(place, os.W_OK | os.X_OK)):
        return bad(
            "files", f"DATA_DIR={data} cannot be written to by this user", "give it to this user: chown"
        )
    return good("files", "closed to everybody else (files 0600, folders 0700)")


def disk(data: Path) -> Finding:
    """Whether there is room for what is to come."""
    free = shutil.disk_usage(_nearest(data)).free
    what = f"{free / GIB:.1f} GiB free where DATA_DIR is"
    return good("disk", what) if free >= LEAST_FREE else bad("disk", what, "make room: 1 GiB at least")


def backups(data: Path, now: datetime) -> Finding:
    """Whether every database was copied of late."""
    live = [path.name for path in sorted(data.glob("*.db")) if path.name in {"people.db", "tips.db"}]
    if not live:
        return note(
            "backup", "nothing to copy yet; the timer of docs/operations.md sees to it from the first day"
        )
    copies = newest_copies(data / "backups")
    never = [name for name in live if name not in copies]
    todo = "python -m bot backup; and start the timer of docs/operations.md"
    if never:
        return bad("backup", f"never made: {', '.join(never)}", todo)
    oldest = now - min(copies[name][1] for name in live)
    hours = round(oldest.total_seconds() / 3600)
    what = f"{hours} hours old"
    return good("backup", what) if oldest <= OLDEST_BACKUP else bad("backup", what, todo)


def swap() -> Finding:
    """Whether pages of memory may reach the disk."""
    areas = SWAPS.read_text("utf-8").splitlines()[1:] if SWAPS.exists() else []
    if areas:
        return note(
            "swap",
            "is on: what is in memory may reach the disk",
            "turn it off (swapoff -a, MemorySwapMax=0), or encrypt it",
        )
    return good("swap", "off")


async def kernel_locks() -> Finding:
    """Whether the process that reads reporters' files can be locked in."""
    missing = await Cleaner().missing_locks()
    if missing:
        return note(
            "locks",
            f"this machine does not forbid the reader of files: {', '.join(sorted(missing))}",
            "a kernel of 5.13 or newer with Landlock, seccomp and user namespaces",
        )
    return good("locks", "the process that reads reporters' files is locked in")


LOST = {
    Tool.LIBREOFFICE: "documents and tables reach officials without a picture of their pages, OpenDocument is refused",
    Tool.FFMPEG: "voice messages are refused",
}
"""What reporters and officials lose without a program."""

PACKAGES = {
    Tool.LIBREOFFICE: "libreoffice-writer-nogui libreoffice-calc-nogui",
    Tool.FFMPEG: "ffmpeg",
}


def tools() -> Finding:
    """Whether the programs are here that the cleaning of reporters' files uses."""
    missing = sorted(missing_tools())
    if not missing:
        return good("tools", f"here: {', '.join(sorted(Tool))}")
    packages = " ".join(PACKAGES[tool] for tool in missing)
    return note(
        "tools",
        "; ".join(f"without {tool} {LOST[tool]}" for tool in missing),
        f"apt-get install --no-install-recommends {packages}, then start the bot anew",
    )


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    place = folder.absolute()
    while not place.exists():
        place = place.parent
    return place
