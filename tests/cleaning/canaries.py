"""Unique words planted in files, and the search for those that came through."""

import base64
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, is_zipfile


class Canaries:
    """Hands out words that stand nowhere else, one for each hiding place."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        return self.words.setdefault(place, f"Kanareika{len(self.words):03d}Qx")

    def survivors(self, data: bytes) -> list[str]:
        """The hiding places whose word can be found in the bytes, packed or not, in any usual encoding."""
        layers = list(unpacked(data))
        return [
            place
            for place, word in self.words.items()
            if any(form in layer for layer in layers for form in forms(word))
        ]


def forms(word: str) -> list[bytes]:
    plain = word.encode()
    wide = word.encode("utf-16-le"), word.encode("utf-16-be")
    shifted = [base64.b64encode(b"\0" * shift + plain)[4:-4] for shift in range(3)]
    return [plain, *wide, plain.hex().encode(), plain.hex().upper().encode(), *shifted]


def unpacked(data: bytes) -> Iterator[bytes]:
    """The bytes, and all that is packed in them: members of zips, streams of PDFs, chunks of PNGs."""
    yield data
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename.encode() + member.comment + member.extra
                yield from unpacked(archive.read(member))
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        yield from inflated(stream)
    if data.startswith(b"\x89PNG"):
        yield from inflated(b"".join(content for name, content in chunks(data) if name == b"IDAT"))
        for name, content in chunks(data):
            if name in (b"zTXt", b"iCCP"):
                yield from inflated(content.partition(b"\0")[2][1:])


def inflated(packed: bytes) -> Iterator[bytes]:
    unpacking = zlib.decompressobj()
    try:
        yield unpacking.decompress(packed) + unpacking.flush()
    except zlib.error:
        return


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The names and contents of the chunks of a PNG."""
    at = 8
    while at + 12 <= len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length
