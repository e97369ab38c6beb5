"""Acts as other banks, bodies and Word save them: title and requisites in one line, contents, notes before the unit, old bytes."""

import base64
import quopri

import pytest

from bot.acts.importing.model import Standing
from bot.acts.importing.reading import read_act
from tests.acts.importing.made_up import from_text, headings, kinds, notes, p, page, refs, texts, unplaced

LAW = {
    "ru": (
        "Закон Республики Казахстан от 5 января 2021 года № 412-VI «О городских садах» (с изменениями и дополнениями по состоянию на 01.01.2025 г.)",
        "СОДЕРЖАНИЕ",
        "Глава 1. САДЫ",
        "Статья 1. Сад – это что",
        "Статья 2. Исключена Законом РК от 11.07.24 г. № 120-VIII",
        "Статья 3. Смотритель",
        "Настоящий Закон говорит о садах.",
        "Глава 1. САДЫ",
        "Статья 1. Сад - это что",
        "В статью 1 внесены изменения Законом РК от 03.02.23 г. № 199-VII (см. стар. ред.)",
        "1. Сад открыт для всех.",
        "2. Сад закрыт ночью.",
        "Статья 2. Исключена Законом РК от 11.07.24 г. № 120-VIII (см. стар. ред.)",
        "Закон дополнен статьей 2-1 в соответствии с Законом РК от 03.02.23 г. № 199-VII",
        "Статья 2-1. Ограда",
        "Ограда отделяет сад от улицы.",
        "Статья 3. Смотритель",
        "Смотритель отвечает за деревья.",
    ),
    "kk": (
        "«Қалалық бақтар туралы» Қазақстан Республикасының 2021 жылғы 5 қаңтардағы № 412-VI Заңы (01.01.2025 ж. жағдай бойынша өзгерістер мен толықтырулармен)",
        "МАЗМҰНЫ",
        "1-тарау. БАҚТАР",
        "1-бап. Бақ – бұл не",
        "2-бап. Алып тасталды - ҚР 11.07.24 ж. № 120-VIII Заңымен",
        "3-бап. Қараушы",
        "Осы Заң бақтар туралы айтады.",
        "1-тарау. БАҚТАР",
        "1-бап. Бақ - бұл не",
        "1-бапқа өзгерістер енгізілді - ҚР 03.02.23 ж. № 199-VII Заңымен (бұр. ред. қара)",
        "1. Бақ бәріне ашық.",
        "2. Бақ түнде жабық.",
        "2-бап. Алып тасталды - ҚР 11.07.24 ж. № 120-VIII Заңымен.",
        "Заң 2-1-баппен толықтырылды - ҚР 03.02.23 ж. № 199-VII Заңымен",
        "2-1-бап. Қоршау",
        "Қоршау бақты көшеден бөледі.",
        "3-бап. Қараушы",
        "Қараушы ағаштар үшін жауап береді.",
    ),
}
TITLES = {"ru": "О городских садах", "kk": "Қалалық бақтар туралы"}
BYTES = {"ru": "cp1251", "kk": "kz1048"}


def saved(lines: tuple[str, ...], encoding: str) -> bytes:
    """The page of a bank whose paragraphs look alike."""
    said = "".join(f'<p class="pj"><span class="s0">{line}</span></p>' for line in lines)
    head = f"<title>{lines[0]} - «Параграф»</title>"
    return (
        f'<html><head><meta charset="{encoding}">{head}</head><body><div>{said}</div></body></html>'.encode(
            encoding
        )
    )


@pytest.mark.parametrize("language", LAW)
@pytest.mark.parametrize("form", ["text", "page", "old bytes"])
def test_a_law_of_another_bank_has_its_title_from_the_line_of_requisites_and_no_unit_of_its_contents(
    language: str, form: str
) -> None:
    lines = LAW[language]
    match form:
        case "text":
            content = "\r\n".join(lines).encode()
        case "page":
            content = saved(lines, "utf-8")
        case _:
            content = saved(lines, BYTES[language])
    act = read_act(content)
    assert refs(act) == ["preamble", "1.1", "1.2", "2", "2-1", "3"]
    assert kinds(act)["2"] == "repealed"
    assert texts(act)["1.2"] == lines[11].removeprefix("2. ")
    assert (act.title, act.number, act.date, act.language) == (
        TITLES[language],
        "412-VI",
        "2021-01-05",
        language,
    )
    assert lines[13] in notes(act)["2-1"]
    assert "".join(texts(act).values()).count("199-VII") == 0


