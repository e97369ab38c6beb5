"""Questions that the index has not read: each voice of the content held out in turn, with it a part of the keywords, which are
what people in a hurry type, and a part of what lies outside.

Of the outside topics one part is held out whole in each turn (the bot never heard of the matter), and of the
rest one part of the questions (it knows the matter, not the words).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

import numpy as np

from bench.noise import Noise
from bot.acts.model import Example, OutsideKind, OutsideTopic, Rulebook, Source
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.index import Scores
from bot.answers.matching.lessons import Line, lessons_of
from bot.answers.matching.ranking import Ranker

CLEAN = "clean"
EVERY = 5
"""Of so many held-out questions one is asked with each kind of noise too."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One question asked of an index that had not read it; `ref` is None for what the Rules do not settle.

    `scores` are over all labels of the rulebook, -inf for a topic that was held out whole; `noise` names the kind it came with.
    """

    voice: str
    example: Example
    ref: str | None
    noise: str
    scores: Scores


def labels_of(rulebook: Rulebook) -> list[str]:
    """Every ref, then every outside topic."""
    return [*(str(paragraph.ref) for paragraph in rulebook), *rulebook.outside]


def trials(rulebook: Rulebook, noises: Mapping[str, Noise] | None = None) -> Iterator[Trial]:
    """Every question and story of the content, asked while its voice was held out."""
    voices = sorted(
        {
            example.voice
            for _, example in _examples_of_refs(rulebook)
            if example.source in {Source.QUESTION, Source.STORY}
        }
    )
    for turn in range(len(voices)):
        yield from _turn(rulebook, voices, turn, noises or {})


def _turn(rulebook: Rulebook, voices: list[str], number: int, noises: Mapping[str, Noise]) -> Iterator[Trial]:
    read = [
        Line(str(paragraph.ref), text.whole) for paragraph in rulebook for text in paragraph.texts.values()
    ]
    asked: list[tuple[str | None, Example]] = []
    for place, (ref, example) in enumerate(_examples_of_refs(rulebook)):
        is_keyword = example.source is Source.KEYWORD
        if example.voice == voices[number] or (is_keyword and place % len(voices) == number):
            asked.append((ref, example))
        else:
            read.append(Line(ref, example.text, example))
    for topic, known, held in _topics(rulebook, number, len(voices)):
        read += [Line(topic.id, example.text, example) for example in known]
        if topic.kind is OutsideKind.OUTSIDE:
            asked += [(None, example) for example in held]
    concepts = Concepts(rulebook.concepts)
    ask = _Asking(Ranker(lessons_of(read, concepts), concepts), labels_of(rulebook))
    for place, (truth, example) in enumerate(asked):
        yield from ask(example.text, CLEAN, voices[number], truth, example)
        for kind, spoil in noises.items() if place % EVERY == 0 else ():
            text = spoil(example.text, example.language, Random(place))  # noqa: S311 - the same noise every time
            if text.casefold() != example.text.casefold():
                yield from ask(text, kind, voices[number], truth, example)


class _Asking:
    """Asks one ranker, and lays its scores out over all labels."""

    def __init__(self, ranker: Ranker, labels: list[str]) -> None:
        self._ranker = ranker
        self._size = len(labels)
        place = {label: number for number, label in enumerate(labels)}
        self._places = [place[label] for label in ranker.labels]

    def __call__(
        self, text: str, noise: str, voice: str, ref: str | None, example: Example
    ) -> Iterator[Trial]:
        scores = self._ranker.rank(text)
        if scores is not None:
            values = np.full(self._size, -np.inf, np.float32)
            values[self._places] = scores.values
            yield Trial(voice, example, ref, noise, Scores(values, scores.known, scores.words))


def _topics(
    rulebook: Rulebook, number: int, turns: int
) -> Iterator[tuple[OutsideTopic, list[Example], list[Example]]]:
    """Each outside topic with what is read of it in this turn and what is held out; a topic held out whole is read not at all."""
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
