"""Who receives a case, who is called to it, who is alarmed; and whoever was kept out stays out (T14, T16)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Language
from bot.tips.casework.deadlines import Deadlines
from bot.tips.casework.staffing import Reach, Staffing, owner_id, owner_place
from bot.tips.model import CaseHead, CaseNumber, NoticeKind, State
from bot.tips.officials.file import Body, BodyId, Channels, Official, OfficialId, Officials
from bot.tips.ports import Delivery
from bot.tips.secrecy.vault import Concerns
from bot.workdays.working_days import WorkingDays

ALMATY = ZoneInfo("Asia/Almaty")
FIRST = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
HEAD = CaseHead(CaseNumber("4821-7730"), date(2026, 3, 2), State.RECEIVED)
FINANCE, MEDEU = BodyId("finance"), BodyId("medeu")
NAMES = ("anna", "bolat", "chief", "dina")
LINE = {"anna": "chief", "bolat": "chief", "chief": "dina", "dina": "anna"}
BODIES = {"anna": {FINANCE}, "bolat": {FINANCE}, "chief": {MEDEU}, "dina": {MEDEU}}
OWNERS = (900, 4)
"""One of them is an official too: dina."""


def ids(*names: str) -> frozenset[OfficialId]:
    return frozenset(map(OfficialId, names))


def official(name: str) -> Official:
    both = {Language.KK: name, Language.RU: name}
    number = NAMES.index(name) + 1
    return Official(
        OfficialId(name), number, Language.RU, both, both, frozenset(BODIES[name]), OfficialId(LINE[name])
    )


def staffing_of(*owners: int) -> Staffing:
    bodies = tuple(Body(body, {Language.KK: body, Language.RU: body}) for body in (FINANCE, MEDEU))
    channels = Channels(date(2026, 1, 1), {Language.KK: (), Language.RU: ()})
    officials = Officials(bodies, tuple(map(official, NAMES)), channels)
    return Staffing(officials, owners, Deadlines(WorkingDays(ALMATY), ALMATY))


@pytest.fixture(scope="module")
def staffing() -> Staffing:
    return staffing_of(*OWNERS)


def about_finance(*excluded: str) -> Concerns:
    return Concerns(FINANCE, ids(*excluded))


everybody = dict.fromkeys(ids(*NAMES), True)
some = st.sets(st.sampled_from(NAMES))


def kinds_of(deliveries: tuple[Delivery, ...], name: str) -> list[NoticeKind]:
    return [one.due.kind for one in deliveries if one.official == name]


def test_a_case_goes_to_those_who_receive_cases_about_its_body(staffing: Staffing) -> None:
    assert staffing.recipients(about_finance()) == ids("anna", "bolat")


def test_the_reporter_is_shown_everybody_who_may_come_to_see_it_each_once(staffing: Staffing) -> None:
    assert [one.id for one in staffing.candidates(FINANCE)] == ["anna", "bolat", "chief", "dina"]


def test_where_all_who_receive_it_are_kept_out_the_nearest_backup_comes_in(staffing: Staffing) -> None:
    assert staffing.recipients(about_finance("anna", "bolat")) == ids("chief")
    assert staffing.recipients(about_finance("anna", "bolat", "chief")) == ids("dina")


def test_where_everybody_is_kept_out_nobody_receives_it(staffing: Staffing) -> None:
    assert staffing.recipients(about_finance(*NAMES)) == frozenset()


def test_a_line_of_backups_that_runs_in_a_ring_ends(staffing: Staffing) -> None:
    assert staffing.backup_of(OfficialId("anna"), about_finance("chief", "dina")) is None
    assert staffing.backup_of(OfficialId("anna"), about_finance("chief")) == "dina"


def test_each_recipient_gets_every_notice_and_the_backup_its_own(staffing: Staffing) -> None:
    staff = staffing.staff(HEAD, about_finance(), everybody, FIRST)
    assert staff.recipients == ids("anna", "bolat")
    for name in ("anna", "bolat"):
        assert kinds_of(staff.deliveries, name) == [
            NoticeKind.NEW,
            *[NoticeKind.STILL_NEW] * 3,
            *[NoticeKind.DECIDE] * 3,
            *[NoticeKind.EXPIRES] * 3,
        ]
    assert kinds_of(staff.deliveries, "chief") == [NoticeKind.BACKUP]
    assert kinds_of(staff.deliveries, "dina") == []


def test_where_no_recipient_can_be_reached_their_backup_is_called_at_once(staffing: Staffing) -> None:
    staff = staffing.staff(HEAD, about_finance(), {OfficialId("chief"): True}, FIRST)
    assert staff.recipients == ids("anna", "bolat", "chief")
    assert NoticeKind.NEW in kinds_of(staff.deliveries, "chief")


def test_where_one_recipient_can_be_reached_nobody_else_is_called(staffing: Staffing) -> None:
    reachable = {OfficialId("anna"): False, OfficialId("bolat"): True, OfficialId("chief"): True}
    assert staffing.staff(HEAD, about_finance(), reachable, FIRST).recipients == ids("anna", "bolat")


def test_where_nobody_can_be_reached_every_owner_is_alarmed_with_the_first_notice(staffing: Staffing) -> None:
    staff = staffing.staff(HEAD, about_finance(), {}, FIRST)
    alarms = [one for one in staff.deliveries if one.due.kind is NoticeKind.ALARM]
    assert [(one.official, one.due.at) for one in alarms] == [(owner_id(0), FIRST), (owner_id(1), FIRST)]


def test_a_reporter_is_told_beforehand_whether_anybody_would_hear(staffing: Staffing) -> None:
    chief = {OfficialId("chief"): True}
    assert staffing.reach(about_finance(), everybody) is Reach.REACHED
    assert staffing.reach(about_finance(), chief) is Reach.REACHED  # as the backup
    assert staffing.reach(about_finance("chief"), chief) is Reach.OWNERS_ONLY
    assert staffing.reach(about_finance(), {}) is Reach.OWNERS_ONLY
    assert staffing_of().reach(about_finance(), {}) is Reach.NOBODY
    dina = staffing_of(OWNERS[1])
    assert dina.reach(about_finance(), {}) is Reach.OWNERS_ONLY
    assert dina.reach(about_finance("dina"), {}) is Reach.NOBODY


def test_danger_to_life_is_told_of_again_an_hour_after_the_first_notice_to_the_backup_too(
    staffing: Staffing,
) -> None:
    urgent = replace(HEAD, is_urgent=True)
    told = [
        (one.official, one.due.at)
        for one in staffing.notices(ids("anna"), about_finance(), urgent, FIRST)
        if one.due.kind is NoticeKind.URGENT
    ]
    assert told == [(official, FIRST + timedelta(hours=1)) for official in ("anna", "chief")]


def test_a_case_whose_recipients_have_left_the_file_is_for_those_who_cover_the_body_today(
    staffing: Staffing,
) -> None:
    called, alarms = staffing.rescue(ids("gone"), about_finance(), everybody, HEAD, FIRST)
    assert (called, alarms) == (ids("anna", "bolat"), ())
    called, alarms = staffing.rescue(
        ids("gone", "dina"), about_finance(), dict.fromkeys(ids("anna"), True), HEAD, FIRST
    )
    # Dina stands in the file: the case is hers and, as she cannot be reached, her backup's.
    assert (called, alarms) == (ids("anna"), ())
    called, _ = staffing.rescue(
        ids("gone", "dina"), about_finance(), dict.fromkeys(ids("bolat"), True), HEAD, FIRST
    )
    assert called == frozenset()


def test_an_owner_who_is_a_kept_out_official_is_not_alarmed(staffing: Staffing) -> None:
    staff = staffing.staff(HEAD, about_finance("dina"), {}, FIRST)
    alarms = [one.official for one in staff.deliveries if one.due.kind is NoticeKind.ALARM]
    assert alarms == [owner_id(0)]


def test_of_a_case_that_somebody_has_opened_nobody_is_told_that_nobody_has(staffing: Staffing) -> None:
    opened = CaseHead(HEAD.number, HEAD.received, State.OPENED, first_act=HEAD.received)
    kinds = {one.due.kind for one in staffing.notices(ids("dina"), about_finance(), opened, FIRST)}
    assert kinds == {NoticeKind.NEW, NoticeKind.DECIDE, NoticeKind.EXPIRES}


@given(some, some)
def test_whoever_was_kept_out_receives_nothing_whoever_can_be_reached(
    staffing: Staffing, excluded: set[str], reachable: set[str]
) -> None:
    concerns = about_finance(*excluded)
    staff = staffing.staff(HEAD, concerns, {name: name in reachable for name in ids(*NAMES)}, FIRST)
    told = {one.official for one in staff.deliveries}
    assert not (staff.recipients | told) & ids(*excluded)
    if "dina" in excluded:
        assert owner_id(1) not in told


@given(some, some)
def test_every_case_has_somebody_who_can_be_reached_or_an_alarm(
    staffing: Staffing, excluded: set[str], reachable: set[str]
) -> None:
    concerns = about_finance(*excluded)
    if not staffing.recipients(concerns):
        return
    staff = staffing.staff(HEAD, concerns, {name: name in reachable for name in ids(*NAMES)}, FIRST)
    is_alarmed = any(one.due.kind is NoticeKind.ALARM for one in staff.deliveries)
    assert is_alarmed != bool(staff.recipients & ids(*reachable))


@given(some)
def test_nobody_gets_one_notice_twice(staffing: Staffing, excluded: set[str]) -> None:
    deliveries = staffing.staff(HEAD, about_finance(*excluded), {}, FIRST).deliveries
    assert len(deliveries) == len(set(deliveries))


@pytest.mark.parametrize("place", [0, 1, 12])
def test_the_name_of_an_owner_tells_his_place_and_no_official_has_such_a_name(place: int) -> None:
    assert owner_place(owner_id(place)) == place
    assert owner_place(OfficialId("owner")) is None
    assert owner_place(OfficialId("anna")) is None
