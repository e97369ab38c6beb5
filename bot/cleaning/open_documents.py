"""What an open document (ISO/IEC 26300) holds beside what a drawing of it shows; only counted, since the drawing lacks it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from bot.cleaning.archive import Archive
from bot.cleaning.model import Dropped
from bot.cleaning.office_input import OPEN, OPEN_NAMING
from bot.cleaning.plain_xml import parse
from bot.cleaning.tally import Tally

MARKS = {"annotation": Dropped.COMMENT, "deletion": Dropped.DELETION}
TURNED_OFF = {"table-row": Dropped.HIDDEN_ROW, "table-column": Dropped.HIDDEN_COLUMN}
REPEATED = {"table-row": "number-rows-repeated", "table-column": "number-columns-repeated"}
HIDING_FIELDS = frozenset({"hidden-text", "hidden-paragraph"})
WITH_TEXT = frozenset({"span", "p", "h"})


def left_out(data: bytes) -> Mapping[Dropped, int]:
    """How often each kind of content stands in the document that its drawing does not show.

    Raises:
        RefusedError: where it is broken or a bomb.
    """
    archive, tally = Archive(data), Tally()
    parts = [parse(archive.read(name)) for name in OPEN if name in archive]
    unseen = _styles_that_hide(parts)
    for part in parts:
        for what, times in _counted(part, unseen).items():
            tally.add(what, times)
    return tally.result()


def _styles_that_hide(parts: Sequence[Element]) -> set[str]:
    """The names of styles of words that are not shown, and of sheets that are switched off; a style is as its parent unless it says so."""
    unseen: set[str] = set()
    heirs: defaultdict[str, list[str]] = defaultdict(list)
    for style in (style for part in parts for style in part.iter("style")):
        name, said = style.get("name", ""), {mark.get("display") for mark in style} - {None}
        if name and not said.isdisjoint(("none", "false")):
            unseen.add(name)
        elif name and not said:
            heirs[style.get("parent-style-name", "")].append(name)
    left = list(unseen)
    while left:
        own = heirs.pop(left.pop(), [])
        unseen.update(own)
        left += own
    return unseen


def _counted(part: Element, unseen: set[str]) -> Counter[Dropped]:
    found: Counter[Dropped] = Counter()
    for element in _in_the_text(part):
        if element.tag in MARKS:
            found[MARKS[element.tag]] += 1
        elif element.tag in TURNED_OFF:
            off = element.get("visibility") in ("collapse", "filter")
            found[TURNED_OFF[element.tag]] += off * _times(element.get(REPEATED[element.tag]))
        elif element.tag == "table":
            found[Dropped.HIDDEN_SHEET] += element.get("style-name") in unseen
        elif element.tag in HIDING_FIELDS:
            found[Dropped.HIDDEN_TEXT] += 1
        elif element.tag == "section":
            found[Dropped.HIDDEN_TEXT] += element.get("display") in ("none", "condition")
        elif element.tag in WITH_TEXT:
            found[Dropped.HIDDEN_TEXT] += element.get("style-name") in unseen
        else:
            found[Dropped.NAMING_FIELD] += OPEN_NAMING.match(element.tag) is not None and bool(element.text)
    return found


def _in_the_text(part: Element) -> Iterator[Element]:
    """Every element but those that tell of a comment or a change who made it, and when."""
    left = [part]
    while left:
        element = left.pop()
        yield element
        if element.tag not in MARKS and element.tag != "change-info":
            left.extend(element)


def _times(said: str | None) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 7 else 1
