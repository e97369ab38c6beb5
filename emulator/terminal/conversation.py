"""The conversation itself: lines in, screens out."""

import asyncio
import mimetypes
import re
import sys
import tempfile
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import HTML
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.markup import escape

from emulator.local_telegram import ImpossibleError, LocalTelegram, Shown
from emulator.terminal.elsewhere import Elsewhere
from emulator.terminal.people import People, Seat
from emulator.terminal.screen import draw

QUIT = "/quit"
AS = re.compile(r"@(?P<name>[\w-]+)(?:\s+(?P<text>.*))?", re.DOTALL)
PATIENCE = 60.0
"""Seconds to wait for the bot before the prompt comes back."""

WIDTH = 88
PRESS = re.compile(r"#\s?(?P<number>\d{1,3})")
SPAN = re.compile(r"(?P<number>\d{1,4})\s*(?P<unit>[mhd])")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
UNKNOWN = re.compile(r"![a-z]+")
PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one point: what is on it nobody looks at."""

PICTURES = {".jpg", ".jpeg", ".png", ".webp"}
HELP = """\
Type a question and press Enter, as on a phone. #2 presses the button 2; !help shows this again.
  @Name text    speak as somebody else      !edit text    change your last message
  !file PATH    send a file or a picture    !voice !sticker !location !contact
  !photo words  send a picture with words under it    !react    put 👍 on your last message
  !group text   speak in a group with Adep  !inline words, !card 1    post a card in that group
  !quote text   quote the last message of that group  !upgrade    let it become a supergroup
  !wait 3h      put the clock forward (m, h, d) and see what comes of itself
  !vote 2       vote in the last poll
  /quit         end"""


@dataclass(frozen=True, slots=True)
class About:
    """What stands above the conversation: the bot's name, what it says of itself, its menu; and whose seats are kept."""

    name: str
    words: str
    seats: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """`wait` puts the clock forward and lets come what is due by then.

    `pause` lets pass what passes between two lines. Where it is given, lines are not typed by hand, and are shown as they come.
    """

    wait: Callable[[timedelta], Awaitable[None]]
    pause: Callable[[], None] | None


