"""The Telegram edge of Adep: the whole routing on one screen."""

import os

from handlers import (
    announce,
    ask,
    browse,
    cancel,
    errors,
    feedback,
    group,
    help,  # noqa: A004 - a module named for its command
    inline,
    membership,
    menus,
    officials,
    other,
    privacy,
    qr,
    receipt,
    reload,
    remind,
    settings,
    share,
    start,
    status,
    tip,
    tip_taking,
    votes,
    why,
)
from handlers.context import AdepApplication

# PTB then gives spans of time as timedelta; without this it warns at every 429, before anyone looks at the span.
os.environ.setdefault("PTB_TIMEDELTA", "true")

# In the order in which they are tried: `other` takes whatever is left.
MODULES = (
    membership,
    group,
    officials,
    tip,
    tip_taking,
    receipt,
    cancel,
    start,
    help,
    browse,
    remind,
    votes,
    ask,
    share,
    feedback,
    why,
    inline,
    qr,
    settings,
    privacy,
    status,
    reload,
    announce,
    menus,
    other,
    errors,
)


def register(application: AdepApplication) -> None:
    """Add every handler to the application."""
    for module in MODULES:
        module.register(application)
