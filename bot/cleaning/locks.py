"""What the child process gives up before it reads a stranger's byte, and the check of what the machine grants of it."""

import os
import resource
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from bot.cleaning import landlock, system_calls
from bot.machine import kernel

MEMORY = 2**30
CPU_SECONDS = 60
OPEN_FILES = 64
THREADS = 8
"""Photos of phones are decoded in threads; new processes the list of system calls forbids."""
NICENESS = 3
"""Behind the bot, but not so far that a busy machine lets a file wait for minutes."""
LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, CPU_SECONDS),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NOFILE, OPEN_FILES),
    (resource.RLIMIT_NPROC, THREADS),
)
PACKAGE = Path(__file__).parent.parent
LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
SINGLE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
OWN_SPACES = kernel.CLONE_NEWUSER | kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS


class Lock(StrEnum):
    """Something that a child taken over by a file cannot do."""

    FILES = "files"
    """Read any file but Python and libraries."""
    WRITING = "writing"
    """Make, change or remove a file."""
    NETWORK = "network"
    """Open a connection."""
    PROCESSES = "processes"
    """Start a process or a program."""
    OTHERS = "others"
    """Reach another process: its memory, its environment, a signal to it."""


def lock() -> None:
    """Give up what a hostile file could abuse, each in more than one way where the kernel can.

    What the machine cannot grant is passed over here; `held` tells, and the bot says it at its start.
    """
    os.nice(NICENESS)
    os.environ.update(dict.fromkeys(SINGLE_THREAD, "1"))
    readable = _readable()
    for kind, most in LIMITS:
        resource.setrlimit(kind, (most, most))
    steps: tuple[Callable[[], object], ...] = (
        lambda: kernel.prctl(kernel.PR_SET_PDEATHSIG, kernel.SIGKILL),
        lambda: kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1),
        _own_spaces,
        kernel.drop_capabilities,
        kernel.hide_memory,
        lambda: landlock.confine(readable),
        system_calls.forbid_all_but_reading,
    )
    for step in steps:
        with suppress(OSError):
            step()


def _own_spaces() -> None:
    """A network with no way out; without a user space of one's own only root can have it."""
    try:
        kernel.call("unshare", OWN_SPACES)
    except OSError:
        kernel.call("unshare", OWN_SPACES & ~kernel.CLONE_NEWUSER)


def _readable() -> list[Path]:
    """Python, its libraries, and the code of the bot; not the folder it runs in, where keys and databases may lie."""
    root = PACKAGE.parent.resolve()
    found = [Path(entry).resolve() for entry in sys.path if entry]
    python = [path for path in found if not root.is_relative_to(path)]
    return [PACKAGE, *python, Path(sys.base_prefix, "lib"), *map(Path, LIBRARIES)]


def held() -> frozenset[Lock]:
    """Try each lock, in a process that called `lock`, and tell which ones hold."""
    attempts: dict[Lock, Callable[[], object]] = {
        Lock.FILES: lambda: list(Path("/etc").iterdir()),
        Lock.WRITING: lambda: os.close(os.open("/dev/shm", os.O_TMPFILE | os.O_RDWR)),  # noqa: S108 - it is tried, not used
        Lock.NETWORK: _reach_out,
        Lock.PROCESSES: _start_one,
        Lock.OTHERS: lambda: os.kill(os.getppid(), 0),
    }
    return frozenset(name for name, attempt in attempts.items() if _fails(attempt))


def _fails(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return True
    return False


def _reach_out() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        way_out.connect(("192.0.2.1", 9))


def _start_one() -> None:
    if not os.fork():
        os._exit(0)
    os.wait()
