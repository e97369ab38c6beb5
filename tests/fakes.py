"""Stand-ins made by hand for what the services ask of others."""

from dataclasses import dataclass, field

from bot.language import Language
from bot.ledger import Mark


@dataclass
class FakePeople:
    """people.db in a dictionary."""

    languages: dict[int, Language] = field(default_factory=dict)
    mark: Mark | None = None

    async def language_of(self, chat: int) -> Language | None:
        return self.languages.get(chat)

    async def choose(self, chat: int, language: Language) -> None:
        self.languages[chat] = language

    async def load(self) -> Mark | None:
        return self.mark

    async def save(self, mark: Mark) -> None:
        self.mark = mark
