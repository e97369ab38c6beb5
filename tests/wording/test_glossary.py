"""The glossary of the knowledge folder: kept by its texts and by the pages for staff, and shown in the README beside it."""

from pathlib import Path

import pytest

from bot.language import Language
from bot.wording.glossary import load_glossary, table
from bot.wording.review import rules_of, wording_problems
from tests.conftest import KNOWLEDGE

ROOT = Path(__file__).parents[2]


def test_no_text_that_people_read_uses_a_banned_form() -> None:
    assert not list(map(str, wording_problems(KNOWLEDGE)))


@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_the_page_for_staff_keeps_the_glossary_too(language: Language) -> None:
    page = (ROOT / "docs" / f"{language}.md").read_text(encoding="utf-8").splitlines()
    rules = tuple(rules_of(load_glossary(KNOWLEDGE, []), language))
    assert not [words for line in page for rule in rules for words in rule.found("docs", line)]


def test_the_readme_of_the_knowledge_shows_the_glossary_as_it_is() -> None:
    shown = "\n".join(table(load_glossary(KNOWLEDGE, [])))
    assert shown in (KNOWLEDGE / "README.md").read_text(encoding="utf-8"), f"put this table there:\n\n{shown}"
