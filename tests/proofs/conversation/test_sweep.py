"""No byte of a conversation is on the disk, in the log or in /status; and nothing is in memory once it is over."""

from pathlib import Path

import pytest

from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from emulator.local_telegram import Fault, LocalTelegram
from tests.emulator.local_telegram.support import SteppedClock
from tests.house import OWNER, Guest, House, house_open
from tests.tips.canary import log_of_everything
from tests.tips.sweep import Canary, Sweep

FIRST = "Қарлығашбекұлы Жанұзақ маған конверт ұсынды"
SECOND = "ал егер ол Сәулетханқызы болса ше"
THIRD = "Бурундуковский принёс коньяк Звездочётов"
WORDS = ("Қарлығашбекұлы", "Жанұзақ", "Сәулетханқызы", "Бурундуковский", "Звездочётов")


async def hold(guest: Guest) -> None:
    """A conversation with everything that is done in one, but that nothing is handed over."""
    await guest.say(FIRST)
    await guest.say(SECOND)
    await guest.say(THIRD)
    await guest.say("короче")
    await guest.say("почему")
    question = await guest.person.say(THIRD)
    await guest.house.telegram.idle()
    await guest.edit(question, f"{THIRD} домой")
    shown = guest.last
    if "👎" in shown.labels:
        await guest.press("👎", shown.message_id)
        await guest.press("lq:ru:ask", guest.last.message_id)
        await guest.press("lq:ru:no", guest.last.message_id)


def owner_id() -> int:
    """The number that the first guest of a house has."""
    return LocalTelegram(SteppedClock()).person(OWNER).id


async def test_no_byte_of_a_conversation_is_written_anywhere(services: Knowledge, tmp_path: Path) -> None:
    with log_of_everything() as log:
        told = await lived(services, tmp_path)
    assert log.getvalue(), "the log is on"
    sweep = Sweep([Canary(word, word) for word in WORDS])
    assert sweep.files(tmp_path) == []
    assert sweep.search(log.getvalue().encode(), "the log") == []
    assert sweep.search(told.encode(), "/status") == []


async def lived(services: Knowledge, folder: Path) -> str:
    """A conversation held with a house of files, and what owners are told of it; the disk is looked at while it is open, too."""
    settings = read_settings(env_file=None).model_copy(update={"owner_ids": (owner_id(),)})
    async with house_open(services, settings, folder=folder) as house:
        owner = await house.guest(Language.RU, OWNER)
        await hold(await house.guest(Language.RU, "Асан"))
        house.telegram.faults.add(Fault.server_error(), method="sendMessage")
        before = len(owner.answers)
        await owner.say("/status")
        assert Sweep([Canary(word, word) for word in WORDS]).files(folder) == []
        return "\n".join(message.text for message in owner.answers[before:])


def remembered(house: House) -> str:
    """Everything that the conversations hold."""
    talks = house.features.answers.conversations
    return repr([vars(talks), vars(talks._memory), dict(talks._told), dict(talks._offers), dict(talks._last)])


@pytest.mark.parametrize("ending", ["/cancel", "a quarter of an hour", "the stop"])
async def test_once_it_is_over_nothing_of_it_is_in_memory(services: Knowledge, ending: str) -> None:
    async with house_open(services) as house:
        guest = await house.guest(Language.RU)
        await hold(guest)
        assert any(word in remembered(house) for word in WORDS), "or this test looks in the wrong place"
        if ending == "/cancel":
            await guest.say("/cancel")
        elif ending != "the stop":
            await house.wait(minutes=16)
        else:
            await house.ticks.say_farewell()
        assert not any(word in remembered(house) for word in WORDS)
