"""Whoever is left without an answer is told whom to ask, by post, telephone and room where the body names them."""

from bot.acts.bodies import Body, BodyId, Contact
from bot.acts.officer_line import officer_line
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say

OFFICER = Contact({Language.KK: "Әдеп жөніндегі уәкіл", Language.RU: "Уполномоченный по этике"}, "5-55", "12")


def test_a_named_officer_is_told_with_telephone_and_room(services: Knowledge, language: Language) -> None:
    body = Body(BodyId("town"), {}, (), OFFICER, "1400")
    said = officer_line(body, language, services.texts)
    assert all(word in said for word in (OFFICER.post[language], "5-55", "12", "1400"))
    assert services.texts(language, Say.ETHICS_OFFICER) not in said


def test_where_none_is_named_it_is_said_who_knows_the_officer(
    services: Knowledge, language: Language
) -> None:
    body = Body(BodyId("town"), {}, ())
    assert officer_line(body, language, services.texts) == services.texts(language, Say.ETHICS_OFFICER)
