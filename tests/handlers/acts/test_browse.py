"""/rules on Telegram: every shelf and paragraph is reached in one message, and there is always a way back."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.acts.model import Ref
from bot.acts.shelves import Shelf
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault, Shown
from handlers.acts.browse import LEAVES, screen_of
from handlers.acts.buttons import EndShare, Share
from handlers.acts.screens import Contents
from handlers.answers.buttons import OpenRef
from handlers.telegram.everyday_buttons import AskExample
from handlers.telegram.leaves import PER_PAGE
from handlers.telegram.screen import Screen
from tests.handlers.answers.test_rendering import fits_telegram
from tests.house import Guest
from tests.questions import answered


@pytest.fixture(scope="module")
def contents(services: Knowledge) -> Contents:
    return Contents.of(services)


def every_screen(services: Knowledge, contents: Contents, language: Language) -> Iterator[Screen]:
    """All that /rules can show."""
    for page in range(5):
        yield contents.home(language, page)
    yield contents.acts(language)
    for act in services.browsing.acts:
        yield contents.act(act, language)
    for shelf in shelves(services):
        for page in range(-(-len(shelf.refs) // PER_PAGE)):
            yield contents.shelf(shelf, language, page)
        for ref in shelf.refs:
            found = services.asking.open(ref)
            assert found
            yield contents.paragraph(shelf, found, language)


def shelves(services: Knowledge) -> tuple[Shelf, ...]:
    return (*services.browsing.topics, *services.browsing.sections)


def back(shown: Shown) -> str:
    """The data of the button back, which stands first in the last row."""
    data = shown.buttons[-1][0].data
    assert data
    return data


def test_every_screen_fits_telegram_with_three_buttons_a_row_at_most(
    services: Knowledge, contents: Contents, language: Language
) -> None:
    for screen in every_screen(services, contents, language):
        assert fits_telegram(screen)
        assert screen.buttons
        assert {len(row) for row in screen.buttons.inline_keyboard} <= {1, 2, 3}


def test_back_and_the_other_language_are_always_the_last_row(
    services: Knowledge, contents: Contents, language: Language
) -> None:
    for screen in every_screen(services, contents, language):
        assert screen.buttons
        first, second = screen.buttons.inline_keyboard[-1]
        assert second.text == services.texts(language.other, Say.LANGUAGE_NAME)
        is_home = first.text == services.texts(language, Say.BUTTON_SECTIONS)
        assert is_home or first.text == services.texts(language, Say.BUTTON_BACK)


def test_every_ref_is_reached_through_a_topic_and_through_its_section(services: Knowledge) -> None:
    refs = set(services.rulebook.paragraphs)
    for kind in (services.browsing.topics, services.browsing.sections):
        assert {ref for shelf in kind for ref in shelf.refs} == refs


async def test_the_topics_come_in_the_chosen_language(guest: Guest, language: Language) -> None:
    shown = await guest.say("/rules")
    titles = [topic.titles[language] for topic in guest.house.services.browsing.topics]
    assert shown.labels[:PER_PAGE] == titles[:PER_PAGE]
    assert guest.house.services.rulebook.act.short_titles[language] in shown.text


async def test_all_topics_are_leafed_through_in_a_ring(guest: Guest, language: Language) -> None:
    first = await guest.say("/rules")
    seen = list(first.labels[:PER_PAGE])
    pages = -(-len(guest.house.services.browsing.topics) // PER_PAGE)
    for number in range(1, pages + 1):
        await guest.press(f"br:{language}:home:{number % pages}", first.message_id)
        seen += guest.last.labels[:PER_PAGE]
    assert {topic.titles[language] for topic in guest.house.services.browsing.topics} <= set(seen)
    assert (guest.last.html, guest.last.buttons) == (first.html, first.buttons)


async def test_a_topic_opens_its_paragraphs_in_the_same_message_and_back_leads_home(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    home = await guest.say("/rules")
    topic = services.browsing.topics[0]
    await guest.press(topic.titles[language])
    assert topic.titles[language] in guest.last.text
    shelf = guest.last
    await guest.press(f"br:{language}:open:{topic.key}:{topic.refs[1]}")
    assert guest.last.text.startswith(f"📖 {services.citations.place(topic.refs[1], language)}\n")
    assert services.citations.standing(services.rulebook.act, language).words in guest.last.text
    await guest.press(back(guest.last))
    assert guest.last.buttons == shelf.buttons
    await guest.press(back(guest.last))
    assert guest.last.buttons == home.buttons
    assert {message.message_id for message in guest.answers[1:]} == {home.message_id}


async def test_a_section_is_paged_and_back_leads_to_the_page_one_came_from(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    await guest.say("/rules")
    await guest.press(f"br:{language}:act")
    section = max(services.browsing.sections, key=lambda shelf: len(shelf.refs))
    await guest.press(f"br:{language}:list:{section.key}:0")
    await guest.press(f"br:{language}:list:{section.key}:1")
    page = guest.last
    ref = section.refs[PER_PAGE + 2]
    await guest.press(f"br:{language}:open:{section.key}:{ref}")
    assert guest.last.text.startswith(f"📖 {services.citations.place(ref, language)}\n")
    await guest.press(back(guest.last))
    assert guest.last.buttons == page.buttons
    await guest.press(back(guest.last))
    assert services.rulebook.act.titles[language] in guest.last.text


async def test_neighbours_are_leafed_to_and_end_at_the_edges(guest: Guest, language: Language) -> None:
    topic = guest.house.services.browsing.topics[0]
    await guest.say("/rules")
    await guest.press(topic.titles[language])
    await guest.press(f"br:{language}:open:{topic.key}:{topic.refs[0]}")
    for ref in topic.refs[1:]:
        await guest.press(f"br:{language}:open:{topic.key}:{ref}")
    beyond = [b.data for b in guest.last.every_button() if b.data and ":open:" in b.data]
    assert beyond == [
        f"br:{language}:open:{topic.key}:{topic.refs[-2]}",
        f"br:{language.other}:open:{topic.key}:{topic.refs[-1]}",
    ]


async def test_every_level_is_shown_in_the_other_language_in_place(guest: Guest, language: Language) -> None:
    topic = guest.house.services.browsing.topics[0]
    await guest.say("/rules")
    steps = ("", f"br:{language}:list:{topic.key}:0", f"br:{language}:open:{topic.key}:{topic.refs[0]}")
    for step in steps:
        if step:
            await guest.press(step)
        before = guest.last
        await guest.press(guest.house.services.texts(language.other, Say.LANGUAGE_NAME), before.message_id)
        assert guest.last.html != before.html
        await guest.press(guest.house.services.texts(language, Say.LANGUAGE_NAME), before.message_id)
        assert (guest.last.html, guest.last.buttons) == (before.html, before.buttons)


async def test_a_button_of_an_old_knowledge_says_so_and_changes_nothing(
    guest: Guest, language: Language
) -> None:
    shown = await guest.say("/rules")
    topic = guest.house.services.browsing.topics[0]
    for data in (
        f"br:{language}:list:t.forgotten:0",
        f"br:{language}:list:s.99:0",
        f"br:{language}:open:t.forgotten:11",
        f"br:{language}:open:{topic.key}:99",
        f"br:{language}:open:{topic.key}:22",
    ):
        assert await guest.forge(data, shown.message_id) == guest.house.services.texts(
            language, Say.BROWSE_OLD
        )
    assert guest.last.html == shown.html


async def test_a_page_beyond_the_last_is_the_last(guest: Guest, language: Language) -> None:
    shown = await guest.say("/rules")
    await guest.press("br:" + language + ":home:1", shown.message_id)
    person, telegram = guest.person, guest.house.telegram
    query = telegram.world.queries.ask(person.id)
    telegram._events.pressed(
        query, person.user, person._message(shown.message_id, None), f"br:{language}:home:99"
    )
    await telegram.idle()
    last = guest.house.services.browsing.topics[-1]
    assert last.titles[language] in guest.last.labels


async def test_the_same_button_pressed_twice_is_no_fault(guest: Guest, language: Language) -> None:
    shown = await guest.say("/rules")
    same = f"br:{language}:home:0"
    telegram, person = guest.house.telegram, guest.person
    for _ in range(2):
        query = telegram.world.queries.ask(person.id)
        telegram._events.pressed(query, person.user, person._message(shown.message_id, None), same)
        await telegram.idle()
        assert query.answer is not None
    assert guest.last.html == shown.html
    assert len(guest.answers) == 2


async def test_browsing_survives_a_fault_of_the_network(guest: Guest, language: Language) -> None:
    await guest.say("/rules")
    guest.house.telegram.faults.add(Fault.server_error(), method="editMessageText")
    topic = guest.house.services.browsing.topics[0]
    await guest.press(topic.titles[language])
    assert topic.titles[language] in guest.last.text


async def test_the_link_of_the_rules_opens_them(guest: Guest, language: Language) -> None:
    await guest.person.start("rules")
    await guest.house.telegram.idle()
    assert guest.house.services.browsing.topics[0].titles[language] in guest.last.labels


# Telegram sends 1 to 64 bytes, and never none.
DATA = st.one_of(
    st.text(min_size=1, max_size=64),
    st.from_regex(
        r"(br|sh|sb|hp|an|lg):(kk|ru|en)?:?(home|act|list|open)?:?([ts]\.[a-z0-9_]{0,22})?:?[a-z0-9.]{0,22}",
        fullmatch=True,
    ),
)


@given(data=DATA)
@settings(max_examples=300, deadline=None)
def test_any_data_is_taken_by_at_most_one_kind_of_button_and_read_without_fault(
    services: Knowledge, data: str
) -> None:
    for kind in LEAVES:
        button = kind.decode(data)
        if button:
            screen = screen_of(button, services)
            assert screen is None or fits_telegram(screen)
    kinds = (*LEAVES, Share, EndShare, AskExample, OpenRef)
    assert sum(kind.decode(data) is not None for kind in kinds) <= 1


async def test_words_behind_the_command_are_opened(guest: Guest, language: Language) -> None:
    citations = guest.house.services.citations
    for words in ("3.12", citations.place(Ref("3.12"), language)):
        assert f"📖 {citations.place(Ref('3.12'), language)}\n" in (await guest.say(f"/rules {words}")).text
    assert "📖" in (await guest.say(f"/rules {answered(guest.house.services, language)}")).text
    home = (await guest.say("/rules")).text
    assert (await guest.say("/rules  ")).text == home
