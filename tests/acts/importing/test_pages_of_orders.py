"""Orders that approve rules, as pages of the bank."""

from bot.acts.importing.model import Registration, Standing
from bot.acts.importing.reading import read_act
from tests.acts.importing.made_up import (
    corner,
    h3,
    headings,
    kinds,
    loose_note,
    notes,
    p,
    page,
    refs,
    signature,
    table,
    texts,
    unplaced,
)

GREENING = page(
    '<p class="note">Ескерту. Күші жойылды – ҚР Экология министрінің 01.02.2023 <a>№ 7</a> бұйрығымен.</p>'
    + p('"Экология туралы" Заңның 5-бабына сәйкес <b>БҰЙЫРАМЫН:</b>')
    + p("1. Қоса беріліп отырған Көгалдандыру қағидалары бекітілсін.")
    + p("2. Комитет:")
    + p("1) тіркелуін;")
    + p("2) жариялануын қамтамасыз етсін.")
    + p('3. "Ескі қағидалар туралы" бұйрықтың күші жойылды деп танылсын.')
    + signature("Министр", "А. Асқаров")
    + p('"КЕЛІСІЛДІ"<br>Қаржы министрлігі')
    + corner(
        "Қазақстан Республикасы",
        "Экология министрінің",
        "2019 жылғы 5 қаңтардағы",
        "№ 12 бұйрығымен",
        "бекітілген",
    )
    + h3("Көгалдандыру қағидалары")
    + h3("1-тарау. Жалпы ережелер")
    + p("1. Осы Қағидалар тәртіпті айқындайды.")
    + p("2. Қағидаларда мынадай ұғымдар пайдаланылады:")
    + p("1) ағаш – өсімдік;")
    + p("2) бұта – кіші ағаш.")
    + p("Ағаш бұтадан биік болады.")
    + h3("2-тарау. Тәртіп")
    + p("3. Өтініш беруші:")
    + p("1) өтініш;")
    + p("2) жоспар береді.")
    + p("Комиссия мүшелері:")
    + p("1) төраға;")
    + p("2) хатшы.")
    + p("Комиссия жылына бір рет жиналады.")
    + p("4. Ағаштар кестеде көрсетілген:")
    + table(("№", "Атауы"), ("1.", "Терек"), ("2.", "Емен"))
    + p("5. Комитет:")
    + p("1) тексереді;")
    + p("2), 3) алып тасталды – ҚР Экология министрінің 01.02.2020 № 3 бұйрығымен;")
    + p("4) шешеді.")
    + corner("Көгалдандыру қағидаларына", "1-қосымша")
    + p("Нысан")
    + h3("Өтініш")
    + p("1. Аты-жөні ______________")
    + p("2. Мекенжайы ____________")
    + p("Қолы _______ М.О.")
    + corner("Көгалдандыру қағидаларына", "2-қосымша")
    + h3("Суару әдістемесі")
    + p("1. Су мөлшері былай есептеледі:")
    + p("1) ауданы өлшенеді;")
    + p("2) көбейтіледі.")
    + p("2. Нәтиже жазылады.")
    + corner("Көгалдандыру қағидаларына", "3-қосымша")
    + h3("Ағаштар тізімі")
    + table(("№", "Ағаш"), ("1", "Қайың")),
    title="Көгалдандыру қағидаларын бекіту туралы",
    requisites=(
        "Қазақстан Республикасы Экология министрінің 2019 жылғы 5 қаңтардағы № 12 бұйрығы. Қазақстан Республикасының "
        "Әділет министрлігінде 2019 жылғы 9 қаңтарда № 18170 болып тіркелді. Күші жойылды - Қазақстан Республикасы "
        "Экология министрінің 2023 жылғы 1 ақпандағы № 7 бұйрығымен"
    ),
    standing="yts",
    language="kaz",
)


def test_points_of_the_order_and_paragraphs_of_the_rules_do_not_mix() -> None:
    found = refs(read_act(GREENING))
    assert found[:8] == [
        "status",
        "resolution.preamble",
        *("resolution.1", "resolution.2", "resolution.2.1", "resolution.2.2", "resolution.3"),
        "1",
    ]
    assert found[8:11] == ["2", "2.1", "2.2"]


def test_a_second_list_in_one_paragraph_has_refs_of_its_own() -> None:
    act = read_act(GREENING)
    assert [ref for ref in refs(act) if ref.startswith("3")] == ["3", "3.1", "3.2", "3/2.1", "3/2.2"]
    assert texts(act)["3"] == "Өтініш беруші:\nКомиссия мүшелері:\nКомиссия жылына бір рет жиналады."
    assert texts(act)["3/2.2"] == "хатшы."


def test_what_goes_on_after_a_list_of_definitions_belongs_to_the_last_of_them() -> None:
    assert texts(read_act(GREENING))["2.2"] == "бұта – кіші ағаш.\nАғаш бұтадан биік болады."


def test_rows_of_a_table_are_text_of_their_paragraph() -> None:
    act = read_act(GREENING)
    assert texts(act)["4"] == "Ағаштар кестеде көрсетілген:\n№ | Атауы\n1. | Терек\n2. | Емен"


def test_one_line_for_several_repealed_units_is_one_unit() -> None:
    act = read_act(GREENING)
    assert [ref for ref in refs(act) if ref.startswith("5")] == ["5", "5.1", "5.2,5.3", "5.4"]
    assert kinds(act)["5.2,5.3"] == "repealed"


