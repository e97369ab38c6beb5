"""A law as a page of the bank, in Russian and in Kazakh."""

from bot.acts.importing.model import Standing
from bot.acts.importing.reading import read_act
from tests.acts.importing.made_up import (
    article,
    h3,
    headings,
    kinds,
    loose_note,
    notes,
    p,
    page,
    refs,
    signature,
    texts,
    unplaced,
)

GARDENS = page(
    p('<a href="/rus/docs/Z17/z17.htm">СОДЕРЖАНИЕ</a>')
    + p("Настоящий Закон регулирует общественные отношения в области городских садов.", "z1")
    + h3("РАЗДЕЛ 1. ОБЩИЕ ПОЛОЖЕНИЯ<br>Глава 1. Понятия и обязанности")
    + article("Статья 1. Основные понятия, используемые в настоящем Законе")
    + p("В настоящем Законе используются следующие основные понятия:")
    + p("1) сад – земельный участок с&nbsp;деревьями;")
    + p("Сад может быть плодовым.")
    + p("2) садовник – лицо, которое ухаживает за садом (далее - <a href='#z2'>садовник</a>);")
    + loose_note("3) исключен Законом РК от 05.07.2020", "№ 9-VI", " (вводится в действие с 01.01.2021);")
    + p('4) <font color="#FF0000">исключен Законом РК от 05.07.2021 № 10-VI;</font>')
    + p("5) полив – подача воды.")
    + loose_note("Сноска. Статья 1 с изменениями, внесенными законами РК от 05.07.2020", "№ 9-VI", ".")
    + '<p><font color="#FF0000">Примечание ИЗПИ!<br>В статью 2 предусмотрено изменение.<br>'
    + "1. Будущая редакция пункта.</font></p>"
    + article("Статья 2. Обязанности садовника")
    + p("1. Садовник обязан:", "z20")
    + p("1) поливать;")
    + p("1-1) рыхлить;")
    + p("2) беречь.")
    + p("В дни засухи садовник поливает дважды.")
    + p("2. Садовник несет ответственность.")
    + p("Ответственность устанавливается законом.")
    + p("2-1. Садовник ведет журнал.")
    + article("Статья 3. Исключена Законом РК от 01.02.2019 № 5-VI (вводится в действие с 01.03.2019).")
    + article("Статья 4. Запреты")
    + '<p class="note">Сноска. Статья 4 исключена Законом РК от 05.05.2022 <a>№ 8</a>.</p>'
    + h3("Глава 2.")
    + h3("Охрана садов")
    + article("Статья 5. Охрана")
    + p("Сады охраняются государством.")
    + p("Примечание. Охрана ведется круглосуточно.")
    + article("Статья 5-1. Полив в ночное время")
    + p("1. Полив ночью разрешается.")
    + p("2. Полив днем запрещается, кроме:<br>детских садов;<br>школьных садов.")
    + signature("Президент<br>Республики Казахстан", "Н. САДОВЫЙ"),
    title="О городских садах",
    requisites="Закон Республики Казахстан от 3 марта 2017 года № 55-VI ЗРК.",
    standing="upd",
)


def test_articles_paragraphs_and_sub_paragraphs_have_the_refs_of_a_law() -> None:
    assert refs(read_act(GARDENS)) == [
        "preamble",
        *("1", "1.1", "1.2", "1.3", "1.4", "1.5"),
        *("2.1", "2.1.1", "2.1.1-1", "2.1.2", "2.2", "2.2-1"),
        *("3", "4", "5", "5-1.1", "5-1.2"),
    ]


def test_what_was_taken_out_of_a_law_keeps_its_number_as_repealed() -> None:
    act = read_act(GARDENS)
    assert [ref for ref, kind in kinds(act).items() if kind == "repealed"] == ["1.3", "1.4", "3", "4"]
    assert texts(act)["1.3"].startswith("исключен Законом РК от 05.07.2020 № 9-VI (вводится")
    assert notes(act)["4"] == ("Сноска. Статья 4 исключена Законом РК от 05.05.2022 № 8.",)


def test_parts_without_a_number_stay_in_their_unit() -> None:
    act = read_act(GARDENS)
    assert texts(act)["1.1"] == "сад – земельный участок с деревьями;\nСад может быть плодовым."
    assert texts(act)["2.2"] == "Садовник несет ответственность.\nОтветственность устанавливается законом."
    assert texts(act)["5"].endswith("Примечание. Охрана ведется круглосуточно.")
    assert texts(act)["5-1.2"] == "Полив днем запрещается, кроме:\nдетских садов;\nшкольных садов."


def test_what_stands_after_a_list_belongs_to_the_paragraph_of_the_list() -> None:
    unit = next(unit for unit in read_act(GARDENS).units if unit.ref == "2.1")
    assert unit.parts == ("Садовник обязан:",)
    assert unit.closing == ("В дни засухи садовник поливает дважды.",)


