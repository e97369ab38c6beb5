"""What the tip desk asks of its storage, and how things look there: sealed."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.tips.casework.deadlines import Due
from bot.tips.casework.quarterly_figures import Fact
from bot.tips.model import CaseHead, CaseNumber, CaseRecord, Deed, EntryKind, EntryMark, NoticeKind
from bot.tips.officials.file import OfficialId
from bot.tips.secrecy.key_file import Wrapped


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry as it is kept. Its place counts from 0 within the case."""

    mark: EntryMark
    sealed: bytes
    files: tuple[bytes, ...] = ()

    @property
    def kind(self) -> EntryKind:
        """What it is."""
        return self.mark.kind


@dataclass(frozen=True, slots=True)
class SealedCase:
    """A case as it is kept: its key twice wrapped; `sealed` is the body and whom the reporter kept out, `pepper` the name of the
    pepper under which its code was given.
    """

    head: CaseHead
    lookup: bytes
    by_file: Wrapped
    by_receipt: bytes
    sealed: bytes
    pepper: str = ""


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case as it is kept, with its record; `bound` shows that nobody has changed the record without the key of the case."""

    case: SealedCase
    record: CaseRecord
    bound: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """A notice to be sent to an official."""

    official: OfficialId
    number: CaseNumber
    due: Due


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a message to an official; `head` is None where the case is gone."""

    number: CaseNumber
    kind: NoticeKind
    head: CaseHead | None

    @property
    def is_urgent(self) -> bool:
        """Whether it tells of danger to life: of an addition always, of a case until somebody opens it."""
        head = self.head
        if head is not None and self.kind in {NoticeKind.MORE_URGENT, NoticeKind.MORE_UNREAD}:
            return True
        return head is not None and head.is_urgent and head.first_act is None and head.closed is None


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that is due to one official: one message. A repeat may have arrived already: its answer was lost."""

    official: OfficialId
    attempt: str
    is_repeat: bool
    items: tuple[Item, ...]

    @property
    def cases(self) -> frozenset[CaseNumber]:
        """The cases it speaks of, each once however much is said of it."""
        return frozenset(item.number for item in self.items)

    @property
    def is_urgent(self) -> bool:
        """Whether one of its items tells of danger to life."""
        return any(item.is_urgent for item in self.items)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An official's act, as the audit keeps it: with its exact time (UTC), under a name that `audited` gives."""

    at: datetime
    official: OfficialId
    name: str
    number: CaseNumber


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button of an official stands for."""

    number: CaseNumber
    deed: Deed
    argument: str = ""


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A message on an official's phone that shows what must not stay there."""

    official: OfficialId
    message: int
    number: CaseNumber
    is_file: bool


@dataclass(frozen=True, slots=True)
class KeptPin:
    """What is kept of the PIN of an official; `wrong` counts the wrong ones since the last right one."""

    mark: bytes
    wrong: int


class PinStore(Protocol):
    """PINs of officials."""

    async def pin(self, official: OfficialId) -> KeptPin | None:
        """What is kept of their PIN; None where they have none."""

    async def keep_pin(self, official: OfficialId, mark: bytes) -> None:
        """Keep a PIN; none was typed wrong since."""

    async def count_wrong(self, official: OfficialId) -> int:
        """Count a wrong one; how many there are now."""

    async def untold_locks(self, most: int) -> list[OfficialId]:
        """Who has so many wrong ones, and nobody was told."""

    async def told_of_lock(self, official: OfficialId) -> None:
        """Note that somebody was told."""


