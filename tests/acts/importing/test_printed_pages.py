"""Acts as PDF with text."""

import pytest
from fpdf import FPDF

from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.reading import read_act
from bot.acts.importing.wrapping import Printed, joined
from tests.acts.importing.made_up import headings, notes, pdf, refs, texts, unplaced

LONG = (
    "смотритель обходит все аллеи парка и проверяет, исправны ли фонари, чисты ли дорожки и целы ли скамейки, которые "
    "поставлены в 2015 году, а также записывает увиденное в журнал"
)
PARK = pdf(
    [
        ("title", "О порядке осмотра парка"),
        ("plain", "Приказ Министра парков Республики Казахстан от 5 мая 2024 года № 6"),
        ("title", "Содержание"),
        ("line", "Глава 1. Общие положения ........................ 2"),
        ("line", "Глава 2. Осмотр ................................. 3"),
        ("title", "Глава 1. Общие положения"),
        *[("plain", f"{number}. Каждый день {LONG}.") for number in range(1, 15)],
        ("title", "Глава 2. Осмотр"),
        ("plain", "15. Осматривают:"),
        ("plain", f"1) утром, когда {LONG};"),
        ("plain", "2) вечером."),
        ("plain", f"16. Осенью {LONG}."),
        ("plain", "Министр парков Республики Казахстан П. Парков"),
    ],
    head="Правовая система парков",
)


def test_paragraphs_run_over_lines_and_pages() -> None:
    act = read_act(PARK)
    assert refs(act) == [*(str(number) for number in range(1, 16)), "15.1", "15.2", "16"]
    assert all(texts(act)[str(number)] == f"Каждый день {LONG}." for number in range(1, 15))


def test_page_numbers_and_heads_are_in_no_unit() -> None:
    act = read_act(PARK)
    assert "Правовая система парков" in unplaced(act)
    assert not any("Правовая" in text for text in texts(act).values())


def test_contents_with_dots_give_no_headings() -> None:
    act = read_act(PARK)
    assert headings(act)["15"] == ("Глава 2. Осмотр",)
    assert "Глава 2. Осмотр ......" in unplaced(act)


def test_title_requisites_and_signature_of_a_printed_act_are_found() -> None:
    act = read_act(PARK)
    assert (act.title, act.number, act.date) == ("О порядке осмотра парка", "6", "2024-05-05")
    assert "П. Парков" in unplaced(act)


def test_words_cut_at_the_end_of_a_line_are_made_whole() -> None:
    act = read_act(
        pdf(
            [
                ("title", "Правила"),
                ("line", "1. Смотритель обязан ежедневно обходить аллеи и прове-"),
                ("line", "рять фонари, скамейки и дорожки, которые находятся в северо-"),
                ("line", "восточной части парка, а также в юго-западной и в северо-восточной"),
                ("line", "части сада."),
                ("line", "2. Смотритель ведет журнал осмотра фонарей и всех остальных вещей."),
            ]
        )
    )
    assert texts(act)["1"] == (
        "Смотритель обязан ежедневно обходить аллеи и проверять фонари, скамейки и дорожки, которые находятся в "
        "северо-восточной части парка, а также в юго-западной и в северо-восточной части сада."
    )


def test_a_scan_says_that_it_is_one() -> None:
    empty = FPDF()
    empty.add_page()
    with pytest.raises(UnreadableActError, match="scan"):
        read_act(bytes(empty.output()))


def test_a_damaged_file_says_so() -> None:
    with pytest.raises(UnreadableActError, match="damaged"):
        read_act(b"%PDF-1.7 and nothing else")


def test_a_number_at_the_end_of_a_paragraph_is_no_page_number_and_a_signature_is_no_part_of_it() -> None:
    printed = pdf(
        [
            ("title", "О саде"),
            ("plain", "Приказ Министра садов Республики Казахстан от 12 февраля 2024 года № 77. Зарегистрирован в Министерстве юстиции Республики Казахстан 14 февраля 2024 года №"),
            ("line", "33999."),
            ("plain", "1. Сад открыт для всех, кто приходит в него с добром и уходит из него до захода солнца в тот же день."),
            ("line", "Министр садов Республики Казахстан      Б. Жанов"),
        ]
    )  # fmt: skip
    act = read_act(printed)
    assert act.registered is not None
    assert act.registered.number == "33999"
    assert texts(act) == {
        "1": "Сад открыт для всех, кто приходит в него с добром и уходит из него до захода солнца в тот же день."
    }


