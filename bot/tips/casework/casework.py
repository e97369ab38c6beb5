"""What officials do with a case. Whoever does not receive it meets the same wall as if it did not exist."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot import logs
from bot.clock import Clock
from bot.tips.casework.case_in_hand import (
    CaseInHand,
    ChangedError,
    EndedError,
    NoSecondError,
    NotYoursError,
    UnopenedError,
    in_hand,
)
from bot.tips.casework.deadlines import CORRECTABLE, Deadlines
from bot.tips.casework.ending import Ended, Proposed, end_case, prepare_end, reopen_case
from bot.tips.casework.quarterly_figures import Quarter, by_quarter
from bot.tips.casework.staffing import Staffing
from bot.tips.model import (
    STILL_TO_COME,
    UNOPENED_ONLY,
    Attachment,
    CaseHead,
    CaseNumber,
    Deed,
    Entry,
    EntryKind,
    Noted,
    Outcome,
    Proposal,
    State,
    Written,
    audited,
)
from bot.tips.officials.file import BodyId, Official, OfficialId
from bot.tips.ports import AuditRow, CaseStore
from bot.tips.secrecy.sealing import UnsealableError
from bot.tips.secrecy.vault import TamperedError, Vault

__all__ = [
    "Card",
    "Casework",
    "ChangedError",
    "EndedError",
    "Listed",
    "NoSecondError",
    "NotYoursError",
    "Successor",
    "UnopenedError",
]

ONE_LOOK = timedelta(minutes=30)
"""Looks at a list or a card within this time are one act: so long content stays on a screen, too."""

LIST = CaseNumber("")
"""What stands in the audit where an official looked at the list of their cases."""


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
    proposal: Proposal | None = None
    correctable: tuple[int, ...] = ()
    """The places of the own replies that the reporter cannot have read yet."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in the list of an official."""

    head: CaseHead
    body: BodyId


@dataclass(frozen=True, slots=True)
class Successor:
    """Somebody to whom a case can be handed, and whether they can be written to."""

    official: Official
    is_reachable: bool


