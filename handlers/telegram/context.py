"""PTB's types as Adep fills them."""

from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from handlers.telegram.sending import Tries

AdepBot = ExtBot[Tries]


class Context(CallbackContext[AdepBot, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context of one update, and nothing of ours: what a handler needs is handed to it when it is registered."""


AdepApplication = Application[Any, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
