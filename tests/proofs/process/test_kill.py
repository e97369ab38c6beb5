"""Adep killed in the middle of its work, again and again."""

import json
import signal
import sqlite3
from contextlib import closing
from itertools import product

from bot.updates.done_updates import Mark
from emulator.local_telegram import Fault, Person
from tests.proofs.process.running import Town, answers_to

PEOPLE, QUESTIONS_EACH, KILLS = 10, 4, 3


def saved(town: Town) -> Mark:
    """What Adep, which does not run, has saved as done."""
    with closing(sqlite3.connect(town.data / "progress.db")) as database:
        last, ahead = database.execute("SELECT last_update, ahead FROM progress").fetchone()
    return Mark(last, frozenset(json.loads(ahead)))


async def test_kills_lose_no_question_and_only_an_answer_not_yet_saved_comes_again(town: Town) -> None:
    people = [town.telegram.person(f"Адам {number}") for number in range(PEOPLE)]
    asked: dict[int, tuple[Person, int]] = {}
    for turn, person in product(range(QUESTIONS_EACH), people):
        said = await person.say(f"Можно ли взять подарок от подрядчика? {turn}")
        asked[town.last_update] = (person, said)
    town.telegram.faults.add(Fault.delay(0.3), method="sendMessage", times=2 * len(asked))

    most = dict.fromkeys(asked, 1)
    for _ in range(KILLS):
        program = await town.start()
        await program.logged("STARTED")
        await town.has_called("sendMessage", len(town.telegram.calls.of("sendMessage")) + PEOPLE // 2)
        await town.under_way(1)
        assert await program.kill() == -signal.SIGKILL
        # What was asked with the last breath still happens, as it does at Telegram.
        await town.at_rest()
        # An answer that was given and not saved as given: Adep cannot know of it, and gives it again.
        mark = saved(town)
        unsure = [
            update
            for update, question in asked.items()
            if answers_to(*question) and update > mark.last and update not in mark.ahead
        ]
        assert unsure
        # Of each person at most one: the next question is begun when the last is saved.
        assert len({asked[update][0].id for update in unsure}) == len(unsure)
        for update in unsure:
            most[update] += 1

    program = await town.start()
    await program.logged("STARTED")
    await town.idle()
    for update, question in asked.items():
        assert 1 <= len(answers_to(*question)) <= most[update]
    given = sum(len(answers_to(*question)) for question in asked.values())
    assert len(asked) <= given <= len(asked) + KILLS * PEOPLE

    # What Telegram repeats after all the restarts is known to be done.
    for done in asked:
        town.telegram.repeat_update(done)
    await town.idle()
    assert sum(len(answers_to(*question)) for question in asked.values()) == given
    assert await program.stop() == 0
    assert program.said == []
