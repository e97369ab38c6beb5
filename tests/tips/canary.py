"""A reporter of whom everything is unique, and everything that was kept or told while they were there."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO

from docx import Document
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bot import logs
from bot.language import Language
from emulator.local_telegram import Call
from tests.tips.sweep import Canary, Find, Sweep
from tests.tips.town import City, Reporter

ID = 7_351_946_028
NAME, USERNAME = "Жұмагүлқанат", "zhumagul_canary_77"
FIRST_MESSAGE, FIRST_UPDATE = 1_734_501_200_000, 1_822_403_500_000
"""Longer than four bytes, which dozens of numbers would sooner or later find by chance among sealed ones."""
TEXT, CAPTION = "қызғылтқоқиқаз завхоз берёт деньги", "лиловыйбегемот фото кассы"
FILE_NAME, AUTHOR, EXIF = "отчёт-канарейка-5521.docx", "Автор Канарейкин", "EXIF-canary-884412"


def picture() -> bytes:
    """A PNG that names its author."""
    info = PngInfo()
    info.add_text("Author", EXIF)
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(data, "PNG", pnginfo=info)
    return data.getvalue()


def document() -> bytes:
    """A Word file that names its author."""
    made = Document()
    made.core_properties.author = AUTHOR
    made.add_paragraph("счёт на оплату")
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


@dataclass
class Watch:
    """Looks at everything besides the reporter's own chat."""

    city: City
    reporter: Reporter
    log: StringIO
    told_before: int
    extra: list[Canary] = field(default_factory=list)

    def finds(self) -> list[Find]:
        """Every canary that was kept or told."""
        sweep = Sweep(self._canaries())
        found = sweep.files(self.city.folder)
        found += sweep.search(self.log.getvalue().encode(), "log")
        for call in self._others_calls():
            found += sweep.search(
                json.dumps([call.params, call.files], ensure_ascii=False).encode(), call.method
            )
        for name, guest in self.city.officials.items():
            for shown in guest.answers:
                found += sweep.search(f"{shown.html}".encode(), f"chat of {name}")
        return found

    def _canaries(self) -> Iterator[Canary]:
        world = self.city.house.telegram.world
        yield from (Canary("id", ID), Canary("name", NAME), Canary("username", USERNAME))
        yield from (Canary("text", TEXT), Canary("caption", CAPTION), Canary("file name", FILE_NAME))
        yield from (Canary("author", AUTHOR), Canary("exif", EXIF))
        yield from (
            Canary("message", FIRST_MESSAGE + step)
            for step in range(1, world._counters[ID] - FIRST_MESSAGE + 1)
        )
        # The last one of all is kept: a single number, so that a restart does nothing twice; it belongs to somebody else by then.
        yield from (Canary("update", number) for number in range(FIRST_UPDATE, world.updates.last_id))
        yield from (Canary("file id", file) for file in world.files._by_id)
        if self.reporter.code:
            yield from (
                Canary("code", self.reporter.code),
                Canary("code", self.reporter.code.replace(" ", "")),
            )
        yield from self.extra

    def _others_calls(self) -> list[Call]:
        calls = self.city.house.telegram.calls[self.told_before :]
        own = {"getFile", "answerCallbackQuery", "getMe"}
        return [call for call in calls if call.params.get("chat_id") != ID and call.method not in own]


@contextmanager
def log_of_everything() -> Iterator[StringIO]:
    """The log at its most talkative."""
    root = logging.getLogger()
    before, level, hook = root.handlers[:], root.level, sys.excepthook
    stream = StringIO()
    logs.configure("DEBUG", stream)
    try:
        yield stream
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:], sys.excepthook = before, hook
        root.setLevel(level)
        logging.raiseExceptions = True


async def watched(city: City, log: StringIO, language: Language = Language.KK) -> Watch:
    """A reporter whose every number and word is unique, and the watch over what is kept of them."""
    telegram = city.house.telegram
    reporter = await city.reporter(language, name=NAME, username=USERNAME, user_id=ID)
    telegram.world._counters[ID] = FIRST_MESSAGE
    telegram.world.updates._next_id = FIRST_UPDATE
    return Watch(city, reporter, log, len(telegram.calls))
