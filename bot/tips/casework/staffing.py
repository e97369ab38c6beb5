"""Who receives a case and what is sent to whom when; and who comes in where nobody can be reached (T14, T16, T17)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.tips.casework.deadlines import AGAIN_URGENT, Deadlines, Due
from bot.tips.model import STILL_TO_COME, UNOPENED_ONLY, CaseHead, CaseNumber, NoticeKind
from bot.tips.officials.file import BodyId, Official, OfficialId, Officials
from bot.tips.ports import Delivery
from bot.tips.secrecy.vault import Concerns

Reachable = Mapping[OfficialId, bool]
"""Officials who have started the bot, and whether they can still be written to."""


class Reach(Enum):
    """Whether anybody would hear of a case: known before its first word is written."""

    REACHED = auto()
    OWNERS_ONLY = auto()
    """No official; but the owners are alarmed, and can see to it that one comes."""
    NOBODY = auto()


@dataclass(frozen=True, slots=True)
class Staff:
    """Who receives a case, and all that is to be sent to them."""

    recipients: frozenset[OfficialId]
    deliveries: tuple[Delivery, ...]


class Staffing:
    """Says who receives a case, by the officials file. It never brings in anybody whom the reporter kept out."""

    def __init__(self, officials: Officials, owners: Sequence[int], deadlines: Deadlines) -> None:
        self._officials = officials
        self._owners = {owner_id(place): telegram_id for place, telegram_id in enumerate(owners)}
        self._deadlines = deadlines

    def everybody(self) -> tuple[Official, ...]:
        """All officials, in the order of the file."""
        return self._officials.officials

    def candidates(self, body: BodyId) -> list[Official]:
        """Everybody who may come to see a case about a body: who covers it first, then all to whom it may be handed on."""
        covering = self._officials.covering(body)
        return list({official.id: official for official in (*covering, *self.everybody())}.values())

    def recipients(self, concerns: Concerns) -> frozenset[OfficialId]:
        """Who receives a case; empty where the reporter kept out everybody."""
        covering = {official.id for official in self._officials.covering(concerns.body)}
        return frozenset(covering - concerns.out) or self._backups(covering, concerns)

    def reach(self, concerns: Concerns, reachable: Reachable) -> Reach:
        """Whether somebody would hear of a case about a body, with these kept out."""
        receiving = self.recipients(concerns)
        called = _reached(receiving, reachable) or _reached(self._backups(receiving, concerns), reachable)
        if called:
            return Reach.REACHED
        return Reach.OWNERS_ONLY if any(self._alarmed(concerns)) else Reach.NOBODY

    def staff(self, head: CaseHead, concerns: Concerns, reachable: Reachable, first: datetime) -> Staff:
        """The staff of a new case; `first` is the moment of the first notice."""
        recipients = self.recipients(concerns)
        called, alarms = self.rescue(recipients, concerns, reachable, head, first)
        everybody = recipients | called
        return Staff(everybody, (*self.notices(everybody, concerns, head, first), *alarms))

    def notices(
        self, recipients: Collection[OfficialId], concerns: Concerns, head: CaseHead, first: datetime
    ) -> Iterator[Delivery]:
        """All notices of a case to these officials, from `first` on."""
        sent: set[tuple[OfficialId, Due]] = set()
        dues = [
            due
            for due in (Due(NoticeKind.NEW, first), *self._deadlines.notices(head.counted_from))
            if head.first_act is None or due.kind not in UNOPENED_ONLY
        ]
        for official in sorted(recipients):
            for to, due in (
                *self._addressed(official, concerns, dues),
                *self._urged(official, concerns, head, first),
            ):
                if (to, due) not in sent and due.at >= first:
                    sent.add((to, due))
                    yield Delivery(to, head.number, due)

    def urged_more(
        self, recipients: Collection[OfficialId], concerns: Concerns, number: CaseNumber, at: datetime
    ) -> list[Delivery]:
        """The notices of an addition that tells of danger to life: to all at once; an hour later, to the backups too, again."""
        told = [Delivery(one, number, Due(NoticeKind.MORE_URGENT, at)) for one in sorted(recipients)]
        again = Due(NoticeKind.MORE_UNREAD, at + AGAIN_URGENT)
        everybody = frozenset(recipients) | self._backups(recipients, concerns)
        return [*told, *(Delivery(one, number, again) for one in sorted(everybody))]

    def still_to_come(
        self, recipients: Collection[OfficialId], concerns: Concerns, head: CaseHead, now: datetime
    ) -> Iterator[Delivery]:
        """The notices of a case that everybody knows already: of its decision and its end."""
        return (one for one in self.notices(recipients, concerns, head, now) if one.due.kind in STILL_TO_COME)

    def _addressed(
        self, official: OfficialId, concerns: Concerns, dues: Sequence[Due]
    ) -> Iterator[tuple[OfficialId, Due]]:
        for due in dues:
            to = self.backup_of(official, concerns) if due.kind is NoticeKind.BACKUP else official
            if to:
                yield to, due

    def _urged(
        self, official: OfficialId, concerns: Concerns, head: CaseHead, first: datetime
    ) -> Iterator[tuple[OfficialId, Due]]:
        """Where somebody's life is in danger: again an hour after the first notice, to the backup too; then every hour."""
        if head.is_urgent and head.first_act is None:
            for to in (official, self.backup_of(official, concerns)):
                if to:
                    yield to, Due(NoticeKind.URGENT, first + AGAIN_URGENT)

    def rescue(
        self,
        recipients: Collection[OfficialId],
        concerns: Concerns,
        reachable: Reachable,
        head: CaseHead,
        at: datetime,
    ) -> tuple[frozenset[OfficialId], tuple[Delivery, ...]]:
        """Whom to call to a case of which no recipient can be reached; and the alarm to the owners, where nobody can.

        Where all recipients have left the file, it is for those who cover the body today.
        """
        if self.is_reached(recipients, reachable):
            return frozenset(), ()
        heirs = self.present(recipients) or self.recipients(concerns)
        called = _reached(heirs, reachable) or _reached(self._backups(heirs, concerns), reachable)
        return called, () if called else tuple(self.alarms(concerns, head, at))

    def is_reached(self, recipients: Collection[OfficialId], reachable: Reachable) -> bool:
        """Whether one of the recipients stands in the file and can be reached."""
        return any(reachable.get(official) for official in self.present(recipients))

    def present(self, officials: Collection[OfficialId]) -> frozenset[OfficialId]:
        """Those who stand in the file."""
        return frozenset(one.id for one in self.everybody()).intersection(officials)

    def alarms(self, concerns: Concerns, head: CaseHead, at: datetime) -> Iterator[Delivery]:
        """An alarm to each owner whom the reporter has not kept out as an official."""
        for owner in self._alarmed(concerns):
            yield Delivery(owner, head.number, Due(NoticeKind.ALARM, at))

    def _alarmed(self, concerns: Concerns) -> Iterator[OfficialId]:
        kept_out = {
            official.telegram_id for official in self._officials.officials if official.id in concerns.excluded
        }
        yield from (owner for owner, telegram_id in self._owners.items() if telegram_id not in kept_out)

    def _backups(self, officials: Collection[OfficialId], concerns: Concerns) -> frozenset[OfficialId]:
        found = (self.backup_of(official, concerns) for official in officials)
        return frozenset(official for official in found if official)

    def backup_of(self, official: OfficialId, concerns: Concerns) -> OfficialId | None:
        """The nearest backup down the line who was not kept out."""
        seen = {official}
        known = self._officials.official(official)
        while known and known.backup and known.backup not in seen:
            if known.backup not in concerns.out:
                return known.backup
            seen.add(known.backup)
            known = self._officials.official(known.backup)
        return None


def _reached(officials: Collection[OfficialId], reachable: Reachable) -> frozenset[OfficialId]:
    return frozenset(official for official in officials if reachable.get(official))


def owner_id(place: int) -> OfficialId:
    """Under which name an owner's alarm waits: their place in OWNER_IDS. A dot never stands in the id of an official."""
    return OfficialId(f"owner.{place}")


def owner_place(official: OfficialId) -> int | None:
    """The place in OWNER_IDS of an owner's name; None for an official's."""
    head, _, place = official.partition(".")
    return int(place) if head == "owner" and place else None
