"""The measurements run: what is not run every day breaks unseen."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bench import fresh, intents, many_acts, outage, tips, updates
from bot.acts.model import Ref
from bot.knowledge.knowledge import Knowledge
from emulator.local_telegram import Limits
from tests.tips.town import CHEAP


@pytest.mark.parametrize("is_empty", [True, False])
async def test_updates_are_counted_through_either_application(
    services: Knowledge, monkeypatch: pytest.MonkeyPatch, *, is_empty: bool
) -> None:
    monkeypatch.setattr(updates, "PEOPLE", 3)
    monkeypatch.setattr(updates, "EACH", 2)
    assert await updates._serve(services, is_empty=is_empty) > 0


@pytest.mark.parametrize("measure", [tips.together, tips.one_by_one, tips.behind_junk, tips.hashing_alone])
async def test_the_figures_of_the_tip_desk_are_taken(
    services: Knowledge,
    monkeypatch: pytest.MonkeyPatch,
    measure: Callable[[tips.Office], Awaitable[list[str]]],
) -> None:
    for name in ("REPORTERS", "FILINGS", "JUNK"):
        monkeypatch.setattr(tips, name, 2)
    async with tips.open_office(services, CHEAP) as office:
        assert all(await measure(office))
        assert await office.store.all_cases() or measure is tips.hashing_alone


def test_the_figures_of_fresh_questions_are_those_of_their_labels(services: Knowledge) -> None:
    texts = {"14": "пункт 14", "": "Какая погода завтра?"}
    asked = [
        fresh.Labelled(text, "ru", "standard", frozenset(filter(None, [ref]))) for ref, text in texts.items()
    ]
    inside, outside = (fresh.judged(question, services.matcher) for question in asked)
    assert inside == {"handled": True, "acceptable@1": True, "recall@3": True, "wrong_answer": False}
    assert outside == {"handled": True, "false_answer": False}
    wrong = fresh.judged(fresh.Labelled("пункт 14", "ru", "standard", frozenset({"21"})), services.matcher)
    assert wrong["wrong_answer"]
    assert not wrong["handled"]


def test_every_fresh_question_is_labelled_with_refs_that_exist(services: Knowledge) -> None:
    questions = fresh.labelled(fresh.FRESH)
    assert len(questions) == 278
    assert {Ref(ref) for question in questions for ref in question.good} <= set(services.rulebook.paragraphs)


async def test_strange_updates_and_an_outage_are_measured(services: Knowledge) -> None:
    (strange,) = await outage.strange(services, 40, 5)
    assert "raised: nothing" in strange
    (waited,) = await outage.outage(services, 20, Limits.none())
    assert "without an answer: 0; chats out of order: 0" in waited


def test_more_acts_are_read_mapped_and_measured_beside_those_of_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(many_acts, "TURNS", 1)
    told = list(many_acts.measure(Path("knowledge"), acts=1, places=6))
    assert told[0].startswith("1 more acts of 6 places each")
    assert [line.split(":")[0] for line in told[1:]] == ["a question, ms", "a start, s", "the first start, s"]


def test_lookalikes_of_intents_are_nobodys_examples(services: Knowledge) -> None:
    said = {example.text for spoken in services.rulebook.spoken for example in spoken.examples}
    assert intents.lookalikes()
    assert said.isdisjoint(intents.lookalikes())


def test_a_voice_held_out_takes_its_words_of_intents_along_and_no_others(services: Knowledge) -> None:
    talks, left = services.rulebook.talks, intents.without(services.rulebook, "plain").talks
    for name, talk in talks.items():
        assert left[name].examples == tuple(one for one in talk.examples if one.voice != "plain")