def test_remarks_of_the_bank_are_notes_and_never_text() -> None:
    act = read_act(GARDENS)
    assert notes(act)["1.5"] == (
        "Сноска. Статья 1 с изменениями, внесенными законами РК от 05.07.2020 № 9-VI.",
    )
    assert notes(act)["2.1"][0] == "Примечание ИЗПИ!"
    assert not any("Сноска" in text or "Будущая" in text for text in texts(act).values())


def test_headings_run_from_the_outermost_in_and_numbers_find_their_names() -> None:
    stood = headings(read_act(GARDENS))
    assert stood["1.2"] == (
        "РАЗДЕЛ 1. ОБЩИЕ ПОЛОЖЕНИЯ",
        "Глава 1. Понятия и обязанности",
        "Статья 1. Основные понятия, используемые в настоящем Законе",
    )
    assert stood["5"][1:] == ("Глава 2. Охрана садов", "Статья 5. Охрана")


def test_the_frame_of_the_page_gives_the_data_of_the_act() -> None:
    act = read_act(GARDENS)
    assert (act.title, act.kind, act.number, act.date) == (
        "О городских садах",
        "закон",
        "55-VI",
        "2017-03-03",
    )
    assert (act.issuer, act.standing, act.language) == ("Республика Казахстан", Standing.AMENDED, "ru")


def test_signature_and_contents_are_named_as_unplaced_and_the_site_is_dropped() -> None:
    act = read_act(GARDENS)
    assert "СОДЕРЖАНИЕ" in unplaced(act)
    assert "Н. САДОВЫЙ" in unplaced(act)
    assert not any(word in str(act.as_json()) for word in ("Поделиться", "Скачать", "Не текст"))


ORCHARDS = page(
    h3("І тарау.<br>Жалпы ережелер")
    + article("1-бап. Бақ ұғымы")
    + p("Бақ – ағаш егілген жер.")
    + article("2-бап. Бақ күтушісi")
    + p("1. Бақ күтушісi:")
    + p("1) суаруға;")
    + p("2) күтуге мiндеттi.")
    + p("2. Күтуші журнал жүргізеді.")
    + "<p><b>2-1. Бақ иесiнiң құқықтары</b></p>"
    + p("1. Иесi жемiс алады.")
    + p("2. Қазақстан Республикасының 2007 жылғы 21 мамырдағы № 254 Заңымен алып тасталды.")
    + article("3-бап.")
    + p("1-бап пен 2-баптың ережелерi барлық баққа қолданылады.")
    + loose_note("Ескерту. 3-бапқа өзгеріс енгізілді – ҚР 15.06.2017", "№ 75-VI", " Заңымен.")
    + p("Ескертпе. Бұл – бапқа берiлген түсiндiрме."),
    title="Бақтар туралы",
    requisites="Қазақстан Республикасының 1995 жылғы 16 қазандағы № 25 Конституциялық заңы",
    standing="upd",
    language="kaz",
)


def test_a_kazakh_law_is_read_as_a_russian_one() -> None:
    act = read_act(ORCHARDS)
    assert refs(act) == ["1", "2.1", "2.1.1", "2.1.2", "2.2", "2-1.1", "2-1.2", "3"]
    assert kinds(act)["2-1.2"] == "repealed"
    assert texts(act)["3"].endswith("Ескертпе. Бұл – бапқа берiлген түсiндiрме.")
    assert (act.kind, act.issuer, act.number) == ("конституциялық заң", "Қазақстан Республикасы", "25")


def test_latin_letters_in_place_of_cyrillic_are_understood_and_kept() -> None:
    act = read_act(ORCHARDS)
    assert texts(act)["2.1"] == "Бақ күтушісi:"
    assert headings(act)["1"][0] == "І тарау. Жалпы ережелер"


BASES = page(
    "<p><b>ОСНОВЫ СТРОЯ САДОВ</b></p>"
    + p("Первое. Сады открыты.")
    + p("Второе. Сады общие.")
    + h3("РАЗДЕЛ ПЕРВЫЙ. ГРАЖДАНЕ")
    + p("Статья 1. Гражданин вправе гулять.")
    + p("Гулять можно днем.")
    + p("Статья 2. Гражданин вправе сидеть."),
    title="Устав садов",
    requisites="Устав принят 28 января 1993 года",
)


def test_articles_whose_number_opens_their_text_and_bases_in_words_are_units() -> None:
    act = read_act(BASES)
    assert refs(act) == ["basis.1", "basis.2", "1", "2"]
    assert texts(act)["1"] == "Гражданин вправе гулять.\nГулять можно днем."
    assert headings(act)["1"] == ("РАЗДЕЛ ПЕРВЫЙ. ГРАЖДАНЕ",)
