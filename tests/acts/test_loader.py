"""The loader takes the knowledge whole and sound, or says everything that is wrong with it and where."""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.acts.fingerprint import fingerprint
from bot.acts.loader import KnowledgeFaultyError, load
from bot.acts.model import Ref, Rulebook
from bot.acts.refs import ActId
from bot.acts.review import Least
from bot.acts.review_acts import has_stray_quote
from bot.acts.standing import Amended, InForce, Unchecked
from bot.language import Language
from bot.matters.model import MatterId
from bot.yaml_files.lines import Problem, read
from tests.conftest import KNOWLEDGE
from tests.small_knowledge import ACT, FILES, write_knowledge

NONE = Least(questions=0, stories=0, keywords=0, unsettled=0, dilemmas=0)


@dataclass(frozen=True)
class Fault:
    """A change to one file: what is taken out and put in, what must be said of it, and the start of the line to be named."""

    name: str
    file: str
    out: str
    put: str
    complaint: str
    line: str = ""
    least: Least = NONE


KK, RU, DILEMMAS = f"{ACT}/text.kk.yaml", f"{ACT}/text.ru.yaml", f"{ACT}/dilemmas.yaml"
THE_ACT, WORK, OUTSIDE = f"{ACT}/act.yaml", "matters/work.yaml", "matters/elsewhere.yaml"
FAULTS = [
    Fault("a gap", KK, 'ref: "2.1"', 'ref: "2.3"', "«2.2» stands without «2.1» before it", '- ref: "2.2"'),
    Fault("no parent", RU, 'ref: "2"', 'ref: "3"', "«2.1» stands without «2» before it", '- ref: "2.1"'),
    Fault("a ref twice", KK, 'ref: "2.2"', 'ref: "2.1"', "ref «2.1» stands here a second time"),
    Fault("no translation", RU, 'ref: "2.2"', 'ref: "2.9"', "ref «2.2» of text.kk.yaml is missing"),
    Fault(
        "a translation of nothing",
        RU,
        'ref: "2.2"',
        'ref: "2.9"',
        "ref «2.9» is not in text.kk.yaml",
        '- ref: "2.9"',
    ),
    Fault(
        "a section that is not",
        KK,
        'section: "1"',
        'section: "9"',
        "section «9» is not in act.yaml",
        '  section: "9"',
    ),
    Fault(
        "another section",
        KK,
        'section: "1"',
        'section: "2"',
        "«1» stands in another section in text.ru.yaml",
        '- ref: "1"',
    ),
    Fault("no words", KK, '"сыйлық алмауға;"', '" "', "must not be empty", '    - " "'),
    Fault(
        "a stray quotation mark",
        KK,
        '"сыйлық алмауға;"',
        "'\"сыйлық алмауға;'",
        "a stray quotation mark",
        "    - '",
    ),
    Fault(
        "related to nothing", THE_ACT, '"1": ["2"]', '"1": ["99"]', "there is no ref «99»", '  "1": ["99"]'
    ),
    Fault("settles at no place", THE_ACT, '"2.1": [gifts]', '"9": [gifts]', "there is no ref «9»", '  "9"'),
    Fault("settles nothing", THE_ACT, "[gifts]", "[pets]", "there is no matter «pets»", '  "2.1"'),
    Fault("a title of no place", THE_ACT, '  "2.2": {kk', '  "7": {kk', "there is no ref «7»", '  "7"'),
    Fault(
        "another folder",
        THE_ACT,
        "id: town-2020",
        "id: city-2020",
        "«city-2020» is not the name of the folder, «town-2020»",
        "id:",
    ),
    Fault(
        "two standings",
        THE_ACT,
        "in_force:",
        "amended: {}\nin_force:",
        "cannot be both in_force and amended",
        "amended:",
    ),
    Fault("an unknown key", THE_ACT, "adopted:", "adoptd:", "adoptd: unknown key", "adoptd:"),
    Fault("a missing key", THE_ACT, "id: town-2020\n", "", "id: this key is missing"),
    Fault(
        "one language",
        THE_ACT,
        ', ru: "Правила"}',
        "}",
        "short_title → ru: this key is missing",
        "short_title:",
    ),
    Fault("no date", THE_ACT, "2020-03-01", "2020-02-31", "adopted → date", "  date:"),
    Fault(
        "a key twice",
        THE_ACT,
        "authentic: kk",
        "id: x\nauthentic: kk",
        "«id» stands here a second time",
        "id: x",
    ),
    Fault("an alias", THE_ACT, "id: town-2020", "id: *other", "an alias (*) cannot stand here", "id: *"),
    Fault("a tab", THE_ACT, "  by:", "\tby:", "the line is indented with a tab; use spaces", "\tby:"),
    Fault(
        "a topic of nothing", "topics.yaml", "[gifts,", "[pets,", "there is no matter «pets»", "  matters:"
    ),
    Fault("a matter in no topic", "topics.yaml", ", dress]", "]", "no topic shows «dress»"),
    Fault(
        "a name for no button",
        "topics.yaml",
        "work:",
        "Work-and-life:",
        "must be of the shape ^[a-z0-9_]{1,20}$",
        "Work",
    ),
    Fault(
        "a long topic",
        "topics.yaml",
        '"Жұмыс"',
        f'"{"ы" * 39}"',
        "work → title → kk: is longer than 38 characters",
    ),
    Fault(
        "a list for a mapping", "topics.yaml", FILES["topics.yaml"], "- a\n", "the file: must be a mapping"
    ),
    Fault("a mapping for a list", KK, FILES[KK], "a: b\n", "the file: must be a list"),
    Fault(
        "an act that is not there",
        "bodies.yaml",
        "acts: [town-2020]",
        "acts: [x]",
        "act «x» is not under acts/",
        "    acts:",
    ),
    Fault(
        "short refs of no act",
        "bodies.yaml",
        "short_refs: town-2020",
        "short_refs: x",
        "act «x» is not under acts/",
        "short_refs:",
    ),
    Fault("a situation at no place", DILEMMAS, 'ref: "2.1"', 'ref: "9"', "there is no ref «9»", '  ref: "9"'),
    Fault(
        "a situation of no matter",
        DILEMMAS,
        "matter: gifts",
        "matter: pets",
        "there is no matter «pets»",
        "  matter:",
    ),
    Fault(
        "a right choice that is none",
        DILEMMAS,
        "right: b",
        "right: d4",
        "there is no choice «d4»",
        "  right:",
    ),
    Fault(
        "a choice twice", DILEMMAS, 'ru: "Не возьму"', 'ru: "Возьму"', "«Возьму» stands here a second time"
    ),
    Fault(
        "a long question",
        DILEMMAS,
        "Торт әкелді.",
        "Торт " * 70,
        "cake → question → kk: is longer than 300 characters",
    ),
    Fault(
        "a long choice",
        DILEMMAS,
        '"Алмаймын"',
        f'"{"бас " * 30}"',
        "cake → choices → b → kk: is longer than 100 characters",
    ),
    Fault(
        "a long reason",
        DILEMMAS,
        '"Брать нельзя."',
        f'"{"да " * 80}"',
        "cake → why → ru: is longer than 198 characters",
    ),
    Fault(
        "other letters",
        DILEMMAS,
        "cake:",
        "Торт:",
        "«Торт» must be of the letters a-z, figures and -, 40 at most",
        "Торт:",
    ),
    Fault(
        "few situations",
        DILEMMAS,
        "",
        "",
        "1 situations; at least 2 are needed",
        "",
        replace(NONE, dilemmas=2),
    ),
    Fault(
        "few keywords",
        WORK,
        "",
        "",
        "«gifts» has fewer than 2 keywords (kk)",
        "gifts:",
        replace(NONE, keywords=2),
    ),
    Fault(
        "few questions",
        WORK,
        "",
        "",
        "«dress» has fewer than 3 questions and stories (ru)",
        "dress:",
        replace(NONE, questions=3),
    ),
    Fault(
        "no story apart",
        THE_ACT,
        "",
        "",
        "«2.1» have fewer than 2 stories (kk) that share no content word",
        "",
        replace(NONE, stories=2),
    ),
    Fault(
        "few matters outside",
        "intents.yaml",
        "",
        "",
        "2 matters that no act settles; at least 9 are needed",
        "",
        replace(NONE, unsettled=9),
    ),
    Fault(
        "a long title",
        WORK,
        'kk: "Киім"',
        f'kk: "{"ы" * 39}"',
        "dress → title → kk: is longer than 38 characters",
    ),
    Fault("a blank title", WORK, 'kk: "Киім"', 'kk: "   "', "dress → title → kk: must not be empty"),
    Fault(
        "a title twice",
        WORK,
        'kk: "Киім"',
        'kk: "Кешігу"',
        "title «Кешігу» is the same as that of «lateness»",
        '  title: {kk: "Кешігу", ru: "Одежда"',
    ),
    Fault(
        "a long guidance",
        WORK,
        '"Верните."',
        f'"{"да " * 60}"',
        "gifts → guidance → now → ru: is longer than 160 characters",
    ),
    Fault(
        "near to nothing", WORK, "near: [dress]", "near: [pets]", "there is no other matter «pets»", "  near:"
    ),
    Fault(
        "near to itself",
        WORK,
        "near: [dress]",
        "near: [gifts]",
        "there is no other matter «gifts»",
        "  near:",
    ),
    Fault(
        "settled nowhere",
        OUTSIDE,
        '  elsewhere: {kk: "Еңбек кодексінде.", ru: "В Трудовом кодексе."}\n',
        "",
        "no act settles «leave»",
        "leave:",
    ),
    Fault(
        "checked by nobody",
        OUTSIDE,
        "  near:",
        "  checked: 2026-11-30\n  near:",
        "say in checked_by who looked at the source on that day",
        "  checked:",
    ),
    Fault(
        "checked on no day",
        OUTSIDE,
        "  near:",
        '  checked_by: "юрист"\n  near:',
        "say in checked on which day",
        "  checked_by:",
    ),
    Fault(
        "nothing that was checked",
        WORK,
        "dress:\n",
        'dress:\n  checked: 2026-11-30\n  checked_by: "юрист"\n',
        "there is no elsewhere that was checked",
        "  checked:",
    ),
    Fault("a matter twice", OUTSIDE, "leave:", "dress:", "matter «dress» stands in", ""),
    Fault(
        "talk named like a matter",
        "intents.yaml",
        "greeting:",
        "dress:",
        "«dress» is a matter already, in work.yaml",
        "dress:",
    ),
    Fault(
        "an unknown intent",
        "intents.yaml",
        "intent: talk",
        "intent: gossip",
        "greeting → intent",
        "  intent:",
    ),
    Fault(
        "a question twice",
        OUTSIDE,
        "Сколько дней отпуск?",
        "Можно в джинсах?",
        "this question stands under «",
    ),
    Fault(
        "a word twice",
        "lexicon.yaml",
        '["подарок"]',
        '["подарок", "подарок"]',
        "«подарок» stands in «gift» a second time",
        "    ru:",
    ),
    Fault(
        "no words in a concept",
        "lexicon.yaml",
        '["подарок"]',
        "[]",
        "→ ru: List should have at least 1 item",
        "    ru:",
    ),
]


