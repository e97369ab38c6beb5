"""The key file: what wraps the key of every case, and the pepper of the codes. It lies outside the database."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.machine.disk import sync_folder, zero
from bot.tips.secrecy.sealing import KEY, UnsealableError, new_key, unwrap, wrap

MODE = 0o600


class KeyFileFaultyError(Exception):
    """The key file cannot be used; says why in one sentence."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"TIPS_KEY_FILE {path} {reason}.")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The key of a case under the key of the file that has this id."""

    key_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Keys:
    """What the file holds: keys by id, the id in use for new cases, the pepper of new codes, those of older ones (newest first), the
    key of the audit.

    A file of an earlier version has no key of the audit; `is_bound` says that tips.db was bound to these keys, see `open_keys`.
    """

    current: str
    keys: Mapping[str, bytes]
    pepper: bytes
    audit: bytes = b""
    is_bound: bool = False
    old_peppers: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        return "Keys(…)"

    def wrap(self, key: bytes, place: str) -> Wrapped:
        """Wrap the key of a case under the current key."""
        return Wrapped(self.current, wrap(self.keys[self.current], key, place))

    def unwrap(self, wrapped: Wrapped, place: str) -> bytes:
        """The key of a case.

        Raises:
            UnsealableError: where the file no longer has the key it was wrapped under.
        """
        if wrapped.key_id not in self.keys:
            raise UnsealableError(place)
        return unwrap(self.keys[wrapped.key_id], wrapped.sealed, place)

    def with_new_key(self) -> "Keys":
        """The same keys and a fresh one, which is the current one from now on. The pepper stays: codes are bound to it."""
        name = secrets.token_hex(4)
        return replace(self, current=name, keys={**self.keys, name: new_key()})

    def without_old(self) -> "Keys":
        """The current key alone."""
        return replace(self, keys={self.current: self.keys[self.current]})

    def with_new_pepper(self) -> "Keys":
        """The same keys and a fresh pepper, for the codes given from now on. The old ones stay: older codes are bound to them."""
        return replace(self, pepper=new_key(), old_peppers=self.peppers)

    def without_peppers_but(self, needed: Collection[str]) -> "Keys":
        """The same keys without the old peppers that no code needs any more; `needed` are the names of those that are."""
        kept = tuple(pepper for pepper in self.old_peppers if pepper_name(pepper) in needed)
        return replace(self, old_peppers=kept)

    @property
    def peppers(self) -> tuple[bytes, ...]:
        """All peppers, that of new codes first."""
        return (self.pepper, *self.old_peppers)

    @property
    def mark(self) -> bytes:
        """What tips.db keeps of these keys, to know them again: it says nothing of them, and outlives a rotation of keys."""
        return _mark(self.pepper)

    def knows(self, mark: bytes) -> bool:
        """Whether a mark is of these keys, now or before a pepper was changed."""
        return any(hmac.compare_digest(mark, _mark(pepper)) for pepper in self.peppers)


class KeyFile:
    """The file itself, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    def load_or_make(self) -> Keys:
        """The keys; where there is no file yet, a new one is made. Only where there are no cases yet, see `open_keys`.

        Raises:
            KeyFileFaultyError: where the file is damaged or others may read it.
        """
        if not self._path.exists():
            self.save(fresh_keys())
        return self.load()

    def load(self) -> Keys:
        """The keys.

        Raises:
            KeyFileFaultyError: where the file is missing, damaged, or others may read it.
        """
        try:
            mode = stat.S_IMODE(self._path.stat().st_mode)
            content = json.loads(self._path.read_text("ascii"))
        except OSError as error:
            raise KeyFileFaultyError(self._path, f"cannot be read ({type(error).__name__})") from None
        except ValueError:
            raise self._damaged() from None
        if mode & 0o077:
            raise KeyFileFaultyError(self._path, "may be read by others; set its mode to 0600")
        return self._parsed(content)

    def save(self, keys: Keys) -> None:
        """Put the keys in place of the old ones, wholly or not at all; the old file is overwritten on the disk."""
        content = {
            "current": keys.current,
            "keys": {name: _text(key) for name, key in keys.keys.items()},
            "pepper": _text(keys.pepper),
            "audit": _text(keys.audit),
            "bound": keys.is_bound,
            "old_peppers": [_text(pepper) for pepper in keys.old_peppers],
        }
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._path.with_name(self._path.name + ".new")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        old = os.open(self._path, os.O_WRONLY) if self._path.exists() else None
        draft.replace(self._path)
        sync_folder(self._path.parent)
        if old is not None:
            zero(old)
            os.close(old)

    def _parsed(self, content: object) -> Keys:
        match content:
            case {"current": str(current), "keys": dict(keys), "pepper": str(pepper), **rest} if (
                current in keys
            ):
                audit, is_bound = str(rest.get("audit", "")), rest.get("bound") is True
                try:
                    known = {name: _bytes(key) for name, key in keys.items()}
                    old = _peppers(rest.get("old_peppers", []))
                    read = Keys(current, known, _bytes(pepper), _bytes(audit), is_bound, old)
                except (TypeError, ValueError):
                    raise self._damaged() from None
                lengths = {len(key) for key in (*read.keys.values(), *read.peppers)}
                if lengths == {KEY} and len(read.audit) in {0, KEY}:
                    return read
        raise self._damaged()

    def _damaged(self) -> KeyFileFaultyError:
        return KeyFileFaultyError(self._path, "is damaged; put your copy of it in its place")


class KeyRing:
    """The keys in use. The operator may rotate the file under a running bot: whoever needs its newest key reads it again."""

    def __init__(self, keys: Keys, file: KeyFile | None = None) -> None:
        self._keys = keys
        self._file = file

    @property
    def keys(self) -> Keys:
        """The keys as they were last read."""
        return self._keys

    def wrap(self, key: bytes, place: str) -> Wrapped:
        """Wrap the key of a case under the key that is current in the file: an older one may be retired at any time.

        Raises:
            KeyFileFaultyError: where the file cannot be used any more.
        """
        self._read_again()
        return self._keys.wrap(key, place)

    def unwrap(self, wrapped: Wrapped, place: str) -> bytes:
        """The key of a case.

        Raises:
            UnsealableError: where no key of the file fits.
            KeyFileFaultyError: where the file cannot be used any more.
        """
        if wrapped.key_id not in self._keys.keys:
            self._read_again()
        return self._keys.unwrap(wrapped, place)

    def _read_again(self) -> None:
        if self._file is None:
            return
        keys = self._file.load()
        if not (keys.knows(self._keys.mark) or self._keys.knows(keys.mark)):
            raise KeyFileFaultyError(
                self._file.path, "is another one than at the start; put the right one in its place"
            )
        self._keys = keys


def pepper_name(pepper: bytes) -> str:
    """The name of a pepper, by which a case says under which one its code was given; it says nothing of it."""
    return hmac.digest(pepper, b"adep tip pepper", hashlib.sha256)[:4].hex()


def fresh_keys() -> Keys:
    """Keys that nobody has ever used."""
    name = secrets.token_hex(4)
    return Keys(name, {name: new_key()}, new_key(), new_key(), is_bound=True)


def _mark(pepper: bytes) -> bytes:
    return hmac.digest(pepper, b"adep tips.db belongs to this file", hashlib.sha256)[:16]


def _peppers(written: object) -> tuple[bytes, ...]:
    if not isinstance(written, list):
        raise TypeError
    return tuple(_bytes(str(one)) for one in written)


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
