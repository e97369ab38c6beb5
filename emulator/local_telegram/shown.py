"""What a person sees on the screen of their Telegram."""

from collections.abc import Iterator
from dataclasses import dataclass

from emulator.local_telegram.entities import to_html
from emulator.local_telegram.model import (
    Detail,
    Entity,
    Formatted,
    Json,
    Media,
    Message,
    Poll,
    PollBody,
    StoredFile,
    Text,
)
from emulator.local_telegram.world import World


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button and its one action."""

    label: str
    data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    inline_query: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands now; `text` and `html` are the caption where there is a file.

    `detail` is the name of any other content (location, new_chat_members, …).
    """

    message_id: int
    from_bot: bool
    sender: str
    text: str = ""
    entities: tuple[Entity, ...] = ()
    html: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    file: StoredFile | None = None
    poll: Poll | None = None
    detail: str | None = None
    edited: bool = False
    reply_to: int | None = None
    protected: bool = False
    thread_id: int | None = None

    @property
    def photo(self) -> bytes | None:
        """The picture, if the message is one."""
        return self.file.data if self.file and self.file.kind == "photo" else None

    @property
    def document(self) -> StoredFile | None:
        """The file, if the message is a document."""
        return self.file if self.file and self.file.kind == "document" else None

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons, row after row."""
        return [button.label for button in self.every_button()]

    def every_button(self) -> Iterator[Button]:
        """The buttons, row after row."""
        for row in self.buttons:
            yield from row


def shown(message: Message, world: World) -> Shown:
    """The message as a person sees it."""
    words, file, poll, detail = _content(message, world)
    return Shown(
        message_id=message.message_id,
        from_bot=message.sender == world.bot,
        sender=message.sender.first_name if message.sender else "",
        text=words.text,
        entities=words.entities,
        html=to_html(words),
        buttons=_rows(message.markup),
        file=file,
        poll=poll,
        detail=detail,
        edited=message.edited_at is not None,
        reply_to=message.reply_to,
        protected=message.protected,
        thread_id=message.thread_id,
    )


def _content(message: Message, world: World) -> tuple[Formatted, StoredFile | None, Poll | None, str | None]:
    match message.body:
        case Text(formatted):
            return formatted, None, None, None
        case Media(file, caption):
            return caption, file, None, None
        case PollBody(poll_id):
            poll = world.polls[poll_id]
            return poll.question, None, poll, None
        case Detail(kind):
            return Formatted(), None, None, kind


def _rows(markup: Json | None) -> tuple[tuple[Button, ...], ...]:
    rows = markup["inline_keyboard"] if markup else []
    return tuple(tuple(_button(button) for button in row) for row in rows)


def _button(button: Json) -> Button:
    copied = button.get("copy_text") or {}
    query = button.get("switch_inline_query_current_chat", button.get("switch_inline_query"))
    return Button(
        label=button["text"],
        data=button.get("callback_data"),
        url=button.get("url"),
        copy_text=copied.get("text"),
        inline_query=query,
        style=button.get("style"),
    )
