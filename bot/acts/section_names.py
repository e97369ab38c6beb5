"""What a section of an act is called by the act itself: раздел, глава, параграф, and by which number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class SectionKind(Enum):
    """The act's own word for a section."""

    SECTION = "раздел", "бөлім"
    CHAPTER = "глава", "тарау"
    PARAGRAPH_SIGN = "параграф", "параграф"


@dataclass(frozen=True, slots=True)
class SectionName:
    """A word and a number; the number as the act writes it."""

    kind: SectionKind
    number: str


_NUMBER = r"(?:\d{1,3}(?:-\d{1,2})?|[IVXІХ]{1,6})(?!\w)"
_WORDS = {word: kind for kind in SectionKind for word in kind.value}
_RUSSIAN = rf"(?P<ru>Раздел|РАЗДЕЛ|Глава|ГЛАВА|Параграф|ПАРАГРАФ)\s+(?P<after>{_NUMBER})"
_KAZAKH = rf"(?P<before>{_NUMBER})\s?-?\s?(?P<kk>(?i:бөлім|тарау|параграф))(?!\w)"
_SPELLED = re.compile(rf"(?<!\w)(?:{_RUSSIAN}|{_KAZAKH})")
_LEADING = re.compile(rf"({_NUMBER})\.?\s")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_CYRILLIC = str.maketrans("ІХ", "IX")


def section_names(section: str, title: str) -> tuple[SectionName, ...]:
    """The names of a section from the outermost in, as its title spells them: «Глава 2. … Параграф 1. …».

    A title that spells none is a «раздел» under the number that it begins with, or under its own in the act.
    """
    spelled = tuple(_spelled(title))
    if spelled:
        return spelled
    leading = _LEADING.match(title)
    return (SectionName(SectionKind.SECTION, leading[1] if leading else section),)


def _spelled(title: str) -> Iterator[SectionName]:
    for found in _SPELLED.finditer(title):
        word = (found["ru"] or found["kk"]).lower()
        yield SectionName(_WORDS[word], found["after"] or found["before"])


def goes_by(section: str, title: str, number: str) -> bool:
    """Whether a section is meant by a number."""
    return any(in_figures(name.number) == in_figures(number) for name in section_names(section, title))


def in_figures(number: str) -> str:
    """A Roman number in our figures; any other as it is."""
    signs = number.upper().translate(_CYRILLIC)
    if not signs or set(signs) - _ROMAN.keys():
        return number
    values = [_ROMAN[sign] for sign in signs]
    return str(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)))