def line_of(start: str, text: str) -> int:
    """The number of the first line with such a start."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A small knowledge to spoil."""
    return write_knowledge(tmp_path / "knowledge")


def alter(knowledge: Path, fault: Fault) -> str:
    """Change a file; its new text."""
    path = knowledge / fault.file
    text = path.read_text(encoding="utf-8")
    assert fault.out in text, fault.out
    text = text.replace(fault.out, fault.put, 1)
    path.write_text(text, encoding="utf-8")
    return text


def problems_of(knowledge: Path, least: Least = NONE) -> list[Problem]:
    with pytest.raises(KnowledgeFaultyError) as refused:
        load(knowledge, least)
    assert refused.value.problems, "a refusal says why"
    return refused.value.problems


def test_the_real_knowledge_is_sound(rulebook: Rulebook) -> None:
    assert load(KNOWLEDGE) == rulebook


def test_the_small_knowledge_is_sound_too_or_the_faults_would_prove_nothing(knowledge: Path) -> None:
    rulebook = load(knowledge, NONE)
    assert [str(paragraph.ref) for paragraph in rulebook] == ["1", "2", "2.1", "2.2"]
    assert rulebook.title(Ref("2.1"), Language.RU) == "Подарки"
    assert rulebook.title(Ref("2.2"), Language.RU) == "Порядок и одежда"
    assert rulebook.act.standing == InForce(date(2020, 4, 1))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_named_with_its_file_and_line(knowledge: Path, fault: Fault) -> None:
    text = alter(knowledge, fault)
    said = [problem for problem in problems_of(knowledge, fault.least) if fault.complaint in problem.message]
    assert said, "the fault is not named"
    if fault.line:
        assert (knowledge / fault.file, line_of(fault.line, text)) in [(p.path, p.line) for p in said]
    assert all(re.match(rf"{re.escape(str(problem.path))}:\d+: ", str(problem)) for problem in said)


