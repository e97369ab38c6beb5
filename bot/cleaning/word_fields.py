"""Fields of Word: which results are taken over, and which would name the author, the file or the day."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

KEPT = frozenset(
    {
        "=",
        "FORMTEXT",
        "HYPERLINK",
        "IF",
        "MERGEFIELD",
        "NOTEREF",
        "NUMPAGES",
        "PAGE",
        "PAGEREF",
        "QUOTE",
        "REF",
        "SECTIONPAGES",
        "SEQ",
        "STYLEREF",
        "TOC",
    }
)
"""Fields that repeat what the document itself says; AUTHOR, USERNAME, FILENAME, SAVEDATE and all others do not."""


def is_kept(instruction: str) -> bool:
    """Whether the result of a field is taken over."""
    words = instruction.split()
    return bool(words) and (words[0].upper() in KEPT or words[0].startswith("="))


@dataclass(slots=True)
class _Open:
    instruction: str = ""
    in_result: bool = False


class Fields:
    """Follows fields that run over many runs, nested ones too."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    @property
    def shows(self) -> bool:
        """Whether text at this place is taken over."""
        return all(field.in_result and is_kept(field.instruction) for field in self._open)

    def meet(self, element: Element) -> None:
        """Take note of a fldChar or an instrText."""
        if element.tag == "instrText":
            if self._open and not self._open[-1].in_result:
                self._open[-1].instruction += element.text or ""
            return
        match element.get("fldCharType"):
            case "begin":
                self._open.append(_Open())
            case "separate" if self._open:
                self._open[-1].in_result = True
            case "end" if self._open:
                self._open.pop()
