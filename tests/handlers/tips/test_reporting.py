"""A tip from the first word to ✅, as its reporter sees it."""

from bot.language import Language
from tests.tips.town import City


async def test_a_tip_is_filed_and_reaches_its_officials_without_a_word_of_it(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.file("Завхоз берёт деньги за справки.", "Каждую пятницу.")
    assert reporter.own == []
    before = {name: len(guest.answers) for name, guest in city.officials.items()}
    await city.wait(minutes=4)
    assert {name: len(guest.answers) for name, guest in city.officials.items()} == before
    await city.wait(minutes=75)
    assert len(city.officials["first"].answers) == before["first"] + 1
    assert len(city.officials["second"].answers) == before["second"] + 1
    assert len(city.officials["chief"].answers) == before["chief"]
    notice = city.officials["second"].last
    assert "справки" not in notice.text
    await city.officials["second"].press(next(notice.every_button()).label)
    opened = city.officials["second"].last
    assert "справки" in opened.text
    await city.wait(minutes=31)
    assert all("справки" not in shown.text for shown in city.officials["second"].answers)
