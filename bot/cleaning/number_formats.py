"""Number formats of Excel: only the part of a format that shows the value at hand is taken over (ECMA-376, 18.8.31)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import eq, ge, gt, le, lt, ne

GENERAL = "General"
BUILT_IN_DATES = frozenset({14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47})
BUILT_IN = frozenset({*range(1, 5), *range(5, 23), *range(37, 50)})
"""Numbers of formats that every program knows (18.8.30)."""
LONGEST = 120
MOST_SECTIONS = 4
LITERAL = re.compile(r'"[^"]*"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|_.|\*.', re.IGNORECASE)
"""What shows nothing of a value; hours, minutes and seconds beyond a day stand in brackets, too."""
WHITE = re.compile(r"\[white\]|\[color ?2\]", re.IGNORECASE)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)\]")
COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
    "<>": ne,
}
PIECES = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].|(.)')
FIRST_DAY, FIRST_DAY_OF_MAC = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a cell knows no time zone
LAST_SERIAL = 2_958_466
"""The first of January 10000."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How one value is shown: its format by number or code, or not at all."""

    format: int | str
    visible: bool = True
    words: str = ""
    """What stands in place of the value, where the format shows nothing of it but words of its own."""


def shown(number: int, code: str | None, value: float | str) -> Shown:
    """What of the format with such a number and code applies to a value."""
    if code is None:
        return Shown(number if number in BUILT_IN else 0)
    sections = _sections(code)
    if len(sections) > MOST_SECTIONS or len(code) > LONGEST:
        return Shown(0)
    section, kept = _by_condition(sections, value) or _applying(sections, value)
    if WHITE.match(section) or (not section.strip() and len(sections) > 1):
        return Shown(0, visible=False)
    if value != 0 and section.strip() and not _shows_value(section):
        words = "".join("".join(found) for found in PIECES.findall(section))
        return Shown(0, visible=bool(words.strip()), words=words.strip())
    return Shown(kept or 0)


def _by_condition(sections: list[str], value: float | str) -> tuple[str, str] | None:
    """The first section whose condition a number meets, or the first one without; None where there are no conditions."""
    if isinstance(value, str) or not any(map(CONDITION.search, sections)):
        return None
    for section in sections:
        found = CONDITION.search(section)
        if found is None or COMPARED[found[1]](value, float(found[2])):
            plain = CONDITION.sub("", section)
            return plain, plain
    return "#", ""


def _shows_value(section: str) -> bool:
    """Whether anything of a value is shown: its figures, its text, its day or hour."""
    return bool(re.search(r"[0#?@dmyhsebagr]", LITERAL.sub("", section), re.IGNORECASE))


def _applying(sections: list[str], value: float | str) -> tuple[str, str]:
    """The section for a value, and a code in which no other section says anything."""
    if isinstance(value, str):
        words = sections[-1] if len(sections) == MOST_SECTIONS or "@" in sections[-1] else "@"
        return words, "" if words == "@" else f"General;General;General;{words}"
    if value < 0 and len(sections) > 1:
        return sections[1], f"General;{sections[1]}"
    if value == 0 and len(sections) > 2:
        return sections[2], f"General;General;{sections[2]}"
    return sections[0], sections[0]


def _sections(code: str) -> list[str]:
    """The parts between semicolons that stand in no quotes."""
    return re.findall(r'((?:"[^"]*"|\\.|[^;"\\])*)(?:;|$)', code)[: MOST_SECTIONS + 1][: code.count(";") + 1]


def is_date(number: int, code: str | None) -> bool:
    """Whether a format shows days or hours."""
    if code is None:
        return number in BUILT_IN_DATES
    return (
        bool(re.search(r"[dmyhs]", LITERAL.sub("", code.split(";")[0]), re.IGNORECASE))
        and "General" not in code
    )


def serial_of(written: str, *, since_1904: bool) -> float | None:
    """The number that stands for a day or hour as the strict edition writes it (ISO 8601), None where it is none."""
    try:
        moment = datetime.fromisoformat(written.removesuffix("Z"))
    except ValueError:
        return None
    passed = moment.replace(tzinfo=None) - (FIRST_DAY_OF_MAC if since_1904 else FIRST_DAY)
    return passed / timedelta(days=1)


def as_day(serial: float, *, since_1904: bool) -> str:
    """A day, and the time where there is one, as people write it here."""
    if not 0 <= serial < LAST_SERIAL:
        return str(serial)
    moment = (FIRST_DAY_OF_MAC if since_1904 else FIRST_DAY) + timedelta(days=serial)
    if serial < 1:
        return f"{moment:%H:%M}"
    return f"{moment:%d.%m.%Y}" if serial == int(serial) else f"{moment:%d.%m.%Y %H:%M}"
