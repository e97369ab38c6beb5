"""Acts as plain text: copied pages, exports of other banks, lines cut at one width."""

import textwrap

from bot.acts.importing.model import Standing
from bot.acts.importing.reading import read_act
from tests.acts.importing.made_up import from_text, headings, kinds, notes, refs, texts, unplaced

BROOKS = """О защите ручьев
Закон Республики Казахстан от 3 апреля 2018 года № 77-VI
(с изменениями и дополнениями по состоянию на 01.07.2023 г.)

СОДЕРЖАНИЕ

Глава 1. ОБЩИЕ ПОЛОЖЕНИЯ
Статья 1. Основные понятия
Статья 2. Сфера действия
Глава 2. ОХРАНА
Статья 3. Права граждан
Статья 4. Порядок

Настоящий Закон определяет основы охраны ручьев.

Глава 1. ОБЩИЕ ПОЛОЖЕНИЯ

Статья 1. Основные понятия
В статью 1 внесены изменения в соответствии с Законом РК от 05.07.20 г. № 9-VI (см. стар. ред.)
В настоящем Законе используются понятия:
1) ручей - малый водоток;
2) исток - начало ручья;
3), 4) исключены в соответствии с Законом РК от 05.07.20 г. № 9-VI (см. стар. ред.)
5) устье - конец ручья.

Статья 2. Сфера действия
1. Закон действует на всей территории.
Пункт 2 изложен в редакции Закона РК от 01.02.21 г. № 3-VII (см. стар. ред.)
2. Закон не применяется к рекам.

Глава 2. ОХРАНА

Статья 3. Права граждан
Граждане вправе:
1) ходить к ручью;
2) пить воду.
Статья 4. Порядок
Исключена в соответствии с Законом РК от 05.07.20 г. № 9-VI (см. стар. ред.)

Президент
Республики Казахстан
Н. РУЧЬЕВ
"""


def test_a_table_of_contents_makes_no_units() -> None:
    act = from_text(BROOKS)
    assert refs(act) == [
        "preamble",
        "1",
        "1.1",
        "1.2",
        "1.3,1.4",
        "1.5",
        "2.1",
        "2.2",
        "3",
        "3.1",
        "3.2",
        "4",
    ]
    assert unplaced(act).count("Статья 3. Права граждан") == 1


def test_notes_of_another_bank_stand_before_their_unit() -> None:
    said = notes(from_text(BROOKS))
    assert said["2.2"] == ("Пункт 2 изложен в редакции Закона РК от 01.02.21 г. № 3-VII (см. стар. ред.)",)
    assert said["1"][0].startswith("В статью 1 внесены изменения")


def test_an_article_whose_only_text_is_its_repeal_is_repealed() -> None:
    assert kinds(from_text(BROOKS))["4"] == "repealed"


def test_title_and_requisites_are_found_at_the_top_of_a_text() -> None:
    act = from_text(BROOKS)
    assert (act.title, act.kind, act.number, act.date) == ("О защите ручьев", "закон", "77-VI", "2018-04-03")
    assert act.standing is Standing.AMENDED


def test_signatures_of_a_text_are_no_part_of_its_last_article() -> None:
    assert texts(from_text(BROOKS))["3.2"] == "пить воду."
    assert "Н. РУЧЬЕВ" in unplaced(from_text(BROOKS))


SPRINGS = """Бұлақтарды қорғау туралы

Қазақстан Республикасының Заңы 2018 жылғы 3 сәуірдегі № 77-VI

1-тарау. Жалпы ережелер

1-бап

Осы Заңда мынадай ұғымдар пайдаланылады:

1) бұлақ – шағын су, ол

таза болады;

1-1) көз – бұлақтың басы;

2) саға – соңы.

2-бап. Қолданылу аясы

1. Заң бүкіл аумақта қолданылады.

2. Заң өзендерге қолданылмайды.

Ескерту. 2-бапқа өзгеріс енгізілді – ҚР 01.02.2021 № 3-VII Заңымен.

3-бап. Алып тасталды – ҚР 05.07.2020 № 9-VI Заңымен.

4-бап

4-бап Қазақстан Республикасының 2007 жылғы 21 мамырдағы № 254 Заңымен алып тасталды.

5-бап

Азаматтар:

1) бұлаққа баруға;

2) су ішуге құқылы.

Қазақстан Республикасының

Президенті     Н. БҰЛАҚОВ
"""


def test_a_kazakh_text_with_article_numbers_alone_on_their_lines_is_read() -> None:
    act = from_text(SPRINGS)
    assert refs(act) == ["1", "1.1", "1.1-1", "1.2", "2.1", "2.2", "3", "4", "5", "5.1", "5.2"]
    assert kinds(act)["3"] == kinds(act)["4"] == "repealed"
    assert texts(act)["1.1"] == "бұлақ – шағын су, ол таза болады;"
    assert "БҰЛАҚОВ" in unplaced(act)
    assert (act.number, act.issuer) == ("77-VI", "Қазақстан Республикасы")


