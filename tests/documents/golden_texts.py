"""The words of every paper, kept as text. `python -m tests.documents.golden_texts` writes the files anew: then read what changed."""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.table import Table

from bot.documents.draft import Layout
from bot.documents.making import make_word
from bot.documents.papers import Paper
from bot.knowledge.knowledge import Knowledge, build_knowledge
from tests.documents.made_up import MONDAY, answered, calendar

FOLDER = Path(__file__).parent / "golden"
KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def file_of(paper: Paper, layout: Layout) -> Path:
    """Where the words of a paper are kept."""
    return FOLDER / f"{paper.id}.{layout}.txt"


def words_of(services: Knowledge, paper: Paper, layout: Layout) -> str:
    """The paper with the examples of its questions for answers, a line a paragraph; columns stand below each other."""
    word = make_word(answered(paper, layout), services.grounds, calendar(), MONDAY)
    lines: list[str] = []
    for block in Document(BytesIO(word)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                lines += [" | ".join(cell.text.replace("\n", " / ") for cell in row.cells)]
        else:
            turned = block.paragraph_format.page_break_before
            lines += [*(["", "--- 2 ---"] if turned else []), block.text]
    return "\n".join(lines).strip() + "\n"


def main() -> None:
    """Write all of them."""
    services = build_knowledge(KNOWLEDGE)
    FOLDER.mkdir(exist_ok=True)
    for paper in services.papers.papers:
        for layout in Layout:
            file_of(paper, layout).write_text(words_of(services, paper, layout), encoding="utf-8")


if __name__ == "__main__":
    main()
