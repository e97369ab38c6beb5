"""What every reader yields: the lines of an act in their order, each with its look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Look(Enum):
    """How a line stands in the published form."""

    PLAIN = auto()
    BOLD = auto()
    HEADING = auto()
    NOTE = auto()
    """A footnote of amendment, the bank's and not the act's."""
    EDITOR = auto()
    """A red remark of the bank's editors, it stands before what it speaks of."""
    ROW = auto()
    """A row of a table, its cells joined by « | »."""
    SIGNATURE = auto()
    CORNER = auto()
    """The corner head of an approved document or an annex, its lines joined by blanks."""
    FOOTNOTE = auto()
    """What Word puts below a page or behind the text, a number apart."""
    CHROME = auto()
    """Navigation, contents, page heads: not of the act."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `at` names its place for a person: «line 12», «page 3», «paragraph z14»."""

    at: str
    text: str
    look: Look = Look.PLAIN
    column: str = ""
    """`kk` or `ru` where the form sets the two languages side by side, and this line is of one of them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the form tells beside the body: each "" where it does not."""

    title: str = ""
    requisites: str = ""
    standing: str = ""
    """`in force`, `amended` or `repealed`."""
    language: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A form after reading: its frame, its lines, and whether each line is a whole paragraph."""

    frame: Frame
    lines: tuple[Line, ...]
    wrapped: bool = False
    """Paragraphs may be cut into several lines, as pages and plain texts do."""
