"""Whom the staff of a body may ask: its ethics officer and its hotline, where bodies.yaml names them."""

from bot.acts.bodies import Body, Contact
from bot.language import Language
from bot.matters.model import Intent, Talk
from bot.texts.texts import Say, Texts

HELP = frozenset({Intent.DANGER, Intent.REPORT, Intent.HUMAN})
"""What somebody says who needs a person."""


def officer_line(body: Body, language: Language, texts: Texts) -> str:
    """The sentence that says where to ask; where no officer is named it says who knows the officer."""
    lines = []
    if body.ethics_officer is None:
        lines.append(texts(language, Say.ETHICS_OFFICER))
    else:
        lines.append(
            texts(language, Say.ETHICS_OFFICER_NAMED, officer=_reached(body.ethics_officer, language, texts))
        )
    if body.hotline:
        lines.append(texts(language, Say.HOTLINE, hotline=body.hotline))
    return "\n".join(lines)


def whom_to_turn_to(talk: Talk, body: Body, language: Language, texts: Texts) -> str:
    """Whom of a body somebody who needs a person may turn to; empty where bodies.yaml names nobody, or no person is wanted.

    What is said to the message itself tells who knows it otherwise.
    """
    if talk.intent not in HELP:
        return ""
    officer, lines = body.ethics_officer, []
    if officer:
        lines.append(texts(language, Say.TURN_TO, officer=_reached(officer, language, texts)))
    if body.hotline:
        lines.append(texts(language, Say.HOTLINE, hotline=body.hotline))
    return "\n".join(lines)


def _reached(officer: Contact, language: Language, texts: Texts) -> str:
    room = texts(language, Say.ROOM, room=officer.room) if officer.room else ""
    return ", ".join(filter(None, (officer.post[language], officer.telephone, room)))
