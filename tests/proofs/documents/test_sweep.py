"""No byte of a paper is on the disk, in the log or in memory once it is over; nothing of it is told to anybody else."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from emulator.local_telegram import Fault
from tests.house import Guest, House, house_open
from tests.tips.canary import log_of_everything
from tests.tips.sweep import Canary, Sweep

ANSWERS = (
    "Қарлығашбекова Жанұзақ Бурундуковна",
    "главный звездочёт отдела лиловыхбегемотов",
    "Руководитель Кашалотского управления, Вомбатов Тигран Павлинович",
    "20 ноября у фонтана Каракатицын принёс конверт",
    "Каракатицын и Осьминогова",
    "видел сторож Ламантинов",
)
CANARIES = (
    *("Қарлығашбекова", "Бурундуковна", "звездочёт", "бегемот", "Кашалотск", "Вомбатов", "Павлинович"),
    *("Каракатицын", "Осьминогова", "Ламантинов", "corruption"),
)
Flow = Callable[[Guest], Awaitable[None]]


async def written(guest: Guest) -> None:
    """All six answers, up to the review."""
    await guest.say("/notice")
    await guest.press("nt:paper:corruption")
    await guest.press("nt:in:ru")
    for answer in ANSWERS:
        await guest.say(answer)
    assert "Вомбатову Тиграну Павлиновичу" in guest.last.text


async def made(guest: Guest) -> None:
    await written(guest)
    await guest.press("nt:make")
    assert sum(message.document is not None for message in guest.answers) == 2


async def made_and_reminded(guest: Guest) -> None:
    await made(guest)
    (button,) = [b.data for b in guest.last.every_button()]
    await guest.press(button or "")
    await guest.house.wait(days=40)


async def cancelled(guest: Guest) -> None:
    await written(guest)
    await guest.say("/cancel")


async def given_up_by_a_button(guest: Guest) -> None:
    await written(guest)
    await guest.press("nt:cancel", guest.last.message_id)


async def begun_anew(guest: Guest) -> None:
    await written(guest)
    await guest.press("nt:again", guest.last.message_id)
    await guest.press("nt:cancel", guest.last.message_id)


async def timed_out(guest: Guest) -> None:
    await written(guest)
    await guest.house.wait(minutes=16)


async def stopped(guest: Guest) -> None:
    await written(guest)
    await guest.house.ticks.say_farewell()


async def left_for_a_tip(guest: Guest) -> None:
    await written(guest)
    await guest.say("/case")


async def not_sent(guest: Guest) -> None:
    await written(guest)
    guest.house.telegram.faults.add(Fault.forbidden(), method="sendDocument", times=1)
    await guest.press("nt:make")
    await guest.say("/cancel")


FLOWS = (
    *(made, made_and_reminded, cancelled, given_up_by_a_button, begun_anew, timed_out, stopped),
    *(left_for_a_tip, not_sent),
)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)
async def test_no_byte_of_a_paper_stays(services: Knowledge, tmp_path: Path, flow: Flow) -> None:
    with log_of_everything() as log:
        async with house_open(services, folder=tmp_path) as house:
            guest = await house.guest(Language.RU)
            before = len(house.telegram.calls)
            await flow(guest)
            assert remembered(house) == "", "memory holds a word"
            sweep = Sweep([Canary(word, word) for word in CANARIES])
            assert sweep.files(tmp_path) == [], "while it is open"
            others = [
                call
                for call in house.telegram.calls[before:]
                if call.params.get("chat_id") != guest.person.id
            ]
            told = json.dumps([call.params for call in others], ensure_ascii=False)
    assert sweep.files(tmp_path) == []
    assert log.getvalue(), "the log is on"
    assert sweep.search(log.getvalue().encode(), "the log") == []
    assert sweep.search(told.encode(), "what others are told") == []


def remembered(house: House) -> str:
    """The answers that the drafts still hold."""
    chats = house.features.documents.chats
    drafts = [*chats.drafts._open.values(), *(work.draft for work in chats._open.values())]
    return repr([draft.answers for draft in drafts]) if drafts else ""


async def test_while_it_is_written_memory_alone_holds_it(services: Knowledge, tmp_path: Path) -> None:
    """Else the test above would look in the wrong place."""
    async with house_open(services, folder=tmp_path) as house:
        guest = await house.guest(Language.RU)
        await written(guest)
        assert "Вомбатов" in remembered(house)
        assert Sweep([Canary(word, word) for word in CANARIES]).files(tmp_path) == []
