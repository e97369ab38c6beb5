"""Every ref and every outside topic scored for a question."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from bot.matching.concepts import Concepts
from bot.matching.features import features, features_of_phrases, features_of_word
from bot.matching.index import Index, Said, Scores
from bot.matching.normalize import skeletons
from bot.matching.spelling import Spelling


class Ranker:
    """Scores questions against documents, each made of many texts."""

    def __init__(self, documents: Mapping[str, Sequence[str]], concepts: Concepts) -> None:
        self._concepts = concepts
        sounds = {label: [skeletons(text) for text in texts] for label, texts in documents.items()}
        words = {word for texts in sounds.values() for said in texts for word in said}
        self._spelling = Spelling(words)
        self._index = Index(
            {label: self._said(texts) for label, texts in sounds.items()},
            ((word, features_of_word(word, concepts)) for word in words),
        )
        self.labels = self._index.labels

    def rank(self, question: str) -> Scores | None:
        """The scores of a question; None where there is no word in it."""
        sounds = skeletons(question)
        if not sounds:
            return None
        mended = {word: self._spelling.mend(word) for word in set(sounds)}
        return self._index.score(features([mended[word] for word in sounds], self._concepts), len(sounds))

    def _said(self, texts: Sequence[Sequence[str]]) -> Said:
        """How often each word is said in a document, and each feature that only words together have."""
        together = (features_of_phrases(sounds, self._concepts) for sounds in texts)
        return Counter(chain.from_iterable(texts)), Counter(chain.from_iterable(together))
