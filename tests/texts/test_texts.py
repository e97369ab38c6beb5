"""The bot's own sentences: complete, alike in both languages, and free of promises that cannot be kept."""

import re
from pathlib import Path

import pytest

from bot.language import Language
from bot.texts.loader import TextsFaultyError, load_texts
from bot.texts.texts import Say

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
BANNED = ("полностью анонимно", "никто не узнает", "100 %", "толық анонимді", "ешкім білмейді")


def copy_with(tmp_path: Path, language: str, change: tuple[str, str]) -> Path:
    for name in ("texts.kk.yaml", "texts.ru.yaml"):
        text = (KNOWLEDGE / name).read_text(encoding="utf-8")
        if name == f"texts.{language}.yaml":
            assert change[0] in text
            text = text.replace(*change, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_text_is_there_in_both_languages() -> None:
    texts = load_texts(KNOWLEDGE)
    for language in Language:
        assert texts(language, Say.HELP)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("unknown_command:", "unknown_comand:"), "no text of the name «unknown_comand» is used"),
        (("unknown_command:", "unknown_comand:"), "text «unknown_command» is missing"),
        (("{number}) ", "{nummer}) "), "has placeholders ['nummer'], in kk ['number']"),
        (("{number}) ", "{number) "), "text «list_mark»"),
    ],
)
def test_a_fault_in_the_texts_is_named_with_file_and_line(
    tmp_path: Path, change: tuple[str, str], complaint: str
) -> None:
    with pytest.raises(TextsFaultyError) as refused:
        load_texts(copy_with(tmp_path, "ru", change))
    assert complaint in str(refused.value)
    assert all("texts.ru.yaml:" in str(problem) for problem in refused.value.problems)


def test_plural_forms_follow_the_language(tmp_path: Path) -> None:
    forms = 'failed: {{one: "{{count}} {0}", few: "{{count}} {1}", many: "{{count}} {2}", other: "{{count}} {2}"}}'
    for name, words in (("kk", ("сұрақ",) * 3), ("ru", ("вопрос", "вопроса", "вопросов"))):
        text = (KNOWLEDGE / f"texts.{name}.yaml").read_text(encoding="utf-8")
        text = re.sub(r"^failed: .*$", forms.format(*words), text, flags=re.MULTILINE)
        (tmp_path / f"texts.{name}.yaml").write_text(text, encoding="utf-8")
    texts = load_texts(tmp_path)
    said = [texts(Language.RU, Say.FAILED, count=count) for count in (1, 3, 5, 21)]
    assert said == ["1 вопрос", "3 вопроса", "5 вопросов", "21 вопрос"]
    assert texts(Language.KK, Say.FAILED, count=5) == "5 сұрақ"


@pytest.mark.parametrize("path", sorted(KNOWLEDGE.rglob("*.yaml")), ids=lambda path: path.name)
def test_no_text_promises_more_than_can_be_kept(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    assert not [words for words in BANNED if words in text]
