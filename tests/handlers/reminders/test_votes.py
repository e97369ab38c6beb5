"""Dilemmas: a quiz, or buttons where a quiz cannot be; votes are counted once and kept by nobody's name."""

import pytest
from telegram import Update

from bot.acts.model import Dilemma
from bot.language import Language
from bot.reminders.votes import Share
from bot.texts.texts import Say
from emulator.local_telegram import Fault, Place, Shown
from handlers.reminders.screens import BRIEF, Pushed
from tests.handlers.people.test_start import said
from tests.handlers.reminders.test_carrier import at_the_hour, rows
from tests.handlers.reminders.test_remind import news, subscribed
from tests.house import Guest, House


async def asked(guest: Guest) -> Shown:
    """The dilemma that came to a guest the next morning."""
    panel = await subscribed(guest, "rm:what:dilemmas")
    await at_the_hour(guest.house)
    (shown,) = news(guest, panel)
    return shown


def behind(house: House, shown: Shown, language: Language) -> Dilemma:
    """The dilemma that a message asks."""
    (found,) = (
        dilemma
        for dilemma in house.services.rulebook.dilemmas.values()
        if dilemma.questions[language] in shown.text
    )
    return found


async def votes(house: House) -> dict[object, object]:
    return {choice: count for _, choice, count in await rows(house, "SELECT * FROM vote") if count}


async def vote(guest: Guest, shown: Shown, place: int, group: Place | None = None) -> None:
    await guest.person.vote(shown.message_id, [place], group)
    await guest.house.telegram.idle()


async def test_a_dilemma_is_a_quiz_of_shuffled_choices_with_the_reason(
    guest: Guest, language: Language
) -> None:
    shown = await asked(guest)
    dilemma, poll = behind(guest.house, shown, language), shown.poll
    assert poll is not None
    assert poll.kind == "quiz"
    assert sorted(option.text for option in poll.options) == sorted(
        choice[language] for choice in dilemma.choices.values()
    )
    assert poll.options[poll.correct[0]].text == dilemma.choices[dilemma.right][language]
    assert poll.explanation.text == dilemma.reasons[language]
    labels = [said(guest.house.services, language, one) for one in (Say.BUTTON_LATER, Say.BUTTON_STOP)]
    assert shown.labels == labels


async def test_after_a_vote_come_the_paragraph_and_with_five_votes_the_shares(
    guest: Guest, language: Language
) -> None:
    house, shown = guest.house, await asked(guest)
    dilemma = behind(house, shown, language)
    await vote(guest, shown, 0)
    assert f"📖 {house.services.citations.place(dilemma.ref, language)}\n" in guest.last.text
    assert guest.last.text.endswith(said(house.services, language, Say.SHARES_FEW))
    await house.people.database.run(
        lambda connection: connection.execute(
            "INSERT INTO vote VALUES (?, ?, 3) ON CONFLICT DO UPDATE SET count = count + 3",
            (dilemma.id, dilemma.right),
        ).close()
    )
    other = await house.guest(language, "Асан")
    await forge_vote(house, other, shown, 1)
    assert "%" in other.last.text
    assert "✅ " in other.last.text


async def forge_vote(house: House, guest: Guest, shown: Shown, place: int) -> None:
    """A vote in a quiz that was forwarded on."""
    assert shown.poll is not None
    poll = house.telegram.world.vote(shown.poll.id, guest.person.user, [place])
    guest.person._events.voted(poll, guest.person.user, (place,))
    await house.telegram.idle()


async def test_a_vote_is_counted_once_however_often_telegram_brings_it(guest: Guest) -> None:
    house, shown = guest.house, await asked(guest)
    await vote(guest, shown, 1)
    assert sum(int(str(count)) for count in (await votes(house)).values()) == 1
    last = house.telegram.world.updates.last_id
    for update in range(last - 3, last + 1):
        await again(house, update)
    assert sum(int(str(count)) for count in (await votes(house)).values()) == 1


async def again(house: House, number: int) -> None:
    """Process an update that was processed already."""
    raw = house.telegram.world.updates._history[number]
    update = Update.de_json(raw, house.application.bot)
    assert update is not None
    await house.application.process_update(update)


