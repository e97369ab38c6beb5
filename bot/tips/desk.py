"""The tip desk as one: everything behind the handlers, put together."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.tips.casework.casework import Casework
from bot.tips.casework.clock_witness import ClockWitness
from bot.tips.casework.deadlines import Deadlines
from bot.tips.casework.notices import Messenger, Notices
from bot.tips.casework.pins import Pins
from bot.tips.casework.staffing import Staffing
from bot.tips.casework.upkeep import Upkeep
from bot.tips.casework.withdrawing import Withdrawing
from bot.tips.officials.file import Officials
from bot.tips.ports import CaseStore, DeliveryStore, PinStore, ScreenStore
from bot.tips.reporting.draft import Drafts
from bot.tips.reporting.filing import Filing
from bot.tips.reporting.limits import Limits
from bot.tips.reporting.undeleted_messages import Leftovers
from bot.tips.secrecy.code_hashing import Cost, Hasher
from bot.tips.secrecy.key_file import KeyRing
from bot.tips.secrecy.vault import Vault
from bot.workdays.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Stores:
    """Where tips are kept."""

    cases: CaseStore
    deliveries: DeliveryStore
    screens: ScreenStore
    pins: PinStore


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator decides about tips. `delay` is in minutes, from–to; `cost` is lower only in tests."""

    officials: Officials
    owners: Sequence[int]
    zone: ZoneInfo
    delay: tuple[int, int]
    cost: Cost | None = None
    days: WorkingDays | None = None
    """The calendar; None for the library's alone."""


@dataclass(frozen=True, slots=True)
class TipDesk:
    """The services of the tip desk."""

    officials: Officials
    drafts: Drafts
    leftovers: Leftovers
    limits: Limits
    staffing: Staffing
    filing: Filing
    casework: Casework
    pins: Pins
    notices: Notices
    upkeep: Upkeep
    witness: ClockWitness
    screens: ScreenStore
    hasher: Hasher


def since_boot() -> float:
    """Seconds since the machine was started, those asleep too: nobody can set them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def build_tip_desk(  # noqa: PLR0913, PLR0917 - here it is put together
    rules: Rules,
    keys: KeyRing,
    stores: Stores,
    messenger: Messenger,
    clock: Clock,
    chance: Random,
    steady: Callable[[], float] = since_boot,
) -> TipDesk:
    """The desk over its stores; `chance` must be a source for secrets (SystemRandom)."""
    deadlines = Deadlines(rules.days or WorkingDays(rules.zone), rules.zone)
    staffing = Staffing(rules.officials, rules.owners, deadlines)
    vault, hasher = Vault(keys), Hasher(lambda: keys.keys.peppers, rules.cost)
    casework = Casework(stores.cases, vault, staffing, deadlines, clock)
    withdrawing = Withdrawing(stores.cases, deadlines, clock)
    return TipDesk(
        officials=rules.officials,
        drafts=Drafts(clock),
        leftovers=Leftovers(clock),
        limits=Limits(clock, chance),
        staffing=staffing,
        filing=Filing(
            *(stores.cases, withdrawing, vault, hasher, staffing, deadlines),
            *(rules.delay, clock, chance),
        ),
        casework=casework,
        pins=Pins(stores.pins, stores.cases, lambda: keys.keys.audit, clock),
        notices=Notices(
            stores.deliveries, messenger, casework, withdrawing, rules.officials, deadlines, clock
        ),
        upkeep=Upkeep(stores.cases, rules.zone, clock),
        witness=ClockWitness(clock, steady),
        screens=stores.screens,
        hasher=hasher,
    )
