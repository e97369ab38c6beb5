"""A knowledge of a few lines, so that a test of the loader need not read megabytes."""

from pathlib import Path

ACT = "acts/town-2020"

FILES: dict[str, str] = {
    f"{ACT}/act.yaml": """id: town-2020
authentic: kk
title: {kk: "Қала қағидалары", ru: "Правила города"}
short_title: {kk: "Қағидалар", ru: "Правила"}
adopted:
  by: {kk: "Қала", ru: "Город"}
  date: 2020-03-01
  number: "7"
in_force: {since: 2020-04-01}
unofficial_line: {kk: "Бейресми аударма.", ru: "Перевод неофициальный."}
sections:
  "1": {kk: "Жалпы", ru: "Общее"}
  "2": {kk: "Міндет", ru: "Обязанности"}
related:
  "1": ["2"]
settles:
  "2.1": [gifts]
  "2.2": [lateness, dress]
titles:
  "2.2": {kk: "Тәртіп пен киім", ru: "Порядок и одежда"}
""",
    f"{ACT}/text.kk.yaml": """- ref: "1"
  section: "1"
  parts:
    - "Бұл қағидалар барлығына арналған."

- ref: "2"
  section: "2"
  parts:
    - "Қызметші:"
  closing: "тиіс."

- ref: "2.1"
  section: "2"
  parts:
    - "сыйлық алмауға;"

- ref: "2.2"
  section: "2"
  parts:
    - "уақытында келуге тиіс."
""",
    f"{ACT}/text.ru.yaml": """- ref: "1"
  section: "1"
  parts:
    - "Эти правила для всех."

- ref: "2"
  section: "2"
  parts:
    - "Служащий должен:"

- ref: "2.1"
  section: "2"
  parts:
    - "не принимать подарков;"

- ref: "2.2"
  section: "2"
  parts:
    - "приходить вовремя."
""",
    f"{ACT}/dilemmas.yaml": """cake:
  ref: "2.1"
  matter: gifts
  question: {kk: "Торт әкелді. Не істейсіз?", ru: "Принесли торт. Что сделаете?"}
  choices:
    a: {kk: "Аламын", ru: "Возьму"}
    b: {kk: "Алмаймын", ru: "Не возьму"}
  right: b
  why: {kk: "Алуға болмайды.", ru: "Брать нельзя."}
""",
    "matters/work.yaml": """gifts:
  title: {kk: "Сыйлық", ru: "Подарки"}
  guidance:
    short: {kk: "Алмаңыз.", ru: "Не берите."}
    now: {kk: "Қайтарыңыз.", ru: "Верните."}
  near: [dress]
  keywords: {kk: ["конверт"], ru: ["конверт"]}
  questions:
    kk: {driver: ["Сыйлық алсам бола ма?"]}
    ru: {driver: ["Можно ли взять подарок?"]}
  stories:
    kk: {driver: ["Көрші кәмпит қалдырды"]}
    ru: {driver: ["Сосед оставил конфеты"]}
lateness:
  title: {kk: "Кешігу", ru: "Опоздания"}
  keywords: {kk: ["кешігу"], ru: ["опоздание"]}
  questions:
    kk: {driver: ["Кешіксем не болады?"]}
    ru: {driver: ["Что будет, если опоздать?"]}
  stories:
    kk: {driver: ["Автобус тоқтап қалды"]}
    ru: {driver: ["Автобус сломался"]}
dress:
  title: {kk: "Киім", ru: "Одежда"}
  keywords: {kk: ["джинсы"], ru: ["джинсы"]}
  questions:
    kk: {driver: ["Джинсымен бола ма?"]}
    ru: {driver: ["Можно в джинсах?"]}
  stories:
    kk: {driver: ["Шортымен келіпті"]}
    ru: {driver: ["Пришёл в шортах"]}
""",
    "matters/elsewhere.yaml": """leave:
  title: {kk: "Демалыс", ru: "Отпуск"}
  elsewhere: {kk: "Еңбек кодексінде.", ru: "В Трудовом кодексе."}
  link: https://example.org/labour
  near: [lateness]
  questions:
    kk: {plain: ["Демалыс неше күн?"]}
    ru: {plain: ["Сколько дней отпуск?"]}
""",
    "intents.yaml": """greeting:
  intent: talk
  title: {kk: "Сәлем", ru: "Приветствие"}
  reply: {kk: "Сәлеметсіз бе!", ru: "Здравствуйте!"}
  questions:
    kk: {plain: ["сәлем"]}
    ru: {plain: ["привет"]}
""",
    "followups.yaml": """opens: {kk: ["ал"], ru: ["а"]}
points: {kk: ["ол"], ru: ["он"]}
ends: {kk: ["ше"], ru: []}
corrects:
  before: {kk: [], ru: ["не"]}
  after: {kk: ["емес"], ru: []}
  opens: {kk: ["жоқ"], ru: ["нет"]}
  names: {kk: ["туралы"], ru: ["про"]}
  around: {kk: ["мен"], ru: ["я"]}
ordinals:
  - {kk: ["бірінші"], ru: ["первый"]}
  - {kk: ["екінші"], ru: ["второй"]}
  - {kk: ["үшінші"], ru: ["третий"]}
beside: {kk: ["иә"], ru: ["да"]}
asks:
  consequence: {kk: ["маған не болады"], ru: ["что мне будет"]}
  whom: {kk: ["кімге айтам"], ru: ["кому сказать"]}
""",
    "topics.yaml": """work:
  title: {kk: "Жұмыс", ru: "Работа"}
  matters: [gifts, lateness, dress]
""",
    "bodies.yaml": """short_refs: town-2020
bodies:
  town:
    name: {kk: "Қала", ru: "Город"}
    acts: [town-2020]
    ethics_officer: {post: {kk: "Этика жөніндегі уәкіл", ru: "Уполномоченный по этике"}, telephone: "5-55", room: "12"}
""",
    "known_acts.yaml": """city-code:
  title: {kk: "Қала кодексі", ru: "Городской кодекс"}
  number: "9"
  date: 2019-01-02
  link: https://example.org/rus/code
  called: {kk: ["қала кодекс"], ru: ["городской кодекс"]}
""",
    "lexicon.yaml": """function_words: {kk: ["мен"], ru: ["и"]}
concepts:
  gift:
    kk: ["сыйлық"]
    ru: ["подарок"]
""",
}
"""Each file by its place under the folder, with its text."""


def write_knowledge(folder: Path, **changed: str) -> Path:
    """Write the small knowledge into a folder; `changed` gives other texts for files, by their names without ending."""
    for place, text in FILES.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(path.stem, text), encoding="utf-8")
    return folder
