"""Which chat and message a call names, and whether the bot may write there."""

from emulator.local_telegram.errors import bad_request, forbidden, migrated
from emulator.local_telegram.model import Chat, ChatKind, Message, Status
from emulator.local_telegram.params import Params, whole
from emulator.local_telegram.world import World


class Access:
    """Finds what a call names, or refuses with Telegram's words."""

    def __init__(self, world: World) -> None:
        self._world = world

    def chat(self, params: Params, name: str = "chat_id") -> Chat:
        """The chat of the parameter, if the bot has ever met it; 400 otherwise or where it migrated."""
        asked = params.text(name)
        if not asked:
            raise bad_request(f"{name} is empty")
        chat = (
            self._by_name(asked[1:]) if asked.startswith("@") else self._world.chats.get(params.integer(name))
        )
        if chat is None or not self._world.has_met(chat):
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise migrated(chat.migrated_to)
        return chat

    def writable(self, params: Params) -> Chat:
        """The chat of `chat_id`, where the bot may send; 403 where it may not."""
        chat = self.chat(params)
        if chat.kind is ChatKind.PRIVATE:
            self._check_person(chat)
        else:
            self.check_inside(chat)
        if chat.kind is ChatKind.CHANNEL and not self.is_admin(chat):
            raise bad_request("need administrator rights in the channel chat")
        return chat

    def check_inside(self, chat: Chat) -> None:
        """Raises 403 where the bot is not in the group."""
        match self._world.member(chat.id, self._world.bot).status:
            case Status.KICKED:
                raise forbidden(f"bot was kicked from the {chat.kind} chat")
            case Status.LEFT:
                raise forbidden(f"bot is not a member of the {chat.kind} chat")
            case _:
                pass

    def is_admin(self, chat: Chat) -> bool:
        """Whether the bot is an administrator of the chat."""
        return self._world.member(chat.id, self._world.bot).status is Status.ADMINISTRATOR

    def replied(self, chat: Chat, params: Params) -> int | None:
        """The id of the message replied to, or None; 400 if it is gone and the caller did not allow for that."""
        reply = params.object("reply_parameters", "reply parameters") or {}
        wanted = whole(reply.get("message_id", 0)) or params.integer("reply_to_message_id")
        if not wanted:
            return None
        if self._world.message(chat.id, wanted) is not None:
            return wanted
        if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")

    def thread(self, chat: Chat, params: Params) -> int | None:
        """The topic the call names, or None; 400 for an unknown one, and for a closed one that the bot is no admin of."""
        thread_id = params.integer("message_thread_id") or None
        if thread_id and thread_id not in self._world.threads[chat.id]:
            if chat.kind is ChatKind.PRIVATE:
                return None
            raise bad_request("message thread not found")
        if (chat.id, thread_id) in self._world.closed_topics and not self.is_admin(chat):
            raise bad_request("TOPIC_CLOSED")
        return thread_id

    def message(self, chat: Chat, params: Params, refusal: str) -> Message:
        """The message of `message_id`; 400 with the refusal if there is none."""
        if not params.has("message_id"):
            raise bad_request("message identifier is not specified")
        message = self._world.message(chat.id, params.integer("message_id"))
        if message is None:
            raise bad_request(refusal)
        return message

    def _by_name(self, username: str) -> Chat | None:
        public = (chat for chat in self._world.chats.values() if chat.kind is not ChatKind.PRIVATE)
        return next((chat for chat in public if chat.username == username), None)

    def _check_person(self, chat: Chat) -> None:
        if chat.id in self._world.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.id not in self._world.started:
            raise forbidden("bot can't initiate conversation with a user")
