"""The shape of the officials file: which keys there are, which must be there, what they hold."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from bot.acts.schema import BothMany, Line, Strict
from bot.language import Language

EVERY_BODY = "all"
ID = re.compile(r"[a-z0-9-]{1,24}")
"""An id travels in callback data such as `tp:not:<official>`, which Telegram cuts off at 64 bytes."""
LABEL_LENGTH = 60
LARGEST_TELEGRAM_ID = 2**52
"""Telegram's ids have at most 52 significant bits (Bot API, type User)."""


def _id(value: str) -> str:
    if not ID.fullmatch(value):
        raise ValueError("an id has 1 to 24 characters, each of a-z, 0-9 or -")
    return value


def _person(value: int) -> int:
    # Groups have negative ids, and nothing of a tip may ever go to a group (T15).
    if not 0 < value < LARGEST_TELEGRAM_ID:
        raise ValueError("must be the Telegram id of a person: a positive number, as /whoami tells it")
    return value


def _listed(value: Any) -> Any:
    return [value] if value == EVERY_BODY else value


def _named(value: Any) -> Any:
    """A list of ids is a mapping without names."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return dict.fromkeys(value)
    return value


Id = Annotated[str, AfterValidator(_id)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=LABEL_LENGTH, strip_whitespace=True)]


class Names(Strict):
    """What stands on a button, in both languages."""

    kk: Label
    ru: Label


class OfficialEntry(Strict):
    """One official."""

    telegram_id: Annotated[int, AfterValidator(_person)]
    language: Language
    name: Names
    role: Names
    bodies: Annotated[list[Line], BeforeValidator(_listed), Field(min_length=1)]
    backup: Line


class ChannelsEntry(BothMany):
    """Other channels, with the day from which they are right."""

    valid_from: date


class OfficialsFile(Strict):
    """officials.yaml. Bodies are ids of knowledge/bodies.yaml, none named means all of them; one that is not there has its names here."""

    bodies: Annotated[dict[Id, Names | None], BeforeValidator(_named), Field(default_factory=dict)]
    officials: Annotated[dict[Id, OfficialEntry], Field(min_length=1)]
    channels: ChannelsEntry
