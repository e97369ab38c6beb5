"""Stand-ins made by hand for what the services ask of others."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.acts.bodies import BodyId
from bot.acts.model import Ref
from bot.counts.counts import Asked, Opinion, OpinionOfMatter, QuestionResult
from bot.language import Language
from bot.matters.model import MatterId
from bot.updates.done_updates import Mark


@dataclass
class FakePeople:
    """people.db in a dictionary."""

    languages: dict[int, Language | None] = field(default_factory=dict)
    bodies: dict[int, BodyId] = field(default_factory=dict)
    reachable: dict[int, bool] = field(default_factory=dict)

    async def language_of(self, chat: int) -> Language | None:
        return self.languages.get(chat)

    async def choose(self, chat: int, language: Language | None) -> None:
        self.languages[chat] = language
        self.reachable.setdefault(chat, True)

    async def body_of(self, chat: int) -> BodyId | None:
        return self.bodies.get(chat)

    async def choose_body(self, chat: int, body: BodyId) -> None:
        self.bodies[chat] = body
        self.reachable.setdefault(chat, True)

    async def meet(self, chat: int) -> None:
        self.reachable[chat] = True

    async def regain(self, chat: int) -> None:
        if chat in self.reachable:
            self.reachable[chat] = True

    async def lose(self, chat: int) -> None:
        if chat in self.reachable:
            self.reachable[chat] = False

    async def move(self, chat: int, to: int) -> None:
        if chat in self.reachable:
            self.reachable[to] = self.reachable.pop(chat)
        if chat in self.languages:
            self.languages[to] = self.languages.pop(chat)
        if chat in self.bodies:
            self.bodies[to] = self.bodies.pop(chat)

    async def knows_a_small_group(self) -> bool:
        return any(-1_000_000_000_000 < chat < 0 for chat in self.reachable)


@dataclass
class FakeProgress:
    """progress.db in a variable."""

    mark: Mark | None = None

    async def load(self) -> Mark | None:
        return self.mark

    async def save(self, mark: Mark) -> None:
        self.mark = mark


@dataclass
class FakeCounts:
    """The counts of people.db in two dictionaries."""

    asked: Counter[tuple[date, Language, QuestionResult]] = field(default_factory=Counter)
    votes: Counter[tuple[date, Ref, bool]] = field(default_factory=Counter)
    of_matters: Counter[tuple[date, MatterId, bool]] = field(default_factory=Counter)

    async def count_question(self, day: date, language: Language, outcome: QuestionResult) -> None:
        self.asked[day, language, outcome] += 1
        for key in [key for key in self.asked if key[0] < day - timedelta(days=400)]:
            del self.asked[key]

    async def count_opinion(
        self, day: date, ref: Ref, *, helpful: bool, matter: MatterId | None = None
    ) -> None:
        if matter:
            self.of_matters[day, matter, helpful] += 1
        for old in [key for key in self.of_matters if key[0] < day - timedelta(days=400)]:
            del self.of_matters[old]
        self.votes[day, ref, helpful] += 1
        for key in [key for key in self.votes if key[0] < day - timedelta(days=400)]:
            del self.votes[key]

    async def questions(self, since: date) -> tuple[Asked, ...]:
        return tuple(Asked(*key, count) for key, count in sorted(self.asked.items()) if key[0] >= since)

    async def opinions(self, since: date) -> tuple[Opinion, ...]:
        rated = sorted({(day, ref) for day, ref, _ in self.votes if day >= since})
        return tuple(
            Opinion(day, ref, self.votes[day, ref, True], self.votes[day, ref, False]) for day, ref in rated
        )

    async def opinions_of_matters(self, since: date) -> tuple[OpinionOfMatter, ...]:
        rated = sorted({(day, matter) for day, matter, _ in self.of_matters if day >= since})
        return tuple(
            OpinionOfMatter(
                day, matter, self.of_matters[day, matter, True], self.of_matters[day, matter, False]
            )
            for day, matter in rated
        )
