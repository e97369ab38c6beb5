"""No text of the content repeats a development question: the figures would be those of an echo.

Those of bench/fresh.jsonl are kept here. The others are not; where the folder with them stands beside the project, the
content is held against them too.
"""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from bench.fresh import FRESH
from bot.acts.model import Rulebook
from bot.answers.matching.lessons import lines
from bot.matters.model import Source
from bot.words.skeleton import skeletons

BESIDE = Path(__file__).parents[3] / "shared" / "eval"
NEAR = 90
"""Of a hundred, as rapidfuzz counts likeness of words in any order; what two people write of one thing stays below."""

LEAST_WORDS = 4
"""Shorter questions are said alike by anybody: «сыйлық», «дресс-код»."""


def development_questions(folder: Path) -> list[str]:
    return [
        json.loads(line)["text"]
        for file in (FRESH, *sorted(folder.glob("dev*.jsonl")))
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]


def repeats(written: list[str], questions: list[str]) -> list[tuple[str, str]]:
    """The words of a text that is a question in other clothes, with it: spelling, stops and the order of words do not tell them apart."""
    # The words are put in order once; rapidfuzz's token_sort_ratio would do it again for each pair.
    ours = [" ".join(sorted(skeletons(text))) for text in written]
    theirs = [" ".join(sorted(heard)) for heard in map(skeletons, questions) if len(heard) >= LEAST_WORDS]
    ours.sort(key=len)
    letters = sorted(set().union(*ours))
    counts, lengths = counted(ours, letters), np.array([len(text) for text in ours])
    found = []
    for question, count in zip(theirs, counted(theirs, letters), strict=True):
        # No more letters stand in a row in both than both have at all: most pairs are apart by their lengths, or by that, alone.
        length = len(question)
        first, end = np.searchsorted(
            lengths, (length * NEAR / (200 - NEAR), length * (200 - NEAR) / NEAR + 1)
        )
        shared = np.minimum(counts[first:end], count).sum(axis=1)
        likely = first + np.flatnonzero(200 * shared >= NEAR * (lengths[first:end] + length))
        near = [ours[place] for place in likely if fuzz.ratio(question, ours[place]) >= NEAR]
        found += [(text, question) for text in near[:1]]
    return found


def counted(texts: list[str], letters: list[str]) -> npt.NDArray[np.uint16]:
    """How often each letter stands in each text."""
    return np.array([[text.count(letter) for letter in letters] for text in texts], dtype=np.uint16)


def test_a_repeated_question_is_seen_in_any_clothes() -> None:
    written = ["Можно ли взять подарок от посетителя?", "Бастығым мені базарға жұмсайды"]
    assert repeats(written, ["можно ли от посетителя взять подарок"])
    assert repeats(written, ["bastygym meni bazarga jumsaidy"])
    assert repeats(written, ["Бастыгым мени базарга жумсайды, ия"])
    assert not repeats(written, ["Можно ли взять отгул после праздников?"])


def test_no_text_of_the_content_repeats_a_development_question(rulebook: Rulebook) -> None:
    # A title is the name of a matter, as short as names are.
    written = [
        line.text for line in lines(rulebook) if line.example and line.example.source is not Source.TITLE
    ]
    assert repeats(written, development_questions(BESIDE)) == []


RUN = 4
"""Words in a row that two people do not write alike by chance, but where both quote one text."""


def runs(text: str) -> set[tuple[str, ...]]:
    """Every four words that stand in a row, as sounds."""
    heard = skeletons(text)
    return {tuple(heard[at : at + RUN]) for at in range(len(heard) - RUN + 1)}


def test_four_words_in_a_row_are_seen_in_any_spelling() -> None:
    assert runs("Бастығым мені базарға жұмсайды") & runs("bastygym meni bazarga jumsaidy, ия")
    assert not runs("Можно ли взять подарок") & runs("Можно ли взять отгул")


def test_no_text_that_people_say_shares_four_words_in_a_row_with_a_labelled_set(rulebook: Rulebook) -> None:
    labelled = [
        json.loads(line)["text"]
        for file in sorted(BESIDE.glob("dev*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]
    theirs = set().union(*map(runs, labelled)) if labelled else set()
    said = [example for spoken in rulebook.spoken for example in spoken.examples]
    # A title is the name of a matter, as short as names are.
    shared = [one.text for one in said if one.source is not Source.TITLE and runs(one.text) & theirs]
    assert shared == []