def test_an_annex_with_points_is_cited_and_a_form_or_a_table_is_set_aside() -> None:
    act = read_act(GREENING)
    assert [ref for ref in refs(act) if ref.startswith("annex")] == [
        "annex2.1",
        "annex2.1.1",
        "annex2.1.2",
        "annex2.2",
    ]
    assert "1. Аты-жөні ______________" in unplaced(act)
    assert "1 | Қайың" in unplaced(act)


def test_a_repealed_order_says_so_and_other_acts_that_it_repealed_do_not_count() -> None:
    act = read_act(GREENING)
    assert act.standing is Standing.REPEALED
    assert act.standing_note == "Ескерту. Күші жойылды – ҚР Экология министрінің 01.02.2023 № 7 бұйрығымен."
    assert texts(act)["status"].endswith(act.standing_note)
    assert act.standing_note not in notes(act).get("resolution.preamble", ())


def test_kazakh_requisites_give_issuer_number_and_registration() -> None:
    act = read_act(GREENING)
    assert (act.kind, act.number, act.date) == ("бұйрық", "12", "2019-01-05")
    assert act.issuer == "Қазақстан Республикасы Экология министрі"
    assert act.registered == Registration(
        "Қазақстан Республикасының Әділет министрлігі", "18170", "2019-01-09"
    )


def test_the_title_of_the_rules_and_the_chapter_stand_over_each_unit() -> None:
    assert headings(read_act(GREENING))["3.1"] == ("Көгалдандыру қағидалары", "2-тарау. Тәртіп")


SEVERAL = page(
    p("В соответствии с законом ПРИКАЗЫВАЮ:")
    + p("1. Утвердить:")
    + p("1) Перечень скамеек согласно приложению 1;")
    + p("2) Правила покраски согласно приложению 2.")
    + signature("Исполняющий обязанности<br>Министра парков", "П. Зеленый")
    + corner("Приложение 1 к приказу", "Министра парков", "от 5 мая 2024 года № 6")
    + h3("Перечень скамеек")
    + table(("№", "Скамейка"), ("1", "Синяя"))
    + corner("Приложение 2 к приказу", "Министра парков", "от 5 мая 2024 года № 6")
    + h3("Правила покраски")
    + h3("1. Общие положения")
    + p("1. Красят весной.")
    + h3("2. Порядок")
    + p("2. Красят кистью.")
    + corner("Приложение", "к Правилам покраски")
    + h3("Порядок выбора цвета")
    + p("1. Цвет выбирают жители.")
    + p("12. 12. Доделывают летом."),
    title="Об утверждении перечня и правил",
    requisites="Приказ и.о. Министра парков Республики Казахстан от 5 мая 2024 года № 6",
)


def test_the_only_approved_document_with_points_has_bare_refs_whatever_its_number() -> None:
    act = read_act(SEVERAL)
    assert refs(act)[4:] == ["annex1", "1", "2", "annex2.1", "annex2.12"]
    assert kinds(act)["annex1"] == "annex"
    assert texts(act)["annex1"] == "№ | Скамейка\n1 | Синяя"


def test_a_section_whose_number_looks_like_that_of_a_paragraph_is_a_heading() -> None:
    assert headings(read_act(SEVERAL))["2"] == ("Правила покраски", "2. Порядок")


def test_a_number_printed_twice_is_one_number() -> None:
    assert texts(read_act(SEVERAL))["annex2.12"] == "Доделывают летом."


def test_a_point_of_which_only_a_footnote_is_left_is_repealed() -> None:
    act = read_act(
        page(
            "<p><b>Подлежит опубликованию в Собрании актов</b></p>"
            + p("В целях тени акимат <b>ПОСТАНОВЛЯЕТ:</b>")
            + p("1. Сажать деревья.")
            + loose_note("Сноска. Пункт 2 исключен постановлением акимата от 05.07.2020", "№ 9", ".")
            + p("3. Поливать деревья:")
            + p("1) утром;")
            + p("2) вечером.")
            + loose_note(
                "Сноска. Пункт 3 с изменениями, внесенными постановлением от 05.07.2020", "№ 9", "."
            ),
            title="О тени",
            requisites=(
                "Постановление акимата города Алматы от 28 ноября 2013 года N 4/103. Зарегистрировано Департаментом "
                "юстиции города Алматы 10 декабря 2013 года за N 101"
            ),
            standing="upd",
        )
    )
    assert refs(act) == ["preamble", "1", "2", "3", "3.1", "3.2"]
    assert kinds(act)["2"] == "repealed"
    assert notes(act)["3.2"][0].startswith("Сноска. Пункт 3")
    assert texts(act)["preamble"] == "В целях тени акимат ПОСТАНОВЛЯЕТ:"
    assert act.registered == Registration("Департамент юстиции города Алматы", "101", "2013-12-10")
    assert act.issuer == "акимат города Алматы"


def test_an_approved_list_without_points_is_one_annex() -> None:
    act = read_act(
        page(
            p("ПРИКАЗЫВАЮ:")
            + p("1. Утвердить перечень.")
            + corner("Утвержден", "приказом", "от 5 мая 2024 года № 5")
            + h3("Перечень<br>теней")
            + p("Тень дуба.")
            + table(("№", "Тень"), ("1", "Липа")),
            title="О перечне",
            requisites="Приказ Министра тени от 5 мая 2024 года № 5",
        )
    )
    assert refs(act) == ["resolution.preamble", "resolution.1", "annex1"]
    assert headings(act)["annex1"] == ("Перечень теней",)
    assert texts(act)["annex1"] == "Тень дуба.\n№ | Тень\n1 | Липа"
