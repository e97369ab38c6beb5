"""What officials are writing: in memory alone, for half an hour, until they send it or give it up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.tips.model import Attachment, CaseNumber, EntryKind, Outcome, Written
from bot.tips.officials.file import OfficialId

WAITS = timedelta(minutes=30)
"""As long as what they opened stays on their screen."""


@dataclass(slots=True)
class Writing:
    """A reply or a note as far as it is written; with an outcome, the case ends with it or that is proposed.

    `texts` and `files` stand under the numbers of the messages they came in, which stay in the chat until all is kept; `screen` is
    the message that shows it.
    """

    number: CaseNumber
    kind: EntryKind
    outcome: Outcome | None = None
    corrects: int | None = None
    texts: dict[int, str] = field(default_factory=dict)
    files: dict[int, Attachment] = field(default_factory=dict)
    screen: int | None = None

    def __repr__(self) -> str:
        return f"Writing({self.kind})"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written yet."""
        return not self.texts and not self.files

    @property
    def has_words(self) -> bool:
        """Whether it says something in words: an end is told of in words."""
        return any(text.strip() for text in self.texts.values())

    @property
    def messages(self) -> list[int]:
        """The messages it came in."""
        return sorted(self.texts.keys() | self.files.keys())

    @property
    def written(self) -> Written:
        """All of it as one."""
        text = "\n".join(self.texts[message] for message in sorted(self.texts))
        files = tuple(self.files[message] for message in sorted(self.files))
        return Written(self.kind, text, files, self.corrects)


class Writings:
    """What each official is writing."""

    def __init__(self) -> None:
        self._open: dict[OfficialId, tuple[Writing, datetime]] = {}

    def begin(self, official: OfficialId, writing: Writing, now: datetime) -> None:
        """Wait for their words; also: wait for more of them."""
        self._open[official] = (writing, now + WAITS)

    def of(self, official: OfficialId, now: datetime) -> Writing | None:
        """What they are writing."""
        writing, until = self._open.get(official, (None, now))
        return writing if now < until else None

    def close(self, official: OfficialId) -> Writing | None:
        """Wait no more; what they were writing."""
        writing, _ = self._open.pop(official, (None, None))
        return writing

    def take_lapsed(self, now: datetime) -> Iterator[tuple[OfficialId, Writing]]:
        """What nobody has sent in time; it is forgotten with this."""
        for official, (writing, until) in list(self._open.items()):
            if until <= now:
                del self._open[official]
                yield official, writing
