"""Which lines head what follows them."""

import re
from dataclasses import dataclass

from bot.acts.importing.ahead import Ahead
from bot.acts.importing.growth import Growth, StandingHeading
from bot.acts.importing.headings import Heading, Level, article_text, heading, is_open
from bot.acts.importing.lines import Line, Look
from bot.acts.importing.markers import Mark, Marker, is_repeal, marker, order
from bot.acts.importing.model import Kind, Unplaced
from bot.acts.importing.parts import Place
from bot.acts.importing.wrapping import closed

STRONG = frozenset({Look.HEADING, Look.BOLD})
_NAMED_WITH_STOP = re.compile(r"\W*\w+[\W\d]*\.")
_LONGEST = 250
_SHORT = 160
_SHORTEST_CAPITALS = 4


@dataclass(frozen=True, slots=True)
class HeadingRules:
    """Takes a line as a heading, or leaves it."""

    growth: Growth
    ahead: Ahead
    wrapped: bool
    articles_open_text: bool

    def takes(self, number: int, line: Line) -> bool:
        """Whether the line is a heading, the name of one, or an article whose number opens its text."""
        if self._is_name(line):
            return True
        spelled = heading(line.text)
        if spelled is not None and self.is_heading(number, line, spelled):
            self._enter(line, spelled)
            return True
        if spelled is not None and spelled.level is Level.ARTICLE and self._is_article_text(line):
            return True
        found = marker(line.text)
        return self._is_unnumbered(number, line) if found is None else self._is_numbered(number, line, found)

    # Headings that spell their level

    def is_heading(self, number: int, line: Line, spelled: Heading) -> bool:
        """Whether a line that spells a heading is one, and no sentence that begins like it."""
        if line.look in STRONG:
            whole_text = len(line.text) > _LONGEST and closed(spelled.rest)
            return not (spelled.level is Level.ARTICLE and whole_text)
        if not spelled.rest:
            return True
        if spelled.level is not Level.ARTICLE:
            return _NAMED_WITH_STOP.match(line.text) is not None or is_open(line.text)
        if is_open(line.text):
            return True
        named = self.wrapped and not self.articles_open_text and not line.text.endswith(":")
        return named and self.ahead.text_follows(number) and len(line.text) < _LONGEST

    def _enter(self, line: Line, spelled: Heading) -> None:
        if spelled.level is Level.ARTICLE:
            self._enter_article(line, spelled)
            return
        growth = self.growth
        growth.rows.section = ""
        if growth.article:
            growth.rows.leave_article()
        growth.article = ""
        growth.push(StandingHeading(spelled.level, spelled.number, line.text, line.at))
        growth.owner = growth.sub = None

    def _enter_article(self, line: Line, spelled: Heading) -> None:
        growth = self.growth
        if spelled.number == growth.article and growth.heading_is_new:
            self._again(line)
            return
        growth.begin_article(spelled.number)
        growth.push(StandingHeading(Level.ARTICLE, spelled.number, line.text, line.at))
        if is_repeal(spelled.rest):
            growth.draft(spelled.number, Kind.REPEALED, line, spelled.rest)

    def _again(self, line: Line) -> None:
        """The heading of the same article comes a second time: the second counts."""
        top = self.growth.headings[-1]
        if top.text != line.text:
            why = "heading that the next line gives once more"
            self.growth.unplaced.append(Unplaced(top.at, top.text, why))
        top.text = line.text

    def _is_article_text(self, line: Line) -> bool:
        found = article_text(line.text)
        if found is None or found[0] == self.growth.article:
            return False
        number, rest = found
        self.growth.begin_article(number)
        inner = marker(rest)
        if inner and inner.mark is Mark.POINT and self.growth.rows.fits_point(inner.number, article=True):
            self.growth.rows.take_point(inner.number)
            ref = self.growth.within_article(inner.number)
            self.growth.own_list(self.growth.draft(ref, Kind.PARAGRAPH, line, inner.rest))
            return True
        kind = Kind.REPEALED if is_repeal(rest) else Kind.ARTICLE
        self.growth.own_list(self.growth.draft(number, kind, line, rest))
        return True

    # Names of headings

    def _is_name(self, line: Line) -> bool:
        """The line goes on with the heading before it, or names one that so far is only a number."""
        top = self.growth.top
        if top is None or top.used or self.growth.waiting or heading(line.text) or marker(line.text):
            return False
        if self._goes_on(top, line) or self._names(top, line):
            top.text = f"{top.text} {line.text}"
            return True
        return False

    def _goes_on(self, top: StandingHeading, line: Line) -> bool:
        """A long name is cut by breaks inside its heading, or goes on small in the next heading."""
        if line.look is not Look.HEADING or top.level is Level.OTHER:
            return False
        return top.at == line.at or line.text[:1].islower()

    def _names(self, top: StandingHeading, line: Line) -> bool:
        spelled = heading(top.text)
        if spelled is None or spelled.rest or not spelled.number or is_repeal(line.text):
            return False
        return line.look in STRONG or (self.wrapped and is_open(line.text) and len(line.text) < _LONGEST)

    # Headings without a word for their level

    def _is_unnumbered(self, number: int, line: Line) -> bool:
        if not is_open(line.text) or not self._stands_out(number, line):
            return False
        chapters = any(one.level <= Level.CHAPTER and one.number for one in self.growth.headings)
        level = Level.CHAPTER if line.text.isupper() and not chapters else Level.OTHER
        self.growth.push(StandingHeading(level, "", line.text, line.at))
        return True

    def _stands_out(self, number: int, line: Line) -> bool:
        capital = line.text.isupper()
        if line.look is Look.HEADING:
            return len(line.text) < _LONGEST * 2
        if line.look is not Look.BOLD:
            short = _SHORTEST_CAPITALS <= len(line.text) < _SHORT
            return capital and short and self.ahead.number_follows(number) and self.growth.is_closed
        if len(line.text) > _LONGEST * 2 or not self.growth.is_closed:
            return False
        first = not self.growth.part.drafts and self.growth.part.place is Place.MAIN and not capital
        return not (self.growth.article or first) or self.ahead.number_follows(number)

    def _is_numbered(self, number: int, line: Line, found: Marker) -> bool:
        if self._names_article(line, found):
            self._enter_article(line, Heading(Level.ARTICLE, found.number, line.text, found.rest))
            return True
        if not found.rest or not (
            self._names_section(number, line, found) or self._names_part(number, line, found)
        ):
            return False
        level = Level.PARAGRAPH_SIGN if found.mark is Mark.DOTTED else Level.CHAPTER
        self.growth.push(StandingHeading(level, found.number, line.text, line.at))
        self.growth.rows.section = found.number
        self.growth.owner = self.growth.sub = None
        return True

    def _names_article(self, line: Line, found: Marker) -> bool:
        """«22-1. …» in bold after article 22: an inserted article whose heading lost its word."""
        article = self.growth.article
        if not article or line.look not in STRONG or found.mark is not Mark.POINT or not is_open(line.text):
            return False
        inserted = found.number.startswith(f"{article.split('-')[0]}-")
        return inserted and order(found.number) > order(article)

    def _names_section(self, number: int, line: Line, found: Marker) -> bool:
        """«1. Общие положения» is a section although its number looks like that of a paragraph."""
        if (
            found.mark is not Mark.POINT
            or self.growth.article
            or not is_open(line.text)
            or len(line.text) > _LONGEST
        ):
            return False
        if line.look is Look.HEADING:
            return True
        if len(line.text) > _SHORT:
            return False
        capital = found.rest.isupper() and len(found.rest) > _SHORTEST_CAPITALS
        return line.look is Look.BOLD or capital or self._numbers_go_on(number, found)

    def _names_part(self, number: int, line: Line, found: Marker) -> bool:
        """«4.1 Требования» over 4.1.1: a section inside a section."""
        if (
            found.mark is not Mark.DOTTED
            or self.growth.article
            or not is_open(line.text)
            or len(line.text) > _SHORT
        ):
            return False
        later = self.ahead.later_marker(number)
        return later is not None and later.mark is Mark.DOTTED and later.number == f"{found.number}.1"

    def _numbers_go_on(self, number: int, found: Marker) -> bool:
        """The numbers after the line go on as if it were a section and no paragraph."""
        after, later = self.ahead.next_marker(number), self.ahead.later_marker(number)
        if after is None:
            return later is not None and later.mark is Mark.DOTTED and later.number == f"{found.number}.1"
        if after.mark is Mark.DOTTED:
            return after.number.split(".")[0] == found.number
        if after.mark is not Mark.POINT or not self.growth.rows.is_next_point(after.number):
            return False
        return after.number == found.number or not self.growth.rows.is_beyond(found.number)
