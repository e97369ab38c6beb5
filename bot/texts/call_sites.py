"""Where the program says its texts, and what it fills them with there: read out of its own sources for `check`."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import bot
from bot.language import Language
from bot.texts.loader import placeholders_of
from bot.texts.texts import Say
from bot.yaml_files.lines import Problem, read

ROOT = Path(bot.__file__).parents[1]
PACKAGES = ("bot", "handlers", "emulator")
OWN = ROOT / "bot" / "texts"


@dataclass(slots=True)
class Sites:
    """What texts are filled with: `named` for a text that a call names itself, `around` for one that reaches a call otherwise.

    Of the first kind each call stands alone; for the second all words are taken that its module uses as names of values.
    """

    named: dict[str, list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    around: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def missing(self, name: str, wanted: frozenset[str]) -> frozenset[str]:
        """The placeholders of a text that some call does not fill."""
        calls = [wanted - given for given in self.named.get(name, ())]
        if name in self.around:
            calls.append(wanted - self.around[name])
        return frozenset().union(*calls)


def sites_in(root: Path = ROOT) -> Sites:
    """All places that say a text, in the program under `root`."""
    found = Sites()
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if OWN not in path.parents:
                _collect(ast.parse(path.read_text(encoding="utf-8")), found)
    return found


def placeholder_problems(folder: Path, sites: Sites) -> Iterator[Problem]:
    """Every placeholder in the texts of a knowledge folder that no value is given for. The texts must be sound."""
    for language in Language:
        document = read(folder / f"texts.{language}.yaml")
        for name, entry in document.value.items():
            strange = sites.missing(name, placeholders_of(entry))
            if strange:
                yield document.problem((name,), f"text «{name}»: nothing fills {sorted(strange)}")


def _collect(module: ast.Module, found: Sites) -> None:
    direct: set[ast.AST] = set()
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or any(keyword.arg is None for keyword in node.keywords):
            continue
        given = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
        for argument in node.args:
            for says in _says(argument) if _is_choice(argument) and _is_said(node) else ():
                direct.add(says)
                found.named[says.attr.lower()].append(given)
    words = frozenset(_words(module))
    for node in ast.walk(module):
        for says in _says(node) if isinstance(node, ast.Attribute) and node not in direct else ():
            found.around[says.attr.lower()] |= words


def _is_said(call: ast.Call) -> bool:
    """Whether a call says a text: `texts(…)`, `say(…)` and the like, and no table of texts."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name.strip("_") in {"texts", "say"}


def _is_choice(node: ast.AST) -> bool:
    return isinstance(node, (ast.Attribute, ast.IfExp))


def _says(node: ast.AST) -> Iterator[ast.Attribute]:
    match node:
        case ast.Attribute(value=ast.Name(id="Say"), attr=attr) if attr in Say.__members__:
            yield node
        case ast.IfExp(body=body, orelse=other):
            yield from _says(body)
            yield from _says(other)


def _words(module: ast.Module) -> Iterator[str]:
    """What a module names values by: keywords of calls, keys of mappings, fields of its classes."""
    for node in ast.walk(module):
        match node:
            case ast.keyword(arg=str(name)):
                yield name
            case ast.Dict(keys=keys):
                yield from (
                    key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)
                )
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
