"""Methods that change or take away messages already sent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from emulator.local_telegram.access import Access
from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.keyboards import inline_only, markup_of
from emulator.local_telegram.model import Body, Chat, ChatKind, Json, Media, Message, Text
from emulator.local_telegram.params import Params, whole
from emulator.local_telegram.sending import Method
from emulator.local_telegram.views import Views
from emulator.local_telegram.wording import caption_text, message_text
from emulator.local_telegram.world import World

_DELETABLE = timedelta(hours=48)
_MOST_AT_ONCE = 100
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


class Editing:
    """editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage, deleteMessages."""

    def __init__(self, world: World, views: Views) -> None:
        self._world = world
        self._views = views
        self._access = Access(world)

    def methods(self) -> Mapping[str, Method]:
        """The methods by name."""
        return {
            "editMessageText": self.edit_text,
            "editMessageCaption": self.edit_caption,
            "editMessageReplyMarkup": self.edit_markup,
            "deleteMessage": self.delete_message,
            "deleteMessages": self.delete_messages,
        }

    def edit_text(self, params: Params) -> Json:
        text = message_text(params)
        message = self._own(params)
        if not isinstance(message.body, Text):
            raise bad_request("there is no text in the message to edit")
        return self._change(message, params, Text(text))

    def edit_caption(self, params: Params) -> Json:
        caption = caption_text(params)
        message = self._own(params)
        if not isinstance(message.body, Media):
            raise bad_request("there is no caption in the message to edit")
        return self._change(message, params, replace(message.body, caption=caption))

    def edit_markup(self, params: Params) -> Json:
        message = self._own(params)
        markup = inline_only(markup_of(params))
        if markup == message.markup:
            raise bad_request(_NOT_MODIFIED)
        return self._views.message(self._world.change(replace(message, markup=markup)))

    def delete_message(self, params: Params) -> bool:
        chat = self._access.writable(params)
        message = self._access.message(chat, params, "message to delete not found")
        self._check_deletable(chat, message)
        self._world.delete(message)
        return True

    def delete_messages(self, params: Params) -> bool:
        chat = self._access.writable(params)
        ids = params.array("message_ids", "message identifiers")
        if not ids:
            raise bad_request("message identifiers are not specified")
        if len(ids) > _MOST_AT_ONCE:
            raise bad_request("too many message identifiers specified")
        found = [message for one in ids if (message := self._world.message(chat.id, whole(one)))]
        for message in found:
            self._check_deletable(chat, message)
        for message in found:
            self._world.delete(message)
        return True

    def _own(self, params: Params) -> Message:
        if params.has("inline_message_id"):
            raise bad_request("MESSAGE_ID_INVALID")
        chat = self._access.writable(params)
        message = self._access.message(chat, params, "message to edit not found")
        is_locked = (chat.id, message.message_id) in self._world.locked
        if is_locked or message.sender != self._world.bot or message.forwarded is not None:
            raise bad_request("message can't be edited")
        return message

    def _change(self, message: Message, params: Params, body: Body) -> Json:
        """An edit without `reply_markup` takes the keyboard away, as at Telegram."""
        markup = inline_only(markup_of(params))
        if body == message.body and markup == message.markup:
            raise bad_request(_NOT_MODIFIED)
        changed = replace(message, body=body, markup=markup, edited_at=self._world.now())
        return self._views.message(self._world.change(changed))

    def _check_deletable(self, chat: Chat, message: Message) -> None:
        is_admin = chat.kind is not ChatKind.PRIVATE and self._access.is_admin(chat)
        if is_admin and chat.kind is not ChatKind.GROUP:
            return
        may = chat.kind is ChatKind.PRIVATE or is_admin or message.sender == self._world.bot
        if not may:
            raise bad_request("message can't be deleted")
        if self._world.is_older_than(message, _DELETABLE):
            raise bad_request("message can't be deleted for everyone")
