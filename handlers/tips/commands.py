"""/tip and /case, whatever is marked in them, in a text or under a picture."""

from telegram import Message
from telegram.ext import filters

from handlers.telegram.words import command_in, words_of


class Written(filters.MessageFilter):
    """A message, or words under a picture, that begin with one of these commands."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self._names = names

    def filter(self, message: Message) -> bool:
        """Whether it begins so."""
        command = command_in(words_of(message))
        return command is not None and command.name in self._names

    def words_behind(self, message: Message) -> str:
        """What stands behind the command; empty where the message begins with none of these."""
        command = command_in(words_of(message))
        return command.rest.strip() if command and command.name in self._names else ""
