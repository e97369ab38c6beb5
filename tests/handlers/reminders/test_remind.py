"""/remind: set on one screen, kept to over a whole year, ended with one tap; in groups by their admins."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.acts.model import STATUS, Ref
from bot.language import Language
from bot.texts.texts import Say
from bot.workdays.working_days import WorkingDays
from emulator.local_telegram import Place, Shown
from tests.handlers.people.test_start import said
from tests.house import TAG, Guest, House

ALMATY = ZoneInfo("Asia/Almaty")


def data_of(shown: Shown) -> list[str | None]:
    return [button.data for button in shown.every_button()]


def chosen(shown: Shown) -> list[str]:
    """The labels of all choices that are marked as chosen."""
    return [label.removeprefix("✓ ") for label in shown.labels if label.startswith("✓ ")]


async def subscribed(guest: Guest, *presses: str) -> int:
    """Turn reminders on and press further buttons; the number of the panel's message."""
    await guest.say("/remind")
    for data in ("rm:on", *presses):
        await guest.press(data)
    return guest.last.message_id


def news(guest: Guest, panel: int) -> list[Shown]:
    """What came after the panel."""
    return [shown for shown in guest.answers if shown.message_id > panel]


async def test_reminders_are_off_until_they_are_turned_on(guest: Guest, language: Language) -> None:
    shown = await guest.say("/remind")
    assert shown.text == said(guest.house.services, language, Say.REMIND_OFF)
    await guest.house.live(days=7)
    assert guest.last.message_id == shown.message_id
    await guest.press("rm:on")
    assert said(guest.house.services, language, Say.EVERY_WORKING) in guest.last.text
    assert guest.last.message_id == shown.message_id


async def test_a_link_opens_the_screen(guest: Guest, language: Language) -> None:
    shown = await guest.say("/start remind")
    assert shown.text == said(guest.house.services, language, Say.REMIND_OFF)


async def test_each_choice_is_marked_and_a_choice_pressed_twice_stays(
    guest: Guest, language: Language
) -> None:
    panel = await subscribed(guest)
    texts = guest.house.services.texts
    for data in ("rm:every:chosen", "rm:days:13", "rm:hour:9", "rm:what:rules", "rm:lang:ru"):
        await guest.press(data, panel) if data in data_of(guest.last) else await guest.forge(data, panel)
        before = guest.last
        await guest.forge(data, panel)
        assert guest.last == before
    marked = chosen(guest.last)
    assert marked[0] == texts(language, Say.EVERY_CHOSEN)
    assert len(marked[1:3]) == 2
    assert marked[3:] == ["9", texts(language, Say.WHAT_RULES), "Русский"]


async def test_of_chosen_days_the_last_cannot_be_taken_away_and_a_weekly_plan_has_one(guest: Guest) -> None:
    panel = await subscribed(guest, "rm:every:chosen")
    assert "rm:days:1" in data_of(guest.last)
    await guest.press("rm:days:15", panel)
    await guest.press("rm:every:weekly", panel)
    assert [data for data in data_of(guest.last) if data and "days" in data] == [
        f"rm:days:{day}" for day in range(1, 6)
    ]


async def test_a_rule_comes_as_an_answer_shows_it_with_a_link_to_ask_and_one_tap_to_stop(
    guest: Guest, language: Language
) -> None:
    panel = await subscribed(guest, "rm:what:rules")
    await guest.house.live(days=1)
    (rule,) = news(guest, panel)
    services = guest.house.services
    heading, _, paragraph = rule.text.partition("\n\n")
    assert heading == said(services, language, Say.RULE_OF_DAY)
    place = paragraph.partition("📖 ")[2].partition("\n")[0]
    cited = services.citations.by_place(place)
    assert cited is not None
    ref = cited.ref
    link, _, stop = rule.every_button()
    assert link.url == f"https://t.me/adep_bot?start=a-{str(ref).replace('.', '_')}"
    opened = await guest.say(f"/start p-{str(ref).replace('.', '_')}")
    assert opened.text == paragraph
    assert await guest.press("rm:stop", rule.message_id) == said(services, language, Say.REMIND_STOPPED)
    assert stop.data not in data_of(next(one for one in guest.answers if one.message_id == rule.message_id))
    await guest.house.live(days=7)
    assert guest.last.message_id == opened.message_id


async def test_a_reminder_comes_again_in_an_hour_where_that_is_wished(
    guest: Guest, language: Language
) -> None:
    panel = await subscribed(guest, "rm:what:rules")
    await guest.house.live(hours=20)
    (rule,) = news(guest, panel)
    alert = await guest.press(said(guest.house.services, language, Say.BUTTON_LATER), rule.message_id)
    assert "11:00" in str(alert)
    await guest.press(said(guest.house.services, language, Say.BUTTON_LATER), rule.message_id)
    await guest.house.live(minutes=30)
    assert len(news(guest, panel)) == 1
    await guest.house.live(minutes=30)
    again = news(guest, panel)[1:]
    assert [shown.text for shown in again] == [rule.text]
    await guest.house.live(hours=23)
    assert news(guest, panel)[2].text != rule.text
    assert len(news(guest, panel)) == 3


