"""What a person puts into a chat: files of every kind, places, polls."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from emulator.local_telegram.errors import ApiError, ImpossibleError
from emulator.local_telegram.events import Events
from emulator.local_telegram.files import MOST_OF_PERSON
from emulator.local_telegram.model import (
    Body,
    ChatKind,
    Detail,
    Formatted,
    Json,
    Media,
    Poll,
    PollBody,
    Status,
    User,
)
from emulator.local_telegram.params import Upload
from emulator.local_telegram.places import Place
from emulator.local_telegram.screen import Screen
from emulator.local_telegram.typed import typed
from emulator.local_telegram.world import Draft, World


class Sender(Screen):
    """One who sends; each method gives the number of the message, and sends to the private chat where no `chat` is given."""

    def __init__(self, world: World, events: Events, user: User) -> None:
        super().__init__(world, user)
        self._events = events

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

    async def send_other(self, kind: str, value: Json, chat: Place | None = None) -> int:
        """Send what is no file and has no method of its own here: `kind` is the field of Message (venue, dice, game, story, …)."""
        return self._send(self._draft(chat, Detail(kind, value)))

    async def send_file(self, kind: str, data: bytes, caption: str = "", chat: Place | None = None) -> int:
        """Send a file of a kind without a method of its own: audio, animation, video_note."""
        return self._send_file(kind, Upload(kind, data), caption, chat)

    async def send_album(
        self, pictures: Sequence[bytes], chat: Place | None = None, *, captions: Sequence[str] = ()
    ) -> list[int]:
        """Send two to ten pictures as one album: a message each, all at once; the first ones with captions."""
        group = str(self._world.serial())
        return [
            self._send_file("photo", Upload(None, data, "image/jpeg"), caption, chat, group)
            for data, caption in zip_longest(pictures, captions, fillvalue="")
            if isinstance(data, bytes)
        ]

    async def send_poll(
        self, question: str, options: Iterable[str], correct: int | None = None, chat: Place | None = None
    ) -> int:
        """Send a poll; one with a `correct` option, counted from 0, is a quiz."""
        poll = self._world.add_poll(
            Poll(
                id=self._world.poll_id(),
                question=Formatted(question),
                options=tuple(Formatted(option) for option in options),
                is_anonymous=True,
                kind="regular" if correct is None else "quiz",
                many_answers=False,
                correct=() if correct is None else (correct,),
            )
        )
        return self._send(self._draft(chat, PollBody(poll.id)))

    def _send_file(
        self, kind: str, upload: Upload, caption: str, chat: Place | None, group: str | None = None
    ) -> int:
        try:
            file = self._world.files.store(kind, upload, MOST_OF_PERSON)
        except ApiError as error:
            raise ImpossibleError(
                "the app can't send this file: it is empty, too big, or no picture"
            ) from error
        thumbnail = self._world.files.thumbnail(file) if kind == "photo" else None
        words = typed(caption) if caption else Formatted()
        return self._send(replace(self._draft(chat, Media(file, words, thumbnail)), media_group_id=group))

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
