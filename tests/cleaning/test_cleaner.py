"""Whatever a file holds, cleaning ends with a file or a reason, and the bot goes on meanwhile."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cleaning import Cleaned, Cleaner, Dropped, Kind, Refusal, Refused
from bot.cleaning.cleaner import MOST_TAKEN
from bot.cleaning.wire import understood, written
from tests.cleaning.canaries import Canaries
from tests.cleaning.conftest import Clean
from tests.cleaning.making import (
    docx,
    jpeg,
    locked_office,
    p,
    pages,
    pdf,
    picture_bomb,
    png,
    r,
    with_members,
    xlsx,
    zip_bomb,
    zipped,
)

MB = b"\0" * 2**20

MADE: dict[Kind, Callable[[Canaries], bytes]] = {
    Kind.JPG: jpeg,
    Kind.PNG: png,
    Kind.PDF: lambda _: pdf(pages(2)),
    Kind.DOCX: lambda _: docx(p(r("Сәлем"))),
    Kind.XLSX: xlsx,
}
every_kind = pytest.mark.parametrize("kind", list(MADE), ids=lambda kind: kind.value)

STRANGERS = {
    "nothing": b"",
    "text": "Сәлем".encode(),
    "exe": b"MZ\x90\0\x03\0\0\0" + MB,
    "gif": b"GIF89a\x01\0\x01\0\0\0\0;",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "a video": b"\0\0\0\x18ftypisom\0\0\0\0isommp42",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + MB,
    "a sound": b"RIFF\x24\0\0\0WAVEfmt ",
    "zip": zipped({"a.docx": docx(p())}),
    "docm": with_members(
        docx(p()),
        {
            "[Content_Types].xml": '<Types><Override PartName="/word/document.xml" ContentType='
            '"application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
        },
    ),
}


@every_kind
async def test_a_kind_is_told_by_the_content(cleaned: Clean, canary: Canaries, kind: Kind) -> None:
    assert (await cleaned(MADE[kind](canary))).kind is kind


@pytest.mark.parametrize("data", STRANGERS.values(), ids=STRANGERS.keys())
async def test_what_is_none_of_the_kinds_is_refused(cleaner: Cleaner, data: bytes) -> None:
    assert await cleaner.clean(data) == Refused(Refusal.UNKNOWN_KIND)


@every_kind
async def test_half_a_file_is_refused_as_broken_or_says_that_its_end_is_missing(
    cleaner: Cleaner, canary: Canaries, kind: Kind
) -> None:
    data = MADE[kind](canary)
    outcome = await cleaner.clean(data[: len(data) // 2])
    # Of a picture every viewer shows what there is.
    assert outcome == Refused(Refusal.BROKEN) or (
        kind in (Kind.JPG, Kind.PNG)
        and isinstance(outcome, Cleaned)
        and outcome.dropped == {Dropped.MISSING_END: 1}
    )


@every_kind
async def test_what_is_appended_to_a_file_is_not_in_the_new_one(
    cleaned: Clean, canary: Canaries, kind: Kind
) -> None:
    data = MADE[kind](canary)
    clean = await cleaned(data + canary("foreign").encode() * 3)
    assert canary.survivors(clean.data) == []


@every_kind
async def test_a_new_file_can_be_cleaned_again(cleaned: Clean, canary: Canaries, kind: Kind) -> None:
    once = await cleaned(MADE[kind](canary))
    assert (await cleaned(once.data)).kind is kind


def many_members() -> bytes:
    return zipped({f"{n}": "" for n in range(6000)} | {"[Content_Types].xml": ""})


def lying_header(path: Path) -> bytes:
    """A zip whose directory says that the bomb is a small member."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 100 * 2**20)
        size = archive.infolist()[0].file_size
    return path.read_bytes().replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def entity_bomb(member: str, document: bytes) -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{laughs}]><l>&l9;</l>'
    return with_members(document, {member: bomb})


async def test_a_part_that_unpacks_to_far_more_than_text_is_a_bomb(cleaner: Cleaner) -> None:
    assert await cleaner.clean(zip_bomb()) == Refused(Refusal.BOMB)


