"""A file of a draft: what it became, what its reporter may still decide of it, and what will be filed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cleaning.model import NOTHING, Cleaned, Dropped, Kind
from bot.tips.model import Attachment


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file made anew, under a random name. What a workbook hides is left out unless its reporter lets it be shown."""

    name: str
    cleaned: Cleaned
    is_revealed: bool = False

    def __repr__(self) -> str:
        return "Evidence(…)"

    @property
    def kind(self) -> Kind:
        """The kind of the new file."""
        return self.cleaned.kind

    @property
    def size(self) -> int:
        """Bytes of all that is held of it."""
        return self.cleaned.size

    @property
    def hides(self) -> Mapping[Dropped, int]:
        """What the reporter may let be shown, however they have decided; nothing where there is no choice."""
        return self.cleaned.revealed.shown if self.cleaned.revealed else NOTHING

    @property
    def chosen(self) -> Cleaned:
        """The one of the two that goes to the officials."""
        return self.cleaned.revealed if self.is_revealed and self.cleaned.revealed else self.cleaned

    @property
    def turned(self) -> "Evidence":
        """The same, decided the other way."""
        return replace(self, is_revealed=not self.is_revealed)

    @property
    def attachment(self) -> Attachment:
        """What is filed."""
        chosen = self.chosen
        return Attachment(self.name, chosen.data, chosen.dropped, chosen.shown, chosen.pages, chosen.beside)
