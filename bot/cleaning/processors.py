"""The numbers that system calls have on each kind of processor (unistd_64.h, asm-generic/unistd.h)."""

from dataclasses import dataclass


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
