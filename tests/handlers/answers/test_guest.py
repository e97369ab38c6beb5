"""Where Adep is no member it answers when it is called by name, in a few lines; it takes no tips there and hears nothing else."""

from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram.model import Json
from tests.house import House
from tests.questions import answered


async def called(house: House, text: str, reply: str = "") -> list[Json]:
    """Say it in a group that Adep is not in; the cards that came for that."""
    house.telegram.take_guests()
    owner = house.telegram.person("Айгүл")
    place = house.telegram.group("Басқа", owner)
    quoted = await owner.say(reply, place) if reply else None
    await owner.say(text, place, reply_to=quoted)
    await house.telegram.idle()
    return [call.params["result"] for call in house.telegram.calls.of("answerGuestQuery") if call.is_ok]


def words(card: Json) -> str:
    return str(card["input_message_content"]["message_text"])


async def test_a_mention_is_answered_with_a_card_that_leads_to_the_whole(
    house: House, language: Language
) -> None:
    (card,) = await called(house, f"@adep_bot {answered(house.services, language)}")
    assert "📖" in words(card)
    (row,) = card["reply_markup"]["inline_keyboard"]
    assert row[0]["url"].startswith("https://t.me/adep_bot?start=p-")


async def test_a_mention_under_a_colleagues_message_asks_that(house: House, language: Language) -> None:
    (card,) = await called(house, "@adep_bot", answered(house.services, language))
    assert "📖" in words(card)


async def test_no_tip_is_taken_there(house: House) -> None:
    (card,) = await called(house, "/tip@adep_bot начальник берёт деньги")
    assert words(card) in {house.services.texts(one, Say.GROUP_NO_TIPS) for one in Language}


async def test_what_does_not_call_adep_is_not_heard(house: House, language: Language) -> None:
    assert await called(house, answered(house.services, language)) == []
