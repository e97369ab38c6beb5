"""python -m bot.cleaning: one file on standard input, the outcome on standard output, within limits."""

import os
import resource
import sys

from bot.cleaning.wire import written

MEMORY = 2**30
CPU_SECONDS = 40
OPEN_FILES = 64
NICENESS = 3
"""Behind the bot, but not so far that a busy machine lets a file wait for minutes."""


def restrict() -> None:
    """Give up what a hostile file could abuse: memory, time, core dumps, and writing any file at all."""
    os.nice(NICENESS)
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(kind, (most, most))


def main() -> None:
    """Rebuild the file. Whatever a library does to this process, the bot lives on and says «broken»."""
    restrict()
    from bot.cleaning.rebuilding import rebuild  # noqa: PLC0415 - nothing is read before the limits are set

    sys.stdout.buffer.write(written(rebuild(sys.stdin.buffer.read())))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
