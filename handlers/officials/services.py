"""What the officials' side of the tip desk needs."""

from dataclasses import dataclass, field

from bot.clock import Clock
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.people.subscribers import Subscribers
from bot.tips.desk import TipDesk
from handlers.officials.asking_for_pins import AskedForPins
from handlers.officials.writing import Writings
from handlers.telegram.fading import Fading
from handlers.telegram.languages import Languages
from handlers.tips.files import Rebuilding


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What officials are in the middle of: what they write with the files in it, the PIN they were asked for; and typed messages that
    could not be deleted yet.
    """

    files: Rebuilding
    writings: Writings = field(default_factory=Writings)
    pins: AskedForPins = field(default_factory=AskedForPins)
    leaving: Fading = field(default_factory=Fading)


@dataclass(frozen=True, slots=True)
class OfficialServices:
    """The services of /inbox, /stats and /pin, and of every button of an official."""

    knowledge: Current[Knowledge]
    languages: Languages
    subscribers: Subscribers
    desk: TipDesk
    unfinished: Unfinished
    clock: Clock
