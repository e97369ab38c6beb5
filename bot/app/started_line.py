"""What the log says of the bot at its start: which acts it answers from, and whether tips are taken."""

from collections.abc import Awaitable, Callable

from bot.acts import standing as legal
from bot.acts.model import Act
from bot.app.shared import Shared
from bot.app.surroundings import TipSupplies
from bot.health.desk_watch import Reached, reached
from bot.storage.tips.watched import WatchedDesk
from handlers.telegram.runner import Standing


def standing(shared: Shared, tips: TipSupplies | None) -> Callable[[], Awaitable[Standing]]:
    """What the line STARTED says beside the bot's name and how updates come."""

    async def now() -> Standing:
        acts = ",".join(map(_told, shared.knowledge.value.rulebook.acts.values()))
        if tips is None:
            return Standing(acts, "closed", str(Reached(0, 0)))
        return Standing(acts, "open", str(await reached(WatchedDesk(tips.store), tips.officials)))

    return now


def _told(act: Act) -> str:
    return f"{act.id}:{_word(act.standing)}"


def _word(how: legal.Standing) -> str:
    match how:
        case legal.InForce():
            return "in-force"
        case legal.Amended():
            return "amended"
        case legal.Repealed():
            return "repealed"
        case legal.Unchecked():
            return "unchecked"
