"""Everything the matcher learns from the content, as arrays that can be kept and read again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.acts.model import Rulebook
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.counting import Numbers, Spoken, count, spoken
from bot.answers.matching.index import PARTS, Index
from bot.answers.matching.spelling import signs_of
from bot.answers.matching.vocabulary import BETWEEN, Vocabulary
from bot.answers.matching.which_language import Weights, speech_weights
from bot.language import Language
from bot.matters.model import TELLING, Example, Source
from bot.words.letter_codes import Codes
from bot.words.skeleton import heard_in

Arrays = Mapping[str, npt.NDArray[Any]]

ASKS, TELLS, COMPLAINS = 0, 1, 2
"""The parts of a label: what asks directly, names or is law; what tells a story; what complains."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text that stands for a label, which is a matter or small talk; `example` is None for a paragraph of an act."""

    label: str
    text: str
    example: Example | None = None

    @property
    def part(self) -> int:
        """What kind of text it is: ASKS, TELLS or COMPLAINS."""
        if self.example is None or self.example.source not in TELLING:
            return ASKS
        return TELLS if self.example.source is Source.STORY else COMPLAINS


def lines(rulebook: Rulebook) -> Iterator[Line]:
    """All that is written for each matter and each kind of small talk, the places of acts that settle it first among it."""
    for paragraph in rulebook.paragraphs.values():
        for matter in paragraph.settles:
            yield from (Line(matter, text.whole) for text in paragraph.texts.values())
    for said in rulebook.spoken:
        yield from (Line(said.id, example.text, example) for example in said.examples)
    for ask, examples in rulebook.follow_ups.asks.items():
        yield from (Line(ask, example.text, example) for example in examples)


@dataclass(frozen=True, slots=True)
class Lessons:
    """The lists of the index, every word of the content once with its letters and how often it is said, and what is answered word for
    word.

    `sentences` rise; `answers` has for each the place of its label in the labels of the index, or -1 where it stands in two places.
    """

    index: Index
    vocabulary: Vocabulary
    signs: Codes
    times: Numbers
    sentences: Codes
    answers: Numbers
    speech: Weights

    def answer_to(self, heard: Sequence[str]) -> str | None:
        """The label under which a question stands word for word."""
        code = sentence(heard)
        at = int(np.searchsorted(self.sentences, code))
        if at == len(self.sentences) or self.sentences[at] != code or self.answers[at] < 0:
            return None
        return self.index.labels[int(self.answers[at])]

    def arrays(self) -> Arrays:
        """All of it as arrays of plain numbers."""
        return {
            "vocabulary": _as_bytes(self.vocabulary.text),
            "signs": self.signs,
            "times": self.times,
            "sentences": self.sentences,
            "answers": self.answers,
            "speech": self.speech,
            **self.index.arrays(),
            "labels": _as_bytes(BETWEEN.join(self.index.labels)),
        }

    @classmethod
    def of(cls, arrays: Arrays) -> "Lessons":
        """The same from its arrays."""
        return cls(
            Index.read(_as_text(arrays["labels"]).split(BETWEEN), arrays),
            Vocabulary(_as_text(arrays["vocabulary"])),
            arrays["signs"],
            arrays["times"],
            arrays["sentences"],
            arrays["answers"],
            arrays["speech"],
        )


def lessons_of(written: Sequence[Line], concepts: Concepts) -> Lessons:
    """What the lines teach."""
    labels = list(dict.fromkeys(line.label for line in written))
    numbers = {label: number for number, label in enumerate(labels)}
    owners = np.array([numbers[line.label] for line in written])
    heard = heard_in([line.text for line in written])
    parts = owners * PARTS + [line.part for line in written]
    said = spoken(heard, parts)
    sentences, answers = _answered(written, heard, owners)
    return Lessons(
        index=Index.of(labels, count(said, PARTS * len(labels), concepts)),
        vocabulary=Vocabulary.of(said.vocabulary),
        signs=signs_of(said.rows),
        times=np.bincount(said.words),
        sentences=sentences,
        answers=answers,
        speech=_speech(written, said),
    )


def sentence(heard: Iterable[str]) -> np.uint64:
    """A number for a question given as skeletons."""
    return np.uint64(int.from_bytes(blake2b(" ".join(heard).encode(), digest_size=8).digest()))


def _answered(
    written: Sequence[Line], heard: Sequence[Sequence[str]], owners: Numbers
) -> tuple[Codes, Numbers]:
    """What the content answers word for word: whoever writes a question under a ref or a topic sees it answered so.

    Small talk needs it most: «да» and «жоқ» stand in a hundred stories. What stands in two places is weighed like any other.
    """
    asked = [place for place, line in enumerate(written) if line.example]
    codes = np.array([sentence(heard[place]) for place in asked], np.uint64)
    known, places = np.unique(codes, return_inverse=True)
    lowest = np.full(len(known), np.iinfo(np.int64).max)
    highest = np.full(len(known), -1)
    np.minimum.at(lowest, places, owners[asked])
    np.maximum.at(highest, places, owners[asked])
    return known, np.where(lowest == highest, highest, -1)


def _speech(written: Sequence[Line], said: Spoken) -> Weights:
    languages = np.array([line.example.language.value if line.example else "" for line in written])
    of_words = languages[said.texts]
    size = len(said.vocabulary)
    return speech_weights(
        {
            language: (said.rows, np.bincount(said.words[of_words == language.value], minlength=size))
            for language in Language
        }
    )


def _as_bytes(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def _as_text(found: npt.NDArray[np.uint8]) -> str:
    return found.tobytes().decode()
