"""/settings and /privacy: the language, being forgotten, and what is kept."""

import re
import sqlite3

from bot.counts.counts import QuestionResult
from bot.language import Language
from bot.texts.texts import Say
from tests.house import Guest, House
from tests.questions import answered


async def everything_kept(house: House) -> str:
    """Every row of every table."""

    def look(connection: sqlite3.Connection) -> str:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return repr({name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables})  # noqa: S608 - our own names

    return await house.people.database.run(look)


async def test_the_settings_show_the_language_in_force(guest: Guest, language: Language) -> None:
    texts = guest.house.services.texts
    shown = await guest.say("/settings")
    assert texts(language, Say.LANGUAGE_NAME) in shown.text
    assert f"✓ {texts(language, Say.LANGUAGE_NAME)}" in shown.labels
    assert texts(language, Say.LANGUAGE_AUTOMATIC) in shown.labels


async def test_a_newcomer_is_on_automatic(house: House) -> None:
    guest = await house.newcomer(language_code="ru")
    shown = await guest.say("/settings")
    assert f"✓ {house.services.texts(Language.RU, Say.LANGUAGE_AUTOMATIC)}" in shown.labels


async def test_another_language_is_chosen_in_place_and_back_to_automatic(
    guest: Guest, language: Language
) -> None:
    texts, people = guest.house.services.texts, guest.house.people
    shown = await guest.say("/settings")
    await guest.press(f"st:lang:{language.other}", shown.message_id)
    assert guest.last.message_id == shown.message_id
    assert texts(language.other, Say.BUTTON_FORGET) in guest.last.labels
    assert await people.language_of(guest.person.id) is language.other
    await guest.press("st:lang:auto", shown.message_id)
    assert await people.language_of(guest.person.id) is None
    # Automatic follows the person's Telegram, which is in Russian here.
    assert texts(Language.RU, Say.BUTTON_FORGET) in guest.last.labels


async def test_choosing_what_is_chosen_already_is_no_fault(guest: Guest, language: Language) -> None:
    shown = await guest.say("/settings")
    await guest.press(f"st:lang:{language}", shown.message_id)
    assert guest.last == shown


async def test_being_forgotten_is_asked_for_twice_and_says_what_was_deleted(
    guest: Guest, language: Language
) -> None:
    house, texts = guest.house, guest.house.services.texts
    await guest.say(answered(house.services, language))
    await guest.press("👍")
    assert str(guest.person.id) in await everything_kept(house)
    shown = await guest.say("/settings")
    await guest.press(texts(language, Say.BUTTON_FORGET))
    assert guest.last.text == texts(language, Say.FORGET)
    await guest.press(texts(language, Say.BUTTON_FORGET_SURELY))
    assert guest.last.message_id == shown.message_id
    told = guest.last.text.splitlines()
    assert told[0] == texts(language, Say.FORGOTTEN, count=1)
    assert told[1:] == [f"• {house.services.stored.titles('people.db', language)['chat']}: 1"]
    assert guest.last.labels == []
    kept = await everything_kept(house)
    assert str(guest.person.id) not in kept
    # What names nobody stays.
    assert QuestionResult.ANSWERED.value in kept


async def test_who_changes_his_mind_is_not_forgotten(guest: Guest, language: Language) -> None:
    texts = guest.house.services.texts
    shown = await guest.say("/settings")
    await guest.press(texts(language, Say.BUTTON_FORGET))
    await guest.press(texts(language, Say.BUTTON_KEEP))
    assert guest.last.labels == shown.labels
    assert await guest.house.people.language_of(guest.person.id) is language


async def test_who_is_not_known_is_told_that_nothing_was_kept(house: House) -> None:
    guest = await house.newcomer(language_code="ru")
    await guest.say("/settings")
    await guest.press("🗑 Забыть меня")
    await guest.press("Да, удалить")
    assert guest.last.text == house.services.texts(Language.RU, Say.FORGOTTEN_NOTHING)


async def test_after_being_forgotten_the_others_are_still_known(house: House, language: Language) -> None:
    guest, other = await house.guest(language), await house.guest(language, "Асан")
    await guest.say("/settings")
    await guest.press("st:forget")
    await guest.press("st:forget:yes")
    assert await house.people.language_of(other.person.id) is language
    assert (await guest.say("/start")).labels == [
        house.services.texts(one, Say.LANGUAGE_NAME) for one in Language
    ]


async def test_of_what_was_said_before_being_forgotten_not_even_a_digest_is_kept(
    house: House, language: Language
) -> None:
    guest, other = await house.guest(language), await house.guest(language, "Асан")
    digests = house.adep.serving.heeding._said
    question = await guest.person.say(answered(house.services, language))
    theirs = await other.person.say(answered(house.services, language))
    await house.telegram.idle()
    await guest.say("/settings")
    await guest.press("st:forget")
    await guest.press("st:forget:yes")
    assert len(digests) == len([one for one in other.person.shown() if not one.from_bot])
    assert not {guest.person.id, other.person.id} & {part for place in digests for part in place}
    before = guest.answers
    await guest.edit(
        question, answered(house.services, language.other)
    )  # nothing is known of it: an answer out of the blue
    assert guest.answers == before
    await other.edit(theirs, "3.12")
    assert "📖" in other.last.text


async def test_privacy_names_every_table_with_its_life(guest: Guest, language: Language) -> None:
    services = guest.house.services
    before = len(guest.answers)
    short = await guest.say("/privacy")
    assert len(re.findall(r"^\d\. ", short.text, re.MULTILINE)) == 5
    await guest.press(services.texts(language, Say.BUTTON_PRIVACY_ALL))
    told = "\n".join(shown.text for shown in guest.answers[before:])
    assert services.texts(language, Say.PRIVACY_HEAD) in told
    schema = await guest.house.people.database.schema()
    for table, columns in schema.items():
        described = services.stored.tables["people.db"][table]
        assert described.titles[language] in told
        assert all(described.columns[column][language] in told for column in columns)
    assert "/settings" in told
