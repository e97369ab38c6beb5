"""Plain words on a matter, marked as an explanation: in short, what to do, an example, why."""

from collections.abc import Iterator
from html import escape

from bot.acts.model import Rulebook
from bot.answers.content import FoundParagraph, Retelling, Retold
from bot.language import Language
from bot.texts.texts import Say, Texts


class Explained:
    """Says what the guidance of a matter says."""

    def __init__(self, rulebook: Rulebook, texts: Texts) -> None:
        self._rulebook = rulebook
        self._texts = texts

    def lines(self, found: FoundParagraph, language: Language) -> Iterator[str]:
        """What stands above a paragraph; nothing where nobody has explained its matter."""
        matter = self._rulebook.matters.get(found.matter) if found.matter else None
        if matter is None or matter.guidance is None:
            return
        yield self._texts(language, Say.SHORTLY, text=escape(matter.guidance.short[language]))
        yield self._texts(language, Say.WHAT_TO_DO, text=escape(matter.guidance.now[language]))
        yield self._texts(language, Say.EXPLANATION)
        yield ""

    def retold(self, retold: Retold, language: Language) -> str:
        """An answer said otherwise."""
        return "\n".join(self._retold(retold, language))

    def _retold(self, retold: Retold, language: Language) -> Iterator[str]:
        matter = self._rulebook.matters[retold.matter]
        guidance, title = matter.guidance, matter.titles[language]
        match retold.how:
            case Retelling.WHY if retold.words:
                words = ", ".join(f"«{escape(word)}»" for word in retold.words)
                yield self._texts(language, Say.WHY_PLAIN, words=words, title=escape(title))
            case Retelling.WHY:
                yield self._texts(language, Say.WHY_PLAIN_KNOWN, title=escape(title))
            case Retelling.EXAMPLE if guidance and guidance.example:
                yield self._texts(language, Say.EXAMPLE_OF, text=escape(guidance.example[language]))
            case Retelling.SIMPLER | Retelling.NOW | Retelling.EXAMPLE if guidance:
                yield self._texts(language, Say.SHORTLY, text=escape(guidance.short[language]))
                yield self._texts(language, Say.WHAT_TO_DO, text=escape(guidance.now[language]))
            case _ if guidance:
                yield self._texts(language, Say.SHORTLY, text=escape(guidance.short[language]))
            case _:
                yield escape(title)
