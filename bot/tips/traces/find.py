"""Finds what a reporter may have written about themself without meaning to, so that they can be asked once (T13)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from bot.tips.traces.marks import accounts, e_mails, iins, phones
from bot.tips.traces.names import names
from bot.tips.traces.posts import posts


class TraceKind(StrEnum):
    """What a piece of text gives away."""

    EMAIL = "email"
    USERNAME = "username"
    IIN = "iin"
    PHONE = "phone"
    SELF_NAME = "self_name"
    SELF_POST = "self_post"


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a trace stands: `text[start:end]`."""

    kind: TraceKind
    start: int
    end: int


# Where two finders meet, the first of them keeps the place: an address is no account, a number of a person no phone.
FINDERS = (
    (TraceKind.EMAIL, e_mails),
    (TraceKind.USERNAME, accounts),
    (TraceKind.IIN, iins),
    (TraceKind.PHONE, phones),
    (TraceKind.SELF_NAME, names),
    (TraceKind.SELF_POST, posts),
)


def find_traces(text: str) -> tuple[Trace, ...]:
    """The traces of the reporter in any text, in order, none over another; numbers of cases and sums of money are none."""
    taken: list[Trace] = []
    for kind, finder in FINDERS:
        for start, end in finder(text):
            taken.extend([Trace(kind, *span) for span in _free(start, end, taken)])
    return tuple(sorted(taken, key=lambda trace: trace.start))


def _free(start: int, end: int, taken: list[Trace]) -> Iterator[tuple[int, int]]:
    """What of a span is not taken yet, in one piece or several."""
    inside = sorted((trace.start, trace.end) for trace in taken if trace.start < end and start < trace.end)
    bounds = [start, *chain.from_iterable(inside), end]
    for left, right in zip(bounds[::2], bounds[1::2], strict=True):
        if left < right:
            yield left, right
