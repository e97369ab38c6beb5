"""What a signed paper says of the law: never more than is known."""

from dataclasses import replace
from datetime import date

import pytest

from bot.acts.citations import Citations
from bot.acts.grounds import Grounds
from bot.acts.standing import InForce, Standing, Unchecked
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import Matter, MatterId

CONFLICT, REPORTING = MatterId("notifying_conflict"), MatterId("reporting_corruption")
RU = Language.RU


def grounds(services: Knowledge, standing: Standing | None = None, **matter: object) -> Grounds:
    """The grounds of the city, its act in another standing and the matter of a conflict changed."""
    rulebook = services.rulebook
    if standing:
        act = replace(rulebook.act, standing=standing)
        rulebook = replace(rulebook, act=act, acts={**rulebook.acts, rulebook.default_body.acts[0]: act})
    if matter:
        known: Matter = replace(rulebook.matters[CONFLICT], **matter)  # type: ignore[arg-type]  # the fields are its own
        rulebook = replace(rulebook, matters={**rulebook.matters, CONFLICT: known})
    return Grounds(rulebook, Citations(rulebook, services.texts), services.texts)


def test_where_the_act_is_repealed_the_pointer_is_named_and_marked_as_not_looked_up(
    services: Knowledge,
) -> None:
    assert grounds(services).place(CONFLICT, RU) == (
        "закон «О государственной службе Республики Казахстан», статья 51, пункт 3"
        " (номер приведён справочно, действующую редакцию см. на adilet.zan.kz)."
    )
    assert (
        grounds(services)
        .place(CONFLICT, Language.KK)
        .startswith("«Қазақстан Республикасының мемлекеттік қызметі туралы» заң, 51-бап, 3-тармақ (")
    )


def test_a_pointer_that_somebody_looked_up_stands_with_the_day(services: Knowledge) -> None:
    where = services.rulebook.matters[CONFLICT].elsewhere
    assert where
    looked_up = grounds(services, elsewhere=replace(where, checked=date(2026, 11, 30)))
    assert looked_up.place(CONFLICT, RU).endswith("пункт 3 (по данным на 30.11.2026).")


def test_where_an_act_in_force_settles_the_matter_that_is_the_ground(services: Knowledge) -> None:
    in_force = grounds(services, InForce(date(2026, 1, 1)))
    assert in_force.place(CONFLICT, RU) == in_force.cited(CONFLICT, RU)
    assert in_force.place(CONFLICT, RU).startswith("раздел 2, пункт 8. Правила служебной этики")
    assert in_force.place(CONFLICT, RU).endswith("Действует с 01.01.2026.")


def test_an_act_of_which_nobody_knows_whether_it_binds_is_no_ground_before_a_pointer(
    services: Knowledge,
) -> None:
    assert grounds(services, Unchecked()).place(CONFLICT, RU).startswith("закон «О государственной службе")
    alone = grounds(services, Unchecked(), elsewhere=None)
    assert alone.place(CONFLICT, RU).endswith("Действует ли акт, не проверено.")


def test_the_quoted_words_are_those_of_the_act_and_its_standing_stands_in_the_citation(
    services: Knowledge,
) -> None:
    first, *_ = services.rulebook.paragraphs[services.rulebook.settling(CONFLICT)[0]].text(RU).parts
    assert grounds(services).quote(CONFLICT, RU, {"almaty-2013": (1,)}) == first
    assert "Акт утратил силу 05.07.2016" in grounds(services).cited(CONFLICT, RU)


def test_of_an_act_whose_parts_nobody_named_the_whole_place_is_quoted(services: Knowledge) -> None:
    whole = grounds(services).quote(CONFLICT, RU, {})
    assert "должны своевременно принять меры" in whole
    assert "\n3) в порядке, установленном законодательством" in whole
    assert grounds(services).quote(REPORTING, RU, {"other": (1,)}).count("\n") == 2


@pytest.mark.parametrize("language", Language)
def test_a_translation_says_that_it_is_one(services: Knowledge, language: Language) -> None:
    said = grounds(services).translation(CONFLICT, language)
    assert bool(said) is (language is RU)


def test_of_a_matter_that_nothing_settles_nothing_is_said_but_its_pointer(services: Knowledge) -> None:
    elsewhere = next(
        matter.id
        for matter in services.rulebook.matters.values()
        if not services.rulebook.settling(matter.id) and matter.elsewhere
    )
    assert grounds(services).place(elsewhere, RU)
    assert grounds(services).quote(elsewhere, RU, {}) == ""
    assert grounds(services).cited(elsewhere, RU) == ""
    assert grounds(services).translation(elsewhere, RU) == ""