class CaseUnit(Protocol):
    """One transaction over the cases. What it reads holds until it ends; what it writes is kept as a whole or not at all."""

    async def kept(self, number: CaseNumber) -> KeptCase | None:
        """A case with its record."""

    async def entries(self, number: CaseNumber) -> list[SealedEntry]:
        """What stands in a case, oldest first, without files."""

    async def attachments(self, number: CaseNumber) -> list[tuple[int, int, bytes]]:
        """All files of a case: place of the entry, place of the file, sealed."""

    async def count_files(self, number: CaseNumber) -> list[tuple[int, int]]:
        """How many files each entry of a case has: place of the entry, files."""

    async def file(self, kept: KeptCase, entry: SealedEntry) -> None:
        """Keep a new case."""

    async def save(self, record: CaseRecord, bound: bytes) -> None:
        """Put a record in the place of the one that is kept. An official who receives the case no more loses its notices and buttons."""

    async def add(self, number: CaseNumber, entry: SealedEntry) -> None:
        """Add an entry; its mark stands in the record too, which is saved apart."""

    async def replace_entry(self, number: CaseNumber, entry: SealedEntry) -> None:
        """Put an entry in the place of the one that stands there, with its files."""

    async def bring_forward(self, number: CaseNumber, kinds: Collection[EntryKind], at: datetime) -> None:
        """Let entries of these kinds exist for the other side from a moment on, where they would later; the record is saved apart."""

    async def deliver(self, deliveries: Sequence[Delivery]) -> None:
        """Note what is to be sent, and when."""

    async def awaited(self, number: CaseNumber) -> list[Delivery]:
        """What is still to be sent about a case."""

    async def drop_notices(self, number: CaseNumber, kinds: Collection[NoticeKind]) -> None:
        """Send no more notices of these kinds about a case."""

    async def log(self, act: AuditRow) -> None:
        """Note an act in the audit."""

    async def last_act(self, official: OfficialId, number: CaseNumber) -> datetime | None:
        """When an official last did something themself with a case; an empty number stands for their list."""

    async def has_done(self, official: OfficialId, number: CaseNumber, names: Collection[str]) -> bool:
        """Whether an official has done one of these acts with a case."""

    async def count(self, officials: Collection[OfficialId], fact: Fact) -> None:
        """Keep the figures of a case that has ended, for each who received it."""

    async def uncount(self, officials: Collection[OfficialId], fact: Fact) -> None:
        """Take the figures of a case that was opened anew out again, once for each of them."""

    async def inbox(self, official: OfficialId) -> list[KeptCase]:
        """The cases of an official that are not yet destroyed."""

    async def reachable(self) -> Mapping[OfficialId, bool]:
        """Which officials have started the bot, and whether they can still be reached."""

    async def forget_code(self, number: CaseNumber) -> None:
        """Let the code of a case open nothing any more."""

    async def empty(self, number: CaseNumber) -> None:
        """Destroy what stands in a case; how many entries and files it had remains until the case is destroyed."""

    async def destroy(self, numbers: Collection[CaseNumber], day: date) -> None:
        """Destroy cases: keys, contents, notices but those that say so, buttons."""

    async def destroyed_on(self, day: date) -> int:
        """How many cases were destroyed on a day."""


class CaseStore(Protocol):
    """Cases and what stands in them. What is read outside a transaction may have changed by the next line."""

    def transaction(self) -> AbstractAsyncContextManager[CaseUnit]:
        """One transaction: kept when the block ends, undone where it raises."""

    async def find(self, lookup: bytes) -> SealedCase | None:
        """The case that a code stands for."""

    async def open_cases(self) -> list[CaseNumber]:
        """All cases that have not ended and were not withdrawn."""

    async def cases_of(self, official: OfficialId) -> list[CaseNumber]:
        """The open cases that an official receives, those too that do not exist for them yet."""

    async def withdrawn_by(self, now: datetime) -> list[CaseNumber]:
        """The withdrawn cases whose moment has come."""

    async def over_by(self, closed: date, received: date, warned: date) -> list[CaseNumber]:
        """Cases that may be destroyed. A closed one may, where it was closed on or before `closed`. An open one may, where it was
        received, or opened anew, on or before `received`, and a warning of its end has arrived since then, on or before `warned`.

        A case about which a notice other than a reminder is still to be sent may not.
        """

    async def facts(self, official: OfficialId) -> list[Fact]:
        """What ended cases of an official left for the figures."""

    async def scrub(self) -> None:
        """Overwrite what the file system still has of what was destroyed: call it after each destruction."""


class DeliveryStore(Protocol):
    """What is to be sent to officials."""

    async def take_due(self, now: datetime) -> list[Batch]:
        """Everything due, a batch an official, each noted as begun. What has failed before comes as a batch of its own."""

    async def delivered(
        self, batch: Batch, message: int, day: date, following: Sequence[Delivery] = ()
    ) -> None:
        """Note that a batch arrived, and what follows upon it."""

    async def put_off(self, batch: Batch, until: datetime, *, is_unsure: bool) -> None:
        """Send a batch later; `is_unsure` where it may have arrived."""

    async def failed(self, batch: Batch, now: datetime) -> int:
        """Put a batch off that the bot itself could not make, longer each time; how often it has failed now."""

    async def drop(self, batch: Batch, numbers: Collection[CaseNumber] | None = None) -> None:
        """Give a batch up, or what it says of these cases."""

    async def last_message(self, official: OfficialId) -> date | None:
        """The day of the newest message that an official was sent in the last three days."""

    async def is_reachable(self) -> dict[OfficialId, bool]:
        """Which officials have started the bot, and whether they can still be reached."""

    async def set_reachable(self, official: OfficialId, *, is_reachable: bool) -> None:
        """Note that an official can or cannot be reached."""


class ScreenStore(Protocol):
    """Buttons and messages on officials' phones."""

    async def tokens(self, official: OfficialId, acts: Sequence[Pressed]) -> list[str]:
        """The random tokens for acts of an official, one each; the same one for the same act."""

    async def pressed(self, official: OfficialId, token: str) -> Pressed | None:
        """What a token stands for, if it is this official's."""

    async def twin(self, attempt: str, message: int) -> int | None:
        """The other message with the same notices: an attempt whose answer was lost may have arrived, and then it came twice."""

    async def show(self, on_screen: OnScreen, until: datetime) -> None:
        """Note what will have to go from a phone."""

    async def take_faded(self, now: datetime) -> list[OnScreen]:
        """What has to go now."""

    async def gone(self, on_screen: OnScreen) -> None:
        """Note that it went."""