DECREE = """Об утверждении ручейных документов
Указ Президента Республики Казахстан от 29 декабря 2015 года № 153

В целях охраны ручьев ПОСТАНОВЛЯЮ:
1. Утвердить прилагаемые:
1) Кодекс ручьев;
2) Положение о ручейном уполномоченном.
2. Признать утратившим силу Указ от 3 мая 2005 года № 1567.

Президент
Республики Казахстан Н. Ручьев

УТВЕРЖДЕН
Указом Президента
Республики Казахстан
от 29 декабря 2015 года № 153

КОДЕКС РУЧЬЕВ

1. Общие положения

1. Кодекс устанавливает правила.
2. Кодекс обязателен.

2. Нормы поведения

3. Все должны:
1) беречь;
2) хранить.
4. Запрещается мусорить.

УТВЕРЖДЕНО
Указом Президента
Республики Казахстан
от 29 декабря 2015 года № 153

ПОЛОЖЕНИЕ
о ручейном уполномоченном

1. Уполномоченный назначается.
2. Уполномоченный отчитывается.
"""


def test_of_two_approved_documents_the_first_has_bare_refs_and_the_second_is_an_annex() -> None:
    act = from_text(DECREE)
    assert refs(act) == [
        *("resolution.preamble", "resolution.1", "resolution.1.1", "resolution.1.2", "resolution.2"),
        *("1", "2", "3", "3.1", "3.2", "4"),
        *("annex1.1", "annex1.2"),
    ]
    assert headings(act)["3"] == ("КОДЕКС РУЧЬЕВ", "2. Нормы поведения")
    assert headings(act)["annex1.1"] == ("ПОЛОЖЕНИЕ о ручейном уполномоченном",)


def test_a_text_cut_at_one_width_is_read_like_the_whole_one() -> None:
    lines = [
        "О порядке прогулок вдоль ручьев и их притоков",
        "Приказ Министра ручьев Республики Казахстан от 5 мая 2024 года № 6",
        *(
            f"{number}. В пункте {number} говорится о том, что ходить вдоль ручья разрешается всем жителям и гостям города "
            f"начиная с {number} часов утра и до позднего вечера, но не далее мостика, который построен в 2015 году."
            for number in range(1, 9)
        ),
    ]
    whole = from_text("\n".join(lines))
    cut = from_text("\n".join(part for line in lines for part in textwrap.wrap(line, 76)))
    assert texts(cut) == texts(whole)
    assert len(cut.units) == 8
    assert cut.number == "6"


AMENDING = """О внесении изменений в приказ о ручьях
Приказ Министра экологии Республики Казахстан от 5 января 2024 года № 15. Зарегистрирован в Министерстве юстиции Республики Казахстан 9 января 2024 года № 33333
      ПРИКАЗЫВАЮ:
      1. Внести в приказ следующие изменения:
      1) пункт 2 изложить в следующей редакции:
      "2. Новая редакция пункта:
      1) первое;
      2) второе.";
      2) дополнить пунктом 2-1 следующего содержания:
      "2-1. Еще одна норма.";
      3) статью 5 изложить в следующей редакции:
      "Статья 5. Новая статья
      1. Первый пункт.
      2. Второй пункт.".
      2. Признать утратившими силу:
      1) приказ от 1 января 2019 года;
      2) приказ от 2 января 2019 года.
      3. Настоящий приказ вводится в действие со дня опубликования.
      Исполняющий обязанности
      Министра экологии И. Петров
"""


def test_wordings_that_an_amending_act_quotes_are_no_units_of_it() -> None:
    act = from_text(AMENDING)
    assert refs(act) == ["preamble", "1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3"]
    assert texts(act)["1.3"].endswith('"Статья 5. Новая статья\n1. Первый пункт.\n2. Второй пункт.".')
    assert act.standing is Standing.UNKNOWN
    assert act.registered is not None
    assert act.registered.number == "33333"


COMPANY = """УТВЕРЖДАЮ
Генеральный директор
А. Иванов
«5» января 2024 года

ПРАВИЛА ВНУТРЕННЕГО РАСПОРЯДКА ТОО «РУЧЕЙ»

1. ОБЩИЕ ПОЛОЖЕНИЯ
1.1. Настоящие Правила определяют порядок.
1.2. Правила обязательны:
- для работников;
- для стажеров.
2. ОБЯЗАННОСТИ
Работник обязан соблюдать:
2.1. Тишину в рабочее время.
2.2. Порядок:
1) на столе;
2) в шкафу.
2.4. Чистоту.
3. ОТВЕТСТВЕННОСТЬ
3.1. Работник отвечает по закону 2015 года.
3.1.1. В том числе материально.
3.2. Работник возмещает вред.

Лист ознакомления
Ф.И.О.
"""


