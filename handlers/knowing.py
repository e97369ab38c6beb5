"""What the handlers have from the knowledge folder: all of it is changed at once when the folder is read anew."""

from dataclasses import dataclass, fields
from typing import Any, Self

from bot.asking import Asking
from bot.citing import Citations
from bot.services import Services
from bot.texts import Texts
from handlers.render import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing:
    """The services that knowledge makes."""

    asking: Asking
    texts: Texts
    citations: Citations
    renderer: Renderer

    @classmethod
    def of(cls, services: Services) -> Self:
        """What follows from the services over one knowledge folder."""
        return cls(
            asking=services.asking,
            texts=services.texts,
            citations=services.citations,
            renderer=Renderer(services.rulebook, services.texts, services.citations, services.sheets),
        )

    def as_fields(self) -> dict[str, Any]:
        """Its parts by name, for a desk that knows them."""
        return {field.name: getattr(self, field.name) for field in fields(Knowing)}
