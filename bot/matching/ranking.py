"""Every ref and every outside topic scored for a question."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.matching.concepts import Concepts
from bot.matching.features import features, features_of_phrases, features_of_word
from bot.matching.index import Index, Scores
from bot.matching.normalize import skeletons
from bot.matching.spelling import Spelling


class Ranker:
    """Scores questions against documents, each made of many texts."""

    def __init__(self, documents: Mapping[str, Sequence[str]], concepts: Concepts) -> None:
        self._concepts = concepts
        self._index = Index({label: self._bag(texts) for label, texts in documents.items()})
        self._spelling = Spelling(
            word for texts in documents.values() for text in texts for word in skeletons(text)
        )
        self.labels = self._index.labels

    def _bag(self, texts: Sequence[str]) -> Counter[str]:
        """The features of many texts; each word is taken apart once, however often it is said."""
        bag: Counter[str] = Counter()
        said: Counter[str] = Counter()
        for text in texts:
            sounds = skeletons(text)
            said.update(sounds)
            bag.update(features_of_phrases(sounds, self._concepts))
        for word, count in said.items():
            for feature in features_of_word(word, self._concepts):
                bag[feature] += count
        return bag

    def rank(self, question: str) -> Scores | None:
        """The scores of a question; None where there is no word in it."""
        sounds = skeletons(question)
        if not sounds:
            return None
        mended = [self._spelling.mend(word) for word in sounds]
        return self._index.score(features(mended, self._concepts))
