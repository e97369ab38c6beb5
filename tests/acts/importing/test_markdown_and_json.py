"""Acts that collections keep as Markdown or JSON."""

import json
from pathlib import Path

import pytest

from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.model import Standing
from bot.acts.importing.reading import read_act
from tests.acts.importing.made_up import from_text, headings, kinds, notes, refs, texts, unplaced

MARKDOWN = r"""[Содержание](#a) · [История](#b)

# О ручьях

Закон Республики Казахстан от 3 апреля 2018 года № 77-VI

## Глава 1\. Общие положения

### Статья 1\. Понятия

В Законе используются понятия:

- 1) **ручей** – вода;
- 2) *исток* – начало, см. [пункт 5](https://example.kz/z5).

### Статья 2. Настоящий Закон применяется ко всем ручьям, которые протекают по территории Республики Казахстан, независимо от их длины, глубины, ширины и цвета воды, а также ко всем источникам, из которых они берут начало, и ко всем рекам, в которые они впадают. Закон не применяется к морям.

### Статья 3. Права

**1.** Граждане вправе пить.

<a id="p-2"></a>2\. Граждане вправе ходить:
   1) босиком;
   2) в обуви, длина которой 5 * 3 см.

| № | Обувь |
|---|:-----:|
| 1 | Сапоги |

Сноска. Статья 3 с изменениями, внесенными Законом РК от 01.02.2020 № 5.
"""


def test_signs_of_markdown_are_taken_away_and_words_stay() -> None:
    act = from_text(MARKDOWN)
    assert refs(act) == ["1", "1.1", "1.2", "2", "3.1", "3.2", "3.2.1", "3.2.2"]
    assert texts(act)["1.1"] == "ручей – вода;"
    assert texts(act)["1.2"] == "исток – начало, см. пункт 5."
    assert texts(act)["3.2.2"] == "в обуви, длина которой 5 * 3 см.\n№ | Обувь\n1 | Сапоги"
    assert headings(act)["1.1"] == ("Глава 1. Общие положения", "Статья 1. Понятия")


def test_an_article_whose_whole_text_is_a_heading_line_has_its_text() -> None:
    act = from_text(MARKDOWN)
    assert texts(act)["2"].startswith("Настоящий Закон применяется")
    assert texts(act)["2"].endswith("не применяется к морям.")


def test_what_stands_before_the_title_is_named() -> None:
    act = from_text(MARKDOWN)
    assert act.title == "О ручьях"
    assert "Содержание" in unplaced(act)
    assert notes(act)["3.2.2"][0].startswith("Сноска. Статья 3")


def article_file(number: int, heading: str, body: str) -> str:
    return (
        f'---\narticle: "{number}"\nlang: "ru"\nstatus: "active"\ndoc_title: "Кодекс ручьев"\n---\n\n'
        f"# Статья {number}. {heading}\n\n> [!info] Раздел 1 > Глава 1\n> Источник: сайт\n\n{body}\n\n"
        "---\n[Содержание](../index.md) · [Глава](_glava.md)\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "_glava.md").write_text(
        "# Глава 1\n\n- [[st-2|Статья 2. Права]]\n- [[st-10|Статья 10. Долг]]\n", "utf-8"
    )
    (tmp_path / "st-10.md").write_text(
        article_file(10, "Долг", "1. Беречь воду.\n\n2. Не мусорить."), "utf-8"
    )
    (tmp_path / "st-2.md").write_text(
        article_file(2, "Права", "Граждане вправе:\n\n1) пить;\n\n2) ходить."), "utf-8"
    )
    return tmp_path


def test_a_folder_with_a_file_for_each_article_is_one_act(folder: Path) -> None:
    act = read_act(folder)
    assert refs(act) == ["2", "2.1", "2.2", "10.1", "10.2"]
    assert (act.title, act.standing) == ("Кодекс ручьев", Standing.IN_FORCE)
    assert headings(act)["10.1"] == ("Статья 10. Долг",)


def test_callouts_and_navigation_of_a_folder_are_no_text(folder: Path) -> None:
    act = read_act(folder)
    assert texts(act)["10.2"] == "Не мусорить."
    assert "Источник: сайт" in unplaced(act)


