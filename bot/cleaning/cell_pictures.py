"""Pictures that stand in cells as their values: those of Excel ([MS-XLSX] 2.3.11) and those of WPS."""

import re
from collections.abc import Mapping
from typing import TypeVar

from bot.cleaning.model import Dropped, RefusedError
from bot.cleaning.package import Package
from bot.cleaning.pictures import UNCROPPED, Rebuilt, redrawn
from bot.cleaning.plain_xml import parse
from bot.cleaning.shapes import crop_of
from bot.cleaning.sheet_reading import Cell
from bot.cleaning.tally import Tally

Entry = TypeVar("Entry")
OF_WPS = re.compile(r'DISPIMG\("([^"]{1,80})"')


class CellPictures:
    """Finds the picture of a cell."""

    def __init__(self, package: Package, tally: Tally) -> None:
        self._package = package
        self._tally = tally
        self._by_name = self._of_wps()
        self._by_number = self._of_excel()

    def of(self, cell: Cell) -> Rebuilt | None:
        """The picture that a cell shows, made anew; None where it shows none, or one that cannot be made anew.

        The latter is counted.
        """
        named = OF_WPS.search(cell.formula or cell.value or "") if self._by_name else None
        number = self._by_number.get(cell.picture, "")
        part, crop = self._by_name.get(named[1], ("", UNCROPPED)) if named else (number, UNCROPPED)
        if not named and cell.picture not in self._by_number:
            return None
        try:
            if part in self._package:
                return redrawn(self._package.read(part), self._tally, crop)
        except RefusedError:
            pass
        self._tally.add(Dropped.PICTURE)
        return None

    def _of_wps(self) -> Mapping[str, tuple[str, tuple[float, float, float, float]]]:
        found = {}
        for part in self._package.parts(self._package.main, "cellImage"):
            parts = {bond.id: bond.part for bond in self._package.bonds(part)}
            for picture in parse(self._package.read(part)).iter("pic"):
                name, blip = (next(picture.iter(tag), None) for tag in ("cNvPr", "blip"))
                if name is not None and blip is not None:
                    found[name.get("name", "")] = (parts.get(blip.get("embed", ""), ""), crop_of(picture))
        return found

    def _of_excel(self) -> Mapping[int, str]:
        """The parts of pictures by the number that a cell gives, over three tables that name one another."""
        kinds = ("sheetMetadata", "rdRichValue", "richValueRel")
        named = [next(iter(self._package.parts(self._package.main, kind)), "") for kind in kinds]
        if not all(named):
            return {}
        metadata, values, bonds = (parse(self._package.read(part)) for part in named)
        parts = {bond.id: bond.part for bond in self._package.bonds(named[2])}
        pictures = [parts.get(entry.get("id", ""), "") for entry in bonds.iter("rel")]
        rich = [_first_number(value.findtext("v")) for value in values.iter("rv")]
        blocks = [_first_number(mark.get("i")) for mark in metadata.findall("futureMetadata/bk//rvb")]
        found = {}
        for place, mark in enumerate(metadata.findall("valueMetadata/bk/rc"), start=1):
            found[place] = _at(pictures, _at(rich, _at(blocks, _first_number(mark.get("v")), -1), -1), "")
        return found


def _at(entries: list[Entry], place: int, otherwise: Entry) -> Entry:
    return entries[place] if 0 <= place < len(entries) else otherwise


def _first_number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,7}", text) else -1
