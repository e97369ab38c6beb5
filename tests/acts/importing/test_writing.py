"""The files of an act read back as they were, and have the shape that the loader asks for."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.acts import schema
from bot.acts.fingerprint import fingerprint
from bot.acts.importing.entries import Entry, entries_of, sections_of
from bot.acts.importing.model import Kind
from bot.acts.importing.pairing import Paired, paired
from bot.acts.importing.reading import read_act
from bot.acts.importing.writing import Provenance, files, quoted, read_back, text_file
from tests.acts.importing.made_up import from_text
from tests.acts.importing.test_pages_of_laws import GARDENS, ORCHARDS
from tests.acts.importing.test_pages_of_orders import GREENING
from tests.acts.importing.test_plain_texts import BROOKS, SPRINGS

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PARTS = st.lists(TEXTS, max_size=3).map(tuple)
ENTRIES = st.lists(st.builds(Entry, TEXTS, TEXTS, st.sampled_from(Kind), TEXTS, PARTS), max_size=4)
READ = Provenance("https://example.kz/rus/docs/X1", "2026-11-30")
RULES = paired(
    from_text(
        "Бұлақ ережесі\nБұлақ министрінің 2024 жылғы 5 мамырдағы № 6 бұйрығы\n1-тарау. Бастау\n1. Бұлақ «таза»: # тиіс.\n"
        "2-тарау. Аяғы\n2. Соңы."
    ),
    from_text(
        'Правила ручья\nПриказ Министра ручьев от 5 мая 2024 года № 6\nГлава 1. Начало\n1. Ручей "чист".\n'
        "Глава 2. Конец\n2. Конец:\n1) один.\nДальше."
    ),
)


@given(ENTRIES)
def test_any_entries_come_back_sign_for_sign(entries: list[Entry]) -> None:
    assert read_back(text_file(entries)) == tuple(entries)


@given(TEXTS)
def test_any_text_is_quoted_so_that_yaml_reads_it_back(text: str) -> None:
    assert yaml.safe_load(f"a: {quoted(text)}") == {"a": text}


@given(PARTS)
def test_footnotes_stand_as_comments_and_break_nothing(notes: tuple[str, ...]) -> None:
    entry = Entry("1", "", Kind.PARAGRAPH, "", ("Текст.",), notes)
    assert read_back(text_file([entry])) == (Entry("1", "", Kind.PARAGRAPH, "", ("Текст.",)),)


@pytest.mark.parametrize(
    "act",
    [
        RULES,
        paired(None, RULES.ru),
        paired(read_act(ORCHARDS), read_act(GARDENS)),
        paired(read_act(GREENING), None),
        paired(from_text(SPRINGS), from_text(BROOKS)),
    ],
)
def test_every_file_has_the_shape_that_the_loader_asks_for(act: Paired) -> None:
    written = {name: yaml.safe_load(text) for name, text in files("brook", act, READ).items()}
    assert schema.ActFile.model_validate(written.pop("act.yaml")).id == "brook"
    for entries in written.values():
        assert len(schema.RulesFile.model_validate(entries).root) == len(entries)


def test_the_file_of_the_act_tells_source_day_and_fingerprint_and_leaves_matters_open() -> None:
    act = yaml.safe_load(files("brook", RULES, READ)["act.yaml"])
    assert act["title"] == {"kk": "Бұлақ ережесі", "ru": "Правила ручья"}
    assert act["adopted"]["by"] == {"kk": "Бұлақ министрі", "ru": "Министр ручьев"}
    assert act["adopted"]["number"] == "6"
    assert act["adopted"]["form"] == "order"
    assert act["settles"] is None
    assert '#  "2": []' in files("brook", RULES, READ)["act.yaml"]
    assert act["source"]["read_from"] == READ.read_from
    assert RULES.ru is not None
    assert act["source"]["fingerprint"]["ru"] == fingerprint(
        (entry.ref, entry.parts) for entry in entries_of(RULES.ru, sections_of(RULES))
    )


def test_sections_have_their_titles_in_both_languages() -> None:
    assert sections_of(RULES).titles == {
        "1": {"kk": "1-тарау. Бастау", "ru": "Глава 1. Начало"},
        "2": {"kk": "2-тарау. Аяғы", "ru": "Глава 2. Конец"},
    }
    assert sections_of(RULES).of_ref == {"1": "1", "2": "2", "2.1": "2"}


def test_an_article_has_its_heading_and_its_chapter_is_the_section() -> None:
    act = paired(None, read_act(GARDENS))
    assert act.ru is not None
    entry = next(one for one in entries_of(act.ru, sections_of(act)) if one.ref == "2.1")
    assert entry.heading == "Статья 2. Обязанности садовника"
    assert (
        sections_of(act).titles[entry.section]["ru"]
        == "РАЗДЕЛ 1. ОБЩИЕ ПОЛОЖЕНИЯ. Глава 1. Понятия и обязанности"
    )


def test_a_place_without_text_says_what_is_left_of_it() -> None:
    act = paired(None, read_act(GARDENS))
    assert act.ru is not None
    entry = next(one for one in entries_of(act.ru, sections_of(act)) if one.ref == "4")
    assert entry.parts == ("Сноска. Статья 4 исключена Законом РК от 05.05.2022 № 8.",)


def test_a_text_changed_by_hand_has_another_fingerprint() -> None:
    assert fingerprint([("1", ["Ручей чист."])]) != fingerprint([("1", ["Ручей грязен."])])
    assert fingerprint([("1", ["Ручей чист."])]) != fingerprint([("2", ["Ручей чист."])])


def test_an_act_read_at_its_address_keeps_the_page_of_both_languages() -> None:
    address = "https://adilet.zan.kz/rus/docs/V2400000001"
    act = yaml.safe_load(files("brook", RULES, Provenance(address, "2026-11-30"))["act.yaml"])
    assert act["source"]["link"] == {"kk": address.replace("/rus/", "/kaz/"), "ru": address}
