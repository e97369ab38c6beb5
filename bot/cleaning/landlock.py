"""Landlock: from now on this process and its children reach only the files they are given (kernel 5.13 and later)."""

import ctypes
import os
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bot.machine.kernel import call

CREATE, ADD_RULE, RESTRICT = 444, 445, 446
"""Numbers of the system calls, the same on all machines."""
ASK_VERSION = 1
PATH_BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
TRUNCATE = 1 << 14
RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""Of files, by the version that brought them."""
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | 1 << 15
"""Rights that a rule on a single file may name."""
READING = READ_FILE | READ_DIR
TCP = 0b11
OUTSIDE = 0b11
"""Abstract sockets and signals to processes outside."""


def confine(readable: Iterable[Path], runnable: Iterable[Path] = (), writable: Iterable[Path] = ()) -> None:
    """Let files be read, run and written only beneath some paths; no TCP, no signals to others. Cannot be undone.

    Paths that are not there are passed over.

    Raises:
        OSError: where the kernel has no Landlock.
    """
    version = call("syscall", CREATE, None, ctypes.c_size_t(0), ASK_VERSION)
    handled = RIGHTS[max(known for known in RIGHTS if known <= version)]
    rules = _ruleset(version, handled)
    try:
        for paths, rights in (
            (readable, READING),
            (runnable, READING | EXECUTE),
            (writable, handled & ~EXECUTE),
        ):
            for path in paths:
                _allow(rules, path, rights & handled)
        call("syscall", RESTRICT, rules, 0)
    finally:
        os.close(rules)


def _ruleset(version: int, handled: int) -> int:
    fields = [handled]
    if version >= 4:
        fields.append(TCP)
    if version >= 6:
        fields.append(OUTSIDE)
    wanted = struct.pack(f"={len(fields)}Q", *fields)
    return call("syscall", CREATE, wanted, ctypes.c_size_t(len(wanted)), 0)


def _allow(rules: int, path: Path, rights: int) -> None:
    with suppress(FileNotFoundError, PermissionError, NotADirectoryError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rights = rights if path.is_dir() else rights & OF_FILES
            call("syscall", ADD_RULE, rules, PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
        finally:
            os.close(place)
