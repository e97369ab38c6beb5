"""The tip desk without Telegram: its services over a real tips.db, a clock that is stepped, a messenger that remembers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.language import Language
from bot.outbox.delivery_result import Sent, Undelivered, Unreachable
from bot.storage.tips.cases import TipStore
from bot.storage.tips.deliveries import DeliveryStore, ScreenStore
from bot.storage.tips.pins import PinStore
from bot.tips.casework.ending import Ended, Proposed
from bot.tips.casework.notices import NoticeResult
from bot.tips.desk import Rules, Stores, TipDesk, build_tip_desk
from bot.tips.model import CaseNumber, EntryKind, NoticeKind, Outcome, Written
from bot.tips.officials.file import Body, BodyId, Channels, Official, OfficialId, Officials
from bot.tips.ports import Batch
from bot.tips.reporting.codes import Code
from bot.tips.reporting.draft import Draft
from bot.tips.secrecy.key_file import KeyFile
from bot.tips.secrecy.opening import open_keys
from bot.tips.secrecy.vault import CaseKey, Vault
from tests.emulator.local_telegram.support import SteppedClock
from tests.tips.town import CHEAP, FINANCE, MEDEU, MONDAY, both

FIRST, SECOND, CHIEF = OfficialId("first"), OfficialId("second"), OfficialId("chief")
EVERYBODY = (FIRST, SECOND, CHIEF)
OWNER = 900
ENDING = "Проверка закончена."
WORDS = "Завхоз берёт деньги за справки."
Told = tuple[str, NoticeKind]


@dataclass
class Post:
    """Brings batches to phones that are made up; whoever is in `blocked` has blocked the bot, `broken` cannot be written, and what
    is in `results` becomes of the next ones, one after another.
    """

    told: list[Told] = field(default_factory=list)
    alarms: list[tuple[int, int]] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    blocked: set[OfficialId] = field(default_factory=set)
    broken: set[CaseNumber] = field(default_factory=set)
    results: list[Undelivered] = field(default_factory=list)

    async def notify(self, official: Official, batch: Batch) -> NoticeResult:
        if official.id in self.blocked:
            return Unreachable()
        if self.broken & batch.cases:
            raise RuntimeError
        if self.results:
            return self.results.pop(0)
        self.batches.append(batch)
        self.told += [(official.id, item.kind) for item in batch.items]
        return Sent(len(self.batches))

    async def alarm(self, owner: int, batch: Batch) -> NoticeResult:
        self.batches.append(batch)
        self.alarms.append((owner, len(batch.cases)))
        return Sent(len(self.batches))

    def take(self) -> list[Told]:
        """What was told since the last time."""
        told, self.told = self.told, []
        return told


@dataclass
class Bureau:
    """The desk and everything around it."""

    desk: TipDesk
    store: TipStore
    post: Post
    clock: SteppedClock
    folder: Path
    vault: Vault

    async def start(self, *officials: OfficialId) -> None:
        """Officials press Start."""
        for official in officials or EVERYBODY:
            known = self.desk.officials.official(official)
            assert known
            await self.desk.notices.started(known)

    def draft(self, *keep_out: OfficialId, body: BodyId = FINANCE, text: str = WORDS) -> Draft:
        """A tip with its code, ready to be filed."""
        draft = Draft(Language.RU, self.clock.now(), body=body, texts={1: text})
        draft.excluded = set(keep_out)
        draft.code = self.desk.filing.new_code()
        return draft

    async def file(self, *keep_out: OfficialId, is_urgent: bool = False) -> tuple[CaseNumber, Code]:
        """A case with its code; nobody has heard of it yet."""
        before = set(await self.store.all_cases())
        draft = self.draft(*keep_out)
        draft.is_urgent = is_urgent
        await self.desk.filing.file(draft)
        [number] = set(await self.store.all_cases()) - before
        assert draft.code
        return number, draft.code

    async def told_case(self, *keep_out: OfficialId) -> CaseNumber:
        """A case whose first notices have arrived."""
        number, _ = await self.file(*keep_out)
        await self.wait(hours=2)
        self.post.take()
        return number

    async def end(self, official: OfficialId, number: CaseNumber, outcome: Outcome) -> Ended | Proposed:
        """An official ends a case, or proposes to, with the words that it takes."""
        kind = await self.desk.casework.prepare_end(official, number, outcome)
        return await self.desk.casework.end(official, number, outcome, Written(kind, ENDING))

    async def write(self, official: OfficialId, number: CaseNumber, kind: EntryKind, text: str) -> None:
        """An official writes a reply or a note."""
        await self.desk.casework.write(official, number, Written(kind, text))

    async def enter(self, code: Code) -> CaseKey:
        """A reporter comes back."""
        key = await self.desk.filing.enter(code)
        assert key
        return key

    async def round(self) -> None:
        """Send what is due."""
        await self.desk.notices.round(asyncio.Event())

    async def wait(self, **span: float) -> None:
        """Let time pass; what is due comes."""
        self.clock.step(**span)
        await self.round()


def officials() -> Officials:
    """`first` and `second` receive what concerns finance, `chief` is the backup of both."""

    def one(name: OfficialId, number: int, body: BodyId, backup: OfficialId) -> Official:
        names = both(name, name)
        return Official(name, number, Language.RU, names, names, frozenset({body}), backup)

    return Officials(
        tuple(Body(body, both(body, body)) for body in (FINANCE, MEDEU)),
        (one(FIRST, 1, FINANCE, CHIEF), one(SECOND, 2, FINANCE, CHIEF), one(CHIEF, 3, MEDEU, FIRST)),
        Channels(date(2026, 1, 1), {Language.KK: ("1424",), Language.RU: ("1424",)}),
    )


@asynccontextmanager
async def bureau_open(
    folder: Path, owners: tuple[int, ...] = (OWNER,), delay: tuple[int, int] = (5, 60)
) -> AsyncIterator[Bureau]:
    """A desk over a folder, at its first opening or a later one."""
    store = await TipStore.open(folder / "tips.db")
    try:
        keys = await open_keys(KeyFile(folder / "keys" / "tips.key"), store)
        clock, post = SteppedClock(MONDAY), Post()
        rules = Rules(officials(), owners, ZoneInfo("Asia/Almaty"), delay, CHEAP)
        database = store.database
        stores = Stores(store, DeliveryStore(database), ScreenStore(database), PinStore(database))
        desk = build_tip_desk(
            *(rules, keys, stores, post, clock, Random(5)),  # noqa: S311 - repeatable, in a test
            steady=lambda: clock.now().timestamp(),
        )
        yield Bureau(desk, store, post, clock, folder, Vault(keys))
        desk.hasher.close()
    finally:
        await store.close()
