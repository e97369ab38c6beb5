"""What a local Telegram is made of: users, chats, messages, files and polls, all values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class ChatKind(StrEnum):
    """Chat.type of the Bot API."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Status(StrEnum):
    """ChatMember.status of the Bot API."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def is_in(self) -> bool:
        """Whether one with this status is in the chat."""
        return self in {Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER}


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    is_bot: bool = False
    username: str | None = None
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """A place for messages; the id of a private chat is the person's, others are negative."""

    id: int
    kind: ChatKind
    title: str
    username: str | None = None
    is_forum: bool = False
    migrated_to: int | None = None
    hides_members: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A MessageEntity; offset and length in UTF-16 units, `more` its further fields (url, language, …)."""

    kind: str
    offset: int
    length: int
    more: tuple[tuple[str, str | int], ...] = ()

    @property
    def end(self) -> int:
        """The first UTF-16 unit after the entity."""
        return self.offset + self.length

    @property
    def fields(self) -> Mapping[str, str | int]:
        """The fields beyond kind, offset and length."""
        return dict(self.more)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities."""

    text: str = ""
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as Telegram keeps it; `kind` names the field of Message it belongs to."""

    file_id: str
    unique_id: str
    kind: str
    data: bytes
    path: str
    name: str | None = None
    mime: str | None = None
    size: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Text:
    """The body of a text message."""

    formatted: Formatted


@dataclass(frozen=True, slots=True)
class Media:
    """The body of a message with a file; only photos have a `thumbnail`."""

    file: StoredFile
    caption: Formatted = Formatted()
    thumbnail: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class PollBody:
    """The body of a message with a poll, which lives beside the messages."""

    poll_id: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Any other body: `kind` is the field of Message, `value` what stands in it (location, service messages, …)."""

    kind: str
    value: Any


Body = Text | Media | PollBody | Detail


@dataclass(frozen=True, slots=True)
class Message:
    """A message; `markup` is an inline keyboard as JSON."""

    chat_id: int
    message_id: int
    sender: User | None
    date: datetime
    body: Body
    markup: Json | None = None
    reply_to: int | None = None
    edited_at: datetime | None = None
    protected: bool = False
    thread_id: int | None = None
    via_bot: User | None = None
    forwarded: Json | None = None
    media_group_id: str | None = None
    more: Json = field(default_factory=dict)
    """Further fields of Message that nothing here looks at: an effect, a quote, the chat in whose name it is said."""

    @property
    def is_service(self) -> bool:
        """Whether the message tells of an event of the chat rather than carries content."""
        return isinstance(self.body, Detail) and self.body.kind not in {
            "location",
            "contact",
            "venue",
            "dice",
            "game",
            "story",
            "checklist",
        }


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll or a quiz; `votes` maps a user's id to the options chosen."""

    id: str
    question: Formatted
    options: tuple[Formatted, ...]
    is_anonymous: bool
    kind: str
    many_answers: bool
    correct: tuple[int, ...] = ()
    explanation: Formatted = Formatted()
    is_closed: bool = False
    votes: tuple[tuple[int, tuple[int, ...]], ...] = ()

    def counts(self) -> list[int]:
        """How many chose each option."""
        chosen = [option for _, options in self.votes for option in options]
        return [chosen.count(option) for option in range(len(self.options))]


@dataclass(frozen=True, slots=True)
class Member:
    """A user's standing in a chat."""

    user: User
    status: Status
