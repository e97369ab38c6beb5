"""Which lines open a unit by their number."""

import re
from dataclasses import dataclass

from bot.acts.importing import notes
from bot.acts.importing.growth import Growth
from bot.acts.importing.headings import Level, article_text
from bot.acts.importing.letters import fold
from bot.acts.importing.lines import Line, Look
from bot.acts.importing.markers import Mark, Marker, SeveralRepealed, is_repeal, marker, several_repealed
from bot.acts.importing.model import Kind

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
_REPEALED_IN_WORDS = re.compile(
    r"(?:пункты?|подпункты?)\s+(?P<ru>\d{1,3}(?:-\d{1,3})?)(?P<bracket>\))?\s+(?:исключ|утратил)|"
    r"(?P<kk>\d{1,3}(?:-\d{1,3})?)(?P<kkbracket>\))?\W{0,2}(?:тармақ|тармақша)\s.*(?:алып тасталды|күші жойылды)"
)
_FOOTNOTE = re.compile(r"[\W_]*(сноска|ескерту)\W*")
_EXPLAINS = re.compile(r"\s[–—-]\s")
_OF_TERMS = re.compile(
    r"понят|понима|термин|определени|сокращени|обозначени|ұғым|анықтама|қысқарт|түсінік|белгіле[рн]"
)


def _is_sub(found: re.Match[str]) -> bool:
    bracket = bool(found["bracket"] or found["kkbracket"])
    return bracket or "подпункт" in found[0] or "тармақша" in found[0]


