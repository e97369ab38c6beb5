"""How a case ends: nobody ends what they have not read, nobody buries a case alone, and everybody who receives it hears of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.tips.casework.case_in_hand import CaseInHand, NoSecondError, UnopenedError
from bot.tips.casework.deadlines import Due
from bot.tips.casework.quarterly_figures import Fact, quarter_of
from bot.tips.casework.staffing import Staffing
from bot.tips.model import NEEDS_TWO, OPENING, UNENDED_ONLY, Deed, Noted, NoticeKind, Outcome, Proposal, State
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


async def end_case(
    hand: CaseInHand, official: OfficialId, outcome: Outcome, staffing: Staffing
) -> Ended | Proposed:
    """End a case, or propose to.

    Raises:
        UnopenedError, NoSecondError: see Casework.end.
    """
    if not await hand.unit.has_done(official, hand.number, OPENING):
        raise UnopenedError
    proposal = hand.record.proposal
    is_seconded = proposal is not None and proposal.by != official and proposal.outcome is outcome
    if outcome in NEEDS_TWO and not is_seconded:
        return await _propose(hand, Proposal(outcome, official), staffing)
    return await _end(hand, official, outcome)


async def _end(hand: CaseInHand, official: OfficialId, outcome: Outcome) -> Ended:
    head, today = hand.head, hand.today
    first = head.first_act or today
    fact = Fact(
        quarter_of(head.received), (first - head.received).days, (today - head.received).days, outcome
    )
    state = State.REFERRED if outcome is Outcome.REFERRED else State.CLOSED
    ended = replace(head, state=state, first_act=first, closed=today, outcome=outcome)
    await hand.change(replace(hand.record, head=ended, proposal=None))
    await hand.unit.drop_notices(hand.number, UNENDED_ONLY)
    await hand.unit.count(hand.record.recipients.keys(), fact)
    others = frozenset(hand.record.recipients) - {official}
    await hand.tell(_to(hand, others, NoticeKind.ENDED))
    await hand.note(official, Deed.END, outcome)
    return Ended(others)


async def _propose(hand: CaseInHand, proposal: Proposal, staffing: Staffing) -> Proposed:
    """Ask the colleagues who can be reached; where there is none, the backup comes in."""
    reachable = await hand.unit.reachable()
    others = staffing.present(hand.record.recipients.keys()) - {proposal.by}
    asked = frozenset(one for one in others if reachable.get(one)) or _backup(hand, proposal.by, staffing)
    if not asked:
        raise NoSecondError
    await hand.change(replace(hand.record, proposal=proposal))
    await hand.rename_recipients(added=asked)
    await hand.unit.drop_notices(hand.number, [NoticeKind.SECOND])
    await hand.tell(_to(hand, asked, NoticeKind.SECOND))
    await hand.note(proposal.by, Noted.PROPOSE, proposal.outcome)
    return Proposed(asked)


def _backup(hand: CaseInHand, official: OfficialId, staffing: Staffing) -> frozenset[OfficialId]:
    backup = staffing.backup_of(official, hand.concerns)
    return frozenset({backup} if backup else ())


def _to(hand: CaseInHand, officials: frozenset[OfficialId], kind: NoticeKind) -> Iterator[Delivery]:
    """A notice at once; to whom the case does not exist yet, with the first one."""
    for official in sorted(officials):
        since = hand.record.recipients[official].since
        yield Delivery(official, hand.number, Due(kind, max(since, hand.now)))
