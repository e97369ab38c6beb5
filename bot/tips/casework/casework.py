"""What officials do with a case. Whoever does not receive it meets the same wall as if it did not exist."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date

from bot.clock import Clock
from bot.tips.casework.deadlines import Deadlines
from bot.tips.casework.quarterly_figures import Fact, Quarter, by_quarter, quarter_of
from bot.tips.casework.staffing import Reachable, Staffing
from bot.tips.model import Attachment, CaseHead, CaseNumber, Deed, Entry, EntryKind, Outcome, State, audited
from bot.tips.officials.file import BodyId, Official, OfficialId
from bot.tips.ports import Act, CaseStore, DeliveryStore, Move, SealedCase
from bot.tips.secrecy.vault import CaseKey, Concerns, Vault


class NotYoursError(Exception):
    """The case is not there, or not for this official: he is told the same."""


class EndedError(Exception):
    """The case is his and has ended: what he asks for is not done with it any more."""


@dataclass(frozen=True, slots=True)
class Card:
    """A case on one screen, without its content."""

    head: CaseHead
    body: BodyId
    person_by: date
    decision_by: date
    days_left: int
    files: int
    is_muted: bool


class Casework:
    """The officials' side of the desk. Every method but `inbox` and `figures` is for one case.

    Raises (all of these): NotYoursError, where the case is not there or not his.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the desk is put together in one place, app.py
        self,
        cases: CaseStore,
        deliveries: DeliveryStore,
        vault: Vault,
        staffing: Staffing,
        deadlines: Deadlines,
        clock: Clock,
    ) -> None:
        self._cases = cases
        self._deliveries = deliveries
        self._vault = vault
        self._staffing = staffing
        self._deadlines = deadlines
        self._clock = clock

    async def inbox(self, official: OfficialId) -> list[CaseHead]:
        """His cases: the open ones by deadline, then the ended ones."""
        heads = await self._cases.inbox(official)
        return sorted(
            heads, key=lambda head: (head.closed is not None, self.next_deadline(head), head.number)
        )

    def next_deadline(self, head: CaseHead) -> date:
        """What a case waits for next: a person, then a decision; of an ended one, its destruction."""
        if head.closed:
            return self._deadlines.destroyed_on(head.received, head.closed)
        return self._deadlines.next_for_reporter(head.received, is_opened=head.first_act is not None)

    def days_left(self, day: date) -> int:
        """Calendar days from today to a day; below 0 once it is past."""
        return (day - self._today()).days

    async def figures(self, official: OfficialId) -> list[Quarter]:
        """Figures of the ended cases that he received."""
        return by_quarter(await self._cases.facts(official))

    async def card(self, official: OfficialId, number: CaseNumber) -> Card:
        """A case without its content."""
        case, key = await self._his(official, number)
        head = case.head
        deadline = self.next_deadline(head)
        return Card(
            head,
            key.open_concerns(case.sealed).body,
            self._deadlines.person_by(head.received),
            self._deadlines.decision_by(head.received),
            self.days_left(deadline),
            len(await self._cases.attachments(number)),
            await self._cases.is_muted(official, number),
        )

    async def read(self, official: OfficialId, number: CaseNumber) -> list[Entry]:
        """Open the content: noted in the audit, and the case is no longer new."""
        case, key = await self._his(official, number)
        state = State.OPENED if case.head.state is State.RECEIVED else case.head.state
        if case.head.closed is None:
            await self._cases.move(self._act(official, Deed.OPEN, number), Move(state, self._today()))
        else:
            await self._cases.log(self._act(official, Deed.OPEN, number))
        return [key.open_entry(kept) for kept in await self._cases.entries(number)]

    async def files(self, official: OfficialId, number: CaseNumber) -> list[Attachment]:
        """The files of a case."""
        _, key = await self._his(official, number)
        kept = await self._cases.attachments(number)
        return await asyncio.to_thread(lambda: [key.open_file(*one) for one in kept])

    async def take(self, official: OfficialId, number: CaseNumber) -> None:
        """Take the case into work."""
        await self._open_and_his(official, number)
        await self._cases.move(self._act(official, Deed.TAKE, number), Move(State.IN_WORK, self._today()))

    async def end(self, official: OfficialId, number: CaseNumber, outcome: Outcome) -> None:
        """Close the case, or refer it to another organ."""
        case = await self._open_and_his(official, number)
        today, received = self._today(), case.head.received
        first = case.head.first_act or today
        fact = Fact(quarter_of(received), (first - received).days, (today - received).days, outcome)
        state = State.REFERRED if outcome is Outcome.REFERRED else State.CLOSED
        await self._cases.move(
            self._act(official, Deed.END, number, outcome), Move(state, today, outcome, fact)
        )

    async def mute(self, official: OfficialId, number: CaseNumber, *, is_muted: bool) -> None:
        """Stop reminding him of a case, or begin again; nobody else is touched."""
        await self._his(official, number)
        await self._cases.mute(
            self._act(official, Deed.MUTE if is_muted else Deed.UNMUTE, number), is_muted=is_muted
        )

    async def write(self, official: OfficialId, number: CaseNumber, kind: EntryKind, text: str) -> None:
        """Reply to the reporter, who sees it when he comes; or leave a note, which he never sees."""
        _, key = await self._his(official, number)
        entry = Entry(kind, self._today(), text, by=official)
        written = False
        while not written:
            place = len(await self._cases.entries(number))
            act = self._act(official, Deed(kind), number)
            written = await self._cases.add(number, key.seal_entry(place, entry), (), act)
            await self._his(official, number)

    async def successors(self, official: OfficialId, number: CaseNumber) -> list[Official]:
        """To whom he can hand the case."""
        case, _ = await self._his(official, number)
        concerns = await self._concerns(case)
        out = concerns.excluded | await self._cases.recipients(number)
        return [one for one in self._staffing.everybody() if one.id not in out]

    async def transfer(self, official: OfficialId, number: CaseNumber, to: OfficialId) -> None:
        """Hand the case to another official."""
        if to not in {one.id for one in await self.successors(official, number)}:
            raise NotYoursError
        await self._hand_on(official, number, to, Deed.TRANSFER)

    async def recuse(self, official: OfficialId, number: CaseNumber) -> bool:
        """Step back from the case; False where nobody else is there to take it: then he stays."""
        case, _ = await self._his(official, number)
        others = self._staffing.present(await self._cases.recipients(number)) - {official}
        backup = self._staffing.backup_of(official, await self._concerns(case))
        if not others and not backup:
            return False
        await self._hand_on(official, number, None if others else backup, Deed.RECUSE)
        return True

    async def secure_all(self) -> None:
        """See to it for every open case: the officials file may have changed, or somebody come back."""
        reachable = await self._deliveries.is_reachable()
        for number in await self._cases.open_cases():
            await self._secure(number, reachable)

    async def secure(self, number: CaseNumber) -> None:
        """See to it that somebody who can be reached has the case, or that the owners are alarmed."""
        await self._secure(number, await self._deliveries.is_reachable())

    async def _secure(self, number: CaseNumber, reachable: Reachable) -> None:
        recipients = await self._cases.recipients(number)
        # Nearly every case has somebody: those are not opened for this.
        if self._staffing.is_reached(recipients, reachable):
            return
        case = await self._cases.case(number)
        if case is None or case.head.closed:
            return
        concerns = await self._concerns(case)
        called, alarms = self._staffing.rescue(recipients, concerns, reachable, case.head, self._clock.now())
        if called or alarms:
            notices = self._staffing.notices(called, concerns, case.head, self._clock.now())
            await self._cases.reassign(number, (), called, (*notices, *alarms), None)

    async def call_backup(self, official: OfficialId, number: CaseNumber) -> None:
        """Bring in the backup of an official who cannot be reached."""
        case = await self._cases.case(number)
        if case is None or case.head.closed:
            return
        concerns = await self._concerns(case)
        backup = self._staffing.backup_of(official, concerns)
        if backup and backup not in await self._cases.recipients(number):
            notices = self._staffing.notices([backup], concerns, case.head, self._clock.now())
            await self._cases.reassign(number, (), [backup], tuple(notices), None)
        await self.secure(number)

    async def _hand_on(
        self, official: OfficialId, number: CaseNumber, to: OfficialId | None, deed: Deed
    ) -> None:
        case, _ = await self._his(official, number)
        added = [to] if to else []
        concerns = await self._concerns(case)
        if deed is Deed.RECUSE:
            concerns = replace(concerns, excluded=concerns.excluded | {official})
        notices = self._staffing.notices(added, concerns, case.head, self._clock.now())
        about = to if to and deed is Deed.TRANSFER else ""
        act = self._act(official, deed, number, about)
        await self._cases.reassign(number, [official], added, tuple(notices), act)
        await self.secure(number)

    async def _his(self, official: OfficialId, number: CaseNumber) -> tuple[SealedCase, CaseKey]:
        case = await self._cases.case(number)
        if case is None or official not in await self._cases.recipients(number):
            raise NotYoursError
        return case, self._vault.by_file(case)

    async def _open_and_his(self, official: OfficialId, number: CaseNumber) -> SealedCase:
        case, _ = await self._his(official, number)
        if case.head.closed:
            raise EndedError
        return case

    async def _concerns(self, case: SealedCase) -> Concerns:
        """What the case is about, and who must not come to it: kept out by the reporter, or by himself."""
        concerns = self._vault.by_file(case).open_concerns(case.sealed)
        recused = await self._cases.recused(case.head.number)
        return replace(concerns, excluded=concerns.excluded | recused)

    def _act(self, official: OfficialId, deed: Deed, number: CaseNumber, about: str = "") -> Act:
        return Act(self._clock.now(), official, audited(deed, about), number)

    def _today(self) -> date:
        return self._deadlines.day_of(self._clock.now())
