"""Which act a question means where several are called alike."""

from dataclasses import replace

import pytest

from bot.acts.acts_named import ActNames
from bot.acts.refs import ActId
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.words.skeleton import skeletons
from tests.acts.second_act import GARDENS, PARKS

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
