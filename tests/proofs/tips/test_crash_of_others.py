"""The process dies while a tip or a paper is written, while a case is added to or withdrawn, while an official acts (T2, T23)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.model import CaseHead, EntryKind, State
from bot.tips.officials.file import OfficialId
from emulator.local_telegram import Person
from emulator.local_telegram.errors import ImpossibleError
from tests.proofs.tips.test_crash import written
from tests.tips.crash import Doom, Machine, Mortal, mortal, started
from tests.tips.sweep import Canary, Sweep
from tests.tips.town import FINANCE

__all__ = ["mortal"]

TYPED = ("Проверка начата.", "Завхоз уволен.")
PAPER = (
    *("«Вомбатова Анна Сергеевна", "«главный специалист", "«Каракатицын Пётр Ильич"),
    *("«20 ноября у фонтана принесли конверт", "«сам Каракатицын", "«видел сторож Ламантинов"),
)
STEP = 2
"""Every which point is tried: the points between are of the same kinds."""


@dataclass
class Stage:
    """A filed case, its reporter and its officials."""

    machine: Machine
    services: Knowledge
    reporter: Person
    officials: dict[str, Person]
    code: str = ""
    has_typed: bool = False

    async def do(self, person: Person, *acts: str) -> None:
        """Acts of a person one after another, as far as there is still such a button: texts begin with a «."""
        for act in acts:
            try:
                await (person.say(act[1:]) if act.startswith("«") else person.press(act))
            except ImpossibleError:
                return
            self.has_typed |= act[1:] in TYPED
            await self.machine.settle()
            await self.machine.revive()

    def label(self, name: Say) -> str:
        return self.services.texts(Language.RU, name)

    async def head(self) -> CaseHead | None:
        store = self.machine._stores[2]
        for number in await store.all_cases():
            case = await store.case(number)
            return case.head if case else None
        return None

    async def kinds(self) -> list[EntryKind]:
        store = self.machine._stores[2]
        return [entry.kind for number in await store.all_cases() for entry in await store.entries(number)]


Play = Callable[[Stage], Awaitable[None]]
Judge = Callable[[Stage], Awaitable[None]]


@asynccontextmanager
async def staged(services: Knowledge, folder: Path, mortal: Mortal) -> AsyncIterator[Stage]:
    machine, people = await started(services, folder, mortal)
    yield Stage(machine, services, machine.telegram.person("Reporter", "ru"), people)
    await machine.end()


async def a_case(stage: Stage) -> None:
    """A case that its official has opened."""
    stage.code = await written(stage.machine, stage.reporter)
    await stage.do(stage.reporter, "«" + stage.code.replace(" ", "")[-4:])
    stage.machine.clock.step(hours=2)
    await stage.machine.tick()
    second = stage.officials["second"]
    await stage.do(second, next(second.last().every_button()).label)


async def writing(stage: Stage) -> None:
    steps = ("«/tip", "«А кто это увидит?", "tp:begin", f"tp:body:{FINANCE}", "tp:not:first", "tp:next")
    await stage.do(
        stage.reporter, *steps, "«Завхоз берёт деньги.", "tp:category", "tp:category:bribe", "«/rules"
    )
    await stage.do(stage.reporter, "tp:review", "tp:code", "tp:back", "tp:code")


async def nothing_is_stored(stage: Stage) -> None:
    assert await stage.head() is None


async def a_code(stage: Stage) -> None:
    """A reporter whose last digits are asked for."""
    stage.code = await written(stage.machine, stage.reporter)


async def telling_more_while_the_digits_are_asked_for(stage: Stage) -> None:
    await stage.do(stage.reporter, "«Завхоз берёт деньги и по пятницам.", "tp:review", "tp:code")


async def writing_a_paper(stage: Stage) -> None:
    """A notice up to the screen on which all of it is read over."""
    await stage.do(stage.reporter, "«/notice", "nt:paper:corruption", "nt:in:ru", *PAPER)


async def no_word_of_the_paper_is_kept(stage: Stage) -> None:
    sweep = Sweep([Canary(word, word) for word in ("Вомбатов", "Каракатицын", "Ламантинов", "фонтан")])
    assert sweep.files(stage.machine.folder) == []
    await nothing_is_stored(stage)


async def adding_beside_the_steps(stage: Stage) -> None:
    await stage.do(stage.reporter, f"«/case {stage.code}", "«И ещё. Он берёт деньги по пятницам.", "cs:send")


async def adding(stage: Stage) -> None:
    await stage.do(stage.reporter, f"«/case {stage.code}", "cs:add", "«И ещё.", "cs:send")


async def coming_back_by_the_code_alone(stage: Stage) -> None:
    await stage.do(stage.reporter, f"«Мой код {stage.code}", "cs:proof", "cs:add", "«И ещё.", "cs:back")


async def nothing_was_added(stage: Stage) -> None:
    assert await stage.kinds() == [EntryKind.TIP]


async def at_most_one_was_added(stage: Stage) -> None:
    assert (await stage.kinds()).count(EntryKind.ADDITION) <= 1
    if any("✅" not in one.text and "И ещё." in one.text for one in stage.reporter.shown() if one.from_bot):
        assert await stage.kinds() == [EntryKind.TIP, EntryKind.ADDITION]


async def withdrawing(stage: Stage) -> None:
    await stage.do(stage.reporter, f"«/case {stage.code}", "cs:withdraw", "cs:withdraw:yes")


async def gone_where_he_was_told_so(stage: Stage) -> None:
    told = stage.label(Say.CASE_WITHDRAWN)
    store = stage.machine._stores[2]
    kept = [await store.kept(number) for number in await store.all_cases()]
    is_withdrawn = not [one for one in kept if one and one.record.withdrawn is None]
    assert is_withdrawn or not any(one.text == told for one in stage.reporter.shown())
    assert await stage.kinds() in ([], [EntryKind.TIP])
    # It was read: it goes with its notice.
    stage.machine.clock.step(hours=2)
    await stage.machine.tick()
    await stage.machine.revive()
    await stage.machine.tick()
    assert (await stage.head() is None) is is_withdrawn


async def taking(stage: Stage) -> None:
    await stage.do(stage.officials["second"], stage.label(Say.BUTTON_TAKE))


async def replying(stage: Stage) -> None:
    await stage.do(
        stage.officials["second"],
        stage.label(Say.BUTTON_REPLY),
        "«Проверка начата.",
        stage.label(Say.BUTTON_REPLY_YES),
    )


async def closing(stage: Stage) -> None:
    steps = (stage.label(Say.BUTTON_END), stage.label(Say.OUTCOME_CONFIRMED), "«Завхоз уволен.")
    await stage.do(stage.officials["second"], *steps, stage.label(Say.BUTTON_END_YES))


async def an_ended_case(stage: Stage) -> None:
    await a_case(stage)
    await closing(stage)


async def adding_to_what_has_ended(stage: Stage) -> None:
    await adding(stage)
    for _ in range(2):
        stage.machine.clock.step(hours=2)
        await stage.machine.tick()
        await stage.machine.revive()
    await stage.machine.tick()


async def it_is_open_where_something_was_added_and_counted_where_it_is_not(stage: Stage) -> None:
    head, store = await stage.head(), stage.machine._stores[2]
    assert head
    is_added = (await stage.kinds()).count(EntryKind.ADDITION) == 1
    assert (head.closed is None) is is_added
    assert (head.reopened is not None) is is_added
    facts = [await store.facts(OfficialId(name)) for name in ("first", "second")]
    assert [len(one) for one in facts] == ([0, 0] if is_added else [1, 1])


async def correcting(stage: Stage) -> None:
    steps = (stage.label(Say.BUTTON_CORRECT), "«Проверка закончена.", stage.label(Say.BUTTON_REPLY_YES))
    await stage.do(stage.officials["second"], *steps)


async def a_case_with_a_reply(stage: Stage) -> None:
    await a_case(stage)
    await replying(stage)


async def there_is_one_reply(stage: Stage) -> None:
    head = await stage.head()
    assert head
    entries = await stage.machine.tips.casework.read(OfficialId("second"), head.number)
    assert [one.text for one in entries[1:]] in (["Проверка начата."], ["Проверка закончена."])


async def handing_on(stage: Stage) -> None:
    steps = (stage.label(Say.BUTTON_TRANSFER), "chief ру, уполномоченный")
    await stage.do(stage.officials["second"], *steps, stage.label(Say.BUTTON_TRANSFER_YES))
    stage.machine.clock.step(minutes=1)
    await stage.machine.tick()
    await stage.machine.revive()
    stage.machine.clock.step(minutes=1)
    await stage.machine.tick()


async def the_case_is_whole(stage: Stage) -> None:
    """It has one state and the acts that led to it; nobody lost it; the reply is there once at most."""
    head, store = await stage.head(), stage.machine._stores[2]
    assert head
    assert (head.state is State.CLOSED) == (head.closed is not None) == (head.outcome is not None)
    recipients = await store.recipients(head.number)
    assert recipients in ({"first", "second"}, {"first", "chief"})
    replies = (await stage.kinds()).count(EntryKind.REPLY)
    assert replies <= 1
    assert replies == 1 or head.state is not State.CLOSED
    typed = [one for one in stage.officials["second"].shown() if not one.from_bot and one.text in TYPED]
    # What an official wrote is kept, or stands in their chat: it is never nowhere.
    assert replies or typed or not stage.has_typed
    assert (await store.verify()).broken_at is None
    notices = [one for one in stage.officials["chief"].shown() if one.text.startswith("📨")]
    assert len(notices) <= 2 * ("chief" in recipients)
    assert notices or "chief" not in recipients


@dataclass(frozen=True)
class Tale:
    """What is done under the doom, and what must hold afterwards; `before` comes first, in good health."""

    play: Play
    judge: Judge
    before: Play = a_case


async def nothing(_: Stage) -> None:
    """There is nothing before the first word of a tip."""


TALES = (
    Tale(writing, nothing_is_stored, nothing),
    Tale(telling_more_while_the_digits_are_asked_for, nothing_is_stored, a_code),
    Tale(writing_a_paper, no_word_of_the_paper_is_kept, nothing),
    Tale(adding, at_most_one_was_added),
    Tale(adding_beside_the_steps, at_most_one_was_added),
    Tale(coming_back_by_the_code_alone, nothing_was_added),
    Tale(withdrawing, gone_where_he_was_told_so),
    Tale(taking, the_case_is_whole),
    Tale(replying, the_case_is_whole),
    Tale(closing, the_case_is_whole),
    Tale(handing_on, the_case_is_whole),
    Tale(correcting, there_is_one_reply, a_case_with_a_reply),
    Tale(
        adding_to_what_has_ended,
        it_is_open_where_something_was_added_and_counted_where_it_is_not,
        an_ended_case,
    ),
)


@pytest.mark.parametrize("tale", TALES, ids=lambda tale: tale.play.__name__)
async def test_whatever_point_the_process_dies_at_nothing_is_half_done(
    services: Knowledge, tmp_path: Path, mortal: Mortal, tale: Tale
) -> None:
    points = (await lived(services, tmp_path / "whole", mortal, tale, None)).points
    assert points > STEP
    for at in range(1, points + 1, STEP):
        doom = await lived(services, tmp_path / str(at), mortal, tale, at)
        # Calls side by side may make a point less: the last of them may not be reached.
        assert doom.where or at + STEP > points, f"nothing died at point {at} of {points}"


async def lived(services: Knowledge, folder: Path, mortal: Mortal, tale: Tale, at: int | None) -> Doom:
    """Tell a tale whose process dies at a point, and judge it; the doom that it was under."""
    async with staged(services, folder, mortal) as stage:
        await tale.before(stage)
        doom = stage.machine.doom = Doom(at)
        await tale.play(stage)
        await stage.machine.revive()
        passed, doom.at = replace(doom), None
        await tale.judge(stage)
    return passed
