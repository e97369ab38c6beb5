"""A person with a phone: what anybody can do in Telegram's app."""

from collections.abc import Iterable
from dataclasses import replace

from bot.local_telegram.asked import InlineQuestion, Press
from bot.local_telegram.entities import with_automatic
from bot.local_telegram.errors import ApiError, ImpossibleError
from bot.local_telegram.events import Events
from bot.local_telegram.model import (
    Body,
    Chat,
    ChatKind,
    Detail,
    Formatted,
    Json,
    Media,
    Message,
    PollBody,
    Status,
    Text,
    User,
)
from bot.local_telegram.params import Upload
from bot.local_telegram.places import Place
from bot.local_telegram.screen import Screen
from bot.local_telegram.sending import origin
from bot.local_telegram.shown import Button
from bot.local_telegram.units import units
from bot.local_telegram.wording import MOST_TEXT, inline_text
from bot.local_telegram.world import Draft, World


class Person(Screen):
    """One who writes, presses and reads; every method that acts without a `chat` does so in the private chat.

    Raises ImpossibleError for what the app would not let a person do. A message's id is the same for the bot.
    """

    def __init__(self, world: World, events: Events, user: User) -> None:
        super().__init__(world, user)
        self._events = events

    async def start(self, payload: str = "") -> int:
        """Press Start, or follow a deep link with the payload."""
        return await self.say(f"/start {payload}".strip())

    async def say(
        self, text: str, chat: Place | None = None, *, reply_to: int | None = None, topic: int | None = None
    ) -> int:
        """Send a text, with the commands and mentions in it marked as Telegram marks them."""
        return self._send(replace(self._draft(chat, Text(_typed(text))), reply_to=reply_to, thread_id=topic))

    async def edit(self, message_id: int, text: str, chat: Place | None = None) -> None:
        """Change the text, or the caption, of an own message."""
        message = self._message(message_id, chat)
        if message.sender != self.user:
            raise ImpossibleError("only own messages can be edited")
        match message.body:
            case Text():
                body: Body = Text(_typed(text))
            case Media() as media:
                body = replace(media, caption=_typed(text))
            case _:
                raise ImpossibleError("such a message can't be edited")
        edited = replace(message, body=body, edited_at=self._world.now())
        self._events.edited(self._world.change(edited))

    async def delete(self, message_id: int, chat: Place | None = None) -> None:
        """Delete a message for everyone; bots are not told."""
        self._world.delete(self._message(message_id, chat))

    async def send_photo(self, data: bytes, caption: str = "", chat: Place | None = None) -> int:
        """Send a picture; Telegram strips its metadata."""
        return self._send_file("photo", Upload(None, data, "image/jpeg"), caption, chat)

    async def send_document(
        self,
        name: str,
        data: bytes,
        mime: str = "application/octet-stream",
        caption: str = "",
        chat: Place | None = None,
    ) -> int:
        """Send a file as it is."""
        return self._send_file("document", Upload(name, data, mime), caption, chat)

    async def send_voice(self, data: bytes = b"OggS", chat: Place | None = None) -> int:
        """Send a voice message."""
        return self._send_file("voice", Upload(None, data, "audio/ogg"), "", chat)

    async def send_video(
        self, data: bytes = b"\0ftypmp42", caption: str = "", chat: Place | None = None
    ) -> int:
        """Send a video."""
        return self._send_file("video", Upload("video.mp4", data, "video/mp4"), caption, chat)

    async def send_sticker(self, data: bytes = b"RIFF", chat: Place | None = None) -> int:
        """Send a sticker."""
        return self._send_file("sticker", Upload(None, data), "", chat)

    async def send_location(self, latitude: float, longitude: float, chat: Place | None = None) -> int:
        """Send a place on the map."""
        return self._send(
            self._draft(chat, Detail("location", {"latitude": latitude, "longitude": longitude}))
        )

    async def send_contact(self, phone: str, name: str, chat: Place | None = None) -> int:
        """Send someone's contact."""
        return self._send(self._draft(chat, Detail("contact", {"phone_number": phone, "first_name": name})))

    async def forward(self, message_id: int, source: Place | None = None, to: Place | None = None) -> int:
        """Forward a message; impossible where its content is protected."""
        message = self._message(message_id, source)
        if message.protected:
            raise ImpossibleError("the content is protected")
        return self._send(replace(self._draft(to, message.body), forwarded=origin(message)))

    async def press(self, what: str, message_id: int | None = None, chat: Place | None = None) -> Press:
        """Press the button of that label or callback data under the message, or the newest message that has it.

        A button of the reply keyboard sends its label as a text. Does not wait for the bot: see Press.
        """
        found = self._find_button(what, message_id, chat)
        if found is not None:
            return self._pressed(*found)
        if message_id is None and any(what in row for row in self.keyboard(chat)):
            await self.say(what, chat)
            return Press()
        raise ImpossibleError("no such button")

    async def vote(self, message_id: int, options: Iterable[int], chat: Place | None = None) -> None:
        """Vote in a poll by the numbers of its options from 0; no options takes the vote back."""
        message = self._message(message_id, chat)
        if not isinstance(message.body, PollBody):
            raise ImpossibleError("this is no poll")
        chosen = tuple(options)
        poll = self._world.vote(message.body.poll_id, self.user, chosen)
        self._events.voted(poll, self.user, chosen)

    async def react(self, message_id: int, emoji: str | None = "👍", chat: Place | None = None) -> None:
        """Put a reaction on a message."""
        self._events.reacted(self._message(message_id, chat), self.user, emoji)

    async def inline(self, text: str, place: str = "private") -> InlineQuestion:
        """Type the bot's name and the text in the entry field of a chat of the kind; does not wait: see InlineQuestion."""
        query = self._world.queries.ask(self.id)
        self._events.asked_inline(query, self.user, text, place)
        return InlineQuestion(query, text)

    async def choose(self, question: InlineQuestion, number: int = 0, chat: Place | None = None) -> int:
        """Send the result of that number from 0, which must carry a text."""
        result: Json = question.results[number]
        body = Text(inline_text(result))
        draft = replace(self._draft(chat, body), via_bot=self._world.bot, markup=result.get("reply_markup"))
        message_id = self._send(draft)
        self._events.chose_inline(self.user, result["id"], question.text)
        return message_id

    async def block(self) -> None:
        """Block the bot."""
        if self.id in self._world.blocked:
            return
        self._world.set_member(self.id, self._world.bot, Status.MEMBER)
        self._events.member_changed(self._private, self.user, self._world.bot, Status.KICKED)
        self._world.blocked.add(self.id)

    async def unblock(self) -> None:
        """Let the bot write again."""
        self._world.blocked.discard(self.id)
        self._events.member_changed(self._private, self.user, self._world.bot, Status.MEMBER)

    @property
    def _private(self) -> Chat:
        return self._world.chats[self.id]

    def _send_file(self, kind: str, upload: Upload, caption: str, chat: Place | None) -> int:
        try:
            file = self._world.files.store(kind, upload)
        except ApiError as error:
            raise ImpossibleError(
                "the app can't send this file: it is empty, too big, or no picture"
            ) from error
        thumbnail = self._world.files.thumbnail(file) if kind == "photo" else None
        words = _typed(caption) if caption else Formatted()
        return self._send(self._draft(chat, Media(file, words, thumbnail)))

    def _send(self, draft: Draft) -> int:
        if draft.chat.kind is ChatKind.PRIVATE:
            self._meet()
        message = self._world.post(draft)
        self._events.posted(message)
        return message.message_id

    def _draft(self, place: Place | None, body: Body) -> Draft:
        return Draft(self._chat(place), self.user, body)

    def _meet(self) -> None:
        if self.id in self._world.blocked:
            raise ImpossibleError("the bot is blocked: unblock it first")
        self._world.started.add(self.id)
        self._world.set_member(self.id, self._world.bot, Status.MEMBER)

    def _pressed(self, message: Message, button: Button) -> Press:
        if button.data is None:
            return Press(url=button.url, copied=button.copy_text)
        query = self._world.queries.ask(self.id)
        self._events.pressed(query, self.user, message, button.data)
        return Press(query)


def _typed(text: str) -> Formatted:
    clean = text.strip()
    if not clean:
        raise ImpossibleError("an empty message can't be sent")
    if units(clean) > MOST_TEXT:
        raise ImpossibleError("the app would split so long a text")
    return with_automatic(Formatted(clean))
