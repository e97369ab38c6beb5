"""The two languages of an act, unit by unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bot.acts.importing.model import ReadAct, Unit
from bot.acts.importing.requisites import first_date


class Differs(Enum):
    """In what the two texts differ."""

    ONLY_KK = "stands only in the Kazakh text"
    ONLY_RU = "stands only in the Russian text"
    KIND = "is of another kind in the other language"
    PARTS = "has another number of parts in the other language"
    NUMBER = "the number of the act differs"
    DATE = "the date of the act differs"
    EDITION = "the newest amendment that the notes name differs: one text may be of an older edition"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; `ref` is "" where it is of the whole act."""

    ref: str
    differs: Differs
    kk: str = ""
    ru: str = ""


@dataclass(frozen=True, slots=True)
class Paired:
    """One act in one language or two; `refs` in the order of the Kazakh text, those of the Russian alone after."""

    kk: ReadAct | None
    ru: ReadAct | None
    refs: tuple[str, ...]
    differences: tuple[Difference, ...]


def paired(kk: ReadAct | None, ru: ReadAct | None) -> Paired:
    """Pair by ref, never by place in the page."""
    first, second = _by_ref(kk), _by_ref(ru)
    refs = tuple(dict.fromkeys([*first, *second]))
    both = kk is not None and ru is not None
    found = (*_of_units(first, second, refs), *_of_acts(kk, ru)) if both else ()
    return Paired(kk, ru, refs, tuple(found))


def _by_ref(act: ReadAct | None) -> dict[str, Unit]:
    return {unit.ref: unit for unit in act.units} if act is not None else {}


def _of_units(kk: dict[str, Unit], ru: dict[str, Unit], refs: tuple[str, ...]) -> Iterator[Difference]:
    for ref in refs:
        one, other = kk.get(ref), ru.get(ref)
        if one is None:
            yield Difference(ref, Differs.ONLY_RU)
        elif other is None:
            yield Difference(ref, Differs.ONLY_KK)
        elif one.kind is not other.kind:
            yield Difference(ref, Differs.KIND, one.kind.value, other.kind.value)
        elif len(one.parts + one.closing) != len(other.parts + other.closing):
            counts = (str(len(unit.parts + unit.closing)) for unit in (one, other))
            yield Difference(ref, Differs.PARTS, *counts)


def _of_acts(kk: ReadAct | None, ru: ReadAct | None) -> Iterator[Difference]:
    if kk is None or ru is None:
        return
    told = (
        (Differs.NUMBER, kk.number, ru.number),
        (Differs.DATE, kk.date, ru.date),
        (Differs.EDITION, newest_amendment(kk), newest_amendment(ru)),
    )
    for differs, one, other in told:
        if one and other and one != other:
            yield Difference("", differs, one, other)


def newest_amendment(act: ReadAct) -> str:
    """The latest date of an amending act that the notes name, as ISO, or ""."""
    notes = [note for unit in act.units for note in unit.notes]
    dates = (first_date(found) for note in notes for found in re.findall(r"\d{2}\.\d{2}\.\d{4}", note))
    return max(dates, default="")
