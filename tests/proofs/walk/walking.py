"""A walk through the screens of the bot, written down. `python -m tests.proofs.walk.walking` writes both files anew."""

import asyncio
from pathlib import Path

from bot.knowledge.knowledge import Knowledge, build_knowledge
from bot.language import Language
from emulator.local_telegram import Shown
from handlers.telegram.sending import give_spans_as_timedelta
from tests.house import Guest, house_open

FOLDER = Path(__file__).parent
KNOWLEDGE = FOLDER.parents[2] / "knowledge"

STEPS: dict[Language, tuple[str, ...]] = {
    Language.KK: (
        "/start", "сәлем", "сен кімсің", "/help", "сыйлық алуға бола ма", "қысқаша", "мысал", "неге бұлай",
        "қайтала", "басқасы", "маған не болады", "ал егер ол туысым болса ше", "1", "press:an:lang", "press:👎",
        "press:fw:ru:unclear", "бастық мені ұрды", "өмір сүргім келмейді", "бастығым пара алады",
        "пара туралы хабарлағым келеді", "мұны кім көреді", "қазір қай заң күшінде", "адаммен сөйлескім келеді",
        "демалыс неше күн", "ауа райы қандай", "қызметтік көлікпен саяжайға барсам бола ма",
        "маған кім айтсам болады", "3-тармақ", "11-тармақ", "3.12", "мәзір", "тілді ауыстыр", "баптаулар",
        "рақмет", "фывапр", "hello", "/rules", "press:br:kk:act", "/quiz", "press:qz:", "/remind", "/settings",
        "/cancel", "/notice", "press:nt:paper:conflict", "press:nt:in:kk", "/cancel", "/foo", "/start a-14", "press:qa:kk:1",
        "press:sh:kk",
    ),
    Language.RU: (
        "/start", "привет", "ты кто", "/help", "можно ли принять подарок?", "короче", "пример", "почему так",
        "повтори", "другое", "что мне за это будет?", "а если он мой брат?", "1", "press:an:lang", "press:👎",
        "press:fw:kk:unclear", "меня избил начальник", "я не хочу жить", "мой начальник берёт взятки",
        "хочу сообщить о взятке", "кто это увидит", "какой закон сейчас действует", "хочу поговорить с человеком",
        "сколько дней отпуск", "какая погода", "можно съездить на служебной машине на дачу?",
        "кому мне сказать?", "пункт 3", "пункт 11", "3.12", "меню", "смени язык", "настройки",
        "спасибо", "asdfgh", "can I take a gift", "/rules", "press:br:ru:act", "/quiz", "press:qz:", "/remind",
        "/settings", "/cancel", "/notice", "press:nt:paper:conflict", "press:nt:in:ru", "/cancel", "/foo", "/start a-14",
        "press:qa:ru:1", "press:sh:ru",
    ),
}  # fmt: skip
"""What is typed; `press:` presses the newest button whose data or label begins so."""


def file_of(language: Language) -> Path:
    """Where the walk of a language is kept."""
    return FOLDER / f"walk.{language}.txt"


async def walk(services: Knowledge, language: Language) -> str:
    """The walk as text: what is typed, and every screen that comes of it."""
    async with house_open(services) as house:
        guest = await house.guest(language)
        lines = [_drawn(guest.last)]
        for step in STEPS[language]:
            seen = {message.message_id: message for message in guest.answers}
            await _take(guest, step)
            lines.append(f"> {step}\n")
            lines += [_drawn(message) for message in guest.answers if seen.get(message.message_id) != message]
        return "\n".join(lines)


async def _take(guest: Guest, step: str) -> None:
    wanted = step.removeprefix("press:")
    if wanted == step:
        await guest.say(step)
        return
    for message in reversed(guest.answers):
        for button in message.every_button():
            if (button.data or "").startswith(wanted) or button.label.startswith(wanted):
                await guest.press(button.data or button.label, message.message_id)
                return
    raise LookupError(step)


def _drawn(message: Shown) -> str:
    buttons = "".join(f"[{button.label}]\n" for button in message.every_button())
    return f"{message.html}\n{buttons}"


def main() -> None:
    """Write both files."""
    give_spans_as_timedelta()
    services = build_knowledge(KNOWLEDGE)
    for language in Language:
        file_of(language).write_text(asyncio.run(walk(services, language)), encoding="utf-8")


if __name__ == "__main__":
    main()
