"""The live memory of the process after ✅: what of a reporter is still in it (T1, T2)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.local_telegram import Person
from tests.proofs.process.running import Program, Town
from tests.proofs.process.test_tips import Desk, desk
from tests.tips import canary

__all__ = ["desk"]

QUESTIONS = 6


def regions(pid: int) -> Iterator[bytes]:
    """Everything that a process can write to, as it stands now."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        bounds, rights, *_ = line.split()
        start, end = (int(bound, 16) for bound in bounds.split("-"))
        if "w" not in rights:
            continue
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            memory.seek(start)
            try:
                yield memory.read(end - start)
            except OSError:
                continue


def count(program: Program, *needles: bytes) -> dict[bytes, int]:
    """How often something stands in the memory of a program."""
    found = dict.fromkeys(needles, 0)
    try:
        for region in regions(program.pid):
            for needle in needles:
                found[needle] += len(re.findall(re.escape(needle), region))
    except PermissionError:
        pytest.skip("this user may not read the memory of a process that hides it")
    return found


def forms(text: str) -> tuple[bytes, bytes]:
    """A text as it travels, and as Python holds it where it is Cyrillic."""
    return text.encode(), text.encode("utf-16-le")


async def ask(town: Town, person: Person) -> None:
    for number in range(QUESTIONS):
        await person.say(f"Можно ли принять подарок {number}?")
        await town.idle()


async def test_after_the_tick_and_some_questions_of_others_nothing_of_a_reporter_is_in_memory(
    desk: Desk,
) -> None:
    program = desk.programs[-1]
    words = forms(canary.TEXT)
    await desk.write()
    # Or the scan would prove nothing: a draft is in memory alone, and there it is.
    assert sum(count(program, *words).values()) > 0
    await desk.get_code()
    await desk.type_back()
    await desk.until(lambda: desk.is_confirmed)
    await desk.told()
    await ask(desk.town, desk.town.telegram.person("Somebody else"))
    code = desk.code.replace(" ", "").encode()
    needles = (*words, *forms(canary.CAPTION), str(canary.ID).encode(), canary.USERNAME.encode(), code)
    assert {
        needle.decode("utf-8", "replace"): found
        for needle, found in count(program, *needles).items()
        if found
    } == {}
