"""PNG: the chunks that pixels are made of; all others are left out before anything reads them (PNG 1.2, 4)."""

from collections.abc import Iterator

SIGN = b"\x89PNG\r\n\x1a\n"
NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})


def needed_chunks(data: bytes) -> bytes:
    """A PNG of its pixels alone, so that a bad chunk nobody needs does not spoil it; other files as they are."""
    return SIGN + b"".join(_needed(memoryview(data))) if data.startswith(SIGN) else data


def _needed(data: memoryview) -> Iterator[memoryview]:
    at = len(SIGN)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        name, end = bytes(data[at + 4 : at + 8]), at + 12 + length
        if name in NEEDED:
            yield data[at:end]
        if name == b"IEND":
            return
        at = end
