"""A tip while it is being written: in memory alone, for a quarter of an hour or twice that while a file waits, and then gone (T2)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum, auto

from bot.drafts.open_drafts import LIFE, OpenDrafts
from bot.language import Language
from bot.tips.casework.staffing import Reach
from bot.tips.model import Attachment
from bot.tips.officials.file import BodyId, OfficialId
from bot.tips.reporting.codes import Code
from bot.tips.reporting.evidence import Evidence
from bot.tips.secrecy.vault import CaseKey

LONGEST = timedelta(hours=2)
"""However often it is touched: what all drafts may hold together is not to be held for ever by a few."""

MOST_SIGNS = 20_000
MOST_FILES = 10
MOST_TRIED = 20
"""Files that one draft looks at, those that are refused too: each costs the machine time."""

MOST_BYTES = 60 * 1024 * 1024
MOST_BYTES_IN_ALL = 240 * 1024 * 1024
"""What all drafts together may hold: the machine is small, and a flooder is not."""


class Stage(Enum):
    """How far a tip is, or what somebody who came back with their code is doing."""

    INTRO = auto()
    BODY = auto()
    OFFICIALS = auto()
    CATEGORY = auto()
    """What kind of thing it is about: asked on request alone."""
    NOBODY_LEFT = auto()
    """Everybody was kept out."""
    UNREACHED = auto()
    """No official can be reached now: the reporter chooses knowingly."""
    WRITING = auto()
    REVIEW = auto()
    CODE = auto()
    FILING = auto()
    """The last digits were right: the tip is being stored."""
    FILED = auto()
    """It is stored, and ✅ is still to be shown."""
    ENTERING = auto()
    OPENING = auto()
    """A code was typed, and is being worked out."""
    CASE = auto()
    ADDING = auto()
    WITHDRAWING = auto()


TIP_STAGES = frozenset(
    {
        *(Stage.INTRO, Stage.BODY, Stage.OFFICIALS, Stage.NOBODY_LEFT, Stage.UNREACHED),
        *(Stage.WRITING, Stage.CATEGORY, Stage.REVIEW, Stage.CODE, Stage.FILING, Stage.FILED),
    }
)
"""The stages of a tip, from the first word to ✅."""

CHOOSING = frozenset({Stage.INTRO, Stage.BODY, Stage.OFFICIALS, Stage.NOBODY_LEFT, Stage.UNREACHED})
"""The stages before the writing."""

AT_WORK = frozenset({Stage.FILING, Stage.OPENING})
"""The stages at which the desk works and the person waits."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What the reporter may count on from the day of receipt, or from that on which the case was opened anew. Where nobody was
    reached, nobody keeps the other dates; where the case is ended, there is nothing more to wait for. `tells_of_danger` as in a draft.
    """

    received: date
    person_by: date
    decision_by: date
    reach: Reach = Reach.REACHED
    files: int = 0
    tells_of_danger: bool = False
    is_ended: bool = False


@dataclass(slots=True)
class Draft:
    """What one person has open in their private chat: a tip that they write, or their case and what they add to it.

    `is_unreached_known` says that they were told that no official can be reached, and go on. `texts` are by message, so that a
    correction takes the place of what it corrects; `traces` are the words in the texts that may give their writer away.
    `category` is the first line of what officials read, in the reporter's words; `is_guided` says that they asked what to write,
    `is_warned` that they were told whom to call where life is in danger.
    `awaited` are the bytes of files that are not made anew yet, by message; `tried` counts all files that were looked at,
    `seconds_left` is about how long those awaited will take. `filed` is
    what is told with ✅.
    """

    language: Language
    touched: datetime
    begun: datetime = field(init=False)
    stage: Stage = Stage.INTRO
    body: BodyId | None = None
    excluded: set[OfficialId] = field(default_factory=set)
    is_urgent: bool = False
    is_warned: bool = False
    category: str = ""
    is_guided: bool = False
    is_unreached_known: bool = False
    texts: dict[int, str] = field(default_factory=dict)
    files: list[Evidence] = field(default_factory=list)
    awaited: dict[int, int] = field(default_factory=dict)
    tried: int = 0
    seconds_left: int = 0
    traces: tuple[str, ...] = ()
    code: Code | None = None
    case: CaseKey | None = None
    filed: Filed | None = None

    def __post_init__(self) -> None:
        self.begun = self.touched

    def __repr__(self) -> str:
        return "Draft(…)"

    @property
    def is_tip(self) -> bool:
        """Whether this is a tip on its way, and not a case that somebody came back to."""
        return self.stage in TIP_STAGES

    @property
    def tells_of_danger(self) -> bool:
        """Whether somebody is in danger: by a word of the reporter's, or by their press of the button."""
        return self.is_urgent or self.is_warned

    @property
    def text(self) -> str:
        """All that was written, in its order, below the category where one was chosen."""
        return "\n\n".join((*filter(None, [self.category]), *self.texts.values()))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to file, and nothing that may come to be."""
        return not self.texts and not self.files and not self.awaited

    @property
    def size(self) -> int:
        """Bytes of all files, those awaited too."""
        return sum(file.size for file in self.files) + sum(self.awaited.values())

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files as they are filed."""
        return tuple(file.attachment for file in self.files)

    def file_named(self, name: str) -> Evidence | None:
        """The file of a name; None where it was taken back."""
        return next((file for file in self.files if file.name == name), None)

    def has_room_for(self, message: int, text: str) -> bool:
        """Whether there is room for the words of a message, in the place of what it said before."""
        others = sum(len(other) for number, other in self.texts.items() if number != message)
        return others + len(text) <= MOST_SIGNS

    @property
    def takes_away(self) -> bool:
        """Nothing that a reporter types stays in the chat."""
        return True

    def is_over(self, now: datetime) -> bool:
        """Whether nobody has touched it for a quarter of an hour, or it was begun two hours ago.

        To wait for a file or the desk is not to be away; but nobody waits for a file longer than twice the life of a draft.
        """
        if self.stage in AT_WORK:  # whose code is being worked out has sent it in time
            return False
        life = 2 * LIFE if self.awaited else LIFE
        return now - self.touched >= life or now - self.begun >= LONGEST

    def wipe(self) -> None:
        """Forget what was written."""
        self.texts.clear()
        self.files.clear()
        self.awaited.clear()
        self.traces = ()
        self.category = ""
        self.code = None


class Drafts(OpenDrafts[Draft]):
    """What reporters have open at the moment."""

    def begin(self, chat: int, language: Language, stage: Stage = Stage.INTRO) -> Draft:
        """Open a draft in the place of an older one."""
        return self.open(chat, Draft(language, self._clock.now(), stage))

    def has_room_for(self, draft: Draft, size: int) -> bool:
        """Whether a draft may take one more file of so many bytes, beside all others."""
        is_free = len(draft.files) + len(draft.awaited) < MOST_FILES and draft.tried < MOST_TRIED
        return is_free and self.can_hold(draft, size)

    def can_hold(self, draft: Draft, size: int) -> bool:
        """Whether there is memory for so many bytes more: a file made anew may be larger than it was."""
        in_all = sum(other.size for other in self._open.values())
        return draft.size + size <= MOST_BYTES and in_all + size <= MOST_BYTES_IN_ALL
