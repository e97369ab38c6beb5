"""Adep killed as a process in the middle of sending reminders, again and again."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from datetime import timedelta
from random import Random

from bot.clock import SystemClock
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.outbox.sending import AT_ONCE
from bot.reminders.wishes import Plan, Subscription, What, Wish
from bot.storage.people.people import PeopleStore
from bot.storage.people.reminders import SubscriptionStore
from bot.texts.texts import Say
from emulator.local_telegram import Fault, Person
from tests.handlers.people.test_start import said
from tests.proofs.process.running import Town
from tests.waiting import patient

PEOPLE, KILLS = 24, 3


async def subscribe(town: Town, people: list[Person]) -> None:
    """Let everybody be due for a rule now."""
    store = await PeopleStore.open(town.data / "people.db")
    subscriptions = SubscriptionStore(store.database, lambda: Random(7).getrandbits(63))  # noqa: S311 - an order, no secret
    due = SystemClock().now() - timedelta(seconds=1)
    for person in people:
        town.telegram.world.started.add(person.id)
        await subscriptions.put(Subscription(person.id, Wish(Plan(), What.RULES, Language.KK), due))
    await store.close()


def tally(town: Town) -> dict[str, int]:
    with closing(sqlite3.connect(town.data / "people.db")) as database:
        return dict(database.execute("SELECT outcome, count FROM tally WHERE count > 0").fetchall())


async def all_settled(town: Town) -> None:
    """Wait until it is known of each reminder what became of it."""
    async with patient("the end of every reminder", lambda: tally(town)):
        while sum(tally(town).values()) < PEOPLE:  # noqa: ASYNC110 - what the child writes to its database wakes nobody here
            await asyncio.sleep(0.1)


async def test_kills_bring_nobody_a_reminder_twice_and_pass_over_only_what_is_counted(
    town: Town, services: Knowledge
) -> None:
    people = [town.telegram.person(f"Адам {number}") for number in range(PEOPLE)]
    await subscribe(town, people)
    town.telegram.faults.add(Fault.delay(0.2), method="sendMessage", times=PEOPLE)
    for _ in range(KILLS):
        program = await town.start()
        await town.has_called("sendMessage", len(town.telegram.calls.of("sendMessage")) + 3)
        await town.under_way(1)
        assert await program.kill() == -signal.SIGKILL
        # What was sent with the last breath still arrives.
        await town.at_rest()
    program = await town.start()
    await program.logged("PUSHES_UNCERTAIN")
    await all_settled(town)
    assert await program.stop() == 0
    heading = said(services, Language.KK, Say.RULE_OF_DAY)
    got = [sum(shown.text.startswith(heading) for shown in person.shown()) for person in people]
    assert max(got) == 1
    counts = tally(town)
    assert counts["sent"] + counts["uncertain"] == PEOPLE
    assert got.count(0) <= counts["uncertain"]
    assert counts["uncertain"] <= KILLS * AT_ONCE
