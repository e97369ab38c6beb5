"""A PDF comes out as pictures of its pages."""

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from bot.cleaning import Cleaner, Kind, Refusal, Refused
from bot.cleaning.pdf import MOST_PAGES
from tests.cleaning.canaries import Canaries
from tests.cleaning.conftest import Clean
from tests.cleaning.making import locked_pdf, pages, pdf, stream


def planted(canary: Canaries) -> bytes:
    """A page that shows «Hello», with a word in every place a PDF can hold one unseen."""

    def word(place: str) -> bytes:
        return canary(place).encode()

    catalog, tree, font, shown, page = pages(1)
    shown = stream(
        b"BT /F 24 Tf 40 100 Td (Hello) Tj ET BT 3 Tr /F 9 Tf 5 5 Td (%s) Tj ET %% %s"
        % (word("invisible text"), word("comment in the page")),
        packed=True,
    )
    page = page.replace(b"/Contents", b"/Annots[6 0 R 7 0 R]/Contents")
    note = b"<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/T(%s)/Contents(%s)>>"
    link = b"<</Type/Annot/Subtype/Link/Rect[9 9 20 20]/A<</S/URI/URI(https://%s.kz)>>>>"
    catalog = catalog.replace(
        b">>", b"/Metadata 8 0 R/Names<</EmbeddedFiles<</Names[(a)9 0 R]>>>>/Lang(%s)>>" % word("language")
    )
    xmp = stream(b"<x:xmpmeta>%s</x:xmpmeta>" % word("xmp"), b"/Type/Metadata/Subtype/XML")
    attached = b"<</Type/Filespec/F(%s.txt)/EF<</F 10 0 R>>>>" % word("attachment name")
    content = stream(word("attachment"), b"/Type/EmbeddedFile", packed=True)
    info = b"<</Author(%s)/Title<%s>/Producer(%s)/CreationDate(D:20261124%s)/Custom(%s)>>" % (
        word("author"),
        word("title").hex().upper().encode(),
        word("producer"),
        word("date"),
        word("custom"),
    )
    objects = [
        catalog,
        tree,
        font,
        shown,
        page,
        note % (word("annotation author"), word("annotation")),
        link % word("link"),
        xmp,
        attached,
        content,
        info,
        b"(%s)" % word("object of no use"),
    ]
    first = pdf(objects, b"/Root 1 0 R/Info 11 0 R/ID[(%s)(b)]" % word("file id"))
    # An earlier revision stays in the file under its newer one.
    update = b"12 0 obj\n(none)\nendobj\n"
    before = int(first.split()[-2])
    table = b"xref\n12 1\n%010d 00000 n \ntrailer\n<</Size 13/Root 1 0 R/Prev %d>>\n" % (len(first), before)
    return (
        first + update + table + b"startxref\n%d\n%%%%EOF\n%s" % (len(first + update), word("after the end"))
    )


def drawn(data: bytes, number: int = 0) -> Image.Image:
    page = pypdfium2.PdfDocument(data)[number]
    picture: Image.Image = page.render(scale=2, draw_annots=False).to_pil().convert("L")
    return picture


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far apart two pages look: 0 for the same, 255 for black and white."""
    return ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean[0]


def test_the_net_catches_all_that_was_planted(canary: Canaries) -> None:
    assert canary.survivors(planted(canary)) == list(canary.words)
    assert len(canary.words) == 17


async def test_nothing_planted_comes_through_and_the_page_looks_the_same(
    cleaned: Clean, canary: Canaries
) -> None:
    data = planted(canary)
    clean = await cleaned(data)
    assert clean.kind is Kind.PDF
    assert canary.survivors(clean.data) == []
    sent, shown = drawn(data), drawn(clean.data)
    blank = Image.new("L", sent.size, "white")
    assert difference(sent, shown) < difference(sent, blank) / 2


async def test_no_text_annotation_attachment_or_property_is_left(cleaned: Clean, canary: Canaries) -> None:
    document = pypdfium2.PdfDocument((await cleaned(planted(canary))).data)
    assert document[0].get_textpage().get_text_range() == ""
    assert document.count_attachments() == 0
    assert {key: value for key, value in document.get_metadata_dict().items() if value} == {
        "CreationDate": "D:19800101000000Z"
    }


async def test_pages_keep_their_number_order_and_shape(cleaned: Clean) -> None:
    objects = pages(3)
    objects[5] = objects[5].replace(b"[0 0 300 200]", b"[0 0 200 300]/Rotate 0")
    document = pypdfium2.PdfDocument((await cleaned(pdf(objects))).data)
    assert [page.get_width() < page.get_height() for page in document] == [False, True, False]
    width, height = document[0].get_size()
    assert abs(width - 300) < 1
    assert abs(height - 200) < 1


async def test_a_page_as_large_as_a_house_comes_out_small_enough(cleaned: Clean) -> None:
    objects = pages(1)
    objects[4] = objects[4].replace(b"[0 0 300 200]", b"[0 0 14400 14400]")
    (page,) = pypdfium2.PdfDocument((await cleaned(pdf(objects))).data)
    assert page.get_width() == page.get_height() < 14400


async def test_what_was_typed_into_a_form_is_still_seen(cleaned: Clean) -> None:
    objects = pages(1, b"")
    objects[0] = objects[0].replace(b">>", b"/AcroForm<</Fields[6 0 R]/DR<</Font<</F 3 0 R>>>>>>>>")
    objects[4] = objects[4].replace(b"/Contents", b"/Annots[6 0 R]/Contents")
    objects.append(
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V(Filled)/F 4/Rect[20 80 280 120]/P 5 0 R"
        b"/DA(/F 24 Tf 0 g)/AP<</N 7 0 R>>>>"
    )
    look = b"/Type/XObject/Subtype/Form/BBox[0 0 260 40]/Resources<</Font<</F 3 0 R>>>>"
    objects.append(stream(b"/Tx BMC BT /F 24 Tf 2 10 Td (Filled) Tj ET EMC", look))
    page = drawn((await cleaned(pdf(objects))).data)
    assert page.point(lambda level: 255 if level < 64 else 0).getbbox()


async def test_the_same_pdf_comes_out_the_same_every_time(cleaned: Clean) -> None:
    assert await cleaned(pdf(pages(2))) == await cleaned(pdf(pages(2)))


@pytest.mark.parametrize("count", [MOST_PAGES + 1, 10_000])
async def test_more_pages_than_are_taken_are_refused(cleaner: Cleaner, count: int) -> None:
    assert await cleaner.clean(pdf(pages(count))) == Refused(Refusal.TOO_LARGE)


async def test_a_pdf_under_a_password_is_refused_as_locked(cleaner: Cleaner) -> None:
    assert await cleaner.clean(locked_pdf()) == Refused(Refusal.LOCKED)


async def test_a_pdf_without_pages_is_refused_as_broken(cleaner: Cleaner) -> None:
    assert await cleaner.clean(pdf(pages(0))) == Refused(Refusal.BROKEN)


async def test_a_pdf_before_which_something_stands_is_taken_for_what_it_starts_with(cleaner: Cleaner) -> None:
    assert await cleaner.clean(b"MZ\x90\0" + pdf(pages(1))) == Refused(Refusal.UNKNOWN_KIND)