async def test_thousands_of_members_are_a_bomb(cleaner: Cleaner) -> None:
    assert await cleaner.clean(many_members()) == Refused(Refusal.BOMB)


async def test_a_header_that_lies_about_the_size_does_not_help_a_bomb(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    assert await cleaner.clean(lying_header(tmp_path / "a.zip")) == Refused(Refusal.BROKEN)


async def test_zips_in_zips_are_never_opened(cleaned: Clean, canary: Canaries) -> None:
    inner = zip_bomb()
    for _ in range(3):
        inner = zipped({"a.zip": inner, canary("inner"): ""})
    clean = await cleaned(with_members(docx(p(r("a"))), {"word/embeddings/a.zip": inner}))
    assert canary.survivors(clean.data) == []


@pytest.mark.parametrize(
    ("member", "made"),
    [
        ("word/document.xml", lambda _: docx(p())),
        ("_rels/.rels", lambda _: docx(p())),
        ("xl/worksheets/sheet1.xml", xlsx),
        ("xl/workbook.xml", xlsx),
    ],
)
async def test_entities_of_xml_are_a_bomb(
    cleaner: Cleaner, canary: Canaries, member: str, made: Callable[[Canaries], bytes]
) -> None:
    assert await cleaner.clean(entity_bomb(member, made(canary))) == Refused(Refusal.BOMB)


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (2**31 - 1, 1), (12_000, 10_000)])
async def test_more_pixels_than_are_taken_are_refused(cleaner: Cleaner, width: int, height: int) -> None:
    assert await cleaner.clean(picture_bomb(width, height)) == Refused(Refusal.TOO_LARGE)


async def test_a_file_longer_than_telegram_gives_a_bot_is_refused(cleaner: Cleaner) -> None:
    assert await cleaner.clean(b"%PDF-" + b"\0" * MOST_TAKEN) == Refused(Refusal.TOO_LARGE)


async def test_office_files_under_a_password_are_refused_as_locked(cleaner: Cleaner) -> None:
    assert await cleaner.clean(locked_office()) == Refused(Refusal.LOCKED)
    archive = bytearray(docx(p()))
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    assert await cleaner.clean(bytes(archive)) == Refused(Refusal.LOCKED)


async def test_a_pdf_without_pages_is_refused_as_broken(cleaner: Cleaner) -> None:
    """Its library tells the reason of a refusal as the last one of its process: a child has no other."""
    assert await cleaner.clean(pdf(pages(0))) == Refused(Refusal.BROKEN)


async def test_a_file_that_takes_too_long_is_given_up(canary: Canaries) -> None:
    assert await Cleaner(patience=0.001).clean(png(canary)) == Refused(Refusal.TOO_SLOW)


async def test_the_loop_stays_free_while_a_file_is_cleaned(cleaner: Cleaner) -> None:
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0.001)

    turning = asyncio.create_task(turn())
    outcome = await cleaner.clean(pdf(pages(20)))
    turning.cancel()
    assert isinstance(outcome, Cleaned)
    assert turns > 10


async def test_many_files_at_once_are_all_cleaned(cleaner: Cleaner, canary: Canaries) -> None:
    outcomes = await asyncio.gather(*(cleaner.clean(jpeg(canary)) for _ in range(8)))
    assert all(isinstance(outcome, Cleaned) for outcome in outcomes)


def children() -> set[str]:
    """The processes this one has started and not yet seen ended."""
    found: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        # A thread may end while it is looked at.
        with suppress(FileNotFoundError, ProcessLookupError):
            found.update((task / "children").read_text().split())
    return found


async def test_never_more_than_two_at_a_time_and_none_is_left_behind(cleaner: Cleaner) -> None:
    before = children()
    cleaning = [asyncio.create_task(cleaner.clean(pdf(pages(5)))) for _ in range(4)]
    most = 0
    while not all(task.done() for task in cleaning):
        most = max(most, len(children() - before))
        await asyncio.sleep(0.005)
    assert most == 2
    assert children() == before


