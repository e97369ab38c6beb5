"""What is remembered of answers that were given: in memory alone, bounded, and never who asked what."""

from datetime import date
from typing import Any

from cachetools import FIFOCache

from bot.language import Language

REMEMBERED = 2000

Place = tuple[int, int]
"""A chat, and a message in it."""


class GivenAnswers:
    """Remembers by message; of each kind of thing the oldest is forgotten when there are too many."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._answers: FIFOCache[Place, int] = FIFOCache(most)
        self._rated: FIFOCache[Place, None] = FIFOCache(most)
        self._languages: FIFOCache[Place, Language] = FIFOCache(most)
        self._days: FIFOCache[tuple[int, Language], date] = FIFOCache(most)

    def remember(self, chat: int, question: int, answer: int) -> None:
        """Note the message that answers a question, so that an edited question is answered in place."""
        self._answers[chat, question] = answer

    def answer_to(self, chat: int, question: int) -> int | None:
        """The message that answered, if it is still remembered."""
        return self._answers.get((chat, question))

    def rate(self, chat: int, answer: int) -> None:
        """Note that an opinion was given on an answer, so that its buttons are not shown a second time.

        A button that outlives this is known by its being gone.
        """
        self._rated[chat, answer] = None

    def is_rated(self, chat: int, answer: int) -> bool:
        """Whether an opinion was given on an answer."""
        return (chat, answer) in self._rated

    def switch(self, chat: int, answer: int, language: Language) -> None:
        """Note the language that an answer was switched to."""
        self._languages[chat, answer] = language

    def switched_to(self, chat: int, answer: int) -> Language | None:
        """The language that an answer was switched to last, if that is still remembered."""
        return self._languages.get((chat, answer))

    def is_told(self, chat: int, language: Language, day: date) -> bool:
        """Whether the chat has read what is said once a day; if not, it has now."""
        told = self._days.get((chat, language)) == day
        self._days[chat, language] = day
        return told

    def forget(self, chat: int) -> None:
        """Forget everything about a chat."""
        kinds: tuple[FIFOCache[Any, Any], ...] = (self._answers, self._rated, self._languages, self._days)
        for kind in kinds:
            for place in [place for place in kind if place[0] == chat]:
                del kind[place]