@dataclass(frozen=True, slots=True)
class UnitRules:
    """Takes a line as the beginning of a unit, or leaves it."""

    growth: Growth
    wrapped: bool

    def takes(self, line: Line) -> bool:
        """Whether the line opens a unit in force."""
        found = marker(line.text)
        return (found is not None and self._place(line, found, None)) or self._is_basis(line)

    def takes_out(self, line: Line) -> bool:
        """Whether a footnote says that the next number of the row was repealed: no line of it is left."""
        found = _REPEALED_IN_WORDS.match(_FOOTNOTE.sub("", fold(line.text)))
        rows = self.growth.rows
        if found is None or not notes.takes_out(line.text):
            return False
        number, sub = found["ru"] or found["kk"], _is_sub(found)
        if not (rows.is_next_sub(number) if sub else rows.is_next_point(number) and rows.point):
            return False
        placed = self._place(line, Marker(Mark.SUB if sub else Mark.POINT, number, ""), Kind.REPEALED)
        if placed and self.growth.open is not None:
            self.growth.open.notes.append(line.text)
        return placed

    def takes_repealed(self, line: Line) -> bool:
        """Whether the line stands for a unit, or several, that were taken out of the act."""
        if several := several_repealed(line.text):
            return self._several(line, several)
        found = marker(line.text)
        if found is not None and is_repeal(found.rest):
            return self._place(line, found, Kind.REPEALED)
        return self._article_is_out(line) or self._out_in_words(line)

    # Repealed units

    def _article_is_out(self, line: Line) -> bool:
        """The first line under the heading of an article says only that the article was taken out."""
        growth, top = self.growth, self.growth.top
        if top is None or top.used or top.level is not Level.ARTICLE or line.look is not Look.PLAIN:
            return False
        own = article_text(line.text)
        rest = own[1] if own and own[0] == growth.article else line.text
        named = notes.is_loose(line.text) and notes.takes_out(line.text) and growth.article in line.text
        if named or is_repeal(rest):
            growth.draft(growth.article, Kind.REPEALED, line, rest)
            return True
        return False

    def _out_in_words(self, line: Line) -> bool:
        """«Пункт 4 исключен …» where the number itself has no line."""
        if line.look is not Look.PLAIN or not notes.is_loose(line.text):
            return False
        found = _REPEALED_IN_WORDS.match(fold(line.text))
        if found is None:
            return False
        mark = Mark.SUB if _is_sub(found) else Mark.POINT
        return self._place(line, Marker(mark, found["ru"] or found["kk"], line.text), Kind.REPEALED)

    def _several(self, line: Line, several: SeveralRepealed) -> bool:
        refs = [ref for number in several.numbers if (ref := self._ref_of_one(several.mark, number))]
        if refs:
            self._own_article()
            self.growth.draft(",".join(refs), Kind.REPEALED, line, several.rest)
        return bool(refs)

    def _ref_of_one(self, mark: Mark, number: str) -> str:
        rows = self.growth.rows
        if mark is Mark.SUB and rows.fits_sub(number):
            return self._sub_ref(number)
        if mark is Mark.POINT and rows.fits_point(number, article=bool(self.growth.article)):
            rows.take_point(number)
            return self.growth.within_article(number)
        return ""

    # Units in their rows

    def _place(self, line: Line, found: Marker, kind: Kind | None) -> bool:
        """Give the line its unit if its number continues the row it belongs to."""
        match found.mark:
            case Mark.SUB:
                return self._sub(line, found, kind)
            case Mark.DOTTED:
                return self._dotted(line, found, kind)
            case Mark.POINT:
                return self._point(line, found, kind)

    def _point(self, line: Line, found: Marker, kind: Kind | None) -> bool:
        growth = self.growth
        if found.number == "1" and growth.heading_is_new and not growth.article:
            growth.rows.leave_article()
        if not growth.rows.fits_point(found.number, article=bool(growth.article), ended=growth.is_closed):
            return False
        growth.rows.take_point(found.number)
        self._paragraph(line, found, kind)
        return True

    def _dotted(self, line: Line, found: Marker, kind: Kind | None) -> bool:
        if not self.growth.rows.fits_dotted(found.number):
            return False
        self.growth.rows.take_dotted(found.number)
        self._paragraph(line, found, kind)
        return True

    def _paragraph(self, line: Line, found: Marker, kind: Kind | None) -> None:
        ref = self.growth.within_article(found.number)
        self.growth.own_list(self.growth.draft(ref, kind or Kind.PARAGRAPH, line, found.rest))

    def _sub(self, line: Line, found: Marker, kind: Kind | None) -> bool:
        growth = self.growth
        in_preamble = growth.open is not None and growth.open.kind is Kind.PREAMBLE and growth.owner is None
        if in_preamble or not growth.rows.fits_sub(found.number, ended=growth.is_closed):
            return False
        ref = self._sub_ref(found.number)
        self._own_article()
        draft = growth.draft(ref, kind or Kind.SUBPARAGRAPH, line, found.rest)
        if kind is None:
            growth.sub = draft
            explains = _EXPLAINS.search(found.rest) is not None
            growth.definitions = growth.definitions and explains and self._is_of_terms()
        return True

    def _is_of_terms(self) -> bool:
        """What opens the list says that it explains words: a dash stands between times and kinds of paper, too."""
        owner, headings = self.growth.owner, self.growth.headings[-1:]
        said = (*(one.text for one in headings), *(owner.parts[-1:] if owner else ()))
        return _OF_TERMS.search(fold(" ".join(said))) is not None

    def _own_article(self) -> None:
        """The list belongs to the article's own text."""
        growth = self.growth
        if growth.owner is None and growth.open is not None and growth.open.ref == growth.article:
            growth.own_list(growth.open)

    def _sub_ref(self, number: str) -> str:
        again, number = self.growth.rows.take_sub(number)
        owner = self.growth.rows.owner(self.growth.article)
        if not owner:
            return number if again == 1 else f"{number}/{again}"
        return f"{owner}.{number}" if again == 1 else f"{owner}/{again}.{number}"

    def _is_basis(self, line: Line) -> bool:
        """«Первое. …»: the bases of the order that one constitution opens with."""
        growth = self.growth
        taken = sum(1 for draft in growth.part.drafts if draft.ref.startswith("basis."))
        if growth.article or growth.rows.point is not None or taken >= len(_BASES):
            return False
        found = re.match(rf"({'|'.join(_BASES[taken])})(ден|дан|ші|шы)?\s*[.,:]\s*", fold(line.text))
        if found is None or line.look is not Look.PLAIN:
            return False
        growth.draft(f"basis.{taken + 1}", Kind.PARAGRAPH, line, line.text[found.end() :])
        return True
