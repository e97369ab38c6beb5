"""A text as words that sound alike however they are spelt, and as what stands between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.words.skeleton import skeleton, words

Span = tuple[int, int]

SENTENCE_END = re.compile(r"[.!?;:\n(«\"]")
SPACE_GAP = re.compile(r"[ \t\n]{1,3}|\s*[–—-]\s*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, where it stands and how it sounds."""

    start: int
    end: int
    text: str
    sound: str


class SoundedText:
    """A text as words and what stands between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [
            Word(found.start(), found.end(), found.group(), skeleton(found.group())) for found in words(text)
        ]

    def sound(self, number: int) -> str:
        """The sound of a word, "" before the first and after the last."""
        return self.words[number].sound if 0 <= number < len(self.words) else ""

    def gap(self, number: int) -> str:
        """What stands before a word; before the first word, the end of a sentence."""
        before = self.words[number - 1].end if number else 0
        after = self.words[number].start if number < len(self.words) else len(self.text)
        return self.text[before:after] if number else f"\n{self.text[:after]}"

    def starts_sentence(self, number: int) -> bool:
        """Whether a word is the first of a sentence, or of what stands after a colon or a quotation mark."""
        return bool(SENTENCE_END.search(self.gap(number)))

    def says(self, number: int, phrase: Sequence[str]) -> bool:
        """Whether a phrase, given by its sounds, starts at a word."""
        return all(self.sound(number + step) == sound for step, sound in enumerate(phrase))

    def span(self, first: int, last: int) -> Span:
        """From the start of one word to the end of another, with the dot of an initial."""
        end = self.words[last].end
        initial = len(self.words[last].text) == 1 and self.text[end : end + 1] == "."
        return self.words[first].start, end + initial
