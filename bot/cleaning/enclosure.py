"""Where a program of the machine works on a stranger's file: spaces of its own, and a root folder in memory.

No network, no processes but its own, no file of the machine but the program and its libraries, a folder in memory to write to.
"""

import os
import resource
from collections.abc import Iterable
from pathlib import Path

from bot.cleaning import landlock, system_calls
from bot.cleaning.locks import LIBRARIES, NICENESS
from bot.machine import kernel

SECONDS = 60
ROOM = Path("/tmp")  # noqa: S108 - a folder in memory is put in its place; LibreOffice makes its sockets there
ROOM_BYTES = 512 * 2**20
LIMITS = (
    (resource.RLIMIT_AS, 4 * 2**30),
    (resource.RLIMIT_CPU, SECONDS),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_FSIZE, 128 * 2**20),
    (resource.RLIMIT_NOFILE, 512),
)
DEVICES = ("/dev/null",)
SPACES = (
    kernel.CLONE_NEWUSER
    | kernel.CLONE_NEWNS
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNET
    | kernel.CLONE_NEWIPC
)
REC, BIND, PRIVATE = 0x4000, 0x1000, 0x40000
"""MS_REC, MS_BIND, and MS_PRIVATE: mounts of this space are seen in no other."""


def enclose(program: Path, to_read: Iterable[str] = ()) -> None:
    """Shut this process and what it starts in, for good: it may run a program, or those of a folder, and read what is named.

    Raises:
        OSError: where the machine does not grant it.
    """
    os.nice(NICENESS)
    for kind, most in LIMITS:
        resource.setrlimit(kind, (most, most))
    kernel.prctl(kernel.PR_SET_PDEATHSIG, kernel.SIGKILL)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    read = [Path(path) for path in (*LIBRARIES, *to_read)]
    _own_spaces()
    _own_root([*read, *map(Path, DEVICES), program])
    kernel.drop_capabilities()
    system_calls.forbid_network()
    landlock.confine(read, [program, *map(Path, LIBRARIES)], [ROOM, *map(Path, DEVICES)])


def _own_spaces() -> None:
    user, group = os.getuid(), os.getgid()
    kernel.call("unshare", SPACES)
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        Path(f"/proc/self/{name}").write_bytes(line.encode())


def _own_root(shown: list[Path]) -> None:
    """A root folder in memory, in which nothing of the machine is but what is shown."""
    kernel.call("mount", b"none", b"/", None, REC | PRIVATE, None)
    kernel.call("mount", b"tmpfs", os.fsencode(ROOM), b"tmpfs", 0, f"size={ROOM_BYTES},mode=700".encode())
    for path in sorted(filter(Path.exists, shown)):
        place = ROOM / path.relative_to("/")
        if place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            place.mkdir()
        else:
            place.touch()
        kernel.call("mount", os.fsencode(path), os.fsencode(place), None, REC | BIND, None)
    # LibreOffice starts only where it sees this file; the true folder would show it other processes.
    (ROOM / "proc").mkdir()
    (ROOM / "proc" / "version").touch()
    (ROOM / ROOM.name).mkdir()
    os.chroot(ROOM)
    os.chdir("/")
