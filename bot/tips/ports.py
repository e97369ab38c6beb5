"""What the tip desk asks of its storage, and how things look there: sealed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.tips.casework.deadlines import Due
from bot.tips.casework.quarterly_figures import Fact
from bot.tips.model import CaseHead, CaseNumber, Deed, EntryKind, NoticeKind, Outcome, State
from bot.tips.officials.file import OfficialId
from bot.tips.secrecy.key_file import Wrapped


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry as it is kept. `place` counts from 0 within the case."""

    place: int
    kind: EntryKind
    day: date
    sealed: bytes
    files: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class SealedCase:
    """A case as it is kept: its key twice wrapped; `sealed` is the body and whom the reporter kept out."""

    head: CaseHead
    lookup: bytes
    by_file: Wrapped
    by_receipt: bytes
    sealed: bytes


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


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that is due to one official: one message. A repeat may have arrived already: its answer was lost."""

    official: OfficialId
    attempt: str
    is_repeat: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """An official's act, as the audit keeps it: with its exact time (UTC), under a name that `audited` gives."""

    at: datetime
    official: OfficialId
    name: str
    number: CaseNumber


@dataclass(frozen=True, slots=True)
class Move:
    """What an act changes in a case. `facts` are counted where the case ends."""

    state: State
    day: date
    outcome: Outcome | None = None
    fact: Fact | None = None


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


class CaseStore(Protocol):
    """Cases and what stands in them. Each method is one transaction."""

    async def file(
        self,
        case: SealedCase,
        entry: SealedEntry,
        recipients: Collection[OfficialId],
        deliveries: Sequence[Delivery],
    ) -> None:
        """Keep a new case."""

    async def find(self, lookup: bytes) -> SealedCase | None:
        """The case that a code stands for."""

    async def case(self, number: CaseNumber) -> SealedCase | None:
        """A case by its number."""

    async def open_cases(self) -> list[CaseNumber]:
        """All cases that have not ended."""

    async def entries(self, number: CaseNumber) -> list[SealedEntry]:
        """What stands in a case, oldest first, without files."""

    async def attachments(self, number: CaseNumber) -> list[tuple[int, int, bytes]]:
        """All files of a case: place of the entry, place of the file, sealed."""

    async def add(
        self, number: CaseNumber, entry: SealedEntry, deliveries: Sequence[Delivery], act: Act | None
    ) -> bool:
        """Add an entry; False where the place is taken or the case is gone."""

    async def recipients(self, number: CaseNumber) -> frozenset[OfficialId]:
        """Who receives a case."""

    async def recused(self, number: CaseNumber) -> frozenset[OfficialId]:
        """Who stepped back from a case, as the audit has it."""

    async def inbox(self, official: OfficialId) -> list[CaseHead]:
        """The open cases of an official, and those that ended and are not yet destroyed."""

    async def move(self, act: Act, move: Move) -> None:
        """Change the state of a case."""

    async def log(self, act: Act) -> None:
        """Note an act that changes nothing."""

    async def is_muted(self, official: OfficialId, number: CaseNumber) -> bool:
        """Whether a recipient is not reminded of a case."""

    async def mute(self, act: Act, *, is_muted: bool) -> None:
        """Take reminders of a case away from who does this, or let them come again."""

    async def reassign(
        self,
        number: CaseNumber,
        removed: Collection[OfficialId],
        added: Collection[OfficialId],
        deliveries: Sequence[Delivery],
        act: Act | None,
    ) -> None:
        """Change who receives a case."""

    async def destroy(
        self, numbers: Collection[CaseNumber], day: date, deliveries: Sequence[Delivery] = ()
    ) -> None:
        """Destroy cases: keys, contents, notices, buttons. Deliveries go to those alone who may have heard of the case."""

    async def ended_before(self, closed: date, received: date) -> list[CaseNumber]:
        """Cases closed on or before a day, and those received on or before another."""

    async def facts(self, official: OfficialId) -> list[Fact]:
        """What ended cases of an official left for the figures."""


class DeliveryStore(Protocol):
    """What is to be sent to officials."""

    async def take_due(self, now: datetime) -> list[Batch]:
        """Everything due, a batch an official, each noted as begun."""

    async def delivered(self, batch: Batch, message: int, day: date) -> None:
        """Note that a batch arrived."""

    async def put_off(self, batch: Batch, until: datetime, *, is_unsure: bool) -> None:
        """Send a batch later; `is_unsure` where it may have arrived."""

    async def drop(self, batch: Batch) -> None:
        """Give a batch up."""

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
        """Another message with the notices of an attempt than the one that turned up."""

    async def show(self, on_screen: OnScreen, until: datetime) -> None:
        """Note what will have to go from a phone."""

    async def take_faded(self, now: datetime) -> list[OnScreen]:
        """What has to go now."""

    async def gone(self, on_screen: OnScreen) -> None:
        """Note that it went."""
