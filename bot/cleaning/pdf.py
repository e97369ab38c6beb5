"""PDF: every page is drawn, and the drawings are bound into a new PDF."""

from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
from fpdf import FPDF
from PIL import Image, ImageChops
from pypdfium2.raw import (
    FORMTYPE_XFA_FULL,
    FPDF_ERR_PASSWORD,
    FPDF_ERR_SECURITY,
    FPDFDoc_GetAttachmentCount,
)

from bot.cleaning.model import Cleaned, Dropped, Kind, Refusal, RefusedError
from bot.cleaning.pdf_fonts import Fonts, fonts
from bot.cleaning.pdf_layers import has_layers_off
from bot.cleaning.pdf_pages import BLANKS, LATIN, LettersMissingError, Page
from bot.cleaning.pictures import encoded, preview_of
from bot.cleaning.tally import Tally
from bot.cleaning.typefaces import letters

MOST_PAGES = 1_000
"""More than this no machine draws within the seconds of the child."""
SCALE = 150 / 72
"""Pixels a point: 150 to the inch, which small print stays readable at."""
LONG = 120
"""A document of more pages is drawn at 110 to the inch, so that it can still be sent."""
LONG_SCALE = 110 / 72
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
GREY = 12
"""How far apart, of 255, the colours of a pixel may be for the page to count as black and white."""


def rebuild_pdf(data: bytes) -> Cleaned:
    """The pages as pictures: no text layer, no notes, no attachments, no earlier revisions, no properties.

    Raises:
        RefusedError: where it is broken, locked, has too many pages, or would come out with letters missing.
    """
    source = fonts()
    source.instead = False
    try:
        return _redrawn(data, source, LATIN)
    except LettersMissingError:
        source.instead = True
    try:
        return _redrawn(data, source, letters() | BLANKS)
    except LettersMissingError:
        raise RefusedError(Refusal.FONTS) from None


def _redrawn(data: bytes, fonts: Fonts, known: AbstractSet[int]) -> Cleaned:
    with _opened(data, fonts) as source:
        count = len(source)
        if not 0 < count <= MOST_PAGES:
            raise RefusedError(Refusal.TOO_LARGE if count else Refusal.BROKEN)
        if source.get_formtype() == FORMTYPE_XFA_FULL:
            raise RefusedError(Refusal.LIVE_FORM)
        # What was typed into a form is part of what a reader sees.
        source.init_forms()
        return _bound(source, known, layers_off=has_layers_off(data))


def _bound(source: pypdfium2.PdfDocument, known: AbstractSet[int], *, layers_off: bool) -> Cleaned:
    tally = Tally()
    tally.add(Dropped.EMBEDDED, max(0, FPDFDoc_GetAttachmentCount(source)))
    count = len(source)
    scale = LONG_SCALE if count > LONG else SCALE
    page = Page(source, scale, known, tally, layers_off=layers_off)
    target = _empty()
    preview = b""
    for number in range(count):
        picture = page.drawn(number)
        preview = preview or preview_of(picture)
        _add(target, picture, scale)
    return Cleaned(bytes(target.output()), Kind.PDF, count, preview, tally.result())


def _opened(data: bytes, fonts: Fonts) -> pypdfium2.PdfDocument:
    try:
        source = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY)
        raise RefusedError(Refusal.LOCKED if locked else Refusal.BROKEN) from None
    fonts.offer()
    return source


def _empty() -> FPDF:
    target = FPDF(unit="pt")
    target.set_producer("")
    target.set_creation_date(NO_DATE)
    target.set_margin(0)
    target.set_auto_page_break(auto=False)
    return target


def _add(target: FPDF, picture: Image.Image, scale: float) -> None:
    width, height = picture.width / scale, picture.height / scale
    target.add_page(format=(width, height))
    target.image(BytesIO(encoded(_plain(picture), Kind.JPG)), x=0, y=0, w=width, h=height)


def _plain(picture: Image.Image) -> Image.Image:
    """A page without colours in shades of grey: a third of the room."""
    red, green, blue = picture.split()
    pairs = ((red, green), (green, blue))
    # A picture of one band has one pair of extremes.
    far = max(max(map(int, ImageChops.difference(*pair).getextrema())) for pair in pairs)  # type: ignore[arg-type]
    return green if far <= GREY else picture
