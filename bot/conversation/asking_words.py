"""Words of questions that name nothing: «whom do I tell about this?»."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.words.skeleton import skeleton, words_in


@dataclass(frozen=True, slots=True)
class AskingWords:
    """The words of such questions and those that lean on what was said, as skeletons."""

    known: frozenset[str]

    @classmethod
    def of(cls, questions: Iterable[str], leaning: Iterable[str]) -> "AskingWords":
        """The same from questions and words as they are written."""
        return cls(frozenset(_sounds(" ".join((*questions, *leaning)))))

    def says_only(self, text: str) -> bool:
        """Whether a message has no other words, and so names no matter of its own; False where it has none at all."""
        heard = _sounds(text)
        return bool(heard) and heard <= self.known


def _sounds(text: str) -> set[str]:
    return {sound for sound in map(skeleton, words_in(text)) if sound}
