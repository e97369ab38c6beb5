"""Methods that put messages into chats: texts, copies, forwards and small things without files."""

from collections.abc import Callable, Mapping
from typing import Any

from emulator.local_telegram.access import Access
from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.keyboards import markup_of
from emulator.local_telegram.model import Body, Chat, Detail, Formatted, Json, Media, Message, Text
from emulator.local_telegram.params import Params
from emulator.local_telegram.views import Views, user_json
from emulator.local_telegram.wording import caption_text, message_text
from emulator.local_telegram.world import Draft, World

Method = Callable[[Params], Any]

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


class Outbox:
    """The last step of every sending method: pace, reply, topic, keyboard, and the message shown as JSON."""

    def __init__(self, world: World, views: Views) -> None:
        self._world = world
        self._views = views
        self.access = Access(world)

    def send(self, params: Params, body: Body) -> Json:
        """Send the body to the chat of the call."""
        return self.put(self.access.writable(params), params, body)

    def put(self, chat: Chat, params: Params, body: Body, forwarded: Json | None = None) -> Json:
        """Send the body to the chat; raises 429 beyond the pace, 400 for bad markup or reply."""
        draft = self.draft(chat, params, body, forwarded)
        self._world.pace.spend(chat.id)
        return self._views.message(self.post(draft))

    def draft(self, chat: Chat, params: Params, body: Body, forwarded: Json | None = None) -> Draft:
        """All that the call says about the message, checked."""
        return Draft(
            chat=chat,
            sender=self._world.bot,
            body=body,
            markup=markup_of(params),
            reply_to=self.access.replied(chat, params),
            protected=params.flag("protect_content"),
            thread_id=self.access.thread(chat, params),
            forwarded=forwarded,
        )

    def post(self, draft: Draft) -> Message:
        """Post a checked draft; a reply keyboard goes to the foot of the chat and not under the message."""
        return self._world.post(self._world.with_keyboard(draft))


class Sending:
    """sendMessage, sendLocation, sendContact, sendChatAction, copyMessage, forwardMessage."""

    def __init__(self, world: World, outbox: Outbox) -> None:
        self._world = world
        self._outbox = outbox

    def methods(self) -> Mapping[str, Method]:
        """The methods by name."""
        return {
            "sendMessage": self.send_message,
            "sendLocation": self.send_location,
            "sendContact": self.send_contact,
            "sendChatAction": self.send_chat_action,
            "copyMessage": self.copy_message,
            "forwardMessage": self.forward_message,
        }

    def send_message(self, params: Params) -> Json:
        chat = self._outbox.access.writable(params)
        return self._outbox.put(chat, params, Text(message_text(params)))

    def send_location(self, params: Params) -> Json:
        try:
            place = {name: float(params.text(name)) for name in ("latitude", "longitude")}
        except ValueError:
            raise bad_request("latitude and longitude must be numbers") from None
        return self._outbox.send(params, Detail("location", place))

    def send_contact(self, params: Params) -> Json:
        contact = {name: params.text(name) for name in ("phone_number", "first_name")}
        if not all(contact.values()):
            raise bad_request("phone number and first name must be non-empty")
        return self._outbox.send(params, Detail("contact", contact))

    def send_chat_action(self, params: Params) -> bool:
        self._outbox.access.writable(params)
        if params.text("action") not in _ACTIONS:
            raise bad_request("wrong parameter action in request")
        return True

    def copy_message(self, params: Params) -> Json:
        chat = self._outbox.access.writable(params)
        source = self._source(params, "message to copy not found")
        if source.protected or source.is_service:
            raise bad_request("message can't be copied")
        sent = self._outbox.put(chat, params, _with_caption(source.body, params))
        return {"message_id": sent["message_id"]}

    def forward_message(self, params: Params) -> Json:
        chat = self._outbox.access.writable(params)
        source = self._source(params, "message to forward not found")
        if source.protected or source.is_service:
            raise bad_request("message can't be forwarded")
        return self._outbox.put(chat, params, source.body, origin(source))

    def _source(self, params: Params, refusal: str) -> Message:
        chat = self._outbox.access.chat(params, "from_chat_id")
        return self._outbox.access.message(chat, params, refusal)


def origin(message: Message) -> Json:
    """A MessageOrigin: who first sent the message, and when."""
    if message.forwarded is not None:
        return message.forwarded
    date = int(message.date.timestamp())
    if message.sender is None:
        return {"type": "hidden_user", "date": date, "sender_user_name": "—"}
    return {"type": "user", "date": date, "sender_user": user_json(message.sender)}


def _with_caption(body: Body, params: Params) -> Body:
    match body:
        case Media(file, _, thumbnail) if params.has("caption"):
            return Media(file, caption_text(params) or Formatted(), thumbnail)
        case _:
            return body
