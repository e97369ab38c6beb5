"""Plays a child that a file has taken over: tries every way out and says which ones worked.

python taken_over.py FOLDER TCP UDP USER LOCKS, with the folder of the bot's files, the ports of somebody who listens,
the user to become first (or 0), and the locks that are set: none, child, office or ffmpeg.
"""

import ctypes
import json
import mmap
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bot.cleaning import voice
from bot.cleaning.enclosure import enclose
from bot.cleaning.locks import lock
from bot.cleaning.office import TO_READ
from bot.machine import kernel

FOLDER, TCP, UDP, USER, LOCKED = (*sys.argv[1:], *("0" * 5))[:5]
KEY, CASES, EMPTY = (os.path.join(FOLDER, name) for name in ("key", "tips.db", "empty"))
BOT = os.getppid()
HERE = "127.0.0.1"


def read(path: str) -> bytes:
    place = os.open(path, os.O_RDONLY)
    return os.read(place, 16)


def bots_memory() -> bytes:
    place = os.open(f"/proc/{BOT}/maps", os.O_RDONLY)
    first = int(os.read(place, 4096).split(b"-")[0], 16)
    return os.pread(os.open(f"/proc/{BOT}/mem", os.O_RDONLY), 16, first)


def neighbours_memory() -> None:
    here = ctypes.create_string_buffer(16)
    piece = (ctypes.c_void_p * 2)(ctypes.addressof(here), 16)
    # The place is a wrong one: a kernel that grants the act says «bad address», one that does not «not permitted».
    try:
        kernel.call("process_vm_readv", BOT, piece, 1, piece, 1, 0)
    except OSError as error:
        if error.errno != 14:
            raise


def over_memory() -> None:
    place = os.open(CASES, os.O_RDWR)
    with mmap.mmap(place, 4) as window:
        window[0:4] = b"lost"


def tcp() -> None:
    with socket.socket(socket.AF_INET) as way_out:
        way_out.settimeout(2)
        way_out.connect((HERE, int(TCP)))


def udp() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"token", (HERE, int(UDP)))


def local_socket() -> None:
    socket.socket(socket.AF_UNIX).connect(os.path.join(FOLDER, "socket"))


def nameless_socket() -> None:
    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).bind("\0taken over")


def fork() -> None:
    if not os.fork():
        os._exit(0)
    os.wait()


def live_on() -> None:
    if not os.fork():
        os.setsid()
        os._exit(0)
    _, status = os.wait()
    if status:
        raise OSError


def become_root() -> None:
    os.setuid(0)
    os.close(os.open("/etc/shadow", os.O_RDONLY))


def more_memory() -> None:
    most = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with mmap.mmap(-1, 3 * 2**30):
        pass


def written(path: str) -> None:
    place = os.open(path, os.O_WRONLY | os.O_CREAT)
    os.write(place, b"lost")


READING = frozenset(
    {
        "read the key",
        "read the cases",
        "read the users of the machine",
        "list the bot's folder",
        "read the bot's environment",
        "read the bot's memory",
    }
)
"""Ways that only Landlock closes; every other is closed by the list of system calls, too."""

WAYS: dict[str, Callable[[], object]] = {
    "read the key": lambda: read(KEY),
    "read the cases": lambda: read(CASES),
    "read the users of the machine": lambda: read("/etc/passwd"),
    "list the bot's folder": lambda: os.listdir(FOLDER),
    "read the bot's environment": lambda: read(f"/proc/{BOT}/environ"),
    "read the bot's memory": bots_memory,
    "read the bot's memory by call": neighbours_memory,
    "trace the bot": lambda: kernel.call("ptrace", 16, BOT, None, None),
    "overwrite the cases": lambda: written(CASES),
    "overwrite the cases through memory": over_memory,
    "truncate the cases": lambda: os.truncate(CASES, 1),
    "make a file": lambda: written(os.path.join(FOLDER, "new")),
    "make a folder": lambda: os.mkdir(os.path.join(FOLDER, "folder")),
    "make a link": lambda: os.symlink(KEY, os.path.join(FOLDER, "link")),
    "make a file in memory": lambda: os.write(os.memfd_create("a"), b"lost"),
    "make a shared file in memory": lambda: written("/dev/shm/taken-over-" + str(os.getpid())),
    "open the key to all": lambda: os.chmod(KEY, 0o666),
    "rename the cases": lambda: os.rename(CASES, CASES + ".gone"),
    "delete a file": lambda: os.unlink(EMPTY),
    "call by TCP": tcp,
    "call by UDP": udp,
    "call by a socket in a folder": local_socket,
    "call by a nameless socket": nameless_socket,
    "start a program": lambda: subprocess.run(["/bin/true"], check=True),
    "become a program": lambda: fork_and(lambda: os.execv("/bin/true", ["true"])),
    "fork": fork,
    "live on in a session of one's own": live_on,
    "signal the bot": lambda: os.kill(BOT, signal.SIGCONT),
    "signal everybody": lambda: os.kill(-1, 0),
    "become root": become_root,
    "take more memory": more_memory,
    "make a space of one's own": lambda: fork_and(lambda: kernel.call("unshare", kernel.CLONE_NEWUSER)),
    "change the root folder": lambda: fork_and(lambda: os.chroot("/")),
    "ask for keys": lambda: kernel.call("syscall", {"x86_64": 250}.get(os.uname().machine, 219), 0, -3, 1),
}


def fork_and(act: Callable[[], object]) -> None:
    child = os.fork()
    if not child:
        try:
            act()
        finally:
            os._exit(1 if sys.exc_info()[0] else 0)
    _, status = os.waitpid(child, 0)
    if status:
        raise OSError


def worked(way: Callable[[], object]) -> bool:
    try:
        way()
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    return True


def main() -> None:
    # Who becomes nobody cannot load it any more where Python lies in a closed folder.
    "a".encode("idna")
    if int(USER):
        os.setgroups([])
        os.setgid(int(USER))
        os.setuid(int(USER))
        # Who was root before is closed to itself; a bot that never was is not.
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
    match LOCKED:
        case "child":
            lock()
        case "office":
            enclose(Path("/usr/lib/libreoffice/program"), TO_READ)
        case "ffmpeg":
            enclose(Path("/usr/bin/ffmpeg"), voice.TO_READ)
    environment = sorted(os.environ)
    files = sorted(place for place in range(64) if is_open(place))
    ways = {name: worked(way) for name, way in WAYS.items()}
    sys.stdout.write(json.dumps({"ways": ways, "environment": environment, "files": files}))


def is_open(place: int) -> bool:
    try:
        os.fstat(place)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
