"""The sweep: every byte that may have been kept or told is searched for a reporter, in every form a value takes on a disk."""

import base64
import hashlib
import hmac
import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.tips.needles import Needles

Forms = frozenset[bytes]

HASHES: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: hashlib.md5(data, usedforsecurity=False).digest(),
    lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    lambda data: hashlib.sha224(data).digest(),
    lambda data: hashlib.sha256(data).digest(),
    lambda data: hashlib.sha384(data).digest(),
    lambda data: hashlib.sha512(data).digest(),
    lambda data: hashlib.sha3_256(data).digest(),
    lambda data: hashlib.blake2b(data).digest(),
    lambda data: hashlib.blake2s(data).digest(),
)
SHORTEST = 4
"""Bytes: anything shorter is found in random bytes by chance alone."""

KEY_LENGTHS = range(8, 65)
DEEPEST = 3
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Find:
    """A canary that was found, and where."""

    canary: str
    place: str


@dataclass(frozen=True, slots=True)
class Canary:
    """A value that only the reporter has."""

    name: str
    value: int | str | bytes

    def plain(self) -> Iterator[bytes]:
        """The value as bytes: as text, as a number."""
        match self.value:
            case bytes():
                yield self.value
            case str():
                yield from _texts(self.value)
            case int():
                yield from _texts(str(self.value))
                yield from _numbers(self.value)

    def forms(self) -> Forms:
        """Every form to look for."""
        found: set[bytes] = set()
        for plain in self.plain():
            found |= {plain, *_written(plain)}
        for digest in self.digests():
            found |= {digest, *_written(digest)}
        return frozenset(form for form in found if len(form) >= SHORTEST)

    def digests(self) -> Iterator[bytes]:
        """The value under every common hash."""
        for data in self.hashable():
            for digest in HASHES:
                yield digest(data)

    def hashable(self) -> Iterator[bytes]:
        """What somebody would hash."""
        match self.value:
            case bytes():
                yield self.value
            case str():
                yield self.value.encode()
            case int():
                yield str(self.value).encode()
                yield self.value.to_bytes(8, "big", signed=True)
                yield self.value.to_bytes(8, "little", signed=True)


class Sweep:
    """Looks for canaries in bytes, in what the bytes unpack to, and under keys that lie beside them."""

    def __init__(self, canaries: Iterable[Canary]) -> None:
        self._canaries = tuple(canaries)
        self._needles = Needles((form, canary.name) for canary in self._canaries for form in canary.forms())

    def files(self, folder: Path) -> list[Find]:
        """What is found in the files under a folder, their names and their content; keys are taken from every file."""
        contents = {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        finds = [find for name in contents for find in self.search(name.encode(), f"name {name}")]
        finds += [find for name, content in contents.items() for find in self.search(content, name)]
        return finds + self.keyed(contents)

    def search(self, data: bytes, place: str, depth: int = 0) -> list[Find]:
        """What is found in bytes and in what they unpack to."""
        found = [Find(name, place) for name in sorted(self._needles.found_in(data))]
        if depth < DEEPEST:
            for number, inner in enumerate(_unpacked(data)):
                found += self.search(inner, f"{place} > {number}", depth + 1)
        return found

    def keyed(self, contents: Mapping[str, bytes]) -> list[Find]:
        """Canaries under HMAC or a keyed hash whose key lies in one of the files."""
        needles = Needles(
            (form, Find(canary.name, f"under the key {key.hex()[:8]}…"))
            for key in _keys(contents.values())
            for canary in self._canaries
            for data in canary.hashable()
            for form in _tags(key, data)
        )
        return list(needles.found_in(b"".join(contents.values())))


def _tags(key: bytes, data: bytes) -> Iterator[bytes]:
    for tag in (
        hmac.digest(key, data, "sha256"),
        hashlib.sha256(key + data).digest(),
        hashlib.sha256(data + key).digest(),
        hashlib.blake2b(data, key=key).digest(),
    ):
        yield tag[:16]
        yield tag.hex()[:32].encode()


def _texts(text: str) -> Iterator[bytes]:
    for form in {text, text.lower(), text.upper()}:
        yield form.encode("utf-8")
        yield form.encode("utf-16-le")
        yield form.encode("utf-16-be")
        escaped = form.encode("ascii", "backslashreplace")
        yield escaped
        yield form.encode("unicode_escape")


def _numbers(value: int) -> Iterator[bytes]:
    for length in range(4, 9):
        for order in ("little", "big"):
            try:
                yield value.to_bytes(length, order, signed=True)
            except OverflowError:
                continue
    yield _varint(value)
    yield f"{value:x}".encode()
    yield f"{value:X}".encode()


def _varint(value: int) -> bytes:
    """A number as SQLite's varint: seven bits a byte, the highest first."""
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(value & 0x7F | 0x80)
    return bytes(reversed(groups))


def _written(data: bytes) -> Iterator[bytes]:
    """Bytes written as hex, and as base64 at each of its three alignments."""
    yield data.hex().encode()
    yield data.hex().upper().encode()
    for shift in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            # The signs at the ends also hold bits of the neighbours: only those between are the value's alone.
            core = encode(bytes(shift) + data)[(0, 2, 3)[shift] :]
            yield core[: (len(data) * 8 - (0, 4, 2)[shift]) // 6]


def _unpacked(data: bytes) -> Iterator[bytes]:
    yield from _zip_members(data)
    yield from _streams(data)


def _zip_members(data: bytes) -> Iterator[bytes]:
    at = data.find(b"PK\x03\x04")
    if at < 0:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data[at:])) as archive:
            for member in archive.infolist():
                yield member.filename.encode()
                yield archive.read(member)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return


def _streams(data: bytes) -> Iterator[bytes]:
    """Whatever zlib or gzip opens anywhere in the bytes."""
    for head, bits in ((b"\x78\x01", 15), (b"\x78\x9c", 15), (b"\x78\xda", 15), (b"\x1f\x8b", 31)):
        at = data.find(head)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj(bits).decompress(data[at:], LARGEST)
            at = data.find(head, at + 1)


def _keys(contents: Iterable[bytes]) -> set[bytes]:
    """Every value in a database or a JSON file that could be a key."""
    found: set[bytes] = set()
    for content in contents:
        if content.startswith(b"SQLite format 3"):
            found.update(_values(content))
        elif content.startswith(b"{"):
            with suppress(ValueError):
                found.update(_json_values(json.loads(content)))
    return {key for key in found if len(key) in KEY_LENGTHS}


def _values(database: bytes) -> Iterator[bytes]:
    with closing(sqlite3.connect(":memory:")) as connection:
        # Marked as written without a journal of its own: one in memory cannot have any.
        connection.deserialize(database[:18] + b"\x01\x01" + database[20:])
        for row in (row for table in _tables(connection) for row in connection.execute(table)):
            yield from (value for value in row if isinstance(value, bytes))
            yield from (value.encode() for value in row if isinstance(value, str))


def _tables(connection: sqlite3.Connection) -> list[str]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [f'SELECT * FROM "{name}"' for (name,) in names]  # noqa: S608 - names out of the schema itself


def _json_values(value: object) -> Iterator[bytes]:
    match value:
        case dict():
            for inner in value.values():
                yield from _json_values(inner)
        case str():
            yield value.encode()
            with suppress(ValueError):
                yield base64.b64decode(value, validate=True)
