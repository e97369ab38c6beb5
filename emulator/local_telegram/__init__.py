"""A local Bot API: one core that behaves as Telegram does, with two fronts.

`LocalTelegram` is the core. People act on it (`person`, `group`, `channel`) and read what the bot shows them; the bot reaches it

- in memory, through two `MemoryRequest` handed to `Application.builder().request(…).get_updates_request(…)`, or
- over HTTP, through `LocalTelegramServer(telegram)` or `python -m emulator.local_telegram`.

    telegram = LocalTelegram(clock, limits=Limits.none())
    aigul = telegram.person("Айгүл")
    await aigul.start()
    await telegram.idle()
    aigul.last().text, aigul.last().labels
    press = await aigul.press("Қазақша")

It refuses what Telegram refuses, in Telegram's words (`errors`), keeps its pace (`Limits`), and misbehaves on command
(`telegram.faults.add(Fault.drop_after(), method="sendMessage")`). `telegram.calls` records what the bot asked.
"""

from emulator.local_telegram.asked import InlineQuestion, Press
from emulator.local_telegram.calls import Call
from emulator.local_telegram.core import LocalTelegram
from emulator.local_telegram.delivery import Pauses
from emulator.local_telegram.errors import ImpossibleError
from emulator.local_telegram.faults import Fault
from emulator.local_telegram.limits import Limits
from emulator.local_telegram.memory import MemoryRequest
from emulator.local_telegram.person import Person
from emulator.local_telegram.places import Place
from emulator.local_telegram.server import LocalTelegramServer
from emulator.local_telegram.shown import Button, Shown

__all__ = [
    "Button",
    "Call",
    "Fault",
    "ImpossibleError",
    "InlineQuestion",
    "Limits",
    "LocalTelegram",
    "LocalTelegramServer",
    "MemoryRequest",
    "Pauses",
    "Person",
    "Place",
    "Press",
    "Shown",
]
