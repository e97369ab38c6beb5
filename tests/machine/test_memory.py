"""Memory that lies free goes back to the system, where the C library does such a thing."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.cleaning.cleaner import ROOT
from bot.machine import memory

HOLES = """
from pathlib import Path
from bot.machine.memory import give_back

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

many = [bytes(2000) for _ in range(20_000)]
kept = many[::100]
del many
before = held()
give_back()
print(before - held())
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells what a process holds")
def test_what_lies_free_between_what_stays_goes_back() -> None:
    done = subprocess.run([sys.executable, "-c", HOLES], check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own words
    assert int(done.stdout) > 10_000_000


def test_a_library_that_gives_nothing_back_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, *_: object) -> int:
        raise OSError(name)

    monkeypatch.setattr(memory, "call", refuse)
    memory.give_back()
