"""/stats as an official sees it: a picture and the same in words, in their language, with small figures hidden (T18)."""

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import pytest
from PIL import Image

from bot.language import Language
from bot.texts.texts import Say
from bot.tips.casework.quarterly_figures import Quarter, Spread, hide_small
from bot.tips.model import Outcome
from emulator.local_telegram import Shown
from handlers.officials.screens import OfficialScreens
from tests.house import Guest
from tests.tips.town import City

OUTCOMES = (
    *[Say.OUTCOME_CONFIRMED] * 5,
    *[Say.OUTCOME_NOT_CONFIRMED] * 3,
    *[Say.OUTCOME_NO_DATA] * 2,
)
DAYS = (1, 1, 2, 2, 2, 3, 3, 3, 4, 4)
SHOWN = {
    Language.KK: (
        "2026\u00a0ж. I\u00a0тоқсан",
        "10 іс жабылды",
        "Алғашқы әрекетке дейін: медианасы 2,5 күн, істердің 90\u00a0%-ында 4 күннен аспайды",
        "Жабылғанға дейін: медианасы 2,5 күн, істердің 90\u00a0%-ында 4 күннен аспайды",
        "• расталды: 50 %",
        "• расталмады: жасырын (5 істен аз)",
        "• сыбайлас жемқорлыққа қатысты емес: жасырын (5 істен аз)",
        "• дерек жеткіліксіз: жасырын (5 істен аз)",
        "• басқа органға жіберілді: жасырын (5 істен аз)",
    ),
    Language.RU: (
        "I\u00a0кв. 2026",
        "Закрыто 10 дел",
        "Дней до первого действия: медиана 2,5, у 90\u00a0% дел не больше 4",
        "Дней до закрытия: медиана 2,5, у 90\u00a0% дел не больше 4",
        "• подтвердилось: 50 %",
        "• не подтвердилось: скрыто (меньше 5 дел)",
        "• не о коррупции: скрыто (меньше 5 дел)",
        "• не хватает данных: скрыто (меньше 5 дел)",
        "• передано в другой орган: скрыто (меньше 5 дел)",
    ),
}


async def close_one(city: City, outcome: Say, days: int) -> None:
    """A case that an official ends so many days after it came, with a colleague where the outcome needs two."""
    reporter = await city.reporter(Language.RU)
    await reporter.file("Завхоз берёт деньги.")
    (number,) = await city.supplies.store.open_cases()
    await city.wait(days=days)
    names = ("second", "first") if outcome is Say.OUTCOME_NO_DATA else ("second",)
    for name in names:
        guest, language = city.officials[name], Language.RU if name == "second" else Language.KK
        await guest.say("/inbox")
        inbox = guest.answers[-1].message_id
        while not (named := [label for label in shown_at(guest, inbox).labels if label.startswith(number)]):
            await guest.press("▶", inbox)
        await guest.press(named[0], inbox)
        for button in (Say.BUTTON_CONTENT, Say.BUTTON_END, outcome):
            await press_wherever(guest, city.house.services.texts(language, button))
        await guest.say("Проверка закончена.")
        last = Say.BUTTON_PROPOSE_YES if len(names) == 2 and name == "second" else Say.BUTTON_END_YES
        await press_wherever(guest, city.house.services.texts(language, last))


def shown_at(guest: Guest, message: int) -> Shown:
    """What a message shows now."""
    return next(shown for shown in reversed(guest.answers) if shown.message_id == message)


async def press_wherever(guest: Guest, label: str) -> None:
    """Press the button of the last message that has it: a notice may have come below meanwhile."""
    screen = next(shown for shown in reversed(guest.answers) if label in shown.labels)
    await guest.press(label, screen.message_id)


async def stats_of(city: City, name: str) -> tuple[Shown, Shown, Shown]:
    """The picture, the table and the words that an official is sent."""
    guest = city.officials[name]
    await city.settle()
    before = len(guest.answers)
    await guest.say("/stats")
    await city.settle()
    # Notices of cases that ended may come meanwhile; they alone have buttons.
    picture, table, words = [shown for shown in guest.answers[before:] if not shown.labels]
    return picture, table, words


async def test_figures_of_a_quarter_come_as_a_picture_and_in_words_to_each_in_his_language(
    city: City,
) -> None:
    for outcome, days in zip(OUTCOMES, DAYS, strict=True):
        await close_one(city, outcome, days)
    for name, language in (("first", Language.KK), ("second", Language.RU)):
        picture, table, words = await stats_of(city, name)
        assert tuple(words.text.split("\n")) == SHOWN[language]
        assert picture.photo is not None
        assert Image.open(BytesIO(picture.photo)).size == (1080, 1080)
        assert picture.protected
        assert words.protected
        assert table.document
        assert not table.protected  # it is for the head of the body
        rows = list(csv.reader(StringIO(table.document.data.decode("utf-8-sig")), delimiter=";"))
        hidden = city.house.services.texts(language, Say.STATS_HIDDEN)
        assert rows[1][1:] == ["10", "2,5", "4", "2,5", "4", "5", *[hidden] * 4]
        assert len(rows) == 2


async def test_a_quarter_too_small_to_be_shown_is_told_of_without_an_empty_picture(city: City) -> None:
    await close_one(city, OUTCOMES[0], DAYS[0])
    guest = city.officials["second"]
    before = len(guest.answers)
    await guest.say("/stats")
    await city.settle()
    table, words = guest.answers[before:]
    assert table.document
    hidden = city.house.services.texts(Language.RU, Say.STATS_HIDDEN)
    assert table.document.data.decode("utf-8-sig").splitlines()[1].split(";")[1:] == [hidden] * 10
    assert city.house.services.texts(Language.RU, Say.STATS_HIDDEN_QUARTER) in words.text


async def test_an_official_without_ended_cases_is_told_so(city: City) -> None:
    for name, language in (("first", Language.KK), ("second", Language.RU)):
        guest = city.officials[name]
        await guest.say("/stats")
        assert guest.last.text == city.house.services.texts(language, Say.STATS_EMPTY)


QUARTER = Quarter(date(2026, 4, 1), 27, Spread(3, 34.6), Spread(21, 100), {})
ALL_HIDDEN = replace(QUARTER, outcomes=hide_small(dict(zip(Outcome, (12, 7, 5, 2, 1), strict=True))))


@pytest.mark.parametrize(
    ("language", "hidden", "share"),
    [
        (Language.KK, "Нәтижелері көрсетілмейді: кейбірі бойынша іс 5-тен аз.", "34,6"),
        (Language.RU, "Итоги не показаны: по некоторым меньше 5 дел.", "34,6"),
    ],
)
async def test_where_all_outcomes_are_hidden_one_line_says_why_and_none_is_said_to_be_small(
    city: City, language: Language, hidden: str, share: str
) -> None:
    desk = city.tip_services.desk
    screens = OfficialScreens(city.house.services.texts, desk.officials, desk.casework, desk.screens)
    words = screens.figures(language, [ALL_HIDDEN])
    assert hidden in words
    assert share in words
    assert city.house.services.texts(language, Say.STATS_HIDDEN) not in words
