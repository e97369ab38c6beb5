"""What a paper that somebody signs may say of the law on a matter: the act in force where one settles it, and never more than is known."""

from collections.abc import Iterator, Mapping

from babel.dates import format_date

from bot.acts.citations import Citations
from bot.acts.model import Ref, Rulebook
from bot.acts.officer_line import officer_line
from bot.acts.standing import Repealed, binds
from bot.acts.standing_line import SHORT_DATE
from bot.language import Language
from bot.matters.model import Elsewhere, MatterId
from bot.texts.texts import Say, Texts


class Grounds:
    """Places that settle matters for the staff of the default body, as a paper names and quotes them."""

    def __init__(self, rulebook: Rulebook, citations: Citations, texts: Texts) -> None:
        self._rulebook = rulebook
        self._citations = citations
        self._texts = texts

    def place(self, matter: str, language: Language) -> str:
        """Where a matter is settled now: the place of an act in force, or else what its pointer says, marked as not looked up."""
        ref, where = self._settling(matter), self._elsewhere(matter)
        if ref and (binds(self._rulebook.act_of(ref).standing) or where is None):
            return self._citations.whole(ref, language)
        return self._pointer(where, language) if where else ""

    def quote(self, matter: str, language: Language, parts: Mapping[str, tuple[int, ...]]) -> str:
        """The words of the place that settles a matter: those parts of it that are named for its act, else all of it."""
        ref = self._settling(matter)
        if ref is None:
            return ""
        wanted = parts.get(self._rulebook.act_of(ref).id)
        texts = self._rulebook.paragraphs[ref].text(language).parts
        if wanted:
            return "\n".join(texts[number - 1] for number in wanted if number <= len(texts))
        return "\n".join(self._all(ref, language))

    def cited(self, matter: str, language: Language) -> str:
        """The citation of what `quote` gives, with the standing of its act."""
        ref = self._settling(matter)
        return self._citations.whole(ref, language) if ref else ""

    def translation(self, matter: str, language: Language) -> str:
        """That the quoted words are a translation which binds nobody; empty where they are not."""
        ref = self._settling(matter)
        act = self._rulebook.act_of(ref) if ref else None
        return act.unofficial_lines[language] if act and act.is_unofficial(language) else ""

    def officer(self, language: Language) -> str:
        """Whom the staff may ask."""
        return officer_line(self._rulebook.default_body, language, self._texts)

    def _settling(self, matter: str) -> Ref | None:
        """The place that settles a matter. An act in force comes first, then one that nobody has checked, then a repealed one."""
        refs = self._rulebook.settling(MatterId(matter))
        return min(refs, key=self._weakness, default=None)

    def _weakness(self, ref: Ref) -> int:
        standing = self._rulebook.act_of(ref).standing
        return 0 if binds(standing) else 2 if isinstance(standing, Repealed) else 1

    def _elsewhere(self, matter: str) -> Elsewhere | None:
        known = self._rulebook.matters.get(MatterId(matter))
        return known.elsewhere if known else None

    def _pointer(self, where: Elsewhere, language: Language) -> str:
        """The pointer without the word before its colon («Сейчас: …») and without its full stop."""
        sentence = where.sentences[language]
        place = (sentence.partition(": ")[2] or sentence).removesuffix(".")
        if where.checked is None:
            return self._texts(language, Say.PAPER_PLACE_UNCHECKED, place=place)
        day = format_date(where.checked, SHORT_DATE, locale=language.value)
        return self._texts(language, Say.PAPER_PLACE, place=place, date=day)

    def _all(self, ref: Ref, language: Language) -> Iterator[str]:
        if self._rulebook.parent(ref):
            yield self._rulebook.lead_in(ref, language)
        yield from self._rulebook.paragraphs[ref].text(language).parts
        for child in self._rulebook.children(ref):
            mark = self._texts(language, Say.LIST_MARK, number=child.ref.number)
            yield mark + child.text(language).whole
        if self._rulebook.parent(ref) and (closing := self._rulebook.closing(ref, language)):
            yield closing
