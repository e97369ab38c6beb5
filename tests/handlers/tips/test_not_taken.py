"""What a tip does not take: refused in the reporter's language, with the reason, out of the chat, and the tip goes on (T11, T12)."""

import zlib
from collections.abc import Awaitable, Callable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from bot.cleaning import Dropped
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Person
from handlers.tips.files import LARGEST
from tests.cleaning.canaries import Canaries
from tests.cleaning.making import (
    BLACK,
    IN_FRONT,
    cyrillic_pdf,
    docx,
    jpeg,
    locked_office,
    locked_pdf,
    p,
    pages,
    pdf,
    picture_bomb,
    png,
    r,
    stream,
    with_members,
    word_shape,
    xlsx,
    zip_bomb,
    zipped,
)
from tests.tips.canary import picture
from tests.tips.town import ALLOWED, City, Reporter

WORDS = "Завхоз берёт деньги за справки."
PLACE = {"latitude": 43.2, "longitude": 76.9}
CHANNEL = {"id": -1001, "type": "channel", "title": "Новости"}

Sending = Callable[[Person], Awaitable[object]]


async def forwarded(person: Person) -> None:
    await person.forward(person.last().message_id)


async def forwarded_picture(person: Person) -> None:
    original = await person.send_photo(picture(), "Касса")
    await person.forward(original)


def other(kind: str, **value: object) -> Sending:
    return lambda person: person.send_other(kind, value)


def file(name: str, data: Callable[[], bytes]) -> Sending:
    return lambda person: person.send_document(name, data())


def blank_workbook() -> bytes:
    return with_members(xlsx(Canaries()), {"xl/worksheets/sheet1.xml": b" " * 100 * 2**20})


