"""python -m bot.cleaning WHAT: one file on standard input, the outcome on standard output, behind locks.

WHAT is what becomes of hidden parts (`Hidden`), or «locks», which asks for the locks that hold and reads no file.
"""

import json
import sys

from bot.cleaning.locks import held, lock
from bot.cleaning.model import Hidden

ASK_LOCKS = "locks"


def main() -> None:
    """Rebuild the file. Whatever a library does to this process, the bot lives on and says «broken»."""
    what = sys.argv[1]
    lock()
    _answer(json.dumps(sorted(held())).encode() if what == ASK_LOCKS else _rebuilt(Hidden(what)))


def _rebuilt(hidden: Hidden) -> bytes:
    from bot.cleaning.rebuilding import rebuild  # noqa: PLC0415 - nothing is read before the locks are set
    from bot.cleaning.wire import written  # noqa: PLC0415 - as above

    return written(rebuild(sys.stdin.buffer.read(), hidden))


def _answer(said: bytes) -> None:
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
