"""The knowledge in force, as the staff of each body see it."""

from collections.abc import Awaitable, Callable

from bot.acts.bodies import BodyId
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge


class KnowledgeByBody(Current[Knowledge]):
    """Shows everybody the knowledge in force with the acts of their own body; `chosen` tells which body a chat chose."""

    def __init__(self, value: Knowledge, chosen: Callable[[int], Awaitable[BodyId | None]]) -> None:
        super().__init__(value)
        self._chosen = chosen
        self._views: dict[BodyId, Knowledge] = {}

    def swap(self, new: Knowledge) -> None:
        """Put another knowledge in its place, for every body."""
        super().swap(new)
        self._views = {}

    async def of(self, person: int | None) -> Knowledge:
        """The knowledge in force now, as somebody sees it whose private chat chose a body."""
        if person is None or not self.value.rulebook.bodies_differ:
            return self.value
        return self.of_body(await self._chosen(person))

    def of_body(self, chosen: BodyId | None) -> Knowledge:
        """The knowledge in force now, as the staff of a body see it; of none, or one that is no more, of the first."""
        rulebook = self.value.rulebook
        body = rulebook.body(chosen)
        if body is rulebook.default_body:
            return self.value
        if body.id not in self._views:
            self._views[body.id] = self.value.seen_by(body.id)
        return self._views[body.id]
