"""An act while it grows from line to line: its documents, its units, and what stands open."""

from dataclasses import dataclass, field

from bot.acts.importing.headings import Level
from bot.acts.importing.lines import Line
from bot.acts.importing.model import Kind, Unplaced
from bot.acts.importing.parts import Draft, Part, Place
from bot.acts.importing.rows import Rows
from bot.acts.importing.wrapping import closed

_MOST_AGAIN = 10_000


@dataclass(slots=True)
class StandingHeading:
    """A heading under which units stand now; `used` once one does."""

    level: Level
    number: str
    text: str
    at: str
    used: bool = False


@dataclass(slots=True)
class Growth:
    """What has been understood so far. `open` takes further parts; `owner` has the list that `sub` stands in."""

    parts: list[Part] = field(default_factory=lambda: [Part(Place.MAIN)])
    unplaced: list[Unplaced] = field(default_factory=list)
    headings: list[StandingHeading] = field(default_factory=list)
    rows: Rows = field(default_factory=Rows)
    article: str = ""
    open: Draft | None = None
    owner: Draft | None = None
    sub: Draft | None = None
    definitions: bool = False
    """All of the list so far explains terms."""
    waiting: list[str] = field(default_factory=list)
    """Notes that wait for the unit they stand before."""
    _known: set[tuple[int, str]] = field(default_factory=set)

    @property
    def part(self) -> Part:
        """The document that is being read."""
        return self.parts[-1]

    @property
    def top(self) -> StandingHeading | None:
        """The innermost heading."""
        return self.headings[-1] if self.headings else None

    @property
    def heading_is_new(self) -> bool:
        """Nothing has stood under the innermost heading yet."""
        return self.top is not None and not self.top.used

    @property
    def is_closed(self) -> bool:
        """A closing sign ends what is open."""
        said = (self.open.closing or self.open.parts) if self.open else []
        return not said or closed(said[-1])

    def begin_part(self, part: Part, line: Line) -> None:
        """Another document begins with this line."""
        self.end()
        self.parts.append(part)
        part.lines.append(line)
        if part.corner:
            self.leave_out(line, "corner head: it opens what the act approves or an annex")
        self.rows, self.open, self.owner, self.sub, self.article = Rows(), None, None, None, ""

    def end(self) -> None:
        """The document ends: its headings and waiting notes find their place."""
        self.leave_headings(Level.TITLE)
        (self.open.notes if self.open is not None else self.part.notes).extend(self.waiting)
        self.waiting = []

    def leave_out(self, line: Line, why: str) -> None:
        """Report a line that becomes no part of a unit."""
        self.unplaced.append(Unplaced(line.at, line.text, why))

    # Headings

    def push(self, heading: StandingHeading) -> None:
        """A heading begins, all at its level or below end."""
        self.leave_headings(heading.level)
        self.headings.append(heading)

    def leave_headings(self, level: Level) -> None:
        """Headings at or below the level end; one that nothing stood under is reported, an article kept."""
        while self.top is not None and self.top.level >= level:
            top = self.top
            if not top.used and top.level is Level.ARTICLE and self.article == top.number:
                self.draft(top.number, Kind.ARTICLE, Line(top.at, ""))
            elif not top.used:
                self.unplaced.append(Unplaced(top.at, top.text, "heading with no text under it"))
            self.headings.pop()

    def use_headings(self) -> None:
        """Something stands under all headings now."""
        for heading in self.headings:
            heading.used = True

    def begin_article(self, number: str) -> None:
        """An article begins, its numbers start anew."""
        self.leave_headings(Level.ARTICLE)
        self.article, self.rows = number, Rows()
        self.open = self.owner = self.sub = None

    # Units

    def draft(self, ref: str, kind: Kind, line: Line, *parts: str) -> Draft:
        """A unit begins; it takes the waiting notes."""
        self.use_headings()
        if (id(self.part), ref) in self._known:
            why = "this number was met before; the second one has «/2» in its ref"
            self.unplaced.append(Unplaced(line.at, ref, why))
            ref = self._free(ref)
        texts = tuple(heading.text for heading in self.headings)
        self.open = Draft(ref, kind, texts, line.at, parts=list(parts), notes=self.waiting)
        self.waiting = []
        self.part.drafts.append(self.open)
        self._known.add((id(self.part), ref))
        return self.open

    def _free(self, ref: str) -> str:
        again = (f"{ref}/{number}" for number in range(2, _MOST_AGAIN))
        return next(one for one in again if (id(self.part), one) not in self._known)

    def own_list(self, draft: Draft) -> None:
        """The unit may have a list; none has begun."""
        self.owner, self.sub, self.definitions = draft, None, True

    def within_article(self, number: str) -> str:
        """The ref of a paragraph."""
        return f"{self.article}.{number}" if self.article else number

    def add(self, draft: Draft, text: str) -> None:
        """A further part; of a repealed unit it goes to the one before that is in force."""
        if draft.kind is Kind.REPEALED:
            draft = self.sub or self.owner or self._in_force(draft)
        after_list = draft is self.owner and self.sub is not None
        (draft.closing if after_list else draft.parts).append(text)

    def _in_force(self, repealed: Draft) -> Draft:
        kind = Kind.ARTICLE if self.article else Kind.PARAGRAPH
        return self.draft(self.article or repealed.ref, kind, Line(repealed.at, ""))
