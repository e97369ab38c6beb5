"""How a ref is cited in words, and how a citation is read back."""

from dataclasses import dataclass

from babel.dates import format_date

from bot.acts.model import STATUS, Ref, Rulebook
from bot.answers.matching.numbers_named import cited
from bot.language import Language
from bot.texts.texts import Say, Texts


@dataclass(frozen=True, slots=True)
class Cited:
    """A ref that somebody wrote down; the language is known where it was written in words."""

    ref: Ref
    language: Language | None


class Citations:
    """Citations of one act, in words, in both languages."""

    def __init__(self, rulebook: Rulebook, texts: Texts) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._read = {
            self.place(paragraph.ref, language): Cited(paragraph.ref, language)
            for language in Language
            for paragraph in rulebook
        }

    def place(self, ref: Ref, language: Language) -> str:
        """Where in the act: «2-бөлім, 3-тармақ, 12) тармақша»."""
        if ref == STATUS:
            return self._texts(language, Say.CITE_STATUS)
        if ref.is_resolution:
            return self._texts(language, Say.CITE_RESOLUTION, point=ref.number)
        section = self._texts(language, Say.CITE_SECTION, section=self._rulebook.paragraphs[ref].section)
        return f"{section}, {self._paragraph(ref, language)}"

    def part(self, number: int, language: Language) -> str:
        """A part of a paragraph: «2-бөлік»; `number` counts from 1."""
        return self._texts(language, Say.CITE_PART, part=number)

    def act(self, language: Language) -> str:
        """The act by its name, date, number and fate."""
        act = self._rulebook.act
        return self._texts(
            language,
            Say.CITE_ACT,
            act=act.titles[language],
            date=format_date(act.adopted.date, "long", locale=language.value),
            number=act.adopted.number,
        )

    def full(self, ref: Ref, language: Language) -> str:
        """The citation to paste into a document: act, date, number, fate, place; at most 256 characters."""
        return f"{self.act(language)}, {self.place(ref, language)}"

    def by_place(self, words: str) -> Cited | None:
        """The ref that somebody wrote as `place` gives it; None for any other words."""
        return self._read.get(words)

    def find(self, words: str) -> Cited | None:
        """The ref that somebody wrote: as `place` gives it, or in his own way, such as «3.12»; None for any other words."""
        if place := self.by_place(words):
            return place
        paragraphs, bare = self._rulebook.paragraphs, Ref(words.strip().lower())
        ref = bare if bare in paragraphs else cited(words, paragraphs)
        return Cited(ref, None) if ref else None

    def _paragraph(self, ref: Ref, language: Language) -> str:
        parent = ref.parent
        if parent is None:
            return self._texts(language, Say.CITE_PARAGRAPH, paragraph=ref)
        return self._texts(language, Say.CITE_SUBPARAGRAPH, paragraph=parent, sub=ref.number)
