"""A PDF comes out as pictures of its pages."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from bot.cleaning import Cleaned, Cleaner, Dropped, Kind, Refusal, Refused
from bot.cleaning.pdf import MOST_PAGES
from bot.cleaning.rebuilding import rebuild
from tests.cleaning.canaries import Canaries
from tests.cleaning.conftest import Clean
from tests.cleaning.making import cyrillic_pdf, locked_pdf, look, marked_pdf, pages, pdf, stream

pytestmark = pytest.mark.usefixtures("in_this_process")


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


@pytest.mark.parametrize("junk", [b"\xef\xbb\xbf\n", b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1000])
async def test_what_stands_before_a_pdf_does_no_harm_and_does_not_come_out(
    cleaned: Clean, junk: bytes
) -> None:
    assert (
        drawn((await cleaned(junk + pdf(pages(1)))).data).tobytes()
        == drawn((await cleaned(pdf(pages(1)))).data).tobytes()
    )


async def test_a_pdf_far_behind_something_else_is_none(cleaner: Cleaner) -> None:
    assert await cleaner.clean(b"x" * 1100 + pdf(pages(1))) == Refused(Refusal.UNKNOWN_KIND)


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many dark pixels stand in a part of a page, in points from the top left corner, drawn at two to the point."""
    part = picture.crop(tuple(2 * side for side in box)).point(lambda level: 255 if level < 100 else 0)  # type: ignore[arg-type]  # four stay four
    return part.histogram()[255]


TEXT = (40, 75, 110, 105)
BOX = b"<</Type/Annot/Subtype/Square/Rect[30 90 130 130]/IC[0 0 0]/C[0 0 0]/Contents(note)/T(author)%s>>"


@pytest.mark.parametrize(
    "mark",
    [
        BOX % b"",
        BOX % b"/F 4/AP<</N 7 0 R>>",
        b"<</Type/Annot/Subtype/Stamp/Rect[30 90 130 130]/F 4/AP<</N 7 0 R>>>>",
        b"<</Type/Annot/Subtype/Ink/Rect[30 90 130 130]/F 4/AP<</N 7 0 R>>>>",
        b"<</Type/Annot/Subtype/Highlight/Rect[30 90 130 130]/F 4/AP<</N 7 0 R>>>>",
    ],
    ids=["box without a drawing", "box", "stamp", "pen", "marker"],
)
async def test_what_was_covered_on_a_page_stays_covered(cleaned: Clean, mark: bytes) -> None:
    cover = look(b"0 0 0 rg 0 0 100 40 re f", 100, 40)
    page = drawn((await cleaned(marked_pdf(mark, text=b"Ivanov", looks=(cover,)))).data)
    assert ink(page, TEXT) == 140 * 60


UNDRAWN = {
    "a polygon": b"<</Type/Annot/Subtype/Polygon/Rect[30 90 130 130]/Vertices[30 90 130 90 130 130 30 130]/IC[0 0 0]/C[0 0 0]>>",
    "a thick line": b"<</Type/Annot/Subtype/Line/Rect[30 90 130 130]/L[30 110 130 110]/C[0 0 0]/BS<</W 40>>>>",
}


@pytest.mark.parametrize("mark", UNDRAWN.values(), ids=UNDRAWN.keys())
def test_a_mark_that_pdfium_does_not_draw_covers_all_the_same(mark: bytes) -> None:
    outcome = rebuild(marked_pdf(mark, text=b"Ivanov"))
    assert isinstance(outcome, Cleaned)
    assert ink(drawn(outcome.data), TEXT) == 140 * 60


def test_words_under_a_mark_of_glass_are_seen() -> None:
    glass = UNDRAWN["a polygon"].replace(b"/IC[0 0 0]/C[0 0 0]", b"/IC[1 1 0]/C[1 1 0]/CA 0.3")
    with_it, without = (rebuild(marked_pdf(*marks, text=b"Ivanov")) for marks in ((glass,), ()))
    assert isinstance(with_it, Cleaned)
    assert isinstance(without, Cleaned)
    assert ink(drawn(with_it.data), TEXT) > ink(drawn(without.data), TEXT) / 2 > 0


