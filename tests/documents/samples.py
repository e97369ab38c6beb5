"""`python -m tests.documents.samples` makes docs/samples and the pictures of papers anew."""

from pathlib import Path

import pypdfium2
from PIL import Image

from bot.documents.draft import Layout
from bot.documents.making import make_word
from bot.documents.papers import PaperId
from bot.knowledge.knowledge import build_knowledge
from bot.printing.word_pages import print_word
from tests.documents.made_up import MONDAY, answered, calendar

ROOT = Path(__file__).parents[2]
SAMPLES, PICTURES = ROOT / "docs" / "samples", ROOT / "docs" / "pictures"
SHOWN = (
    (PaperId("conflict"), Layout.RU),
    (PaperId("corruption"), Layout.KK),
    (PaperId("accusation"), Layout.BOTH),
)
GAP = 8


def main() -> None:
    """Write a Word file, a PDF and a picture of each."""
    services = build_knowledge(ROOT / "knowledge")
    SAMPLES.mkdir(exist_ok=True)
    for name, layout in SHOWN:
        paper = services.papers.get(name)
        assert paper
        word = make_word(answered(paper, layout), services.grounds, calendar(), MONDAY)
        spoken = layout.languages[0]
        pdf = print_word(word, spoken, paper.titles[spoken], MONDAY)
        (SAMPLES / f"{name}-{layout}.docx").write_bytes(word)
        (SAMPLES / f"{name}-{layout}.pdf").write_bytes(pdf)
        _picture(pdf).save(PICTURES / f"notice-{name}-{layout}.png", optimize=True)


def _picture(pdf: bytes) -> Image.Image:
    """The pages beside each other."""
    pages = [page.render(scale=1.0).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    width = sum(page.width + GAP for page in pages) + GAP
    whole = Image.new("L", (width, max(page.height for page in pages) + 2 * GAP), 150)
    at = GAP
    for page in pages:
        whole.paste(page.convert("L"), (at, GAP))
        at += page.width + GAP
    return whole.quantize(16)


if __name__ == "__main__":
    main()
