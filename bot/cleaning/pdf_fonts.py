"""Fonts that a PDF names but does not carry: pdfium is given DejaVu for them, and is not asked to guess."""

import ctypes
from functools import cache
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from bot.cleaning.typefaces import BOLD_FROM, file_for

if TYPE_CHECKING:
    from pathlib import Path

WHOLE_FILE = 0
"""Of the tables of a font, the one that stands for all of it (fpdf_sysfontinfo.h, GetFontData)."""


class Fonts:
    """The source of fonts for one process (`fonts`): pdfium holds on to it.

    pdfium's own substitutes look best, but know Latin letters only and leave Cyrillic blank even where the machine
    has fonts. So they are used until a document needs more: `instead` says whether DejaVu stands in.
    """

    def __init__(self) -> None:
        self.instead = False
        self._handles: dict[Path, int] = {}
        self._bytes: dict[int, bytes] = {}
        calls: dict[str, Any] = {
            "MapFont": self._map,
            "GetFontData": self._read,
            "GetFont": lambda _self, _face: 0,
            "DeleteFont": lambda _self, _font: None,
            "EnumFonts": lambda _self, _mapper: None,
            "GetFaceName": lambda _self, _font, _buffer, _size: 0,
            "GetFontCharset": lambda _self, _font: 0,
        }
        kinds = dict(field[:2] for field in pdfium.FPDF_SYSFONTINFO._fields_)
        self._info = pdfium.FPDF_SYSFONTINFO(version=1)
        for name, call in calls.items():
            setattr(self._info, name, kinds[name](call))

    def offer(self) -> None:
        """Let pdfium take its fonts from here."""
        pdfium.FPDF_SetSystemFontInfo(ctypes.byref(self._info))

    def _map(
        self, _self: Any, weight: int, italic: int, _set: int, pitch: int, face: Any, _exact: Any
    ) -> int:
        if not self.instead:
            return 0
        name = ctypes.string_at(face).decode("latin-1") if face else ""
        slanted = bool(italic) or "italic" in name.lower() or "oblique" in name.lower()
        path = file_for(name, bold=weight >= BOLD_FROM or "bold" in name.lower(), italic=slanted, pitch=pitch)
        handle = self._handles.setdefault(path, len(self._handles) + 1)
        if handle not in self._bytes:
            self._bytes[handle] = path.read_bytes()
        return handle

    def _read(self, _self: Any, font: int, table: int, buffer: Any, size: int) -> int:
        content = self._bytes.get(font or 0, b"") if table == WHOLE_FILE else b""
        if buffer and size >= len(content):
            ctypes.memmove(buffer, content, len(content))
        return len(content)


@cache
def fonts() -> Fonts:
    """The one source of this process, which lives as long as pdfium may ask it."""
    return Fonts()
