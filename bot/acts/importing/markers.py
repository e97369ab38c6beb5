"""The numbers that open a line: «3.», «12)», «4.18», «3-тармақ.», and the line that stands for repealed units."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from bot.acts.importing.letters import RAISED, fold, hyphened


class Mark(Enum):
    """The shape of a marker."""

    POINT = auto()
    SUB = auto()
    DOTTED = auto()


_NUMBER = rf"\d{{1,3}}(?:-\d{{1,3}}|[{RAISED}]{{1,2}})*"
_POINT = re.compile(rf"({_NUMBER})\s?\.(?!\d)\s*")
_SUB = re.compile(rf"({_NUMBER})\s?\)\s*")
_NAMED = (
    (Mark.POINT, re.compile(rf"(?:пункт\s+({_NUMBER})|({_NUMBER})\s?-?\s?тармақ)\.\s+(?=\S)")),
    (Mark.SUB, re.compile(rf"(?:подпункт\s+({_NUMBER})\)?|({_NUMBER})\)?\s?-?\s?тармақша)\.\s+(?=\S)")),
)
_DOTTED = re.compile(r"(\d{1,3}(?:-\d{1,3})?(?:\.\d{1,3}(?:-\d{1,3})?){1,4})(?:\.\s*|\s+|\))\s*(?=[^\d\s.,])")
_AND = r"(?:\s*[,;–—]\s*|\s+(?:и|және|-)\s+|(?<=[).])\s*-\s*)"
_SEVERAL = re.compile(rf"({_NUMBER})\s?[).]?((?:{_AND}{_NUMBER}\s?[).]?)+)(?<=[).])\s*[-–—]?\s*(?=\w)")
_PIECE = re.compile(rf"({_AND})({_NUMBER})\s?[).]?")
_REPEAL_FIRST = re.compile(
    r"[\s\-–—(]*(исключ(?:ен[аоы]?)?|утратил[аио]? силу|алып тасталды|алынып тасталды|алып тасталған|"
    r"күші жойылды|күшін жойды|күшін жойған)(?!\w)"
)
_REPEAL_LAST = re.compile(
    r"(исключен[аоы]?|утратил[аио]? силу|алып тасталды|алынып тасталды|күші жойылды|күшін жойды)"
    r"[\s.;)]*(\([^()]*\)[\s.;]*)?$"
)
_BY_AN_ACT = re.compile(r"закон|указ|приказ|постановлен|решени|заң|жарлы|бұйры|қаулы|шешім|\d{4}")
_LONGEST_REPEAL = 600
_FARTHEST = 40


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the start of a line and what follows it."""

    mark: Mark
    number: str
    rest: str


@dataclass(frozen=True, slots=True)
class SeveralRepealed:
    """One line that stands for several repealed units."""

    mark: Mark
    numbers: tuple[str, ...]
    rest: str


def marker(text: str) -> Marker | None:
    """The marker that opens the line, if it looks like one; whether it fits its row is not asked here."""
    if found := _DOTTED.match(text):
        return Marker(Mark.DOTTED, found[1], text[found.end() :])
    for mark, shape in ((Mark.POINT, _POINT), (Mark.SUB, _SUB)):
        if found := shape.match(text):
            rest = text[found.end() :]
            again = shape.match(rest)
            doubled = again is not None and again[1] == found[1]
            return Marker(mark, hyphened(found[1]), rest[again.end() :] if again and doubled else rest)
    return _named(text)


def _named(text: str) -> Marker | None:
    """«3-тармақ. …», «Пункт 3. …»: a number that says what it numbers."""
    folded = fold(text)
    for mark, shape in _NAMED:
        if found := shape.match(folded):
            return Marker(mark, hyphened(found[1] or found[2]), text[found.end() :])
    return None


def several_repealed(text: str) -> SeveralRepealed | None:
    """«4), 5) исключены …»: all the numbers, a range filled in."""
    found = _SEVERAL.match(text)
    if not found or not is_repeal(text[found.end() :]):
        return None
    numbers = [hyphened(found[1])]
    for piece in _PIECE.finditer(text, found.end(1), found.end(2)):
        last = hyphened(piece[2])
        numbers += _between(numbers[-1], last) if piece[1].strip(" ).") in {"–", "—", "-"} else []
        numbers.append(last)
    closing = text[: found.end()].rstrip(" -–—")[-1]
    return SeveralRepealed(Mark.SUB if closing == ")" else Mark.POINT, tuple(numbers), text[found.end() :])


def _between(first: str, last: str) -> list[str]:
    if not (first.isdigit() and last.isdigit()) or int(last) - int(first) > _FARTHEST:
        return []
    return [str(number) for number in range(int(first) + 1, int(last))]


def is_repeal(rest: str) -> bool:
    """What follows a marker says only that the unit was taken out of the act."""
    folded = fold(rest)
    if len(folded) > _LONGEST_REPEAL or "деп танылсын" in folded:
        return False
    if found := _REPEAL_FIRST.match(folded):
        after = folded[found.end() :].strip(" .;")
        return not after or _BY_AN_ACT.search(after) is not None
    found = _REPEAL_LAST.search(folded)
    return found is not None and _names_an_act(folded[: found.start()])


def _names_an_act(before: str) -> bool:
    return (
        re.search(r"\d{4}", before) is not None
        and re.match(r"қазақстан республикасы|қр |рк ", before) is not None
    )


def order(number: str) -> tuple[int, ...]:
    """`17-1` as numbers that can be compared."""
    return tuple(int(piece) for piece in re.split(r"[-.]", number))
