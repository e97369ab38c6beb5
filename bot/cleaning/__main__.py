"""python -m bot.cleaning WHAT: one file on standard input, the outcome on standard output, behind locks.

WHAT is one of `Request`, or what becomes of hidden parts (`Hidden`).
"""

import json
import sys
from enum import StrEnum

from bot.cleaning.locks import held, lock
from bot.cleaning.model import Hidden, RefusedError


class Request(StrEnum):
    """What else can be asked for."""

    LOCKS = "locks"
    """The locks that hold; no file is read."""
    TO_DRAW = "to_draw"
    """The file as LibreOffice may have it, or nothing."""
    TO_DRAW_BARE = "to_draw_bare"
    """The same without what floats over its text."""
    LEFT_OUT = "left_out_of_drawing"
    """What an open document holds that its drawing does not show, counted."""


def main() -> None:
    """Rebuild the file. Whatever a library does to this process, the bot lives on and says «broken»."""
    what = sys.argv[1]
    lock()
    match what:
        case Request.LOCKS:
            _answer(json.dumps(sorted(held())).encode())
        case Request.TO_DRAW | Request.TO_DRAW_BARE:
            _answer(_to_draw(bare=what == Request.TO_DRAW_BARE))
        case Request.LEFT_OUT:
            _answer(_left_out())
        case _:
            _answer(_rebuilt(Hidden(what)))


def _rebuilt(hidden: Hidden) -> bytes:
    from bot.cleaning.rebuilding import rebuild  # noqa: PLC0415 - nothing is read before the locks are set
    from bot.cleaning.wire import written  # noqa: PLC0415 - as above

    return written(rebuild(sys.stdin.buffer.read(), hidden))


def _to_draw(*, bare: bool) -> bytes:
    from bot.cleaning.office_input import prepared  # noqa: PLC0415 - as above

    try:
        return prepared(sys.stdin.buffer.read(), bare=bare) or b""
    except RefusedError:
        return b""


def _left_out() -> bytes:
    from bot.cleaning.open_documents import left_out  # noqa: PLC0415 - as above

    try:
        return json.dumps(dict(left_out(sys.stdin.buffer.read()))).encode()
    except RefusedError:
        return b""


def _answer(said: bytes) -> None:
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
