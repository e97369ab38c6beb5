"""The act: word for word as published."""

import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest

from bot.acts.model import STATUS, Ref, Rulebook
from bot.acts.standing import Repealed
from bot.language import Language

PUBLISHED = Path(__file__).parents[3] / "shared" / "source" / "almaty-2013.kk.md"
DIGEST = "f5a3f309cd7277fa4e842354e9d24010628c37ceffa155f339d0e4f66435838f"
LETTERS = re.compile(r"[^\w]+")


def letters(text: str) -> str:
    """The words of a text alone: markup and the breaks of the page are layout, not text."""
    return LETTERS.sub(" ", text).strip()


@pytest.fixture
def published() -> str:
    if not PUBLISHED.exists():
        pytest.skip("the published text does not lie beside the project")
    return PUBLISHED.read_text(encoding="utf-8")


def test_there_are_the_fifty_five_refs_in_the_order_of_the_act(rulebook: Rulebook) -> None:
    refs = ["status", *(f"resolution.{n}" for n in range(1, 5))]
    for number in range(1, 23):
        refs.append(str(number))
        refs += [f"{number}.{sub}" for sub in range(1, {3: 22, 8: 3, 18: 3}.get(number, 0) + 1)]
    assert [str(paragraph.ref) for paragraph in rulebook] == refs
    assert len(refs) == 55


def test_the_kazakh_text_is_the_one_that_was_stored(rulebook: Rulebook) -> None:
    whole = "\n".join(f"{p.ref}\t{p.texts[Language.KK].whole}" for p in rulebook)
    fingerprint = hashlib.sha256(whole.encode()).hexdigest()
    assert fingerprint == DIGEST, f"the Kazakh text has changed; its fingerprint is now {fingerprint}"


def test_every_kazakh_paragraph_stands_in_the_published_text(rulebook: Rulebook, published: str) -> None:
    page = letters(published)
    for paragraph in rulebook:
        for part in paragraph.texts[Language.KK].parts:
            assert letters(part) in page, str(paragraph.ref)


def test_no_sentence_of_the_published_paragraphs_is_left_out(rulebook: Rulebook, published: str) -> None:
    rules = published.partition("# **Алматы қаласы әкімдігі")[2]
    body = letters(rules[rules.index("1. Осы") : rules.index("©")])
    stored = letters(" ".join(p.texts[Language.KK].whole for p in rulebook if p.section.isdigit()))
    words = stored.split()
    # What the page has beside the paragraphs is their numbers and the titles of the sections.
    titles = {
        word for title in rulebook.act.sections.values() for word in letters(title[Language.KK]).split()
    }
    left_over = [word for word in body.split() if not word.isdigit()]
    assert len(left_over) - len(words) < 60
    assert set(left_over) - set(words) <= titles


def test_the_paragraphs_with_several_parts_are_the_five_of_the_act(rulebook: Rulebook) -> None:
    for language in Language:
        several = {
            str(p.ref): len(p.texts[language].parts)
            for p in rulebook
            if p.ref != STATUS and len(p.texts[language].parts) > 1
        }
        assert several == {"5": 2, "8": 2, "10": 2, "11": 3, "17": 2}


def test_a_sub_paragraph_has_the_words_that_make_it_a_duty(rulebook: Rulebook) -> None:
    assert rulebook.lead_in(Ref("3.12"), Language.KK) == "Мемлекеттік қызметшілер:"
    assert rulebook.closing(Ref("3.12"), Language.KK) == "тиіс."
    assert rulebook.closing(Ref("18.1"), Language.KK) == "көпшілік алдында білдіруіне болмайды."
    assert rulebook.lead_in(Ref("18.1"), Language.RU).endswith("если оно:")


def test_the_last_of_a_list_says_its_closing_words_itself(rulebook: Rulebook) -> None:
    for ref in ("3.22", "8.3", "18.3"):
        assert not rulebook.closing(Ref(ref), Language.KK)


def test_the_defect_of_18_1_is_kept_and_noted_in_both_languages(rulebook: Rulebook) -> None:
    texts = rulebook.paragraphs[Ref("18.1")].texts
    assert "сәйкес немесе" in texts[Language.KK].whole
    assert "сәйкес келмесе" in texts[Language.KK].note
    assert "сәйкес келмесе" in texts[Language.RU].note


def test_the_act_was_adopted_registered_and_repealed_in_that_order(rulebook: Rulebook) -> None:
    act = rulebook.act
    assert act.adopted
    assert act.registered
    assert isinstance(act.standing, Repealed)
    assert act.standing.successor
    repealed = act.standing.event
    dates = [act.adopted.date, act.registered.date, act.standing.successor.in_force, repealed.date]
    assert all(earlier < later for earlier, later in pairwise(dates))
    assert repealed.number == "3/323"
