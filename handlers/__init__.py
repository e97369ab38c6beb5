"""The Telegram edge of Adep: the whole routing on one screen."""

import os

from handlers.acts import browse, qr
from handlers.answers import group, inline, question, rating, share, why
from handlers.officials import commands as official_commands
from handlers.owners import announce, reload, status
from handlers.people import (
    cancel,
    help,  # noqa: A004 - a module named for its command
    membership,
    menus,
    privacy,
    settings,
    start,
    unknown_message,
)
from handlers.reminders import remind, votes
from handlers.telegram import errors
from handlers.telegram.context import AdepApplication
from handlers.tips import conversation as tip_conversation
from handlers.tips import receipt, taking

# PTB then gives spans of time as timedelta; without this it warns at every 429, before anyone looks at the span.
os.environ.setdefault("PTB_TIMEDELTA", "true")

# In the order in which they are tried: `unknown_message` takes whatever is left.
MODULES = (
    membership,
    group,
    official_commands,
    tip_conversation,
    taking,
    receipt,
    cancel,
    start,
    help,
    browse,
    remind,
    votes,
    question,
    share,
    rating,
    why,
    inline,
    qr,
    settings,
    privacy,
    status,
    reload,
    announce,
    menus,
    unknown_message,
    errors,
)


def register(application: AdepApplication) -> None:
    """Add every handler to the application."""
    for module in MODULES:
        module.register(application)
