"""seccomp: a list of the system calls that reading and computing need; every other is answered «not permitted»."""

import ctypes
import os
import platform
import struct
from dataclasses import dataclass

from bot.cleaning.kernel import PR_SET_SECCOMP, prctl

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


@dataclass(frozen=True, slots=True)
class Machine:
    """One kind of processor: its mark in the kernel, and the numbers of its calls."""

    mark: int
    harmless: tuple[int, ...]
    open_flags: tuple[tuple[int, int], ...]
    """Calls that open a file, and the place of the word that says what for."""
    fcntl: int
    prlimit: int
    socket: int
    clone: int
    clone3: int


# read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn pread64 readv writev
# sched_yield mremap mincore madvise nanosleep getpid exit uname getcwd gettimeofday getrusage sysinfo times getuid
# getgid geteuid getegid sigaltstack gettid futex sched_getaffinity getdents64 set_robust_list restart_syscall
# clock_gettime clock_getres clock_nanosleep exit_group newfstatat readlinkat faccessat faccessat2 getrandom statx rseq,
# and on x86-64 also stat lstat access readlink getrlimit
MACHINES = {
    "x86_64": Machine(
        0xC000003E,
        (
            *(
                0,
                1,
                3,
                5,
                8,
                9,
                10,
                11,
                12,
                13,
                14,
                15,
                17,
                19,
                20,
                24,
                25,
                27,
                28,
                35,
                39,
                60,
                63,
                79,
                96,
                98,
            ),
            *(
                99,
                100,
                102,
                104,
                107,
                108,
                131,
                186,
                202,
                204,
                217,
                273,
                219,
                228,
                229,
                230,
                231,
                262,
                267,
                269,
            ),
            *(439, 318, 332, 334, 4, 6, 21, 89, 97),
        ),
        ((2, 1), (257, 2)),
        fcntl=72,
        prlimit=302,
        socket=41,
        clone=56,
        clone3=435,
    ),
    "aarch64": Machine(
        0xC00000B7,
        (
            *(
                63,
                64,
                57,
                80,
                62,
                222,
                226,
                215,
                214,
                134,
                135,
                139,
                67,
                65,
                66,
                124,
                216,
                232,
                233,
                101,
                172,
                93,
            ),
            *(
                160,
                17,
                169,
                165,
                179,
                153,
                174,
                176,
                175,
                177,
                132,
                178,
                98,
                123,
                61,
                99,
                128,
                113,
                114,
                115,
                94,
            ),
            *(79, 78, 48, 439, 278, 291, 293),
        ),
        ((56, 2),),
        fcntl=25,
        prlimit=261,
        socket=198,
        clone=220,
        clone3=435,
    ),
}


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