async def test_what_would_come_in_the_quiet_hours_comes_in_the_morning(guest: Guest) -> None:
    panel = await subscribed(guest, "rm:hour:19", "rm:what:rules")
    await guest.house.live(hours=5)
    (rule,) = news(guest, panel)
    assert "08:00" in str(await guest.press(f"rm:later:{card_of(rule)}", rule.message_id))
    await guest.house.live(hours=13)
    assert len(news(guest, panel)) == 2


def card_of(shown: Shown) -> str:
    return next(str(data).removeprefix("rm:later:") for data in data_of(shown) if data and "later" in data)


async def test_a_card_that_is_no_more_is_not_put_off(guest: Guest, language: Language) -> None:
    panel = await subscribed(guest)
    for data in ("rm:later:r:999.9", "rm:later:d:nosuch", "rm:later:x:1"):
        assert await guest.forge(data, panel) == said(guest.house.services, language, Say.OLD_BUTTON)
    stranger = await guest.house.guest(language, "Асан")
    shown = await stranger.say("/remind")
    assert await stranger.forge("rm:later:r:11", shown.message_id) == said(
        guest.house.services, language, Say.OLD_BUTTON
    )


@pytest.mark.parametrize(
    ("words", "time"), [("9:30", "9:30"), ("14", "14:00"), ("08.05", "8:05"), ("19:00", "19:00")]
)
async def test_a_time_behind_the_command_turns_reminders_on_for_it(
    guest: Guest, language: Language, words: str, time: str
) -> None:
    shown = await guest.say(f"/remind {words}")
    every = said(guest.house.services, language, Say.EVERY_WORKING)
    assert said(guest.house.services, language, Say.REMIND_WHEN, every=every, time=time) in shown.text
    hour, minute = map(int, time.split(":"))
    begins = guest.house.clock.now().astimezone(ALMATY)
    due = begins.replace(hour=hour, minute=minute, second=0) + timedelta(days=begins.hour >= hour)
    guest.house.clock.moment = (due - timedelta(seconds=30)).astimezone(UTC)
    await guest.house.wait()
    assert guest.last.message_id == shown.message_id
    await guest.house.wait(seconds=40)
    assert guest.last.message_id > shown.message_id


@pytest.mark.parametrize("words", ["7:59", "19:01", "20", "25:00", "9:75"])
async def test_a_time_in_the_quiet_hours_is_refused(guest: Guest, language: Language, words: str) -> None:
    shown = await guest.say(f"/remind {words}")
    assert shown.text == said(guest.house.services, language, Say.REMIND_BAD_TIME)
    assert (await guest.say("/remind")).text == said(guest.house.services, language, Say.REMIND_OFF)


@pytest.mark.parametrize("words", ["через час", "Бір сағаттан кейін"])
async def test_one_that_comes_in_an_hour_can_be_asked_for_without_turning_all_on(
    guest: Guest, words: str
) -> None:
    shown = await guest.say(f"/remind {words}")
    assert "15:00" in shown.text
    await guest.house.live(minutes=61)
    assert guest.last.message_id > shown.message_id
    last = guest.last.message_id
    await guest.house.live(days=3)
    assert guest.last.message_id == last


async def test_a_second_tap_on_stop_is_answered_too(guest: Guest, language: Language) -> None:
    panel = await subscribed(guest, "rm:what:rules")
    await guest.house.live(days=1)
    rule = news(guest, panel)[0].message_id
    await guest.press("rm:stop", rule)
    assert await guest.forge("rm:stop", rule) == said(guest.house.services, language, Say.REMIND_STOPPED)


async def test_a_year_of_rules_shows_every_ref_once_before_any_again_on_working_days_alone(
    house: House,
) -> None:
    guest = await house.guest(Language.KK)
    house.clock.moment = datetime(2026, 1, 1, 0, 0, tzinfo=ALMATY).astimezone(UTC)
    await subscribed(guest, "rm:what:rules", "rm:hour:9")
    ticks = house.ticks
    came: list[tuple[date, Ref]] = []
    for number in range(365):
        for hour, minute in ((8, 59), (9, 0), (9, 1), (23, 0)):
            moment = datetime(2026, 1, 1, hour, minute, tzinfo=ALMATY) + timedelta(days=number)
            house.clock.moment = moment.astimezone(UTC)
            house.telegram.calls.clear()
            await ticks.once()
            for call in house.telegram.calls.of("sendMessage"):
                assert (hour, minute) == (9, 0)
                place = TAG.sub("", str(call.params["text"])).partition("📖 ")[2].partition("\n")[0]
                cited = house.services.citations.by_place(place)
                assert cited is not None
                came.append((moment.date(), cited.ref))
    days = WorkingDays(ALMATY)
    year = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    assert [day for day, _ in came] == [day for day in year if days.is_working(day)]
    refs = [ref for _, ref in came]
    everything = len(house.services.rulebook.paragraphs)
    for start in range(0, len(refs) - everything + 1, everything):
        one_round = refs[start : start + everything]
        assert set(one_round) == set(house.services.rulebook.paragraphs)
        assert all(ref.is_resolution or ref == STATUS for ref in one_round[-5:])


