"""seccomp: a list of the system calls that reading and computing need; every other is answered «not permitted»."""

import ctypes
import os
import platform
import struct

from bot.cleaning.processors import MACHINES, Machine
from bot.machine.kernel import PR_SET_SECCOMP, prctl

FILTER_MODE = 2
ALLOW, KILL, DENY, UNKNOWN = 0x7FFF0000, 0x80000000, 0x00050000 | 1, 0x00050000 | 38
"""Answers of a filter; the last two are the errors EPERM and ENOSYS."""
THREAD = 0x00010000
"""CLONE_THREAD: what begins is a thread of this process, as decoders of photos need it, and no other process."""
LOAD, EQUAL, ANY_BIT, AT_LEAST, RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
NUMBER, MACHINE, FIRST_WORD = 0, 4, 16
"""Places in struct seccomp_data."""
NEW_NUMBERS = 0x40000000
"""From here on x86-64 counts its calls anew (x32)."""
TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
ASKING = (1, 2, 3, 1030)
"""Orders of fcntl that change nothing outside: F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC."""
UNIX = (1,)
"""AF_UNIX, the sockets that never leave the machine."""


def forbid_all_but_reading() -> None:
    """No new process, no program, no socket, no writing, no signal, from now on and for good.

    Raises:
        OSError: where the kernel has no filter, or the processor is of another kind.
    """
    machine = _machine()
    _install(
        machine,
        [
            *(step for number in machine.harmless for step in _if_number(number, [_answer(ALLOW)])),
            *(step for number, place in machine.open_flags for step in _if_number(number, _reading(place))),
            *_if_number(machine.fcntl, _among(1, ASKING)),
            *_if_number(machine.prlimit, _nothing_new()),
            *_if_number(machine.clone, _thread()),
            # Its words lie in memory, where no filter can look; «no such call» makes libraries ask in the old way.
            *_if_number(machine.clone3, [_answer(UNKNOWN)]),
            _answer(DENY),
        ],
    )


def forbid_network() -> None:
    """No sockets but those inside the machine; for a program that must be free to do the rest.

    Raises:
        OSError: as above.
    """
    machine = _machine()
    _install(machine, [*_if_number(machine.socket, _among(0, UNIX)), _answer(ALLOW)])


def _machine() -> Machine:
    machine = MACHINES.get(platform.machine())
    if machine is None:
        raise OSError(platform.machine())
    return machine


Step = tuple[int, int, int, int]
"""Code, steps to jump over if so, if not, and the value (struct sock_filter)."""


def _answer(value: int) -> Step:
    return RETURN, 0, 0, value


def _load(place: int) -> Step:
    return LOAD, 0, 0, place


def _if_number(number: int, steps: list[Step]) -> list[Step]:
    return [(EQUAL, 0, len(steps), number), *steps]


def _reading(word: int) -> list[Step]:
    return [_load(FIRST_WORD + 8 * word), (ANY_BIT, 1, 0, TO_WRITE), _answer(ALLOW), _answer(DENY)]


def _thread() -> list[Step]:
    return [_load(FIRST_WORD), (ANY_BIT, 0, 1, THREAD), _answer(ALLOW), _answer(DENY)]


def _among(word: int, values: tuple[int, ...]) -> list[Step]:
    tests = [step for value in values for step in ((EQUAL, 0, 1, value), _answer(ALLOW))]
    return [_load(FIRST_WORD + 8 * word), *tests, _answer(DENY)]


def _nothing_new() -> list[Step]:
    """Limits may be asked for: the address of new ones, in two halves, is zero."""
    halves = (FIRST_WORD + 16, FIRST_WORD + 20)
    tests = [step for half in halves for step in (_load(half), (EQUAL, 1, 0, 0), _answer(DENY))]
    return [*tests, _answer(ALLOW)]


def _install(machine: Machine, steps: list[Step]) -> None:
    whole = [
        _load(MACHINE),
        (EQUAL, 1, 0, machine.mark),
        _answer(KILL),
        _load(NUMBER),
        (AT_LEAST, 0, 1, NEW_NUMBERS),
        _answer(DENY),
        *steps,
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in whole))
    head = struct.pack("@HP", len(whole), ctypes.addressof(program))
    prctl(PR_SET_SECCOMP, FILTER_MODE, ctypes.c_char_p(head))
