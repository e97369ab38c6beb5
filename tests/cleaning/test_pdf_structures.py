"""Random PDFs: whatever lies above, under or beside what, what a reader sees comes out, and canaries change nothing of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cleaning import Cleaned
from bot.cleaning.rebuilding import rebuild
from tests.cleaning.canaries import Canaries
from tests.cleaning.making import pdf, stream

EXAMPLES = 25
WIDE, BAND = 240, 40
"""Points: each piece of a page has a band of its own."""
FIRST_FREE = 6
"""Objects before it: catalog, pages, font, a layer that is off, one that is on."""


@dataclass
class Laid:
    """One page as it is laid: what it draws, the objects that its pieces need, and the marks on it."""

    number: int
    canary: Canaries
    drawn: list[bytes] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)
    forms: list[bytes] = field(default_factory=list)

    def hidden(self) -> bytes:
        return self.canary(f"{len(self.canary.words)}").encode()


Piece = Callable[[Laid, int], None]
"""Lays something into the band whose lower edge is so many points up."""


def words(text: bytes, height: int, before: bytes = b"") -> bytes:
    return b"q %s BT /F 16 Tf 20 %d Td (%s) Tj ET Q " % (before, height + 12, text)


def mark(text: bytes, height: int, more: bytes) -> bytes:
    """A stamp with words; its drawing is the next form."""
    return b"<</Type/Annot/Subtype/Stamp/Rect[10 %d %d %d]/AP<</N @FORM@ 0 R>>%s>>" % (
        height,
        WIDE,
        height + BAND,
        more,
    )


def form(text: bytes) -> bytes:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Resources<</Font<</F 3 0 R>>>>" % (WIDE, BAND)
    return stream(words(text, 0), entries)


def drawing(
    text: Callable[[Laid], bytes], before: bytes = b"", around: tuple[bytes, bytes] = (b"", b"")
) -> Piece:
    def lay(page: Laid, height: int) -> None:
        page.drawn.append(around[0] + words(text(page), height, before) + around[1])

    return lay


def stamp(text: Callable[[Laid], bytes], more: bytes = b"") -> Piece:
    def lay(page: Laid, height: int) -> None:
        page.marks.append(mark(b"", height, more))
        page.forms.append(form(text(page)))

    return lay


def seen(_: Laid) -> bytes:
    return b"Seen"


def secret(page: Laid) -> bytes:
    return page.hidden()


def under_a_box(page: Laid, height: int) -> None:
    page.drawn.append(words(page.hidden(), height))
    covering(page, height)


def covering(page: Laid, height: int) -> None:
    page.drawn.append(b"q 0 0 0 rg 10 %d %d %d re f Q " % (height, WIDE - 20, BAND - 4))


def beside(page: Laid, height: int) -> None:
    page.drawn.append(b"BT /F 16 Tf %d %d Td (%s) Tj ET " % (WIDE + 50, height, page.hidden()))


def nothing(_page: Laid, _height: int) -> None:
    """A band with nothing in it."""


SEEN: list[Piece] = [
    drawing(seen),
    drawing(seen, b"0.3 g"),
    drawing(seen, around=(b"/OC /On BDC ", b" EMC ")),
    drawing(seen, b"1 Tr"),
    stamp(seen),
    stamp(seen, b"/F 4"),
    covering,
]
UNSEEN: list[tuple[Piece, Piece]] = [
    (drawing(secret, b"3 Tr"), nothing),
    (drawing(secret, b"1 g"), nothing),
    (drawing(secret, b"0.97 g"), nothing),
    (drawing(secret, b"/Clear gs"), nothing),
    (drawing(secret, b"0 0 1 1 re W n"), nothing),
    (drawing(secret, around=(b"/OC /Off BDC ", b" EMC ")), nothing),
    (drawing(secret, around=(b"/OC /On BDC /OC /Off BDC ", b" EMC EMC ")), nothing),
    (stamp(secret, b"/F 2"), nothing),
    (stamp(secret, b"/F 32"), nothing),
    (beside, nothing),
    (under_a_box, covering),
]
"""Each with what is left of it."""


def laid(pages: list[list[Piece]], canary: Canaries) -> tuple[bytes, int]:
    """The file, and how many bands its highest page has."""
    most = max(map(len, pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[4 0 R 5 0 R]/D<</OFF[4 0 R]>>>>>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/OCG/Name(off)>>",
        b"<</Type/OCG/Name(on)>>",
    ]
    kids = []
    for number, pieces in enumerate(pages):
        page = Laid(number, canary)
        for place, piece in enumerate(pieces):
            piece(page, place * BAND)
        first = len(objects) + 1
        objects += page.forms
        marks = [text.replace(b"@FORM@", b"%d" % (first + place)) for place, text in enumerate(page.marks)]
        named = b" ".join(b"%d 0 R" % (len(objects) + 1 + place) for place in range(len(marks)))
        objects += [*marks, stream(b"".join(page.drawn), packed=number % 2 == 0)]
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 %d]/CropBox[0 0 %d %d]/Annots[%s]/Contents %d 0 R/Resources<<"
            b"/Font<</F 3 0 R>>/ExtGState<</Clear<</ca 0>>>>/Properties<</Off 4 0 R/On 5 0 R>>>>>>"
            % (most * BAND, WIDE, most * BAND, named, len(objects))
        )
        kids.append(len(objects))
    named = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), named)
    return pdf(objects), most


PIECES = st.one_of(st.sampled_from(SEEN).map(lambda piece: (piece, piece)), st.sampled_from(UNSEEN))


@given(st.lists(st.lists(PIECES, min_size=1, max_size=6), min_size=1, max_size=3))
@settings(max_examples=EXAMPLES, deadline=None)
def test_of_a_pdf_of_any_structure_comes_out_what_is_shown_and_nothing_else(
    pages: list[list[tuple[Piece, Piece]]],
) -> None:
    canary = Canaries()
    data, bands = laid([[piece for piece, _ in page] for page in pages], canary)
    reference, _ = laid([[left for _, left in page] for page in pages], Canaries())
    clean, bare = rebuild(data), rebuild(reference)
    assert isinstance(clean, Cleaned)
    assert isinstance(bare, Cleaned)
    assert clean.data == bare.data
    assert canary.survivors(clean.data) == []
    document = pypdfium2.PdfDocument(clean.data)
    for page, pieces in zip(document, pages, strict=True):
        picture = page.render(scale=1).to_pil().convert("L")
        for place, (_, left) in enumerate(pieces):
            top = (bands - 1 - place) * BAND
            darkest, _ = picture.crop((5, top + 2, WIDE - 5, top + BAND - 2)).getextrema()
            assert (darkest < 200) is (left is not nothing)
