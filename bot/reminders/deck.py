"""All cards there are: every ref of the act, every situation."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.acts.model import Dilemma, DilemmaId, Paragraph, Ref, Rulebook
from bot.reminders.order import Card, Drawn, draw
from bot.reminders.wishes import What

RULE, DILEMMA = "r:", "d:"


@dataclass(frozen=True, slots=True)
class History:
    """What decides on somebody's next card: `turn` counts those he got, `seen` holds the round each was last seen in."""

    what: What
    seed: int
    turn: int
    seen: Mapping[str, int]


class Deck:
    """Draws cards, and knows what is on them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._rules = [
            Card(f"{RULE}{paragraph.ref}", binds=not (paragraph.ref.is_resolution or paragraph.ref.is_status))
            for paragraph in rulebook
        ]
        self._dilemmas = [Card(f"{DILEMMA}{name}") for name in rulebook.dilemmas]

    def draw(self, history: History) -> Drawn:
        """The next card; of both kinds every other one is a situation."""
        is_dilemma = history.what is What.DILEMMAS or (history.what is What.BOTH and history.turn % 2 == 1)
        return draw(self._dilemmas if is_dilemma else self._rules, history.seed, history.seen)

    def content(self, card: str) -> Paragraph | Dilemma | None:
        """What is on a card; None where it has gone from the knowledge."""
        name = card[len(RULE) :]
        if card.startswith(RULE):
            return self._rulebook.paragraphs.get(Ref.read(name))
        return self._rulebook.dilemmas.get(DilemmaId(name))
