"""PDF: every page is drawn, and the drawings are bound into a new PDF."""

from datetime import UTC, datetime
from io import BytesIO
from math import sqrt

import pypdfium2
from fpdf import FPDF
from PIL import Image
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from bot.cleaning.model import Kind, Refusal, RefusedError
from bot.cleaning.pictures import encoded

MOST_PAGES = 100
MOST_PAGE_PIXELS = 6_000_000
SCALE = 150 / 72
"""Pixels a point: 150 to the inch, which small print stays readable at."""
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)


def rebuild_pdf(data: bytes) -> bytes:
    """The pages as pictures: no text layer, no annotations, no attachments, no earlier revisions, no properties.

    Raises:
        RefusedError: where it is broken, locked or has too many pages.
    """
    source = _opened(data)
    if not 0 < len(source) <= MOST_PAGES:
        raise RefusedError(Refusal.TOO_LARGE if len(source) else Refusal.BROKEN)
    # What was typed into a form is part of what a reader sees.
    source.init_forms()
    target = FPDF(unit="pt")
    target.set_producer("")
    target.set_creation_date(NO_DATE)
    target.set_margin(0)
    target.set_auto_page_break(auto=False)
    for number in range(len(source)):
        _add(target, _drawn(source, number))
    return bytes(target.output())


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY)
        raise RefusedError(Refusal.LOCKED if locked else Refusal.BROKEN) from None


def _drawn(source: pypdfium2.PdfDocument, number: int) -> Image.Image:
    try:
        page = source[number]
        width, height = page.get_size()
        scale = min(SCALE, sqrt(MOST_PAGE_PIXELS / max(width * height, 1)))
        picture: Image.Image = page.render(scale=scale, draw_annots=False).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError):
        raise RefusedError(Refusal.BROKEN) from None
    page.close()
    return picture


def _add(target: FPDF, picture: Image.Image) -> None:
    width, height = picture.width / SCALE, picture.height / SCALE
    target.add_page(format=(width, height))
    target.image(BytesIO(encoded(picture, Kind.JPG)), x=0, y=0, w=width, h=height)
