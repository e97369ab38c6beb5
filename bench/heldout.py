"""Questions that the index has not read: each voice of the content held out in turn, with it a part of the keywords, which are
what people in a hurry type, and a part of what lies outside.

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
from bot.rulebook.model import Example, OutsideKind, OutsideTopic, Rulebook, Source


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
    voices = sorted(
        {
            example.voice
            for _, example in _examples_of_refs(rulebook)
            if example.source in {Source.QUESTION, Source.STORY}
        }
    )
    concepts = Concepts(rulebook.concepts)
    for turn, voice in enumerate(voices):
        yield from _turn(rulebook, concepts, voice, (turn, len(voices)))


def _turn(rulebook: Rulebook, concepts: Concepts, voice: str, turn: tuple[int, int]) -> Iterator[Trial]:
    documents = {
        str(paragraph.ref): [text.whole for text in paragraph.texts.values()] for paragraph in rulebook
    }
    asked: list[tuple[str | None, Example]] = []
    number, turns = turn
    for place, (ref, example) in enumerate(_examples_of_refs(rulebook)):
        if example.voice == voice or (example.source is Source.KEYWORD and place % turns == number):
            asked.append((ref, example))
        else:
            documents[ref].append(example.text)
    for topic, read, held in _topics(rulebook, turn):
        if read:
            documents[topic.id] = [example.text for example in read]
        if topic.kind is OutsideKind.OUTSIDE:
            asked += [(None, example) for example in held]
    ranker = Ranker(documents, concepts)
    outside = np.array([label in rulebook.outside for label in ranker.labels])
    for ref_asked, example in asked:
        scores = ranker.rank(example.text)
        if scores is not None:
            yield Trial(voice, example, ref_asked, scores, ranker.labels, outside)


def _topics(
    rulebook: Rulebook, turn: tuple[int, int]
) -> Iterator[tuple[OutsideTopic, list[Example], list[Example]]]:
    """Each outside topic with what is read of it in this turn and what is held out; a topic held out whole is read not at all."""
    number, turns = turn
    for place, topic in enumerate(rulebook.outside.values()):
        questions = [example for example in topic.examples if example.source is Source.QUESTION]
        if place % turns == number:
            yield topic, [], questions
            continue
        held = questions[number::turns]
        yield topic, [example for example in topic.examples if example not in held], held


def _examples_of_refs(rulebook: Rulebook) -> Iterator[tuple[str, Example]]:
    for ref, guides in rulebook.guides.items():
        for guide in guides.values():
            for example in guide.examples:
                yield str(ref), example
