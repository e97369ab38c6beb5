"""What leafing through an act needs."""

from dataclasses import dataclass

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from handlers.telegram.deep_links import Links
from handlers.telegram.languages import Languages
from handlers.telegram.rights import Owners


@dataclass(frozen=True, slots=True)
class ActServices:
    """The services of /rules and /qr."""

    knowledge: Current[Knowledge]
    languages: Languages
    owners: Owners
    links: Links
