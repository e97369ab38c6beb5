"""Groups, supergroups and channels: what their members do with them."""

from dataclasses import replace
from typing import Protocol

from emulator.local_telegram.events import Events
from emulator.local_telegram.model import Chat, ChatKind, Detail, Status, User
from emulator.local_telegram.views import user_json
from emulator.local_telegram.world import Draft, World


class Someone(Protocol):
    """A person, as far as a group needs to know."""

    @property
    def user(self) -> User:
        """Who it is."""


class Place:
    """A chat of several people; `owner` created it, the bot is added by one of them."""

    def __init__(self, world: World, events: Events, chat: Chat, owner: Someone) -> None:
        self._world = world
        self._events = events
        self._owner = owner.user
        self.id = chat.id
        world.set_member(chat.id, owner.user, Status.CREATOR)

    @property
    def chat(self) -> Chat:
        """The chat as it is now."""
        return self._world.chats[self.id]

    def add(self, *people: Someone) -> None:
        """Let people join."""
        for person in people:
            self._join(person.user, person.user)

    def remove(self, person: Someone) -> None:
        """The owner removes a member."""
        self._leave(person.user, self._owner, Status.KICKED)

    def add_bot(self, by: Someone | None = None) -> None:
        """A member adds the bot: an ordinary member in a group, an administrator in a channel."""
        self._join(self._world.bot, by.user if by else self._owner)

    def promote_bot(self, by: Someone | None = None) -> None:
        """Make the bot an administrator, who sees every message."""
        actor = by.user if by else self._owner
        self._events.member_changed(self.chat, actor, self._world.bot, Status.ADMINISTRATOR)

    def remove_bot(self, by: Someone | None = None) -> None:
        """A member removes the bot, which can't write here any more."""
        self._leave(self._world.bot, by.user if by else self._owner, Status.KICKED)

    def topic(self, name: str) -> int:
        """Open a topic of a forum; its message_thread_id."""
        message = self._service("forum_topic_created", {"name": name, "icon_color": 7322096}, self._owner)
        self._world.threads[self.id][message] = name
        return message

    def migrate(self) -> "Place":
        """The group becomes a supergroup with a new id; the old one refuses every call, naming the new one."""
        old = self.chat
        new = self._world.add_chat(ChatKind.SUPERGROUP, old.title)
        for member in self._world.members(old.id):
            self._world.set_member(new.id, member.user, member.status)
        self._service("migrate_to_chat_id", new.id, self._owner)
        self._world.replace_chat(replace(old, migrated_to=new.id))
        self.id = new.id
        self._service("migrate_from_chat_id", old.id, self._owner)
        return self

    def _join(self, user: User, by: User) -> None:
        is_channel = self.chat.kind is ChatKind.CHANNEL
        is_bot = user == self._world.bot
        status = Status.ADMINISTRATOR if is_channel and is_bot else Status.MEMBER
        self._events.member_changed(self.chat, by, user, status)
        if not is_channel:
            self._service("new_chat_members", [user_json(user)], by)

    def _leave(self, user: User, by: User, status: Status) -> None:
        self._events.member_changed(self.chat, by, user, status)
        if self.chat.kind is not ChatKind.CHANNEL:
            self._service("left_chat_member", user_json(user), by)

    def _service(self, kind: str, value: object, by: User) -> int:
        message = self._world.post(Draft(self.chat, by, Detail(kind, value)))
        self._events.posted(message)
        return message.message_id