async def test_no_vote_is_kept_by_person(guest: Guest) -> None:
    house, shown = guest.house, await asked(guest)
    await vote(guest, shown, 1)
    kept = await rows(house, "SELECT * FROM vote") + await rows(house, "SELECT * FROM voted")
    kept += await rows(house, "SELECT * FROM quiz")
    assert not [row for row in kept if guest.person.id in row or str(guest.person.id) in map(str, row)]


async def test_in_a_group_the_quiz_is_anonymous_and_its_counts_are_taken_over(house: House) -> None:
    owner, member = await house.guest(Language.RU), await house.guest(Language.RU, "Әріптес")
    group = house.telegram.group("Бөлім", owner.person, member.person)
    group.add_bot()
    await owner.person.say("/remind", group)
    await house.telegram.idle()
    for data in ("rm:on", "rm:what:dilemmas"):
        await owner.person.press(data, chat=group)
        await house.telegram.idle()
    await at_the_hour(house)
    shown = owner.person.last(group)
    assert shown.poll is not None
    assert shown.poll.is_anonymous
    before = len(owner.answers), len(member.answers)
    await vote(owner, shown, 0, group)
    await vote(member, shown, 0, group)
    assert (len(owner.answers), len(member.answers)) == before
    assert list((await votes(house)).values()) == [2]
    last = house.telegram.world.updates.last_id
    for update in range(last - 1, last + 1):
        await again(house, update)
    assert list((await votes(house)).values()) == [2]
    press = await member.person.press(said(house.services, Language.RU, Say.BUTTON_SHARES), chat=group)
    await house.telegram.idle()
    assert press.answer == said(house.services, Language.RU, Say.SHARES_FEW)


async def test_where_polls_are_forbidden_buttons_ask(guest: Guest, language: Language) -> None:
    house = guest.house
    panel = await subscribed(guest, "rm:what:dilemmas")
    house.telegram.faults.add(
        Fault.bad_request("not enough rights to send polls to the chat"), method="sendPoll"
    )
    await at_the_hour(house)
    (shown,) = news(guest, panel)
    dilemma = behind(house, shown, language)
    right = f"dl:v:{dilemma.id}:{dilemma.right}"
    assert await guest.press(right, shown.message_id) == f"✅ {dilemma.reasons[language]}"
    assert f"📖 {house.services.citations.place(dilemma.ref, language)}\n" in guest.last.text
    assert await guest.press(right, shown.message_id) == said(house.services, language, Say.VOTED_ALREADY)
    assert await votes(house) == {dilemma.right: 1}
    wrong = next(choice for choice in dilemma.choices if choice != dilemma.right)
    other = await house.guest(language, "Асан")
    answer = await other.forge(f"dl:v:{dilemma.id}:{wrong}", other.last.message_id)
    assert answer == f"❌ {dilemma.reasons[language]}"


@pytest.mark.parametrize("data", ["dl:v:gone:a", "dl:s:gone"])
async def test_a_button_of_a_dilemma_that_is_no_more_says_so(
    guest: Guest, language: Language, data: str
) -> None:
    shown = await guest.say("/help")
    assert await guest.forge(data, shown.message_id) == said(guest.house.services, language, Say.OLD_BUTTON)


async def test_a_vote_in_a_poll_that_is_not_ours_is_let_go(guest: Guest) -> None:
    house, shown = guest.house, await asked(guest)
    await house.people.database.run(lambda connection: connection.execute("DELETE FROM quiz").close())
    answers = len(guest.answers)
    await vote(guest, shown, 0)
    assert len(guest.answers) == answers
    assert await votes(house) == {}


async def test_every_alert_of_shares_fits(house: House) -> None:
    pushed = Pushed.of(house.services)
    for language in Language:
        for dilemma in house.services.rulebook.dilemmas.values():
            shares = [Share(choice, 100) for choice in dilemma.choices]
            assert len(pushed.shares(dilemma, shares, language, BRIEF)) <= 200
