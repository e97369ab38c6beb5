"""The loader takes the knowledge whole and sound, or says everything that is wrong with it and where."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.acts.loader import KnowledgeFaultyError, load
from bot.acts.model import Ref, Rulebook, Source
from bot.acts.review import LEAST_OUTSIDE, LEAST_QUESTIONS
from bot.language import Language
from bot.yaml_files.lines import Problem, read
from tests.conftest import KNOWLEDGE

ACT = Path("acts/almaty-2013")
FILES = ("act", "rules.kk", "rules.ru", "questions.kk", "questions.ru", "topics", "dilemmas")
WHOLE_FILE = ""


@dataclass(frozen=True)
class Fault:
    """A change to one file, what must be said of it, and the start of the line that must be named."""

    name: str
    file: str
    change: Callable[[str], str]
    complaint: str
    line: str = WHOLE_FILE


def swap(pattern: str, by: str, text: str) -> str:
    """Replace the first place that fits."""
    changed, times = re.subn(pattern, by, text, count=1, flags=re.DOTALL | re.MULTILINE)
    assert times == 1, pattern
    return changed


def to(pattern: str, by: str) -> Callable[[str], str]:
    return partial(swap, pattern, by)


def rule(ref: str) -> str:
    """A pattern for the whole entry of a ref in rules.*.yaml."""
    return rf'^- ref: "{re.escape(ref)}"$.*?(?=^- ref: |\Z)'


def guide(ref: str, key: str) -> str:
    """A pattern for a key of a ref in questions.*.yaml, the ref itself in group 1, with all that stands under the key."""
    return rf'(^"{re.escape(ref)}":$(?:\n[^"\n][^\n]*)*?\n)  {key}:.*?(?=^  \w|^"|^#|\Z)'


STORIES = '  stories: {{driver: ["{0} бір", "{0} екі", "{0} үш"]}}\n'

FAULTS = [
    Fault(
        "a gap in the numbers",
        "rules.kk",
        to(rule("3.11"), ""),
        "«3.12» stands without «3.11» before it",
        '- ref: "3.12"',
    ),
    Fault(
        "no paragraph over a sub-paragraph",
        "rules.ru",
        to(rule("18"), ""),
        "«18.1» stands without «18» before it",
        '- ref: "18.1"',
    ),
    Fault("no status", "rules.kk", to(rule("status"), ""), "ref «status» is missing"),
    Fault(
        "a ref twice",
        "rules.kk",
        to('^- ref: "3.12"', '- ref: "3.11"'),
        "ref «3.11» stands here a second time",
        # The second of them: the entry that was 3.12, between 3.11 and 3.13.
        '- ref: "3.11"@2',
    ),
    Fault(
        "no translation",
        "rules.ru",
        to(rule("3.12"), ""),
        "ref «3.12» of rules.kk.yaml is missing",
    ),
    Fault(
        "a translation of nothing",
        "rules.ru",
        to('^- ref: "22"', '- ref: "23"'),
        "ref «23» is not in rules.kk.yaml",
        '- ref: "23"',
    ),
    Fault(
        "a section that is not",
        "rules.kk",
        to(r'(^- ref: "21"\n  section: )"5"', r'\1"9"'),
        "section «9» is not in act.yaml",
        '  section: "9"',
    ),
    Fault(
        "another section in the translation",
        "rules.kk",
        to(r'(^- ref: "21"\n  section: )"5"', r'\1"4"'),
        "«21» stands in another section in rules.ru.yaml",
        '- ref: "21"',
    ),
    Fault(
        "no words in a paragraph",
        "rules.kk",
        to(r'(^- ref: "21"\n  section: "5"\n  parts:)\n(    - [^\n]*\n)+', r'\1\n    - " "\n'),
        "must not be empty",
        '    - " "',
    ),
    Fault(
        "related to nothing",
        "act",
        to(r'^  "4": \["3\.6"', '  "4": ["99"'),
        "there is no ref «99»",
        '  "4": ["99"',
    ),
    Fault(
        "nothing related",
        "act",
        to(r'^  "4": [^\n]*\n', ""),
        "related refs of «4» are missing",
        "related:",
    ),
    Fault("a topic of nothing", "topics", to(r'\["14"', '["99"'), "there is no ref «99»", '  refs: ["99"'),
    Fault(
        "a topic whose name no button can carry",
        "topics",
        to("^gifts:", "Gifts-and-gain:"),
        "must be of the shape ^[a-z0-9_]{1,20}$",
        "Gifts-and-gain:",
    ),
    Fault(
        "a topic too long for a button",
        "topics",
        to(r'kk: "Сыйлық пен пайда"', f'kk: "{"ы" * 39}"'),
        "gifts → title → kk: is longer than 38 characters",
        "  title: ",
    ),
    Fault("a ref in no topic", "topics", to(r', "3\.22"', ""), "no topic shows «3.22»"),
    Fault(
        "questions for nothing",
        "questions.ru",
        to('^"3.12":', '"3.99":'),
        "there is no ref «3.99»",
        '"3.99":',
    ),
    Fault("no questions", "questions.ru", to('^"3.12":', '"3.99":'), "ref «3.12» has no questions"),
    Fault(
        "an unknown key",
        "act",
        to("^registered:", "registred:"),
        "registred: unknown key",
        "registred:",
    ),
    Fault("a missing key", "act", to("^registered:", "registred:"), "registered: this key is missing"),
    Fault(
        "a text in one language",
        "act",
        to(r"(^short_title:\n  kk: [^\n]*\n)  ru: [^\n]*\n", r"\1"),
        "short_title → ru: this key is missing",
        "short_title:",
    ),
    Fault(
        "a date that is none",
        "act",
        to(r"date: 2013-11-28", "date: 2013-11-31"),
        "adopted → date",
        "  date: ",
    ),
    Fault(
        "a key twice",
        "act",
        to("^authentic: kk", "id: other\nauthentic: kk"),
        "«id» stands here a second time",
        "id: other",
    ),
    Fault(
        "a key twice deep inside",
        "questions.kk",
        to(r'(^"3\.12":\n)(  title: [^\n]*\n)', r"\1\2\2"),
        "«title» stands here a second time",
    ),
    Fault(
        "a situation for nothing",
        "dilemmas",
        to(r'ref: "3\.22"', 'ref: "3.99"'),
        "there is no ref «3.99»",
        '  ref: "3.99"',
    ),
    Fault(
        "a right choice that is none",
        "dilemmas",
        to(r"^(envelope-on-desk:$.*?)right: c", r"\1right: d4"),
        "there is no choice «d4»",
        "  right: d4",
    ),
    Fault(
        "a choice twice",
        "dilemmas",
        to(r'ru: "Вежливо откажусь"', 'ru: "Торт возьму, коньяк верну"'),
        "«Торт возьму, коньяк верну» stands here a second time",
    ),
    Fault(
        "one choice alone",
        "dilemmas",
        to(r"^(envelope-on-desk:$.*?choices:\n    a: [^\n]*\n)(    [bcd]: [^\n]*\n)+", r"\1"),
        "envelope-on-desk → choices: Dictionary should have at least 2 items",
    ),
    Fault(
        "a long question",
        "dilemmas",
        to(r'^(envelope-on-desk:$.*?)kk: "[^"]*"', rf'\1kk: "{"сыйлық " * 50}"'),
        "envelope-on-desk → question → kk: is longer than 300 characters",
        '    kk: "сыйлық',
    ),
    Fault(
        "a long choice",
        "dilemmas",
        to(r'kk: "Сыпайы бас тартамын"', f'kk: "{"бас " * 30}"'),
        "cake-after-service → choices → b → kk: is longer than 100 characters",
        '    b: {kk: "бас',
    ),
    Fault(
        "a long reason",
        "dilemmas",
        to(r'^(envelope-on-desk:$.*?why:\n    kk: )"[^"]*"', rf'\1"{"пайда " * 40}"'),
        "envelope-on-desk → why → kk: is longer than 198 characters",
        '    kk: "пайда',
    ),
    Fault(
        "a name in other letters",
        "dilemmas",
        to("^envelope-on-desk:", "Конверт:"),
        "«Конверт» must be of the letters a-z, figures and -, 40 at most",
        "Конверт:",
    ),
    Fault("few situations", "dilemmas", to(r"^own-measures:.*\Z", ""), "situations; at least 40 are needed"),
    Fault("broken YAML", "topics", to(r'^  refs: \["14"', '  refs: "14"'), "is not YAML", "  refs: "),
    Fault("an alias", "act", to("^id: almaty-2013", "id: *other"), "an alias (*) cannot stand here", "id: *"),
    Fault("nothing in the file", "topics", lambda _: "", "no topic shows «14»"),
    Fault("a file that says null", "act", lambda _: "~\n", "this key is missing"),
    Fault("a list for a mapping", "topics", lambda _: "- a\n", "the file: must be a mapping"),
    Fault("a mapping for a list", "rules.kk", lambda _: "a: b\n", "the file: must be a list"),
    Fault(
        "few keywords",
        "questions.kk",
        to(guide("3.12", "keywords"), r'\1  keywords: ["бір", "екі", "үш"]\n'),
        "3.12 → keywords: List should have at least 8 items",
        '  keywords: ["бір"',
    ),
    Fault(
        "few questions",
        "questions.kk",
        lambda text: to(guide("3.12", "questions"), r"\1  questions: {}\n")(
            to(guide("3.12", "stories"), r"\1" + STORIES.format("жоғалған қолшатыр"))(text)
        ),
        f"«3.12» has fewer than {LEAST_QUESTIONS} questions and stories",
        '"3.12":',
    ),
    Fault(
        "stories in the words of the paragraph",
        "questions.ru",
        to(guide("3.12", "stories"), r"\1" + STORIES.format("служебное положение")),
        "«3.12» has 0 stories that share no content word with the paragraph; 3 are needed",
        "  stories: {driver: [",
    ),
    Fault(
        "a long title",
        "questions.ru",
        to(guide("3.12", "title"), rf'\1  title: "{"ы" * 39}"\n'),
        "3.12 → title: is longer than 38 characters",
        '  title: "ыыы',
    ),
    Fault(
        "a blank title",
        "questions.ru",
        to(guide("3.12", "title"), r'\1  title: "    "\n'),
        "3.12 → title: must not be empty",
        '  title: "    "',
    ),
    Fault(
        "a title twice",
        "questions.kk",
        lambda text: to(guide("3.12", "title"), r'\1  title: "Осы"\n')(
            to(guide("3.13", "title"), r'\1  title: "Осы"\n')(text)
        ),
        "title is the same as that of «3.12»",
        '  title: "Осы"@2',
    ),
    Fault(
        "an outside topic named like a ref",
        "outside",
        to(r"^annual_leave:", '"3.12":'),
        "topic «3.12» is named like a ref",
        '"3.12":',
    ),
    Fault(
        "an outside topic of an unknown kind",
        "outside",
        to(r"^  kind: outside", "  kind: inside"),
        "→ kind: Input should be 'outside' or 'talk'",
        "  kind: inside",
    ),
    Fault(
        "a word twice in a concept",
        "synonyms",
        to(r"(^concepts:\n  (\w+):\n.*?    ru: \[)", r'\1"сөз", "сөз", '),
        "«сөз» stands in",
        '    ru: ["сөз"',
    ),
    Fault(
        "a concept without words",
        "synonyms",
        to(r"(^concepts:\n  (\w+):\n.*?    ru: )\[[^\n]*\]", r"\1[]"),
        "→ ru: List should have at least 1 item",
        "    ru: []",
    ),
]


def place(file: str) -> Path:
    """Where a file of the knowledge lies in its folder."""
    return (ACT if file in FILES else Path()) / f"{file}.yaml"


def line_of(start: str, text: str) -> int:
    """The number of the first line (or, after @, the second) with such a start; 1 for the whole file."""
    start, _, which = start.partition("@")
    numbers = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start)]
    return numbers[int(which or 1) - 1]


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy to spoil; of the many outside questions one for each topic is left, it reads faster."""
    copy = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    path = copy / place("outside")
    path.write_text(
        re.sub(r"(?m)^(      - .*\n)(?:      - .*\n)+", r"\1", path.read_text(encoding="utf-8")), "utf-8"
    )
    return copy


