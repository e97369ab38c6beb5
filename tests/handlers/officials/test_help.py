"""/help of an official: what they can do with cases, and the way to their list, their figures and everybody's help (T18)."""

import pytest

from bot.language import Language
from bot.texts.texts import Say
from tests.tips.town import City

LANGUAGES = {"first": Language.KK, "second": Language.RU}


@pytest.mark.parametrize("name", LANGUAGES)
async def test_an_official_reads_what_they_can_do_and_every_button_there_leads_on(
    city: City, name: str
) -> None:
    official, texts, language = city.officials[name], city.house.services.texts, LANGUAGES[name]
    shown = await official.say("/help")
    assert shown.text == texts(language, Say.OFFICIAL_HELP).replace("<b>", "").replace("</b>", "")
    for named in (Say.BUTTON_REPLY, Say.BUTTON_NOTE, Say.BUTTON_END, Say.BUTTON_REFER, Say.BUTTON_RECUSE):
        assert f"«{texts(language, named)}»" in shown.text
    for named in (Say.OUTCOME_OUT_OF_SCOPE, Say.OUTCOME_NO_DATA):
        assert f"«{texts(language, named)}»" in shown.text
    for command in ("/inbox", "/stats", "/pin", "/cancel"):
        assert command in shown.text
    cases, figures, ask = shown.labels
    await official.press(figures, shown.message_id)
    assert official.last.text == texts(language, Say.STATS_EMPTY)
    await official.press(ask, shown.message_id)
    assert official.last.text == texts(language, Say.HELP)
    await official.press(cases, shown.message_id)
    said = f"{texts(language, Say.INBOX_EMPTY)}\n\n{texts(language, Say.PIN_ADVICE)}"
    empty = next(one for one in official.answers if one.text == said)
    assert empty.labels == [figures]


async def test_for_everybody_else_help_is_how_to_ask(city: City) -> None:
    reporter = await city.reporter()
    await reporter.guest.say("/help")
    assert reporter.guest.last.text == reporter.text(Say.HELP)
