"""Cards of the real knowledge: which are drawn when, and what is on them."""

import pytest

from bot.acts.model import Dilemma, Paragraph, Rulebook
from bot.reminders.deck import DILEMMA, RULE, Deck, History
from bot.reminders.wishes import What


@pytest.mark.parametrize(
    ("what", "kinds"),
    [(What.RULES, [RULE] * 4), (What.DILEMMAS, [DILEMMA] * 4), (What.BOTH, [RULE, DILEMMA, RULE, DILEMMA])],
)
def test_of_both_kinds_every_other_card_is_a_situation(
    rulebook: Rulebook, what: What, kinds: list[str]
) -> None:
    deck = Deck(rulebook)
    drawn = [deck.draw(History(what, 5, turn, {})).id[:2] for turn in range(4)]
    assert drawn == kinds


def test_a_card_shows_what_its_name_says_and_nothing_where_that_is_gone(rulebook: Rulebook) -> None:
    deck = Deck(rulebook)
    paragraph, dilemma = next(iter(rulebook)), next(iter(rulebook.dilemmas.values()))
    shown = deck.content(f"{RULE}{paragraph.ref}")
    assert isinstance(shown, Paragraph)
    assert shown is paragraph
    situation = deck.content(f"{DILEMMA}{dilemma.id}")
    assert isinstance(situation, Dilemma)
    assert situation is dilemma
    assert deck.content(f"{RULE}999") is None
    assert deck.content(f"{DILEMMA}no_such_one") is None


def test_the_same_seed_draws_the_same_card_and_another_seed_another_order(rulebook: Rulebook) -> None:
    deck = Deck(rulebook)
    first = [deck.draw(History(What.RULES, seed, 0, {})).id for seed in range(30)]
    assert first == [deck.draw(History(What.RULES, seed, 0, {})).id for seed in range(30)]
    assert len(set(first)) > 5
