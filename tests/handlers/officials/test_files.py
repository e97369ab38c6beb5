"""What an official reads above a file of a case: that it is no original, what it lacks, and what was drawn of it."""

from collections.abc import Hashable

import pytest

from bot.cleaning import Cleaned, Cleaner, CleaningResult, Dropped, Kind
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.model import Attachment
from emulator.local_telegram import Fault
from handlers.tips.file_lines import FileLines
from tests.house import Guest
from tests.tips.town import City, Reporter

LONGEST_CAPTION = 1024
"""Signs under a file (Bot API, sendDocument)."""


class ReadyCleaner(Cleaner):
    """Makes the same document of every file."""

    async def clean(self, data: bytes, owner: Hashable = None) -> CleaningResult:
        lacks = {Dropped.COMMENT: 2, Dropped.CHART: 1}
        return Cleaned(b"words", Kind.DOCX, 3, b"", lacks, b"%PDF drawn")


async def opened_with_a_file(city: City, reporter: Reporter) -> Guest:
    """The official who has opened the case of a tip with one file."""
    city.tip_services.files.cleaner = ReadyCleaner()
    await reporter.write("Завхоз берёт деньги.")
    await reporter.guest.person.send_document("a.docx", b"PK")
    await city.settle()
    await reporter.get_code()
    await reporter.type_back()
    await city.wait(hours=2)
    official = city.officials["second"]
    await official.press(next(official.last.every_button()).label)
    return official


async def test_the_file_opens_with_what_it_lacks_and_its_drawn_pages_follow(
    city: City, reporter: Reporter
) -> None:
    official, texts = await opened_with_a_file(city, reporter), city.house.services.texts
    await official.press(texts(Language.RU, Say.BUTTON_FILES, count=1))
    file, drawn = official.answers[-2:]
    assert file.document
    assert drawn.document
    name = file.document.name or ""
    assert (file.document.data, drawn.document.data) == (b"words", b"%PDF drawn")
    assert drawn.document.name == name.replace(".docx", "-pages.pdf")
    assert file.text == (
        f"📎 {name}, 3 страницы. Файл собран заново, это не оригинал.\n"
        "Не вошло или изменено: комментарии – 2, диаграммы (нарисованы заново) – 1."
    )
    assert drawn.text == texts(Language.RU, Say.FILE_DRAWN, file=name)
    assert file.protected
    assert drawn.protected
    await city.wait(minutes=30)
    assert not [shown for shown in official.answers if shown.file]


async def test_a_file_whose_answer_was_lost_stands_on_the_phone_once_and_is_not_made_again(
    city: City,
) -> None:
    reporter = await city.reporter()
    official, texts = await opened_with_a_file(city, reporter), city.house.services.texts
    city.house.telegram.faults.add(Fault.drop_after(), method="sendDocument")
    said = await official.press(texts(Language.RU, Say.BUTTON_FILES, count=1))
    assert said == texts(Language.RU, Say.FAILED)
    assert len([shown for shown in official.answers if shown.file]) == 1
    city.house.telegram.faults.add(Fault.too_many_requests(0), method="sendDocument")
    await official.press(texts(Language.RU, Say.BUTTON_FILES, count=1))
    assert len([shown for shown in official.answers if shown.file]) == 3


@pytest.mark.parametrize("language", Language)
def test_what_stands_above_a_file_has_room_whatever_it_lacks(services: Knowledge, language: Language) -> None:
    everything = dict.fromkeys(Dropped, 999_999)
    file = Attachment("0a1b2c3d.xlsx", b"", everything, {}, 200)
    assert len(FileLines(services.texts, language).for_reader(file)) <= LONGEST_CAPTION