def test_a_broken_line_over_a_page_is_seen() -> None:
    mark = (
        b"<</Type/Annot/Subtype/PolyLine/Rect[30 20 280 60]/Vertices[30 20 100 60 200 20 280 60]/C[0 0 0]>>"
    )
    outcome = rebuild(marked_pdf(mark))
    assert isinstance(outcome, Cleaned)
    assert ink(drawn(outcome.data), (30, 140, 280, 180)) > 60


@pytest.mark.parametrize("level", [b".985", b".97"])
def test_letters_that_are_nearly_white_do_not_come_out_of_any_contrast(level: bytes) -> None:
    objects = pages(1)
    objects[3] = stream(
        b"BT /F 24 Tf 40 100 Td (Hello) Tj %s %s %s rg 0 -60 Td (Unseen) Tj ET" % (level, level, level)
    )
    with_it, without = (
        rebuild(pdf([*objects[:3], shown, objects[4]])) for shown in (objects[3], pages(1)[3])
    )
    assert isinstance(with_it, Cleaned)
    assert isinstance(without, Cleaned)
    assert with_it.data == without.data


FREE = b"<</Type/Annot/Subtype/FreeText/Rect[30 20 280 60]/DA(/F 20 Tf 0 g)/Contents(typed)/F 4%s>>"


@pytest.mark.parametrize(
    "mark",
    [
        FREE % b"/AP<</N 7 0 R>>",
        FREE % b"",
        b"<</Type/Annot/Subtype/Stamp/Rect[30 20 280 60]/F 4/AP<</N 7 0 R>>>>",
        b"<</Type/Annot/Subtype/Ink/Rect[30 20 280 60]/InkList[[30 20 100 60 200 20]]/C[0 0 0]/F 4>>",
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V(lost)/Rect[30 20 280 60]/F 4/AP<</N 7 0 R>>>>",
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/Rect[30 20 280 60]/F 4/AP<</N 7 0 R>>>>",
    ],
    ids=["typed text", "typed text without a drawing", "stamp", "pen", "field without a form", "signature"],
)
async def test_what_was_put_on_a_page_is_still_seen(cleaned: Clean, mark: bytes) -> None:
    shown = look(b"BT /F 24 Tf 2 10 Td (Seen) Tj ET")
    page = drawn((await cleaned(marked_pdf(mark, looks=(shown,)))).data)
    assert ink(page, (30, 140, 280, 180)) > 60
    assert ink(page, TEXT) > 60


@pytest.mark.parametrize("flag", [2, 32])
async def test_a_mark_that_is_hidden_stays_unseen(cleaned: Clean, flag: int) -> None:
    mark = b"<</Type/Annot/Subtype/Stamp/Rect[30 20 280 60]/F %d/AP<</N 7 0 R>>>>" % flag
    shown = look(b"BT /F 24 Tf 2 10 Td (Unseen) Tj ET")
    assert ink(drawn((await cleaned(marked_pdf(mark, looks=(shown,)))).data), (30, 140, 280, 180)) == 0


