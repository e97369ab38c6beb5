"""The rows of numbers that run through one document, and whether a number continues its row."""

from dataclasses import dataclass

from bot.acts.importing.markers import order

_GAP_OF_POINTS = 40
_GAP_OF_SUBS = 40
_FIRST_IN_ARTICLE = 6
_FIRST_DOTTED = 3


@dataclass(slots=True)
class Rows:
    """Where the numbers stand now."""

    point: str | None = None
    sub: str | None = None
    list_number: int = 1
    section: str = ""
    dotted: str = ""
    _nested: int = 0

    def fits_point(self, number: str, *, article: bool, ended: bool = True) -> bool:
        """Whether «number.» opens the next paragraph; a list that starts anew inside one does not.

        In mid-sentence (`ended` is false) only the very next number does.
        """
        here = order(number)
        if self.point is None:
            return not article or here[0] <= _FIRST_IN_ARTICLE
        last = order(self.point)
        if self._nested and here == (self._nested + 1,) and not (here[0] == last[0] + 1 and ended):
            self._nested += 1
            return False
        if here[0] == 1 and len(here) == 1 and last >= (1,):
            self._nested = 1
            return False
        if here == last:
            return ended
        return here > last and here[0] - last[0] <= (_GAP_OF_POINTS if ended else 1)

    def is_next_point(self, number: str) -> bool:
        """Whether the number is the very next of the row."""
        here = order(number)
        return len(here) == 1 and here[0] == (order(self.point)[0] + 1 if self.point else 1)

    def is_next_sub(self, number: str) -> bool:
        """Whether the number is the very next of the list."""
        return self.sub is not None and order(number) == (order(self.sub)[0] + 1,)

    def is_beyond(self, number: str) -> bool:
        """Whether the number is greater than the last of the row."""
        return self.point is None or order(number) > order(self.point)

    def take_point(self, number: str) -> None:
        """A paragraph begins; its list is new."""
        self.point, self.sub, self.list_number, self.dotted, self._nested = number, None, 1, "", 0

    def fits_sub(self, number: str, *, ended: bool = True) -> bool:
        """Whether «number)» goes on with the list or starts another; in mid-sentence only the next one does."""
        here = order(number)
        if self.sub is None:
            return here[0] <= (_GAP_OF_SUBS if ended else 1)
        if not ended and here[0] - order(self.sub)[0] > 1:
            return False
        return here == (1,) or self.continues_sub(number)

    def continues_sub(self, number: str) -> bool:
        """Whether «number)» goes on with the list that runs now."""
        if self.sub is None:
            return False
        here, last = order(number), order(self.sub)
        return here > last and here[0] - last[0] <= _GAP_OF_SUBS

    def take_sub(self, number: str) -> tuple[int, str]:
        """Which list of its paragraph the number stands in, and the number."""
        if self.sub is not None and order(number) == (1,):
            self.list_number += 1
        self.sub = number
        return self.list_number, number

    def fits_dotted(self, number: str) -> bool:
        """Whether «4.18» belongs to section or paragraph 4, or follows 4.17, or opens the next section."""
        pieces = number.split(".")
        parent, last = ".".join(pieces[:-1]), order(pieces[-1])
        known = self.dotted.split(".")
        if self.dotted and len(known) >= len(pieces) and known[: len(pieces) - 1] == pieces[:-1]:
            return last > order(known[len(pieces) - 1])
        if last[0] > _FIRST_DOTTED:
            return False
        parents = {self.section, self.point or "", ".".join(known[:-1]), self.dotted}
        if any(one and (one == parent or one.startswith(f"{parent}.")) for one in parents):
            return True
        return len(pieces) == 2 and self._opens_section(order(pieces[0])[0], known)

    def _opens_section(self, section: int, known: list[str]) -> bool:
        """The heading of the section has lost its number: 2.1 after 1.7, or 1.1 before anything else."""
        if self.dotted:
            return 0 < section - order(known[0])[0] <= _FIRST_DOTTED
        return self.point is None and not self.section and section <= _FIRST_DOTTED

    def take_dotted(self, number: str) -> None:
        """A paragraph with a dotted number begins; its list is new."""
        self.dotted, self.sub, self.list_number = number, None, 1

    def owner(self, article: str) -> str:
        """The ref of what owns the list that runs now."""
        within = self.dotted or self.point or ""
        if article:
            return f"{article}.{within}" if within else article
        return within

    def leave_article(self) -> None:
        """A heading above the articles ends the rows of the last one."""
        self.point, self.sub, self.list_number, self.dotted, self._nested = None, None, 1, "", 0