@pytest.mark.parametrize(
    "line",
    [
        "Приказ Министра садов Республики Казахстан от 12 февраля 2024 года № 77 Об утверждении Правил сада",
        "Приказ Министра садов Республики Казахстан от 12 февраля 2024 года № 77 «Об утверждении Правил сада» (по состоянию на 11.03.2025 г.)",
    ],
)
def test_an_order_may_have_its_title_behind_its_number(line: str) -> None:
    act = from_text(f"{line}\n\nПРИКАЗЫВАЮ:\n1. Утвердить Правила.\n2. Приказ вступает в силу завтра.")
    assert (act.title, act.number, act.issuer) == (
        "Об утверждении Правил сада",
        "77",
        "Министр садов Республики Казахстан",
    )


def test_a_line_of_repeal_under_the_title_is_the_standing_of_the_act_and_no_title_or_text() -> None:
    act = from_text(
        "Приказ Министра садов от 12 февраля 2010 года № 77\nОб утверждении Правил сада\n\n"
        "Утратил силу приказом Министра садов от 5 марта 2020 года № 9\n\n"
        "1. Утвердить Правила.\n2. Признать утратившим силу приказ от 1 мая 2001 года № 3."
    )
    assert act.standing is Standing.REPEALED
    assert act.title == "Об утверждении Правил сада"
    assert refs(act) == ["status", "1", "2"]


def test_a_page_saved_as_one_file_is_read_like_the_page() -> None:
    content = page(p("1. Сад открыт.") + p("2. Сад тих."), title="О саде", requisites="")
    head = (
        b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n\r\n----B\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    act = read_act(head + quopri.encodestring(content) + b"\r\n----B--\r\n")
    assert (act.title, texts(act)) == ("О саде", {"1": "Сад открыт.", "2": "Сад тих."})


def test_a_picture_inside_a_page_keeps_no_word_of_it_back() -> None:
    picture = base64.b64encode(b"x" * 8_000_000).decode()
    body = f'<img src="data:image/png;base64,{picture}">' + p("1. Сад открыт.")
    assert texts(read_act(page(body, title="О саде", requisites=""))) == {"1": "Сад открыт."}


def test_the_numbers_that_a_browser_puts_before_the_items_of_a_list_are_numbers_of_the_act() -> None:
    act = read_act(
        "<html><body><nav><ol><li>Главная</li></ol></nav><h1>Кодекс работников сада</h1><div>"
        "<p><strong>1. Общее</strong></p><ol><li>Кодекс для всех.</li>"
        "<li>Работник:<ol><li>приходит вовремя;</li><li>уходит вовремя.</li></ol></li></ol>"
        "<p><strong>2. Прочее</strong></p><ol start='3'><li>3. Работник вежлив.</li></ol></div></body></html>".encode()
    )
    assert act.title == "Кодекс работников сада"
    assert texts(act) == {
        "1": "Кодекс для всех.",
        "2": "Работник:",
        "2.1": "приходит вовремя;",
        "2.2": "уходит вовремя.",
        "3": "Работник вежлив.",
    }


def test_what_word_marks_as_deleted_hidden_or_a_footnote_is_no_text_of_a_page() -> None:
    act = read_act(
        "<html><head><title>Document1</title></head><body><div><p><b>Правила сада</b></p>"
        "<p>1. Сторож <del>спит</del><ins>ходит</ins><a href='#_ftn1'>[1]</a>.</p>"
        "<p>2. Сторож<span style='display: none'>скрыто</span> видит.</p></div>"
        "<div style='mso-element:footnote-list'><p><a href='#_ftnref1'>[1]</a> См. приказ.</p></div></body></html>".encode()
    )
    assert act.title == "Правила сада"
    assert texts(act) == {"1": "Сторож ходит.", "2": "Сторож видит."}
    assert "См. приказ." in unplaced(act)


def test_a_raised_figure_is_an_inserted_number_and_stays_raised_in_the_text() -> None:
    act = read_act(
        page(
            "<p><b>Статья 5. Пять</b></p>"
            + p("1. Один.")
            + p("1<sup>1</sup>. Сад в 25 м<sup>2</sup>.")
            + "<p><b>Статья 5<sup>1</sup>. Ещё</b></p>"
            + p("Текст."),
            title="О пяти",
            requisites="",
        )
    )
    assert texts(act) == {"5.1": "Один.", "5.1-1": "Сад в 25 м².", "5-1": "Текст."}
    assert headings(act)["5-1"] == ("Статья 5¹. Ещё",)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "1-тармақ. Келуші есік қағады.",
            "2-тармақ. Қызметкер:",
            "1-тармақша. тұрады;",
            "2-тармақша. амандасады.",
            "3-тармақ. 2-тармақ бұзылса, шара қолданылады.",
        ),
        (
            "Пункт 1. Посетитель стучит.",
            "Пункт 2. Работник:",
            "Подпункт 1. встаёт;",
            "Подпункт 2. здоровается.",
            "Пункт 3. Пункт 2 действует всегда.",
        ),
    ],
)
def test_a_number_may_say_what_it_numbers(lines: tuple[str, ...]) -> None:
    act = from_text("\n".join(("Тәртіп", "", *lines)))
    assert refs(act) == ["1", "2", "2.1", "2.2", "3"]
    assert texts(act)["3"] == lines[-1].split(". ", 1)[1]


