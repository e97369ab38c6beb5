"""What stands further down: some lines can be told only by what follows them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.acts.importing.headings import Level, heading, is_open
from bot.acts.importing.lines import Line, Look
from bot.acts.importing.markers import Marker, marker

OPENING_QUOTES = '"«“'
QUOTE_ENDS = re.compile(r'["»”]\s*[;.]?$')
_LONGEST_QUOTE = 400
_FARTHEST = 60
_NEAR = 8
_FEW = 7
"""One article in so many is enough."""
_REMARKS = frozenset({Look.NOTE, Look.EDITOR, Look.CHROME, Look.FOOTNOTE})
_BORDERS = frozenset({Look.CORNER, Look.HEADING, Look.SIGNATURE})


def _is_article(line: Line) -> bool:
    spelled = heading(line.text) if line.look is Look.PLAIN else None
    return spelled is not None and spelled.level is Level.ARTICLE and bool(spelled.rest)


def _is_article_sentence(line: Line) -> bool:
    return _is_article(line) and not is_open(line.text)


@dataclass(frozen=True, slots=True)
class Ahead:
    """Looks from a line down the lines of an act."""

    lines: Sequence[Line]

    def articles_open_text(self) -> bool:
        """Article numbers open the text itself, as in old laws, and no heading of their own.

        Then most such lines are whole sentences, and some come one straight after the other.
        """
        articles = [number for number, line in enumerate(self.lines) if _is_article_sentence(line)]
        named = [number for number, line in enumerate(self.lines) if _is_article(line)]
        straight = sum(1 for number in articles if not self.text_follows(number))
        return len(articles) * 2 > len(named) and straight * _FEW >= len(articles)

    def next_said(self, number: int) -> Line | None:
        """The next line that is no remark."""
        near = self.lines[number + 1 : number + _NEAR]
        return next((line for line in near if line.look not in _REMARKS), None)

    def next_marker(self, number: int) -> Marker | None:
        """The marker of the very next line that is no remark."""
        following = self.next_said(number)
        return marker(following.text) if following is not None else None

    def text_follows(self, number: int) -> bool:
        """The next line is no heading."""
        following = self.next_said(number)
        return following is not None and heading(following.text) is None

    def number_follows(self, number: int) -> bool:
        """The next line opens with a marker or is a heading."""
        following = self.next_said(number)
        return following is not None and bool(marker(following.text) or heading(following.text))

    def later_marker(self, number: int) -> Marker | None:
        """The next marker before any heading or other document."""
        return next((found for line in self._until_border(number) if (found := marker(line.text))), None)

    def _until_border(self, number: int) -> Iterator[Line]:
        for line in self.lines[number + 1 : number + _FARTHEST]:
            if line.look in _BORDERS or (line.look is not Look.ROW and heading(line.text)):
                return
            if line.look not in _REMARKS and line.look is not Look.ROW:
                yield line

    def end_of_quote(self, number: int) -> int | None:
        """The line where a quotation that begins here ends."""
        for further in range(number + 1, min(number + _LONGEST_QUOTE, len(self.lines))):
            line = self.lines[further]
            if line.look is Look.CORNER:
                return None
            if QUOTE_ENDS.search(line.text) and line.text[:1] not in OPENING_QUOTES:
                return further
        return None
