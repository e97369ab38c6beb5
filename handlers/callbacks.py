"""The data behind every button; at most 64 bytes each, as design.md fixes them."""

import re

from bot.language import Language
from bot.rulebook.model import Ref

OTHER_LANGUAGE = "an:lang"
OPEN_REF = re.compile(r"an:ref:(?P<ref>[a-z0-9.]{1,40})")
CHOOSE_LANGUAGE = re.compile(r"lg:(?P<language>kk|ru)(?P<first>:first)?")
RATE = re.compile(r"fb:(?P<helpful>[01])")
START_REF = re.compile(r"p-(?P<ref>[a-z0-9_]{1,40})")


def open_ref(ref: Ref) -> str:
    """The data of a button that opens a paragraph."""
    return f"an:ref:{ref}"


def rate(*, helpful: bool) -> str:
    """The data of a button that tells what is thought of an answer."""
    return f"fb:{int(helpful)}"


def choose_language(language: Language, *, first: bool) -> str:
    """The data of a button that settles the language; `first` where the welcome is still to come."""
    return f"lg:{language}:first" if first else f"lg:{language}"
