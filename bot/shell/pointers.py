"""`check --pointers`: where each matter is settled today, when that was checked and who answers for it, the oldest first."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.acts.files import Files, read_files


def report(knowledge: Path) -> Iterator[str]:
    """One line for each pointer of a sound folder, those that nobody checked before the others; nothing for a faulty one."""
    files, _ = read_files(knowledge)
    if files and files.complete:
        for _, line in sorted(_pointers(files)):
            yield line


def _pointers(files: Files) -> Iterator[tuple[date, str]]:
    """Each pointer by the day on which it was checked."""
    for read, name, entry in files.each_matter():
        if entry.elsewhere:
            by = f"checked {entry.checked} by {entry.checked_by}" if entry.checked else "not checked"
            line = read.problem((name, "elsewhere"), f"{name}: {by}: {entry.elsewhere.ru}")
            yield entry.checked or date.min, str(line)
