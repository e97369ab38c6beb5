"""Public bodies: which acts bind each, and whom its staff may turn to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

from bot.acts.refs import ActId
from bot.language import Language

BodyId = NewType("BodyId", str)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to: the name of the post, a telephone, a room; the last two are empty where unknown."""

    post: Mapping[Language, str]
    telephone: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """One public body; the acts that bind its staff stand in order of weight."""

    id: BodyId
    names: Mapping[Language, str]
    acts: tuple[ActId, ...]
    ethics_officer: Contact | None = None
    hotline: str = ""
