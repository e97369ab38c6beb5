"""Many chats that each ask one question after another: questions a second, and how long each waits."""

import asyncio
from collections.abc import Sequence
from time import perf_counter

from rich.table import Table

from bench.prove.world import Kind, World, at, within, world_open
from emulator.local_telegram import Person

CHATS = 256
EACH = 4
ALONE = 200
"""Questions that one chat asks with nobody beside it."""

ANSWER_PATIENCE = 60.0
"""Seconds after which a question is given up and the bench ends: a bot that fell would be waited for without end."""

COLUMNS = (
    "bot",
    "alone: p50, ms",
    "p99, ms",
    "p99 to p50",
    "chats: a second",
    "p50, s",
    "p99, s",
    "CPU, ms an answer",
    "memory, MiB",
)


async def chats(every: Sequence[Kind], questions: Sequence[str]) -> Table:
    """One chat first, then all at once; each asks its next question when the last was answered."""
    table = Table(title=f"{ALONE} questions of one chat, then {EACH} of each of {CHATS} chats, over HTTP")
    for column in COLUMNS:
        table.add_column(column, justify="left" if column == "bot" else "right")
    for kind in every:
        async with world_open() as world:
            await world.start(kind)
            await world.warm()
            alone = sorted(await asked_in_turn(world, world.telegram.person("Жалғыз"), questions[:ALONE]))
            people = [world.telegram.person(f"P{number}") for number in range(CHATS)]
            world.forget()
            start = perf_counter()
            each = [
                asked_in_turn(
                    world, person, [questions[(place + turn * 7) % len(questions)] for turn in range(EACH)]
                )
                for place, person in enumerate(people)
            ]
            waits = sorted(wait for of_one in await asyncio.gather(*each) for wait in of_one)
            taken = perf_counter() - start
            middle, high = (1000 * within(alone, share) for share in (0.5, 0.99))
            table.add_row(
                *(kind.name, f"{middle:.1f}", f"{high:.1f}", f"{high / middle:.1f} ×"),
                *(f"{len(waits) / taken:.0f}", at(waits, 0.5), at(waits, 0.99)),
                *(f"{1000 * world.computed() / len(waits):.1f}", f"{world.memory():.0f}"),
            )
    return table


async def asked_in_turn(
    world: World, person: Person, questions: Sequence[str], patience: float = ANSWER_PATIENCE
) -> list[float]:
    """How long each question of a person waited for its answer, in seconds; TimeoutError where one has none."""
    waits = []
    for question in questions:
        answered = world.telegram.awaited[person.id] = asyncio.get_running_loop().create_future()
        start = perf_counter()
        await person.say(question)
        try:
            waits.append(await asyncio.wait_for(answered, patience) - start)
        except TimeoutError:
            raise TimeoutError(f"no answer within {patience:g} s, after {len(waits)}: {question}") from None
    return waits
