"""Reminders on their way while Telegram and the network misbehave: each comes once, or is counted for what it became."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.language import Language
from bot.storage.database import Database
from bot.texts.texts import Say
from emulator.local_telegram import Fault, Person, Place, Shown
from tests.handlers.people.test_start import said
from tests.handlers.reminders.test_remind import news, subscribed
from tests.house import Guest, House

NO_EFFECT = {
    "429": Fault.too_many_requests(7),
    "500": Fault.server_error(),
    "502": Fault.html_502(),
}
ANSWER_LOST = {
    "cut json": Fault.cut_json(),
    "cut body": Fault.cut_body(),
    "dropped after": Fault.drop_after(),
    "dropped before": Fault.drop_before(),
}
GONE = {
    "403": Fault.forbidden(),
    "deactivated": Fault.forbidden("user is deactivated"),
    "chat not found": Fault.bad_request("chat not found"),
    "no rights": Fault.bad_request("not enough rights to send text messages to the chat"),
}


async def rows(house: House, query: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = await house.people.database.run(
        lambda connection: connection.execute(query).fetchall()
    )
    return found


async def tally(house: House) -> dict[object, object]:
    """What became of all reminders so far."""
    return {outcome: count for outcome, count in await rows(house, "SELECT * FROM tally") if count}


async def at_the_hour(house: House) -> None:
    """The moment at which the reminders of `subscribed` are due: the clock of a house begins at 14:00 in Almaty."""
    await house.wait(hours=20)


@pytest.mark.parametrize("fault", NO_EFFECT.values(), ids=NO_EFFECT.keys())
async def test_what_was_not_sent_is_sent_later_and_once(house: House, fault: Fault) -> None:
    guest = await house.guest(Language.KK)
    panel = await subscribed(guest, "rm:what:rules")
    house.telegram.faults.add(fault, method="sendMessage", times=2)
    await at_the_hour(house)
    assert news(guest, panel) == []
    for _ in range(20):
        await house.wait(seconds=5)
    assert len(news(guest, panel)) == 1
    assert len(house.telegram.calls.of("sendMessage")) >= 3
    assert await tally(house) == {"sent": 1}


@pytest.mark.parametrize("fault", ANSWER_LOST.values(), ids=ANSWER_LOST.keys())
async def test_a_reminder_whose_answer_was_lost_counts_as_sent(house: House, fault: Fault) -> None:
    guest = await house.guest(Language.KK)
    panel = await subscribed(guest, "rm:what:rules")
    house.telegram.faults.add(fault, method="sendMessage")
    await at_the_hour(house)
    for _ in range(5):
        await house.wait(minutes=5)
    assert len(news(guest, panel)) == (0 if fault == Fault.drop_before() else 1)
    assert await tally(house) == {"uncertain": 1}
    assert await rows(house, "SELECT chat FROM outbox") == []
    assert len(await rows(house, "SELECT card FROM seen")) == 1


@pytest.mark.parametrize("fault", GONE.values(), ids=GONE.keys())
async def test_a_chat_that_is_gone_is_marked_and_left_in_peace(house: House, fault: Fault) -> None:
    guest, other = await house.guest(Language.KK), await house.guest(Language.KK, "Асан")
    for one in (guest, other):
        await subscribed(one, "rm:what:rules")
    house.telegram.faults.add(fault, method="sendMessage")
    await at_the_hour(house)
    await house.live(days=2)
    assert await tally(house) == {"unreachable": 1, "sent": 3}
    assert await rows(house, "SELECT id FROM chat WHERE reachable = 0") == [(guest.person.id,)]


async def test_whoever_comes_back_and_turns_them_on_again_is_reachable_again(house: House) -> None:
    guest = await house.guest(Language.KK)
    panel = await subscribed(guest, "rm:what:rules")
    await guest.person.block()
    await at_the_hour(house)
    await guest.person.unblock()
    await guest.forge("rm:on", panel)
    assert await rows(house, "SELECT id FROM chat WHERE reachable = 0") == []
    await house.live(days=1)
    assert await tally(house) == {"unreachable": 1, "sent": 1}


async def test_a_message_that_telegram_will_never_take_is_counted_and_dropped(house: House) -> None:
    guest = await house.guest(Language.KK)
    panel = await subscribed(guest, "rm:what:rules")
    house.telegram.faults.add(Fault.bad_request("can't parse entities"), method="sendMessage")
    await at_the_hour(house)
    assert await tally(house) == {"refused": 1}
    await house.live(days=1)
    assert len(news(guest, panel)) == 1


async def test_what_failed_until_the_end_of_its_window_is_dropped_with_a_count(house: House) -> None:
    guest = await house.guest(Language.KK)
    panel = await subscribed(guest, "rm:what:rules")
    house.telegram.faults.add(Fault.server_error(), method="sendMessage", times=1000)
    await at_the_hour(house)
    for _ in range(40):
        await house.wait(minutes=5)
    house.telegram.faults.clear()
    await house.live(hours=3)
    assert news(guest, panel) == []
    assert await tally(house) == {"late": 1}


async def test_while_telegram_asks_for_a_rest_nobody_is_written_to_unasked_but_answers_go_on(
    house: House,
) -> None:
    guests = [await house.guest(Language.KK, f"Адам {number}") for number in range(3)]
    for guest in guests:
        await subscribed(guest, "rm:what:rules")
    house.telegram.faults.add(Fault.too_many_requests(30), method="sendMessage")
    await at_the_hour(house)
    sent = len(house.telegram.calls.of("sendMessage"))
    await house.wait(seconds=29)
    assert len(house.telegram.calls.of("sendMessage")) == sent
    assert "📖" in (await guests[0].say("сыйлық алуға бола ма")).text
    for _ in range(5):
        await house.wait(seconds=2)
    assert await tally(house) == {"sent": 3}


async def test_who_says_stop_while_a_reminder_waits_does_not_get_it(house: House) -> None:
    guest = await house.guest(Language.KK)
    panel = await subscribed(guest, "rm:what:rules")
    house.telegram.faults.add(Fault.too_many_requests(30), method="sendMessage")
    await at_the_hour(house)
    await guest.press("rm:off", panel)
    await house.live(days=2)
    assert news(guest, panel) == []
    assert await rows(house, "SELECT * FROM outbox") == []


async def test_a_group_that_became_a_supergroup_is_followed(house: House) -> None:
    owner = await house.guest(Language.RU)
    group = house.telegram.group("Бөлім", owner.person)
    group.add_bot()
    await owner.person.say("/remind", group)
    await house.telegram.idle()
    for data in ("rm:on", "rm:what:rules"):
        await owner.person.press(data, chat=group)
        await house.telegram.idle()
    old = group.id
    group.migrate()
    await house.telegram.idle()
    await at_the_hour(house)
    await house.live(days=1)
    heading = said(house.services, Language.RU, Say.RULE_OF_DAY)
    came = [shown for shown in owner.person.shown(group) if shown.text.startswith(heading)]
    assert len(came) == 2
    for table in ("chat", "reminder", "seen"):
        column = "id" if table == "chat" else "chat"
        assert await rows(house, f"SELECT {column} FROM {table} WHERE {column} = {old}") == []  # noqa: S608 - a test's own words


@dataclass
class Forum:
    """A group with topics whose reminders come to one of them; `guest` owns the group and has started Adep, `member` has not."""

    house: House
    guest: Guest
    member: Person
    place: Place
    topic: int

    @property
    def said(self) -> list[Shown]:
        """What Adep said in the group after its greeting and the panel."""
        return [one for one in self.guest.person.shown(self.place) if one.from_bot][2:]

    async def day(self) -> None:
        await self.house.live(hours=24)


@pytest.fixture
async def forum(house: House) -> Forum:
    guest, member = await house.guest(Language.RU), house.telegram.person("Ерлан")
    place = house.telegram.group("Бөлім", guest.person, member, topics=True)
    place.add_bot()
    topic = place.topic("Әдеп")
    await guest.person.say("/remind", place, topic=topic)
    await house.telegram.idle()
    for data in ("rm:on", "rm:what:rules", "rm:lang:ru"):
        await guest.person.press(data, chat=place)
        await house.telegram.idle()
    return Forum(house, guest, member, place, topic)


async def test_a_living_topic_of_which_telegram_says_once_that_it_is_gone_keeps_its_reminders(
    forum: Forum,
) -> None:
    fault = Fault.bad_request("message thread not found")
    forum.house.telegram.faults.add(fault, method="sendMessage", times=2)
    await forum.day()
    (rule,) = forum.said
    assert rule.thread_id == forum.topic
    assert await tally(forum.house) == {"sent": 1}
    assert await rows(forum.house, "SELECT due IS NULL FROM reminder") == [(0,)]


@pytest.mark.parametrize("way", ["closed", "deleted"])
async def test_reminders_to_a_topic_that_takes_nothing_end_with_a_word_in_the_group(
    forum: Forum, way: str
) -> None:
    if way == "closed":
        forum.place.close_topic(forum.topic)
    else:
        forum.place.delete_topic(forum.topic)
    forum.house.telegram.calls.clear()
    await forum.day()
    (word,) = forum.said
    assert word.text == said(forum.house.services, Language.RU, Say.TOPIC_CLOSED)
    assert word.thread_id is None
    assert len(forum.house.telegram.calls.of("sendMessage")) < 15
    assert await rows(forum.house, "SELECT due FROM reminder") == [(None,)]
    assert await tally(forum.house) == {"refused": 1}
    await forum.day()
    assert len(forum.said) == 1


async def test_where_a_group_takes_no_word_at_all_its_admins_are_told_in_private(forum: Forum) -> None:
    forum.place.close_topic(forum.topic)
    forum.place.close_topic()
    await forum.day()
    assert forum.said == []
    told = said(forum.house.services, Language.RU, Say.TOPIC_CLOSED_IN, group="Бөлім")
    assert forum.guest.last.text == told
    assert await rows(forum.house, "SELECT due FROM reminder") == [(None,)]


async def test_a_question_in_a_topic_that_closed_meanwhile_is_answered_in_the_group(forum: Forum) -> None:
    forum.place.close_topic(forum.topic)
    await forum.guest.person.say("/ask можно ли принять подарок", forum.place, topic=forum.topic)
    await forum.house.telegram.idle()
    assert "📖" in forum.said[-1].text


async def test_an_older_server_whose_answer_cannot_be_read_breaks_no_turn_of_sending(house: House) -> None:
    house.telegram.be_older()
    guests = [await house.guest(Language.KK, f"Адам {number}") for number in range(3)]
    panels = [await subscribed(guest, "rm:what:dilemmas") for guest in guests]
    await at_the_hour(house)
    for _ in range(3):
        await house.wait(seconds=5)
    assert [len(news(guest, panel)) for guest, panel in zip(guests, panels, strict=True)] == [1, 1, 1]
    assert await tally(house) == {"sent": 3}


async def test_where_nothing_is_due_a_tick_looks_once_and_writes_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribed(await house.guest(Language.KK))
    looks = 0
    pushing = house.ticks._kept[0].job
    await pushing(asyncio.Event())
    before = await rows(house, "SELECT total_changes()")
    run, here = Database.run, asyncio.current_task()

    async def counted(database: Database, work: Callable[..., Any]) -> Any:
        nonlocal looks
        # The house ticks of itself too, in a task of its own.
        looks += asyncio.current_task() is here
        return await run(database, work)

    with monkeypatch.context() as watched:
        watched.setattr(Database, "run", counted)
        await pushing(asyncio.Event())
    assert looks == 1
    assert await rows(house, "SELECT total_changes()") == before
