"""The files of an act read back as they were."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.acts.importing.model import Kind, Unit
from bot.acts.importing.pairing import paired
from bot.acts.importing.writing import Provenance, files, fingerprint, quoted, text_file, units_of
from tests.acts.importing.made_up import from_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PARTS = st.lists(TEXTS, max_size=3).map(tuple)
UNITS = st.lists(
    st.builds(Unit, TEXTS, st.sampled_from(Kind), PARTS, PARTS, PARTS, PARTS),
    max_size=4,
    unique_by=lambda unit: unit.ref,
)


@given(UNITS)
def test_any_units_come_back_sign_for_sign(units: list[Unit]) -> None:
    assert units_of(text_file(units)) == tuple(units)


@given(TEXTS)
def test_any_text_is_quoted_so_that_yaml_reads_it_back(text: str) -> None:
    assert yaml.safe_load(f"a: {quoted(text)}") == {"a": text}


ACT = paired(
    from_text(
        "Бұлақ ережесі\nБұлақ министрінің 2024 жылғы 5 мамырдағы № 6 бұйрығы\n1. Бұлақ «таза»: # тиіс.\n2. Соңы.",
        "kk",
    ),
    from_text('Правила ручья\nПриказ Министра ручьев от 5 мая 2024 года № 6\n1. Ручей "чист".\n2. Конец.'),
)
ORIGINS = {
    "ru": Provenance("https://example.kz/rus", "2026-11-30"),
    "kk": Provenance("act.html", "2026-11-30"),
}


def test_an_act_becomes_three_files() -> None:
    written = files("brook", ACT, ORIGINS)
    assert sorted(written) == ["act.yaml", "text.kk.yaml", "text.ru.yaml"]
    assert ACT.kk is not None
    assert units_of(written["text.kk.yaml"]) == ACT.kk.units


def test_the_file_of_the_act_tells_source_day_fingerprint_and_leaves_matters_open() -> None:
    act = yaml.safe_load(files("brook", ACT, ORIGINS)["act.yaml"])
    assert act["number"] == "6"
    assert act["title"] == {"kk": "Бұлақ ережесі", "ru": "Правила ручья"}
    assert act["texts"]["ru"]["source"] == "https://example.kz/rus"
    assert act["texts"]["ru"]["taken_on"] == "2026-11-30"
    assert act["units"] == {"1": {"settles": []}, "2": {"settles": []}}
    assert ACT.ru is not None
    assert act["texts"]["ru"]["fingerprint"] == f"sha256:{fingerprint(ACT.ru.units)}"


def test_an_act_in_one_language_has_one_text() -> None:
    assert sorted(files("brook", paired(None, ACT.ru), ORIGINS)) == ["act.yaml", "text.ru.yaml"]


def test_a_text_changed_by_hand_has_another_fingerprint() -> None:
    first = Unit("1", Kind.PARAGRAPH, (), ("Ручей чист.",))
    assert fingerprint([first]) != fingerprint([Unit("1", Kind.PARAGRAPH, (), ("Ручей грязен.",))])
    assert fingerprint([first]) == fingerprint([Unit("1", Kind.PARAGRAPH, ("Глава 1",), ("Ручей чист.",))])
