"""What is asked of the Linux kernel without a library: prctl, capset, unshare and raw system calls."""

import ctypes
import os
from functools import cache

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
SIGKILL = 9
CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = (
    0x00020000,
    0x04000000,
    0x08000000,
    0x10000000,
    0x20000000,
    0x40000000,
)
CAPABILITY_VERSION = 0x20080522


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def call(name: str, *words: object) -> int:
    """A function of the C library.

    Raises:
        OSError: where it answers −1, or the library does not have it.
    """
    try:
        answer: int = getattr(_libc(), name)(*words)
    except AttributeError:
        raise OSError(name) from None
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)
    return answer


def prctl(what: int, *words: object) -> None:
    """Set a property of this process; raises OSError where the kernel will not."""
    wide = [ctypes.c_ulong(word) if isinstance(word, int) else word for word in words]
    call("prctl", what, *wide, *([ctypes.c_ulong(0)] * (4 - len(wide))))


def hide_memory() -> None:
    """Let no other process of this user read the memory and the environment of this one, nor a core be written.

    The bot calls it at its start; children of Python do it for themselves.
    """
    prctl(PR_SET_DUMPABLE, 0)


def drop_capabilities() -> None:
    """Give up every special right, also those of root."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    call("capset", header, (ctypes.c_uint32 * 6)())
