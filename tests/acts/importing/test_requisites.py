"""The line of requisites in its many shapes."""

import pytest

from bot.acts.importing.model import Registration
from bot.acts.importing.naming import nominative_kk, nominative_ru
from bot.acts.importing.requisites import Requisites, is_requisites, read_requisites

LINES = [
    (
        "ru",
        (
            "Постановление акимата города Садов от 28 ноября 2013 года N 4/103. Зарегистрировано Департаментом юстиции города "
            "Садов 10 декабря 2013 года N 101. Утратило силу постановлением акимата от 5 июля 2016 года № 3/3"
        ),
        Requisites(
            *("постановление", "акимат города Садов", "4/103", "2013-11-28"),
            Registration("Департамент юстиции города Садов", "101", "2013-12-10"),
        ),
    ),
    (
        "ru",
        "Приказ Заместителя Премьер-Министра - Министра финансов Республики Казахстан от 9 мая 2023 года № 7.",
        Requisites(
            "приказ",
            "Заместитель Премьер-Министра - Министр финансов Республики Казахстан",
            "7",
            "2023-05-09",
        ),
    ),
    (
        "ru",
        "Конституционный закон Республики Казахстан от 16 октября 1995 г. N 25",
        Requisites("конституционный закон", "Республика Казахстан", "25", "1995-10-16"),
    ),
    (
        "ru",
        "Решение Садового районного маслихата Южной области от 18 марта 2026 года № 301",
        Requisites("решение", "Садовый районный маслихат Южной области", "301", "2026-03-18"),
    ),
    (
        "kk",
        "Қазақстан Республикасы Үкіметінің 2020 жылғы 31 желтоқсандағы № 953 қаулысы.",
        Requisites("қаулы", "Қазақстан Республикасы Үкіметі", "953", "2020-12-31"),
    ),
    (
        "kk",
        (
            "Бақ ауданы мәслихатының 2024 жылғы 5 қаңтардағы № 15/2-VIII шешімі. Бақ облысының Әділет департаментінде "
            "2024 жылғы 9 қаңтарда № 7001 болып тіркелді"
        ),
        Requisites(
            *("шешім", "Бақ ауданы мәслихаты", "15/2-VIII", "2024-01-05"),
            Registration("Бақ облысының Әділет департаменті", "7001", "2024-01-09"),
        ),
    ),
    (
        "kk",
        "Қазақстан Республикасының Заңы 2015 жылғы 23 қарашадағы № 416-V ҚРЗ.",
        Requisites("заң", "Қазақстан Республикасы", "416-V", "2015-11-23"),
    ),
]


@pytest.mark.parametrize(("language", "line", "expected"), LINES)
def test_kind_issuer_number_date_and_registration_are_read(
    language: str, line: str, expected: Requisites
) -> None:
    assert is_requisites(line)
    assert read_requisites(line, language) == expected


@pytest.mark.parametrize(
    "line",
    [
        "2. Осы Жарлық 2016 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
        "Настоящий Закон вводится в действие с 1 января 2016 года.",
        "В соответствии с Законом от 5 мая 2020 года № 5 ПРИКАЗЫВАЮ:",
        "1. Утвердить приказ Министра от 5 мая 2020 года № 5.",
    ],
)
def test_a_sentence_that_names_an_act_is_no_line_of_requisites(line: str) -> None:
    assert not is_requisites(line)


@pytest.mark.parametrize(
    ("genitive", "name"),
    [
        ("Председателя Агентства по делам садов", "Председатель Агентства по делам садов"),
        ("Руководителя аппарата и Министра садов", "Руководитель аппарата и Министр садов"),
        ("и.о. Министра садов", "и.о. Министра садов"),
        ("РЕСПУБЛИКИ КАЗАХСТАН", "Республика Казахстан"),
    ],
)
def test_a_russian_office_is_named_as_it_calls_itself(genitive: str, name: str) -> None:
    assert nominative_ru(genitive) == name


@pytest.mark.parametrize(
    ("inflected", "name"),
    [
        ("Алматы қаласы әкімдігінің", "Алматы қаласы әкімдігі"),
        ("Қазақстан Республикасының", "Қазақстан Республикасы"),
        ("Қазақстан Республикасының Әділет министрлігінде", "Қазақстан Республикасының Әділет министрлігі"),
    ],
)
def test_a_kazakh_office_loses_the_ending_of_its_case(inflected: str, name: str) -> None:
    assert nominative_kk(inflected) == name
