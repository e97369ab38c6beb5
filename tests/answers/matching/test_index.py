"""Scores on made-up counts: what a feature says for a label, what is rare says more, and what nobody wrote is strange."""

from math import log

import numpy as np
import pytest

from bot.answers.matching.counting import Counts
from bot.answers.matching.features import Kind
from bot.answers.matching.index import (
    LENGTH,
    LIFT,
    PART,
    PARTS,
    RARITY_POWER,
    SATURATION,
    SURE_LIFT,
    Index,
    Postings,
    Scores,
    rarity_of,
)
from bot.words.letter_codes import Codes

GIFT, BOSS, LEAVE = "gift", "boss", "leave"
LABELS = [GIFT, BOSS, LEAVE]
ASKS, TELLS = 0, 1


def word(number: int, kind: Kind = Kind.WORD) -> int:
    """A made-up feature; the kinds rise before the numbers."""
    return kind << 60 | number


def codes(*features: int) -> Codes:
    return np.array(sorted(features), np.uint64)


def counted(*rows: tuple[int, str, int, int]) -> Counts:
    """Counts of (feature, label, part, times)."""
    known = sorted({feature for feature, *_ in rows})
    columns = sorted(
        (known.index(feature), LABELS.index(label) * PARTS + part, times)
        for feature, label, part, times in rows
    )
    features, documents, times = (np.array(column, np.int64) for column in zip(*columns, strict=True))
    return Counts(np.array(known, np.uint64), features, documents, times)


def index(*rows: tuple[int, str, int, int]) -> Index:
    return Index.of(LABELS, counted(*rows))


def best(of: Index, *wanted: int) -> str:
    scores = of.score(codes(*wanted), 1)
    return LABELS[int(scores.values.argmax())]


def test_the_figures_in_force_are_those_that_were_chosen_on_held_out_voices() -> None:
    assert (SATURATION, LENGTH, RARITY_POWER, PART, LIFT) == (1.2, 0.7, 0.7, 0.7, 0.3)


@pytest.mark.parametrize("spread", [0, 1, 2, 3])
def test_a_feature_says_the_more_the_fewer_documents_have_it(spread: int) -> None:
    [rarity, commoner] = rarity_of(np.array([spread, spread + 1]), 10)
    assert rarity == pytest.approx(log(1 + (10 - spread + 0.5) / (spread + 0.5)) ** RARITY_POWER, rel=1e-6)
    assert rarity > commoner > 0


def test_the_worth_of_a_feature_is_that_of_bm25() -> None:
    postings = Postings.of(Counts(codes(1), *(np.array(one) for one in ([0, 0], [0, 1], [1, 5]))), 3)
    longer = [
        1 - LENGTH + LENGTH * length / 3 for length in (1, 5)
    ]  # 3 is their mean: an empty one counts not
    assert postings.worth_in(np.array([0]), 0, 3) == pytest.approx(
        1 * (SATURATION + 1) / (1 + SATURATION * longer[0])
    )
    assert postings.worth_in(np.array([0]), 1, 3) == pytest.approx(
        5 * (SATURATION + 1) / (5 + SATURATION * longer[1])
    )
    assert postings.worth_in(np.array([0]), 2, 3).tolist() == [0]


