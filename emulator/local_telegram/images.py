"""As much of image formats as Telegram shows of them: is it one, how large, and the metadata it strips."""

_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"RIFF")
_UNKNOWN_SIZE = (640, 480)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def is_image(data: bytes) -> bool:
    """Whether Telegram would take the bytes as a photo, by their first bytes."""
    return data.startswith(_MAGIC)


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels; a common size where the format is not read here."""
    if data.startswith(b"\x89PNG") and len(data) >= 24:
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    for marker, segment in _segments(data):
        if marker in _FRAMES and len(segment) >= 9:
            return int.from_bytes(segment[7:9]), int.from_bytes(segment[5:7])
    return _UNKNOWN_SIZE


def without_metadata(data: bytes) -> bytes:
    """A JPEG without its application segments (EXIF, GPS, …) and comments; other formats as they are."""
    segments = _segments(data)
    if not segments:
        return data
    kept = [part for marker, part in segments if not (0xE1 <= marker <= 0xEF or marker == 0xFE)]
    rest = data[2 + sum(len(part) for _, part in segments) :]
    return data[:2] + b"".join(kept) + rest


def _segments(data: bytes) -> list[tuple[int, bytes]]:
    """The segments of a JPEG before its picture data, each with its marker byte; empty for other formats."""
    found: list[tuple[int, bytes]] = []
    at = 2
    while data.startswith(b"\xff\xd8") and at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in {0xD9, 0xDA} or marker in _STANDALONE:
            break
        length = 2 + int.from_bytes(data[at + 2 : at + 4])
        found.append((marker, data[at : at + length]))
        at += length
    return found
