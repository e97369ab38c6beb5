"""The JSON in which the Bot API shows what the world holds."""

from emulator.local_telegram.entities import entity_json
from emulator.local_telegram.files import identity
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
    PollBody,
    Status,
    StoredFile,
    Text,
    User,
)
from emulator.local_telegram.world import World

_ADMIN_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_SECONDS = 3


def user_json(user: User) -> Json:
    """A User."""
    fields = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    optional = {"username": user.username, "language_code": user.language_code}
    return fields | {name: value for name, value in optional.items() if value is not None}


def chat_json(chat: Chat) -> Json:
    """A Chat."""
    name = "first_name" if chat.kind is ChatKind.PRIVATE else "title"
    fields: Json = {"id": chat.id, "type": chat.kind.value, name: chat.title}
    if chat.username is not None:
        fields["username"] = chat.username
    if chat.is_forum:
        fields["is_forum"] = True
    return fields


def member_json(member: Member) -> Json:
    """A ChatMember of the kind its status says."""
    fields: Json = {"user": user_json(member.user), "status": member.status.value}
    match member.status:
        case Status.CREATOR:
            fields["is_anonymous"] = False
        case Status.ADMINISTRATOR:
            fields |= dict.fromkeys(_ADMIN_RIGHTS, True) | {"is_anonymous": False}
        case Status.KICKED:
            fields["until_date"] = 0
        case _:
            pass
    return fields


class Views:
    """Renders messages and polls, which refer to others of the same world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def message(self, message: Message, *, nested: bool = False) -> Json:
        """A Message; a `nested` one does not show what it replies to."""
        chat = self._world.chats[message.chat_id]
        fields: Json = {
            "message_id": message.message_id,
            "date": int(message.date.timestamp()),
            "chat": chat_json(chat),
        }
        fields |= self._origin(message, chat) | self._body(message) | self._thread(message)
        if message.reply_to is not None and not nested:
            replied = self._world.message(message.chat_id, message.reply_to)
            fields |= {} if replied is None else {"reply_to_message": self.message(replied, nested=True)}
        return fields

    def under_button(self, message: Message) -> Json:
        """The Message of a pressed button; of one out of sight Telegram tells the place alone (InaccessibleMessage)."""
        if (message.chat_id, message.message_id) not in self._world.out_of_sight:
            return self.message(message)
        chat = chat_json(self._world.chats[message.chat_id])
        return {"chat": chat, "message_id": message.message_id, "date": 0}

    def poll(self, poll: Poll) -> Json:
        """A Poll; an older server does not know the fields of Bot API 10."""
        fields: Json = {
            "id": poll.id,
            "question": poll.question.text,
            "options": [self._option(poll, number) for number in range(len(poll.options))],
            "total_voter_count": len(poll.votes),
            "is_closed": poll.is_closed,
            "is_anonymous": poll.is_anonymous,
            "type": poll.kind,
            "allows_multiple_answers": poll.many_answers,
        }
        if not self._world.is_older:
            fields |= {"allows_revoting": poll.kind != "quiz", "members_only": False}
        fields |= self._entities("question_entities", poll.question)
        if poll.kind == "quiz":
            fields["correct_option_ids"] = list(poll.correct)
        if poll.explanation.text:
            fields["explanation"] = poll.explanation.text
            fields |= self._entities("explanation_entities", poll.explanation)
        return fields

    def _option(self, poll: Poll, number: int) -> Json:
        option = poll.options[number]
        fields: Json = {"text": option.text, "voter_count": poll.counts()[number]}
        if not self._world.is_older:
            fields["persistent_id"] = str(number)
        return fields | self._entities("text_entities", option)

    def _origin(self, message: Message, chat: Chat) -> Json:
        fields: Json = {}
        if chat.kind is ChatKind.CHANNEL:
            fields["sender_chat"] = chat_json(chat)
        elif message.sender is not None:
            fields["from"] = user_json(message.sender)
        if message.via_bot is not None:
            fields["via_bot"] = user_json(message.via_bot)
        if message.forwarded is not None:
            fields["forward_origin"] = message.forwarded
        if message.edited_at is not None:
            fields["edit_date"] = int(message.edited_at.timestamp())
        if message.protected:
            fields["has_protected_content"] = True
        if message.media_group_id is not None:
            fields["media_group_id"] = message.media_group_id
        fields |= message.more
        return fields | ({} if message.markup is None else {"reply_markup": message.markup})

    def _thread(self, message: Message) -> Json:
        if message.thread_id is None:
            return {}
        return {"message_thread_id": message.thread_id, "is_topic_message": True}

    def _body(self, message: Message) -> Json:
        match message.body:
            case Text(formatted):
                return {"text": formatted.text} | self._entities("entities", formatted)
            case Media(file, caption, thumbnail):
                return _media(file, thumbnail) | self._caption(caption)
            case PollBody(poll_id):
                return {"poll": self.poll(self._world.polls[poll_id])}
            case Detail("venue", value):
                return {"venue": value, "location": value["location"]}
            case Detail(kind, value):
                return {kind: value}

    def _caption(self, caption: Formatted) -> Json:
        if not caption.text:
            return {}
        return {"caption": caption.text} | self._entities("caption_entities", caption)

    def _entities(self, name: str, formatted: Formatted) -> Json:
        if not formatted.entities:
            return {}
        users = [user_json(user) for user in self._world.users.values()] if _mentions(formatted) else []
        return {name: [entity_json(entity, users) for entity in formatted.entities]}


def _mentions(formatted: Formatted) -> bool:
    return any(entity.kind == "text_mention" for entity in formatted.entities)


def _media(file: StoredFile, thumbnail: StoredFile | None) -> Json:
    if file.kind == "photo":
        return {"photo": [_photo_size(size) for size in (thumbnail, file) if size is not None]}
    fields = identity(file)
    if file.name is not None:
        fields["file_name"] = file.name
    if file.mime is not None:
        fields["mime_type"] = file.mime
    width, height = file.size
    match file.kind:
        case "sticker":
            fields |= {"width": 512, "height": 512, "is_animated": False, "is_video": False}
            fields["type"] = "regular"
        case "video" | "animation":
            fields |= {"width": width, "height": height, "duration": _SECONDS}
        case "voice" | "audio":
            fields["duration"] = _SECONDS
        case "video_note":
            fields |= {"length": 240, "duration": _SECONDS}
    if file.kind == "animation":
        return {"animation": fields, "document": fields}
    return {file.kind: fields}


def _photo_size(file: StoredFile) -> Json:
    width, height = file.size
    return {**identity(file), "width": width, "height": height}
