"""Whoever names a paragraph by its number gets that paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.acts.model import Ref, UnitKind
from bot.acts.numbers_named import (
    Named,
    NoSuchPlace,
    NumbersNamed,
    OtherAct,
    Places,
    SectionNamed,
)
from bot.answers.matching.outcome import Found, Unknown, Unsure
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import Intent


def read(services: Knowledge, question: str) -> Named | None:
    return NumbersNamed(services.rulebook, services.rulebook.default_body).read(question)


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
        ("пункт 16 своими словами", "16"),
        ("объясни пункт 14 простыми словами", "14"),
        ("14-тармақты қарапайым тілмен түсіндір", "14"),
        ("11-тармақ қысқаша", "11"),
    ],
)
def test_a_number_and_little_else_opens_its_paragraph(services: Knowledge, question: str, ref: str) -> None:
    assert read(services, question) == Places((Ref(ref),))


@pytest.mark.parametrize(
    ("question", "refs"),
    [
        ("п. 14 и п. 11", "14 11"),
        ("пункт 11 и пункт 14", "11 14"),
        ("пункт 3 и 4", "3 4"),
        ("пункты 3 и 12 правил", "3 12"),
        ("пункт 3, 12", "3 12"),
        ("3 және 4-тармақтар", "3 4"),
        ("пункты 10-14", "10 11 12 13 14"),
        ("п. 3 пп. 12 и п. 14", "3.12 14"),
        ("3-тармақтың 11 және 12-тармақшалары", "3.11 3.12"),
    ],
)
def test_several_numbers_are_as_many_places(services: Knowledge, question: str, refs: str) -> None:
    assert read(services, question) == Places(tuple(map(Ref, refs.split())))


@pytest.mark.parametrize(
    "question", ["пунк 14", "тармак 14", "пуункт 14", "punkt 14", "қағидалардын 14 тармагы"]
)
def test_a_misspelt_unit_is_understood(services: Knowledge, question: str) -> None:
    assert read(services, question) == Places((Ref("14"),))


@pytest.mark.parametrize(
    ("question", "kind", "asked", "count"),
    [
        ("пункт 99", UnitKind.PARAGRAPH, "99", 22),
        ("60-тармақ", UnitKind.PARAGRAPH, "60", 22),
        ("пункт 40", UnitKind.PARAGRAPH, "40", 22),
        ("пункт 3 подпункт 40", UnitKind.SUBPARAGRAPH, "40", 22),
        ("8-тармақтың 7-тармақшасы", UnitKind.SUBPARAGRAPH, "7", 3),
    ],
)
def test_where_there_is_no_such_place_it_is_known_how_many_there_are(
    services: Knowledge, question: str, kind: UnitKind, asked: str, count: int
) -> None:
    found = read(services, question)
    assert isinstance(found, NoSuchPlace)
    assert (found.kind, found.asked, found.count) == (kind, asked, count)
    assert services.matcher.match(question) == Unknown((), None, found)


@pytest.mark.parametrize("question", ["раздел 3", "3-бөлім", "покажи раздел 3", "3 бөлімді көрсет"])
def test_a_section_is_opened_by_its_first_place(services: Knowledge, question: str) -> None:
    found = read(services, question)
    assert isinstance(found, SectionNamed)
    assert (found.section, found.refs[0]) == ("3", Ref("10"))


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("закон о госслужбе статья 50 пункт 2", "civil-service-law"),
        ("статья 50 закона о госслужбе", "civil-service-law"),
        ("закон о гослужбе ст 50", "civil-service-law"),
        ("zakon o gossluzhbe statya 50", "civil-service-law"),
        ("пункт 14 Закона о государственной службе", "civil-service-law"),
        ("мемлекеттік қызмет туралы заңның 50-бабы", "civil-service-law"),
        ("закон о противодействии коррупции статья 15", "anti-corruption-law"),
        ("Әдеп кодексінің 6-тармағы", "ethical-code"),
        ("Кодекстің 3-тармағы", "ethical-code"),
        ("кодекс п. 6", "ethical-code"),
        ("этичиский кодекс пункт 6", "ethical-code"),
        ("покажи Этический кодекс", "ethical-code"),
        ("2015 жылғы Әдеп кодексінің мәтіні керек еді", "ethical-code"),
        ("Әдеп кодексінде бұл туралы не айтылған?", "ethical-code"),
        ("Ар-намыс кодексін ашып берші", "code-of-honour"),
    ],
)
def test_an_act_that_is_not_loaded_is_known_by_its_everyday_names(
    services: Knowledge, question: str, known: str
) -> None:
    found = read(services, question)
    assert isinstance(found, OtherAct)
    assert found.known.id == known
    outcome, intent = services.matcher.hear(question)
    assert outcome == Unknown((), None, found)
    assert intent is not None
    assert services.rulebook.talks[intent].intent is Intent.LAW
    assert services.asking.ask(question).content == found


@pytest.mark.parametrize(
    "question",
    [
        "",
        "пункт",
        "99",
        "3.99",
        "подпункт 2",
        "статья 14",
        "14-бап",
        "раздел 9, пункт 10",
        "что говорит Этический кодекс о подарках",
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
    assert read(services, question) is None


def test_every_paragraph_is_opened_by_its_citation(services: Knowledge) -> None:
    for paragraph in services.rulebook:
        for language in Language:
            if paragraph.ref != Ref("status"):
                place = services.citations.place(paragraph.ref, language)
                assert read(services, place) == Places((paragraph.ref,)), place


def test_the_paragraph_that_is_named_is_the_answer_and_is_sure(services: Knowledge) -> None:
    for question, ref in (("пункт 14", "14"), ("3-тармақтың 12-тармақшасы", "3.12")):
        outcome = services.matcher.match(question)
        assert isinstance(outcome, Found)
        assert outcome.matches[0].ref == Ref(ref)
        assert outcome.matches[0].score == 1


def test_several_places_that_are_named_are_offered_in_their_order(services: Knowledge) -> None:
    outcome = services.matcher.match("п. 14 и п. 11")
    assert isinstance(outcome, Unsure)
    assert outcome.named
    assert [match.ref for match in outcome.matches] == [Ref("14"), Ref("11")]


@given(text=st.text(max_size=100))
def test_no_text_breaks_the_reader(services: Knowledge, text: str) -> None:
    found = read(services, text)
    assert not isinstance(found, Places) or set(found.refs) <= services.rulebook.paragraphs.keys()
