"""Beside the private chat: a group with everybody at the terminal in it, and the cards of inline mode."""

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from emulator.local_telegram import InlineQuestion, LocalTelegram, Person, Place, Shown

GROUP = "Бөлім"


class Elsewhere:
    """What the speaker can do outside the private chat; the group is founded by the first who speaks in it."""

    def __init__(self, telegram: LocalTelegram, console: Console) -> None:
        self._telegram = telegram
        self._console = console
        self._group: Place | None = None
        self._members: list[Person] = []
        self._seen = 0
        self._posted: set[int] = set()
        self._asked: InlineQuestion | None = None

    async def say(self, person: Person, text: str) -> int | None:
        """Say something in the group."""
        group = self._joined(person)
        return await person.say(text, group) if text else None

    async def quote(self, person: Person, text: str) -> int | None:
        """Say something in the group as a reply to the last message that is there."""
        group = self._joined(person)
        said = [message for message in person.shown(group) if message.text and not message.from_bot]
        return await person.say(text or "/ask", group, reply_to=said[-1].message_id if said else None)

    async def upgrade(self, person: Person) -> None:
        """Let the group become a supergroup; its messages stay behind."""
        self._joined(person).migrate()
        self._seen = 0

    async def type_inline(self, person: Person, words: str) -> None:
        """Type the bot's name and some words, and look at the cards."""
        self._asked = await person.inline(words, "group")
        for number, card in enumerate(await self._asked.answered(), start=1):
            self._console.print(f"  [reverse] {number} [/] [bold]{escape(card['title'])}[/]", highlight=False)
            self._console.print(f"      [dim]{escape(card.get('description', ''))}[/]", highlight=False)
        button = self._asked.query.answer["button"] if self._asked.query.answer else {}
        self._console.print(f"  [dim]▸ {escape(button['text'])}[/]\n", highlight=False)

    async def choose(self, person: Person, number: str) -> int | None:
        """Post the card of a number in the group."""
        cards = len(self._asked.results) if self._asked else 0
        if self._asked is None or not number.isdecimal() or not 1 <= int(number) <= cards:
            self._console.print(f"[red]!card takes the number of a card, 1 to {cards}: !inline first[/]\n")
            return None
        posted = await person.choose(self._asked, int(number) - 1, self._joined(person))
        self._posted.add(posted)
        return posted

    def news(self) -> Iterator[Shown]:
        """What came into the group through the bot since the last look."""
        if self._group is None:
            return
        for message in self._members[0].shown(self._group):
            if message.message_id > self._seen:
                self._seen = message.message_id
                if message.from_bot or message.message_id in self._posted:
                    yield message

    def _joined(self, person: Person) -> Place:
        if self._group is None:
            self._group = self._telegram.group(GROUP, person)
            self._group.add_bot(by=person)
        elif person not in self._members:
            self._group.add(person)
        self._members.append(person)
        return self._group
