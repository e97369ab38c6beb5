"""A local Bot API: one core that behaves as Telegram does, with two fronts.

`LocalTelegram` is the core. People act on it (`person`, `group`, `channel`) and read what the bot shows them; the bot reaches it

- in memory, through two `MemoryRequest` handed to `Application.builder().request(…).get_updates_request(…)`, or
- over HTTP, through `LocalTelegramServer(telegram)` or `python -m bot.local_telegram`.

    telegram = LocalTelegram(clock, limits=Limits.none())
    aigul = telegram.person("Айгүл")
    await aigul.start()
    await telegram.idle()
    aigul.last().text, aigul.last().labels
    press = await aigul.press("Қазақша")

It refuses what Telegram refuses, in Telegram's words (`errors`), keeps its pace (`Limits`), and misbehaves on command
(`telegram.faults.add(Fault.drop_after(), method="sendMessage")`). `telegram.calls` records what the bot asked.
"""

from bot.local_telegram.asked import InlineQuestion, Press
from bot.local_telegram.calls import Call
from bot.local_telegram.core import LocalTelegram
from bot.local_telegram.delivery import Pauses
from bot.local_telegram.errors import ImpossibleError
from bot.local_telegram.faults import Fault
from bot.local_telegram.limits import Limits
from bot.local_telegram.memory import MemoryRequest
from bot.local_telegram.person import Person
from bot.local_telegram.places import Place
from bot.local_telegram.server import LocalTelegramServer
from bot.local_telegram.shown import Button, Shown

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
