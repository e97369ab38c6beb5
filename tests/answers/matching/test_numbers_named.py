"""Whoever names a paragraph by its number gets that paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.acts.model import Ref
from bot.answers.matching.numbers_named import cited
from bot.answers.matching.outcome import Found
from bot.knowledge.knowledge import Knowledge
from bot.language import Language


@pytest.mark.parametrize(
    ("question", "ref"),
    [
        ("11", "11"),
        ("3.12", "3.12"),
        (" 8.1 ", "8.1"),
        ("п.14", "14"),
        ("пункт 14", "14"),
        ("Пункт 14 правил этики", "14"),
        ("14 пункт", "14"),
        ("14-й пункт покажи пожалуйста", "14"),
        ("что говорит пункт 11?", "11"),
        ("О чём пункт 21 Правил?", "21"),
        ("п. 3 пп. 12", "3.12"),
        ("подпункт 12 пункта 3", "3.12"),
        ("12) подпункт 3 пункта", "3.12"),
        ("подпункт 3.12", "3.12"),
        ("пункт 3, подпункт 3.12", "3.12"),
        ("раздел 3, пункт 10", "10"),
        ("пункт 3.12", "3.12"),
        ("подпункт 12", "3.12"),
        ("раздел 2, пункт 3, подпункт 12)", "3.12"),
        ("пункт 3 постановления", "resolution.3"),
        ("14-тармақ", "14"),
        ("14 тармақ не дейді?", "14"),
        ("Қағидалардың 17-тармағы", "17"),
        ("3-тармақтың 12-тармақшасы", "3.12"),
        ("3-тармақ 12) тармақшаны көрсетші", "3.12"),
        ("2-бөлім, 3-тармақ, 12) тармақша", "3.12"),
        ("18-тармақтың 2) тармақшасы", "18.2"),
        ("қаулының 3-тармағы", "resolution.3"),
        ("tarmaq 14", "14"),
        ("punkt 14", "14"),
        ("14 тармактын матини", "14"),
    ],
)
def test_a_number_and_little_else_opens_its_paragraph(services: Knowledge, question: str, ref: str) -> None:
    assert cited(question, services.rulebook.paragraphs) == Ref(ref)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "пункт",
        "99",
        "3.99",
        "пункт 40",
        "подпункт 2",
        "пункт 14 Закона о государственной службе",
        "статья 14",
        "14-бап",
        "Кодекстің 3-тармағы",
        "пункт 11 и пункт 14",
        "пункт 3 и 4",
        "пункты 3 и 12 правил",
        "пункт 3, 12",
        "3 және 4-тармақтар",
        "раздел 9, пункт 10",
        "Әкімдікте 20 қызметкер бар",
        "Напиши 10 правил этики",
        "можно в 20?",
        "Мне нужно 15",
        "Маған 3 қызметкер керек",
        "Этиканың 5 қағидасы қандай",
        "не хочу 14",
        "пунктуальность 5",
        "пункт 3 штатного расписания",
        "14 лет работаю, а премии нет",
        "Начальник сослался на пункт 14 и забрал машину, прав ли он",
        "11 адамбыз, бір кабинетте отырмыз",
        "жүк көлігі 3 тонна",
        "2 + 2",
    ],
)
def test_any_other_number_is_read_as_a_question(services: Knowledge, question: str) -> None:
    assert cited(question, services.rulebook.paragraphs) is None


def test_every_paragraph_is_opened_by_its_citation(services: Knowledge) -> None:
    for paragraph in services.rulebook:
        for language in Language:
            if paragraph.ref != Ref("status"):
                place = services.citations.place(paragraph.ref, language)
                assert cited(place, services.rulebook.paragraphs) == paragraph.ref, place


def test_the_paragraph_that_is_named_is_the_answer_and_is_sure(services: Knowledge) -> None:
    for question in ("пункт 14", "3-тармақтың 12-тармақшасы"):
        outcome = services.matcher.match(question)
        assert isinstance(outcome, Found)
        assert outcome.matches[0].ref == cited(question, services.rulebook.paragraphs)
        assert outcome.matches[0].score == 1


@given(text=st.text(max_size=100))
def test_no_text_breaks_the_reader(services: Knowledge, text: str) -> None:
    found = cited(text, services.rulebook.paragraphs)
    assert found is None or found in services.rulebook.paragraphs
