"""Adep as a process while the network, Telegram and people misbehave: no answer is lost, and the log tells nothing."""

from emulator.local_telegram import Fault
from tests.proofs.process.running import Program, Town, answers_to

NO_EFFECT = (
    Fault.server_error(),
    Fault.html_502(),
    Fault.drop_before(),
    Fault.too_many_requests(1),
)
EFFECT_UNKNOWN = (Fault.cut_json(), Fault.cut_body(), Fault.drop_after())
"""The answer was given and Adep did not learn of it: it comes twice."""

CANARY = "қызғылтқоқиқаз"
"""A word that only a question holds."""


async def test_faults_lose_no_answer_and_neither_log_nor_files_hold_a_word_a_person_or_the_token(
    town: Town,
) -> None:
    program = await town.start(LOG_LEVEL="DEBUG")
    await program.logged("STARTED")
    faults = NO_EFFECT + EFFECT_UNKNOWN
    people = [town.telegram.person(f"{CANARY} {number}") for number in range(len(faults))]
    for fault in faults:
        town.telegram.faults.add(fault, method="sendMessage")
    asked = [(person, await person.say(f"Можно ли принять подарок? {CANARY}")) for person in people]
    await town.idle()
    answers = [len(answers_to(*question)) for question in asked]
    assert all(answers)
    assert sum(answers) <= len(asked) + len(EFFECT_UNKNOWN)
    assert not town.telegram.faults.left
    await _everything_else_that_goes_wrong(town)
    assert len(program.of("CALL_REPEATED")) >= len(faults) - 1
    assert program.of("TELEGRAM_ASKS_TO_WAIT")
    await program.logged("CHAT_UNREACHABLE")
    await program.logged("UPDATE_UNREADABLE")
    await program.logged("UPDATE_FAILED")
    _assert_discreet(program, town)
    _assert_no_canary(town)
    assert await program.stop() == 0
    assert program.said == []
    _assert_discreet(program, town)
    _assert_no_canary(town)


async def _everything_else_that_goes_wrong(town: Town) -> None:
    telegram = town.telegram
    person = telegram.person(CANARY, username="canary")
    await person.start()
    await town.idle()
    await person.press("Қазақша")
    await town.idle()
    question = await person.say(f"{CANARY} подарок")
    await town.idle()
    telegram.faults.add(Fault.server_error(), method="editMessageText")
    await person.edit(question, f"{CANARY} сыйлық")
    await town.idle()
    telegram.faults.add(Fault.bad_request(f"Bad Request: {CANARY}"), method="sendMessage")
    # What somebody says in one breath with a question is part of it: each fault meets a person of its own.
    await telegram.person(CANARY).say(f"{CANARY} конфликт интересов")
    await town.idle()
    telegram.faults.add(Fault.forbidden(), method="sendMessage")
    await telegram.person(CANARY).say(f"{CANARY} 2")
    await town.idle()
    telegram.faults.add(Fault.drop_after(), method="getUpdates")
    telegram.world.updates.put("message", {"text": CANARY, "chat": {"id": person.id}, "date": CANARY})
    await town.idle()


def _assert_discreet(program: Program, town: Town) -> None:
    assert CANARY not in program.output
    assert CANARY.encode("unicode_escape").decode() not in program.output
    assert town.telegram.token not in program.output
    assert town.telegram.token.partition(":")[2] not in program.output
    assert not [person for person in town.telegram.people if str(person) in program.output]


def _assert_no_canary(town: Town) -> None:
    files = [path for path in town.data.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if CANARY.encode() in path.read_bytes()]
