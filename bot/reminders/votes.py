"""How people decide dilemmas: counted, never kept by person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cachetools import FIFOCache

from bot.acts.model import Dilemma, DilemmaId
from bot.clock import Clock
from bot.language import Language
from bot.reminders.schedule import Schedule

LEAST_SHOWN = 5
"""Votes below which no share is shown: it would tell of single people."""

REMEMBERED = 10_000

KEPT_UPDATES = 2
"""Days for which it is known that an update was counted; Telegram repeats one for a day."""

KEPT_POLLS = 60
"""Days after which a vote in a poll is not counted any more."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """A poll that Telegram made of a dilemma; `choices` are their letters in the order shown. One in a group is anonymous."""

    poll: str
    dilemma: DilemmaId
    choices: str
    language: Language


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a hundred chose a choice."""

    choice: str
    percent: int


class VoteStore(Protocol):
    """Where votes are counted. A count is raised once for an update, however often Telegram brings it."""

    async def quiz(self, poll: str) -> Quiz | None:
        """The quiz of a poll; None where it is not ours, or forgotten."""

    async def add(self, update: int, dilemma: DilemmaId, choice: str, day: int) -> None:
        """Count one vote, on the day of that number."""

    async def raise_to(self, poll: str, counts: Sequence[int]) -> None:
        """Let the votes of a group's poll be so many for each choice, as shown; fewer than known are an old update."""

    async def votes(self, dilemma: DilemmaId) -> Mapping[str, int]:
        """How many chose each choice; those nobody chose may be missing."""


class Votes:
    """Counts votes and tells their shares."""

    def __init__(self, store: VoteStore, schedule: Schedule, clock: Clock) -> None:
        self._store = store
        self._schedule = schedule
        self._clock = clock
        self._pressed: FIFOCache[tuple[int, int, int], None] = FIFOCache(REMEMBERED)

    async def answered(self, update: int, poll: str, place: int) -> Quiz | None:
        """Count the vote for the choice at a place of somebody's own quiz; the quiz, where it is ours."""
        quiz = await self._store.quiz(poll)
        if quiz is None or not 0 <= place < len(quiz.choices):
            return None
        await self._store.add(update, quiz.dilemma, quiz.choices[place], self._today())
        return quiz

    async def counted(self, poll: str, counts: Sequence[int]) -> None:
        """Take over the counts of a group's quiz, where nobody is told who voted."""
        await self._store.raise_to(poll, counts)

    async def pressed(self, update: int, dilemma: DilemmaId, choice: str, by: tuple[int, int, int]) -> bool:
        """Count the vote of a pressed button; False for a second one of the same chat, message and person.

        Who pressed is held in memory alone, bounded, and forgotten at the end of the process.
        """
        if by in self._pressed:
            return False
        await self._store.add(update, dilemma, choice, self._today())
        self._pressed[by] = None
        return True

    async def shares(self, dilemma: Dilemma) -> tuple[Share, ...]:
        """The share of each choice, in the order of the knowledge; none where there are fewer than five votes."""
        votes = await self._store.votes(dilemma.id)
        counts = {choice: votes.get(choice, 0) for choice in dilemma.choices}
        total = sum(counts.values())
        if total < LEAST_SHOWN:
            return ()
        return tuple(Share(choice, round(100 * count / total)) for choice, count in counts.items())

    def _today(self) -> int:
        return self._schedule.day_number(self._clock.now())
