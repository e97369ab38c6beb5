"""A child that a file has taken over reaches nothing: no file, no network, no other process."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.app.serving import _tell_missing_locks
from bot.cleaning import Cleaner, Lock, landlock
from bot.cleaning.cleaner import ROOT
from bot.cleaning.locks import SINGLE_THREAD
from bot.cleaning.processors import MACHINES
from bot.machine import kernel
from tests.cleaning.taken_over import READING

NOBODY = 65534
USERS = {"root": 0, "nobody": NOBODY} if os.geteuid() == 0 else {"the user of the tests": os.geteuid()}
"""Root can play both; others cannot become root, so there the run without rights is the only one there is."""
every_user = pytest.mark.parametrize("user", USERS.values(), ids=USERS.keys())


class Town:
    """The files of a bot, and neighbours who listen: by TCP, by UDP, by a socket in the folder."""

    def __init__(self, folder: Path, tcp: socket.socket, udp: socket.socket) -> None:
        self.folder = folder
        self.udp = udp
        self._ports = tcp.getsockname()[1], udp.getsockname()[1]

    def content(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}

    def played(self, user: int, *, locks: str) -> dict[str, Any]:
        """What a child in the surroundings of the true one gets done."""
        for path in (self.folder, *self.folder.iterdir()):
            os.chown(path, user, -1)
        become = user if user != os.geteuid() else 0
        words = (str(self.folder), *map(str, self._ports), str(become), locks)
        ended = subprocess.run(  # noqa: S603 - its words are those of the test
            [sys.executable, "-B", "-s", "-X", "utf8", "-m", "tests.cleaning.taken_over", *words],
            cwd=ROOT,
            env={},
            capture_output=True,
            start_new_session=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr.decode()
        said: dict[str, Any] = json.loads(ended.stdout)
        return said


@pytest.fixture
def town() -> Iterator[Town]:
    with ExitStack() as held:
        # The folders of pytest are open to one user only, and LibreOffice gets a /tmp of its own.
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(dir="/var/tmp")))
        tcp = held.enter_context(socket.create_server(("127.0.0.1", 0)))
        udp = held.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        udp.settimeout(0.2)
        near = held.enter_context(socket.socket(socket.AF_UNIX))
        near.bind(str(folder / "socket"))
        near.listen()
        for name, content in (("key", b"secret"), ("tips.db", b"cases"), ("empty", b"")):
            (folder / name).write_bytes(content)
        yield Town(folder, tcp, udp)


@every_user
def test_without_locks_most_ways_are_open_so_the_net_catches_fish(town: Town, user: int) -> None:
    ways = town.played(user, locks="none")["ways"]
    closed = [way for way, worked in ways.items() if not worked]
    assert len(closed) < len(ways) // 4, closed


@every_user
async def test_a_child_that_was_taken_over_finds_no_way_out_but_those_the_bot_can_name(
    town: Town, user: int
) -> None:
    before = town.content()
    said = town.played(user, locks="child")
    with pytest.raises(TimeoutError):
        town.udp.recv(16)
    assert town.content() == before
    known = READING if Lock.FILES in await Cleaner().missing_locks() else frozenset()
    assert {way for way, worked in said["ways"].items() if worked} <= known
    assert said["files"] == [0, 1, 2]
    assert set(said["environment"]) <= {"LC_CTYPE", *SINGLE_THREAD}


INSIDE = {
    "make a file in memory",
    "call by a nameless socket",
    "fork",
    "live on in a session of one's own",
    "signal everybody",
    "take more memory",
    "make a space of one's own",
    "ask for keys",
}
"""What a program may do in its own spaces, where nobody else is and whence nothing lives on."""


@every_user
@pytest.mark.parametrize("program", ["office", "ffmpeg"])
def test_a_libreoffice_or_ffmpeg_that_was_taken_over_reaches_nobody(
    town: Town, user: int, program: str
) -> None:
    if not has_spaces():
        # Then it is never started.
        return
    before = town.content()
    said = town.played(user, locks=program)
    with pytest.raises(TimeoutError):
        town.udp.recv(16)
    assert town.content() == before
    assert {way for way, worked in said["ways"].items() if worked} <= INSIDE


def has_spaces() -> bool:
    code = "from bot.cleaning.enclosure import _own_spaces, _own_root\n_own_spaces()\n_own_root([])\nprint('yes')"
    return in_a_child(code) == "yes\n" and has_landlock()


def has_landlock() -> bool:
    try:
        kernel.call("syscall", landlock.CREATE, None, 0, landlock.ASK_VERSION)
    except OSError:
        return False
    return True


async def test_the_bot_can_say_which_locks_the_machine_does_not_grant() -> None:
    assert await Cleaner().missing_locks() == (set() if has_landlock() else {Lock.FILES})


def in_a_child(code: str) -> str:
    ended = subprocess.run(  # noqa: S603 - its words are those of the test
        [sys.executable, "-B", "-c", code], cwd=ROOT, capture_output=True, check=False, text=True
    )
    return ended.stdout + ended.stderr[-300:]


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ("landlock.confine", ["files"]),
        ("system_calls.forbid_all_but_reading", ["processes"]),
    ],
)
def test_a_lock_that_is_not_set_is_found_missing(without: str, missing: list[str]) -> None:
    code = (
        "import os\nfrom bot.cleaning import locks\nfrom bot.cleaning import landlock, system_calls\n"
        "def nothing(*_): raise OSError\n"
        f"{without} = nothing\nlocks.lock()\n"
        "print(sorted(set(locks.Lock) - locks.held()))"
    )
    assert in_a_child(code) == f"{[Lock(name) for name in missing]}\n"


def test_two_locks_of_every_kind_stand_before_writing_and_the_network() -> None:
    """Without Landlock the list of system calls holds, without the list Landlock does."""
    code = (
        "from bot.cleaning import locks, {module}\n"
        "def nothing(*_): raise OSError\n"
        "{module}.{name} = nothing\nlocks.lock()\n"
        "print(locks.held() >= {{locks.Lock.WRITING, locks.Lock.NETWORK, locks.Lock.OTHERS}})"
    )
    assert in_a_child(code.format(module="landlock", name="confine")) == "True\n"
    if has_landlock():
        assert in_a_child(code.format(module="system_calls", name="forbid_all_but_reading")) == "True\n"


def test_every_list_of_calls_names_as_many_and_none_twice() -> None:
    for machine in MACHINES.values():
        assert len(set(machine.harmless)) == len(machine.harmless)
    intel, arm = (MACHINES[name] for name in ("x86_64", "aarch64"))
    # Intel has five old calls besides: stat, lstat, access, readlink, getrlimit.
    assert len(intel.harmless) == len(arm.harmless) + 5


def test_a_bot_that_hid_its_memory_is_closed_to_its_neighbours() -> None:
    code = "from bot.machine import kernel\nprint(kernel.call('prctl', 3)){}\nprint(kernel.call('prctl', 3))"
    assert in_a_child(code.format("\nkernel.hide_memory()")) == "1\n0\n"
    assert in_a_child(code.format("")) == "1\n1\n"


class OpenMachine(Cleaner):
    """A machine without Landlock."""

    async def missing_locks(self) -> frozenset[Lock]:
        return frozenset({Lock.FILES, Lock.OTHERS})


async def test_what_the_machine_does_not_grant_is_said_once_at_the_start(
    caplog: pytest.LogCaptureFixture,
) -> None:
    await _tell_missing_locks(OpenMachine())
    (record,) = caplog.records
    assert (record.message, record.__dict__["adep"]) == ("FILE_LOCKS_MISSING", {"hint": "files+others"})