@pytest.mark.parametrize("file", sorted(set(FILES) - {DILEMMAS, RU, KK, WORK, OUTSIDE}))
def test_a_file_that_is_not_there_is_named(knowledge: Path, file: str) -> None:
    path = knowledge / file
    path.unlink()
    assert Problem(path, 1, "cannot be read: FileNotFoundError") in problems_of(knowledge)


def test_the_authentic_text_must_be_there(knowledge: Path) -> None:
    (knowledge / KK).unlink()
    assert [problem.message for problem in problems_of(knowledge)] == [
        "the authentic text, text.kk.yaml, is missing"
    ]


def test_an_act_without_any_text_is_refused(knowledge: Path) -> None:
    (knowledge / KK).unlink()
    (knowledge / RU).unlink()
    assert Problem(knowledge / ACT, 1, "has neither text.kk.yaml nor text.ru.yaml") in problems_of(knowledge)


@pytest.mark.parametrize("file", sorted(FILES))
def test_a_file_in_another_encoding_is_named_with_the_line_of_its_first_odd_byte(
    knowledge: Path, file: str
) -> None:
    path = knowledge / file
    path.write_bytes(b"# first line\n# " + "текст\n".encode("cp1251"))
    assert Problem(path, 2, "is not UTF-8") in problems_of(knowledge)


