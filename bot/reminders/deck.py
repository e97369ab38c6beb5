"""All cards there are: the places of the acts that bind a body, and the situations that they decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.acts.bodies import BodyId
from bot.acts.model import Dilemma, DilemmaId, Paragraph, Ref, Rulebook, UnitKind
from bot.reminders.order import Card, Drawn, draw
from bot.reminders.wishes import What

RULE, DILEMMA = "r:", "d:"
NO_RULE = frozenset({UnitKind.SECTION, UnitKind.REPEALED})
"""Places that say nothing by themselves."""


@dataclass(frozen=True, slots=True)
class History:
    """What decides on somebody's next card: `turn` counts those they got, `seen` holds the round each was last seen in."""

    what: What
    seed: int
    turn: int
    seen: Mapping[str, int]
    body: BodyId | None = None


class Deck:
    """Draws cards for the reader's body of a rulebook, and knows what is on them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._rules = [
            Card(f"{RULE}{paragraph.ref}", binds=_binds(paragraph))
            for act in rulebook.acts_to_tell
            for paragraph in rulebook.of_act(act)
            if paragraph.kind not in NO_RULE
        ]
        self._dilemmas = [Card(f"{DILEMMA}{name}") for name in rulebook.situations]

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


def _binds(paragraph: Paragraph) -> bool:
    """Whether a place says what is to be done; where nobody mapped it, that is not known, and it comes later."""
    return bool(paragraph.settles) and not (paragraph.ref.is_resolution or paragraph.ref.is_status)