def alter(knowledge: Path, file: str, change: Callable[[str], str]) -> str:
    """Change a file; its new text."""
    path = knowledge / place(file)
    text = change(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    return text


def problems_of(knowledge: Path) -> list[Problem]:
    with pytest.raises(KnowledgeFaultyError) as refused:
        load(knowledge)
    assert refused.value.problems, "a refusal says why"
    return refused.value.problems


def test_the_real_knowledge_is_sound(rulebook: Rulebook) -> None:
    assert load(KNOWLEDGE) == rulebook


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_named_with_its_file_and_line(knowledge: Path, fault: Fault) -> None:
    text = alter(knowledge, fault.file, fault.change)
    path = knowledge / place(fault.file)
    said = [problem for problem in problems_of(knowledge) if fault.complaint in problem.message]
    assert said, "the fault is not named"
    assert {problem.path for problem in said} == {path}
    if fault.line:
        assert line_of(fault.line, text) in [problem.line for problem in said]
    assert all(str(problem).startswith(f"{path}:{problem.line}: ") for problem in said)


@pytest.mark.parametrize("file", [*FILES, "outside", "synonyms"])
def test_a_file_that_is_not_there_is_named(knowledge: Path, file: str) -> None:
    path = knowledge / place(file)
    path.unlink()
    assert problems_of(knowledge) == [Problem(path, 1, "cannot be read: FileNotFoundError")]


@pytest.mark.parametrize("file", [*FILES, "outside", "synonyms"])
def test_a_file_in_another_encoding_is_named_with_the_line_of_its_first_odd_byte(
    knowledge: Path, file: str
) -> None:
    path = knowledge / place(file)
    path.write_bytes(b"# first line\n# " + "текст\n".encode("cp1251"))
    assert problems_of(knowledge) == [Problem(path, 2, "is not UTF-8")]


def test_a_folder_without_an_act_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == [Problem(tmp_path / "acts", 1, "must hold exactly one act, holds 0")]


def test_a_folder_with_two_acts_is_refused(knowledge: Path) -> None:
    (knowledge / "acts" / "astana-2013").mkdir()
    assert problems_of(knowledge) == [Problem(knowledge / "acts", 1, "must hold exactly one act, holds 2")]


def test_too_few_outside_topics_are_refused(knowledge: Path) -> None:
    def cut(text: str) -> str:
        starts = [found.start() for found in re.finditer(r"^\w+:$", text, re.MULTILINE)]
        return text[: starts[LEAST_OUTSIDE - 1]]

    text = alter(knowledge, "outside", cut)
    said = f"{LEAST_OUTSIDE - 1} topics; at least {LEAST_OUTSIDE} are needed"
    path = knowledge / place("outside")
    assert Problem(path, line_of("annual_leave:", text), said) in problems_of(knowledge)


def questions_of(rulebook: Rulebook, ref: str) -> Iterator[str]:
    for example in rulebook.guides[Ref(ref)][Language.RU].examples:
        if example.source is Source.QUESTION:
            yield example.text


@pytest.mark.parametrize(
    ("file", "key", "owner"), [("questions.ru", '"3.12"', "3.11"), ("outside", "annual_leave", "3.11")]
)
def test_the_same_question_in_two_places_is_named_at_the_second(
    knowledge: Path, rulebook: Rulebook, file: str, key: str, owner: str
) -> None:
    question = next(text for text in questions_of(rulebook, owner) if '"' not in text)
    added = (
        f'{{secretary: ["{question}"]}}' if file == "questions.ru" else f'{{kk: ["{question}"], ru: ["а"]}}'
    )
    text = alter(
        knowledge, file, to(rf"(^{key}:.*?^  )questions:.*?(?=^\w|^  \w|^\"|\Z)", rf"\1questions: {added}\n")
    )
    said = [problem for problem in problems_of(knowledge) if "stands under" in problem.message]
    line = line_of(f"  questions: {added}", text)
    assert said == [Problem(knowledge / place(file), line, f"this question stands under «{owner}» already")]


def test_several_faults_are_all_said_in_the_order_of_files_and_lines(knowledge: Path) -> None:
    chosen = [
        fault
        for fault in FAULTS
        if fault.name in {"a gap in the numbers", "related to nothing", "few questions"}
    ]
    for fault in chosen:
        alter(knowledge, fault.file, fault.change)
    problems = problems_of(knowledge)
    for fault in chosen:
        assert any(fault.complaint in problem.message for problem in problems), fault.name
    assert problems == sorted(problems)
    assert len(set(problems)) == len(problems)


def test_several_files_of_a_wrong_shape_are_all_said(knowledge: Path) -> None:
    for file in (*FILES, "outside", "synonyms"):
        alter(knowledge, file, lambda _: "text")
    assert {problem.path for problem in problems_of(knowledge)} == {
        knowledge / place(file) for file in (*FILES, "outside", "synonyms")
    }


YAML_SIGNS = st.text(st.sampled_from("a1\n  -:[]{}\"'|>&*!#?%~,\t\x00ә"), max_size=60)
ANY_BYTES = st.one_of(st.binary(max_size=80), YAML_SIGNS.map(str.encode))
NESTS = st.sampled_from(
    [b"[" * 100_000, b"{a: " * 50_000, b"- " * 20_000, b"&a [*a]", b"? [a]: b", b"a\n---\nb"]
)


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


@given(file=st.sampled_from([*FILES, "outside", "synonyms"]), data=ANY_BYTES | NESTS)
@settings(max_examples=100, deadline=None)
def test_any_bytes_as_a_file_of_the_knowledge_are_refused_in_order(
    tmp_path_factory: pytest.TempPathFactory, file: str, data: bytes
) -> None:
    knowledge = tmp_path_factory.getbasetemp() / "bytes"
    shutil.rmtree(knowledge, ignore_errors=True)
    (knowledge / ACT).mkdir(parents=True)
    (knowledge / place(file)).write_bytes(data)
    assert all(problem.line >= 1 for problem in problems_of(knowledge))
