"""Each card once before any again, whatever is asked for, added or taken away meanwhile."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.acts.model import STATUS, Dilemma, Paragraph, Rulebook
from bot.reminders.deck import Deck, History
from bot.reminders.order import Card, draw
from bot.reminders.wishes import What

ids = st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=12, unique=True)
seeds = st.integers(0, 2**63 - 1)


def cards_of(names: list[str], late: int = 0) -> list[Card]:
    """Cards of those names, the last `late` of which bind nobody."""
    return [Card(name, binds=number < len(names) - late) for number, name in enumerate(names)]


def drawn(cards: list[Card], seed: int, seen: dict[str, int], count: int) -> list[str]:
    """So many cards, one after another, each remembered in `seen`."""
    order = []
    for _ in range(count):
        card = draw(cards, seed, seen)
        seen[card.id] = card.round
        order.append(card.id)
    return order


@given(ids, seeds, st.integers(0, 5))
def test_each_round_shows_every_card_once_and_those_that_bind_first(
    names: list[str], seed: int, late: int
) -> None:
    cards, seen = cards_of(names, late), dict[str, int]()
    for number in range(3):
        order = drawn(cards, seed, seen, len(names))
        assert Counter(order) == Counter(names)
        binding = {card.id for card in cards if card.binds}
        if number == 0:
            assert set(order[: len(binding)]) == binding


@given(ids.filter(lambda names: len(names) > 2), seeds)
def test_of_three_cards_or_more_none_comes_twice_running(names: list[str], seed: int) -> None:
    order = drawn(cards_of(names), seed, {}, 4 * len(names))
    assert all(before != after for before, after in pairwise(order))


@given(ids.filter(lambda names: len(names) > 2), seeds, st.data())
def test_a_card_that_is_new_comes_in_this_round_and_one_that_is_gone_is_passed_over(
    names: list[str], seed: int, data: st.DataObject
) -> None:
    old, new, seen = names[:-1], names[1:], dict[str, int]()
    before = drawn(cards_of(old), seed, seen, data.draw(st.integers(1, len(old) - 1)))
    to_come = [name for name in new if name not in before]
    after = drawn(cards_of(new), seed, seen, len(to_come))
    assert Counter(after) == Counter(to_come)


@given(ids, seeds, st.integers(1, 20))
def test_the_order_depends_on_nothing_but_the_seed_and_what_was_seen(
    names: list[str], seed: int, count: int
) -> None:
    straight = drawn(cards_of(names), seed, {}, count)
    assert drawn(cards_of(names)[::-1], seed, {}, count) == straight


def test_orders_differ_between_people_and_between_rounds() -> None:
    cards = cards_of([str(number) for number in range(20)])
    first, second = (drawn(cards, seed, {}, 40) for seed in (1, 2))
    assert first[:20] != second[:20]
    assert first[:20] != first[20:]


@pytest.mark.parametrize("seed", range(20))
def test_a_round_begins_in_the_order_that_it_goes_on_in(seed: int) -> None:
    cards, seen = cards_of(list("abcdef")), dict[str, int]()
    *_, last = drawn(cards, seed, seen, len(cards))
    first = draw(cards, seed, seen)
    # With the card that may not come first out of the way, the round under way goes on with the same one.
    assert first == draw(cards, seed, {**seen, last: first.round})


@pytest.mark.parametrize("seed", range(20))
def test_a_card_binds_where_nothing_else_is_said(seed: int) -> None:
    assert draw([Card("may", binds=False), Card("must")], seed, {}).id == "must"


def test_the_deck_holds_every_ref_and_keeps_the_resolution_and_the_status_for_last(
    rulebook: Rulebook,
) -> None:
    deck, seen, refs = Deck(rulebook), dict[str, int](), []
    for turn in range(len(rulebook.paragraphs)):
        card = deck.draw(History(What.RULES, 5, turn, seen))
        content = deck.content(card.id)
        assert isinstance(content, Paragraph)
        seen[card.id] = card.round
        refs.append(content.ref)
    assert set(refs) == set(rulebook.paragraphs)
    assert len(refs) == len(set(refs))
    late = {ref for ref in rulebook.paragraphs if ref.is_resolution or ref == STATUS}
    assert set(refs[-len(late) :]) == late


def test_of_both_kinds_every_other_card_is_a_situation(rulebook: Rulebook) -> None:
    deck, seen, kinds = Deck(rulebook), dict[str, int](), []
    for turn in range(8):
        card = deck.draw(History(What.BOTH, 5, turn, seen))
        seen[card.id] = card.round
        kinds.append(type(deck.content(card.id)))
    assert kinds == [Paragraph, Dilemma] * 4


def test_a_card_that_is_no_more_has_no_content(rulebook: Rulebook) -> None:
    deck = Deck(rulebook)
    assert deck.content("r:99") is None
    assert deck.content("d:gone") is None
