"""A fault of YAML is named with its own line, in words of people who write texts."""

from pathlib import Path

import pytest

from bot.yaml_files.lines import read


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('a:\n  b: "x"\n\tc: "y"\n', 3, "the line is indented with a tab; use spaces"),
        ('a:\n  - "one\n  - "two"\n  - "three"\n', 2, "a quotation mark has no fellow"),
        ("title: Правило: о подарках\n", 1, "a text with a colon in it must stand between quotation marks"),
        ('a:\n  - "one"\n  b: two\n', 3, "not indented like its neighbours, or has lost its «- »"),
        ('a:\n  b: "1"\n c: "2"\n', 3, "the line is not indented like its neighbours"),
        ('a: ["one" "two"]\n', 1, "a comma or the closing ] is missing"),
        ('a: {kk: "one" ru: "two"}\n', 1, "a comma or the closing } is missing"),
        ("a: @one\n", 1, "a text that begins with this sign must stand between quotation marks"),
        ('a: "one\\two\\кк"\n', 1, 'after a \\ only " or \\ may stand'),
        ("a: one\nb\nc: two\n", 3, "a colon is missing after the first word"),
    ],
)
def test_a_fault_is_named_in_plain_words_with_the_line_to_mend(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    (problem,) = read(path).problems
    assert (problem.line, said in problem.message) == (line, True), problem
