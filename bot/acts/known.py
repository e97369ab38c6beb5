"""Acts that people name and that need not be loaded: their names, their numbers, the pages of their texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NewType

from bot.acts.refs import ActId
from bot.language import Language

KnownActId = NewType("KnownActId", str)


@dataclass(frozen=True, slots=True)
class KnownAct:
    """An act by its title, number and date; `called` are its everyday names; `links` is empty where no page is sure.

    `loaded` is the act of the same number and date under acts/; None where there is none.
    """

    id: KnownActId
    titles: Mapping[Language, str]
    number: str
    date: date
    links: Mapping[Language, str]
    called: tuple[str, ...]
    repealed: bool
    loaded: ActId | None
