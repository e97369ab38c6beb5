"""Buttons and inline queries against a question typed: the time of one update, from its arrival until it is answered and confirmed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

from rich.table import Table

from bench.matching import asked
from bench.updates import EACH, NOWHERE, PEOPLE
from bot.app.application import build_application, build_bot
from bot.app.surroundings import Surroundings
from bot.clock import SystemClock
from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from emulator.local_telegram import Limits, LocalTelegram, MemoryRequest, Person, Shown
from handlers.telegram.runner import Runner


@dataclass(frozen=True, slots=True)
class Phone:
    """A person and the two messages whose buttons are pressed, as they stand when a round begins."""

    person: Person
    rules: Shown
    answer: Shown


Act = Callable[[Phone, int, str], Awaitable[object]]
"""What a person does the so manieth time; the question is for acts that need words."""

SETTLE = 0.02
"""Seconds of silence that the local Telegram waits for; taken off each figure."""

ACTS: dict[str, Act] = {
    "a question typed": lambda phone, _, question: phone.person.say(question),
    "a button: the other language": lambda phone, _, __: phone.person.press(
        "an:lang", phone.answer.message_id
    ),
    "a button: a page of /rules": lambda phone, turn, __: phone.person.press(
        phone.rules.buttons[-2][turn % 2].data or "", phone.rules.message_id
    ),
    "an inline query": lambda phone, _, question: phone.person.inline(question),
}
ROUNDS = 3


def measure(services: Knowledge) -> Table:
    """A table of milliseconds an update, the best of three rounds of each, and the ratio to the question typed."""
    figures = asyncio.run(_measured(services))
    table = Table(title=f"{PEOPLE * EACH} updates of {PEOPLE} people, polling, Bot API in memory")
    for column in ("update", "ms each", "to a question typed"):
        table.add_column(column, justify="left" if column == "update" else "right")
    typed = figures["a question typed"]
    for name, seconds in figures.items():
        table.add_row(name, f"{seconds * 1000:.2f}", f"{seconds / typed:.2f} ×")
    return table


async def _measured(services: Knowledge) -> dict[str, float]:
    telegram = LocalTelegram(SystemClock(), limits=Limits.none())
    people = await PeopleStore.open(Path(":memory:"))
    progress = await ProgressStore.open(Path(":memory:"))
    bot = build_bot(telegram.token, NOWHERE, (MemoryRequest(telegram), MemoryRequest(telegram)))
    adep = build_application(Surroundings(read_settings(), services, people, progress, SystemClock()), bot)
    stop = asyncio.Event()
    running = asyncio.create_task(Runner(adep.serving, progress, Random(1)).run(stop))  # noqa: S311 - paces only
    crowd = [telegram.person(f"P{number}") for number in range(PEOPLE)]
    for person in crowd:
        await person.say("/rules")
        await person.say("Можно ли принять подарок?")
    await telegram.idle(timeout=120)
    questions = asked(services.rulebook)
    taken = {
        name: min([await _round(telegram, crowd, act, questions) for _ in range(ROUNDS)])
        for name, act in ACTS.items()
    }
    stop.set()
    await running
    await people.close()
    await progress.close()
    return taken


async def _round(telegram: LocalTelegram, crowd: list[Person], act: Act, questions: list[str]) -> float:
    phones = [_phone(person) for person in crowd]
    start = perf_counter()
    for turn in range(EACH):
        for place, phone in enumerate(phones):
            await act(phone, turn, questions[(turn * PEOPLE + place) % len(questions)])
    await telegram.idle(timeout=120, settle=SETTLE)
    return (perf_counter() - start - SETTLE) / (PEOPLE * EACH)


def _phone(person: Person) -> Phone:
    rules, answer, *_ = (message for message in person.shown() if message.from_bot)
    return Phone(person, rules, answer)
