"""Office packages: which part is the main one, and how the parts are bound together (ECMA-376, part 2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath, split
from urllib.parse import unquote

from bot.cleaning.archive import Archive
from bot.cleaning.model import Kind, Refusal, RefusedError
from bot.cleaning.plain_xml import parse

MAIN_TYPES = {
    "wordprocessingml.document.main+xml": Kind.DOCX,
    "spreadsheetml.sheet.main+xml": Kind.XLSX,
}
"""The ends of the content types; those of templates and of files with macros differ."""


@dataclass(frozen=True, slots=True)
class Bond:
    """One part named by another: `kind` is the last word of the relationship's type."""

    id: str
    kind: str
    part: str


class Package:
    """An archive taken as an Office document.

    Raises:
        RefusedError: where it is no document of a kind that is taken.
    """

    def __init__(self, archive: Archive) -> None:
        if "[Content_Types].xml" not in archive:
            raise RefusedError(Refusal.UNKNOWN_KIND)
        self._archive = archive
        self.main = next((bond.part for bond in self.bonds("") if bond.kind == "officeDocument"), "")
        self.kind = self._kind()

    def bonds(self, part: str) -> Iterator[Bond]:
        """What a part names inside the package; links to the outside are left out."""
        folder, name = split(part)
        rels = join(folder, "_rels", f"{name}.rels")
        if rels not in self._archive:
            return
        for entry in parse(self._archive.read(rels)):
            if entry.get("TargetMode") != "External":
                named = unquote(entry.get("Target", "")).replace("\\", "/")
                target = normpath(join("/", dirname(part), named)).lstrip("/")
                yield Bond(entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], target)

    def parts(self, part: str, kind: str) -> list[str]:
        """The parts of a kind that a part names and the archive holds."""
        return [bond.part for bond in self.bonds(part) if bond.kind == kind and bond.part in self._archive]

    def read(self, part: str) -> bytes:
        """The bytes of a part."""
        return self._archive.read(part)

    def __contains__(self, part: str) -> bool:
        return part in self._archive

    def _kind(self) -> Kind:
        """By the type of the main part: its own, or that of all parts with its ending, as Microsoft's SDK writes it."""
        entries = list(parse(self._archive.read("[Content_Types].xml")))
        name = self.main.lower()
        own = [entry for entry in entries if entry.get("PartName", "").lstrip("/").lower() == name]
        of_ending = [
            entry for entry in entries if entry.get("Extension", "").lower() == name.rpartition(".")[2]
        ]
        for entry in (*own, *of_ending):
            for ending, kind in MAIN_TYPES.items():
                if entry.get("ContentType", "").endswith(ending):
                    return kind
            if entry in own:
                break
        raise RefusedError(Refusal.UNKNOWN_KIND)
