"""Fields of Word: their shown results are taken over, but for those that name the author, the file or the day of saving."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.cleaning.word_symbols import sign

NAMING = frozenset(
    {
        "AUTHOR",
        "EDITTIME",
        "FILENAME",
        "FILESIZE",
        "INFO",
        "LASTSAVEDBY",
        "PRINTDATE",
        "REVNUM",
        "SAVEDATE",
        "TEMPLATE",
        "USERADDRESS",
        "USERINITIALS",
        "USERNAME",
    }
)
NAMING_PROPERTIES = (
    "author",
    "company",
    "manager",
    "lastsaved",
    "last author",
    "lastauthor",
    "template",
    "path",
)
OLD_FORMULAS = (
    (re.compile(r"\\f\(([^,;()]*)[,;]([^()]*)\)"), r"\1/\2"),
    (re.compile(r"\\r\(([^,;()]*)[,;]([^()]*)\)"), r"\1√\2"),
)
"""Fractions and roots in a field EQ."""
UNSHOWN = frozenset({"ASK", "SET", "TA", "TC", "XE", "RD", "PRIVATE"})
"""Fields whose result, where they have one, is for other fields and not shown."""
UNENDED = "unended"
"""Marks the begin of a field whose end never comes."""
CHECKED, UNCHECKED = "☒", "☐"


def names_somebody(instruction: str) -> bool:
    """Whether the result of a field would name the author, the file, or when it was saved."""
    words = instruction.split()
    if not words:
        return False
    if words[0].upper() == "DOCPROPERTY":
        return any(name in instruction.lower() for name in NAMING_PROPERTIES)
    return words[0].upper() in NAMING


def mark_unended(root: Element) -> None:
    """Find the fields that never end, also those whose end stands among deletions; they hide nothing."""
    open_: list[Element] = []
    for mark in root.iter("fldChar"):
        match mark.get("fldCharType"):
            case "begin":
                open_.append(mark)
            case "end" if open_:
                open_.pop()
    for mark in open_:
        mark.set(UNENDED, "1")


def typed(begin: Element) -> str:
    """What a form field without a result shows: the chosen line of a list, or a box with or without a cross."""
    box, choices = begin.find("ffData/checkBox"), begin.find("ffData/ddList")
    if box is not None:
        mark = box.find("checked") if box.find("checked") is not None else box.find("default")
        on = mark is not None and mark.get("val", "1") not in ("0", "false", "off")
        return CHECKED if on else UNCHECKED
    if choices is not None:
        lines = [entry.get("val", "") for entry in choices.findall("listEntry")]
        mark = choices.find("result") if choices.find("result") is not None else choices.find("default")
        place = mark.get("val", "0") if mark is not None else "0"
        return lines[int(place)] if place.isdecimal() and int(place) < len(lines) else ""
    return ""


def shown_by_itself(instruction: str) -> str:
    """What a field shows that has no result but its instruction: formulas of old, signs, and words to be clicked."""
    words = instruction.split()
    match [word.upper() for word in words[:1]]:
        case ["EQ"]:
            formula = instruction.strip()[2:].strip()
            for switch, shape in OLD_FORMULAS:
                formula = switch.sub(shape, formula)
            return re.sub(r"\\[a-z]+", "", formula)
        case ["SYMBOL"] if len(words) > 1:
            font = re.search(r'\\f\s+"?([\w ]+)"?', instruction)
            code = words[1]
            number = int(code, 0) if re.fullmatch(r"\d{1,5}|0x[0-9a-fA-F]{1,4}", code) else 0
            return sign(font[1].strip() if font else "Symbol", number)
        case ["MACROBUTTON"]:
            return " ".join(words[2:])
        case _:
            return ""


def _is_unshown(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split(maxsplit=1)[0].upper() in UNSHOWN


@dataclass(slots=True)
class _Open:
    instruction: str = ""
    in_result: bool = False


class Fields:
    """Follows fields that run over many runs, nested ones too."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self.left_out = 0

    @property
    def shows(self) -> bool:
        """Whether text at this place is taken over."""
        return all(
            field.in_result and not names_somebody(field.instruction) and not _is_unshown(field.instruction)
            for field in self._open
        )

    @property
    def keeps(self) -> bool:
        """Whether text at this place is a result that is for other fields only."""
        return any(field.in_result and _is_unshown(field.instruction) for field in self._open)

    def meet(self, element: Element) -> str:
        """Take note of a fldChar or an instrText; gives back what a form field shows by itself."""
        if element.tag in ("instrText", "delInstrText"):
            if self._open and not self._open[-1].in_result:
                self._open[-1].instruction += element.text or ""
            return ""
        shown = ""
        match element.get("fldCharType"):
            case "begin" if element.get(UNENDED) is None:
                shown = typed(element) if self.shows else ""
                self._open.append(_Open())
            case "separate" if self._open:
                self._open[-1].in_result = True
                self.left_out += names_somebody(self._open[-1].instruction)
            case "end" if self._open:
                field = self._open.pop()
                shown = "" if field.in_result or not self.shows else shown_by_itself(field.instruction)
        return shown
