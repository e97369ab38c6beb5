"""The officials file is taken whole and sound, or everything that is wrong with it is said with its line."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.acts.bodies import Body as KnownBody
from bot.acts.bodies import BodyId as KnownBodyId
from bot.language import Language
from bot.tips.officials.file import (
    BodyId,
    OfficialId,
    Officials,
    OfficialsFaultyError,
    load_officials,
    unreachable_problems,
)
from bot.yaml_files.lines import Problem

EXAMPLE = Path(__file__).parents[3] / "officials.example.yaml"

SOUND = """\
bodies:
  finance:
    kk: Қаржы басқармасы
    ru: Управление финансов
  medeu:
    kk: Медеу ауданы
    ru: Медеуский район
officials:
  first:
    telegram_id: 11
    language: kk
    name: {kk: Бірінші, ru: Первый}
    role: {kk: Уәкіл, ru: Уполномоченный}
    bodies: all
    backup: second
  second:
    telegram_id: 22
    language: ru
    name: {kk: Екінші, ru: Второй}
    role: {kk: Инспектор, ru: Инспектор}
    bodies: [medeu]
    backup: first
channels:
  valid_from: 2026-11-01
  kk: ["1424"]
  ru: ["1424", "eOtinish.kz"]
"""


@dataclass(frozen=True)
class Fault:
    """A change to the sound file, what must be said of it, and a piece of the line that must be named."""

    name: str
    change: Callable[[str], str]
    complaint: str
    line: str


def swap(old: str, new: str, text: str) -> str:
    """Replace the first place that is so."""
    assert old in text, old
    return text.replace(old, new, 1)


def to(old: str, new: str) -> Callable[[str], str]:
    return partial(swap, old, new)


ID_FAULT = "an id has 1 to 24 characters, each of a-z, 0-9 or -"
TELEGRAM_FAULT = "must be the Telegram id of a person"

FAULTS = [
    Fault("an unknown body", to("[medeu]", "[medeu, meddeu]"), "«meddeu» is not among the bodies", "meddeu"),
    Fault(
        "an unknown backup", to("backup: second", "backup: secnd"), "«secnd» is not among the off", "secnd"
    ),
    Fault("no backup", to("    backup: first\n", ""), "backup: this key is missing", "second:"),
    Fault("an empty backup", to("backup: first", "backup:"), "backup: must be a text", "backup:@2"),
    Fault("their own backup", to("backup: second", "backup: first"), "be their own backup", "backup:@1"),
    Fault(
        "the same id twice", to("  second:", "  first:"), "«first» stands here a second time", "  first:@2"
    ),
    Fault("the same account twice", to(": 22", ": 11"), "the telegram_id of «first» already", ": 11@2"),
    Fault("a body nobody receives", to("all", "[medeu]"), "nobody receives tips about «fin", "  finance:"),
    Fault("a body called all", to("  medeu:", "  all:"), "«all» means every body", "  all:"),
    Fault("a body twice", to("  medeu:", "  finance:"), "«finance» stands here a second time", "finance:@2"),
    Fault("a name in one language", to("kk: Екінші, ", ""), "name → kk: this key is missing", "Второй"),
    Fault("a role in one language", to(", ru: Уполномоченный", ""), "role → ru: this key is mi", "Уәкіл"),
    Fault("a body in one language", to("    ru: Медеуский район\n", ""), "ru: this key is", "  medeu:"),
    Fault("a name too long for a button", to("Первый", "П" * 61), "longer than 60 characters", "Бірінші"),
    Fault("a long id", to("  second:", f"  {'s' * 25}:"), ID_FAULT, "s" * 25),
    Fault("an id in Cyrillic", to("  second:", "  вторая:"), ID_FAULT, "  вторая:"),
    Fault("an id with a line", to("  medeu:", "  medeu_1:"), ID_FAULT, "  medeu_1:"),
    Fault("a group", to("telegram_id: 22", "telegram_id: -100123"), TELEGRAM_FAULT, "-100123"),
    Fault("a telegram_id past all", to(": 22", f": {2**52}"), TELEGRAM_FAULT, str(2**52)),
    Fault("a name for a telegram_id", to(": 22", ": '@ann'"), "telegram_id: must be a number", "@ann"),
    Fault("a third language", to("language: ru", "language: en"), "Input should be 'kk' or 'ru'", ": en"),
    Fault("no bodies", to("[medeu]", "[]"), "bodies: Value should have at least 1 item", "bodies: []"),
    Fault("a body that is no list", to("[medeu]", "medeu"), "bodies: must be a list", "bodies: medeu"),
    Fault("channels without a date", to("  valid_from: 2026-11-01\n", ""), "valid_from: this", "channels:"),
    Fault("a date that is none", to("2026-11-01", "autumn"), "valid_from: Input should be", "autumn"),
    Fault("channels in one language", to('  kk: ["1424"]\n', ""), "kk: this key is missing", "channels:"),
    Fault("an unknown key", to("    language: kk", "    lang: kk"), "lang: unknown key", "    lang: kk"),
    Fault("an unknown key of the file", to("channels:", "chanels:"), "chanels: unknown key", "chanels:"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "officials.yaml"
    file.write_text(SOUND, encoding="utf-8")
    return file


@pytest.fixture
def officials(path: Path) -> Officials:
    return load_officials(path)


def problems_of(path: Path) -> list[Problem]:
    with pytest.raises(OfficialsFaultyError) as refused:
        load_officials(path)
    assert refused.value.problems, "a refusal says why"
    return refused.value.problems


def line_of(piece: str, text: str) -> int:
    """The number of the first line (or of that after @) with such a piece."""
    piece, _, which = piece.partition("@") if re.search(r"@\d$", piece) else (piece, "", "")
    numbers = [number for number, line in enumerate(text.splitlines(), 1) if piece in line]
    return numbers[int(which or 1) - 1]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_named_with_its_file_and_line(path: Path, fault: Fault) -> None:
    text = fault.change(SOUND)
    path.write_text(text, encoding="utf-8")
    said = [problem for problem in problems_of(path) if fault.complaint in problem.message]
    assert [(problem.path, problem.line) for problem in said] == [(path, line_of(fault.line, text))]
    assert str(said[0]).startswith(f"{path}:{said[0].line}: ")


def test_several_faults_are_all_said_in_the_order_of_lines(path: Path) -> None:
    path.write_text(SOUND.replace("[medeu]", "[meddeu]").replace("backup: first", "backup: third"), "utf-8")
    problems = problems_of(path)
    assert [problem.message for problem in problems] == [
        "«meddeu» is not among the bodies of this file",
        "«third» is not among the officials of this file",
    ]
    assert problems == sorted(problems)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "officials.yaml"
    assert problems_of(path) == [Problem(path, 1, "cannot be read: FileNotFoundError")]


@given(st.binary(max_size=80) | st.text(st.sampled_from("a1\n  -:[]{}\"'|>&*!#?%~,ә")).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_refused_with_a_line(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "officials-of-any-bytes.yaml"
    path.write_bytes(data)
    assert all(problem.line >= 1 for problem in problems_of(path))


def test_a_tip_about_a_body_goes_to_those_who_receive_it_or_all_in_the_order_of_the_file(
    officials: Officials,
) -> None:
    assert [official.id for official in officials.covering(BodyId("medeu"))] == ["first", "second"]
    assert [official.id for official in officials.covering(BodyId("finance"))] == ["first"]


def test_an_official_is_found_by_id_and_by_account_and_a_body_by_id(officials: Officials) -> None:
    second = officials.official(OfficialId("second"))
    assert second
    assert officials.by_telegram(22) == second
    assert (second.language, second.backup) == (Language.RU, OfficialId("first"))
    assert second.bodies == frozenset({BodyId("medeu")})
    assert (second.names[Language.KK], second.roles[Language.RU]) == ("Екінші", "Инспектор")
    body = officials.body(BodyId("finance"))
    assert body
    assert body.names == {Language.KK: "Қаржы басқармасы", Language.RU: "Управление финансов"}


def test_whoever_is_not_in_the_file_is_not_found(officials: Officials) -> None:
    assert officials.official(OfficialId("third")) is None
    assert officials.by_telegram(33) is None
    assert officials.body(BodyId("third")) is None


def test_channels_keep_their_date_and_the_order_of_their_lines(officials: Officials) -> None:
    assert officials.channels.valid_from == date(2026, 11, 1)
    assert officials.channels.lines[Language.RU] == ("1424", "eOtinish.kz")


def test_each_official_who_has_not_pressed_start_is_named_at_his_line(
    path: Path, officials: Officials
) -> None:
    (problem,) = unreachable_problems(path, officials, {OfficialId("first")})
    assert problem == Problem(
        path,
        line_of("  second:", SOUND),
        "official «second» is unreachable: they have not pressed /start in the bot, or have blocked it",
    )
    assert unreachable_problems(path, officials, {official.id for official in officials.officials}) == []


def test_the_example_is_sound_and_leaves_somebody_where_any_one_is_kept_out() -> None:
    officials = load_officials(EXAMPLE)
    assert len(officials.officials) >= 4
    assert all(len(officials.covering(body.id)) >= 2 for body in officials.bodies)


def test_the_example_warns_that_its_channels_must_be_checked() -> None:
    assert "CHECK BEFORE USE" in EXAMPLE.read_text(encoding="utf-8").partition("\nchannels:")[0]


KNOWN = [
    KnownBody(KnownBodyId("medeu"), {Language.KK: "Медеу", Language.RU: "Медеу ру"}, ()),
    KnownBody(KnownBodyId("parks"), {Language.KK: "Саябақ", Language.RU: "Парки"}, ()),
]
WITHOUT_BODIES = SOUND[SOUND.index("officials:") :]


def test_without_bodies_of_its_own_the_file_is_about_those_of_the_knowledge(path: Path) -> None:
    path.write_text(WITHOUT_BODIES, "utf-8")
    found = load_officials(path, KNOWN)
    assert [(body.id, body.names[Language.RU]) for body in found.bodies] == [
        ("medeu", "Медеу ру"),
        ("parks", "Парки"),
    ]
    assert [official.id for official in found.covering(BodyId("medeu"))] == ["first", "second"]


def test_a_list_of_ids_chooses_among_the_bodies_of_the_knowledge(path: Path) -> None:
    path.write_text(f"bodies: [medeu]\n{WITHOUT_BODIES}", "utf-8")
    assert [body.id for body in load_officials(path, KNOWN).bodies] == ["medeu"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"bodies: [medeu, moon]\n{WITHOUT_BODIES}", "«moon» is not in knowledge/bodies.yaml"),
        (
            WITHOUT_BODIES.replace("[medeu]", "[moon]"),
            "«moon» is not among the bodies of knowledge/bodies.yaml",
        ),
        (WITHOUT_BODIES.replace("all", "[medeu]"), "nobody receives tips about «parks»"),
    ],
)
def test_a_body_that_the_knowledge_has_not_is_named(path: Path, text: str, said: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(OfficialsFaultyError) as refused:
        load_officials(path, KNOWN)
    assert said in str(refused.value)


def test_a_file_without_bodies_needs_those_of_the_knowledge(path: Path) -> None:
    path.write_text(WITHOUT_BODIES, "utf-8")
    with pytest.raises(OfficialsFaultyError) as refused:
        load_officials(path, ())
    assert "names no body" in str(refused.value)
