"""After whatever may happen to a tip, no byte of its reporter is left anywhere but in their own chat (T1, T2, T22)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from tests.tips import canary
from tests.tips.canary import Watch, log_of_everything, watched
from tests.tips.town import FINANCE, city_open

Flow = Callable[[Watch], Awaitable[None]]


@pytest.fixture
async def watch(services: Knowledge, tmp_path: Path) -> AsyncIterator[Watch]:
    with log_of_everything() as log:
        async with city_open(services, tmp_path) as city:
            yield await watched(city, log)


async def everything_written(watch: Watch) -> None:
    """All steps of a tip up to its code, with a picture and a document."""
    reporter, person = watch.reporter, watch.reporter.guest.person
    await reporter.write(canary.TEXT)
    await person.send_photo(canary.picture(), canary.CAPTION)
    await person.send_document(canary.FILE_NAME, canary.document(), "application/octet-stream")
    await watch.city.house.telegram.idle()


async def success(watch: Watch) -> None:
    await everything_written(watch)
    await watch.reporter.get_code()
    await watch.reporter.type_back()
    assert "✅" in watch.reporter.screen.text


async def delivered(watch: Watch) -> None:
    await success(watch)
    await watch.city.wait(hours=2)


async def seen_again(watch: Watch) -> None:
    await success(watch)
    await watch.reporter.come_back()
    await watch.reporter.guest.press("cs:add")
    await watch.reporter.guest.say(canary.TEXT)
    await watch.reporter.guest.press("cs:send")


async def answered_with_a_file(watch: Watch) -> None:
    """An official replies with a file, by swipe; the reporter comes back and looks at both, and adds to what has been answered."""
    await delivered(watch)
    second = watch.city.officials["second"]
    await second.person.say("Кто присутствовал?", reply_to=second.last.message_id)
    await second.person.send_document("приказ.png", canary.picture(), "image/png")
    await watch.city.settle()
    await second.press(watch.city.house.services.texts(Language.RU, Say.BUTTON_REPLY_YES))
    await watch.city.wait(minutes=15)
    await watch.reporter.come_back()
    assert "Кто присутствовал?" in watch.reporter.screen.text
    await watch.reporter.guest.press("cs:files")
    assert [shown for shown in watch.reporter.guest.answers if shown.document]
    await watch.reporter.guest.press("cs:add", watch.reporter.screen.message_id)
    await watch.reporter.guest.say(canary.TEXT)
    await watch.reporter.guest.press("cs:send")


async def withdrawn(watch: Watch) -> None:
    await success(watch)
    await watch.reporter.come_back()
    await watch.reporter.guest.press("cs:withdraw")
    await watch.reporter.guest.press("cs:withdraw:yes")


async def cancelled_at_once(watch: Watch) -> None:
    await watch.reporter.begin()
    await watch.reporter.guest.press("tp:cancel")


async def cancelled_at_the_body(watch: Watch) -> None:
    await watch.reporter.begin()
    await watch.reporter.guest.press("tp:begin")
    await watch.reporter.guest.press("tp:cancel")


async def cancelled_at_the_officials(watch: Watch) -> None:
    await watch.reporter.begin()
    await watch.reporter.guest.press("tp:begin")
    await watch.reporter.guest.press(f"tp:body:{FINANCE}")
    await watch.reporter.guest.press("tp:cancel")


async def cancelled_while_writing(watch: Watch) -> None:
    await everything_written(watch)
    await watch.reporter.guest.press("tp:cancel")


async def cancelled_by_command(watch: Watch) -> None:
    await everything_written(watch)
    await watch.reporter.guest.say("/cancel")


async def cancelled_at_the_code(watch: Watch) -> None:
    await everything_written(watch)
    await watch.reporter.get_code()
    await watch.reporter.guest.press("tp:cancel")


async def timed_out(watch: Watch) -> None:
    await everything_written(watch)
    await watch.city.wait(minutes=16)


async def failed_in_the_middle(watch: Watch) -> None:
    """The disk is gone at the very moment of filing."""
    await everything_written(watch)
    await watch.reporter.get_code()
    await watch.city.supplies.store.database._connection.execute("PRAGMA query_only=ON")
    await watch.reporter.type_back()
    await watch.city.supplies.store.database._connection.execute("PRAGMA query_only=OFF")


async def malformed_update(watch: Watch) -> None:
    """Telegram sends something of theirs that nobody can read."""
    await everything_written(watch)
    world = watch.city.house.telegram.world
    world.updates.put("message", {"message_id": "no number", "text": canary.TEXT, "chat": {"id": canary.ID}})
    await watch.city.house.telegram.idle()


async def asked_before_the_writing(watch: Watch) -> None:
    await watch.reporter.begin()
    await watch.reporter.guest.say(f"{canary.TEXT}?")
    await everything_written(watch)


async def refused_by_name(watch: Watch) -> None:
    await everything_written(watch)
    await watch.reporter.guest.person.send_document(f"{canary.FILE_NAME}.avi", b"RIFF" + bytes(90))
    await watch.city.settle()
    await watch.reporter.guest.press("tp:review")
    assert canary.FILE_NAME in watch.reporter.screen.text


async def beside_other_commands(watch: Watch) -> None:
    await everything_written(watch)
    for command in ("/rules", "/lang", f"/nosuch {canary.TEXT}"):
        await watch.reporter.guest.say(command)
    await watch.reporter.guest.press("tp:cancel", watch.reporter.screen.message_id)


async def proven(watch: Watch) -> None:
    await success(watch)
    await watch.reporter.guest.press("tp:proof")


async def back_by_the_code_alone(watch: Watch) -> None:
    await success(watch)
    await watch.city.wait(minutes=11)
    await watch.reporter.guest.say(f"Мой код: {watch.reporter.code}, спасибо")
    assert canary.TEXT in watch.reporter.screen.text


async def away_and_back(watch: Watch) -> None:
    """Telegram takes nothing while the tip is filed, and is there again."""
    await everything_written(watch)
    await watch.reporter.get_code()
    telegram = watch.city.house.telegram
    for method in ("sendMessage", "editMessageText", "deleteMessage"):
        telegram.faults.add(Fault.server_error(), method=method, times=1000)
    await watch.reporter.type_back()
    telegram.faults.clear()
    for _ in range(2):
        await watch.city.wait(seconds=1)
    assert any(shown.text.startswith("✅") for shown in watch.reporter.guest.answers)


async def stopped(watch: Watch) -> None:
    await everything_written(watch)
    await watch.reporter.get_code()
    await watch.city.house.ticks.say_farewell()


async def told_out_of_turn(watch: Watch) -> None:
    """Words behind the command, while the digits are asked for, beside the open case, and in an edit."""
    person, reporter = watch.reporter.guest.person, watch.reporter
    stays = Fault.bad_request("message can't be deleted")
    watch.city.house.telegram.faults.add(stays, method="deleteMessage", times=1)
    first = await person.say(f"/tip {canary.TEXT}")
    await watch.city.settle()
    for step in ("tp:begin", f"tp:body:{FINANCE}", "tp:next"):
        await reporter.guest.press(step)
    await reporter.get_code()
    await reporter.guest.say(f"И ещё вот что: {canary.TEXT}. Начальник меня избил.")
    await reporter.guest.edit(first, f"{canary.TEXT}, и это тоже")
    await reporter.get_code()
    await reporter.type_back()
    await reporter.come_back()
    await reporter.guest.say(f"Забыла сказать самое важное: {canary.TEXT}")
    await reporter.guest.press("cs:send")
    assert canary.TEXT in reporter.screen.text


async def looked_at_and_taken_back(watch: Watch) -> None:
    """Files shown as they became, one taken back; the category, the guide, danger, a picture of the case."""
    reporter = watch.reporter
    await everything_written(watch)
    for step in ("tp:guide", "tp:category", "tp:category:bribe", "tp:urgent", "tp:files"):
        await reporter.guest.press(step, reporter.screen.message_id)
    every = [b.data or "" for one in reporter.guest.answers for b in one.every_button()]
    drop = next(data for data in every if data.startswith("tp:drop"))
    await reporter.guest.press(drop)
    await reporter.get_code()
    await reporter.type_back()
    await reporter.come_back()
    await reporter.guest.press("cs:proof")


def troubled(fault: Fault) -> Flow:
    async def flow(watch: Watch) -> None:
        telegram = watch.city.house.telegram
        await watch.reporter.begin()
        await watch.reporter.guest.press("tp:begin")
        await watch.reporter.guest.press(f"tp:body:{FINANCE}")
        await watch.reporter.guest.press("tp:next")
        telegram.faults.add(fault, times=2)
        await watch.reporter.guest.person.say(canary.TEXT)
        await telegram.idle()
        telegram.faults.clear()

    return flow


FLOWS: dict[str, Flow] = {
    flow.__name__: flow
    for flow in (
        *(
            success,
            delivered,
            seen_again,
            answered_with_a_file,
            withdrawn,
            cancelled_at_once,
            cancelled_at_the_body,
        ),
        *(cancelled_at_the_officials, cancelled_while_writing, cancelled_by_command, cancelled_at_the_code),
        *(timed_out, failed_in_the_middle, malformed_update, asked_before_the_writing, refused_by_name),
        *(beside_other_commands, proven, back_by_the_code_alone, away_and_back),
        *(stopped, told_out_of_turn, looked_at_and_taken_back),
    )
} | {
    f"telegram_answers_{name}": troubled(fault)
    for name, fault in {
        "403": Fault.forbidden(),
        "429": Fault.too_many_requests(1),
        "500": Fault.server_error(),
        "html": Fault.html_502(),
        "cut_json": Fault.cut_json(),
        "nothing_before": Fault.drop_before(),
        "nothing_after": Fault.drop_after(),
    }.items()
}


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS.keys())
async def test_nothing_of_the_reporter_is_left(watch: Watch, flow: Flow) -> None:
    await flow(watch)
    # Somebody else asks something: the one number of an update that is kept is theirs.
    await (await watch.city.reporter()).guest.say("Можно ли принять подарок?")
    assert watch.finds() == []
    await watch.city.wait(days=1)
    assert watch.finds() == []