def test_a_folder_without_an_act_is_refused(tmp_path: Path) -> None:
    said = "holds no act; there must be one at least"
    assert problems_of(tmp_path) == [Problem(tmp_path / "acts", 1, said)]


def test_a_text_that_was_changed_by_hand_is_named_with_its_new_fingerprint(knowledge: Path) -> None:
    whole = load(knowledge, NONE)
    taken = fingerprint((str(paragraph.ref), paragraph.texts[Language.KK].parts) for paragraph in whole)
    act, text = knowledge / THE_ACT, knowledge / KK
    act.write_text(f'{act.read_text("utf-8")}source: {{fingerprint: {{kk: "{taken}"}}}}\n', "utf-8")
    load(knowledge, NONE)
    text.write_text(text.read_text("utf-8").replace("уақытында", "уақытылы"), "utf-8")
    (problem,) = problems_of(knowledge)
    assert problem.path == text
    assert problem.message.startswith("the text was changed by hand")
    assert "уақытында" not in text.read_text("utf-8")
    new = problem.message.rsplit(" ", 1)[1]
    act.write_text(act.read_text("utf-8").replace(taken, new), "utf-8")
    load(knowledge, NONE)


def test_a_second_act_in_one_language_stands_beside_the_first_under_its_own_name(knowledge: Path) -> None:
    second = knowledge / "acts" / "code"
    second.mkdir()
    (second / "act.yaml").write_text(
        'id: code\ntitle: {kk: "Кодекс", ru: "Кодекс"}\nshort_title: {kk: "Кодекс", ru: "Кодекс"}\n'
        'amended: {last: 2024-01-02}\nsource: {read_from: page.html}\nsettles: {"12.2": [gifts]}\n',
        encoding="utf-8",
    )
    (second / "text.ru.yaml").write_text(
        '- {ref: "12", kind: article, heading: "Подарки", parts: ["Служащий:"]}\n- {ref: "12.2", parts: ["не берёт подарков;"]}\n',
        encoding="utf-8",
    )
    rulebook = load(knowledge, NONE)
    place = Ref("12.2", ActId("code"))
    assert str(place) == "code/12.2"
    assert Ref.read("code/12.2") == place
    assert rulebook.act_of(place).standing == Amended(None, date(2024, 1, 2))
    assert rulebook.paragraphs[place].text(Language.KK).whole == "не берёт подарков;"
    assert rulebook.lead_in(place, Language.RU) == "Служащий:"
    assert [str(paragraph.ref) for paragraph in rulebook] == ["1", "2", "2.1", "2.2"]
    assert Ref("2.1") == rulebook.first_places(rulebook.default_body)[MatterId("gifts")]


