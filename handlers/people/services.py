"""What stands open to everybody: a bundle of its own for each."""

from dataclasses import dataclass

from handlers.people.bodies import BodyServices
from handlers.people.cancel import CancelServices
from handlers.people.membership import MembershipServices
from handlers.people.menus import MenuServices
from handlers.people.privacy import PrivacyServices
from handlers.people.settings import SettingServices
from handlers.people.start import StartServices
from handlers.people.unknown_message import UnknownServices
from handlers.telegram.errors import ErrorServices


@dataclass(frozen=True, slots=True)
class PeopleServices:
    """The bundles of the first words, the settings, and what is said where nobody else answers."""

    start: StartServices
    bodies: BodyServices
    settings: SettingServices
    privacy: PrivacyServices
    membership: MembershipServices
    menus: MenuServices
    cancel: CancelServices
    unknown: UnknownServices
    errors: ErrorServices
