"""Commands as people write them: PTB's own handler knows only those that Telegram marks before anything else."""

from collections.abc import Collection
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler as PTBCommandHandler
from telegram.ext import filters as ptb_filters

from handlers.telegram.context import Context
from handlers.telegram.turn import Callback
from handlers.telegram.words import command_in, words_of


class CommandHandler(PTBCommandHandler[Context, Any]):
    """Handles a command at the beginning of a text, however it is marked there; with `captions`, of what stands under a picture too."""

    def __init__(
        self,
        command: str | Collection[str],
        callback: Callback,
        filters: ptb_filters.BaseFilter | None = None,
        *,
        captions: bool = False,
    ) -> None:
        super().__init__(command, callback, filters)
        self._captions = captions

    def check_update(self, update: object) -> Any:
        """The words behind the command, and what the filters say; None or False where it is not for this handler."""
        message = update.effective_message if isinstance(update, Update) else None
        if message is None:
            return None
        command = command_in(words_of(message) if self._captions else message.text or "")
        if command is None or command.name not in self.commands:
            return None
        if not command.is_for(message.get_bot().username):
            return None
        chosen = self.filters.check_update(update)  # type: ignore[arg-type]  # it has a message: it is an update
        return (command.rest.split(), chosen) if chosen else False
