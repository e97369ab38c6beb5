"""The memory of the process: what is freed in it is overwritten, nobody else reads it, no core of it is written (T2).

Python itself overwrites nothing that it lets go, and its texts cannot be overwritten by hand. The C library can: where it is glibc,
and is told so before the process begins.
"""

import logging
import os
import resource
import sys
from collections.abc import Mapping
from contextlib import suppress

from bot import logs
from bot.machine.kernel import call, hide_memory

OVERWRITING: Mapping[str, str] = {
    # Everything goes by the C library, and nothing is kept back by a thread: it fills what is freed with a byte.
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0",
}


def is_overwriting() -> bool:
    """Whether what this process frees is overwritten, as far as its surroundings say."""
    return all(os.environ.get(name) == value for name, value in OVERWRITING.items())


def begin_overwriting() -> None:
    """Begin this process again as one whose freed memory is overwritten; its number stays. Where it is one, go on.

    What the operator has set under these names stays as it is set.
    """
    if is_overwriting() or OVERWRITING.keys() & os.environ.keys():
        return
    os.execve(sys.executable, sys.orig_argv, {**os.environ, **OVERWRITING})  # noqa: S606 - the same program


def close_memory() -> None:
    """Let no core be written and no other process of this user read this one; where that is not granted, say so once."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        hide_memory()
    except OSError as error:
        logs.event("MEMORY_NOT_HIDDEN", level=logging.WARNING, error=type(error).__name__)
    if not is_overwriting() or "glibc" not in _library():
        logs.event("MEMORY_NOT_OVERWRITTEN", level=logging.WARNING)


def give_back() -> None:
    """Give the system the memory that was needed for a while and lies free between what stays; where the library cannot, go on."""
    with suppress(OSError):
        call("malloc_trim", 0)


def _library() -> str:
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (OSError, ValueError):
        return ""
