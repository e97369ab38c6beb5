"""/quiz: a situation at once, decided in place with the words of the act, and one more."""

from bot.language import Language
from bot.texts.texts import Say
from handlers.reminders.buttons import DecideSituation, NextSituation
from handlers.telegram.button import Button
from tests.house import Guest

WISHES = {Language.KK: "викторина бастайық", Language.RU: "давай викторину"}


def buttons(guest: Guest, kind: type[Button]) -> list[Button]:
    """The buttons of a kind under the newest message."""
    found = (kind.decode(button.data or "") for button in guest.last.every_button())
    return [button for button in found if button]


async def test_a_situation_comes_at_once_with_a_number_for_each_choice(
    guest: Guest, language: Language
) -> None:
    shown = await guest.say("/quiz")
    dilemmas = guest.house.services.rulebook.dilemmas
    choices = buttons(guest, DecideSituation)
    assert choices
    (name,) = {choice.dilemma for choice in choices if isinstance(choice, DecideSituation)}
    dilemma = dilemmas[name]
    assert dilemma.questions[language] in shown.text
    assert len(choices) == len(dilemma.choices)


async def test_each_choice_is_answered_in_place_with_what_is_right_why_and_the_paragraph(
    guest: Guest, language: Language
) -> None:
    rulebook = guest.house.services.rulebook
    for wants_right in (True, False):
        shown = await guest.say("/quiz")
        choices = [one for one in buttons(guest, DecideSituation) if isinstance(one, DecideSituation)]
        dilemma = rulebook.dilemmas[choices[0].dilemma]
        chosen = next(one for one in choices if (one.choice == dilemma.right) is wants_right)
        await guest.press(chosen.encode())
        assert guest.last.message_id == shown.message_id
        assert ("❌" in guest.last.text) is not wants_right
        for words in (
            dilemma.choices[dilemma.right][language],
            dilemma.reasons[language],
            guest.house.services.citations.place(dilemma.ref, language),
        ):
            assert words in guest.last.text


async def test_one_more_is_another_one_until_all_have_come(guest: Guest) -> None:
    await guest.say("/quiz")
    seen = set()
    for _ in range(5):
        (more,) = buttons(guest, NextSituation)
        seen.add(more)
        await guest.press(more.encode())
    assert len(seen) == 5


async def test_whoever_asks_for_it_in_words_gets_it_too(guest: Guest, language: Language) -> None:
    await guest.say(WISHES[language])
    assert buttons(guest, DecideSituation)


async def test_a_choice_that_there_is_not_is_an_old_button(guest: Guest, language: Language) -> None:
    shown = await guest.say("/quiz")
    gone = DecideSituation(language, "no-such-one", "a").encode()  # type: ignore[arg-type]  # a name that nobody gave
    said = guest.house.services.texts(language, Say.OLD_BUTTON)
    assert await guest.forge(gone, shown.message_id) == said
