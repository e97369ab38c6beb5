"""A paper on its way: what is asked, what stands where, and how it ends."""

from datetime import timedelta

import pytest

from bot.documents.draft import Draft, Drafts, Layout, Stage
from bot.documents.papers import SAME_IN_BOTH, Paper
from bot.drafts.open_drafts import LIFE
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from tests.documents.made_up import MONDAY, Still

CHAT = 7


@pytest.fixture
def paper(services: Knowledge) -> Paper:
    return services.papers.papers[0]


def draft_of(paper: Paper, layout: Layout, language: Language = Language.RU) -> Draft:
    return Draft(language, MONDAY, Stage.ASKING, paper, layout)


def test_a_paper_in_one_language_asks_each_question_once(paper: Paper) -> None:
    steps = draft_of(paper, Layout.KK).steps
    assert [step.question for step in steps] == list(paper.questions)


def test_a_paper_in_both_asks_twice_what_differs_and_begins_with_the_language_of_the_chat(
    paper: Paper,
) -> None:
    steps = draft_of(paper, Layout.BOTH, Language.RU).steps
    twice = [question for question in paper.questions if question.kind not in SAME_IN_BOTH]
    assert len(steps) == len(paper.questions) + len(twice)
    assert [step.language for step in steps if step.question is twice[0]] == [Language.RU, Language.KK]


def test_what_was_skipped_in_one_language_stands_as_in_the_other(paper: Paper) -> None:
    draft = draft_of(paper, Layout.BOTH)
    draft.at = next(at for at, step in enumerate(draft.steps) if step.language is Language.RU)
    draft.take("главный специалист")
    question = draft.step.question.id
    assert draft.answer(question, Language.KK) == "главный специалист"


def test_an_answer_is_corrected_by_its_message_and_can_be_taken_back(paper: Paper) -> None:
    draft = draft_of(paper, Layout.RU)
    draft.take("Иванов", 5)
    assert draft.from_message[5] in draft.answers
    draft.skip()
    assert draft.answers == {}


def test_nothing_of_a_draft_is_told_by_its_repr(paper: Paper) -> None:
    draft = draft_of(paper, Layout.RU)
    draft.take("Иванов")
    assert "Иванов" not in repr(draft)


def test_a_draft_is_forgotten_a_quarter_of_an_hour_after_it_was_touched() -> None:
    clock = Still()
    drafts = Drafts(clock)
    drafts.begin(CHAT, Language.RU)
    clock.moment += LIFE - timedelta(seconds=1)
    assert drafts.of(CHAT) is not None
    clock.moment += LIFE
    assert drafts.of(CHAT) is None
    assert [chat for chat, _ in drafts.close_expired()] == [CHAT]
    assert drafts.chats() == []


def test_a_closed_draft_holds_nothing_of_what_was_written(paper: Paper) -> None:
    drafts = Drafts(Still())
    draft = drafts.begin(CHAT, Language.RU)
    draft.paper, draft.layout = paper, Layout.RU
    draft.take("Иванов", 5)
    drafts.close(CHAT)
    assert (draft.answers, draft.from_message) == ({}, {})
