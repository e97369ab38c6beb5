"""What is wrong with a paper or its template is told by file and line before anybody needs it."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot.acts.loader import KnowledgeFaultyError
from bot.documents.papers_file import Known, read_papers
from bot.knowledge.knowledge import Knowledge, load_papers

PAPER = """place: 1
title: {kk: "Хабарлама", ru: "Уведомление"}
under: [gifts]
questions:
  - {id: who, kind: name, name: {kk: "Аты", ru: "Имя"}, ask: {kk: "Кім?", ru: "Кто?"}, example: {kk: "А", ru: "Б"}}
  - {id: to, kind: addressee, name: {kk: "Кімге", ru: "Кому"}, ask: {kk: "Кімге?", ru: "Кому?"}, example: {kk: "А", ru: "Б"}}
  - {id: what, name: {kk: "Не", ru: "Что"}, ask: {kk: "Не?", ru: "Что?"}, example: {kk: "А", ru: "Б"}}
"""
KNOWN = Known({"gifts"}, {"town-2020"})


def paper(folder: Path, yaml: str = PAPER, *lines: str) -> Path:
    """A knowledge folder with one paper."""
    documents = folder / "documents"
    documents.mkdir(parents=True)
    (documents / "gift.yaml").write_text(yaml, encoding="utf-8")
    word, data = Document(), BytesIO()
    for line in lines or ("{to} {sender} {what} {place:gifts}",):
        word.add_paragraph(line)
    word.save(data)
    for language in ("kk", "ru"):
        (documents / f"gift.{language}.docx").write_bytes(data.getvalue())
    return folder


def faults(folder: Path) -> list[str]:
    _, problems = read_papers(folder, KNOWN)
    return [f"{problem.path.name}:{problem.line}: {problem.message}" for problem in problems]


def test_a_sound_paper_is_read(tmp_path: Path) -> None:
    papers, problems = read_papers(paper(tmp_path), KNOWN)
    assert problems == []
    assert [one.id for one in papers.under(["gifts"])] == ["gift"]
    assert papers.under(["dress"]) == ()


def test_a_folder_without_papers_has_none(tmp_path: Path) -> None:
    papers, problems = read_papers(tmp_path, KNOWN)
    assert (papers.papers, problems) == ((), [])


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("under: [gifts]", "under: [presents]", "gift.yaml:3: there is no matter «presents»"),
        ("id: what", "id: who", "stands for something else already"),
        ("id: what", "id: today", "stands for something else already"),
        ("place: 1", "place: 0", "gift.yaml:1: place"),
        (
            "questions:",
            "quoted_parts: {other: {gifts: [1]}}\nquestions:",
            "gift.yaml:4: there is no act «other»",
        ),
        (
            "questions:",
            "quoted_parts: {town-2020: {presents: [1]}}\nquestions:",
            "gift.yaml:4: there is no matter «presents»",
        ),
    ],
)
def test_a_fault_of_a_paper_is_named_with_its_line(
    tmp_path: Path, was: str, becomes: str, fault: str
) -> None:
    assert any(fault in found for found in faults(paper(tmp_path, PAPER.replace(was, becomes))))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{whom}", "nothing fills {whom}"),
        ("{place:presents}", "there is no matter «presents»"),
        ("{words:gifts}", "nothing fills {words:gifts}"),
        ("{ what }", "braces that enclose no field"),
    ],
)
def test_a_field_that_nothing_fills_is_named_with_its_template(tmp_path: Path, line: str, fault: str) -> None:
    found = faults(paper(tmp_path, PAPER, line))
    assert [one.partition(":")[0] for one in found] == ["gift.kk.docx", "gift.ru.docx"]
    assert all(fault in one for one in found)


def test_a_template_that_is_missing_or_no_word_file_is_named(tmp_path: Path) -> None:
    folder = paper(tmp_path)
    (folder / "documents/gift.kk.docx").unlink()
    (folder / "documents/gift.ru.docx").write_bytes(b"nothing")
    assert [one.partition(" ")[2] for one in faults(folder)] == [
        "cannot be read; each paper has a template in each language",
        "is no Word document (.docx)",
    ]


def test_knowledge_with_a_faulty_paper_is_refused_whole(services: Knowledge, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeFaultyError, match=r"nothing fills \{whom\}"):
        load_papers(paper(tmp_path, PAPER, "{whom}"), services.rulebook)


def test_the_papers_of_the_city_stand_under_matters_that_its_act_settles(services: Knowledge) -> None:
    settled = {matter for paragraph in services.rulebook for matter in paragraph.settles}
    assert len(services.papers.papers) == 3
    for one in services.papers.papers:
        assert one.under <= settled
