"""Links into the bot, t.me/NAME?start=WORD: how they are written, and who answers which word."""

import re
from collections.abc import Awaitable, Callable

from bot.acts.bodies import BodyId
from bot.acts.model import Ref
from bot.acts.refs import ActId
from bot.knowledge.knowledge import Knowledge
from handlers.telegram.turn import Turn

_REF = re.compile(r"(?P<what>[pa])-(?:(?P<act>[a-z][a-z0-9_-]*)-)?(?P<ref>[a-z0-9_~]{1,40})")
PARAGRAPH, ABOUT = "p", "a"
BODY = "b-"

INSERTED = "~"
"""Stands for «--» while a payload is read: no payload has it."""

Opener = Callable[[Turn], Awaitable[object]]
"""Does what a link promises, as if its command had been typed."""


class Links:
    """Who answers a link, by the word it brings to /start; a module that has one registers it here."""

    def __init__(self) -> None:
        self._openers: dict[str, Opener] = {}

    def add(self, word: str, opener: Opener) -> None:
        """Let a handler answer `?start=word`."""
        self._openers[word] = opener

    def opener(self, word: str) -> Opener | None:
        """The handler of a word; None for one that nobody registered."""
        return self._openers.get(word)


def link_to(username: str, word: str = "") -> str:
    """The address that opens the bot, at a word where one is given."""
    return f"https://t.me/{username}?start={word}" if word else f"https://t.me/{username}"


def link_to_ref(username: str, ref: Ref) -> str:
    """The address that opens the bot at a paragraph."""
    return link_to(username, start_payload(ref))


def start_payload(ref: Ref) -> str:
    """What a link to a paragraph hands to /start, `p-3_12` or `p-code-2015-3_12`; at most 64 of A-Z a-z 0-9 _ -.

    A point is written «_», a stroke «__»; «--» is the sign between the numbers of an inserted place.
    """
    value = ref.value.replace("-", "--").replace("/", "__").replace(".", "_")
    return f"p-{ref.act}-{value}" if ref.act else f"p-{value}"


def linked_ref(payload: str) -> Ref | None:
    """The paragraph that such a payload names, whether there is one or not; None for any other."""
    return _named(payload, PARAGRAPH)


def link_to_questions(username: str, ref: Ref) -> str:
    """The address that opens the bot at what people ask about a paragraph."""
    return link_to(username, ABOUT + start_payload(ref).removeprefix(PARAGRAPH))


def asked_about(payload: str) -> Ref | None:
    """The paragraph about which such a payload asks, whether there is one or not; None for any other."""
    return _named(payload, ABOUT)


def link_to_body(username: str, body: BodyId) -> str:
    """The address that opens the bot for the staff of a body."""
    return link_to(username, f"{BODY}{body}")


def link_to_reader(knowledge: Knowledge, username: str) -> str:
    """The address that opens the bot for the reader's body; where all bodies are alike, for everybody."""
    rulebook = knowledge.rulebook
    return link_to_body(username, rulebook.default_body.id) if rulebook.bodies_differ else link_to(username)


def linked_body(payload: str) -> BodyId | None:
    """The body that a payload names, whether there is one or not; None for any other."""
    return BodyId(payload.removeprefix(BODY)) if payload.startswith(BODY) else None


def _named(payload: str, what: str) -> Ref | None:
    linked = _REF.fullmatch(payload.replace("--", INSERTED))
    if linked is None or linked["what"] != what:
        return None
    value = linked["ref"].replace("__", "/").replace("_", ".").replace(INSERTED, "-")
    return Ref(value, ActId((linked["act"] or "").replace(INSERTED, "--")))
