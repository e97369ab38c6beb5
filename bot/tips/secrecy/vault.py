"""Between what is said in a case and how it is kept: everything goes through the key of the case."""

import hmac
import json
import secrets
from dataclasses import dataclass, replace
from random import Random

from bot.cleaning.model import Dropped
from bot.tips.model import Attachment, CaseHead, CaseNumber, CaseRecord, Entry, EntryMark
from bot.tips.officials.file import BodyId, OfficialId
from bot.tips.ports import KeptCase, SealedCase, SealedEntry
from bot.tips.secrecy.binding import canonical
from bot.tips.secrecy.code_hashing import Unlocked
from bot.tips.secrecy.key_file import KeyRing, Keys
from bot.tips.secrecy.sealing import new_key, seal, unseal, unwrap, wrap

NUMBER_DIGITS = 8


class TamperedError(Exception):
    """Somebody has changed what is kept of a case without its key."""


@dataclass(frozen=True, slots=True)
class Concerns:
    """Which body a case is about, whom the reporter kept out, and who has stepped back from it."""

    body: BodyId
    excluded: frozenset[OfficialId]
    recused: frozenset[OfficialId] = frozenset()

    @property
    def out(self) -> frozenset[OfficialId]:
        """Who must not come to it."""
        return self.excluded | self.recused


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The key of one case, unwrapped; it seals and opens what stands in it, each thing at its place."""

    number: CaseNumber
    key: bytes

    def __repr__(self) -> str:
        return "CaseKey(…)"

    def seal_entry(self, mark: EntryMark, entry: Entry) -> SealedEntry:
        """An entry as it is kept."""
        place = mark.place
        said = {"text": entry.text, "by": entry.by, "urgent": entry.is_urgent}
        content = json.dumps(said, ensure_ascii=False).encode()
        files = (
            seal(self.key, _packed(file), self._place("file", place, at))
            for at, file in enumerate(entry.files)
        )
        sealed = seal(self.key, content, self._place("entry", place))
        return SealedEntry(mark, sealed, tuple(files))

    def open_entry(self, kept: SealedEntry) -> Entry:
        """An entry, without its files."""
        mark = kept.mark
        content = json.loads(unseal(self.key, kept.sealed, self._place("entry", mark.place)))
        by = content["by"]
        is_urgent = content.get("urgent", False)  # entries sealed before this was kept say nothing of it
        return Entry(
            mark.kind, mark.day, content["text"], OfficialId(by) if by else None, is_urgent=is_urgent
        )

    def bind(self, record: CaseRecord) -> bytes:
        """What shows that a record was written by somebody who has the key of the case."""
        own = hmac.digest(self.key, b"adep tip record", "sha256")
        return hmac.digest(own, canonical(record), "sha256")

    def check(self, kept: KeptCase) -> None:
        """See that nobody has changed the record: who receives the case, what stands in it, how it stands.

        Raises:
            TamperedError: where somebody has.
        """
        if not hmac.compare_digest(self.bind(kept.record), kept.bound):
            raise TamperedError

    def open_file(self, entry: int, place: int, sealed: bytes) -> Attachment:
        """A file of an entry."""
        return _unpacked(unseal(self.key, sealed, self._place("file", entry, place)))

    def seal_concerns(self, concerns: Concerns) -> bytes:
        """Body and exclusions as they are kept."""
        content = {"body": concerns.body, "excluded": sorted(concerns.excluded)}
        return seal(self.key, json.dumps(content).encode(), self._place("concerns"))

    def open_concerns(self, sealed: bytes) -> Concerns:
        """Body and exclusions."""
        content = json.loads(unseal(self.key, sealed, self._place("concerns")))
        return Concerns(BodyId(content["body"]), frozenset(map(OfficialId, content["excluded"])))

    def _place(self, *parts: str | int) -> str:
        return "/".join(map(str, (self.number, *parts)))


class Vault:
    """Makes case keys and gets them back: with the key file, or with what a code unlocked."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    def new_case(self, head: CaseHead, unlocked: Unlocked, concerns: Concerns) -> tuple[CaseKey, SealedCase]:
        """A fresh key for a case, and the case as it is kept."""
        key = CaseKey(head.number, new_key())
        by_file = self._keys.wrap(key.key, _by_file(head.number))
        by_receipt = wrap(unlocked.key, key.key, _by_receipt(head.number))
        sealed = key.seal_concerns(concerns)
        return key, SealedCase(head, unlocked.lookup, by_file, by_receipt, sealed, unlocked.pepper)

    def by_file(self, case: SealedCase) -> CaseKey:
        """The key of a case, by the key file.

        Raises:
            UnsealableError: where the file no longer has the key.
        """
        number = case.head.number
        return CaseKey(number, self._keys.unwrap(case.by_file, _by_file(number)))

    def by_receipt(self, case: SealedCase, unlocked: Unlocked) -> CaseKey:
        """The key of a case, by its code; the key file is not needed.

        Raises:
            UnsealableError: where the database was changed.
        """
        number = case.head.number
        return CaseKey(number, unwrap(unlocked.key, case.by_receipt, _by_receipt(number)))

    def rewrapped(self, case: SealedCase, keys: Keys) -> SealedCase:
        """The case with its key under the current one of other keys."""
        key = self.by_file(case)
        by_file = keys.wrap(key.key, _by_file(key.number))
        return replace(case, by_file=by_file)


def new_number(chance: Random) -> CaseNumber:
    """A random number for a case: `4821-7730`."""
    digits = "".join(str(chance.randrange(10)) for _ in range(NUMBER_DIGITS))
    return CaseNumber(f"{digits[:4]}-{digits[4:]}")


def new_file_name(kind: str) -> str:
    """A random name for a file of a kind such as `pdf`."""
    return f"{secrets.token_hex(4)}.{kind}"


def _packed(file: Attachment) -> bytes:
    """What is said of a file as a line of JSON, then its bytes, then its drawn pages."""
    said = {
        "name": file.name,
        "lacks": dict(file.lacks),
        "shows": dict(file.shows),
        "pages": file.pages,
        "length": len(file.data),
    }
    return json.dumps(said).encode("ascii") + b"\0" + file.data + file.drawn


def _unpacked(packed: bytes) -> Attachment:
    head, _, data = packed.partition(b"\0")
    if not head.startswith(b"{"):  # files sealed before anything was said of them: their name alone
        return Attachment(head.decode("ascii"), data)
    said = json.loads(head)
    lacks, shows = (
        {Dropped(kind): count for kind, count in said[name].items() if kind in set(Dropped)}
        for name in ("lacks", "shows")
    )
    length = said["length"]
    return Attachment(said["name"], data[:length], lacks, shows, said["pages"], data[length:])


def _by_file(number: CaseNumber) -> str:
    return f"{number}/key/file"


def _by_receipt(number: CaseNumber) -> str:
    return f"{number}/key/receipt"
