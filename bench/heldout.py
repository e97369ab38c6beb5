"""Questions that the index has not read: each voice of the content held out in turn, with it a part of the keywords, which are
what people in a hurry type, and a part of what no act settles.

Of the matters that no act settles one part is held out whole in each turn (the bot never heard of them), and of the rest one part
of the questions (it knows the matter, not the words).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

import numpy as np

from bench.noise import Noise
from bot.acts.model import Rulebook
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.index import Scores
from bot.answers.matching.lessons import Line, lessons_of
from bot.answers.matching.ranking import Ranker
from bot.matters.model import Example, Intent, Matter, MatterId, Source, Talk

CLEAN = "clean"
EVERY = 5
"""Of so many held-out questions one is asked with each kind of noise too."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One question asked of an index that had not read it; `matter` is None for what no act settles.

    `scores` are over all labels of the rulebook, -inf for a matter that was held out whole; `noise` names the kind it came with.
    """

    voice: str
    example: Example
    matter: MatterId | None
    noise: str
    scores: Scores


def labels_of(rulebook: Rulebook) -> list[str]:
    """Every matter, then all small talk."""
    return [*rulebook.matters, *rulebook.talks]


def trials(rulebook: Rulebook, noises: Mapping[str, Noise] | None = None) -> Iterator[Trial]:
    """Every question and story of the content, asked while its voice was held out."""
    voices = sorted(
        {
            example.voice
            for _, example in _settled_examples(rulebook)
            if example.source not in {Source.TITLE, Source.KEYWORD}
        }
    )
    for turn in range(len(voices)):
        yield from _turn(rulebook, voices, turn, noises or {})


def _turn(rulebook: Rulebook, voices: list[str], number: int, noises: Mapping[str, Noise]) -> Iterator[Trial]:
    read = [
        Line(matter, text.whole)
        for paragraph in rulebook.paragraphs.values()
        for matter in paragraph.settles
        for text in paragraph.texts.values()
    ]
    asked: list[tuple[MatterId | None, Example]] = []
    for place, (matter, example) in enumerate(_settled_examples(rulebook)):
        is_keyword = example.source is Source.KEYWORD
        if example.voice == voices[number] or (is_keyword and place % len(voices) == number):
            asked.append((matter, example))
        else:
            read.append(Line(matter, example.text, example))
    for topic, known, held in _topics(rulebook, number, len(voices)):
        read += [Line(topic.id, example.text, example) for example in known]
        if isinstance(topic, Matter):
            asked += [(None, example) for example in held]
    concepts = Concepts(rulebook.concepts)
    polite = {talk.id for talk in rulebook.talks.values() if talk.intent is Intent.TALK}
    ask = _Asking(Ranker(lessons_of(read, concepts), concepts, polite), labels_of(rulebook))
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
        self, text: str, noise: str, voice: str, matter: MatterId | None, example: Example
    ) -> Iterator[Trial]:
        scores = self._ranker.rank(text)
        if scores is not None:
            values = np.full(self._size, -np.inf, np.float32)
            values[self._places] = scores.values
            yield Trial(voice, example, matter, noise, Scores(values, scores.known, scores.words))


def _topics(
    rulebook: Rulebook, number: int, turns: int
) -> Iterator[tuple[Matter | Talk, list[Example], list[Example]]]:
    """What no act settles, with what is read of it in this turn and what is held out; nothing is read of one held out whole."""
    settled = rulebook.first_places(rulebook.default_body)
    unsettled = [said for said in rulebook.spoken if said.id not in settled]
    for place, topic in enumerate(unsettled):
        questions = [example for example in topic.examples if example.source is not Source.TITLE]
        if place % turns == number:
            yield topic, [], questions
            continue
        held = questions[number::turns]
        yield topic, [example for example in topic.examples if example not in held], held


def _settled_examples(rulebook: Rulebook) -> Iterator[tuple[MatterId, Example]]:
    for matter in rulebook.first_places(rulebook.default_body):
        for example in rulebook.matters[matter].examples:
            yield matter, example
