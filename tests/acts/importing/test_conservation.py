"""Nothing of an act gets lost: whatever stands in the body stands in a unit, a note or `unplaced`."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.acts.importing.letters import solid
from bot.acts.importing.markers import marker, several_repealed
from bot.acts.importing.model import ReadAct
from bot.acts.importing.reading import read_act
from tests.acts.importing.made_up import corner, escaped, h3, p, page, table, word

OPENINGS = st.sampled_from(
    [
        *(
            "",
            "1. ",
            "2. ",
            "3. ",
            "2-1. ",
            "7. ",
            "12. 12. ",
            "1) ",
            "2) ",
            "3) ",
            "1-1) ",
            "9) ",
            "а) ",
            "б) ",
            "- ",
            "1.1. ",
        ),
        *(
            "4.18 ",
            "2024 год ",
            "0,65 – ",
            "5.05.2024 ",
            "Статья 1. ",
            "Статья 2-1. ",
            "1-бап. ",
            "2-бап ",
            "Глава 1. ",
        ),
        *(
            "I тарау. ",
            "Раздел 2 ",
            "§ 1. ",
            "Параграф 2. ",
            "Сноска. ",
            "Ескерту. ",
            "Примечание ИЗПИ! ",
            "Ескертпе. ",
        ),
        *(
            "ЗҚАИ-ның ескертпесі! ",
            "Содержание ",
            "Приложение 1 к приказу ",
            "2-қосымша ",
            "Утвержден приказом ",
            "Нысан ",
        ),
        *(
            "СОГЛАСОВАНО ",
            "Министр ",
            '"1. ',
            "3) исключен Законом РК от 01.01.2020 № ",
            "4), 5) исключены Законом 2020 ",
        ),
        *(
            "Статья 7 исключена Законом РК от 01.01.2020 ",
            "Күші жойылды ",
            "Первое. ",
            "Общая часть ",
            "Бекітілген ",
        ),
        *(
            "Приказ Министра от 5 мая 2024 года № ",
            "В Пункт 2 дополнен Законом РК от 01.02.21 г. № ",
            "_____ ",
            "© 2012 ",
        ),
    ]
)
ENDINGS = st.sampled_from(
    [".", ";", ":", "", ",", '"', '";', " А. Иванов", " исключен", " алып тасталды.", "ПРИКАЗЫВАЮ:"]
)
WORDS = st.lists(
    st.sampled_from(["сад", "ручей", "Бақ", "бұлақ", "әділ", "ПАРК", "қағида", "и", "v", "i", "№"]),
    max_size=6,
)


@st.composite
def bodies(draw: st.DrawFn) -> list[str]:
    """Lines of no sense, each with a word that stands nowhere else."""
    count = draw(st.integers(min_value=2, max_value=25))
    lines = []
    for number in range(count):
        said = " ".join([f"знак{number:03}к", *draw(WORDS)])
        line = f"{draw(OPENINGS)}{said}{draw(ENDINGS)}"
        lines.append(line.upper() if draw(st.integers(0, 9)) == 0 else line)
    return lines


def pool(act: ReadAct) -> str:
    said = [act.title]
    for unit in act.units:
        said += [unit.heading, unit.text, *unit.notes]
    return solid("\n".join([*said, *(one.text for one in act.unplaced)]))


def lost(lines: Sequence[str], act: ReadAct) -> list[str]:
    """Lines whose words, the number before them aside, stand nowhere in the act."""
    kept = pool(act)
    return [line for line in lines if not any(solid(form) in kept for form in forms(line))]


def forms(line: str) -> list[str]:
    bare = [line]
    if several := several_repealed(line):
        bare.append(several.rest)
    if found := marker(line):
        bare.append(found.rest)
    if line.lower().startswith(("статья", "первое")) or "бап" in line[:8].lower():
        bare.append(line[line.lower().index("знак") :])
    return bare


@settings(max_examples=300, deadline=None)
@given(bodies())
def test_nothing_of_a_plain_text_gets_lost(lines: list[str]) -> None:
    assert not lost(lines, read_act("\n".join(lines).encode()))


@settings(max_examples=200, deadline=None)
@given(bodies())
def test_nothing_of_a_page_gets_lost(lines: list[str]) -> None:
    drawn = (
        p,
        h3,
        lambda line: f"<p><b>{line}</b></p>",
        lambda line: table((line,)),
        corner,
        p,
    )
    body = "".join(drawn[number * 7 % 6](escaped(line)) for number, line in enumerate(lines))
    assert not lost(lines, read_act(page(body, title="Об акте", requisites="Приказ от 5 мая 2024 года № 1")))


@settings(max_examples=100, deadline=None)
@given(bodies())
def test_nothing_of_markdown_gets_lost(lines: list[str]) -> None:
    signs = ("", "", "## ", "", "", "# ", "- ", "")
    text = "\n\n".join(signs[number * 5 % 8] + line for number, line in enumerate(lines))
    assert not lost(lines, read_act(("# Об акте\n\n" + text).encode()))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies())
def test_nothing_of_a_word_paper_gets_lost(lines: list[str]) -> None:
    styles = ("", "bold", "", "heading", "", "")
    paper = word([(line, None, styles[number * 5 % 6]) for number, line in enumerate(lines)])
    assert not lost(lines, read_act(paper))