@pytest.mark.parametrize("place", ["<p>2. Сторож видит.</p>{}</div>", "<p>2. Сторож видит.</p></div>{}"])
def test_endnotes_of_a_page_that_word_saved_are_no_text_of_it(place: str) -> None:
    endnotes = (
        "<div style='mso-element: endnote-list'><p><a href='#_ednref1'>[i]</a> Мнение составителя.</p></div>"
    )
    act = read_act(
        f"<html><body><div><p><b>Правила сада</b></p><p>1. Сторож ходит<a href='#_edn1'>[i]</a>.</p>{place.format(endnotes)}"
        "</body></html>".encode()
    )
    assert texts(act) == {"1": "Сторож ходит.", "2": "Сторож видит."}
    assert "Мнение составителя." in unplaced(act)


def test_a_hidden_item_of_a_list_is_no_text_and_takes_no_number() -> None:
    act = read_act(
        "<html><body><h1>Правила сада</h1><div><ol><li>Сад открыт.</li><li style='display: none'>Сад закрыт.</li>"
        "<li><span style='display:none'>9. Скрыто.</span>Сад тих.</li></ol></div></body></html>".encode()
    )
    assert texts(act) == {"1": "Сад открыт.", "2": "Сад тих."}


@pytest.mark.parametrize("said", ["type='a'", "type='I'", "reversed", "style='list-style-type: lower-alpha'"])
def test_a_list_to_which_a_browser_gives_other_labels_gets_no_figures(said: str) -> None:
    act = read_act(
        "<html><body><h1>Правила сада</h1><div><p>1. Сторож:</p>"
        f"<ol {said}><li>видит;</li><li>слышит.</li></ol><p>2. Сад тих.</p></div></body></html>".encode()
    )
    assert refs(act) == ["1", "2"]
    assert texts(act)["1"] == "Сторож:\nвидит;\nслышит."


def test_an_empty_row_parts_no_table_of_two_languages() -> None:
    rows = "".join(
        f"<tr><td>{number}. Бақ бәріне ашық, өзің кір.</td><td>{number}. Сад открыт для всех.</td></tr>"
        for number in range(1, 11)
    )
    act = read_act(
        f"<html><body><div><p>О саде</p><table><tr></tr>{rows}</table></div></body></html>".encode(), "ru"
    )
    assert refs(act) == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize(
    "sheet",
    [
        ".x{display:none}",
        "p.y, .x { color: red; display : none !important }",
        "#one {visibility:hidden}",
        "@media screen {.x {display:none}}",
        ".x{display:block} /* now */ .x{display:none}",
    ],
)
def test_what_the_style_sheet_of_a_page_hides_is_no_text_of_it(sheet: str) -> None:
    page = (
        f"<html><head><style>{sheet}</style></head><body><h1>Правила сада</h1><div><p>1. Сад открыт."
        "<span class='x' id='one'>скрыто</span></p><p>2. Сад тих.</p></div></body></html>"
    )
    assert texts(read_act(page.encode())) == {"1": "Сад открыт.", "2": "Сад тих."}


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print {.x {display:none} .y {color:red}}",
        ".x{display:none} .x{display:inline}",
        ".y .x{display:none}",
        "body, .all {display:none}",
        ".x{color:none}",
    ],
)
def test_what_a_reader_of_the_page_sees_stays_whatever_else_its_style_sheet_says(sheet: str) -> None:
    page = (
        f"<html><head><style>{sheet}</style></head><body><h1>Правила сада</h1><div class='all'><p>1. Сад "
        "<span class='x'>открыт.</span></p><p>2. Сад тих.</p></div></body></html>"
    )
    assert texts(read_act(page.encode())) == {"1": "Сад открыт.", "2": "Сад тих."}