def test_the_weightiest_act_of_a_body_settles_a_matter_first_and_short_refs_keep_their_act(
    knowledge: Path,
) -> None:
    second = knowledge / "acts" / "code"
    second.mkdir()
    (second / "act.yaml").write_text(
        'id: code\ntitle: {kk: "Кодекс", ru: "Кодекс"}\nshort_title: {kk: "Кодекс", ru: "Кодекс"}\nsource: {read_from: page.html}\nsettles: {"6": [gifts]}\n',
        encoding="utf-8",
    )
    (second / "text.kk.yaml").write_text('- {ref: "6", parts: ["Сыйлық алынбайды."]}\n', encoding="utf-8")
    bodies = knowledge / "bodies.yaml"
    bodies.write_text(
        bodies.read_text("utf-8").replace("acts: [town-2020]", "acts: [code, town-2020]"), "utf-8"
    )
    rulebook = load(knowledge, NONE)
    gifts = MatterId("gifts")
    assert rulebook.settling(gifts) == (Ref("6", ActId("code")), Ref("2.1"))
    assert rulebook.act.id == "town-2020"
    assert rulebook.first_act.id == "code"
    assert rulebook.first_act.standing == Unchecked()


def test_several_faults_are_all_said_in_the_order_of_files_and_lines(knowledge: Path) -> None:
    chosen = [fault for fault in FAULTS if fault.name in {"a gap", "related to nothing", "near to nothing"}]
    for fault in chosen:
        alter(knowledge, fault)
    problems = problems_of(knowledge)
    for fault in chosen:
        assert any(fault.complaint in problem.message for problem in problems), fault.name
    assert problems == sorted(problems)
    assert len(set(problems)) == len(problems)


def test_several_files_of_a_wrong_shape_are_all_said(knowledge: Path) -> None:
    for file in FILES:
        (knowledge / file).write_text("text", encoding="utf-8")
    assert {problem.path for problem in problems_of(knowledge)} == {knowledge / file for file in FILES}


YAML_SIGNS = st.text(st.sampled_from("a1\n  -:[]{}\"'|>&*!#?%~,\t\x00ә"), max_size=60)
ANY_BYTES = st.one_of(st.binary(max_size=80), YAML_SIGNS.map(str.encode))
NESTS = st.sampled_from([b"[" * 5_000, b"{a: " * 5_000, b"- " * 5_000, b"&a [*a]", b"? [a]: b", b"a\n---\nb"])


@given(ANY_BYTES | NESTS)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_become_a_problem_of_one_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    document = read(path)
    assert (document.value is None) <= bool(document.problems)
    for problem in document.problems:
        assert problem.line >= 1
        assert "\n" not in str(problem)


@given(file=st.sampled_from(sorted(FILES)), data=ANY_BYTES | NESTS)
@settings(max_examples=100, deadline=None)
def test_any_bytes_as_a_file_of_the_knowledge_are_taken_or_refused_in_order(
    tmp_path_factory: pytest.TempPathFactory, file: str, data: bytes
) -> None:
    knowledge = write_knowledge(tmp_path_factory.getbasetemp() / "bytes")
    (knowledge / file).write_bytes(data)
    problems: list[Problem] = []
    try:
        load(knowledge, NONE)
    except KnowledgeFaultyError as refused:
        problems = refused.problems
    assert all(problem.line >= 1 for problem in problems)


@pytest.mark.parametrize(
    ("words", "is_stray"),
    [
        ('служащий "честен".', False),
        ("«Честь» и «совесть»", False),
        ("Слово «честь» значит «достоинство»", False),
        ('выгоды."', True),
        ('"Государственные служащие', True),
        ("“Утратило силу постановлением.“", True),
        ("“Утратило силу постановлением.”", True),
        ('"Утратило силу постановлением."', True),
        ("честь и совесть»", True),
        ("«честь и совесть", True),
    ],
)
def test_a_quotation_mark_without_its_fellow_at_the_border_of_a_text_is_a_slip_of_the_hand(
    *, words: str, is_stray: bool
) -> None:
    assert has_stray_quote(words) is is_stray
