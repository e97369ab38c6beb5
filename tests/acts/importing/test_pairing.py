"""Two languages are paired by ref, and what differs is said."""

from bot.acts.importing.pairing import Difference, Differs, newest_amendment, paired
from tests.acts.importing.made_up import from_text

KAZAKH = from_text(
    "Бұлақ ережесі\nБұлақ министрінің 2024 жылғы 5 мамырдағы № 6 бұйрығы\n1. Бұлақ таза болуға тиіс.\n"
    "2. Бұлақта:\n1) жуынуға;\n2) балық аулауға болмайды.\n"
    "Ескерту. 2-тармаққа өзгеріс енгізілді – ҚР 01.02.2025 № 3 бұйрығымен.\n3. Бұл – соңы."
)
RUSSIAN = from_text(
    "Правила ручья\nПриказ Министра ручьев от 5 мая 2024 года № 6\n1. Ручей чист.\nДругая часть.\n2. В ручье нельзя:\n"
    "1) мыться;\n2) исключен приказом от 01.03.2026 № 8;\n"
    "Сноска. Пункт 2 с изменениями, внесенными приказом от 01.03.2026 № 8.\n3. Это конец.\n4. И еще."
)


def test_refs_come_in_the_order_of_the_kazakh_text_with_the_russian_ones_after() -> None:
    assert paired(KAZAKH, RUSSIAN).refs == ("1", "2", "2.1", "2.2", "3", "4")


def test_differences_are_listed() -> None:
    assert paired(KAZAKH, RUSSIAN).differences == (
        Difference("1", Differs.PARTS, "1", "2"),
        Difference("2.2", Differs.KIND, "subparagraph", "repealed"),
        Difference("4", Differs.ONLY_RU),
        Difference("", Differs.EDITION, "2025-02-01", "2026-03-01"),
    )


def test_one_language_alone_has_no_differences() -> None:
    alone = paired(KAZAKH, None)
    assert alone.refs == ("1", "2", "2.1", "2.2", "3")
    assert not alone.differences


def test_a_text_without_notes_has_no_newest_amendment() -> None:
    assert newest_amendment(from_text("Правила\n1. Пункт.")) == ""