REFUSED: dict[str, tuple[Sending, Say]] = {
    "a voice": (lambda person: person.send_voice(), Say.TIP_NOT_THIS),
    "a video": (lambda person: person.send_video(), Say.TIP_NOT_THIS),
    "a round video": (lambda person: person.send_file("video_note", b"ftyp"), Say.TIP_NOT_THIS),
    "a song": (lambda person: person.send_file("audio", b"ID3"), Say.TIP_NOT_THIS),
    "a moving picture": (lambda person: person.send_file("animation", b"GIF89a"), Say.TIP_NOT_THIS),
    "a sticker": (lambda person: person.send_sticker(), Say.TIP_NOT_THIS),
    "a location": (lambda person: person.send_location(43.2, 76.9), Say.TIP_NOT_THIS),
    "a venue": (other("venue", location=PLACE, title="Акимат", address="Алматы"), Say.TIP_NOT_THIS),
    "a contact": (lambda person: person.send_contact("+77011234567", "Askar"), Say.TIP_NOT_THIS),
    "a poll": (lambda person: person.send_poll("Кто берёт?", ["Завхоз", "Никто"]), Say.TIP_NOT_THIS),
    "a quiz": (lambda person: person.send_poll("Кто берёт?", ["Завхоз", "Никто"], 0), Say.TIP_NOT_THIS),
    "a die": (other("dice", emoji="🎲", value=3), Say.TIP_NOT_THIS),
    "a game": (other("game", title="Тетрис", description="…", photo=[]), Say.TIP_NOT_THIS),
    "a story": (other("story", id=5, chat=CHANNEL), Say.TIP_NOT_THIS),
    "a forwarded text": (forwarded, Say.TIP_NOT_FORWARDED),
    "a program": (file("a.exe", lambda: b"MZ" + bytes(90)), Say.TIP_NOT_KIND),
}
HOSTILE: dict[str, tuple[Sending, Say]] = {
    "a broken picture": (file("a.png", lambda: picture()[:60]), Say.TIP_NOT_BROKEN),
    "a broken pdf": (file("a.pdf", lambda: b"%PDF-1.7\nbroken"), Say.TIP_NOT_BROKEN),
    "a broken docx": (file("a.docx", lambda: docx(p(r("a")))[:300]), Say.TIP_NOT_BROKEN),
    "a pdf under a password": (file("a.pdf", locked_pdf), Say.TIP_NOT_LOCKED),
    "a docx under a password": (file("a.docx", locked_office), Say.TIP_NOT_LOCKED),
    "a document with a box drawn over its text": (
        file("a.docx", lambda: docx(p(r("Иванов"), word_shape(BLACK, floats=IN_FRONT)))),
        Say.TIP_NOT_COVERED,
    ),
    "a pdf of letters nobody has here": (
        file("a.pdf", lambda: cyrillic_pdf(b"SimSun", b"/uni4E2D /uni6587")),
        Say.TIP_NOT_FONTS,
    ),
    "a file of LibreOffice": (
        file("a.odt", lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"})),
        Say.TIP_NOT_OFFICE,
    ),
    "a png of 3.6 milliard pixels": (file("a.png", lambda: picture_bomb(60_000, 60_000)), Say.TIP_NOT_SIZE),
    "a docx that unpacks to 100 MB": (file("a.docx", zip_bomb), Say.TIP_NOT_SIZE),
    "an xlsx that unpacks to 100 MB": (file("a.xlsx", blank_workbook), Say.TIP_NOT_SIZE),
}


@pytest.mark.parametrize(("send", "reason"), REFUSED.values(), ids=REFUSED)
async def test_what_is_not_taken_is_refused_with_its_reason_and_deleted(
    city: City, reporter: Reporter, send: Sending, reason: Say
) -> None:
    await reporter.write(WORDS)
    await send(reporter.guest.person)
    await city.settle()
    assert reporter.own == []
    assert reporter.text(reason) in reporter.screen.text
    assert_taken(reporter, texts=1, files=0)


@pytest.mark.parametrize(("send", "reason"), HOSTILE.values(), ids=HOSTILE)
async def test_after_a_bomb_or_a_broken_file_the_tip_goes_on_and_is_filed_without_it(
    city: City, reporter: Reporter, send: Sending, reason: Say
) -> None:
    before = len(city.house.telegram.calls)
    await reporter.write(WORDS)
    await send(reporter.guest.person)
    await city.settle()
    assert reporter.own == []
    assert reporter.text(reason) in reporter.screen.text
    assert_taken(reporter, texts=1, files=0)
    await reporter.get_code()
    await reporter.type_back()
    assert "✅" in reporter.screen.text
    (number,) = await city.supplies.store.all_cases()
    assert await city.supplies.store.attachments(number) == []
    assert {call.method for call in city.house.telegram.calls[before:]} <= ALLOWED


async def test_a_forwarded_picture_is_refused_and_deleted_while_the_own_one_is_taken(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    await forwarded_picture(reporter.guest.person)
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_NOT_FORWARDED) in reporter.screen.text
    assert_taken(reporter, texts=2, files=1)
    assert len(city.house.telegram.calls.of("getFile")) == 1


def padded_png(padding: int) -> bytes:
    """A picture with a private chunk of so many bytes before its end."""
    picture = png(Canaries())
    end = picture.index(b"IEND") - 4
    content = b"prVt" + bytes(padding)
    chunk = padding.to_bytes(4, "big") + content + zlib.crc32(content).to_bytes(4, "big")
    return picture[:end] + chunk + picture[end:]


LARGE: dict[str, Callable[[int], bytes]] = {
    "pdf": lambda padding: pdf([*pages(1), stream(bytes(padding))]),
    "jpg": lambda padding: jpeg(Canaries()) + bytes(padding),
    "png": padded_png,
    "docx": lambda padding: padded_zip(docx(p(r("Сәлем"))), padding),
    "xlsx": lambda padding: padded_zip(xlsx(Canaries()), padding),
}


def padded_zip(office: bytes, padding: int) -> bytes:
    """A document with a member of so many bytes, not packed."""
    target = BytesIO(office)
    with ZipFile(target, "a", ZIP_STORED) as archive:
        archive.writestr("docProps/thumbnail.emf", bytes(padding))
    return target.getvalue()


def of_size(kind: str, size: int) -> bytes:
    """A valid file of exactly so many bytes."""
    make, padding = LARGE[kind], size
    for _ in range(2):
        padding -= len(make(padding)) - size
    made = make(padding)
    assert len(made) == size
    return made


@pytest.mark.parametrize("kind", LARGE)
async def test_a_file_of_exactly_20_mb_is_taken_and_filed(city: City, kind: str) -> None:
    reporter = await city.reporter(Language.KK)
    await reporter.write(WORDS)
    await reporter.guest.person.send_document(f"a.{kind}", of_size(kind, 20 * 2**20))
    await city.settle()
    assert reporter.own == []
    assert_taken(reporter, texts=1, files=1)
    await reporter.get_code()
    await reporter.type_back()
    (number,) = await city.supplies.store.all_cases()
    assert len(await city.supplies.store.attachments(number)) == 1


@pytest.mark.parametrize("size", [LARGEST + 1, 61 * 2**20], ids=["a byte over", "over the whole draft"])
async def test_a_file_over_20_mb_is_refused_for_its_size_and_no_byte_of_it_is_fetched(
    city: City, reporter: Reporter, size: int
) -> None:
    await reporter.write(WORDS)
    await reporter.guest.person.send_document("a.pdf", of_size("pdf", size))
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_NOT_SIZE) in reporter.screen.text
    assert_taken(reporter, texts=1, files=0)
    assert not city.house.telegram.calls.of("getFile")


def assert_taken(reporter: Reporter, *, texts: int, files: int) -> None:
    """The screen counts so many texts and files."""
    lines = (
        reporter.text(Say.TIP_TAKEN_TEXTS, count=texts),
        reporter.text(Say.TIP_TAKEN_FILES, count=files),
    )
    assert all(line in reporter.screen.text for line in lines), reporter.screen.text


async def test_what_a_file_lacks_when_it_is_made_anew_is_shown_before_it_is_sent(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    await reporter.guest.person.send_document("a.docx", docx(p(r("a"), r("b", "<w:vanish/>"))))
    await reporter.guest.person.send_document("b.docx", docx(p(r("a"))))
    await city.settle()
    kinds = f"{reporter.text(Say.TIP_LOST_HIDDEN_TEXT)} – 1"
    assert reporter.text(Say.FILE_LACKS, kinds=kinds) in reporter.screen.text
    assert reporter.screen.text.count(reporter.text(Say.TIP_LOST_HIDDEN_TEXT)) == 1


def test_every_kind_of_content_that_may_be_lost_has_a_name() -> None:
    assert {f"tip_lost_{kind}" for kind in Dropped} <= set(Say)