@pytest.mark.parametrize("head", ["Правовая система парков", "Правовая система парков, 2024 г."])
@pytest.mark.parametrize("told", ["", "Приказ Министра парков Республики Казахстан от 5 мая 2024 года № 6"])
def test_the_head_of_an_only_page_is_neither_its_title_nor_its_preamble(head: str, told: str) -> None:
    act = read_act(
        pdf(
            [
                ("title", "О порядке осмотра парка"),
                *[("plain", told)] * bool(told),
                *[("plain", f"{number}. Каждый день {LONG}.") for number in range(1, 4)],
            ],
            head=head,
        )
    )
    assert (act.title, act.number) == ("О порядке осмотра парка", "6" if told else "")
    assert refs(act) == ["1", "2", "3"]
    assert head in unplaced(act)


def test_the_approval_in_smaller_letters_at_the_top_of_an_only_page_is_no_page_head() -> None:
    act = read_act(
        pdf(
            [
                ("title", "О порядке осмотра парка"),
                *[("plain", f"{number}. Каждый день {LONG}.") for number in range(1, 4)],
            ],
            head="Утверждён приказом № 6 от 5 мая 2024 года",
        )
    )
    assert act.title == "О порядке осмотра парка"
    assert any("stands before the act" in one.why for one in act.unplaced if "Утверждён" in one.text)


def test_a_body_named_in_smaller_letters_over_the_kind_of_the_act_issues_it() -> None:
    act = read_act(
        pdf(
            [
                ("title", "ПРИКАЗ"),
                ("title", "5 мая 2024 года № 6"),
                ("title", "О порядке осмотра парка"),
                *[("plain", f"{number}. Каждый день {LONG}.") for number in range(1, 4)],
            ],
            head="Управление парков",
        )
    )
    assert (act.issuer, act.number) == ("Управление парков", "6")


def test_the_head_of_an_only_page_may_be_set_in_letters_of_the_texts_own_size() -> None:
    act = read_act(
        pdf(
            [
                ("title", "О порядке осмотра парка"),
                *[("plain", f"{number}. Каждый день {LONG}.") for number in range(1, 4)],
            ],
            head="Правовая система парков",
            head_size=11,
        )
    )
    assert act.title == "О порядке осмотра парка"
    assert unplaced(act).startswith("Правовая система парков")


TO_THE_LAST_INCH = "в этом старом саду за прудом и мостом, о котором люди помнят и говорят уже давно"
JUSTIFIED = pdf(
    [
        ("title", "О порядке осмотра парка"),
        ("plain", "Приказ Министра парков Республики Казахстан от 5 мая 2024 года № 6"),
        ("flush", f"1. Каждый день {LONG}."),
        ("flush", f"Ночью {LONG} {TO_THE_LAST_INCH}."),
        ("flush", f"Сторож {LONG}."),
        ("flush", "Сноска. Пункт 1 - в редакции приказа Министра парков РК от 12.01.2025 № 8."),
        ("flush", f"2. Утром {LONG}."),
        ("title", "Перечень утративших силу приказов министра, которые касались деревьев и скамеек"),
        ("flush", f"3. Вечером {LONG}."),
    ]
)


def test_a_line_that_ends_before_the_edge_of_a_justified_text_ends_its_paragraph() -> None:
    act = read_act(JUSTIFIED)
    assert refs(act) == ["1", "2", "3"]
    assert texts(act)["1"].count("\n") == 2
    assert texts(act)["3"] == f"Вечером {LONG}."


def test_a_footnote_of_amendment_opens_a_paragraph_of_its_own_wherever_the_line_before_it_ends() -> None:
    act = read_act(JUSTIFIED)
    assert notes(act)["1"][0].startswith("Сноска. Пункт 1")


