"""Why an answer was given, in words for whoever keeps the content."""

from collections.abc import Iterator

from bot.acts.citations import Citations
from bot.acts.model import Rulebook
from bot.answers.matching.why import Reason, Side, Why
from bot.language import Language
from bot.texts.texts import Say, Texts


class Reasons:
    """Tells what decided an answer."""

    def __init__(self, rulebook: Rulebook, texts: Texts, citations: Citations) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._citations = citations

    def text(self, why: Why, language: Language) -> str:
        """Plain text: how the question was read, the likeliest label and the runner-up, each with what spoke for it."""
        return "\n".join(self._lines(why, language))

    def _lines(self, why: Why, language: Language) -> Iterator[str]:
        yield self._texts(language, Say.WHY_READ, words=" ".join(why.read))
        if why.is_known:
            yield self._texts(language, Say.WHY_KNOWN)
        for heading, side in zip((Say.WHY_FIRST, Say.WHY_SECOND), why.sides, strict=False):
            yield ""
            yield self._texts(
                language, heading, name=self._name(side, language), percent=_percent(side.probability)
            )
            yield from (self._reason(reason, language) for reason in side.reasons)

    def _name(self, side: Side, language: Language) -> str:
        named = self._rulebook.matters.get(side.label) or self._rulebook.talks[side.label]
        settling = self._rulebook.settling(side.label)
        if not settling:
            return self._texts(language, Say.WHY_OUTSIDE, title=named.titles[language])
        return f"{self._citations.place(settling[0], language)} ({named.titles[language]})"

    def _reason(self, reason: Reason, language: Language) -> str:
        words = f"{reason.words} → {reason.concept}" if reason.concept else reason.words
        return self._texts(language, Say.WHY_REASON, words=words, percent=_percent(reason.share))


def _percent(share: float) -> int:
    return round(100 * share)
