"""Adep as a process: from its start to an orderly stop, and what it says when it cannot start."""

import sqlite3
from contextlib import closing

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.storage.data_folder import open_to_others
from emulator.local_telegram import Fault
from tests.proofs.process.running import Town, answers_to
from tests.questions import answered


async def test_questions_are_answered_once_each_and_a_stop_finishes_what_is_in_hand(
    town: Town, services: Knowledge
) -> None:
    town.data.mkdir(mode=0o755)
    program = await town.start()
    started = await program.logged("STARTED")
    name = town.telegram.world.bot.username
    assert started.endswith(f"bot=@{name} mode=polling acts=almaty-2013:repealed desk=closed officials=0/0")
    assert open_to_others([town.data]) == []

    # A second program does not get between it and its databases.
    second = await town.start()
    assert await second.ended() == 1
    assert second.lines == [f"Another Adep works in DATA_DIR={town.data}; stop it first."]
    people = [town.telegram.person(name) for name in ("Айгүл", "Асан", "Ольга")]

    # A question over HTTP is answered with its paragraph.
    question = await people[0].say(answered(services, Language.KK))
    await town.idle()
    assert "📖 " in people[0].last().text
    assert people[0].last().reply_to == question

    # An update that Telegram repeats is done already.
    town.telegram.redeliver_last()
    await town.idle()
    assert len(answers_to(people[0], question)) == 1

    # A stop waits for the answers under way, and Telegram is told that they are done.
    town.telegram.faults.add(Fault.delay(1), method="sendMessage", times=len(people))
    late = [await person.say("Можно ли принять подарок?") for person in people]
    await town.under_way(len(people))
    assert await program.stop() == 0
    assert program.of("STOPPING")[-1].endswith(f"count={len(people)}")
    assert program.lines[-1].endswith("STOPPED")
    assert program.said == []
    assert [len(answers_to(*one)) for one in zip(people, late, strict=True)] == [1, 1, 1]
    assert town.telegram.world.updates.pending == 0


async def test_a_refused_token_is_told_in_one_line(town: Town) -> None:
    program = await town.start(BOT_TOKEN="8000000001:of-another-bot-or-taken-back-by-botfather")
    assert await program.ended() == 1
    assert program.said == [
        "Telegram refuses BOT_TOKEN. Get the right one from @BotFather and put it into .env."
    ]


async def test_a_missing_token_is_told_in_one_line(dark_town: Town) -> None:
    program = await dark_town.start(BOT_TOKEN="")
    assert await program.ended() == 1
    assert len(program.lines) == 1
    assert "BOT_TOKEN is not set" in program.lines[0]


async def test_a_damaged_database_stops_the_start_and_is_left_as_it_is(town: Town) -> None:
    town.data.mkdir()
    database = town.data / "people.db"
    database.write_bytes(b"no database at all " * 1000)
    before = database.read_bytes()
    program = await town.start()
    assert await program.ended() == 1
    assert program.lines == [f"The database {database} is damaged or no database; put a backup in its place."]
    assert database.read_bytes() == before


async def test_a_database_of_a_newer_adep_stops_the_start_and_is_left_as_it_is(town: Town) -> None:
    program = await town.start()
    await program.logged("STARTED")
    assert await program.stop() == 0
    database = town.data / "people.db"
    with closing(sqlite3.connect(database)) as newer:
        newer.execute("PRAGMA user_version=999")
    before = {path.name: path.read_bytes() for path in town.data.iterdir()}
    program = await town.start()
    assert await program.ended() == 1
    assert program.lines == [
        f"The database {database} was made by a newer Adep; start that one, or put an older backup in its place."
    ]
    assert {path.name: path.read_bytes() for path in town.data.iterdir()} == before
    assert [name for name in before if name.startswith("people.db")] == ["people.db"]


async def test_a_place_where_no_database_can_be_is_named(town: Town) -> None:
    town.data.write_text("a file, no folder", encoding="utf-8")
    program = await town.start()
    assert await program.ended() == 1
    assert program.lines == [
        f"The database {town.data / 'people.db'} cannot be opened; check DATA_DIR and that this user may write there."
    ]


async def test_a_telegram_out_of_reach_is_told_once_and_waited_for(dark_town: Town) -> None:
    program = await dark_town.start()
    assert "hint=check-the-network-and-BOT_API_URL" in await program.logged("TELEGRAM_UNREACHABLE")
    person = dark_town.telegram.person("Айгүл")
    async with dark_town.server():
        await program.logged("STARTED")
        assert len(program.of("TELEGRAM_UNREACHABLE")) == 1
        assert len(program.of("TELEGRAM_BACK")) == 1
        question = await person.say("Можно ли принять подарок?")
        await dark_town.idle()
        assert len(answers_to(person, question)) == 1
    # It is lost again, and the stop does not wait for it.
    await program.logged("TELEGRAM_UNREACHABLE", times=2)
    assert await program.stop() == 0
    assert program.said == []


async def test_a_stop_does_not_wait_for_a_telegram_that_never_came(dark_town: Town) -> None:
    program = await dark_town.start()
    await program.logged("TELEGRAM_UNREACHABLE")
    assert await program.stop() == 0
    assert program.of("STARTED") == []
    assert program.lines[-1].endswith("STOPPED")
    assert program.said == []


async def test_a_second_poller_is_named_and_outlasted_and_a_token_taken_back_ends_the_run(
    town: Town,
) -> None:
    town.telegram.faults.add(Fault.conflict(), method="getUpdates", times=2)
    program = await town.start()
    assert "hint=another-program-polls-with-this-token:stop-it" in await program.logged("SECOND_POLLER")
    person = town.telegram.person("Айгүл")
    question = await person.say("Можно ли принять подарок?")
    await town.idle()
    assert len(answers_to(person, question)) == 1
    assert len(program.of("SECOND_POLLER")) == 1

    town.telegram.faults.add(Fault.unauthorized(), method="getUpdates")
    await person.say("Сыйлық алуға бола ма?")
    assert await program.ended() == 1
    assert len(program.said) == 1
    assert program.said[0].startswith("Telegram refuses BOT_TOKEN.")
