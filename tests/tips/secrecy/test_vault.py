"""A case opens by the key file and by its code, each alone, and by nothing else (T9, T20)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning import Dropped
from bot.tips.model import (
    Attachment,
    CaseHead,
    CaseNumber,
    CaseRecord,
    Entry,
    EntryKind,
    EntryMark,
    Outcome,
    Proposal,
    Recipient,
    State,
)
from bot.tips.officials.file import BodyId, OfficialId
from bot.tips.ports import KeptCase, SealedCase, SealedEntry
from bot.tips.secrecy.code_hashing import Unlocked
from bot.tips.secrecy.key_file import KeyRing, Keys, fresh_keys
from bot.tips.secrecy.sealing import UnsealableError, seal
from bot.tips.secrecy.vault import CaseKey, Concerns, TamperedError, Vault, new_file_name, new_number

DAY = date(2026, 3, 2)
HEAD = CaseHead(CaseNumber("4821-7730"), DAY, State.RECEIVED)
CONCERNS = Concerns(BodyId("finance"), frozenset({OfficialId("second"), OfficialId("chief")}))
UNLOCKED = Unlocked(b"l" * 16, b"k" * 32)
OTHER = Unlocked(b"l" * 16, b"o" * 32)

NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
RECORD = CaseRecord(
    HEAD,
    {OfficialId("first"): Recipient(NOW)},
    (EntryMark(0, EntryKind.TIP, DAY, NOW), EntryMark(1, EntryKind.NOTE, DAY, NOW)),
)


def mark(place: int, kind: EntryKind = EntryKind.TIP) -> EntryMark:
    return EntryMark(place, kind, DAY, NOW)


COUNTS = st.dictionaries(st.sampled_from(Dropped), st.integers(1, 999), max_size=3)
entries = st.builds(
    Entry,
    kind=st.sampled_from(EntryKind),
    day=st.just(DAY),
    text=st.text(max_size=1500),
    by=st.none() | st.just(OfficialId("first")),
    files=st.lists(
        st.builds(
            Attachment,
            name=st.sampled_from(["jpg", "pdf"]).map(new_file_name),
            data=st.binary(max_size=900),
            lacks=COUNTS,
            shows=COUNTS,
            pages=st.none() | st.integers(0, 300),
            drawn=st.binary(max_size=300),
        ),
        max_size=3,
    ).map(tuple),
)


def new_case(keys: Keys) -> tuple[CaseKey, SealedCase]:
    return Vault(KeyRing(keys)).new_case(HEAD, UNLOCKED, CONCERNS)


@given(entries, st.integers(0, 40))
def test_an_entry_and_its_files_come_back_as_they_were(entry: Entry, place: int) -> None:
    key, _ = new_case(fresh_keys())
    kept = key.seal_entry(mark(place, entry.kind), entry)
    assert key.open_entry(kept) == Entry(entry.kind, entry.day, entry.text, entry.by)
    files = [key.open_file(place, at, sealed) for at, sealed in enumerate(kept.files)]
    assert tuple(files) == entry.files


def test_body_and_exclusions_come_back() -> None:
    key, case = new_case(fresh_keys())
    assert key.open_concerns(case.sealed) == CONCERNS


def test_the_key_file_opens_a_case_without_its_code() -> None:
    keys = fresh_keys()
    key, case = new_case(keys)
    assert Vault(KeyRing(keys)).by_file(case) == key


def test_the_code_opens_a_case_without_the_key_file() -> None:
    key, case = new_case(fresh_keys())
    assert Vault(KeyRing(fresh_keys())).by_receipt(case, UNLOCKED) == key


def test_another_key_file_and_another_code_open_nothing() -> None:
    _, case = new_case(fresh_keys())
    stranger = Vault(KeyRing(fresh_keys()))
    with pytest.raises(UnsealableError):
        stranger.by_file(case)
    with pytest.raises(UnsealableError):
        stranger.by_receipt(case, OTHER)


def test_every_case_has_a_key_of_its_own() -> None:
    keys = fresh_keys()
    assert len({new_case(keys)[0].key for _ in range(20)}) == 20


def test_an_entry_does_not_open_in_the_place_of_another() -> None:
    key, _ = new_case(fresh_keys())
    kept = key.seal_entry(mark(1, EntryKind.REPLY), Entry(EntryKind.REPLY, DAY, "Проверка начата."))
    with pytest.raises(UnsealableError):
        key.open_entry(SealedEntry(mark(2, EntryKind.REPLY), kept.sealed))


def test_a_file_that_was_sealed_with_its_name_alone_still_opens() -> None:
    key, _ = new_case(fresh_keys())
    sealed = seal(key.key, b"0a1b2c3d.jpg\0pixels", f"{HEAD.number}/file/0/0")
    assert key.open_file(0, 0, sealed) == Attachment("0a1b2c3d.jpg", b"pixels")


def test_a_file_does_not_open_as_another_file_or_as_one_of_another_entry() -> None:
    key, _ = new_case(fresh_keys())
    files = (Attachment("a.jpg", b"1"), Attachment("b.jpg", b"2"))
    first, _ = key.seal_entry(mark(0), Entry(EntryKind.TIP, DAY, "", files=files)).files
    for entry, place in ((0, 1), (1, 0)):
        with pytest.raises(UnsealableError):
            key.open_file(entry, place, first)


def test_the_keys_of_a_case_do_not_open_one_of_another_number() -> None:
    keys = fresh_keys()
    _, case = new_case(keys)
    moved = SealedCase(
        CaseHead(CaseNumber("0000-0000"), DAY, State.RECEIVED),
        case.lookup,
        case.by_file,
        case.by_receipt,
        b"",
    )
    with pytest.raises(UnsealableError):
        Vault(KeyRing(keys)).by_file(moved)
    with pytest.raises(UnsealableError):
        Vault(KeyRing(keys)).by_receipt(moved, UNLOCKED)


def test_put_under_another_key_a_case_opens_by_it_and_by_its_code_as_before() -> None:
    keys = fresh_keys()
    key, case = new_case(keys)
    rotated = keys.with_new_key()
    moved = Vault(KeyRing(rotated)).rewrapped(case, rotated)
    retired = Vault(KeyRing(rotated.without_old()))
    assert retired.by_file(moved) == retired.by_receipt(moved, UNLOCKED) == key


@given(st.text(max_size=120), st.text(max_size=120))
def test_a_short_word_and_a_longer_one_take_the_same_room(first: str, second: str) -> None:
    key, _ = new_case(fresh_keys())
    sealed = [key.seal_entry(mark(0), Entry(EntryKind.TIP, DAY, text)).sealed for text in (first, second)]
    assert len(sealed[0]) == len(sealed[1])


def test_numbers_and_names_of_files_are_random_and_say_nothing() -> None:
    chance = Random(1)  # noqa: S311 - repeatable, in a test
    numbers = [new_number(chance) for _ in range(300)]
    assert len(set(numbers)) == 300
    assert sorted(numbers) != numbers
    names = {new_file_name("pdf") for _ in range(300)}
    assert len(names) == 300
    assert all(len(name) == 12 and name.endswith(".pdf") for name in names)


def test_nothing_of_a_case_is_shown_where_its_values_are_printed() -> None:
    key, _ = new_case(fresh_keys())
    entry = Entry(EntryKind.TIP, DAY, "Завхоз", files=(Attachment("a.jpg", b"pixels"),))
    shown = f"{key!r} {entry!r} {entry.files!r}"
    assert "Завхоз" not in shown
    assert "pixels" not in shown
    assert key.key.hex() not in shown


CHANGES = {
    "a recipient more": replace(
        RECORD, recipients={**RECORD.recipients, OfficialId("ethics"): Recipient(NOW)}
    ),
    "a recipient sooner": replace(
        RECORD, recipients={OfficialId("first"): Recipient(NOW - timedelta(hours=1))}
    ),
    "a recipient less": replace(RECORD, recipients={}),
    "a note made a reply": replace(RECORD, entries=(RECORD.entries[0], mark(1, EntryKind.REPLY))),
    "another day": replace(
        RECORD,
        entries=(RECORD.entries[0], replace(RECORD.entries[1], day=DAY + timedelta(days=1))),
    ),
    "an entry less": replace(RECORD, entries=RECORD.entries[:1]),
    "a state": replace(RECORD, head=replace(HEAD, state=State.IN_WORK)),
    "an end": replace(RECORD, head=replace(HEAD, closed=DAY, outcome=Outcome.NO_DATA)),
    "a day of receipt": replace(RECORD, head=replace(HEAD, received=DAY - timedelta(days=400))),
    "urgency": replace(RECORD, head=replace(HEAD, is_urgent=True)),
    "a step back": replace(RECORD, recused=frozenset({OfficialId("first")})),
    "a proposal": replace(RECORD, proposal=Proposal(Outcome.NO_DATA, OfficialId("first"))),
    "a withdrawal": replace(RECORD, withdrawn=NOW),
}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES.keys())
def test_whoever_changes_the_record_of_a_case_without_its_key_is_found_out(changed: CaseRecord) -> None:
    key, case = new_case(fresh_keys())
    bound = key.bind(RECORD)
    key.check(KeptCase(case, RECORD, bound))
    with pytest.raises(TamperedError):
        key.check(KeptCase(case, changed, bound))


def test_the_mark_of_one_case_does_not_stand_for_another() -> None:
    key, case = new_case(fresh_keys())
    other, _ = new_case(fresh_keys())
    with pytest.raises(TamperedError):
        key.check(KeptCase(case, RECORD, other.bind(RECORD)))
