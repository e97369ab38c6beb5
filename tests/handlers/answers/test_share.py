"""Sharing a paragraph: the link, the card, and the way back to the buttons of the answer."""

from urllib.parse import parse_qs, urlsplit

from bot.acts.model import Ref
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from handlers.acts.buttons import EndShare, Share
from handlers.telegram.deep_links import start_payload
from tests.house import Guest

REF = Ref("3.12")


async def opened(guest: Guest, ref: Ref = REF) -> None:
    await guest.person.start(start_payload(ref))
    await guest.house.telegram.idle()


def test_the_data_of_sharing_fits_telegram_for_every_paragraph_of_every_shelf(
    services: Knowledge, language: Language
) -> None:
    browsing = services.browsing
    for shelf in (*browsing.topics, *browsing.sections):
        for ref in shelf.refs:
            for data in (
                Share(language, ref).encode(),
                Share(language, ref, shelf.key).encode(),
                EndShare(language, ref).encode(),
            ):
                assert len(data.encode()) <= 64
            pressed = Share.decode(Share(language, ref, shelf.key).encode())
            assert pressed
            assert (pressed.ref, pressed.shelf) == (ref, shelf.key)


async def test_share_offers_the_link_and_the_card_under_the_same_words(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    await opened(guest)
    answer = guest.last
    await guest.press(services.texts(language, Say.BUTTON_SHARE))
    assert guest.last.html == answer.html
    send, card, copy, back = guest.last.every_button()
    link = f"https://t.me/adep_bot?start=p-{str(REF).replace('.', '_')}"
    sent = parse_qs(urlsplit(send.url or "").query)
    assert sent == {"url": [link], "text": [services.citations.full(REF, language)]}
    assert card.inline_query == services.citations.place(REF, language)
    assert copy.copy_text == link
    await guest.press(back.data or "")
    assert (guest.last.html, guest.last.buttons) == (answer.html, answer.buttons)


async def test_the_card_that_is_shared_is_that_paragraph_in_that_language(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    for paragraph in services.rulebook:
        cited = services.citations.find(services.citations.place(paragraph.ref, language))
        assert cited
        assert (cited.ref, cited.language) == (paragraph.ref, language)
    question = await guest.person.inline(services.citations.place(REF, language))
    await guest.house.telegram.idle()
    assert question.results[0]["id"] == f"{language}.{REF}"


async def test_sharing_from_the_shelves_leads_back_to_the_shelf(guest: Guest, language: Language) -> None:
    services = guest.house.services
    topic = services.browsing.topics[0]
    await guest.say("/rules")
    await guest.press(topic.titles[language])
    await guest.press(f"br:{language}:open:{topic.key}:{topic.refs[0]}")
    answer = guest.last
    await guest.press(services.texts(language, Say.BUTTON_SHARE))
    await guest.press(services.texts(language, Say.BUTTON_BACK))
    assert (guest.last.html, guest.last.buttons) == (answer.html, answer.buttons)


async def test_an_old_button_of_sharing_says_so(guest: Guest, language: Language) -> None:
    await opened(guest)
    old = guest.house.services.texts(language, Say.OLD_BUTTON)
    for data in ("sh:kk:99", "sb:ru:99", "sh:kk:3.12:x.y", "sh:en:3.12"):
        assert await guest.forge(data, guest.last.message_id) == old


async def test_sharing_pressed_twice_is_no_fault(guest: Guest, language: Language) -> None:
    await opened(guest)
    telegram, person, shown = guest.house.telegram, guest.person, guest.last
    for _ in range(2):
        query = telegram.world.queries.ask(person.id)
        message = person._message(shown.message_id, None)
        telegram._events.pressed(query, person.user, message, f"sh:{language}:{REF}")
        await telegram.idle()
        assert query.answer is not None
        assert not query.answer["text"]
    assert len(guest.answers) == 2
