"""The pictures that a part of a Word document names, each made anew once."""

from contextlib import suppress

from bot.cleaning.model import RefusedError
from bot.cleaning.package import Package
from bot.cleaning.pictures import UNCROPPED, Rebuilt, redrawn
from bot.cleaning.tally import Tally


class Pictures:
    """Finds pictures by the names that one part gives them."""

    def __init__(self, package: Package, part: str, tally: Tally) -> None:
        self._package = package
        self._tally = tally
        self._parts = {bond.id: bond.part for bond in package.bonds(part)}
        self._made: dict[tuple[str, tuple[float, ...]], Rebuilt | None] = {}

    def part(self, name: str) -> str:
        """The part of that name, or nothing."""
        return self._parts.get(name, "")

    def redrawn(self, name: str, crop: tuple[float, float, float, float] = UNCROPPED) -> Rebuilt | None:
        """The picture of that name without what is cropped, or None where it is not there or cannot be made anew."""
        part = self.part(name)
        key = (part, crop)
        if key not in self._made:
            self._made[key] = None
            if part in self._package:
                with suppress(RefusedError):
                    self._made[key] = redrawn(self._package.read(part), self._tally, crop)
        return self._made[key]
