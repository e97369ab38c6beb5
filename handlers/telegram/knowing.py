"""What the handlers have from the knowledge folder: all of it is changed at once when the folder is read anew."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from bot.acts.citations import Citations
from bot.acts.model import Dilemma, DilemmaId
from bot.acts.shelves import Browsing
from bot.answers.advisor import Asking
from bot.answers.explanation import Reasons
from bot.knowledge.whole import Services
from bot.privacy.stored_tables import Stored
from bot.reminders.deck import Deck
from bot.texts.texts import Texts
from handlers.acts.screens import Contents
from handlers.answers.inline_cards import Cards
from handlers.answers.rendering import Renderer
from handlers.answers.short_answer import Brief
from handlers.reminders.screens import Pushed


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
