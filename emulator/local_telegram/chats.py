"""Methods about chats and who is in them."""

from collections.abc import Mapping

from emulator.local_telegram.access import Access
from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.events import Events
from emulator.local_telegram.model import Chat, ChatKind, Detail, Json, Member, Status
from emulator.local_telegram.params import Params
from emulator.local_telegram.sending import Method
from emulator.local_telegram.views import Views, chat_json, member_json
from emulator.local_telegram.world import Draft, World

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


class Chats:
    """getChat, getChatMember and their kin, leaveChat, pins and reactions."""

    def __init__(self, world: World, views: Views, events: Events) -> None:
        self._world = world
        self._views = views
        self._events = events
        self._access = Access(world)

    def methods(self) -> Mapping[str, Method]:
        """The methods by name."""
        return {
            "getChat": self.get_chat,
            "getChatMember": self.get_member,
            "getChatAdministrators": self.get_administrators,
            "getChatMemberCount": self.get_member_count,
            "leaveChat": self.leave,
            "pinChatMessage": self.pin,
            "unpinChatMessage": self.unpin,
            "unpinAllChatMessages": self.unpin,
            "setMessageReaction": self.react,
        }

    def get_chat(self, params: Params) -> Json:
        chat = self._readable(params)
        full = {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(_GIFTS, False),
        }
        pinned = self._world.message(chat.id, self._world.pinned.get(chat.id, 0))
        return chat_json(chat) | full | ({"pinned_message": self._views.message(pinned)} if pinned else {})

    def get_member(self, params: Params) -> Json:
        chat = self._readable(params)
        user = self._world.users.get(params.integer("user_id"))
        if user is None:
            raise bad_request("PARTICIPANT_ID_INVALID")
        if chat.hides_members and not self._access.is_admin(chat):
            raise bad_request("CHAT_ADMIN_REQUIRED")
        if chat.kind is ChatKind.PRIVATE and user.id == chat.id:
            return member_json(Member(user, Status.MEMBER))
        return member_json(self._world.member(chat.id, user))

    def get_administrators(self, params: Params) -> list[Json]:
        chat = self._readable(params)
        if chat.kind is ChatKind.PRIVATE:
            raise bad_request("there are no administrators in the private chat")
        chiefs = {Status.CREATOR, Status.ADMINISTRATOR}
        return [member_json(one) for one in self._world.members(chat.id) if one.status in chiefs]

    def get_member_count(self, params: Params) -> int:
        chat = self._readable(params)
        return 2 if chat.kind is ChatKind.PRIVATE else len(self._world.members(chat.id))

    def leave(self, params: Params) -> bool:
        chat = self._readable(params)
        if chat.kind is ChatKind.PRIVATE:
            raise bad_request("chat member status can't be changed in private chats")
        self._events.member_changed(chat, self._world.bot, self._world.bot, Status.LEFT)
        return True

    def pin(self, params: Params) -> bool:
        chat = self._access.writable(params)
        message = self._access.message(chat, params, "message to pin not found")
        self._check_may_pin(chat)
        self._world.pinned[chat.id] = message.message_id
        shown = self._views.message(message, nested=True)
        self._world.post(Draft(chat, self._world.bot, Detail("pinned_message", shown)))
        return True

    def unpin(self, params: Params) -> bool:
        chat = self._access.writable(params)
        self._check_may_pin(chat)
        self._world.pinned.pop(chat.id, None)
        return True

    def react(self, params: Params) -> bool:
        chat = self._access.writable(params)
        message = self._access.message(chat, params, "message to react not found")
        reactions = params.array("reaction", "reaction") or []
        if len(reactions) > 1:
            raise bad_request("REACTIONS_TOO_MANY")
        self._world.reactions[chat.id, message.message_id] = reactions
        return True

    def _readable(self, params: Params) -> Chat:
        chat = self._access.chat(params)
        if chat.kind is not ChatKind.PRIVATE:
            self._access.check_inside(chat)
        return chat

    def _check_may_pin(self, chat: Chat) -> None:
        if chat.kind in {ChatKind.SUPERGROUP, ChatKind.CHANNEL} and not self._access.is_admin(chat):
            raise bad_request("not enough rights to manage pinned messages in the chat")
