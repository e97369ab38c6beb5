"""Number formats of Excel: only the part of a format that shows the value at hand is taken over (ECMA-376, 18.8.31)."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

GENERAL = "General"
BUILT_IN_DATES = frozenset({14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47})
BUILT_IN = frozenset({*range(1, 5), *range(5, 23), *range(37, 50)})
"""Numbers of formats that every program knows (18.8.30)."""
LONGEST = 120
MOST_SECTIONS = 4
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
WHITE = re.compile(r"\[white\]|\[color ?2\]", re.IGNORECASE)
CONDITION = re.compile(r"\[[<>=]")
FIRST_DAY, FIRST_DAY_OF_MAC = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a cell knows no time zone
LAST_SERIAL = 2_958_466
"""The first of January 10000."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How one value is shown: its format by number or code, or not at all."""

    format: int | str
    visible: bool = True


def shown(number: int, code: str | None, value: float | str) -> Shown:
    """What of the format with such a number and code applies to a value."""
    if code is None:
        return Shown(number if number in BUILT_IN else 0)
    sections = _sections(code)
    if len(sections) > MOST_SECTIONS or len(code) > LONGEST or CONDITION.search(code):
        return Shown(0)
    section, kept = _applying(sections, value)
    if WHITE.match(section) or (not section.strip() and len(sections) > 1):
        return Shown(0, visible=False)
    return Shown(kept or 0)


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


def as_day(serial: float, *, since_1904: bool) -> str:
    """A day, and the time where there is one, as people write it here."""
    if not 0 <= serial < LAST_SERIAL:
        return str(serial)
    moment = (FIRST_DAY_OF_MAC if since_1904 else FIRST_DAY) + timedelta(days=serial)
    if serial < 1:
        return f"{moment:%H:%M}"
    return f"{moment:%d.%m.%Y}" if serial == int(serial) else f"{moment:%d.%m.%Y %H:%M}"
