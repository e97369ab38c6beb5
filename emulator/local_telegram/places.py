"""Groups, supergroups and channels: what their members do with them."""

from collections.abc import Collection
from dataclasses import replace
from typing import Protocol

from emulator.local_telegram.events import Events
from emulator.local_telegram.model import Chat, ChatKind, Detail, Status, Text, User
from emulator.local_telegram.typed import typed
from emulator.local_telegram.views import chat_json, user_json
from emulator.local_telegram.world import Draft, World

_ANONYMOUS_ADMIN = User(1087968824, "Group", is_bot=True, username="GroupAnonymousBot")
_CHANNEL_BOT = User(136817688, "Channel", is_bot=True, username="Channel_Bot")
"""In whose names Telegram shows people that hide behind a group or a channel."""


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

    def close_topic(self, topic: int | None = None) -> None:
        """Close a topic, or General where none is named: whoever is no admin cannot write there."""
        self._world.closed_topics.add((self.id, topic))

    def delete_topic(self, topic: int) -> None:
        """Delete a topic."""
        self._world.threads[self.id].pop(topic, None)

    def hide_members(self) -> None:
        """Hide the members: a bot that is no admin cannot ask who somebody is here."""
        self._world.replace_chat(replace(self.chat, hides_members=True))

    def say_as_group(self, text: str) -> int:
        """An admin who hides behind the group says it."""
        return self._say_as(self.chat, _ANONYMOUS_ADMIN, text)

    def say_as_channel(self, text: str, channel: "Place") -> int:
        """A member says it in the name of a channel."""
        return self._say_as(channel.chat, _CHANNEL_BOT, text)

    def _say_as(self, sender: Chat, user: User, text: str) -> int:
        draft = Draft(self.chat, user, Text(typed(text)), more={"sender_chat": chat_json(sender)})
        message = self._world.post(draft)
        self._events.posted(message)
        return message.message_id

    def migrate(self, *, told: Collection[str] = ("member", "to", "from")) -> "Place":
        """The group becomes a supergroup with a new id; the old one refuses every call, naming the new one.

        What the bot is told, in this order: that it is a `member` of the new one, what the old one moved `to`, what the new one comes `from`.
        """
        old = self.chat
        new = self._world.add_chat(ChatKind.SUPERGROUP, old.title)
        for member in self._world.members(old.id):
            if member.user != self._world.bot or "member" not in told:
                self._world.set_member(new.id, member.user, member.status)
        if "member" in told:
            self._events.member_changed(new, self._owner, self._world.bot, Status.MEMBER)
        if "to" in told:
            self._service("migrate_to_chat_id", new.id, self._owner)
        self._world.replace_chat(replace(old, migrated_to=new.id))
        self.id = new.id
        if "from" in told:
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
