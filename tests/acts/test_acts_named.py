"""Which act a question means where several are called alike."""

from dataclasses import replace

import pytest

from bot.acts.acts_named import ActNames
from bot.acts.refs import ActId
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.words.skeleton import skeletons
from tests.acts.second_act import GARDENS, PARKS

LITTLE_WORDS = {
    Language.KK: "Парктерге және алаңдарға бару мен серуендеу туралы қағидалар",
    Language.RU: "Об утверждении Правил о парках и о реках для всех",
}
TITLES = {
    Language.KK: "Бақтарға бару қағидалары",
    Language.RU: "Правила посещения садов",
}


@pytest.mark.parametrize(
    ("question", "act"),
    [
        ("пункт 3 правил", GARDENS),
        ("қағидалардың 3-тармағы", GARDENS),
        ("пункт 3 Правил посещения", GARDENS),
        ("14 пункт Правил служебной этики", "almaty-2013"),
        ("қызметтік этика қағидаларының 14-тармағы", "almaty-2013"),
        ("бақтарға бару қағидаларының 14-тармағы", GARDENS),
    ],
)
def test_of_acts_that_are_called_alike_the_one_is_meant_whose_title_is_said_and_else_the_weightiest(
    two_acts: Knowledge, question: str, act: str
) -> None:
    rulebook = two_acts.rulebook
    gardens = replace(rulebook.acts[GARDENS], titles=TITLES, short_titles=TITLES)
    names = ActNames(replace(rulebook, acts={**rulebook.acts, GARDENS: gardens}), rulebook.bodies[PARKS])
    found = names.find(skeletons(question))
    assert found is not None
    assert found.act == ActId(act)


@pytest.mark.parametrize(
    ("question", "act"),
    [
        ("пункт 3 правил", GARDENS),
        ("пункт 3 и 4 правил о подарках", GARDENS),
        ("что для меня в правилах", GARDENS),
        ("қағидалардың 3 және 4 тармағы", GARDENS),
        ("қағидалардың 3 мен 4 тармағы туралы", GARDENS),
        ("пункт 3 правил о реках", "almaty-2013"),
        ("серуендеу қағидаларының 3-тармағы", "almaty-2013"),
    ],
)
def test_a_little_word_and_the_name_itself_in_another_form_tell_no_acts_apart(
    two_acts: Knowledge, question: str, act: str
) -> None:
    rulebook = two_acts.rulebook
    lesser = ActId("almaty-2013")
    acts = {
        **rulebook.acts,
        GARDENS: replace(rulebook.acts[GARDENS], titles=TITLES, short_titles=TITLES),
        lesser: replace(rulebook.acts[lesser], titles=LITTLE_WORDS, short_titles=LITTLE_WORDS),
    }
    found = ActNames(replace(rulebook, acts=acts), rulebook.bodies[PARKS]).find(skeletons(question))
    assert found is not None
    assert found.act == ActId(act)
