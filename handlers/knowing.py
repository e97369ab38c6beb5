"""What the handlers have from the knowledge folder: all of it is changed at once when the folder is read anew."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from bot.asking import Asking
from bot.browsing import Browsing
from bot.citing import Citations
from bot.reminders.deck import Deck
from bot.rulebook.model import Dilemma, DilemmaId
from bot.services import Services
from bot.stored import Stored
from bot.texts import Texts
from bot.whying import Reasons
from handlers.brief import Brief
from handlers.cards import Cards
from handlers.contents import Contents
from handlers.pushed import Pushed
from handlers.render import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing:
    """The services that knowledge makes."""

    asking: Asking
    texts: Texts
    citations: Citations
    stored: Stored
    renderer: Renderer
    browsing: Browsing
    contents: Contents
    brief: Brief
    cards: Cards
    dilemmas: Mapping[DilemmaId, Dilemma]
    deck: Deck
    pushed: Pushed
    reasons: Reasons

    @classmethod
    def of(cls, services: Services) -> Self:
        """What follows from the services over one knowledge folder."""
        rulebook, texts, citations, sheets = (
            services.rulebook,
            services.texts,
            services.citations,
            services.sheets,
        )
        renderer = Renderer(rulebook, texts, citations, sheets)
        return cls(
            asking=services.asking,
            texts=texts,
            citations=citations,
            stored=services.stored,
            renderer=renderer,
            browsing=services.browsing,
            contents=Contents(rulebook, texts, services.browsing, renderer),
            brief=Brief(rulebook, texts, citations, sheets),
            cards=Cards(rulebook, texts, citations, sheets, services.browsing),
            dilemmas=rulebook.dilemmas,
            deck=Deck(rulebook),
            pushed=Pushed(services.asking, renderer, texts),
            reasons=services.reasons,
        )

    def as_fields(self) -> dict[str, Any]:
        """Its parts by name, for a desk that knows them."""
        return {field.name: getattr(self, field.name) for field in fields(Knowing)}
