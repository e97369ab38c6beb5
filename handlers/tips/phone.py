"""What stands on the phones of reporters: numbers of messages, in memory alone, as long as a draft is open."""

from dataclasses import dataclass, field

from bot.texts.texts import Say


@dataclass(slots=True)
class Phone:
    """What the chat of an open draft shows.

    `screen` is the message of the bot that is edited from step to step, `extra` are others that go with it, `taken` are the
    reporter's messages that were taken into the draft, a picture without words too, `stuck` are those that Telegram did not
    delete, and `remark` is said once, on the next screen.
    """

    screen: int | None = None
    extra: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    stuck: set[int] = field(default_factory=set)
    remark: Say | None = None


class Phones:
    """The phones with an open draft, by private chat: each is opened and closed together with its draft."""

    def __init__(self) -> None:
        self._phones: dict[int, Phone] = {}

    def of(self, chat: int) -> Phone:
        """The phone of a chat with a draft."""
        return self._phones.setdefault(chat, Phone())

    def close(self, chat: int) -> Phone:
        """Forget a phone: its draft is closed. What stands there still can be taken away."""
        return self._phones.pop(chat, Phone())

    def has_taken(self, chat: int, message: int) -> bool:
        """Whether a message was taken into the draft of a chat, so that an edit of it belongs there too."""
        return chat in self._phones and message in self._phones[chat].taken
