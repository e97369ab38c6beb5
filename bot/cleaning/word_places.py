"""Where things float in a Word document: what hangs beside the page is not seen (ECMA-376, 17.3.1.11, 17.4.57, 20.4)."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.cleaning.word_numbering import whole

EMU_PER_TWIP = 635
POINTLESS = 25_400
"""EMU, two points: a box as small as that shows no word."""
FROM_EDGE = frozenset({"page", "leftMargin", "topMargin", "insideMargin"})
FROM_FAR_EDGE = frozenset({"rightMargin", "bottomMargin", "outsideMargin"})


@dataclass(frozen=True, slots=True)
class Paper:
    """The size of the pages, and the space around their text; in EMU.

    `column` is how far from the left edge of the page a column, or a cell, may begin.
    """

    width: int
    height: int
    left: int
    right: int
    bottom: int
    column: int

    def lacks(
        self, across: tuple[str, int | None], down: tuple[str, int | None], wide: int, high: int
    ) -> bool:
        """Whether a thing of that size lies wholly beside the pages.

        `across` and `down` say for each direction from where its place is measured, and how far away it is; None where the
        document does not say.
        """
        edge = self.left if across[0] == "margin" else self.width if across[0] == "character" else self.column
        return self._off(across, wide, self.width, edge, self.right) or self._off(
            down, high, self.height, self.height, self.bottom
        )

    def _off(
        self, place: tuple[str, int | None], size: int, whole_side: int, before: int, margin: int
    ) -> bool:
        """Whether it lies beyond the nearer edge or the farther one.

        `before` is the greatest distance from the nearer edge to where its place is measured from, `margin` the space before the
        farther edge.
        """
        measured, offset = place
        if offset is None:
            return False
        if measured in FROM_FAR_EDGE:
            # What is outside of one page is on the left of the next one.
            return offset + size <= -whole_side or offset >= (
                whole_side if measured == "outsideMargin" else margin
            )
        edge = 0 if measured in FROM_EDGE else before
        return offset + size <= -edge or offset >= whole_side


def floats_off(anchor: Element, paper: Paper) -> bool:
    """Whether a drawing hangs beside the pages."""
    size = anchor.find("extent")
    wide, high = (whole(size.get(side), 0) if size is not None else 0 for side in ("cx", "cy"))
    across, down = (_measured(anchor.find(name)) for name in ("positionH", "positionV"))
    return paper.lacks(across, down, wide, high)


def has_no_size(holder: Element) -> bool:
    """Whether a box or a picture is said to be too small for any word, and does not grow with its words."""
    size = holder.find("extent")
    says = next((mark for mark in holder.iter() if mark.tag in ("txbxContent", "blip")), None) is not None
    if size is None or not says or next(holder.iter("spAutoFit"), None) is not None:
        return False
    return min(whole(size.get(side), POINTLESS) for side in ("cx", "cy")) < POINTLESS


def floats(mark: Element) -> bool:
    """Whether a drawing, or each way to draw it, has a place of its own beside the line it hangs on."""
    if mark.tag == "AlternateContent":
        drawings = [drawing for choice in mark for drawing in choice]
        return bool(drawings) and all(map(floats, drawings))
    if mark.tag == "pict":
        return any("position:absolute" in shape.get("style", "").replace(" ", "") for shape in mark)
    return mark.tag == "drawing" and mark.find("anchor") is not None


def frame_off(properties: Element | None, paper: Paper) -> bool:
    """Whether a paragraph stands in a frame that hangs beside the pages."""
    frame = properties.find("framePr") if properties is not None else None
    return frame is not None and _stands_off(frame, ("hAnchor", "x", "w"), ("vAnchor", "y", "h"), paper)


def table_off(table: Element, paper: Paper) -> bool:
    """Whether a table floats beside the pages."""
    place = table.find("tblPr/tblpPr")
    return place is not None and _stands_off(
        place, ("horzAnchor", "tblpX", ""), ("vertAnchor", "tblpY", ""), paper
    )


def _stands_off(
    place: Element, across: tuple[str, str, str], down: tuple[str, str, str], paper: Paper
) -> bool:
    """The same for what is measured in twentieths of a point; what does not say its size is as large as a page."""

    def measured(names: tuple[str, str, str]) -> tuple[str, int | None]:
        said = place.get(names[1])
        return place.get(names[0], "page"), whole(said, 0) * EMU_PER_TWIP if said else None

    wide = whole(place.get(across[2]), 0) * EMU_PER_TWIP or paper.width
    high = whole(place.get(down[2]), 0) * EMU_PER_TWIP or paper.height
    return paper.lacks(measured(across), measured(down), wide, high)


def _measured(mark: Element | None) -> tuple[str, int | None]:
    if mark is None:
        return "", None
    offset = (mark.findtext("posOffset") or "").strip()
    return mark.get("relativeFrom", ""), whole(offset, 0) if offset else None
