"""Topics of a private chat (threaded mode): whatever is sent goes where its person is, a tip's screens and its end too."""

from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Shown
from tests.house import Guest, House
from tests.questions import answered
from tests.tips.town import CODE, FINANCE, City, Reporter


async def opened(guest: Guest) -> int:
    topic = await guest.person.topic("Жұмыс")
    await guest.house.telegram.idle()
    return topic


async def say(guest: Guest, text: str, topic: int | None) -> None:
    guest.house.clock.step(seconds=5)
    await guest.person.say(text, topic=topic)
    await guest.house.telegram.idle()


def outside(shown: list[Shown], topic: int | None) -> list[str]:
    return [one.text for one in shown if one.thread_id != topic]


async def test_a_tip_begun_in_a_topic_is_led_and_confirmed_there(city: City, reporter: Reporter) -> None:
    topic, before = await opened(reporter.guest), len(reporter.guest.answers)
    await say(reporter.guest, "/tip", topic)
    for step in ("tp:begin", f"tp:body:{FINANCE}", "tp:next"):
        await reporter.guest.press(step)
    await say(reporter.guest, "Завхоз берёт деньги за справки.", topic)
    await reporter.get_code()
    await say(reporter.guest, reporter.code[-4:], topic)
    assert reporter.screen.text.startswith("✅")
    await reporter.guest.press("tp:proof")
    assert outside(reporter.guest.answers[before:], topic) == []
    assert [one for one in reporter.guest.answers if CODE.search(one.text)]


async def test_what_comes_of_itself_goes_to_the_topic_too(city: City, reporter: Reporter) -> None:
    topic = await opened(reporter.guest)
    await say(reporter.guest, "/tip", topic)
    await city.wait(minutes=16)
    (told,) = [one for one in reporter.guest.answers if one.text == reporter.text(Say.TIP_TIMED_OUT)]
    assert told.thread_id == topic


async def test_whoever_goes_back_to_the_whole_chat_is_answered_there(house: House) -> None:
    guest = await house.guest(Language.RU)
    topic = await opened(guest)
    await say(guest, "/cancel", topic)
    assert guest.last.thread_id == topic
    await say(guest, "/cancel", None)
    assert guest.last.thread_id is None


async def test_where_a_topic_is_gone_the_answer_comes_outside_of_it(house: House) -> None:
    guest = await house.guest(Language.RU)
    topic = await opened(guest)
    await say(guest, answered(house.services, Language.RU), topic)
    assert guest.last.thread_id == topic
    house.telegram.world.threads[guest.person.id].pop(topic)
    await house.adep.serving.application.bot.send_message(guest.person.id, "Осында")
    assert guest.last.text == "Осында"
    assert guest.last.thread_id is None
