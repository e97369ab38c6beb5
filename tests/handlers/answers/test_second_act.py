"""An act in force that a lawyer brought in from its page answers first in chat; the repealed act stays as history."""

import shutil
from collections.abc import AsyncIterator

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.acts.model import Ref
from bot.acts.refs import ActId
from bot.knowledge.knowledge import Knowledge, build_knowledge
from bot.language import Language
from handlers.acts.buttons import ShowActs, ShowSections
from handlers.telegram.deep_links import linked_ref, start_payload
from tests.acts.second_act import POINTS, mapped, saved_page
from tests.conftest import KNOWLEDGE
from tests.house import Guest, house_open

GARDENS = ActId("gardens-2024")
GIFTS = Ref("14", GARDENS)
ASKED = {Language.KK: "Сыйлық алуға бола ма?", Language.RU: "Можно ли принять подарок?"}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The whole way: two saved pages, `act import`, what a lawyer confirms, a line in bodies.yaml."""
    folder = tmp_path_factory.mktemp("second") / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    pages = []
    for language in Language:
        page = folder.parent / f"page.{language}.html"
        page.write_bytes(saved_page(language))
        pages.append(str(page))
    command = ["act", "import", *pages, "--as", GARDENS]
    assert CliRunner().invoke(main, command, env={"KNOWLEDGE_DIR": str(folder)}).exit_code == 0
    act = folder / "acts" / GARDENS / "act.yaml"
    act.write_text(mapped(act.read_text("utf-8")), "utf-8")
    bodies = folder / "bodies.yaml"
    bodies.write_text(
        bodies.read_text("utf-8").replace("[almaty-2013]", f"[{GARDENS}, almaty-2013]"), "utf-8"
    )
    return build_knowledge(folder)


@pytest.fixture
async def reader(knowledge: Knowledge, language: Language) -> AsyncIterator[Guest]:
    async with house_open(knowledge) as house:
        yield await house.guest(language)


async def test_the_act_in_force_answers_first_and_the_repealed_one_opens_as_history(
    reader: Guest, language: Language
) -> None:
    shown = await reader.say(ASKED[language])
    assert POINTS[13].text(language) in shown.text
    citations, rulebook = reader.house.services.citations, reader.house.services.rulebook
    assert citations.place(GIFTS, language) in shown.text
    assert citations.standing(rulebook.first_act, language).words in shown.text
    assert citations.standing(rulebook.act, language).words not in shown.text
    history = citations.beside(Ref("14"), language)
    assert ("утратил силу" if language is Language.RU else "күші жойылған") in history
    await reader.press(history, shown.message_id)
    assert rulebook.paragraphs[Ref("14")].text(language).whole in reader.last.text
    assert citations.standing(rulebook.act, language).words in reader.last.text
    # And back from history to what binds.
    await reader.press(citations.beside(GIFTS, language), reader.last.message_id)
    assert POINTS[13].text(language) in reader.last.text


async def test_a_number_means_the_weightiest_act_and_a_name_its_own(
    reader: Guest, language: Language
) -> None:
    said = {
        Language.KK: ("14-тармақ", "Қағидалардың 14-тармағы"),
        Language.RU: ("пункт 14", "пункт 14 Правил"),
    }
    bare, named = said[language]
    assert POINTS[13].text(language) in (await reader.say(bare)).text
    rules = reader.house.services.rulebook.paragraphs[Ref("14")]
    assert rules.text(language).whole in (await reader.say(named)).text


async def test_what_only_the_repealed_act_settles_says_where_it_is_settled_today(
    reader: Guest, language: Language
) -> None:
    asked = {
        Language.KK: "Қағидалардың 3-тармағының 11-тармақшасы",
        Language.RU: "пункт 3 подпункт 11 Правил",
    }
    settled_by_one = reader.house.services.rulebook.paragraphs[Ref("3.11")].settles[0]
    where = reader.house.services.rulebook.matters[settled_by_one].elsewhere
    assert where
    assert where.sentences[language] in (await reader.say(asked[language])).text
    in_force = await reader.say(ASKED[language])
    assert "adilet" not in in_force.text


async def test_rules_show_the_acts_and_then_the_sections_of_each(reader: Guest, language: Language) -> None:
    await reader.say("/rules")
    await reader.press(ShowActs(language).encode())
    for act in reader.house.services.rulebook.acts.values():
        assert act.short_titles[language] in reader.last.text
    await reader.press(ShowSections(language, GARDENS).encode())
    sections = reader.house.services.browsing.act(GARDENS)
    assert sections is not None
    assert len(sections.sections) == 4
    await reader.press(sections.sections[2].titles[language])
    data = next(button.data for button in reader.last.every_button() if button.data and "open" in button.data)
    await reader.press(data)
    assert POINTS[13].text(language) in reader.last.text


async def test_a_link_opens_a_place_of_the_second_act(reader: Guest, language: Language) -> None:
    assert linked_ref(start_payload(GIFTS)) == GIFTS
    await reader.say(f"/start {start_payload(GIFTS)}")
    assert POINTS[13].text(language) in reader.last.text


@pytest.mark.parametrize(
    "ref",
    [
        Ref("3.12"),
        Ref("12-1.4"),
        Ref("5.2/2.1", GARDENS),
        Ref("resolution.3"),
        Ref("12-1", ActId("code-2015")),
    ],
    ids=str,
)
def test_every_ref_comes_back_from_its_link(ref: Ref) -> None:
    payload = start_payload(ref)
    assert linked_ref(payload) == ref
    assert len(payload) <= 64
    assert set(payload) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")


def test_without_the_second_act_all_is_as_before(services: Knowledge, language: Language) -> None:
    found = services.asking.ask(ASKED[language]).content
    sheet = services.sheets.lay(services.asking.open(Ref("14")) or pytest.fail("no 14"), language)
    assert found
    assert sheet.beside == ()
    assert [act.id for act in services.browsing.acts] == ["almaty-2013"]
