"""Forms that the glossary bans: found where people read them, and nowhere else."""

from pathlib import Path

import pytest
from docx import Document

from bot.wording.review import form, wording_problems

GLOSSARY = """
body:
  means: "where somebody works"
  kk: {say: "орган", not: ["мекеме*"]}
  ru: {say: "орган", not: ["учреждени*"], unless: ["учреждени* культуры"]}
voice:
  means: "the bot is one"
  ru: {say: "я", not: ["мы"], only: ["tip_*"]}
"""


def problems(folder: Path, **files: str) -> list[str]:
    (folder / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name.replace('__', '.')}.yaml").write_text(text, encoding="utf-8")
    return [str(problem).removeprefix(f"{folder}/") for problem in wording_problems(folder)]


def test_a_banned_form_is_named_with_file_line_and_what_to_write_instead(tmp_path: Path) -> None:
    texts = 'hello: "Здравствуйте"\nask: "Спросите своё учреждение."\n'
    assert problems(tmp_path, texts__ru=texts) == [
        "texts.ru.yaml:2: banned form «учреждение»; write instead: орган (where somebody works; see glossary.yaml)"
    ]


def test_each_language_has_its_own_forms(tmp_path: Path) -> None:
    assert problems(tmp_path, topics='a:\n  title: {kk: "Учреждение", ru: "Мекеме"}\n') == []
    found = problems(tmp_path, topics='a:\n  title: {kk: "Мекемеңіз", ru: "Учреждения"}\n')
    assert [line.partition("«")[2].partition("»")[0] for line in found] == ["Мекемеңіз", "Учреждения"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("gifts", 'gifts:\n  questions:\n    ru:\n      driver:\n        - "Моё учреждение"\n'),
        ("gifts", 'gifts:\n  keywords:\n    ru:\n      - "учреждение"\n'),
        ("text__ru", '- ref: "1"\n  parts:\n    - "Учреждения обязаны…"\n'),
        ("act", 'preamble: {ru: "Для учреждений"}\n'),
        ("intents", 'work:\n  title: {ru: "Моё учреждение"}\n'),
    ],
)
def test_what_people_type_and_what_is_published_is_free(tmp_path: Path, file: str, text: str) -> None:
    assert problems(tmp_path, **{file: text}) == []


def test_a_note_on_a_place_of_an_act_is_ours(tmp_path: Path) -> None:
    assert problems(tmp_path, text__ru='- ref: "1"\n  note: "Учреждение здесь – орган."\n')


def test_a_form_is_fine_where_it_is_part_of_a_wording_that_is_allowed(tmp_path: Path) -> None:
    assert problems(tmp_path, texts__ru='ask: "Учреждения культуры открыты."\n') == []


def test_a_form_for_some_texts_alone_is_free_in_the_others(tmp_path: Path) -> None:
    found = problems(tmp_path, texts__ru='tip_code: "Мы сохраним."\nhello: "Мы рады."\n')
    assert [line.split(":")[:2] for line in found] == [["texts.ru.yaml", "1"]]


@pytest.mark.parametrize(
    ("written", "text", "is_found"),
    [
        ("мы", "Мы", True),
        ("мы", "мысль", False),
        ("отдел* кадров", "отделом\nкадров", True),
        ("тек … ғана", "тек бір ғана", True),
        ("тек … ғана", "тек бір. Ғана", False),
        ("#%", "90%", True),
        ("# %", "90 %", True),
        ("# %", "90\u00a0%", False),
        ("спецЦОН", "СпецЦОН", False),
        ("заңда.", "заңда. Сұраңыз", True),
        ("*са –", "болса – хабарлаңыз", True),
    ],
)
def test_a_form_stands_for_whole_words_and_what_its_signs_say(
    written: str, text: str, *, is_found: bool
) -> None:
    assert bool(form(written).search(text)) is is_found


def test_a_glossary_of_another_shape_is_a_problem_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text('body:\n  means: "x"\n  kk: {says: "орган"}\n', encoding="utf-8")
    assert [str(problem).partition("yaml:")[2] for problem in wording_problems(tmp_path)] == [
        "3: body → kk → say: this key is missing",
        "3: body → kk → says: unknown key",
    ]


def test_a_folder_without_a_glossary_has_no_banned_forms(tmp_path: Path) -> None:
    assert not list(wording_problems(tmp_path))


def test_a_word_template_is_held_against_the_glossary_by_the_number_of_its_paragraph(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    template = Document()
    template.add_paragraph("УВЕДОМЛЕНИЕ")
    runs = template.add_paragraph()
    runs.add_run("Наше учре")
    runs.add_run("ждение просит {ask}")
    template.save(str(tmp_path / "documents" / "gift.ru.docx"))
    (tmp_path / "documents" / "gift.kk.docx").write_bytes(b"no Word file")
    assert problems(tmp_path) == [
        (
            "documents/gift.ru.docx:2: banned form «учреждение»;"
            " write instead: орган (where somebody works; see glossary.yaml)"
        )
    ]
