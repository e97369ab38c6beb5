"""How a place of an act is cited in words, and how a citation is read back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from babel.dates import format_date

from bot.acts.model import Act, Paragraph, Ref, Rulebook, UnitKind, shortened
from bot.acts.numbers_named import NumbersNamed, Places
from bot.acts.section_names import SectionKind, section_names
from bot.acts.standing import AdoptingForm, Repealed
from bot.acts.standing_line import StandingLine, standing_line
from bot.language import Language
from bot.texts.texts import Say, Texts


@dataclass(frozen=True, slots=True)
class Cited:
    """A ref that somebody wrote down; the language is known where it was written in words."""

    ref: Ref
    language: Language | None


_POINT_OF = {
    AdoptingForm.RESOLUTION: Say.CITE_RESOLUTION,
    AdoptingForm.ORDER: Say.CITE_ORDER,
    AdoptingForm.DECREE: Say.CITE_DECREE,
    AdoptingForm.DECISION: Say.CITE_DECISION,
    AdoptingForm.DIRECTIVE: Say.CITE_DIRECTIVE,
}
SECTIONS = {
    SectionKind.SECTION: Say.CITE_SECTION,
    SectionKind.CHAPTER: Say.CITE_CHAPTER,
    SectionKind.PARAGRAPH_SIGN: Say.CITE_PARAGRAPH_SIGN,
}


class Citations:
    """Citations of the acts, in words, in both languages."""

    def __init__(self, rulebook: Rulebook, texts: Texts) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._numbers = NumbersNamed(rulebook, rulebook.default_body)

    @cached_property
    def _places(self) -> Mapping[str, Cited]:
        """Every place by its words; made when it is first asked for, since few questions are citations pasted back."""
        return {
            self.place(ref, language): Cited(ref, language)
            for language in Language
            for ref in self._rulebook.paragraphs
        }

    def place(self, ref: Ref, language: Language) -> str:
        """Where: «2-бөлім, 3-тармақ, 12) тармақша»; with the act before it where it is not the one whose refs are short."""
        within = self._within(ref, language)
        if not ref.act:
            return within
        act = self._rulebook.act_of(ref)
        return self._texts(language, Say.ACT_LINE, act=act.short_titles[language], place=within)

    def beside(self, ref: Ref, language: Language) -> str:
        """A place of another act for a button: the act shortened, the place, and that it is repealed where it is."""
        act = self._rulebook.act_of(ref)
        name = Say.PLACE_REPEALED if isinstance(act.standing, Repealed) else Say.ACT_LINE
        short = shortened(act.short_titles[language])
        return self._texts(language, name, act=short, place=self._steps_last(ref, language))

    def _steps_last(self, ref: Ref, language: Language) -> str:
        """The place without its section."""
        if ref.is_status or ref.is_resolution:
            return self._within(ref, language)
        steps = list(self._steps(self._rulebook.paragraphs[ref], language))
        return ", ".join(steps[1:] if self._rulebook.paragraphs[ref].section and len(steps) > 1 else steps)

    def part(self, number: int, language: Language) -> str:
        """A part of a paragraph: «2-бөлік»; `number` counts from 1."""
        return self._texts(language, Say.CITE_PART, part=number)

    def standing(self, act: Act, language: Language) -> StandingLine:
        """Whether an act binds, and what governs where it does not."""
        return standing_line(act, language, self._texts)

    def act(self, act: Act, language: Language) -> str:
        """An act by its name, date, number and standing."""
        if act.adopted is None:
            return act.titles[language]
        return self._texts(
            language,
            Say.CITE_ACT,
            act=act.titles[language],
            date=format_date(act.adopted.date, "long", locale=language.value),
            number=act.adopted.number,
            standing=self.standing(act, language).words,
        )

    def short_act(self, language: Language) -> str:
        """The act whose refs are short, by its name, date, number and standing."""
        return self.act(self._rulebook.act, language)

    def whole(self, ref: Ref, language: Language) -> str:
        """The citation however long it is: place, act, date, number, standing."""
        return f"{self._within(ref, language)}. {self.act(self._rulebook.act_of(ref), language)}"

    def full(self, ref: Ref, language: Language) -> str:
        """The citation to paste into a document: place, act, date, number, standing, and that it is a translation, where it is one.

        At most 256 characters: where they do not suffice, the act goes by its short title, and in the end without its standing.
        """
        act, place = self._rulebook.act_of(ref), self._within(ref, language)
        translated = self._texts(language, Say.CITE_UNOFFICIAL) if act.is_unofficial(language) else ""
        short = f"{place}. {act.short_titles[language]}."
        candidates = (
            (self.whole(ref, language), translated),
            (short, self.standing(act, language).words, translated),
            (short, translated),
        )
        written = (" ".join(filter(None, parts)) for parts in candidates)
        return next((one for one in written if len(one) <= MOST_COPIED), short[:MOST_COPIED])

    def by_place(self, words: str) -> Cited | None:
        """The ref that somebody wrote as `place` gives it; None for any other words."""
        return self._places.get(words)

    def find(self, words: str) -> Cited | None:
        """The ref that somebody wrote: as `place` gives it, or in their own way, such as «3.12»; None for any other words."""
        if place := self.by_place(words):
            return place
        bare = Ref.read(words.strip().lower())
        if bare in self._rulebook.paragraphs:
            return Cited(bare, None)
        match self._numbers.read(words):
            case Places((ref,)):
                return Cited(ref, None)
            case _:
                return None

    def _within(self, ref: Ref, language: Language) -> str:
        if ref.is_status:
            return self._texts(language, Say.CITE_STATUS)
        if ref.is_resolution:
            return self._texts(language, _POINT_OF[self._rulebook.act_of(ref).adopted_by], point=ref.number)
        return ", ".join(self._steps(self._rulebook.paragraphs[ref], language))

    def _steps(self, paragraph: Paragraph, language: Language) -> Iterator[str]:
        """From the section down to the place."""
        parent = self._rulebook.parent(paragraph.ref)
        if parent:
            yield from self._steps(parent, language)
        elif paragraph.section and paragraph.kind is UnitKind.PARAGRAPH:
            yield ", ".join(self._section(paragraph, language))
        yield self._step(paragraph, language)

    def _section(self, paragraph: Paragraph, language: Language) -> Iterator[str]:
        """The section by the act's own words: «3-бөлім», «глава 2», «параграф 1»."""
        titles = self._rulebook.act_of(paragraph.ref).sections.get(paragraph.section, {})
        for name in section_names(paragraph.section, titles.get(language, "")):
            yield self._texts(language, SECTIONS[name.kind], section=name.number)

    def _step(self, paragraph: Paragraph, language: Language) -> str:
        number = paragraph.ref.number
        match paragraph.kind:
            case UnitKind.ARTICLE:
                return self._texts(language, Say.CITE_ARTICLE, article=number)
            case UnitKind.SUBPARAGRAPH:
                return self._texts(language, Say.CITE_ITEM, sub=number)
            case UnitKind.ANNEX:
                return self._texts(language, Say.CITE_ANNEX, annex=number.removeprefix("annex"))
            case UnitKind.PREAMBLE:
                return self._texts(language, Say.CITE_PREAMBLE)
            case _:
                return self._texts(language, Say.CITE_PARAGRAPH, paragraph=number)


MOST_COPIED = 256
"""Characters that Telegram's copy button takes."""
