"""The shape of what Telegram sends, as far as Adep reads it: whatever is of another is passed over before anybody meets it."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Int64 = Annotated[int, Field(ge=-(2**63), lt=2**63)]
"""More no database keeps."""

Position = Annotated[int, Field(ge=0, le=100_000)]
Votes = Annotated[int, Field(ge=0, le=10**10)]


_HALF = re.compile(r"[\ud800-\udfff]")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class _Shape(BaseModel):
    """Fields that are read have their type; others may be anything."""

    model_config = ConfigDict(strict=True, extra="ignore")


class _User(_Shape):
    id: Int64
    is_bot: bool = False
    language_code: str | None = None


class _Chat(_Shape):
    id: Int64
    type: str


class _Mark(_Shape):
    type: str
    offset: Position
    length: Position


class _Quote(_Shape):
    text: str


class _Message(_Shape):
    message_id: Int64
    date: int
    chat: _Chat
    writer: _User | None = Field(None, alias="from")
    sender_chat: _Chat | None = None
    via_bot: _User | None = None
    message_thread_id: Int64 | None = None
    is_topic_message: bool | None = None
    media_group_id: str | None = None
    text: str | None = None
    caption: str | None = None
    entities: list[_Mark] = Field(default_factory=list)
    caption_entities: list[_Mark] = Field(default_factory=list)
    reply_to_message: "_Message | None" = None
    quote: _Quote | None = None
    guest_query_id: str | None = None
    migrate_to_chat_id: Int64 | None = None
    migrate_from_chat_id: Int64 | None = None


class _Press(_Shape):
    id: str
    presser: _User = Field(alias="from")
    message: _Message | None = None
    data: str | None = None


class _Inline(_Shape):
    id: str
    writer: _User = Field(alias="from")
    query: str


class _Member(_Shape):
    status: str
    user: _User


class _MemberChange(_Shape):
    chat: _Chat
    changer: _User = Field(alias="from")
    date: int
    old_chat_member: _Member
    new_chat_member: _Member


class _Option(_Shape):
    voter_count: Votes


class _Poll(_Shape):
    id: str
    options: list[_Option]
    is_anonymous: bool


class _Vote(_Shape):
    poll_id: str
    user: _User | None = None
    option_ids: list[Votes]


class _Update(_Shape):
    message: _Message | None = None
    edited_message: _Message | None = None
    guest_message: _Message | None = None
    callback_query: _Press | None = None
    inline_query: _Inline | None = None
    my_chat_member: _MemberChange | None = None
    poll: _Poll | None = None
    poll_answer: _Vote | None = None


def is_sound(raw: object) -> bool:
    """Whether an update can be read; kinds and fields that Adep does not look at may be of any shape."""
    try:
        _Update.model_validate(raw)
    except (ValidationError, RecursionError):
        return False
    return True


def without_halves(raw: Any) -> Any:
    """The same with «\ufffd» for each half of a sign: no answer, file or database can carry a half. Offsets into texts stay true."""
    try:
        return _whole(raw)
    except RecursionError:
        return raw


def _whole(raw: Any) -> Any:
    if isinstance(raw, str):
        return raw if raw.isascii() else _HALF.sub(_UNKNOWN, raw)
    if isinstance(raw, dict):
        return {name: _whole(value) for name, value in raw.items()}
    return [_whole(value) for value in raw] if isinstance(raw, list) else raw
