"""A person with a phone: what anybody can do in Telegram's app."""

from collections.abc import Iterable
from dataclasses import replace

from emulator.local_telegram.asked import InlineQuestion, Press
from emulator.local_telegram.errors import ImpossibleError
from emulator.local_telegram.model import (
    Body,
    Chat,
    Detail,
    Entity,
    Json,
    Media,
    Message,
    PollBody,
    Status,
    Text,
    User,
)
from emulator.local_telegram.places import Place
from emulator.local_telegram.sender import Sender
from emulator.local_telegram.sending import origin
from emulator.local_telegram.shown import Button
from emulator.local_telegram.typed import typed
from emulator.local_telegram.wording import inline_text


class Person(Sender):
    """One who writes, presses and reads; every method that acts without a `chat` does so in the private chat.

    Raises ImpossibleError for what the app would not let a person do. A message's id is the same for the bot.
    """

    async def start(self, payload: str = "") -> int:
        """Press Start, or follow a deep link with the payload."""
        return await self.say(f"/start {payload}".strip())

    async def say(  # noqa: PLR0913 - all that can be said about one text
        self,
        text: str,
        chat: Place | None = None,
        *,
        reply_to: int | None = None,
        topic: int | None = None,
        marks: Iterable[Entity] = (),
        via: User | None = None,
        more: Json | None = None,
    ) -> int:
        """Send a text, with the commands and mentions in it marked as Telegram marks them, beside the writer's own `marks`.

        `via` is another bot whose inline mode helped to write it; `more` are further fields of Message (effect_id, quote, …).
        """
        draft = self._draft(chat, Text(typed(text, marks)))
        return self._send(replace(draft, reply_to=reply_to, thread_id=topic, via_bot=via, more=more or {}))

    async def topic(self, name: str) -> int:
        """Open a topic in the private chat with the bot (threaded mode); its message_thread_id."""
        created = self._send(
            self._draft(None, Detail("forum_topic_created", {"name": name, "icon_color": 7322096}))
        )
        self._world.threads[self.id][created] = name
        return created

    async def edit(self, message_id: int, text: str, chat: Place | None = None) -> None:
        """Change the text, or the caption, of an own message."""
        message = self._message(message_id, chat)
        if message.sender != self.user:
            raise ImpossibleError("only own messages can be edited")
        match message.body:
            case Text():
                body: Body = Text(typed(text))
            case Media() as media:
                body = replace(media, caption=typed(text))
            case _:
                raise ImpossibleError("such a message can't be edited")
        edited = replace(message, body=body, edited_at=self._world.now())
        self._events.edited(self._world.change(edited))

    async def delete(self, message_id: int, chat: Place | None = None) -> None:
        """Delete a message for everyone; bots are not told."""
        self._world.delete(self._message(message_id, chat))

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
        """Put a reaction on a message; Telegram then sends a person's message again as edited, though no word changed."""
        message = self._message(message_id, chat)
        self._events.reacted(message, self.user, emoji)
        if message.sender != self._world.bot:
            self._events.edited(self._world.change(replace(message, edited_at=self._world.now())))

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

    def _pressed(self, message: Message, button: Button) -> Press:
        if button.data is None:
            return Press(url=button.url, copied=button.copy_text)
        query = self._world.queries.ask(self.id)
        self._events.pressed(query, self.user, message, button.data)
        return Press(query)
