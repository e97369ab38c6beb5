"""Everyday words and phrases of both languages → concepts, so that a story in Russian meets a keyword in Kazakh."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

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

    def of_words(self, sounds: Sequence[str]) -> list[str]:
        """The concepts of a text given as skeletons, phrases included; one for each time it is spoken of."""
        found = [concept for sound in sounds for concept in self.of_word(sound)]
        for start, sound in enumerate(sounds):
            for phrase, concept in self._phrases.get(sound[:PREFIX], ()):
                spoken = tuple(word[:PREFIX] for word in sounds[start : start + len(phrase)])
                if spoken == phrase:
                    found.append(concept)
        return found

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