class Casework:
    """The officials' side of the desk. Every method but `inbox` and `figures` is for one case.

    For an official a case, and what is added to it, exists from the moment of their notice.

    Raises (all of these): NotYoursError, where the case is not there or not theirs; TamperedError, where somebody has changed
    it without its key.
    """

    def __init__(
        self, cases: CaseStore, vault: Vault, staffing: Staffing, deadlines: Deadlines, clock: Clock
    ) -> None:
        self._cases = cases
        self._vault = vault
        self._staffing = staffing
        self._deadlines = deadlines
        self._clock = clock

    async def inbox(self, official: OfficialId) -> list[Listed]:
        """Their cases: the open ones by deadline, then the ended ones. One that somebody has changed is not among them."""
        now = self._clock.now()
        async with self._cases.transaction() as unit:
            if self._is_new_look(await unit.last_act(official, LIST)):
                await unit.log(AuditRow(now, official, audited(Deed.INBOX), LIST))
            kept = await unit.inbox(official)
        listed = []
        for one in kept:
            if not one.record.exists_for(official, now):
                continue
            try:
                key = self._vault.by_file(one.case)
                key.check(one)
            except (TamperedError, UnsealableError) as error:
                logs.event("CASE_UNSOUND", error=type(error).__name__)
                continue
            listed.append(Listed(one.record.head, key.open_concerns(one.case.sealed).body))
        return sorted(listed, key=lambda one: self._place_of(one.head))

    def next_deadline(self, head: CaseHead) -> date:
        """What a case waits for next: a person, then a decision; of an ended one, its destruction."""
        if head.closed:
            return self._deadlines.destroyed_on(head.counted_from, head.closed)
        return self._deadlines.next_for_reporter(head.counted_from, is_opened=head.first_act is not None)

    def is_opened_anew(self, head: CaseHead) -> bool:
        """Whether the notice of an addition opens the case anew, or has done so today and is only sent once more."""
        return head.closed is not None or head.reopened == self._today()

    def decision_if_reopened(self) -> date:
        """By when an ended case would be decided that is opened anew now."""
        return self._deadlines.decision_by(self._today())

    def correctable_until(self) -> time:
        """Until when, in Almaty, a reply that is kept now can be corrected."""
        return self._deadlines.time_of(self._clock.now() + CORRECTABLE)

    def days_left(self, day: date) -> int:
        """Calendar days from today to a day; below 0 once it is past."""
        return (day - self._today()).days

    async def figures(self, official: OfficialId) -> list[Quarter]:
        """Figures of the ended cases that they received."""
        return by_quarter(await self._cases.facts(official))

    async def card(self, official: OfficialId, number: CaseNumber) -> Card:
        """A case without its content: an act, where their last one lies longer back than one look takes."""
        async with self._theirs(official, number) as hand:
            if self._is_new_look(await hand.unit.last_act(official, number)):
                await hand.note(official, Deed.CARD)
            visible = {mark.place for mark in hand.visible_entries}
            files = await hand.unit.count_files(number)
            correctable = await hand.correctable(official)
        return Card(
            hand.head,
            hand.concerns.body,
            self._deadlines.person_by(hand.head.received),
            self._deadlines.decision_by(hand.head.counted_from),
            self.days_left(self.next_deadline(hand.head)),
            sum(count for place, count in files if place in visible),
            hand.record.recipients[official].is_muted,
            hand.record.proposal,
            correctable,
        )

    async def read(self, official: OfficialId, number: CaseNumber) -> list[Entry]:
        """Open the content: an act, and the case is no longer new."""
        async with self._theirs(official, number) as hand:
            await self._opened(hand, official, Deed.OPEN)
            visible = hand.visible_entries
            entries = await hand.unit.entries(number)
        return [hand.key.open_entry(kept) for kept in entries if kept.mark in visible]

    async def files(self, official: OfficialId, number: CaseNumber) -> list[Attachment]:
        """The files of a case: content as the words are, and the same act."""
        async with self._theirs(official, number) as hand:
            await self._opened(hand, official, Deed.FILES)
            visible = {mark.place for mark in hand.visible_entries}
            kept = [one for one in await hand.unit.attachments(number) if one[0] in visible]
        return await asyncio.to_thread(lambda: [hand.key.open_file(*one) for one in kept])

    async def take(self, official: OfficialId, number: CaseNumber) -> None:
        """Take the case into work.

        Raises:
            EndedError: where it has ended.
        """
        async with self._theirs(official, number, is_open=True) as hand:
            head = hand.head
            await hand.change_head(replace(head, state=State.IN_WORK, first_act=head.first_act or hand.today))
            await hand.unit.drop_notices(number, UNOPENED_ONLY)
            await hand.note(official, Deed.TAKE)

    async def prepare_end(self, official: OfficialId, number: CaseNumber, outcome: Outcome) -> EntryKind:
        """What they have to write to give the case this outcome: a reply to the reporter; or, where they can only propose it, a note
        to the colleague.

        Raises: as `end`.
        """
        async with self._theirs(official, number, is_open=True) as hand:
            return await prepare_end(hand, official, outcome, self._staffing)

    async def end(
        self, official: OfficialId, number: CaseNumber, outcome: Outcome, written: Written
    ) -> Ended | Proposed:
        """Close the case, or refer it to another organ; what is written tells the reporter how it ended. An outcome that needs two is
        proposed first, with a note of why: a colleague who has read the case too gives it by asking for the same.

        Raises:
            EndedError: where it has ended.
            UnopenedError: where they have not read it.
            NoSecondError: where the outcome needs two and nobody else may see the case.
            ChangedError: where what was written is for somebody else now: a colleague has proposed the same meanwhile.
        """
        async with self._theirs(official, number, is_open=True) as hand:
            return await end_case(hand, official, outcome, written, self._staffing)

    async def mute(self, official: OfficialId, number: CaseNumber, *, is_muted: bool) -> None:
        """Stop reminding them of a case, or begin again; nobody else is touched."""
        async with self._theirs(official, number) as hand:
            changed = replace(hand.record.recipients[official], is_muted=is_muted)
            recipients = {**hand.record.recipients, official: changed}
            await hand.change(replace(hand.record, recipients=recipients))
            await hand.note(official, Deed.MUTE if is_muted else Deed.UNMUTE)

    async def write(self, official: OfficialId, number: CaseNumber, written: Written) -> None:
        """Reply to the reporter, who sees it when they come, but not while it can be corrected: where somebody's life is in danger
        at once. Or leave a note, which they never see.

        Raises:
            ChangedError: where it corrects a reply that the reporter may have read.
        """
        async with self._theirs(official, number) as hand:
            waits = written.kind is EntryKind.REPLY and not hand.head.is_urgent
            since = hand.now + CORRECTABLE if waits else hand.now
            if written.corrects is None:
                await hand.add(official, written, since)
                await hand.note(official, Deed(written.kind))
            else:
                await hand.correct(official, written, since)
                await hand.note(official, Deed.CORRECT)

    async def successors(self, official: OfficialId, number: CaseNumber) -> list[Successor]:
        """To whom they can hand the case, while it is open."""
        async with self._theirs(official, number, is_open=True) as hand:
            reachable = await hand.unit.reachable()
            return [Successor(one, reachable.get(one.id, False)) for one in self._successors(hand)]

    async def transfer(self, official: OfficialId, number: CaseNumber, to: OfficialId) -> None:
        """Hand the case to another official.

        Raises:
            NotYoursError: also where it cannot go to that one.
            EndedError: where it is ended.
        """
        async with self._theirs(official, number, is_open=True) as hand:
            if to not in {one.id for one in self._successors(hand)}:
                raise NotYoursError
            await self._hand_on(hand, official, [to], Deed.TRANSFER)

    async def recuse(self, official: OfficialId, number: CaseNumber) -> bool:
        """Step back from the case, which one always can; False where nobody is left: then the owners are alarmed."""
        async with self._theirs(official, number) as hand:
            others = self._staffing.present(hand.record.recipients.keys()) - {official}
            hand.concerns = replace(hand.concerns, recused=hand.concerns.recused | {official})
            hand.record = replace(hand.record, recused=hand.record.recused | {official})
            backup = self._staffing.backup_of(official, hand.concerns)
            added = [] if others or not backup else [backup]
            await self._hand_on(hand, official, added, Deed.RECUSE)
            return bool(self._staffing.present(hand.record.recipients.keys()))

    async def secure_all(self) -> None:
        """See to it for every open case that somebody who can be reached has it: the officials file may have changed, or
        somebody come back. One that cannot be opened keeps no other from it.
        """
        without_anybody = 0
        for number in await self._cases.open_cases():
            try:
                async with self._in_hand(number) as hand:
                    without_anybody += not await self._secure(hand)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one case, the others have their turn
                logs.event("CASE_UNSOUND", error=type(error).__name__)
        if without_anybody:
            logs.event("CASES_WITHOUT_ANYBODY", level=logging.ERROR, count=without_anybody)

    async def call(self, official: OfficialId, number: CaseNumber) -> None:
        """Let an official receive a case about which they are just being told, where they did not yet."""
        async with self._in_hand(number) as hand:
            is_over = hand.head.closed or hand.record.withdrawn or official in hand.concerns.out
            if not is_over and official not in hand.record.recipients:
                await self._call(hand, official, is_told=True)

    async def given(self, official: OfficialId, number: CaseNumber) -> None:
        """Note in the audit that a case exists for an official from now on."""
        async with self._cases.transaction() as unit:
            if not await unit.has_done(official, number, [Noted.GIVEN]):
                await unit.log(AuditRow(self._clock.now(), official, audited(Noted.GIVEN), number))

    async def reopen(self, number: CaseNumber) -> None:
        """Open an ended case anew: its officials are just being told that its reporter has added to it."""
        async with self._in_hand(number) as hand:
            await reopen_case(hand, self._staffing)

    async def call_backup(self, official: OfficialId, number: CaseNumber) -> None:
        """Bring in the backup of an official who cannot be reached."""
        try:
            async with self._in_hand(number) as hand:
                if hand.head.closed or hand.record.withdrawn:
                    return
                backup = self._staffing.backup_of(official, hand.concerns)
                if backup and backup not in hand.record.recipients:
                    await self._call(hand, backup)
                await self._secure(hand)
        except NotYoursError:
            return

    async def call_backups(self, official: OfficialId) -> None:
        """Bring in the backup of an official who cannot be reached to all their open cases."""
        for number in await self._cases.cases_of(official):
            await self.call_backup(official, number)

    async def _opened(self, hand: CaseInHand, official: OfficialId, deed: Deed) -> None:
        if hand.record.is_emptied:
            raise NotYoursError
        head = hand.head
        if head.closed is None:
            state = State.OPENED if head.state is State.RECEIVED else head.state
            await hand.change_head(replace(head, state=state, first_act=head.first_act or hand.today))
            await hand.unit.drop_notices(hand.number, UNOPENED_ONLY)
        await hand.note(official, deed)

    async def _secure(self, hand: CaseInHand) -> bool:
        """Call somebody where nobody who can be reached has the case; False where there is nobody, and the owners are alarmed."""
        reachable = await hand.unit.reachable()
        recipients = frozenset(hand.record.recipients)
        if hand.head.closed or hand.record.withdrawn or self._staffing.is_reached(recipients, reachable):
            return True
        called, alarms = self._staffing.rescue(recipients, hand.concerns, reachable, hand.head, hand.now)
        for official in sorted(called - recipients):
            await self._call(hand, official)
        await hand.tell(alarms)
        return bool(called)

    async def _call(self, hand: CaseInHand, official: OfficialId, *, is_told: bool = False) -> None:
        """Let somebody receive a case whom nobody has handed it to."""
        await hand.rename_recipients(added=[official])
        notices = self._staffing.notices([official], hand.concerns, hand.head, hand.now)
        await hand.tell(one for one in notices if not is_told or one.due.kind in STILL_TO_COME)
        await hand.note(official, Noted.CALLED)

    async def _hand_on(
        self, hand: CaseInHand, official: OfficialId, to: list[OfficialId], deed: Deed
    ) -> None:
        await hand.note(official, deed, to[0] if deed is Deed.TRANSFER else "")
        await hand.rename_recipients(added=to, removed=[official])
        await hand.tell(self._staffing.notices(to, hand.concerns, hand.head, hand.now))
        await self._secure(hand)

    def _successors(self, hand: CaseInHand) -> list[Official]:
        out = hand.concerns.out | hand.record.recipients.keys()
        return [one for one in self._staffing.everybody() if one.id not in out]

    def _in_hand(self, number: CaseNumber) -> AbstractAsyncContextManager[CaseInHand]:
        return in_hand(self._cases, self._vault, number, self._clock.now(), self._today())

    @asynccontextmanager
    async def _theirs(
        self, official: OfficialId, number: CaseNumber, *, is_open: bool = False
    ) -> AsyncIterator[CaseInHand]:
        async with self._in_hand(number) as hand:
            if not hand.record.exists_for(official, hand.now):
                raise NotYoursError
            if is_open and hand.head.closed:
                raise EndedError
            yield hand

    def _place_of(self, head: CaseHead) -> tuple[bool, date, CaseNumber]:
        return head.closed is not None, self.next_deadline(head), head.number

    def _is_new_look(self, last: datetime | None) -> bool:
        return last is None or self._clock.now() - last >= ONE_LOOK

    def _today(self) -> date:
        return self._deadlines.day_of(self._clock.now())
