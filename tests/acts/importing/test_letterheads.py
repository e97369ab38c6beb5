"""What a paper of a body opens with: its letterhead, in one language or two, and a text in both side by side."""

import docx
import pytest

from bot.acts.importing.reading import read_act, read_acts
from tests.acts.importing.made_up import from_text, refs, saved, texts, unplaced

BESIDE = (
    ("Бақ қағидалары", "Правила сада"),
    ("1. Бақ бәріне ашық.", "1. Сад открыт для всех."),
    ("2. Келуші:", "2. Посетитель:"),
    ("1) тыныш кіреді;", "1) входит тихо;"),
    ("2) тыныш шығады.", "2) выходит тихо."),
)


def letterhead(text: tuple[str, ...]) -> bytes:
    document = docx.Document()
    table = document.add_table(2, 2)
    cells = (
        ("ҚАЗАҚСТАН РЕСПУБЛИКАСЫ\nБАҚТАР МИНИСТРЛІГІ", "МИНИСТЕРСТВО САДОВ\nРЕСПУБЛИКИ КАЗАХСТАН"),
        ("БҰЙРЫҚ\n№ 77\nАстана қаласы", "ПРИКАЗ\n12 февраля 2024 года\nгород Астана"),
    )
    for row, said in zip(table.rows, cells, strict=True):
        for cell, words in zip(row.cells, said, strict=True):
            cell.text = words
    for line in text:
        document.add_paragraph(line)
    return saved(document)


@pytest.mark.parametrize(
    ("text", "issuer", "kind"),
    [
        (
            ("Об утверждении Правил сада", "ПРИКАЗЫВАЮ:", "1. Утвердить Правила.", "2. Приказ в силе."),
            "Министерство садов Республики Казахстан",
            "приказ",
        ),
        (
            ("Бақ қағидаларын бекіту туралы", "БҰЙЫРАМЫН:", "1. Қағидалар бекітілсін.", "2. Бұйрық күшінде."),
            "Қазақстан Республикасы Бақтар министрлігі",
            "бұйрық",
        ),
    ],
)
def test_a_letterhead_of_two_languages_tells_kind_number_date_and_issuer_and_is_no_text(
    text: tuple[str, ...], issuer: str, kind: str
) -> None:
    act = read_act(letterhead(text))
    assert (act.title, act.kind, act.number, act.date, act.issuer) == (
        text[0],
        kind,
        "77",
        "2024-02-12",
        issuer,
    )
    assert refs(act) == ["preamble", "1", "2"]
    assert "БАҚТАР МИНИСТРЛІГІ" in unplaced(act)


def test_a_decree_that_bears_date_and_number_only_at_its_end_has_them_from_what_it_approves() -> None:
    act = from_text(
        "УКАЗ\nПрезидента Республики Казахстан\n\nО мерах по озеленению\n\nПОСТАНОВЛЯЮ:\n"
        "1. Утвердить прилагаемое Положение.\n2. Указ вводится в действие со дня подписания.\n\n"
        "Президент\nРеспублики Казахстан        А. Сериков\n\nУТВЕРЖДЕНО\nУказом Президента\n"
        "Республики Казахстан\nот 5 января 2022 года № 777\n\nПОЛОЖЕНИЕ\nоб озеленении\n\n"
        "1. Деревья сажают весной.\n2. Деревья поливают летом."
    )
    assert (act.title, act.kind, act.number, act.date) == (
        "О мерах по озеленению",
        "указ",
        "777",
        "2022-01-05",
    )
    assert act.issuer == "Президент Республики Казахстан"
    assert refs(act) == ["resolution.preamble", "resolution.1", "resolution.2", "1", "2"]


@pytest.mark.parametrize(("language", "side"), [("kk", 0), ("ru", 1)])
@pytest.mark.parametrize("in_one_row", [True, False])
def test_of_a_text_in_two_columns_each_language_is_read_alone(
    language: str, side: int, *, in_one_row: bool
) -> None:
    document = docx.Document()
    rows = [tuple("\n".join(column) for column in zip(*BESIDE, strict=True))] if in_one_row else BESIDE
    table = document.add_table(0, 2)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    content = saved(document)
    act = read_act(content, language)
    assert texts(act) == {
        "1": BESIDE[1][side][3:],
        "2": BESIDE[2][side][3:],
        "2.1": BESIDE[3][side][3:],
        "2.2": BESIDE[4][side][3:],
    }
    assert act.title == BESIDE[0][side]
    assert BESIDE[1][1 - side] in unplaced(act)
    assert [one.language for one in read_acts(content)] == ["kk", "ru"]


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("АКИМАТ РАЙОНА БЕЙБИТШИЛИК", "АКИМАТ РАЙОНА БЕЙБИТШИЛИК"),
        ("АКИМАТ КАРАГАНДИНСКОЙ ОБЛАСТИ", "Акимат Карагандинской области"),
        ("МАСЛИХАТ ВОСТОЧНО-КАЗАХСТАНСКОЙ ОБЛАСТИ", "Маслихат Восточно-Казахстанской области"),
        ("АКИМАТ ТАЛГАРСКОГО РАЙОНА АЛМАТИНСКОЙ ОБЛАСТИ", "Акимат Талгарского района Алматинской области"),
        ("УПРАВЛЕНИЕ ФИНАНСОВ ОБЛАСТИ", "УПРАВЛЕНИЕ ФИНАНСОВ ОБЛАСТИ"),
        ("АКИМАТ ЭТОЙ ОБЛАСТИ", "АКИМАТ ЭТОЙ ОБЛАСТИ"),
        ("РГП НА ПХВ", "РГП НА ПХВ"),
        ("МИНИСТЕРСТВО САДОВ РЕСПУБЛИКИ КАЗАХСТАН РГП", "МИНИСТЕРСТВО САДОВ РЕСПУБЛИКИ КАЗАХСТАН РГП"),
        ("АКИМАТ ГОРОДА АЛМАТЫ", "Акимат города Алматы"),
        (
            "АГЕНТСТВО РЕСПУБЛИКИ КАЗАХСТАН ПО ДЕЛАМ САДОВ",
            "Агентство Республики Казахстан по делам садов",
        ),
    ],
)
def test_an_issuer_in_capitals_gets_small_letters_only_where_it_is_sure_which_words_keep_theirs(
    printed: str, issuer: str
) -> None:
    act = from_text(
        f"{printed}\nПРИКАЗ\n12 февраля 2024 года № 77\n\nО саде\n\nПРИКАЗЫВАЮ:\n1. Сад открыт.\n2. Сад тих."
    )
    assert act.issuer == issuer
