"""Programs of the machine without which some files are refused or come out as text alone."""

import shutil
from enum import StrEnum
from pathlib import Path

from bot.cleaning.office import find_office


class Tool(StrEnum):
    """A program that the cleaning uses where it is there."""

    LIBREOFFICE = "libreoffice"
    """Draws the pages of docx and xlsx, reads OpenDocument."""
    FFMPEG = "ffmpeg"
    """Disguises voices; without it they are refused."""


def find_ffmpeg() -> Path | None:
    """The program ffmpeg on this machine, or None."""
    found = shutil.which("ffmpeg")
    return Path(found).resolve() if found else None


def missing_tools() -> frozenset[Tool]:
    """The programs that are not on this machine; for the log at the start and the doctor."""
    found = {Tool.LIBREOFFICE: find_office(), Tool.FFMPEG: find_ffmpeg()}
    return frozenset(tool for tool, path in found.items() if path is None)
