"""How a case ends: nobody ends what they have not read, nobody buries a case alone, and everybody who receives it hears of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.tips.casework.case_in_hand import CaseInHand, ChangedError, NoSecondError, UnopenedError
from bot.tips.casework.deadlines import Due
from bot.tips.casework.quarterly_figures import Fact, quarter_of
from bot.tips.casework.staffing import Staffing
from bot.tips.model import (
    NEEDS_TWO,
    OPENING,
    UNENDED_ONLY,
    CaseHead,
    Deed,
    EntryKind,
    Noted,
    NoticeKind,
    Outcome,
    Proposal,
    State,
    Written,
)
from bot.tips.officials.file import OfficialId
from bot.tips.ports import Delivery


@dataclass(frozen=True, slots=True)
class Ended:
    """The case has ended; these others were told."""

    told: frozenset[OfficialId]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The case has not ended: one of these must ask for the same outcome."""

    asked: frozenset[OfficialId]


async def prepare_end(
    hand: CaseInHand, official: OfficialId, outcome: Outcome, staffing: Staffing
) -> EntryKind:
    """What has to be written for an outcome: a reply, how it ended; or where it takes two a note, why it should.

    Raises:
        UnopenedError, NoSecondError: see Casework.end.
    """
    if not await hand.unit.has_done(official, hand.number, OPENING):
        raise UnopenedError
    proposal = hand.record.proposal
    is_seconded = proposal is not None and proposal.by != official and proposal.outcome is outcome
    if outcome not in NEEDS_TWO or is_seconded:
        return EntryKind.REPLY
    if not _seconds(hand, official, staffing, await hand.unit.reachable()):
        raise NoSecondError
    return EntryKind.NOTE


async def end_case(
    hand: CaseInHand, official: OfficialId, outcome: Outcome, written: Written, staffing: Staffing
) -> Ended | Proposed:
    """End a case, or propose to.

    Raises:
        UnopenedError, NoSecondError, ChangedError: see Casework.end.
    """
    if written.kind is not await prepare_end(hand, official, outcome, staffing):
        raise ChangedError
    await hand.add(official, written, hand.now)
    if written.kind is EntryKind.NOTE:
        return await _propose(hand, Proposal(outcome, official), staffing)
    return await _end(hand, official, outcome)


async def reopen_case(hand: CaseInHand, staffing: Staffing) -> None:
    """Open an ended case anew, because its reporter has added to it: its month begins again, and its figures are taken back."""
    head = hand.head
    if head.closed is None or hand.record.withdrawn:
        return
    await hand.unit.uncount(hand.record.recipients.keys(), _fact(head))
    opened = replace(head, state=State.OPENED, closed=None, outcome=None, reopened=hand.today)
    await hand.change_head(opened)
    await hand.tell(staffing.still_to_come(hand.record.recipients.keys(), hand.concerns, opened, hand.now))


async def _end(hand: CaseInHand, official: OfficialId, outcome: Outcome) -> Ended:
    head, today = hand.head, hand.today
    state = State.REFERRED if outcome is Outcome.REFERRED else State.CLOSED
    ended = replace(head, state=state, first_act=head.first_act or today, closed=today, outcome=outcome)
    await hand.change(replace(hand.record, head=ended, proposal=None))
    await hand.unit.drop_notices(hand.number, UNENDED_ONLY)
    await hand.unit.count(hand.record.recipients.keys(), _fact(ended))
    others = frozenset(hand.record.recipients) - {official}
    await hand.tell(_to(hand, others, NoticeKind.ENDED))
    await hand.note(official, Deed.END, outcome)
    return Ended(others)


async def _propose(hand: CaseInHand, proposal: Proposal, staffing: Staffing) -> Proposed:
    asked = _seconds(hand, proposal.by, staffing, await hand.unit.reachable())
    await hand.change(replace(hand.record, proposal=proposal))
    await hand.rename_recipients(added=asked)
    await hand.unit.drop_notices(hand.number, [NoticeKind.SECOND])
    await hand.tell(_to(hand, asked, NoticeKind.SECOND))
    await hand.note(proposal.by, Noted.PROPOSE, proposal.outcome)
    return Proposed(asked)


def _fact(ended: CaseHead) -> Fact:
    assert ended.closed is not None  # noqa: S101 - only of an ended one
    assert ended.first_act is not None  # noqa: S101 - as above
    assert ended.outcome is not None  # noqa: S101 - as above
    to_act, to_end = (day - ended.received for day in (ended.first_act, ended.closed))
    return Fact(quarter_of(ended.received), to_act.days, to_end.days, ended.outcome)


def _seconds(
    hand: CaseInHand, official: OfficialId, staffing: Staffing, reachable: Mapping[OfficialId, bool]
) -> frozenset[OfficialId]:
    """Who would be the second pair of eyes: the colleagues who can be reached; where there is none, the backup."""
    others: Collection[OfficialId] = staffing.present(hand.record.recipients.keys()) - {official}
    return frozenset(one for one in others if reachable.get(one)) or _backup(hand, official, staffing)


def _backup(hand: CaseInHand, official: OfficialId, staffing: Staffing) -> frozenset[OfficialId]:
    backup = staffing.backup_of(official, hand.concerns)
    return frozenset({backup} if backup else ())


def _to(hand: CaseInHand, officials: frozenset[OfficialId], kind: NoticeKind) -> Iterator[Delivery]:
    """A notice at once; to whom the case does not exist yet, with the first one."""
    for official in sorted(officials):
        since = hand.record.recipients[official].since
        yield Delivery(official, hand.number, Due(kind, max(since, hand.now)))
