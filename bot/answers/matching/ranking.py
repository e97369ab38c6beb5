"""Every ref and every outside topic scored for a question."""

from bot.answers.matching.concepts import Concepts
from bot.answers.matching.features import Features
from bot.answers.matching.index import Scores
from bot.answers.matching.lessons import Lessons
from bot.answers.matching.reading import Reader
from bot.answers.matching.spelling import Spelling
from bot.answers.matching.why import Reason, reasons
from bot.words.skeleton import sounds, words_in


class Ranker:
    """Scores questions against what was learned."""

    def __init__(self, lessons: Lessons, concepts: Concepts) -> None:
        self._features = Features(concepts)
        self._reader = Reader(Spelling(dict(zip(lessons.vocabulary, lessons.times.tolist(), strict=True))))
        self._index = lessons.index
        self.labels = lessons.index.labels

    def rank(self, question: str) -> Scores | None:
        """The scores of a question; None where there is no word in it."""
        meant = self._reader.read(question)
        if not meant:
            return None
        return self._index.score(self._features(meant), len(meant))

    def read(self, question: str) -> list[str]:
        """The words that a question is taken to mean, as skeletons."""
        return self._reader.read(question)

    def reasons(self, question: str, label: int) -> tuple[Reason, ...]:
        """What spoke for a label, given by its place in `labels`."""
        meant = self._reader.read(question)
        codes = self._features(meant)
        typed = words_in(question)
        named = self._features.named(meant, dict(zip(sounds(typed), typed, strict=True)))
        return reasons(named, codes.tolist(), self._index.said(codes, label))
