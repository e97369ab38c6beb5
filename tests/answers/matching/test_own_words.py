"""Places of an act that nobody mapped yet are suggested by their own words, where the matters have nothing."""

from pathlib import Path

import pytest

from bot.acts.loader import load
from bot.acts.model import Ref
from bot.acts.refs import ActId
from bot.acts.review import Least
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.matcher import Matcher
from bot.answers.matching.outcome import Found, Unknown, Unsure
from bot.answers.matching.own_words import FILE, WordLists
from bot.answers.matching.store import kept_in
from bot.machine.kept_files import Keeping
from tests.small_knowledge import write_knowledge

NONE = Least(questions=0, stories=0, keywords=0, unsettled=0, dilemmas=0)
WEIR = ActId("weir")


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    """The town's rules, and beside them rules of a weir that nobody mapped."""
    folder = write_knowledge(tmp_path_factory.mktemp("knowledge"))
    weir = folder / "acts" / WEIR
    weir.mkdir()
    (weir / "act.yaml").write_text(
        'id: weir\ntitle: {kk: "Бөгет ережесі", ru: "Правила плотины"}\nshort_title: {kk: "Бөгет ережесі", ru: "Правила плотины"}\n'
        "in_force: {}\nsource: {read_from: page.html}\n",
        "utf-8",
    )
    (weir / "text.kk.yaml").write_text('- {ref: "1", parts: ["Шлюз көктемде ашылады."]}\n', "utf-8")
    (weir / "text.ru.yaml").write_text('- {ref: "1", parts: ["Шлюз открывают весной."]}\n', "utf-8")
    bodies = folder / "bodies.yaml"
    bodies.write_text(bodies.read_text("utf-8").replace("[town-2020]", "[town-2020, weir]"), "utf-8")
    return Matcher(load(folder, NONE))


@pytest.mark.parametrize("question", ["когда открывают шлюз", "шлюз қашан ашылады"])
def test_a_question_in_the_words_of_an_unmapped_place_gets_it_as_a_suggestion(
    matcher: Matcher, question: str
) -> None:
    outcome = matcher.match(question)
    assert isinstance(outcome, Unsure)
    assert Ref("1", WEIR) in [match.ref for match in outcome.matches]


def test_what_the_matters_answer_is_answered_by_them_alone(matcher: Matcher) -> None:
    outcome = matcher.match("Можно ли взять подарок?")
    assert isinstance(outcome, Found)
    assert outcome.matches[0].ref == Ref("2.1")


def test_other_words_find_nothing(matcher: Matcher) -> None:
    assert isinstance(matcher.match("сколько стоит билет в кино на субботу"), Unknown)


def test_a_place_of_an_unmapped_act_is_opened_by_its_citation(matcher: Matcher) -> None:
    outcome = matcher.match("бөгет ережесінің 1-тармағы")
    assert isinstance(outcome, Found)
    assert outcome.matches[0].ref == Ref("1", WEIR)


def test_where_no_act_is_named_the_weightiest_is_meant_and_the_other_comes_next(matcher: Matcher) -> None:
    outcome = matcher.match("пункт 1")
    assert isinstance(outcome, Found)
    assert [match.ref for match in outcome.matches[:2]] == [Ref("1"), Ref("1", WEIR)]


def test_what_was_learned_of_unmapped_places_is_kept_and_finds_the_same(tmp_path: Path) -> None:
    texts = ["Шлюз открывают весной.", "Плотину красят летом."]
    learned: list[int] = []

    def learn() -> WordLists:
        learned.append(1)
        return WordLists.over(texts, Concepts([]))

    keeping = Keeping(tmp_path)
    first, again = (kept_in(FILE, WordLists.of, keeping, b"texts", learn) for _ in range(2))
    assert len(learned) == 1
    assert {name: part.tolist() for name, part in first.arrays().items()} == {
        name: part.tolist() for name, part in again.arrays().items()
    }
