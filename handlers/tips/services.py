"""What the reporter's side of the tip desk needs."""

from dataclasses import dataclass

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.tips.desk import TipDesk
from handlers.telegram.deep_links import Links
from handlers.telegram.languages import Languages
from handlers.tips.chats import TipChats
from handlers.tips.files import Rebuilding


@dataclass(frozen=True, slots=True)
class TipServices:
    """The services of /tip and /case where the tip desk is open."""

    knowledge: Current[Knowledge]
    languages: Languages
    desk: TipDesk
    chats: TipChats
    files: Rebuilding
    links: Links