@pytest.mark.parametrize("word", ["интернет-ресурсе", "вице-министра", "каталоге-перечне"])
def test_the_hyphen_of_a_compound_stays_at_the_end_of_a_line_where_words_are_not_cut(word: str) -> None:
    first, second = word.split("-")
    lines = [
        ("line", f"1. Смотритель обязан всё, что видел, записать на {first}-"),
        ("line", f"{second} парка."),
    ]
    more = [("plain", f"{number}. Каждый день {LONG}.") for number in range(2, 12)]
    act = read_act(pdf([("title", "Правила"), *lines, *more]))
    assert texts(act)["1"] == f"Смотритель обязан всё, что видел, записать на {word} парка."


def test_a_number_cut_at_the_end_of_a_line_goes_on_in_the_next() -> None:
    printed = [
        ("title", "О саде"),
        ("line", "Закон Республики Казахстан от 14 марта 2024 года № 512-"),
        ("line", "VIII ЗРК."),
        ("line", "Статья 1. Сад"),
        ("plain", f"1. Каждый день {LONG}."),
        ("plain", f"2. Каждую ночь {LONG}."),
    ]
    act = read_act(pdf(printed))
    assert (act.number, refs(act)) == ("512-VIII", ["1.1", "1.2"])


@pytest.mark.parametrize(
    "lines",
    [
        ("Исполняющий обязанности министра природных ресурсов и садов Республики", "Казахстан А. Тополев"),
        ("Министр парков Республики Казахстан А.", "Тополев"),
        ("Қазақстан", "Республикасының", "Парктер министрінің міндетін атқарушы", "А. Теректов"),
    ],
)
def test_a_signature_that_runs_over_lines_is_no_part_of_the_last_paragraph(lines: tuple[str, ...]) -> None:
    body = [("plain", f"{number}. Каждый день {LONG}.") for number in range(1, 4)]
    act = read_act(pdf([("title", "Правила"), *body, *(("line", line) for line in lines)]))
    assert texts(act)["3"] == f"Каждый день {LONG}."


def test_a_heading_in_larger_letters_is_no_part_of_the_paragraph_below_it() -> None:
    act = read_act(
        pdf(
            [
                ("line", "Правила"),
                ("large", "Глава 1. Как смотрители и сторожа обходят парк днём и ночью"),
                ("line", "Сторожа и смотрители обходят все аллеи парка, которые ведут от ворот к"),
                ("line", "пруду, и пишут о том, что видели, в журнал."),
                ("line", "1. Журнал ведёт смотритель."),
                ("line", "2. Журнал хранят в сторожке."),
            ]
        )
    )
    assert headings(act)["1"] == ("Глава 1. Как смотрители и сторожа обходят парк днём и ночью",)


def test_paragraphs_parted_by_a_blank_are_told_apart_where_most_are_of_one_line() -> None:
    short = [
        one
        for number in range(1, 8)
        for one in (("line", f"{number}. Журнал ведёт смотритель."), ("gap", ""))
    ]
    loose = "Журнал хранят в сторожке у северных ворот парка, там, где стоят старые скамейки и фонари"
    last = [("line", loose), ("gap", ""), ("line", "Смотритель читает его каждый день."), ("gap", "")]
    act = read_act(pdf([("title", "Правила"), *short, *last, ("plain", f"8. Каждый день {LONG}.")]))
    assert texts(act)["7"] == f"Журнал ведёт смотритель.\n{loose}\nСмотритель читает его каждый день."
    assert texts(act)["8"] == f"Каждый день {LONG}."


def test_paragraphs_that_are_alike_but_for_their_number_are_no_page_heads() -> None:
    paragraphs = [("line", f"{number}. Дерево под этим номером стоит у пруда.") for number in range(1, 130)]
    act = read_act(pdf([("title", "Правила"), *paragraphs]))
    assert refs(act) == [str(number) for number in range(1, 130)]


def test_a_sentence_that_names_an_annex_at_the_start_of_a_line_is_not_torn() -> None:
    lines = ("Посетитель подаёт смотрителю заявление по форме согласно", "Приложение 1 к настоящим Правилам")
    rows = [Printed("page 1", text, indented=False, parted=False, full=True) for text in lines]
    assert [text for _, text in joined(rows)] == [" ".join(lines)]