def test_what_many_documents_have_says_the_same_kept_as_rows_as_it_does_in_lists() -> None:
    chance = np.random.default_rng(3)
    has = np.sort(chance.choice(40 * 12, 200, replace=False))
    counts = Counts(codes(*range(1, 41)), has // 12, has % 12, chance.integers(1, 9, 200))
    lists, rows = Postings.of(counts, 12), Postings.of(counts, 12, 0.4)
    assert 0 < (rows.rows >= 0).sum() < 40
    assert not len(lists.common)
    features = np.array([3, 17, 20, 39])
    weight = np.array([1.0, 0.5, 2.0, 0.25], np.float32)
    assert rows.score(features, weight, 12) == pytest.approx(lists.score(features, weight, 12), rel=1e-6)
    for document in range(12):
        said = rows.worth_in(features, document, 12)
        assert said.tolist() == lists.worth_in(features, document, 12).tolist()


def test_a_label_is_found_by_what_is_written_for_it_and_nothing_speaks_for_the_others() -> None:
    of = index((word(1), GIFT, ASKS, 1), (word(2), BOSS, ASKS, 1))
    values = of.score(codes(word(1)), 1).values
    assert (values > 0).tolist() == [True, False, False]


def test_of_two_features_the_rarer_decides() -> None:
    of = index(
        *((word(1), label, ASKS, 1) for label in (GIFT, BOSS)),
        (word(2), BOSS, ASKS, 1),
        (word(3), GIFT, ASKS, 1),
        (word(4), LEAVE, ASKS, 1),
    )
    assert best(of, word(1), word(2)) == BOSS
    assert best(of, word(1), word(3)) == GIFT


@pytest.mark.parametrize(
    ("loud", "quiet"), [(Kind.CONCEPT, Kind.WORD), (Kind.WORD, Kind.WHOLE), (Kind.WHOLE, Kind.GROUP)]
)
def test_of_two_that_are_as_rare_the_kind_that_weighs_more_decides(loud: Kind, quiet: Kind) -> None:
    of = index((word(1, loud), GIFT, ASKS, 1), (word(1, quiet), BOSS, ASKS, 1), (word(9), LEAVE, ASKS, 1))
    assert best(of, word(1, loud), word(1, quiet)) == GIFT


def test_what_stands_in_one_part_speaks_louder_than_the_same_in_two() -> None:
    rows = (
        *((word(feature), GIFT, ASKS, 1) for feature in (1, 2)),
        (word(1), BOSS, ASKS, 1),
        (word(2), BOSS, TELLS, 1),
    )
    assert best(index(*rows), word(1), word(2)) == GIFT


def test_a_score_is_the_whole_and_eight_tenths_of_the_likeliest_part() -> None:
    of = index((word(1), GIFT, ASKS, 1), (word(1), GIFT, TELLS, 3), (word(2), BOSS, ASKS, 2))
    numbers = np.array([0])
    parts = [of.parts.worth_in(numbers, part, len(LABELS) * PARTS)[0] for part in range(PARTS)]
    whole = of.wholes.worth_in(numbers, 0, len(LABELS))[0]
    # One known feature alone has the weight 1, however rare it is.
    assert of.score(codes(word(1)), 1).values[0] == pytest.approx(whole + PART * max(parts))
    assert max(parts) > min(parts[:2]) > 0


def test_the_share_that_is_known_falls_with_what_nobody_wrote() -> None:
    of = index((word(1), GIFT, ASKS, 1), (word(2), BOSS, ASKS, 1))
    assert of.score(codes(word(1)), 1).known == 1
    # A strange feature is as rare as one that was met once, so one of each is half and half.
    assert of.score(codes(word(1), word(7)), 2).known == pytest.approx(0.5)
    assert of.score(codes(word(1), word(7), word(8)), 3).known == pytest.approx(1 / 3)
    assert of.score(codes(word(1), word(7, Kind.CONCEPT)), 2).known == pytest.approx(1 / 5)


@pytest.mark.parametrize("strange", [word(0), word(7), word(99, Kind.CONCEPT)])
def test_where_nothing_is_known_nothing_is_said(strange: int) -> None:
    scores = index((word(1), GIFT, ASKS, 1)).score(codes(strange), 4)
    assert scores.values.tolist() == [0, 0, 0]
    assert (scores.known, scores.words) == (0.0, 4)
    assert scores.features.tolist() == [strange]


def test_what_each_feature_says_is_together_the_score() -> None:
    of = index(
        (word(1), GIFT, ASKS, 1),
        (word(2), GIFT, TELLS, 2),
        (word(2), BOSS, ASKS, 1),
        (word(3), BOSS, ASKS, 1),
    )
    wanted = codes(word(1), word(2), word(9))
    values = of.score(wanted, 3).values
    for label in range(len(LABELS)):
        said = of.said(wanted, label)
        assert said.sum() == pytest.approx(values[label])
        assert said[2] == 0  # nobody wrote it


def test_known_features_are_told_with_their_rarity_and_strange_ones_weigh_as_if_met_once() -> None:
    of = index(*((word(1), label, ASKS, 1) for label in LABELS), (word(3), GIFT, ASKS, 1))
    wanted = codes(word(1), word(2), word(3))
    places, rarity = of.known(wanted)
    assert places.tolist() == [0, 1]
    assert rarity[0] < rarity[1]
    assert of.weights_of(wanted).tolist() == pytest.approx([rarity[0], rarity[1], rarity[1]])


def test_an_index_is_the_same_when_it_is_read_again() -> None:
    of = index((word(1), GIFT, ASKS, 1), (word(2), BOSS, TELLS, 3))
    again = Index.read(of.labels, of.arrays())
    assert (
        again.score(codes(word(1), word(2)), 2).values.tolist()
        == of.score(codes(word(1), word(2)), 2).values.tolist()
    )


def test_what_was_said_before_speaks_by_its_weight_and_the_features_are_those_of_now() -> None:
    now = Scores(np.array([1, 0], np.float32), 0.2, 3, codes(1))
    before = Scores(np.array([0, 2], np.float32), 0.8, 4, codes(2))
    beside = now.beside(before, 0.5)
    assert beside.values.tolist() == [1, 1]
    assert beside.known == pytest.approx(0.4)
    assert beside.words == 7
    assert beside.features.tolist() == [1]
    assert now.beside(before, 0.1).known == pytest.approx(0.2)


MANY, FEW, OTHER = (word(number) for number in (1, 2, 3))


def test_a_word_is_worth_more_where_it_stands_oftener_than_elsewhere() -> None:
    # Each label says forty words; of those that say MANY one says it ten times, the other twice.
    rows = [(MANY, GIFT, ASKS, 10), (OTHER, GIFT, ASKS, 30), (MANY, LEAVE, ASKS, 2), (OTHER, LEAVE, ASKS, 38)]
    counts = counted(*rows).merged(PARTS)
    plain, lifted = (Postings.of(counts, len(LABELS), lift=lift) for lift in (0.0, 1.0))
    here, there = (lifted.worth - plain.worth)[:2]
    # In the first label ten of forty, in all twelve of eighty.
    assert here == pytest.approx(log((10 / 40) / (12 / 80)) * 10 / (10 + SURE_LIFT), rel=1e-4)
    assert there == pytest.approx(0, abs=1e-6)


def test_what_is_met_once_has_little_of_its_lift() -> None:
    rows = [(FEW, GIFT, ASKS, 1), (OTHER, GIFT, ASKS, 9), (OTHER, LEAVE, ASKS, 10)]
    counts = counted(*rows).merged(PARTS)
    plain, lifted = (Postings.of(counts, len(LABELS), lift=lift) for lift in (0.0, 1.0))
    first = int(np.flatnonzero(np.diff(lifted.starts))[0])
    assert (lifted.worth - plain.worth)[lifted.starts[first]] == pytest.approx(
        log(2) / (1 + SURE_LIFT), rel=1e-4
    )