def test_a_folder_without_an_act_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableActError, match="folder"):
        read_act(tmp_path)


DECISION = {
    "title": "О поддержке садовников",
    "text": (
        "О поддержке садовников\n\nВ соответствии с законом Садовый районный маслихат РЕШИЛ:\n"
        "1. Предоставить садовникам:\n1) подъемное пособие;\n2) кредит.\n"
        "2. Настоящее решение вводится в действие со дня опубликования.\n"
        "Председатель Садового районного маслихата\nС. Садов"
    ),
    "date": "2026-03-18",
    "language": "ru",
    "requisites": "Решение Садового районного маслихата Костанайской области от 18 марта 2026 года № 301",
    "status": "exe",
}


def test_a_json_of_a_collection_gives_text_and_data() -> None:
    act = read_act(json.dumps(DECISION, ensure_ascii=False).encode())
    assert refs(act) == ["preamble", "1", "1.1", "1.2", "2"]
    assert (act.kind, act.number, act.date) == ("решение", "301", "2026-03-18")
    assert act.issuer == "Садовый районный маслихат Костанайской области"
    assert act.standing is Standing.IN_FORCE
    assert "С. Садов" in unplaced(act)


def test_chunks_that_overlap_are_joined_once() -> None:
    whole = str(DECISION["text"])
    chunks = [{"text": whole[:200]}, {"text": whole[150:]}]
    act = read_act(json.dumps(chunks, ensure_ascii=False).encode())
    assert [ref for ref in refs(act) if ref != "preamble"] == ["1", "1.1", "1.2", "2"]
    assert kinds(act)["1.2"] == "subparagraph"


def test_an_act_kept_piece_by_piece_is_one_text() -> None:
    said = (
        "Статья 1",
        "1. Сады общие.",
        "2. Сады открыты.",
        "Сноска. Статья 1 с изменениями, внесенными законом.",
    )
    pieces = [{"type": "article", "index": "1"}, *({"type": "text", "text": text} for text in said)]
    act = read_act(json.dumps({"title": "О садах", "content": pieces}, ensure_ascii=False).encode())
    assert refs(act) == ["1.1", "1.2"]
    assert "1.2" in notes(act)


def test_a_json_without_a_text_says_what_was_looked_for(tmp_path: Path) -> None:
    file = tmp_path / "act.json"
    file.write_text('{"name": "О садах"}', "utf-8")
    with pytest.raises(UnreadableActError, match="text"):
        read_act(file)


STATE_BANK = """---
title: Об утверждении формата садов
requisite: Приказ Министра садов Республики Казахстан от 3 июня 2015 года № 345.
language: rus
---

# Об утверждении формата садов

В соответствии с законом ПРИКАЗЫВАЮ:

1\\. Утвердить прилагаемый формат.

2\\. Комитету обеспечить:

   1) регистрацию;

   2) опубликование.

**Министр садов**

**С. Садов**

> *Утвержден*
> *приказом Министра садов*
> *от 3 июня 2015 года № 345*

# Формат садов

## 1. Виды

1\\. Виды садов указаны в таблице:

<table>
<tr>
<td>№
п/п</td>
<td>Вид</td>
</tr>
<tr>
<td>1</td>
<td>Яблоневый</td>
</tr>
</table>

> *Приложение 1*
> *к формату садов*

## Порядок

1\\. Сады нумеруются.
"""


def test_quoted_corner_heads_and_tables_of_html_inside_markdown_are_understood() -> None:
    act = from_text(STATE_BANK)
    assert refs(act) == [
        *("resolution.preamble", "resolution.1", "resolution.2", "resolution.2.1", "resolution.2.2"),
        *("1", "annex1.1"),
    ]
    assert texts(act)["1"] == "Виды садов указаны в таблице:\n№ п/п | Вид\n1 | Яблоневый"
    assert headings(act)["1"] == ("Формат садов", "1. Виды")
    assert (act.title, act.number, act.language) == ("Об утверждении формата садов", "345", "ru")
    assert "С. Садов" in unplaced(act)
