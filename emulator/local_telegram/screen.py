"""What a person reads: their chats, the messages in them, the buttons under these."""

from emulator.local_telegram.errors import ImpossibleError
from emulator.local_telegram.model import Chat, ChatKind, Message, User
from emulator.local_telegram.places import Place
from emulator.local_telegram.shown import Button, Shown, shown
from emulator.local_telegram.world import World


class Screen:
    """The reading half of a person; every method without a `chat` speaks of the private chat with the bot."""

    def __init__(self, world: World, user: User) -> None:
        self._world = world
        self.user = user

    @property
    def id(self) -> int:
        """The id of the user and of their private chat with the bot."""
        return self.user.id

    def shown(self, chat: Place | None = None) -> list[Shown]:
        """The messages of the chat in order, deleted ones gone."""
        return [shown(message, self._world) for message in self._world.history(self._chat(chat).id)]

    def last(self, chat: Place | None = None) -> Shown:
        """The newest message of the bot; ImpossibleError if it never wrote."""
        said = [message for message in self.shown(chat) if message.from_bot]
        if not said:
            raise ImpossibleError("the bot has not written here")
        return said[-1]

    def keyboard(self, chat: Place | None = None) -> list[list[str]]:
        """The labels of the reply keyboard at the foot of the chat, row after row."""
        return self._world.keyboards.get(self._chat(chat).id, [])

    def _chat(self, place: Place | None) -> Chat:
        chat = self._world.chats[self.id if place is None else place.id]
        is_in = chat.kind is ChatKind.PRIVATE or self._world.member(chat.id, self.user).status.is_in
        if not is_in:
            raise ImpossibleError("the person is not in this chat")
        return chat

    def _message(self, message_id: int, place: Place | None) -> Message:
        message = self._world.message(self._chat(place).id, message_id)
        if message is None:
            raise ImpossibleError("no such message")
        return message

    def _find_button(
        self, what: str, message_id: int | None, place: Place | None
    ) -> tuple[Message, Button] | None:
        for message in reversed(self._world.history(self._chat(place).id)):
            if message_id in {None, message.message_id}:
                for button in shown(message, self._world).every_button():
                    if what in {button.label, button.data}:
                        return message, button
        return None
