"""The words of a paper that somebody will sign are those that somebody has read."""

import pytest

from bot.documents.draft import Layout
from bot.knowledge.knowledge import Knowledge
from tests.documents.golden_texts import file_of, words_of


@pytest.mark.parametrize("layout", Layout)
def test_every_paper_says_what_was_read(services: Knowledge, layout: Layout) -> None:
    for paper in services.papers.papers:
        assert words_of(services, paper, layout) == file_of(paper, layout).read_text(encoding="utf-8")


def test_each_paper_names_the_place_in_force_as_not_looked_up_and_says_that_what_it_quotes_is_repealed(
    services: Knowledge,
) -> None:
    for paper in services.papers.papers:
        said = words_of(services, paper, Layout.RU)
        assert "номер приведён справочно" in said
        assert "Акт утратил силу 05.07.2016" in said
        assert "Перевод неофициальный" in said