def test_head_and_foot_of_the_page_that_a_word_processor_saves_as_a_web_page_are_no_text() -> None:
    page = (
        "<html><body><div title='header'><p>Правовая база</p></div><p align='center'><b>Правила сада</b></p>"
        "<p>1. Сад открыт.</p><p>2. Сад тих.</p><div title='footer'><p>1</p></div></body></html>"
    )
    act = read_act(page.encode())
    assert act.title == "Правила сада"
    assert texts(act) == {"1": "Сад открыт.", "2": "Сад тих."}
    assert "Правовая база" in unplaced(act)


def test_the_remark_after_the_name_of_the_banks_editors_is_no_text_of_a_page_without_colours() -> None:
    page = (
        "<html><body><h1>О саде</h1><p><b>Глава 1. Сад</b></p><p><em>ЗҚАИ-ның ескертпесі!</em></p>"
        "<p><em>1-тармаққа өзгеріс енгізу көзделген - ҚР 10.10.2026 № 101-VIII Заңымен.</em></p>"
        "<p>1. Бақ ашық.</p><p>2. Бақ тыныш.</p></body></html>"
    )
    assert texts(read_act(page.encode())) == {"1": "Бақ ашық.", "2": "Бақ тыныш."}


@pytest.mark.parametrize("remark", ["Примечание ИЗПИ! Вводится с 01.01.2025.", "Примечание РЦПИ!"])
def test_a_numbered_paragraph_after_a_short_remark_of_editors_is_text_of_the_act(remark: str) -> None:
    act = read_act(
        f"<h1>О саде</h1><p><b>Глава 1. Сад</b></p><p><em>{remark}</em></p>"
        "<p>1. Сад открыт.</p><p>2. Сад тих.</p>".encode()
    )
    assert texts(act) == {"1": "Сад открыт.", "2": "Сад тих."}


@pytest.mark.parametrize(
    ("sheet", "attributes"),
    [
        (".tab {display: none} .active {display: block}", 'class="tab active"'),
        (".tab {display: none} .tab.active {display: block}", 'class="tab active"'),
        (".tab {display: none} .page .tab {display: block}", 'class="tab"'),
        (".tab {display: none} .tab:not(.shut) {display: block}", 'class="tab"'),
        (".tab {display: none}", 'class="tab" style="display: block"'),
        ("@media screen and (max-width: 600px) {.wide {display: none}}", 'class="wide"'),
        ("@media only screen and (max-width: 600px) {.wide {display: none}}", 'class="wide"'),
        ("@media not screen {.wide {display: none}}", 'class="wide"'),
    ],
)
def test_what_one_rule_hides_and_another_shows_or_only_some_screens_hide_is_read(
    sheet: str, attributes: str
) -> None:
    act = read_act(
        f"<html><head><style>{sheet}</style></head><body><h1>Правила сада</h1><div class='page'>"
        f"<p {attributes}>1. Сад открыт.</p><p>2. Сад тих.</p></div></body></html>".encode()
    )
    assert texts(act) == {"1": "Сад открыт.", "2": "Сад тих."}


@pytest.mark.parametrize("shown", ["p {display: block}", ".menu:hover .tab {display: block}"])
def test_a_rule_for_a_mere_tag_or_for_the_pointer_shows_nothing_that_a_class_hides(shown: str) -> None:
    act = read_act(
        f"<html><head><style>.tab {{display: none}} {shown}</style></head><body><h1>Правила сада</h1><div>"
        "<p class='tab'>Меню</p><p>1. Сад открыт.</p><p>2. Сад тих.</p></div></body></html>".encode()
    )
    assert texts(act) == {"1": "Сад открыт.", "2": "Сад тих."}