async def test_a_pause_lasts_a_week_and_can_be_ended(guest: Guest, language: Language) -> None:
    panel = await subscribed(guest, "rm:pause")
    await guest.house.live(days=6, hours=23)
    assert news(guest, panel) == []
    await guest.house.live(days=1)
    assert len(news(guest, panel)) == 1
    await guest.forge("rm:pause", panel)
    await guest.press("rm:hour:11", panel)
    assert said(guest.house.services, language, Say.BUTTON_RESUME) in [
        label for one in guest.answers if one.message_id == panel for label in one.labels
    ]
    await guest.press("rm:resume", panel)
    await guest.house.live(days=1)
    assert len(news(guest, panel)) == 2


async def test_what_is_later_than_its_window_is_not_sent(guest: Guest) -> None:
    panel = await subscribed(guest)
    # As after a night without power: the clock jumps over the hour and its window.
    await guest.house.wait(days=2)
    assert news(guest, panel) == []
    count = await guest.house.people.database.run(
        lambda connection: connection.execute("SELECT count FROM tally WHERE outcome = 'late'").fetchone()
    )
    assert count == (1,)
    await guest.house.live(days=1)
    assert len(news(guest, panel)) == 1


async def test_changes_made_while_it_is_off_are_kept_for_later(guest: Guest, language: Language) -> None:
    panel = await subscribed(guest, "rm:hour:15", "rm:off")
    await guest.forge("rm:hour:16", panel)
    assert guest.last.text == said(guest.house.services, language, Say.REMIND_OFF)
    await guest.press("rm:on", panel)
    assert "16" in chosen(guest.last)


async def test_a_button_of_a_chat_that_never_subscribed_changes_nothing(
    guest: Guest, language: Language
) -> None:
    shown = await guest.say("/remind")
    await guest.forge("rm:pause", shown.message_id)
    assert guest.last.text == said(guest.house.services, language, Say.REMIND_OFF)


@pytest.mark.parametrize(
    "data", ["rm:hour:7", "rm:hour:20", "rm:days:6", "rm:days:", "rm:every:hour", "rm:what"]
)
async def test_a_choice_that_was_never_offered_is_an_old_button(
    guest: Guest, language: Language, data: str
) -> None:
    panel = await subscribed(guest)
    before = guest.last
    assert await guest.forge(data, panel) == said(guest.house.services, language, Say.OLD_BUTTON)
    assert guest.last == before


@pytest.fixture
async def office(house: House) -> tuple[Guest, Guest, Place, int]:
    """A group with topics, its owner, a member, and a topic."""
    owner, member = await house.guest(Language.RU, "Бастық"), await house.guest(Language.RU, "Әріптес")
    group = house.telegram.group("Бөлім", owner.person, member.person, topics=True)
    group.add_bot()
    topic = group.topic("Әдеп")
    await house.telegram.idle()
    return owner, member, group, topic


async def test_in_a_group_its_admin_sets_reminders_for_the_topic_he_speaks_in(
    house: House, office: tuple[Guest, Guest, Place, int]
) -> None:
    owner, member, group, topic = office
    await member.person.say("/remind", group, topic=topic)
    await house.telegram.idle()
    refused = said(house.services, Language.RU, Say.ADMINS_ONLY)
    assert owner.person.last(group).text == refused
    await owner.person.say("/remind", group, topic=topic)
    await house.telegram.idle()
    press = await member.person.press("rm:on", chat=group)
    await house.telegram.idle()
    assert press.answer == refused
    for data in ("rm:on", "rm:what:rules"):
        await owner.person.press(data, chat=group)
        await house.telegram.idle()
    await house.live(days=1)
    rule = owner.person.last(group)
    assert rule.text.startswith(said(house.services, Language.RU, Say.RULE_OF_DAY))
    assert rule.thread_id == topic
    silent = house.telegram.calls.of("sendMessage")[-1].params
    assert json.loads(str(silent["disable_notification"]).lower()) is True
    press = await member.person.press("rm:stop", rule.message_id, group)
    await house.telegram.idle()
    assert press.answer == refused
