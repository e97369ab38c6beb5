"""Counting over made-up texts: each pair of a feature and a document once, with how often it occurs."""

import numpy as np

from bot.acts.model import Concept
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.counting import MOST_TIMES, Counts, count, slices, spoken
from bot.answers.matching.features import CONTENT, Features, Kind, kinds
from bot.language import Language
from bot.words.letter_codes import read

CONCEPTS = Concepts([Concept("pull", {Language.RU: ("по звонку",)})])


def of_words(counts: Counts, kind: Kind = Kind.WORD) -> dict[tuple[str, int], int]:
    """How often a document has a feature, by what the feature is made of."""
    codes = counts.codes[counts.features]
    return {
        (read(code & CONTENT), document): times
        for code, of, document, times in zip(
            codes.tolist(), kinds(codes), counts.documents.tolist(), counts.times.tolist(), strict=True
        )
        if of == kind
    }


def test_words_are_counted_by_document_however_many_texts_it_is_made_of() -> None:
    texts = [["взял", "деньги"], ["деньги", "деньги"], ["деньги"]]
    counts = count(spoken(texts, np.array([0, 0, 1])), 2, Concepts([]))
    assert of_words(counts) == {("взял", 0): 1, ("деньг", 0): 3, ("деньг", 1): 1}


def test_words_of_two_texts_stand_not_side_by_side() -> None:
    texts = [["взял", "деньги"], ["орет", "взял"]]
    counts = count(spoken(texts, np.array([0, 0])), 1, Concepts([]))
    assert sorted(of_words(counts, Kind.PAIR).values()) == [1, 1]


def test_a_phrase_is_counted_where_its_words_stand_in_one_text() -> None:
    texts = [["взяли", "по", "звонку"], ["по"], ["звонку"]]
    counts = count(spoken(texts, np.array([0, 1, 1])), 2, CONCEPTS)
    has = counts.codes[counts.features] >> np.uint64(60) == Kind.CONCEPT
    assert counts.documents[has].tolist() == [0]


def test_content_has_the_features_that_the_same_words_have_in_a_question() -> None:
    text = ["начальник", "взял", "по", "звонку"]
    counts = count(spoken([text], np.array([0])), 1, CONCEPTS)
    assert counts.codes.tolist() == Features(CONCEPTS)(text).tolist()


def test_more_than_can_be_counted_is_counted_as_the_most() -> None:
    counts = count(spoken([["да"] * (MOST_TIMES + 5)], np.array([0])), 1, Concepts([]))
    assert set(of_words(counts).values()) == {MOST_TIMES}


def test_documents_side_by_side_are_taken_as_one() -> None:
    texts = [["взял"], ["взял"], ["взял"], ["деньги"]]
    counts = count(spoken(texts, np.array([0, 1, 3, 2])), 4, Concepts([]))
    assert of_words(counts.merged(2)) == {("взял", 0): 2, ("взял", 1): 1, ("деньг", 1): 1}


def test_stretches_of_a_list_are_cut_out_one_behind_the_other() -> None:
    places, sizes = slices(np.array([0, 2, 2, 5]), np.array([2, 0, 1]))
    assert (places.tolist(), sizes.tolist()) == ([2, 3, 4, 0, 1], [3, 2, 0])