async def test_a_cleaning_broken_off_leaves_no_process_behind(cleaner: Cleaner) -> None:
    before = children()
    cleaning = asyncio.create_task(cleaner.clean(pdf(pages(100))))
    while children() == before:  # noqa: ASYNC110 - only the kernel knows when the process is there
        await asyncio.sleep(0.005)
    cleaning.cancel()
    await asyncio.wait([cleaning])
    assert cleaning.cancelled()
    assert children() == before


@contextmanager
def overheard(
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[list[tuple[tuple[object, ...], dict[str, object]]]]:
    """The words and surroundings that child processes are started with."""
    heard: list[tuple[tuple[object, ...], dict[str, object]]] = []
    start = asyncio.create_subprocess_exec

    async def listening(*words: object, **how: object) -> object:
        heard.append((words, how))
        return await start(*words, **how)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(asyncio, "create_subprocess_exec", listening)
    yield heard


async def test_the_child_is_told_nothing_but_the_bytes(
    cleaner: Cleaner, canary: Canaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123:secret")
    with overheard(monkeypatch) as heard:
        await cleaner.clean(jpeg(canary))
    ((words, how),) = heard
    assert words[-3:] == ("-m", "bot.cleaning", "left_out")
    assert (how["env"], how["start_new_session"]) == ({}, True)
    assert os.environ["BOT_TOKEN"]


async def test_an_answer_that_is_none_is_taken_for_broken() -> None:
    whole = written(Cleaned(b"a", Kind.PDF, 1, b"b", {Dropped.CHART: 2}))
    assert isinstance(understood(whole), Cleaned)
    lies = [
        whole + b"c",
        whole[:-1],
        whole.replace(b'"pdf"', b'"exe"'),
        whole.replace(b"[1, 1, 0]", b"[2, 1, -1]"),
        whole.replace(b"[1, 1, 0]", b"[0, 2, 0]"),
        whole.replace(b"[1, 1, 0]", b"[true, 1, 0]"),
        whole.replace(b'"pages": 1', b'"pages": "1"'),
        whole.replace(b'"chart": 2', b'"chart": 2000000'),
        whole.replace(b'"chart"', b'"name of the sender"'),
        whole.replace(b"{", b" " * 5000 + b"{", 1),
        b"[" * 3000 + b"\n",
    ]
    for answer in (b"", b"{}", b"[]\n", b'{"refused": "politely"}\n', b"\xff\n", b"null\n", *lies):
        assert understood(answer) == Refused(Refusal.BROKEN)


@given(
    st.builds(
        Cleaned,
        st.binary(min_size=1),
        st.sampled_from(Kind),
        st.none() | st.integers(0, 1000),
        st.binary(),
        st.dictionaries(st.sampled_from(Dropped), st.integers(1, 1000)),
        st.binary(),
    ),
    st.sampled_from(Refusal),
)
def test_an_outcome_arrives_as_it_was_sent(cleaned: Cleaned, reason: Refusal) -> None:
    for outcome in (cleaned, Refused(reason)):
        assert understood(written(outcome)) == outcome


SIGNS = [
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"",
]


@given(st.sampled_from(SIGNS), st.binary(max_size=300))
@settings(max_examples=15, deadline=None)
def test_any_bytes_are_refused(sign: bytes, data: bytes) -> None:
    assert isinstance(asyncio.run(Cleaner().clean(sign + data)), Refused)


@given(
    kind=st.sampled_from(list(MADE)),
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), max_size=6
    ),
    cut=st.floats(0, 1),
)
@settings(max_examples=30, deadline=None)
def test_a_real_file_with_bytes_changed_or_cut_off_ends_with_a_file_or_a_reason(
    kind: Kind, changes: list[tuple[float, bytes]], cut: float
) -> None:
    data = bytearray(MADE[kind](Canaries()))
    for share, piece in changes:
        place = int(share * len(data))
        data[place : place + len(piece)] = piece
    outcome = asyncio.run(Cleaner().clean(bytes(data[: int(cut * len(data)) or 1])))
    assert isinstance(outcome, Cleaned | Refused)
