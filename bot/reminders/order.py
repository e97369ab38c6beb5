"""Which card comes next: each once before any again, in an order that is everybody's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Card:
    """A rule or a situation; those that bind everybody come before the others."""

    id: str
    binds: bool = True


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card, and the round it is drawn in: rounds are counted from 1."""

    id: str
    round: int


def draw(cards: Sequence[Card], seed: int, seen: Mapping[str, int]) -> Drawn:
    """The next card for the owner of the seed, who saw each card of `seen` in that round last.

    The order follows from the seed alone, and what was seen is remembered by name. So a card that is new to the
    knowledge takes its own place among those to come, and one that is gone is passed over.
    """
    current = max((seen.get(card.id, 0) for card in cards), default=0)
    left = [card for card in cards if seen.get(card.id, 0) < current] if current else list(cards)
    if left and current:
        return Drawn(_first(left, seed, current).id, current)
    return Drawn(_first(_not_the_last(cards, seed, current), seed, current + 1).id, current + 1)


def _first(cards: Iterable[Card], seed: int, number: int) -> Card:
    return min(cards, key=lambda card: _place(card, seed, number))


def _not_the_last(cards: Sequence[Card], seed: int, current: int) -> Sequence[Card]:
    """The cards without the one that ended the round before: it is not shown twice running."""
    if not current or len(cards) == 1:
        return cards
    last = max(cards, key=lambda card: _place(card, seed, current))
    return [card for card in cards if card is not last]


def _place(card: Card, seed: int, number: int) -> tuple[bool, bytes]:
    digest = blake2b(f"{seed}:{number}:{card.id}".encode(), digest_size=8).digest()
    return not card.binds, digest
