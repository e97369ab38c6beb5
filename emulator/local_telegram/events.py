"""What happens among people, told to the bot as updates: who sees what is decided here."""

import re

from emulator.local_telegram.entities import with_automatic
from emulator.local_telegram.model import (
    Chat,
    ChatKind,
    Detail,
    Formatted,
    Json,
    Media,
    Member,
    Message,
    Poll,
    Status,
    Text,
    User,
)
from emulator.local_telegram.queries import Query
from emulator.local_telegram.units import cut
from emulator.local_telegram.views import Views, chat_json, member_json, user_json
from emulator.local_telegram.world import World


class Events:
    """Queues an update for each thing that happens, if the bot may see it."""

    def __init__(self, world: World, views: Views) -> None:
        self._world = world
        self._views = views

    def posted(self, message: Message) -> None:
        """Someone else than the bot sent the message."""
        self._tell(message, "message", "channel_post")

    def edited(self, message: Message) -> None:
        """Someone else than the bot edited the message."""
        self._tell(message, "edited_message", "edited_channel_post")

    def pressed(self, query: Query, user: User, message: Message, data: str) -> None:
        """The user pressed an inline button under the message."""
        self._world.updates.put(
            "callback_query",
            {
                "id": query.id,
                "from": user_json(user),
                "message": self._views.under_button(message),
                "chat_instance": str(message.chat_id),
                "data": data,
            },
        )

    def asked_inline(self, query: Query, user: User, text: str, place: str) -> None:
        """The user typed the bot's name and the text in the entry field of some chat."""
        asked: Json = {"id": query.id, "from": user_json(user), "query": text, "offset": ""}
        self._world.updates.put("inline_query", {**asked, "chat_type": place})

    def chose_inline(self, user: User, result_id: str, text: str) -> None:
        """The user sent an inline result."""
        chosen = {"result_id": result_id, "from": user_json(user), "query": text}
        self._world.updates.put("chosen_inline_result", chosen)

    def voted(self, poll: Poll, user: User, options: tuple[int, ...]) -> None:
        """The user voted or took the vote back."""
        if not poll.is_anonymous:
            answer = {"poll_id": poll.id, "user": user_json(user), "option_ids": list(options)}
            answer["option_persistent_ids"] = [str(option) for option in options]
            self._world.updates.put("poll_answer", answer)
        self.poll_changed(poll)

    def poll_changed(self, poll: Poll) -> None:
        """The counts of the poll changed, or it was closed."""
        self._world.updates.put("poll", self._views.poll(poll))

    def reacted(self, message: Message, user: User, emoji: str | None) -> None:
        """The user put a reaction on the message, or took it away (None)."""
        new = [] if emoji is None else [{"type": "emoji", "emoji": emoji}]
        reaction: Json = {
            "user": user_json(user),
            "date": self._date(),
            "old_reaction": [],
            "new_reaction": new,
        }
        reaction |= {"chat": self._chat(message.chat_id), "message_id": message.message_id}
        self._world.updates.put("message_reaction", reaction)

    def member_changed(self, chat: Chat, by: User, user: User, status: Status) -> None:
        """Set the standing of the user in the chat and tell of it."""
        old = self._world.member(chat.id, user)
        if old.status is status:
            return
        self._world.set_member(chat.id, user, status)
        new = Member(user, status)
        kind = "my_chat_member" if user.id == self._world.bot.id else "chat_member"
        self._world.updates.put(kind, self._change(chat, by, old, new))

    def _change(self, chat: Chat, by: User, old: Member, new: Member) -> Json:
        return {
            "chat": chat_json(chat),
            "from": user_json(by),
            "date": self._date(),
            "old_chat_member": member_json(old),
            "new_chat_member": member_json(new),
        }

    def _tell(self, message: Message, kind: str, channel_kind: str) -> None:
        chat = self._world.chats[message.chat_id]
        if not self._sees(message, chat):
            if kind == "message" and self._is_guest_called(message):
                query = self._world.queries.ask(message.sender.id if message.sender else 0)
                self._world.updates.put(
                    "guest_message", {**self._views.message(message), "guest_query_id": query.id}
                )
            return
        is_channel = chat.kind is ChatKind.CHANNEL
        self._world.updates.put(channel_kind if is_channel else kind, self._views.message(message))

    def _sees(self, message: Message, chat: Chat) -> bool:
        if chat.kind is ChatKind.PRIVATE:
            return chat.id not in self._world.blocked
        status = self._world.member(chat.id, self._world.bot).status
        if not status.is_in:
            return _is_about(message, self._world.bot)
        if chat.kind is ChatKind.CHANNEL or status is not Status.MEMBER or not self._world.privacy:
            return True
        return message.is_service or self._is_addressed(message)

    def _is_addressed(self, message: Message) -> bool:
        """Privacy mode of bots in groups: commands, mentions, replies to the bot, messages sent through it."""
        replied = self._world.message(message.chat_id, message.reply_to) if message.reply_to else None
        if message.via_bot == self._world.bot or (replied and replied.sender == self._world.bot):
            return True
        return calls_bot(_words(message), self._world.bot.username or "")

    def _is_guest_called(self, message: Message) -> bool:
        """Whether the bot may answer as a guest: it is in the chat no more than anybody, and is called by its name."""
        is_in = self._world.member(message.chat_id, self._world.bot).status.is_in
        return self._world.takes_guests and not is_in and self._is_addressed(message)

    def _chat(self, chat_id: int) -> Json:
        return chat_json(self._world.chats[chat_id])

    def _date(self) -> int:
        return int(self._world.now().timestamp())


def calls_bot(formatted: Formatted, username: str) -> bool:
    """Whether the text holds a command not meant for another bot, or mentions this one."""
    for entity in with_automatic(formatted).entities:
        words = cut(formatted.text, entity.offset, entity.length).lower()
        if entity.kind == "mention" and words == f"@{username.lower()}":
            return True
        if entity.kind == "bot_command" and re.fullmatch(rf"/\w+(@{re.escape(username.lower())})?", words):
            return True
    return False


def _words(message: Message) -> Formatted:
    match message.body:
        case Text(formatted):
            return formatted
        case Media(caption=caption):
            return caption
        case _:
            return Formatted()


def _is_about(message: Message, bot: User) -> bool:
    match message.body:
        case Detail("left_chat_member", {"id": user_id}):
            return bool(user_id == bot.id)
        case _:
            return False
