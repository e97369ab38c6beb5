"""The words of the tip desk as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.cleaning.model import NOTHING, Dropped
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
    STATS = "stats"
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
    SEND = "send"
    DISCARD = "discard"
    CORRECT = "correct"
    SUCCESSORS = "successors"
    TRANSFER = "transfer"
    TRANSFER_SURELY = "transfer_surely"
    STEP_BACK = "step_back"
    RECUSE = "recuse"
    MUTE = "mute"
    UNMUTE = "unmute"


class Noted(StrEnum):
    """What the audit keeps beside deeds: an official asked for an outcome that needs two; a case came to exist for an official; the
    desk itself called an official to a case; a PIN was set, a wrong one was typed, or one too many.
    """

    PROPOSE = "propose"
    GIVEN = "given"
    CALLED = "called"
    PIN_SET = "pin_set"
    PIN_WRONG = "pin_wrong"
    PIN_LOCKED = "pin_locked"


OPENING = (Deed.OPEN, Deed.FILES)
"""The deeds of whoever has read what a case says."""

NO_LOOK = (Noted.GIVEN, Noted.CALLED, Noted.PIN_SET, Noted.PIN_WRONG, Noted.PIN_LOCKED)
"""What stands in the audit under the name of an official who has not looked at anything with it."""


def audited(deed: Deed | Noted, about: str = "") -> str:
    """The name of a deed in the audit: `take`, or with what it was about `end:confirmed`, `transfer:ethics`."""
    return f"{deed}:{about}" if about else deed.value


class EntryKind(StrEnum):
    """What stands in a case: of the reporter, to the reporter, among the officials."""

    TIP = "tip"
    ADDITION = "addition"
    REPLY = "reply"
    NOTE = "note"


FROM_REPORTER = frozenset({EntryKind.TIP, EntryKind.ADDITION})
FROM_OFFICIALS = frozenset({EntryKind.REPLY, EntryKind.NOTE})
FOR_REPORTER = frozenset({EntryKind.TIP, EntryKind.ADDITION, EntryKind.REPLY})


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file, rebuilt; its name is random and says its kind.

    `lacks` is how often each kind of content was left out or changed, `shows` what the reporter's file hid and this one
    does not, `pages` how many pages or sheets it has where that is known, `drawn` a PDF of its pages as pictures or nothing.
    """

    name: str
    data: bytes
    lacks: Mapping[Dropped, int] = field(default_factory=lambda: NOTHING)
    shows: Mapping[Dropped, int] = field(default_factory=lambda: NOTHING)
    pages: int | None = None
    drawn: bytes = b""

    def __repr__(self) -> str:
        return "Attachment(…)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution to a case, unsealed. `by` is the official who wrote it, if one did; `is_urgent` says that its reporter told
    of danger to life with it.
    """

    kind: EntryKind
    day: date
    text: str
    by: OfficialId | None = None
    files: tuple[Attachment, ...] = ()
    is_urgent: bool = False

    def __repr__(self) -> str:
        return f"Entry({self.kind})"


@dataclass(frozen=True, slots=True)
class Written:
    """What an official writes in a case: a reply to the reporter, or a note to colleagues. `corrects` is the place of an
    earlier reply of theirs that it replaces.
    """

    kind: EntryKind
    text: str
    files: tuple[Attachment, ...] = ()
    corrects: int | None = None

    def __repr__(self) -> str:
        return f"Written({self.kind})"


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What is known of a case without opening it; nothing in it says who reported or what. `reopened` is the day on which it was
    opened anew after an end, because its reporter added to it.
    """

    number: CaseNumber
    received: date
    state: State
    is_urgent: bool = False
    first_act: date | None = None
    closed: date | None = None
    outcome: Outcome | None = None
    reopened: date | None = None

    @property
    def counted_from(self) -> date:
        """The day from which its dates are reckoned."""
        return self.reopened or self.received


class NoticeKind(StrEnum):
    """Why an official is written to."""

    NEW = "new"
    STILL_NEW = "still_new"
    BACKUP = "backup"
    DECIDE = "decide"
    EXPIRES = "expires"
    MORE = "more"
    MORE_URGENT = "more_urgent"
    """Something was added, and life is in danger."""
    MORE_UNREAD = "more_unread"
    """The same, and nobody has opened the case since."""
    WITHDRAWN = "withdrawn"
    ALARM = "alarm"
    URGENT = "urgent"
    SECOND = "second"
    ENDED = "ended"


UNOPENED_ONLY = (NoticeKind.STILL_NEW, NoticeKind.BACKUP, NoticeKind.URGENT, NoticeKind.MORE_UNREAD)
"""Notices that fall away once somebody has opened the case."""

UNENDED_ONLY = (*UNOPENED_ONLY, NoticeKind.DECIDE, NoticeKind.EXPIRES, NoticeKind.SECOND, NoticeKind.ALARM)
"""Notices that fall away once the case has ended. Notices of its arrival, of an addition and of its end never do."""

STILL_TO_COME = frozenset({NoticeKind.DECIDE, NoticeKind.EXPIRES})
"""Notices that an official who receives the case later still gets."""

PAST_MUTE = (
    NoticeKind.EXPIRES,
    NoticeKind.MORE,
    NoticeKind.MORE_URGENT,
    NoticeKind.MORE_UNREAD,
    NoticeKind.ENDED,
    NoticeKind.SECOND,
    NoticeKind.WITHDRAWN,
    NoticeKind.URGENT,
)
"""Notices that reach also those who have muted the case: they tell of something new, and remind of nothing."""

NEEDS_TWO = frozenset({Outcome.NO_DATA, Outcome.OUT_OF_SCOPE})
"""Outcomes that one official alone cannot give to a case: they bury it without looking into it."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who receives a case. For them it exists from `since` (UTC) on: the moment of their first notice."""

    since: datetime
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """An outcome that needs two, and who has asked for it."""

    outcome: Outcome
    by: OfficialId


@dataclass(frozen=True, slots=True)
class EntryMark:
    """What is known of an entry without opening it. Its writer sees it at once. The other side sees it from `since` (UTC) on: the
    officials what the reporter wrote, the reporter what an official wrote.
    """

    place: int
    kind: EntryKind
    day: date
    since: datetime


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """All that is kept of a case in clear. Whoever changes it without the key of the case is found out.

    `withdrawn` is the moment (UTC) from which the case does not exist for officials any more; its code opens nothing before that.
    """

    head: CaseHead
    recipients: Mapping[OfficialId, Recipient]
    entries: tuple[EntryMark, ...]
    recused: frozenset[OfficialId] = frozenset()
    proposal: Proposal | None = None
    withdrawn: datetime | None = None

    def exists_for(self, official: OfficialId, now: datetime) -> bool:
        """Whether an official may know of the case at a moment."""
        recipient = self.recipients.get(official)
        is_gone = self.withdrawn is not None and self.withdrawn <= now
        return recipient is not None and recipient.since <= now and not is_gone

    @property
    def is_emptied(self) -> bool:
        """Whether it was withdrawn before anybody opened it: its contents went at once."""
        return self.withdrawn is not None and self.head.first_act is None
