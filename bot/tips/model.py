"""The words of the tip desk as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.tips.officials.file import OfficialId

CaseNumber = NewType("CaseNumber", str)
"""How people speak of a case: random digits that say nothing of when or by whom."""


class State(StrEnum):
    """Where a case stands (T16)."""

    RECEIVED = "received"
    OPENED = "opened"
    IN_WORK = "in_work"
    REFERRED = "referred"
    CLOSED = "closed"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is owed to the reporter."""
        return self in {State.REFERRED, State.CLOSED}


class Outcome(StrEnum):
    """How a case ended."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    OUT_OF_SCOPE = "out_of_scope"
    NO_DATA = "no_data"
    REFERRED = "referred"


class Deed(StrEnum):
    """What an official does, or asks to see, by a button; the audit keeps some of them under the same names."""

    INBOX = "inbox"
    CARD = "card"
    OPEN = "open"
    PAGE = "page"
    FILES = "files"
    TAKE = "take"
    REPLY = "reply"
    NOTE = "note"
    OUTCOMES = "outcomes"
    REFER = "refer"
    END = "end"
    SUCCESSORS = "successors"
    TRANSFER = "transfer"
    STEP_BACK = "step_back"
    RECUSE = "recuse"
    MUTE = "mute"
    UNMUTE = "unmute"


def audited(deed: Deed, about: str = "") -> str:
    """The name of a deed in the audit: `take`, or with what it was about `end:confirmed`, `transfer:ethics`."""
    return f"{deed}:{about}" if about else deed.value


class EntryKind(StrEnum):
    """What stands in a case: of the reporter, to the reporter, among the officials."""

    TIP = "tip"
    ADDITION = "addition"
    REPLY = "reply"
    NOTE = "note"


FROM_REPORTER = frozenset({EntryKind.TIP, EntryKind.ADDITION})
FOR_REPORTER = frozenset({EntryKind.TIP, EntryKind.ADDITION, EntryKind.REPLY})


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file, rebuilt; its name is random and says its kind."""

    name: str
    data: bytes

    def __repr__(self) -> str:
        return "Attachment(…)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution to a case, unsealed. `by` is the official who wrote it, if one did."""

    kind: EntryKind
    day: date
    text: str
    by: OfficialId | None = None
    files: tuple[Attachment, ...] = ()

    def __repr__(self) -> str:
        return f"Entry({self.kind})"


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What is known of a case without opening it; nothing in it says who reported or what."""

    number: CaseNumber
    received: date
    state: State
    is_urgent: bool = False
    first_act: date | None = None
    closed: date | None = None
    outcome: Outcome | None = None


class NoticeKind(StrEnum):
    """Why an official is written to."""

    NEW = "new"
    STILL_NEW = "still_new"
    BACKUP = "backup"
    DECIDE = "decide"
    EXPIRES = "expires"
    MORE = "more"
    WITHDRAWN = "withdrawn"
    ALARM = "alarm"


UNOPENED_ONLY = (NoticeKind.STILL_NEW, NoticeKind.BACKUP)
"""Notices that fall away once somebody has opened the case."""
