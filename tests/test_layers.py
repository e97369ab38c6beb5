"""Imports run one way: edge → domain ← storage."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EDGE = ("bot/__main__.py", "bot/app/", "bot/shell/")
HEAVY = {
    "PIL",
    "docx",
    "fpdf",
    "lxml",
    "matplotlib",
    "openpyxl",
    "phonenumbers",
    "pymorphy3",
    "pypdfium2",
    "segno",
    "watchfiles",
}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything a module is written of, parsed once for all tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imported(path: Path) -> tuple[str, ...]:
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module)):
                yield module


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_edge(path: Path) -> bool:
    return name_of(path).startswith(EDGE)


def is_under(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("path", modules("bot"), ids=name_of)
def test_the_program_knows_neither_telegram_nor_the_handlers(path: Path) -> None:
    if is_edge(path):
        return
    assert not [module for module in imported(path) if is_under(module, "telegram", "handlers")]


@pytest.mark.parametrize("path", modules("bot") + modules("handlers"), ids=name_of)
def test_only_the_storage_speaks_sql(path: Path) -> None:
    if "storage" in path.parts:
        return
    assert not [module for module in imported(path) if is_under(module, "aiosqlite", "sqlite3")]


@pytest.mark.parametrize("path", modules("bot/storage"), ids=name_of)
def test_the_storage_knows_nothing_of_what_is_asked_and_nothing_of_the_edge(path: Path) -> None:
    above = ("bot.answers", "bot.app", "bot.knowledge", "bot.shell")
    assert not [module for module in imported(path) if is_under(module, *above)]


@pytest.mark.parametrize("path", modules("bot"), ids=name_of)
def test_the_domain_does_not_import_the_storage(path: Path) -> None:
    if is_edge(path) or "storage" in path.parts:
        return
    assert not [module for module in imported(path) if is_under(module, "bot.storage")]


@pytest.mark.parametrize("path", modules("bot") + modules("handlers"), ids=name_of)
def test_the_program_does_not_import_the_emulator(path: Path) -> None:
    if name_of(path) == "bot/__main__.py":  # it adds the conversation in the terminal to the commands
        return
    assert not [module for module in imported(path) if is_under(module, "emulator")]


def test_the_knowledge_holds_no_python() -> None:
    assert not list((ROOT / "knowledge").rglob("*.py"))


def test_what_is_heavy_is_loaded_only_when_it_is_used() -> None:
    asked = "import sys, bot.app.serving, bot.knowledge.knowledge; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own words
    assert HEAVY & set(done.stdout.split()) == set()


def rooms(folder: str) -> list[str]:
    return sorted(path.name for path in (ROOT / folder).iterdir() if (path / "__init__.py").exists())


def neighbours(room: str) -> set[str]:
    """The rooms of the edge that a room imports."""
    found = {module for path in modules(f"handlers/{room}") for module in imported(path)}
    return {
        other for other in rooms("handlers") if any(is_under(module, f"handlers.{other}") for module in found)
    }


MAY_IMPORT: dict[str, set[str]] = {
    "telegram": set(),
    "acts": set(),
    "tips": set(),
    "documents": {"tips"},
    "answers": {"acts", "documents", "tips"},
    "lost_questions": {"answers"},
    "officials": {"tips"},
    "reminders": {"acts", "answers"},
    "owners": {"reminders"},
    "people": {"acts", "answers", "reminders", "tips"},
}
"""Which rooms of the edge may import which besides `telegram`, where stands what all share: a room names those it builds upon,
and none of those builds upon it.
"""


@pytest.mark.parametrize("room", rooms("handlers"))
def test_a_room_of_the_edge_imports_those_alone_that_it_builds_upon(room: str) -> None:
    assert neighbours(room) - {room, "telegram"} == MAY_IMPORT[room]


def test_there_is_no_circle_of_rooms() -> None:
    left = dict(MAY_IMPORT)
    while ready := [room for room, below in left.items() if not below & left.keys()]:
        for room in ready:
            del left[room]
    assert left == {}


@pytest.mark.parametrize("path", modules("handlers"), ids=name_of)
def test_no_handler_takes_its_services_out_of_a_bag(path: Path) -> None:
    """PTB's own bags stay empty: what a handler needs is handed to it when it is registered."""
    bags = {"bot_data", "chat_data", "user_data"}
    used = {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}
    assert bags & used == set()


def arrows(paths: list[Path], name: Callable[[str], str | None]) -> dict[str, set[str]]:
    """Who imports whom, under the names that `name` gives to modules; what has none, and itself, is left out."""
    found: dict[str, set[str]] = {}
    for path in paths:
        own = name(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
        if own:
            others = {other for module in imported(path) if (other := name(module)) and other != own}
            found.setdefault(own, set()).update(others)
    return found


def in_circles(below: dict[str, set[str]]) -> set[str]:
    """Those that import themselves by way of others."""

    def reached(start: str) -> set[str]:
        seen, left = set[str](), [start]
        while left:
            new = below.get(left.pop(), set()) - seen
            seen |= new
            left += new
        return seen

    return {one for one in below if one in reached(one)}


def test_no_module_imports_itself_by_way_of_others() -> None:
    paths = modules("bot") + modules("handlers")
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths}
    assert in_circles(arrows(paths, lambda module: module if module in names else None)) == set()


def test_no_room_of_the_domain_knows_itself_by_way_of_others() -> None:
    def room(module: str) -> str | None:
        return next((one for one in rooms("bot") if is_under(module, f"bot.{one}")), None)

    assert in_circles(arrows(modules("bot"), room)) == set()


def test_a_circle_is_seen() -> None:
    assert in_circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {"b", "c"}


NAMED = re.compile(r"\b(?:bench|bot|deploy|docs|emulator|handlers|tests)/[\w./-]+\.(?:md|py)\b")
PROMISE = re.compile(r"\bT[1-9]\d?\b")


def written() -> Iterator[tuple[str, str]]:
    """Every module and page with its words."""
    folders = ("bench", "bot", "docs", "emulator", "handlers", "tests")
    code = [path for folder in folders for path in modules(folder)]
    pages = [ROOT / "README.md", ROOT / "knowledge" / "README.md", *(ROOT / "docs").glob("*.md")]
    for path in [*code, *pages]:
        yield name_of(path), path.read_text(encoding="utf-8")


def test_a_file_that_the_code_or_a_page_names_is_there() -> None:
    named = {(name, one) for name, text in written() for one in NAMED.findall(text)}
    assert {(name, one) for name, one in named if not (ROOT / one).exists()} == set()


def test_a_promise_that_is_named_by_number_stands_in_the_threat_model() -> None:
    model = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| (T\d+) \|", model, re.MULTILINE))
    named = {(name, number) for name, text in written() for number in PROMISE.findall(text)}
    assert {(name, number) for name, number in named if number not in told} == set()
