"""Killed at each commit and each call: nobody gets a message twice, and nobody is passed over unsaid."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.announcements import announcements
from bot.announcements.announcements import Audience
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.outbox.sending import AT_ONCE
from bot.reminders import service
from bot.reminders.wishes import Plan, Subscription, What, Wish
from bot.storage.database import Database
from bot.storage.people.announcements import AnnouncementStore
from bot.storage.people.people import MIGRATIONS, PeopleStore
from bot.storage.people.reminders import SubscriptionStore
from bot.texts.texts import Say
from emulator.local_telegram import Person
from tests.handlers.people.test_start import said
from tests.proofs.outbox.dying import NEVER, Fuse, Town

NEWS = "Семинар"
TICKS = 2


@dataclass(frozen=True)
class Case:
    """A town in which three people are due for a reminder and an announcement to four was confirmed."""

    town: Town
    subscribers: list[Person]
    owner: Person

    async def rows(self, query: str) -> list[tuple[object, ...]]:
        database = await Database.open(self.town.path, MIGRATIONS)
        try:
            found: list[tuple[object, ...]] = await database.run(
                lambda connection: connection.execute(query).fetchall()
            )
        finally:
            await database.close()
        return found

    def got(self, person: Person) -> tuple[int, int]:
        """How many reminders and how many announcements a person has."""
        heading = said(self.town.services, Language.KK, Say.RULE_OF_DAY)
        shown = person.shown()
        reminders = sum(one.text.startswith(heading) or one.poll is not None for one in shown)
        return reminders, sum(one.text == NEWS for one in shown)


async def case_in(folder: Path, services: Knowledge) -> Case:
    town = Town(folder / "people.db", services)
    owner = town.person("Ие")
    subscribers = [town.person(f"Адам {number}") for number in range(3)]
    people = await PeopleStore.open(town.path)
    store = SubscriptionStore(people.database, lambda: 7)
    for number, person in enumerate(subscribers):
        what = What.DILEMMAS if number == 1 else What.RULES
        wish = Wish(Plan(), what, Language.KK)
        await store.put(Subscription(person.id, wish, town.clock.now() - timedelta(seconds=1)))
    await people.choose(owner.id, Language.RU)
    notices = AnnouncementStore(people.database)
    number = await notices.draft(owner.id, f"t:{NEWS}")
    await notices.address(number, Audience.ALL)
    await notices.begin(number, town.clock.now() + timedelta(hours=1), 0)
    await people.close()
    return Case(town, subscribers, owner)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of two, so that there are commits between them."""
    monkeypatch.setattr(service, "PAGE", 2)
    monkeypatch.setattr(announcements, "PAGE", 2)


async def steps_of_a_whole_life(folder: Path, services: Knowledge) -> list[int]:
    """The steps that are told apart, each with how many there are of its kind."""
    case = await case_in(folder, services)
    fuse = Fuse()
    assert not await case.town.live(fuse, TICKS)
    assert [case.got(person) for person in case.subscribers] == [(1, 1)] * 3
    assert case.got(case.owner) == (0, 1)
    return fuse.alike


async def test_whatever_step_it_dies_at_each_gets_each_message_once_or_it_is_listed(
    tmp_path: Path, services: Knowledge
) -> None:
    (tmp_path / "whole").mkdir()
    steps = await steps_of_a_whole_life(tmp_path / "whole", services)
    assert sum(steps) > 60
    died = passed_over = 0
    for number, alike in enumerate(steps):
        folder = tmp_path / str(number)
        folder.mkdir()
        case = await case_in(folder, services)
        died += await case.town.live(Fuse(number), TICKS)
        assert not await case.town.live(Fuse(NEVER), TICKS)
        passed_over += alike * await check(case)
    assert died == len(steps)
    # Dead after the note that a message is being sent and before the call; at any other step nothing is missing.
    assert 0 < passed_over < sum(steps) / 4


async def check(case: Case) -> int:
    """Compare a town after death and a new life with what was promised; how many messages nobody has."""
    people = [*case.subscribers, case.owner]
    got = {person.id: case.got(person) for person in people}
    assert max(count for counts in got.values() for count in counts) == 1
    rows = await case.rows("SELECT outcome, count FROM tally WHERE count > 0")
    tally = {str(outcome): int(str(count)) for outcome, count in rows}
    assert sum(tally.values()) == 3
    assert set(tally) <= {"sent", "uncertain"}
    missing = [person.id for person in case.subscribers if got[person.id][0] == 0]
    assert len(missing) <= tally.get("uncertain", 0) <= AT_ONCE
    waiting = await case.rows("SELECT chat FROM outbox WHERE state <> 'uncertain'")
    assert waiting == []
    listed = {row[0] for row in await case.rows("SELECT chat FROM outbox WHERE state = 'uncertain'")}
    unread = {person for person, counts in got.items() if counts[1] == 0}
    assert unread <= listed
    assert len(listed) <= AT_ONCE
    counts = await case.rows("SELECT state, recipients, sent + uncertain FROM announcement")
    assert counts == [("over", 4, 4)]
    seen = await case.rows("SELECT chat, count(*) FROM seen GROUP BY chat ORDER BY chat")
    assert seen == [(person.id, 1) for person in case.subscribers]
    later = case.town.clock.now().timestamp()
    assert all(int(str(due)) > later for (due,) in await case.rows("SELECT due FROM reminder"))
    return len(missing) + len(unread)