async def test_a_mark_on_a_layer_that_is_switched_off_stays_unseen(cleaned: Clean) -> None:
    def page(state: bytes, usage: bytes = b"") -> bytes:
        mark = b"<</Type/Annot/Subtype/Stamp/Rect[30 20 280 60]/F 4/AP<</N 7 0 R>>/OC 8 0 R>>"
        shown = look(b"BT /F 24 Tf 2 10 Td (Layer) Tj ET")
        layers = b"/OCProperties<</OCGs[8 0 R]/D<<%s>>>>>>" % state
        data = marked_pdf(mark, looks=(shown, b"<</Type/OCG/Name(a)%s>>" % usage, b"[8 0 R]"))
        return data.replace(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Catalog/Pages 2 0 R" + layers)

    assert ink(drawn((await cleaned(page(b"/ON[8 0 R]"))).data), (30, 140, 280, 180)) > 60
    by_use = page(b"/AS[<</Event/View/Category[/View]/OCGs[8 0 R]>>]", b"/Usage<</View<</ViewState/OFF>>>>")
    for off in (page(b"/OFF[8 0 R]"), page(b"/OFF 9 0 R"), page(b"/BaseState/OFF"), by_use):
        outcome = rebuild(off)
        assert isinstance(outcome, Cleaned)
        assert ink(drawn(outcome.data), (30, 140, 280, 180)) == 0


async def test_notes_links_and_attachments_are_counted(cleaned: Clean, canary: Canaries) -> None:
    clean = await cleaned(planted(canary))
    assert clean.dropped == {Dropped.COMMENT: 1, Dropped.EMBEDDED: 1, Dropped.LINK: 1}
    assert clean.pages == 1
    assert canary.survivors(clean.preview) == []
    assert ink(Image.open(BytesIO(clean.preview)).convert("L"), TEXT) > 60


@pytest.mark.parametrize("font", [b"Arial", b"Times#20New#20Roman", b"CourierNew", b"Tahoma,Bold"])
async def test_cyrillic_in_a_font_that_is_not_in_the_file_is_seen(cleaned: Clean, font: bytes) -> None:
    assert ink(drawn((await cleaned(cyrillic_pdf(font))).data), TEXT) > 100


async def test_letters_that_no_typeface_here_has_are_refused_and_never_blank(cleaner: Cleaner) -> None:
    data = cyrillic_pdf(b"SimSun", b"/uni4E2D /uni6587")
    assert await cleaner.clean(data) == Refused(Refusal.FONTS)


def by_number(*, named: bool) -> bytes:
    """A page of two letters that are named by their places in a font that is not in the file."""
    objects = pages(1)
    objects[3] = stream(b"BT /F 24 Tf 40 100 Td <02410242> Tj ET")
    names = b"begincmap 1 begincodespacerange <0000><ffff> endcodespacerange 2 beginbfchar <0241><0410> <0242><0411> endbfchar endcmap"
    objects[2] = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/Identity-H/DescendantFonts[6 0 R]%s>>"
        % (b"/ToUnicode 8 0 R" if named else b"")
    )
    font = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Arial/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 700/FontDescriptor 7 0 R>>"
    )
    described = (
        b"<</Type/FontDescriptor/FontName/Arial/Flags 32/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 900"
        b"/Descent -200/CapHeight 700/StemV 80>>"
    )
    return pdf([*objects, font, described, stream(names)])


async def test_letters_named_by_number_are_seen_where_the_file_says_which_they_are_and_never_guessed(
    cleaner: Cleaner, cleaned: Clean
) -> None:
    assert ink(drawn((await cleaned(by_number(named=True))).data), TEXT) > 100
    assert await cleaner.clean(by_number(named=False)) == Refused(Refusal.FONTS)


async def test_the_signs_that_every_reader_of_pdf_has_are_seen(cleaned: Clean) -> None:
    objects = pages(1, b"44")
    objects[2] = b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>"
    assert ink(drawn((await cleaned(pdf(objects))).data), TEXT) > 100


async def test_an_unseen_layer_of_recognised_text_needs_no_font(cleaned: Clean) -> None:
    data = cyrillic_pdf(b"SimSun", b"/uni4E2D /uni6587").replace(b"BT /F 24 Tf", b"BT 3 Tr /F 24 Tf")
    data = data.replace(b"/Length 42", b"/Length 47")
    assert (await cleaned(data)).pages == 1


async def test_a_form_that_only_adobe_reader_can_put_together_is_refused(cleaner: Cleaner) -> None:
    objects = pages(1, b"Please wait")
    objects[0] = objects[0].replace(b">>", b"/AcroForm<</Fields[]/XFA 6 0 R>>/NeedsRendering true>>")
    objects.append(stream(b"<xdp/>"))
    assert await cleaner.clean(pdf(objects)) == Refused(Refusal.LIVE_FORM)


async def test_books_of_hundreds_of_pages_are_taken(cleaned: Clean) -> None:
    clean = await cleaned(pdf(pages(300)))
    assert (clean.pages, len(pypdfium2.PdfDocument(clean.data))) == (300, 300)