class Conversation:
    """Carries lines to the bot and shows what it answers."""

    def __init__(
        self,
        telegram: LocalTelegram,
        people: People,
        console: Console,
        time: Time,
        about: About,
    ) -> None:
        self._telegram = telegram
        self._people = people
        self._console = console
        self._wait_out = time.wait
        self._about = about
        self._pause = time.pause
        self._last: dict[str, int] = {}
        self._saved: Path | None = None
        self._elsewhere = Elsewhere(telegram, console)
        self._acts: dict[str, Callable[[Seat, str], Awaitable[int | None]]] = {
            "!edit": self._edit,
            "!file": self._send_file,
            "!wait": self._wait,
            "!group": lambda seat, text: self._elsewhere.say(seat.person, text),
            "!inline": lambda seat, text: self._elsewhere.type_inline(seat.person, text),
            "!card": lambda seat, text: self._elsewhere.choose(seat.person, text),
            "!photo": self._send_picture,
            "!react": self._react,
            "!quote": lambda seat, text: self._elsewhere.quote(seat.person, text),
            "!upgrade": lambda seat, _: self._elsewhere.upgrade(seat.person),
            "!vote": self._vote,
            "!voice": lambda seat, _: seat.person.send_voice(),
            "!sticker": lambda seat, _: seat.person.send_sticker(),
            "!location": lambda seat, _: seat.person.send_location(43.238, 76.945),
            "!contact": lambda seat, _: seat.person.send_contact("+77010000000", "Асан"),
        }

    @property
    def speaker(self) -> str:
        """The name of the one who speaks now."""
        return self._people.current.name

    async def begin(self) -> None:
        """Press Start."""
        self._console.print(
            f"[bold]{escape(self._about.name)}[/]\n{escape(self._about.words)}\n", highlight=False
        )
        self._show_help()
        await self._people.current.person.start()
        await self._settle()

    async def take(self, line: str) -> bool:
        """Do what a line asks; False when the conversation is over."""
        line = line.strip()
        if line == QUIT:
            return False
        if self._pause and line:
            self._pause()
            self._console.print(self.speaker, style="bold cyan", markup=False)
            self._console.print(f"  {line}\n", markup=False)
        if spoken := AS.fullmatch(line):
            self._people.current = self._people.seat(spoken["name"])
            line = (spoken["text"] or "").strip()
        if line:
            try:
                await self._do(self._people.current, line)
            except ImpossibleError as error:
                self._console.print(f"[red]{error}[/]\n")
            await self._settle()
        return True

    async def _do(self, seat: Seat, line: str) -> None:
        word, _, rest = line.partition(" ")
        if pressed := PRESS.fullmatch(line):
            await self._press(seat, int(pressed["number"]))
        elif word in self._acts:
            await self._acts[word](seat, rest.strip())
        elif word in {"!help", "/?"}:
            self._show_help()
        elif UNKNOWN.fullmatch(word):
            self._console.print(
                f"[red]there is no {escape(word)}: !help shows what there is[/]\n", highlight=False
            )
        else:
            self._last[seat.name] = await seat.person.say(line)

    def _show_help(self) -> None:
        seats = f"  {self._about.seats}\n" if self._about.seats else ""
        self._console.print(f"[dim]{escape(HELP)}\n{escape(seats)}[/]", highlight=False)

    async def _press(self, seat: Seat, number: int) -> None:
        if number not in seat.buttons:
            self._console.print(f"[red]there is no button {number} on the screen[/]\n", highlight=False)
            return
        message, button = seat.buttons[number]
        press = await seat.person.press(button.data or button.label, message)
        if press.copied is not None:
            self._console.print(f"  [dim]⧉ {escape(press.copied)}[/]\n", highlight=False)
        elif press.query is not None:
            await self._telegram.idle(PATIENCE)
            if press.answer:
                self._console.print(f"  [yellow]{escape(press.answer)}[/]\n", highlight=False)

    async def _edit(self, seat: Seat, text: str) -> None:
        if seat.name in self._last:
            await seat.person.edit(self._last[seat.name], text)

    async def _send_picture(self, seat: Seat, words: str) -> int:
        self._last[seat.name] = await seat.person.send_photo(PICTURE, words)
        return self._last[seat.name]

    async def _react(self, seat: Seat, _: str) -> None:
        if seat.name in self._last:
            await seat.person.react(self._last[seat.name])

    async def _wait(self, _: Seat, text: str) -> None:
        span = SPAN.fullmatch(text)
        if span is None:
            self._console.print("[red]!wait takes a number and m, h or d: !wait 3h[/]\n", highlight=False)
            return
        await self._wait_out(timedelta(**{UNITS[span["unit"]]: int(span["number"])}))

    async def _vote(self, seat: Seat, text: str) -> None:
        polls = [(shown.message_id, shown.poll) for shown in seat.person.shown() if shown.poll]
        message, poll = polls[-1] if polls else (0, None)
        if poll is None or not text.isdecimal() or not 1 <= int(text) <= len(poll.options):
            self._console.print(
                "[red]!vote takes the number of an option of the last poll[/]\n", highlight=False
            )
            return
        await seat.person.vote(message, [int(text) - 1])

    async def _send_file(self, seat: Seat, text: str) -> int | None:
        path = Path(text)
        try:
            data = await asyncio.to_thread(path.read_bytes)
        except (OSError, ValueError) as error:  # a name with a zero byte in it is a ValueError
            reason = error.strerror if isinstance(error, OSError) else str(error)
            self._console.print(f"[red]{escape(text)}: {reason}[/]\n", highlight=False)
            return None
        if path.suffix.lower() in PICTURES:
            return await seat.person.send_photo(data)
        mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return await seat.person.send_document(path.name, data, mime)

    async def _settle(self) -> None:
        try:
            await self._telegram.idle(PATIENCE)
        except TimeoutError:
            self._console.print("[red]the bot is still at work[/]\n")
        for seat in self._people:
            for message in seat.news():
                to = f"Әдеп → {seat.name}" if self._people.are_several else "Әдеп"
                draw(self._console, message, seat.number(message), name=to)
                self._save(message)
        for message in self._elsewhere.news():
            draw(
                self._console,
                message,
                list(enumerate(message.every_button(), start=1)),
                name="Әдеп (топ · группа)",
            )
            self._save(message)

    def _save(self, message: Shown) -> None:
        """Put a picture or a file that the bot sent where the person can open it, and name the place."""
        if message.file is None:
            return
        self._saved = self._saved or Path(tempfile.mkdtemp(prefix="adep-chat-"))
        name = Path(message.file.name or f"{message.message_id}.jpg").name
        path = self._saved / name
        path.write_bytes(message.file.data)
        self._console.print(f"  [dim]🖼 {escape(str(path))}[/]\n", highlight=False)


async def talk(telegram: LocalTelegram, people: People, time: Time, about: About) -> None:
    """Hold a conversation until its end: at a terminal with a prompt and a history, else with the lines of standard input."""
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    width = None if interactive else WIDTH
    console = Console(highlight=False, emoji=False, width=width)
    if interactive:
        time = Time(time.wait, None)
    conversation = Conversation(telegram, people, console, time, about)
    await conversation.begin()
    lines = _typed(conversation) if interactive else _piped()
    async for line in lines:
        if not await conversation.take(line):
            return


async def _typed(conversation: Conversation) -> AsyncIterator[str]:
    # The history ends with the session: what people ask is written to no disk.
    session: PromptSession[str] = PromptSession(history=InMemoryHistory())
    with patch_stdout(raw=True):
        while True:
            try:
                yield await session.prompt_async(
                    HTML("<ansicyan><b>{}</b></ansicyan> › ").format(conversation.speaker)
                )
            except (EOFError, KeyboardInterrupt):
                return


async def _piped() -> AsyncIterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace")
