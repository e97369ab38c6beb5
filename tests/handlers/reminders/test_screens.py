"""What a reminder or an announcement shows of a paragraph is whole, or leads to the rest."""

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.reminders.deck import RULE
from bot.texts.texts import Say
from handlers.reminders.screens import Pushed
from handlers.telegram.deep_links import link_to_ref


def test_where_a_list_is_asked_to_be_chosen_from_its_items_stand_below(
    services: Knowledge, language: Language
) -> None:
    pushed, asks = Pushed.of(services), services.texts(language, Say.LIST_FOLDED)
    asking = 0
    for ref in services.rulebook.paragraphs:
        items = [link_to_ref("adep_bot", item.ref) for item in services.rulebook.children(ref)]
        for screen in (
            pushed.rule(ref, language, "adep_bot"),
            pushed.notice(f"{RULE}{ref}", language, "adep_bot"),
        ):
            assert screen is not None
            assert screen.buttons
            links = [button.url for row in screen.buttons.inline_keyboard for button in row]
            assert links[: len(items)] == items
            assert (asks in screen.html) is bool(items)
            asking += bool(items)
    assert asking
