"""Lines without a number of their own: to which unit they belong."""

from dataclasses import dataclass

from bot.acts.importing.ahead import OPENING_QUOTES, QUOTE_ENDS, Ahead
from bot.acts.importing.growth import Growth
from bot.acts.importing.headings import Level
from bot.acts.importing.lines import Line, Look
from bot.acts.importing.markers import Mark
from bot.acts.importing.model import Kind
from bot.acts.importing.parts import Draft, Place

_ANNEXES = frozenset({Place.ANNEX_TO_ACT, Place.ANNEX_TO_RULES})


def _is_over(sub: Draft) -> bool:
    return sub.parts[-1].rstrip(' "»”').endswith(".")


def _stands_alone(text: str) -> bool:
    """A sentence from its capital to its stop."""
    return text.lstrip('"«“')[:1].isupper() and text.endswith(".")


@dataclass(frozen=True, slots=True)
class FurtherParts:
    """Gives each such line its place."""

    growth: Growth
    ahead: Ahead

    def take(self, number: int, line: Line) -> None:
        """A part of the sub-paragraph, of its paragraph after the list, or the first text of a heading."""
        growth = self.growth
        if growth.heading_is_new or growth.open is None:
            self._first_of_heading(line)
        elif growth.sub is not None and self._is_after_list(number, growth.sub):
            self._close_list(line)
        else:
            growth.add(growth.open, line.text)

    def _is_after_list(self, number: int, sub: Draft) -> bool:
        open_, line = self.growth.open, self.ahead.lines[number]
        if open_ is self.growth.owner or (
            open_ is not None and open_ is not sub and open_.kind is not Kind.REPEALED
        ):
            return True
        later = self.ahead.later_marker(number)
        if later is not None and later.mark is Mark.SUB:
            if self.growth.rows.continues_sub(later.number):
                return False
            if later.number == "1" and line.text.endswith(":"):
                return True
        if line.look is Look.ROW or self.growth.definitions:
            return False
        return _is_over(sub) or (
            _stands_alone(line.text) and sub.parts[-1].endswith(";") and len(sub.parts) == 1
        )

    def _close_list(self, line: Line) -> None:
        growth = self.growth
        if growth.owner is None and not growth.article:
            if growth.open is not None:
                growth.add(growth.open, line.text)
            return
        owner = growth.owner or growth.draft(growth.article, Kind.ARTICLE, line)
        owner.closing.append(line.text)
        growth.owner = growth.open = owner

    def _first_of_heading(self, line: Line) -> None:
        growth = self.growth
        if growth.article:
            growth.own_list(growth.draft(growth.article, Kind.ARTICLE, line, line.text))
        elif growth.part.place in _ANNEXES and not growth.part.drafts:
            self._lead_of_annex(line)
        else:
            self._lead_of_section(line)

    def _lead_of_annex(self, line: Line) -> None:
        growth = self.growth
        new = [one for one in growth.headings if not one.used and one.level is not Level.TITLE]
        growth.part.loose += [*(Line(one.at, one.text, Look.HEADING) for one in new), line]
        growth.use_headings()

    def _lead_of_section(self, line: Line) -> None:
        growth = self.growth
        numbered = next((one for one in reversed(growth.headings) if one.number), None)
        if numbered is not None:
            bare = numbered.number == growth.rows.section
            ref = numbered.number if bare else f"{numbered.level.name.lower()}.{numbered.number}"
            growth.draft(ref, Kind.SECTION, line, line.text)
        elif growth.open is None:
            growth.draft("preamble", Kind.PREAMBLE, line, line.text)
        elif growth.open.kind is Kind.PREAMBLE:
            self._second_preamble(growth.open, line)
        else:
            growth.draft(f"section.{len(growth.part.drafts)}", Kind.SECTION, line, line.text)

    def _second_preamble(self, preamble: Draft, line: Line) -> None:
        """A heading inside the preamble is a line of it."""
        growth = self.growth
        preamble.parts += [one.text for one in growth.headings if not one.used]
        growth.use_headings()
        preamble.parts.append(line.text)

    def quote_until(self, number: int, line: Line) -> int | None:
        """The last line of a new wording that an amending act quotes; its numbers are not this act's."""
        growth = self.growth
        said = (growth.open.closing or growth.open.parts) if growth.open else []
        if not said or not said[-1].endswith(":") or line.text[:1] not in OPENING_QUOTES:
            return None
        return number if QUOTE_ENDS.search(line.text) else self.ahead.end_of_quote(number)
