"""The one grammar that turns lines into units."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.acts.importing import notes
from bot.acts.importing.headings import Heading, Level, article_text, heading, is_open
from bot.acts.importing.letters import fold
from bot.acts.importing.lines import Line, Look
from bot.acts.importing.markers import (
    Mark,
    Marker,
    SeveralRepealed,
    is_repeal,
    marker,
    order,
    several_repealed,
)
from bot.acts.importing.model import Kind, Unplaced
from bot.acts.importing.parts import Draft, Part, Place, part_of
from bot.acts.importing.rows import Rows
from bot.acts.importing.wrapping import closed

_STRONG = frozenset({Look.HEADING, Look.BOLD})
_UNREAD = frozenset({Look.CHROME, Look.SIGNATURE})
_BASES = (
    ("первое", "бірінші"),
    ("второе", "екінші"),
    ("третье", "үшінші"),
    ("четвертое", "төртінші"),
    ("пятое", "бесінші"),
    ("шестое", "алтыншы"),
    ("седьмое", "жетінші"),
    ("восьмое", "сегізінші"),
    ("девятое", "тоғызыншы"),
)
_WORD_REPEAL = re.compile(
    r"(?:пункты?|подпункты?)\s+(?P<ru>\d{1,3}(?:-\d{1,3})?)(?P<bracket>\))?\s+(?:исключ|утратил)|"
    r"(?P<kk>\d{1,3}(?:-\d{1,3})?)(?P<kkbracket>\))?\W{0,2}(?:тармақ|тармақша)\s.*(?:алып тасталды|күші жойылды)"
)
_OPENING_QUOTES = '"«“'
_QUOTE_ENDS = re.compile(r'["»”]\s*[;.]?$')
_LONGEST_QUOTE = 400
_LONG_HEADING = 250
_SHORT_HEADING = 160
_SHORTEST_CAPITALS = 4


@dataclass(slots=True)
class _Standing:
    """A heading under which units stand now."""

    level: Level
    number: str
    text: str
    at: str
    used: bool = False


@dataclass(slots=True)
class Builder:
    """Reads lines one by one; `parts` and `unplaced` hold what came of them."""

    lines: Sequence[Line]
    wrapped: bool
    parts: list[Part] = field(default_factory=lambda: [Part(Place.MAIN)])
    unplaced: list[Unplaced] = field(default_factory=list)
    _headings: list[_Standing] = field(default_factory=list)
    _rows: Rows = field(default_factory=Rows)
    _open: Draft | None = None
    _article: str = ""
    _owner: Draft | None = None
    _sub: Draft | None = None
    _definitions: bool = False
    _waiting: list[str] = field(default_factory=list)
    _titling: bool = False
    _signed: bool = False
    _quoted_until: int = -1

    @property
    def part(self) -> Part:
        return self.parts[-1]

    def build(self) -> None:
        """Read all lines."""
        for number, line in enumerate(self.lines):
            self.part.lines.append(line)
            self._read(number, line)
        self._leave_headings(Level.TITLE)
        self._leave_notes()

    def _read(self, number: int, line: Line) -> None:
        if line.look in _UNREAD:
            why = (
                "signature or agreement"
                if line.look is Look.SIGNATURE
                else "page head, contents or navigation"
            )
            self._signed = self._signed or line.look is Look.SIGNATURE
            self.unplaced.append(Unplaced(line.at, line.text, why))
        elif line.look is Look.CORNER:
            self._new_part(part_of(line.text), line)
        elif number <= self._quoted_until and self._open is not None:
            self._add(self._open, line.text)
        elif line.look in {Look.NOTE, Look.EDITOR}:
            self._note(number, line)
        elif line.look is Look.ROW:
            self._titling = False
            self._further(number, line)
        else:
            self._said(number, line)

    # Documents inside the act

    def _new_part(self, part: Part, line: Line) -> None:
        self._leave_headings(Level.TITLE)
        self._leave_notes()
        self.parts.append(part)
        part.lines.append(line)
        if part.corner:
            self.unplaced.append(
                Unplaced(line.at, line.text, "corner head: it opens what the act approves or an annex")
            )
        self._rows, self._open, self._owner, self._sub, self._article = Rows(), None, None, None, ""
        self._titling, self._signed = True, False

    def _title(self, line: Line) -> bool:
        """Take the line as a piece of the title of the part that has just begun."""
        spelled = heading(line.text)
        fits = line.look in _STRONG or (is_open(line.text) and len(line.text) < 500)
        if (
            spelled
            or marker(line.text)
            or not fits
            or (self.part.title and line.look is Look.PLAIN and not self.wrapped)
        ):
            self._titling = False
            return False
        self.part.title.append(line.text)
        self._push(_Standing(Level.TITLE, "", line.text, line.at), join=len(self.part.title) > 1)
        return True

    # Notes

    def _note(self, number: int, line: Line) -> None:
        if self._repealed(number, line):
            return
        if line.look is Look.EDITOR or self._open is None or self._heading_is_new():
            if self._article_out(line):
                return
            self._waiting.append(line.text)
        else:
            self._open.notes.append(line.text)

    def _heading_is_new(self) -> bool:
        return bool(self._headings) and not self._headings[-1].used

    def _article_out(self, line: Line) -> bool:
        """The note takes out the article whose heading has just been read."""
        top = self._headings[-1] if self._headings else None
        if (
            line.look is Look.EDITOR
            or top is None
            or top.level is not Level.ARTICLE
            or not notes.takes_out(line.text)
        ):
            return False
        draft = self._draft(self._article, Kind.REPEALED, line)
        draft.notes.append(line.text)
        return True

    def _leave_notes(self) -> None:
        if self._open is not None:
            self._open.notes.extend(self._waiting)
        else:
            self.part.notes.extend(self._waiting)
        self._waiting = []

    # Text

    def _said(self, number: int, line: Line) -> None:
        if self._titling and self._title(line):
            return
        if self._opens_part(line) or self._heading(number, line):
            return
        if self._repealed(number, line) or self._numbered(number, line) or self._basis(line):
            return
        if self.wrapped and notes.is_loose(line.text):
            self._waiting.append(line.text)
            return
        if not self._quote(number, line):
            self._further(number, line)

    def _opens_part(self, line: Line) -> bool:
        """After a signature a title, or the numbers from the first on, open what the act approves."""
        if not self._signed or not self.part.numbered:
            return False
        found = marker(line.text)
        if line.look in _STRONG and found is None and heading(line.text) is None:
            self._new_part(Part(Place.APPROVED), line)
            return self._title(line)
        if found and found.mark is Mark.POINT and found.number == "1" and not self._article:
            self._new_part(Part(Place.APPROVED), line)
            self._titling = False
        return False

    # Headings

    def _heading(self, number: int, line: Line) -> bool:
        if self._name_of_heading(line):
            return True
        spelled = heading(line.text)
        if spelled is not None and self._is_heading(number, line, spelled):
            if (
                self._signed
                and spelled.level < Level.ARTICLE
                and spelled.number in {"1", "і", "i"}
                and self.part.numbered
            ):
                self._new_part(Part(Place.APPROVED), line)
                self._titling = False
            self._enter(line, spelled)
            return True
        if spelled is not None and spelled.level is Level.ARTICLE and self._is_article_text(line):
            return True
        return self._plain_heading(number, line)

    def _is_heading(self, number: int, line: Line, spelled: Heading) -> bool:
        if line.look in _STRONG:
            return not (
                spelled.level is Level.ARTICLE and len(line.text) > _LONG_HEADING and closed(spelled.rest)
            )
        named_with_stop = re.match(r"\W*\w+[\W\d]*\.", line.text) is not None
        if not spelled.rest:
            return True
        if spelled.level is not Level.ARTICLE:
            return named_with_stop or is_open(line.text)
        if not is_open(line.text):
            return self.wrapped and self._text_follows(number) and len(line.text) < _LONG_HEADING
        return True

    def _text_follows(self, number: int) -> bool:
        following = self._next_said(number)
        return following is not None and heading(following.text) is None

    def _next_said(self, number: int) -> Line | None:
        rest = self.lines[number + 1 : number + 8]
        return next((line for line in rest if line.look not in {Look.NOTE, Look.EDITOR, Look.CHROME}), None)

    def _is_article_text(self, line: Line) -> bool:
        found = article_text(line.text)
        if found is None or found[0] == self._article:
            return False
        self._begin_article(found[0])
        rest = found[1]
        inner = marker(rest)
        if inner and inner.mark is Mark.POINT and self._rows.fits_point(inner.number, article=True):
            self._point(line, inner)
        else:
            self._draft(found[0], Kind.REPEALED if is_repeal(rest) else Kind.ARTICLE, line).parts.append(rest)
            self._owner = self._open
        return True

    def _name_of_heading(self, line: Line) -> bool:
        """The line is the name of a heading that so far is only a number."""
        top = self._headings[-1] if self._headings else None
        if top is None or top.used or self._waiting:
            return False
        if self._same_heading_goes_on(top, line):
            top.text = f"{top.text} {line.text}"
            return True
        spelled = heading(top.text)
        if spelled is None or spelled.rest or not spelled.number or heading(line.text) or marker(line.text):
            return False
        named = line.look in _STRONG or (
            self.wrapped and is_open(line.text) and len(line.text) < _LONG_HEADING
        )
        if named and not is_repeal(line.text):
            top.text = f"{top.text} {line.text}"
            return True
        return False

    def _same_heading_goes_on(self, top: _Standing, line: Line) -> bool:
        """A long name is cut by breaks inside its heading, or goes on small in the next heading."""
        if (
            line.look is not Look.HEADING
            or heading(line.text)
            or marker(line.text)
            or top.level is Level.OTHER
        ):
            return False
        return top.at == line.at or line.text[:1].islower()

    def _enter(self, line: Line, spelled: Heading) -> None:
        if spelled.level is Level.ARTICLE:
            if spelled.number == self._article and self._heading_is_new():
                self._again(line)
                return
            self._leave_headings(Level.ARTICLE)
            self._begin_article(spelled.number)
        else:
            self._rows.section = ""
            self._rows.leave_article() if self._article else None
            self._article = ""
        self._push(_Standing(spelled.level, spelled.number, line.text, line.at))
        self._open = self._open if spelled.level is not Level.ARTICLE else None
        self._owner = self._sub = None
        if spelled.level is Level.ARTICLE and is_repeal(spelled.rest):
            self._draft(spelled.number, Kind.REPEALED, line).parts.append(spelled.rest)

    def _again(self, line: Line) -> None:
        """The heading of the same article comes a second time: the second counts."""
        top = self._headings[-1]
        if top.text != line.text:
            self.unplaced.append(Unplaced(top.at, top.text, "heading that the next line gives once more"))
        top.text = line.text

    def _begin_article(self, number: str) -> None:
        self._leave_headings(Level.ARTICLE)
        self._article = number
        self._rows = Rows()
        self._open = self._owner = self._sub = None

    def _plain_heading(self, number: int, line: Line) -> bool:
        found = marker(line.text)
        if line.look in _STRONG and found is None:
            return self._unnumbered_heading(number, line)
        if found is None:
            if (
                line.text.isupper()
                and is_open(line.text)
                and 3 < len(line.text) < _SHORT_HEADING
                and self._marker_follows(number)
            ):
                return self._unnumbered_heading(number, line)
            return False
        if self._names_article(line, found):
            self._enter(line, Heading(Level.ARTICLE, found.number, line.text, found.rest))
            return True
        if found.mark is Mark.POINT and found.rest and self._names_section(number, line, found):
            self._push(_Standing(Level.CHAPTER, found.number, line.text, line.at))
            self._rows.section = found.number
            self._owner = self._sub = None
            return True
        return False

    def _marker_follows(self, number: int) -> bool:
        following = self._next_said(number)
        return following is not None and (
            marker(following.text) is not None or heading(following.text) is not None
        )

    def _unnumbered_heading(self, number: int, line: Line) -> bool:
        if not is_open(line.text) or len(line.text) > _LONG_HEADING * 2:
            return False
        if self._open is not None and not self._open_is_closed() and line.look is not Look.HEADING:
            return False
        if self._article and line.look is not Look.HEADING and not self._marker_follows(number):
            return False
        if (
            not self.part.drafts
            and self.part.place is Place.MAIN
            and not self._marker_follows(number)
            and line.look is Look.BOLD
            and not line.text.isupper()
        ):
            return False
        self._push(_Standing(Level.OTHER, "", line.text, line.at))
        return True

    def _open_is_closed(self) -> bool:
        said = (self._open.closing or self._open.parts) if self._open else []
        return not said or closed(said[-1])

    def _names_article(self, line: Line, found: Marker) -> bool:
        """«22-1. …» in bold after article 22: an inserted article whose heading lost its word."""
        inserted = self._article and found.number.startswith(f"{self._article.split('-')[0]}-")
        beyond = inserted and order(found.number) > order(self._article)
        return bool(beyond) and line.look in _STRONG and found.mark is Mark.POINT and is_open(line.text)

    def _names_section(self, number: int, line: Line, found: Marker) -> bool:
        """«1. Общие положения» is a section although its number looks like that of a paragraph."""
        if self._article or not is_open(line.text) or len(line.text) > _LONG_HEADING:
            return False
        if line.look is Look.HEADING or (line.look is Look.BOLD and len(line.text) < _SHORT_HEADING):
            return True
        if len(line.text) > _SHORT_HEADING:
            return False
        return (found.rest.isupper() and len(found.rest) > _SHORTEST_CAPITALS) or self._numbers_follow(
            number, found
        )

    def _numbers_follow(self, number: int, found: Marker) -> bool:
        """The numbers after the line go on as if it were a section and no paragraph."""
        following = self._next_said(number)
        after = marker(following.text) if following is not None else None
        if after is None:
            after = self._following_marker(number)
            return after is not None and after.mark is Mark.DOTTED and after.number == f"{found.number}.1"
        if after.mark is Mark.DOTTED:
            return after.number.split(".")[0] == found.number
        if after.mark is not Mark.POINT or not self._rows.is_next_point(after.number):
            return False
        return after.number == found.number or not self._rows.is_beyond(found.number)

    def _push(self, standing: _Standing, *, join: bool = False) -> None:
        if join and self._headings and self._headings[-1].level is Level.TITLE:
            self._headings[-1].text = f"{self._headings[-1].text} {standing.text}"
            return
        self._leave_headings(standing.level)
        self._headings.append(standing)

    def _leave_headings(self, level: Level) -> None:
        """Headings at or below the level end here; one that nothing stood under is reported, an article kept."""
        while self._headings and self._headings[-1].level >= level:
            top = self._headings[-1]
            if not top.used and top.level is Level.ARTICLE and self._article == top.number:
                self._draft(top.number, Kind.ARTICLE, Line(top.at, ""))
            elif not top.used:
                self.unplaced.append(Unplaced(top.at, top.text, "heading with no text under it"))
            self._headings.pop()

    # Units

    def _draft(self, ref: str, kind: Kind, line: Line) -> Draft:
        for standing in self._headings:
            standing.used = True
        if any(draft.ref == ref for draft in self._recent(ref)):
            self.unplaced.append(
                Unplaced(line.at, ref, "this number was met before; the second one has «/2» in its ref")
            )
            ref = self._free(ref)
        texts = tuple(standing.text for standing in self._headings)
        draft = Draft(ref, kind, texts, line.at, notes=self._waiting)
        self._waiting = []
        self.part.drafts.append(draft)
        self._known.add((id(self.part), ref))
        self._open = draft
        return draft

    _known: set[tuple[int, str]] = field(default_factory=set)

    def _recent(self, ref: str) -> Sequence[Draft]:
        return self.part.drafts if (id(self.part), ref) in self._known else ()

    def _free(self, ref: str) -> str:
        return next(
            f"{ref}/{again}"
            for again in range(2, 10_000)
            if (id(self.part), f"{ref}/{again}") not in self._known
        )

    def _repealed(self, number: int, line: Line) -> bool:
        if several := several_repealed(line.text):
            return self._several(line, several)
        found = marker(line.text)
        if found is not None and is_repeal(found.rest):
            return self._place(line, found, Kind.REPEALED)
        if (
            self._article
            and self._heading_is_new()
            and self._headings[-1].level is Level.ARTICLE
            and line.look is Look.PLAIN
        ):
            own = article_text(line.text)
            rest = own[1] if own and own[0] == self._article else line.text
            if is_repeal(rest) or (
                notes.is_loose(line.text) and notes.takes_out(line.text) and self._article in line.text
            ):
                self._draft(self._article, Kind.REPEALED, line).parts.append(rest)
                return True
        return self._repealed_in_words(line)

    def _repealed_in_words(self, line: Line) -> bool:
        """«Пункт 4 исключен …» where the number itself has no line."""
        if not self.wrapped or line.look is not Look.PLAIN or not notes.is_loose(line.text):
            return False
        found = _WORD_REPEAL.match(fold(line.text))
        if found is None:
            return False
        sub = bool(found["bracket"] or found["kkbracket"]) or "подпункт" in found[0] or "тармақша" in found[0]
        return self._place(
            line,
            Marker(Mark.SUB if sub else Mark.POINT, found["ru"] or found["kk"], line.text),
            Kind.REPEALED,
        )

    def _several(self, line: Line, several: SeveralRepealed) -> bool:
        refs = []
        for number in several.numbers:
            if several.mark is Mark.SUB and self._rows.fits_sub(number):
                refs.append(self._sub_ref(self._rows.take_sub(number)))
            elif several.mark is Mark.POINT and self._rows.fits_point(number, article=bool(self._article)):
                self._rows.take_point(number)
                refs.append(self._within_article(number))
        if refs:
            self._owner_ref()
            self._draft(",".join(refs), Kind.REPEALED, line).parts.append(several.rest)
        return bool(refs)

    def _numbered(self, number: int, line: Line) -> bool:
        found = marker(line.text)
        return found is not None and self._place(line, found, None)

    def _place(self, line: Line, found: Marker, kind: Kind | None) -> bool:
        """Give the line its unit if its number continues the row it belongs to."""
        if found.mark is Mark.SUB:
            return self._sub_unit(line, found, kind)
        if found.mark is Mark.DOTTED:
            return self._dotted(line, found, kind)
        if found.number == "1" and self._heading_is_new() and not self._article:
            self._rows.leave_article()
        ends = self._open_is_closed()
        if not self._rows.fits_point(found.number, article=bool(self._article), ended=ends):
            return False
        self._point(line, found, kind)
        return True

    def _point(self, line: Line, found: Marker, kind: Kind | None = None) -> None:
        self._rows.take_point(found.number)
        draft = self._draft(self._within_article(found.number), kind or Kind.PARAGRAPH, line)
        draft.parts.append(found.rest)
        self._owner, self._sub, self._definitions = draft, None, True

    def _within_article(self, number: str) -> str:
        return f"{self._article}.{number}" if self._article else number

    def _dotted(self, line: Line, found: Marker, kind: Kind | None) -> bool:
        if not self._rows.fits_dotted(found.number):
            return False
        self._rows.take_dotted(found.number)
        draft = self._draft(self._within_article(found.number), kind or Kind.PARAGRAPH, line)
        draft.parts.append(found.rest)
        self._owner, self._sub, self._definitions = draft, None, True
        return True

    def _sub_unit(self, line: Line, found: Marker, kind: Kind | None) -> bool:
        if not self._rows.fits_sub(found.number):
            return False
        if self._open is not None and self._open.kind is Kind.PREAMBLE and self._owner is None:
            return False
        ref = self._sub_ref(self._rows.take_sub(found.number))
        self._owner_ref()
        draft = self._draft(ref, kind or Kind.SUBPARAGRAPH, line)
        draft.parts.append(found.rest)
        if kind is None:
            self._sub = draft
            self._definitions = self._definitions and re.search(r"\s[–—-]\s", found.rest) is not None
        return True

    def _owner_ref(self) -> None:
        if self._owner is None and self._open is not None and self._open.ref == self._article:
            self._owner, self._definitions = self._open, True

    def _sub_ref(self, place: tuple[int, str]) -> str:
        again, number = place
        owner = self._rows.owner(self._article)
        if not owner:
            return number if again == 1 else f"{number}/{again}"
        return f"{owner}.{number}" if again == 1 else f"{owner}/{again}.{number}"

    def _basis(self, line: Line) -> bool:
        """«Первое. …»: the bases of the order that one constitution opens with."""
        taken = sum(1 for draft in self.part.drafts if draft.ref.startswith("basis."))
        if self._article or self._rows.point is not None or taken >= len(_BASES):
            return False
        found = re.match(rf"({'|'.join(_BASES[taken])})(ден|дан|ші|шы)?\s*[.,:]\s*", fold(line.text))
        if found is None or line.look is not Look.PLAIN:
            return False
        self._draft(f"basis.{taken + 1}", Kind.PARAGRAPH, line).parts.append(line.text[found.end() :])
        return True

    # Further parts

    def _further(self, number: int, line: Line) -> None:
        """A part without a number: of the sub-paragraph, of its paragraph after the list, or a lead of its own."""
        if self._heading_is_new() or self._open is None:
            self._first_of_heading(line)
        elif self._sub is not None and self._belongs_to_owner(number):
            self._close_owner(line)
        else:
            self._add(self._open, line.text)

    def _add(self, draft: Draft, text: str) -> None:
        """Text never joins a repealed unit: it goes to the unit before it that is in force."""
        if draft.kind is Kind.REPEALED:
            earlier = self._sub or self._owner
            if earlier is None:
                earlier = self._draft(
                    f"{self._article or draft.ref}",
                    Kind.ARTICLE if self._article else Kind.PARAGRAPH,
                    Line(draft.at, ""),
                )
            draft = earlier
        (draft.closing if draft is self._owner and self._sub is not None else draft.parts).append(text)

    def _belongs_to_owner(self, number: int) -> bool:
        assert self._sub is not None
        if self._open is self._owner or (
            self._open is not self._sub and self._open is not None and self._open.kind is not Kind.REPEALED
        ):
            return True
        following = self._following_marker(number)
        if (
            following is not None
            and following.mark is Mark.SUB
            and self._rows.continues_sub(following.number)
        ):
            return False
        if (
            following is not None
            and following.mark is Mark.SUB
            and following.number == "1"
            and self.lines[number].text.endswith(":")
        ):
            return True
        if self.lines[number].look is Look.ROW or self._definitions:
            return False
        said = self._sub.parts[-1]
        return said.rstrip(' "»”').endswith(".")

    def _close_owner(self, line: Line) -> None:
        if self._owner is None:
            if not self._article:
                self._add(self._sub or self._open or self._draft("preamble", Kind.PREAMBLE, line), line.text)
                return
            self._owner = self._draft(self._article, Kind.ARTICLE, line)
        self._owner.closing.append(line.text)
        self._open = self._owner

    def _following_marker(self, number: int) -> Marker | None:
        """The next marker before any heading or new document."""
        for line in self.lines[number + 1 : number + 60]:
            if line.look in {Look.CORNER, Look.HEADING, Look.SIGNATURE} or (
                line.look is not Look.ROW and heading(line.text)
            ):
                return None
            if line.look not in {Look.NOTE, Look.EDITOR, Look.ROW, Look.CHROME} and (
                found := marker(line.text)
            ):
                return found
        return None

    def _first_of_heading(self, line: Line) -> None:
        if self._article:
            self._owner = self._draft(self._article, Kind.ARTICLE, line)
            self._owner.parts.append(line.text)
            self._definitions = True
            return
        numbered = next((one for one in reversed(self._headings) if one.number), None)
        if self.part.place in {Place.ANNEX_TO_ACT, Place.ANNEX_TO_RULES} and not self.part.drafts:
            new = [one for one in self._headings if not one.used and one.level is not Level.TITLE]
            self.part.loose += [*(Line(one.at, one.text, Look.HEADING) for one in new), line]
            for standing in self._headings:
                standing.used = True
            return
        if numbered is not None:
            ref = (
                numbered.number
                if numbered.number == self._rows.section
                else f"{numbered.level.name.lower()}.{numbered.number}"
            )
            self._draft(ref, Kind.SECTION, line).parts.append(line.text)
        elif self._open is None or self._open.kind is Kind.PREAMBLE:
            (self._open or self._draft("preamble", Kind.PREAMBLE, line)).parts.append(line.text)
        else:
            self._draft(f"section.{len(self.part.drafts)}", Kind.SECTION, line).parts.append(line.text)

    def _quote(self, number: int, line: Line) -> bool:
        """New wordings that an amending act quotes keep their own numbers inside the point."""
        said = (self._open.closing or self._open.parts) if self._open else []
        if (
            self._open is None
            or not said
            or not said[-1].endswith(":")
            or line.text[:1] not in _OPENING_QUOTES
        ):
            return False
        if not _QUOTE_ENDS.search(line.text):
            until = self._end_of_quote(number)
            if until is None:
                return False
            self._quoted_until = until
        self._add(self._open, line.text)
        return True

    def _end_of_quote(self, number: int) -> int | None:
        for further in range(number + 1, min(number + _LONGEST_QUOTE, len(self.lines))):
            text = self.lines[further].text
            if self.lines[further].look is Look.CORNER:
                return None
            if _QUOTE_ENDS.search(text) and text[:1] not in _OPENING_QUOTES:
                return further
        return None
