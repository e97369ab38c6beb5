"""Zip archives: read member by member under a budget that counts what is unpacked, written without a trace of when."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bot.cleaning.model import Refusal, RefusedError

MOST_MEMBERS = 5_000
MOST_UNPACKED = 128 * 2**20
MOST_RATIO = 250
"""Text packs some 50 to 1 at best; a bomb packs 1000 to 1."""
SMALL = 2**20
"""Under this many bytes no ratio is asked for: a line of blanks packs like a bomb."""


class Archive:
    """The members of a zip file.

    Raises:
        RefusedError: here and in `read`, where the archive is broken, locked, or unpacks to too much.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OSError, NotImplementedError):
            raise RefusedError(Refusal.BROKEN) from None
        self._left = MOST_UNPACKED
        members = self._zip.infolist()
        # What the headers promise is looked at first, what is really there while reading.
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise RefusedError(Refusal.BOMB)
        if any(member.flag_bits & 1 for member in members):
            raise RefusedError(Refusal.LOCKED)
        self._members = {_key(member.filename): member for member in members}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def names(self) -> list[str]:
        """The names of all members."""
        return [
            member.filename.replace("\\", "/") for member in self._members.values() if not member.is_dir()
        ]

    def read(self, name: str) -> bytes:
        """The bytes of a member."""
        member = self._members.get(_key(name))
        if member is None or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise RefusedError(Refusal.BROKEN)
        try:
            with self._zip.open(member) as stream:
                content = stream.read(self._left + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            raise RefusedError(Refusal.BROKEN) from None
        self._left -= len(content)
        if self._left < 0 or len(content) > max(SMALL, MOST_RATIO * member.compress_size):
            raise RefusedError(Refusal.BOMB)
        return content


def _key(name: str) -> str:
    """Names are told apart without regard to case; some writers on Windows put backslashes between folders."""
    return name.replace("\\", "/").lstrip("/").lower()


CORE = "docProps/core.xml"
EMPTY_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)


def without_traces(office: bytes) -> bytes:
    """A freshly written Office file without author and dates, and with one time for all its members."""
    with ZipFile(BytesIO(office)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return packed({**members, CORE: EMPTY_CORE})


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip file of some members that is the same whenever and wherever it is made."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = ZipInfo(name)
            info.create_system = 0
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()
