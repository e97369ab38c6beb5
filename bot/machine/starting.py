"""A quick start: what is loaded and built at the start stays, and is not to be looked through again and again meanwhile."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

UNUSED = ("httpx._main",)
"""Modules that others load and nobody here uses: python-telegram-bot brings httpx, whose command line brings rich and pygments."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let the collector rest while much is made that stays, and not look through it afterwards: that costs a tenth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def look_again() -> None:
    """Let the collector look through everything again, once something of what was made at the start is put aside."""
    gc.unfreeze()


def leave_out_unused() -> None:
    """Keep modules that nobody uses from being loaded by those that do not need them: 5 MiB."""
    for name in UNUSED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # how Python marks what is not to be had
