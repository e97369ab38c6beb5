"""The one grammar that turns lines into units."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.acts.importing import notes
from bot.acts.importing.ahead import Ahead
from bot.acts.importing.further_parts import FurtherParts
from bot.acts.importing.growth import Growth, StandingHeading
from bot.acts.importing.heading_rules import STRONG, HeadingRules
from bot.acts.importing.headings import Level, heading, is_open
from bot.acts.importing.lines import Line, Look
from bot.acts.importing.markers import Mark, marker
from bot.acts.importing.model import Kind
from bot.acts.importing.parts import Part, Place, part_of
from bot.acts.importing.unit_rules import UnitRules

_UNREAD = {
    Look.SIGNATURE: "signature or agreement",
    Look.FOOTNOTE: "footnote",
    Look.CHROME: "page head, contents or navigation",
}
_FIRST = frozenset({"1", "і", "i"})
_LONGEST_TITLE = 500


def grow(lines: Sequence[Line], *, wrapped: bool) -> Growth:
    """Read all lines of an act; `wrapped` where the form has no looks and may cut paragraphs."""
    reading = _Reading(lines, wrapped=wrapped)
    for number, line in enumerate(lines):
        reading.growth.part.lines.append(line)
        reading.read(number, line)
    reading.growth.end()
    return reading.growth


@dataclass(slots=True)
class _Reading:
    lines: Sequence[Line]
    wrapped: bool
    growth: Growth = field(default_factory=Growth)
    headings: HeadingRules = field(init=False)
    units: UnitRules = field(init=False)
    parts: FurtherParts = field(init=False)
    titling: bool = False
    signed: bool = False
    quoted_until: int = -1

    def __post_init__(self) -> None:
        ahead = Ahead(self.lines)
        self.headings = HeadingRules(self.growth, ahead, self.wrapped, ahead.articles_open_text())
        self.units = UnitRules(self.growth, self.wrapped)
        self.parts = FurtherParts(self.growth, ahead)

    def read(self, number: int, line: Line) -> None:
        """Give one line its place."""
        if why := _UNREAD.get(line.look):
            self.signed = self.signed or line.look is Look.SIGNATURE
            self.growth.leave_out(line, why)
        elif line.look is Look.CORNER:
            self._begin(part_of(line.text), line)
        elif number <= self.quoted_until and self.growth.open is not None:
            self.growth.add(self.growth.open, line.text)
        elif line.look in {Look.NOTE, Look.EDITOR}:
            self._note(line)
        elif line.look is Look.ROW:
            self.titling = False
            self.parts.take(number, line)
        else:
            self._text(number, line)

    def _text(self, number: int, line: Line) -> None:
        if (self.titling and self._is_title(line)) or self._is_title_of_approved(line):
            return
        self._begin_approved(number, line)
        if self.headings.takes(number, line) or self.units.takes_repealed(line) or self.units.takes(line):
            return
        if notes.is_loose(line.text):
            self.growth.waiting.append(line.text)
            return
        self._further(number, line)

    def _further(self, number: int, line: Line) -> None:
        until = self.parts.quote_until(number, line)
        if until is None or self.growth.open is None:
            self.parts.take(number, line)
            return
        self.quoted_until = until
        self.growth.add(self.growth.open, line.text)

    # Documents inside the act

    def _begin(self, part: Part, line: Line) -> None:
        self.growth.begin_part(part, line)
        self.titling, self.signed = True, False

    def _is_title(self, line: Line) -> bool:
        """The line is of the title of the document that has just begun."""
        title = self.growth.part.title
        fits = line.look in STRONG or (is_open(line.text) and len(line.text) < _LONGEST_TITLE)
        second = bool(title) and line.look is Look.PLAIN and not self.wrapped
        if not fits or second or heading(line.text) or marker(line.text):
            self.titling = False
            return False
        title.append(line.text)
        top = self.growth.top
        if len(title) > 1 and top is not None and top.level is Level.TITLE:
            top.text = f"{top.text} {line.text}"
        else:
            self.growth.push(StandingHeading(Level.TITLE, "", line.text, line.at))
        return True

    def _is_title_of_approved(self, line: Line) -> bool:
        """After a signature a title opens what the act approves, with or without a corner head."""
        if not self.signed or not self.growth.part.numbered or line.look not in STRONG:
            return False
        if marker(line.text) or heading(line.text):
            return False
        self._begin(Part(Place.APPROVED), line)
        return self._is_title(line)

    def _begin_approved(self, number: int, line: Line) -> None:
        """After a signature the numbers from the first on open what the act approves."""
        if not self.signed or not self.growth.part.numbered:
            return
        found, spelled = marker(line.text), heading(line.text)
        first_point = found is not None and found.mark is Mark.POINT and found.number == "1"
        first_section = (
            spelled is not None
            and spelled.level < Level.ARTICLE
            and spelled.number in _FIRST
            and self.headings.is_heading(number, line, spelled)
        )
        if first_section or (first_point and not self.growth.article):
            self._begin(Part(Place.APPROVED), line)
            self.titling = False

    # Remarks of the bank

    def _note(self, line: Line) -> None:
        growth = self.growth
        if self.units.takes_repealed(line) or self._takes_out_article(line) or self.units.takes_out(line):
            return
        if line.look is Look.EDITOR or growth.open is None or growth.heading_is_new:
            growth.waiting.append(line.text)
        else:
            growth.open.notes.append(line.text)

    def _takes_out_article(self, line: Line) -> bool:
        """The note takes out the article whose heading has just been read."""
        top = self.growth.top
        if line.look is Look.EDITOR or top is None or top.used or top.level is not Level.ARTICLE:
            return False
        if not notes.takes_out(line.text):
            return False
        self.growth.draft(self.growth.article, Kind.REPEALED, line).notes.append(line.text)
        return True
