"""Everyday words and phrases of both languages → concepts, so that a story in Russian meets a keyword in Kazakh."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.matching.normalize import PREFIX, skeletons
from bot.rulebook.model import Concept

WHOLE = 3
"""Lexicon words up to this many letters stand for themselves alone; longer ones for every word that begins alike."""


class Concepts:
    """Finds the concepts that words speak of."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._begins: dict[str, set[str]] = defaultdict(set)
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for concept in concepts:
            for word in (word for words in concept.words.values() for word in words):
                self._learn(tuple(skeletons(word)), concept.id)

    def of_word(self, sound: str) -> frozenset[str]:
        """The concepts of one word, given as a skeleton."""
        found = self._whole.get(sound, set()) | self._begins.get(sound[:PREFIX], set())
        if len(sound) >= PREFIX:
            found |= self._begins.get(sound[: PREFIX - 1], set())
        return frozenset(found)

    def of_phrases(self, sounds: Sequence[str]) -> Iterator[str]:
        """The concepts that words of a text, given as skeletons, mean only together."""
        for start, sound in enumerate(sounds):
            for phrase, concept in self._phrases.get(sound[:PREFIX], ()):
                if tuple(word[:PREFIX] for word in sounds[start : start + len(phrase)]) == phrase:
                    yield concept

    def _learn(self, sounds: tuple[str, ...], concept: str) -> None:
        match sounds:
            case ():
                return
            case (sound,) if len(sound) <= WHOLE:
                self._whole[sound].add(concept)
            case (sound,):
                # A stem of four letters covers every word that begins so; of_word looks for it under four letters.
                self._begins[sound[:PREFIX]].add(concept)
            case _:
                phrase = tuple(sound[:PREFIX] for sound in sounds)
                self._phrases[phrase[0]].append((phrase, concept))
