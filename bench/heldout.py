"""Questions that the index has not read: each voice of the content held out in turn, and with it a part of what lies outside.

Of the outside topics one eighth is held out whole in each turn (the bot never heard of the matter), and of the
rest one eighth of the questions (it knows the matter, not the words).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.matching.concepts import Concepts
from bot.matching.decision import Mask
from bot.matching.index import Scores
from bot.matching.ranking import Ranker
from bot.rulebook.model import Example, OutsideKind, Rulebook, Source


@dataclass(frozen=True, slots=True)
class Trial:
    """One question asked of an index that had not read it; `ref` is None for what the Rules do not settle."""

    voice: str
    example: Example
    ref: str | None
    scores: Scores
    labels: list[str]
    outside: Mask


def trials(rulebook: Rulebook) -> Iterator[Trial]:
    """Every question and story of the content, asked while its voice was held out."""
    voices = sorted({example.voice for _, example in _spoken(rulebook)})
    concepts = Concepts(rulebook.concepts)
    for turn, voice in enumerate(voices):
        yield from _turn(rulebook, concepts, voice, (turn, len(voices)))


def _turn(rulebook: Rulebook, concepts: Concepts, voice: str, turn: tuple[int, int]) -> Iterator[Trial]:
    number, turns = turn
    documents = {
        str(paragraph.ref): [text.whole for text in paragraph.texts.values()] for paragraph in rulebook
    }
    asked: list[tuple[str | None, Example]] = []
    for ref, guides in rulebook.guides.items():
        for guide in guides.values():
            for example in guide.examples:
                if example.voice == voice:
                    asked.append((str(ref), example))
                else:
                    documents[str(ref)].append(example.text)
    for place, topic in enumerate(rulebook.outside.values()):
        is_unheard = place % turns == number
        read = []
        for count, example in enumerate(topic.examples):
            is_held = example.source is Source.QUESTION and (is_unheard or count % turns == number)
            if not is_held:
                read.append(example.text)
            elif topic.kind is OutsideKind.OUTSIDE:
                asked.append((None, example))
        if not is_unheard:
            documents[topic.id] = read
    ranker = Ranker(documents, concepts)
    outside = np.array([label in rulebook.outside for label in ranker.labels])
    for ref_asked, example in asked:
        scores = ranker.rank(example.text)
        if scores is not None:
            yield Trial(voice, example, ref_asked, scores, ranker.labels, outside)


def _spoken(rulebook: Rulebook) -> Iterator[tuple[str, Example]]:
    for ref, guides in rulebook.guides.items():
        for guide in guides.values():
            for example in guide.examples:
                if example.source in {Source.QUESTION, Source.STORY}:
                    yield str(ref), example
