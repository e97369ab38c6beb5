"""Layers of a PDF that are switched off (ISO 32000-1, 8.11): pdfium heeds them in pages, but not in marks on pages."""

import re
import zlib
from collections.abc import Iterator

OFF = re.compile(rb"/OFF\s*(?:\[\s*\d|\d+\s+\d+\s+R)|/(?:BaseState|ViewState)\s*/OFF")
UNREADABLE = b"/OFF[0"
"""Stands for objects that cannot be unpacked here, as in files with a key: they may switch a layer off."""
OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
MOST = 2**22
"""Bytes of unpacked objects that are looked through, of each stream."""


def has_layers_off(data: bytes) -> bool:
    """Whether a document switches a layer off; one that is damaged beyond reading does not."""
    return any(OFF.search(part) for part in _parts(data))


def _parts(data: bytes) -> Iterator[bytes]:
    yield data
    for found in OBJECTS.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[found.end() :], MOST)
        except zlib.error:
            yield UNREADABLE
