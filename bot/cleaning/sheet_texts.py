"""Texts of cells, each run of letters with its own look (ECMA-376, 18.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.cleaning.sheet_styles import SMALLEST

OFF = frozenset({"0", "false"})


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look; `colour` holds the attributes of their colour, as a cell's font has them."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    rise: str = ""
    """superscript, subscript, or nothing."""
    colour: tuple[tuple[str, str], ...] = ()
    tiny: bool = False
    bare: bool = False
    """Whether nothing is said of its look, which is then that of its cell."""


Text = str | tuple[Run, ...]
"""What a cell says: in its own look alone, or in runs."""


def plain(text: Text) -> str:
    """The letters of a text without their looks."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


@dataclass(slots=True)
class TextFollower:
    """Gathers one text, without the readings of Japanese words."""

    _runs: list[Run] = field(default_factory=list)
    _looks: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _pieces: list[str] = field(default_factory=list)
    _skipped: int = 0
    _in_text: bool = False
    _in_looks: bool = False
    _bare: bool = True

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element that begins."""
        match tag:
            case "r":
                self._close_run()
            case "rPr":
                self._in_looks, self._bare = True, False
            case "rPh":
                self._skipped += 1
            case "t":
                self._in_text = not self._skipped
            case _ if self._in_looks:
                self._looks[tag] = dict(attributes)

    def text(self, text: str) -> None:
        """Take note of characters."""
        if self._in_text:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        """Take note of an element that ends."""
        match tag:
            case "r":
                self._close_run()
            case "rPr":
                self._in_looks = False
            case "rPh":
                self._skipped -= 1
            case "t":
                self._in_text = False

    def taken(self) -> Text:
        """The text so far; the next one begins."""
        self._close_run()
        runs, self._runs = tuple(self._runs), []
        return plain(runs) if all(run.bare for run in runs) else runs

    def _close_run(self) -> None:
        words = "".join(self._pieces)
        if words:
            size = self._looks.get("sz", {}).get("val", "").partition(".")[0]
            self._runs.append(
                Run(
                    words,
                    self._is_on("b"),
                    self._is_on("i"),
                    self._is_on("strike"),
                    self._looks.get("vertAlign", {}).get("val", "").replace("baseline", ""),
                    tuple(self._looks.get("color", {}).items()),
                    size.isdecimal() and len(size) < 5 and int(size) <= SMALLEST,
                    self._bare,
                )
            )
        self._looks, self._pieces, self._bare = {}, [], True

    def _is_on(self, name: str) -> bool:
        return name in self._looks and self._looks[name].get("val", "1") not in OFF


class StringsFollower:
    """Gathers the texts that cells share."""

    def __init__(self) -> None:
        self.strings: list[Text] = []
        self._text = TextFollower()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element that begins."""
        self._text.start(tag, attributes)

    def text(self, text: str) -> None:
        """Take note of characters."""
        self._text.text(text)

    def end(self, tag: str) -> None:
        """Take note of an element that ends."""
        if tag == "si":
            self.strings.append(self._text.taken())
        else:
            self._text.end(tag)
