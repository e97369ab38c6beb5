"""One page of a PDF as a picture: what lies on it is drawn with it, so that a black box stays a black box."""

import ctypes
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from math import sqrt

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw

from bot.cleaning.model import Dropped, Refusal, RefusedError
from bot.cleaning.pdf_marks import Mark, text_of, undrawn
from bot.cleaning.tally import Tally

MOST_PAGE_PIXELS = 6_000_000
SIGNS = frozenset({"Symbol", "ZapfDingbats"})
"""Fonts that every reader of PDF has (ISO 32000-1, 9.6.2.2), pdfium too."""
LONGEST_NAME = 200
UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
NOTES = frozenset({pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_POPUP})
TALKING = NOTES - {pdfium.FPDF_ANNOT_POPUP} | {
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_CARET,
}
"""Marks whose text a reader meets as a comment only."""
INVISIBLE_INK = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
NEAR = 10
"""Of 255: letters no darker than that on white, or no lighter on black, nobody sees."""
PURE = [0 if level < NEAR else 255 if level > 255 - NEAR else level for level in range(256)]
BLANKS = frozenset(map(ord, " \t\r\n\u00a0\u00ad\u200b\ufeff\u0000\ufffe"))


LATIN = frozenset(map(ord, bytes(range(256)).decode("cp1252", "ignore"))) | BLANKS
"""What pdfium's own typefaces show."""


class LettersMissingError(Exception):
    """Raised where a page uses letters that the typefaces at hand do not have."""


class Page:
    """Draws the pages of one document, at `scale` pixels a point or less, with typefaces that have some letters."""

    def __init__(
        self,
        source: pypdfium2.PdfDocument,
        scale: float,
        letters: AbstractSet[int],
        tally: Tally,
        *,
        layers_off: bool = False,
    ) -> None:
        self._source = source
        self._scale = scale
        self._letters = letters
        self._layers_off = layers_off
        self._tally = tally

    def drawn(self, number: int) -> Image.Image:
        """The page as a reader sees it: annotations, stamps, typed text and filled fields with it.

        Raises:
            RefusedError: where it is broken.
            LettersMissingError: where letters would be missing from it.
        """
        try:
            marks = self._flattened(number)
            page = self._source[number]
            self._require_letters(page)
            width, height = page.get_size()
            scale = min(self._scale, sqrt(MOST_PAGE_PIXELS / max(width * height, 1)))
            picture: Image.Image = page.render(scale=scale, draw_annots=True).to_pil().convert("RGB")
            pen = ImageDraw.Draw(picture, "RGBA")
            for mark in marks:
                mark.draw(pen, partial(_on_picture, page, picture), scale)
            picture = picture.point(PURE * 3)
        except (pypdfium2.PdfiumError, ValueError):
            raise RefusedError(Refusal.BROKEN) from None
        page.close()
        return picture

    def _flattened(self, number: int) -> list[Mark]:
        """Make the annotations part of the page; gives back those that carry no drawing of themselves, lowest first."""
        page = self._source[number]
        if not pdfium.FPDFPage_GetAnnotCount(page):
            return []
        # pdfium makes the missing drawings of boxes and highlights while it draws a page.
        page.render(scale=0.02, draw_annots=True)
        marks = list(self._sorted_out(page))[::-1]
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        return marks

    def _sorted_out(self, page: pypdfium2.PdfPage) -> Iterator[Mark]:
        for place in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
            mark = pdfium.FPDFPage_GetAnnot(page, place)
            if not mark:
                continue
            kind = pdfium.FPDFAnnot_GetSubtype(mark)
            self._tally.add(Dropped.COMMENT, kind in TALKING and bool(text_of(mark, b"Contents")))
            self._tally.add(Dropped.LINK, kind == pdfium.FPDF_ANNOT_LINK)
            unseen = pdfium.FPDFAnnot_GetFlags(mark) & UNSEEN or kind in NOTES
            if self._layers_off and pdfium.FPDFAnnot_HasKey(mark, b"OC"):
                # It hangs on a layer, and some layer is off: nobody here can tell which.
                unseen = True
                self._tally.add(Dropped.HIDDEN_SHAPE)
            drawn_here = None if unseen else undrawn(mark, kind)
            if drawn_here is not None:
                yield drawn_here
            pdfium.FPDFPage_CloseAnnot(mark)
            if unseen:
                pdfium.FPDFPage_RemoveAnnot(page, place)

    def _require_letters(self, page: pypdfium2.PdfPage) -> None:
        """See to it that every visible letter of a font that is not in the file can be shown."""
        words = page.get_textpage()
        lent: dict[int | None, bool] = {}
        for place in range(pdfium.FPDFText_CountChars(words)):
            piece = pdfium.FPDFText_GetTextObject(words, place)
            if not piece:
                continue
            address = ctypes.cast(piece, ctypes.c_void_p).value
            if address not in lent:
                lent[address] = _is_lent(piece)
            if lent[address] and (
                pdfium.FPDFText_HasUnicodeMapError(words, place) == 1
                or pdfium.FPDFText_GetUnicode(words, place) not in self._letters
            ):
                raise LettersMissingError


def _is_lent(piece: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Whether a piece of text is seen, and drawn with a typeface from here, other than those of signs in pdfium."""
    font = pdfium.FPDFTextObj_GetFont(piece)
    if not font or pdfium.FPDFFont_GetIsEmbedded(font):
        return False
    if pdfium.FPDFTextObj_GetTextRenderMode(piece) in INVISIBLE_INK:
        return False
    name = ctypes.create_string_buffer(LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, LONGEST_NAME)
    return name.value.decode("latin-1") not in SIGNS


def _on_picture(page: pypdfium2.PdfPage, picture: Image.Image, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, *picture.size, 0, x, y, across, down)
    return across.value, down.value
