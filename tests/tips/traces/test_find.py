"""A reporter is asked about what they wrote of themself, and never about numbers of cases or sums of money."""

import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.tips.traces.find import Trace, TraceKind, find_traces

K = TraceKind

# Each line is a text with its traces in square brackets.
FOUND = {
    K.PHONE: [
        "Звоните [8701 123 45 67] вечером",
        "[+77011234567], [8-727-271-11-22]",
        "нөмірім [8 (701) 123-45-67], хабарласыңыз",
        "[87011234567]",
        "тел. [271-11-22]",
        "Ұялым: [+7 701 123 4567].",
    ],
    K.IIN: ["Мой ИИН [850101300124]", "ЖСН: [850101 300123]", "iin [850101-300123]", "([850101300124])"],
    K.EMAIL: ["пишите [ivanov.a@almaty.gov.kz].", "[a+b@mail.ru], [c@d.kz]"],
    K.USERNAME: [
        "мой ник [@ivanov_a]",
        "[https://t.me/ivanov_a], [t.me/asanov]",
        "телеграм [@Erlan2026]!",
    ],
    K.SELF_NAME: [
        "[Я, Иванов Иван Иванович], сообщаю",
        "[я, иванов иван иванович], сообщаю",
        "[я, гражданин Петров А.С.], прошу",
        "[Я Петрова Анна], хочу сказать",
        "Директор берёт. [Я Иванов].",
        "[Меня зовут Айгуль], я видела",
        "[меня зовут айгуль]. Я видела",
        "[Моя фамилия Сейткали]",
        "Всё. [С уважением, Иванова А.]",
        "Всё.\n[С уважением,\nА. Иванова]",
        "[ФИО: Асанов Ерлан]",
        "[menya zovut Aigul]",
        "[Мен, Асанов Ерлан Маратұлы], хабарлаймын",
        "[мен, асанов ерлан маратұлы], хабарлаймын",
        "[Мен Асанов Ерлан] осыны көрдім",
        "[Мен Ерланмын]",
        "[Мен Болатпын]",
        "[Менің атым Айгүл]",
        "[менин атым айгуль]",
        "[тегім асанов], ерлан",
        "[моя фамилия сейткали ахметова]",
        "[menin atym Erlan]",
        "[Аты-жөнім: Асанов Ерлан]",
        "[Құрметпен, Асанов Е.]",
        "[Kurmetpen, Asanov E.]",
    ],
    K.SELF_POST: [
        "[Я работаю в отделе закупок], и видел",
        "[Работаю главным бухгалтером] в школе",
        "[я тогда работала в акимате]",
        "[я как бухгалтер] видела",
        "[я, как главный инспектор], обязан",
        "[Я — главный специалист] управления",
        "[моя должность — инспектор]",
        "в [нашем отделе] все знают",
        "[мой начальник] берёт деньги",
        "[Мен қаржы бөлімінде істеймін]",
        "[мектепте жұмыс істеймін]",
        "[мен бухгалтер болып қызмет етемін]",
        "бас [маманмын]",
        "[мен бастықпын]",
        "[men buhgaltermin]",
        "[мен инспектор ретінде] көрдім",
        "[біздің басқармада] барлығы біледі",
    ],
}

NOT_FOUND = [
    "дело № 4/1030 от 24.11.2026",
    "іс № 7594/19-00-1/1234",
    "договор № 87011234567",
    "взятка 500 000 тенге, потом 87 011 234 567 тенге",
    "БИН 190340012345, счёт KZ86125KZT5004100100",
    "12.03.2026 в 14:30, каб. 214",
    "по телефону 1424",
    "число 850101300120 не ИИН: последняя цифра другая",
    "меня зовут на совещание каждый день",
    "меня зовут подписать акт",
    "моя фамилия не должна упоминаться",
    "с уважением отношусь к Иванову",
    "С уважением к Вам",
    "Я Казахстан люблю",
    "Иванов, я и Петров были там",
    "Подпись Иванова поддельная",
    "Алматы мен Астана қалалары",
    "Серік мен Болат Асан ақша бөлісті. Мен көрдім.",
    "Менің атымды атамаңыз",
    "аты-жөнім аталмасын",
    "тізімде менің атым тұр",
    "тегім өзгерді",
    "Мен Алматыдамын",
    "ол кезде работаю, и отодвинулась на лавочке",
    "сменя зовут Ира",
    "я работаю с утра до вечера",
    "я давно работаю с начальником",
    "Начальник работает в отделе",
    "я как раз шёл мимо",
    "Я начальнику сказал",
    "не істеймін енді",
    "Бұл жағдайда не істеймін?",
    "басқарма басшысы Серіков ақша алды",
    "Директор Иванов И.И. из КГУ взял 200 000 тг",
    "цена 5@штука",
]


def marked(line: str) -> tuple[str, list[str]]:
    """A text without its brackets, and what stood in them."""
    return re.sub(r"[\[\]]", "", line), re.findall(r"\[(.*?)\]", line, re.DOTALL)


@pytest.mark.parametrize(
    ("kind", "line"), [(kind, line) for kind, lines in FOUND.items() for line in lines], ids=str
)
def test_a_trace_is_found_with_its_place_and_kind(kind: TraceKind, line: str) -> None:
    text, traces = marked(line)
    found = find_traces(text)
    assert [(trace.kind, text[trace.start : trace.end]) for trace in found] == [
        (kind, piece) for piece in traces
    ]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_trace_of_the_writer_is_left_alone(text: str) -> None:
    assert find_traces(text) == ()


def test_every_kind_is_tried() -> None:
    assert FOUND.keys() == set(TraceKind)


def test_several_traces_are_told_apart_in_their_order() -> None:
    text = "Мен, Асанов Ерлан, қаржы бөлімінде істеймін, 8701 123 45 67, a@b.kz"
    kinds = [trace.kind for trace in find_traces(text)]
    assert kinds == [K.SELF_NAME, K.SELF_POST, K.PHONE, K.EMAIL]


def last_digit(first: str) -> str | None:
    """The control digit, by the rule as the law words it: weights 1 to 11, and where that gives 10, 3 to 11 and 1, 2."""
    for weights in ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]):
        rest = sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True)) % 11
        if rest != 10:
            return str(rest)
    return None


@given(day=st.dates(), century=st.integers(1, 6), number=st.integers(0, 9999))
def test_every_number_of_a_person_is_found_and_none_with_another_last_digit(
    day: date, century: int, number: int
) -> None:
    # The year of a century that has no 29th of February is not the one that was drawn.
    assume((day.month, day.day) != (2, 29))
    first = f"{day:%y%m%d}{century}{number:04d}"
    last = last_digit(first)
    for digit in "0123456789":
        iins = [trace for trace in find_traces(f"вот {first}{digit} вот") if trace.kind is K.IIN]
        assert iins == ([Trace(K.IIN, 4, 16)] if digit == last else [])


PIECES = st.sampled_from(
    [line.replace("[", "").replace("]", "") for lines in FOUND.values() for line in lines] + NOT_FOUND
)
ANYTHING = st.text() | st.lists(PIECES | st.text(max_size=5)).map("".join)


@given(ANYTHING)
def test_in_any_text_traces_lie_inside_in_order_and_apart(text: str) -> None:
    traces = find_traces(text)
    bounds = [place for trace in traces for place in (trace.start, trace.end)]
    assert bounds == sorted(bounds)
    assert all(trace.start < trace.end for trace in traces)
    assert not bounds or (bounds[0] >= 0 and bounds[-1] <= len(text))
