"""How an outcome travels from the child process: a line of JSON that describes it, then the bytes of its files."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.cleaning.model import NOTHING, Cleaned, CleaningResult, Dropped, Kind, Refusal, Refused
from bot.cleaning.tally import MOST

LONGEST_LINE = 4_000
BROKEN = Refused(Refusal.BROKEN)


def written(outcome: CleaningResult) -> bytes:
    """An outcome as bytes."""
    match outcome:
        case Cleaned(data, kind, pages, preview, dropped, beside):
            line = {
                "kind": kind,
                "pages": pages,
                "dropped": dict(dropped),
                "lengths": [len(data), len(preview), len(beside)],
            }
            return json.dumps(line).encode() + b"\n" + data + preview + beside
        case Refused(reason):
            return json.dumps({"refused": reason}).encode() + b"\n"


def understood(answer: bytes) -> CleaningResult:
    """The outcome that bytes stand for; «broken» where they stand for none, since the child may have been taken over."""
    line, end, files = answer.partition(b"\n")
    if not end or len(line) > LONGEST_LINE:
        return BROKEN
    try:
        return _outcome(json.loads(line), files)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return BROKEN


def counted(answer: bytes) -> Mapping[Dropped, int]:
    """What such counts say alone; nothing where they say nothing."""
    try:
        return _dropped(json.loads(answer)) if len(answer) <= LONGEST_LINE else NOTHING
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return NOTHING


def _outcome(said: Any, files: bytes) -> CleaningResult:
    if "refused" in said:
        return Refused(Refusal(said["refused"])) if not files else BROKEN
    first, second, third = (_number(length, len(files)) for length in said["lengths"])
    if first + second + third != len(files) or not first:
        return BROKEN
    pages = said["pages"]
    return Cleaned(
        data=files[:first],
        kind=Kind(said["kind"]),
        pages=None if pages is None else _number(pages, MOST),
        preview=files[first : first + second],
        dropped=_dropped(said["dropped"]),
        beside=files[first + second :],
    )


def _dropped(said: Any) -> Mapping[Dropped, int]:
    return MappingProxyType({Dropped(name): _number(count, MOST) for name, count in said.items()})


def _number(said: Any, most: int) -> int:
    if type(said) is not int or not 0 <= said <= most:
        raise ValueError
    return said