def test_a_paper_with_dotted_numbers_keeps_them_as_printed() -> None:
    act = from_text(COMPANY)
    assert refs(act) == ["1.1", "1.2", "2", "2.1", "2.2", "2.2.1", "2.2.2", "2.4", "3.1", "3.1.1", "3.2"]
    assert kinds(act)["2"] == "section"
    assert texts(act)["1.2"] == "Правила обязательны:\n- для работников;\n- для стажеров."
    assert texts(act)["3.2"] == "Работник возмещает вред."
    assert act.title == "ПРАВИЛА ВНУТРЕННЕГО РАСПОРЯДКА ТОО «РУЧЕЙ»"


def test_numbers_that_are_no_markers_stay_in_the_text() -> None:
    act = from_text(
        "Правила\n1. Объемы:\n2024 год – 10 тысяч тенге;\n12 месяцев;\n0,65 – коэффициент;\n5.05.2024 – срок.\n"
        "2. Порядок:\n1. сначала одно;\n2. потом другое.\n3. Конец."
    )
    assert refs(act) == ["1", "2", "3"]
    assert texts(act)["2"] == "Порядок:\n1. сначала одно;\n2. потом другое."


def test_old_bytes_and_line_ends_are_read() -> None:
    lines = "О ручьях\r\n1. Первый пункт.\r\n2. Второй пункт."
    assert refs(from_text("\ufeff" + lines)) == ["1", "2"]
    assert texts(read_act(lines.encode("cp1251")))["2"] == "Второй пункт."


def test_soft_hyphens_and_hard_blanks_do_not_show() -> None:
    act = from_text("О ручьях\n1.\u00a0Пер\u00adвый\u00a0 пункт.\n2. Второй\u200b пункт.")
    assert texts(act) == {"1": "Первый пункт.", "2": "Второй пункт."}


def test_a_corner_head_in_kazakh_comes_to_its_word_at_the_end() -> None:
    act = from_text(
        "Қағидалар\n\n1-тарау. Жалпы ережелер\n\n1. Бірінші тармақ:\n1) бір;\n2) екі.\n\n2. Екінші.\n\n"
        "Қағидаларға\n1-қосымша\n\nТізбе\n\n1. Бір нәрсе.\n2. Екі нәрсе.\n\nҚағидаларға\n2-қосымша\nНысан\n\n"
        "Өтініш\n1. Аты ____\n2. Жөні ____\nҚолы ____\n"
    )
    assert refs(act) == ["1", "1.1", "1.2", "2", "annex1.1", "annex1.2"]
    assert texts(act)["2"] == "Екінші."
    assert "Қағидаларға 2-қосымша" in unplaced(act)


def test_a_number_in_mid_sentence_opens_no_paragraph() -> None:
    act = from_text(
        "Кодекс\n1. Кодекс разработан в соответствии с Законом от\n5. мая 2024 года.\n2. Второй пункт."
    )
    assert refs(act) == ["1", "2"]


def test_law_and_date_on_lines_of_their_own_are_the_requisites() -> None:
    act = from_text(
        "ЗАКОН РЕСПУБЛИКИ КАЗАХСТАН\n\nО противодействии ветру\n\nот 18 ноября 2015 года № 410-V ЗРК\n\n"
        "Статья 1. Понятия\n\n1. Ветер дует.\n2. Ветер стихает."
    )
    assert (act.title, act.kind, act.number, act.date) == (
        "О противодействии ветру",
        "закон",
        "410-V",
        "2015-11-18",
    )
    assert act.issuer == "Республика Казахстан"


def test_a_title_may_follow_the_requisites() -> None:
    act = from_text(
        "Закон Республики Казахстан от 23 ноября 2015 года № 416-V\n«О ветровой службе»\n"
        "(с изменениями и дополнениями по состоянию на 10.01.2024 г.)\n\nСтатья 1. Понятия\n1. Ветер дует."
    )
    assert act.title == "О ветровой службе"
    assert refs(act) == ["1.1"]


def test_numbers_that_start_anew_in_a_section_are_told_and_kept() -> None:
    act = from_text(
        "Правила\nГлава 1. Начало\n1. Один.\n2. Два.\nГлава 2. Конец\n1. Снова один.\n2. Снова два."
    )
    assert refs(act) == ["1", "2", "1/2", "2/2"]
    assert any("met before" in one.why for one in act.unplaced)
