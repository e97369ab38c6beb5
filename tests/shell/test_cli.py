"""The commands of the shell, as people and programs use them."""

import json
import shutil
from pathlib import Path
from threading import Timer

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.acts.model import Rulebook
from bot.config import Settings
from bot.knowledge.knowledge import Knowledge, build_knowledge
from bot.language import Language
from bot.machine.kept_files import Keeping
from bot.machine.memory import OVERWRITING
from bot.shell import opening
from tests.bot_process import PATIENCE, Ended, begin, end
from tests.conftest import KNOWLEDGE
from tests.questions import answered
from tests.small_knowledge import write_knowledge

both_languages = pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)


@pytest.fixture
def adep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, services: Knowledge) -> CliRunner:
    """The commands in this process, in an empty folder, with the knowledge as their only setting; as it is, it was read before."""

    def built(folder: Path, keeping: Keeping | None = None) -> Knowledge:
        return services if folder == KNOWLEDGE else build_knowledge(folder, keeping)

    monkeypatch.setattr(opening, "build_knowledge", built)
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(KNOWLEDGE))
    # `run` begins its process again where its surroundings do not say this: here the process is that of the tests.
    for name, value in OVERWRITING.items():
        monkeypatch.setenv(name, value)
    return CliRunner()


def run(adep: CliRunner, *words: str, **variables: str) -> Result:
    return adep.invoke(main, words, env=variables)


def test_a_question_gets_the_paragraph_word_for_word_with_its_citation_and_status(
    tmp_path: Path, services: Knowledge
) -> None:
    question = answered(services, Language.KK)
    # Bytes that are no text do not keep the words beside them from being read.
    ended = end(begin(tmp_path, "ask", question.encode() + b" \xff", "--lang", "ru"))
    assert (ended.status, ended.complained) == (0, "")
    cited = services.citations.by_place(ended.said.splitlines()[0])
    assert cited
    assert all(
        part in ended.said for part in services.rulebook.paragraphs[cited.ref].texts[Language.RU].parts
    )
    assert services.citations.standing(services.rulebook.act, Language.RU).words in ended.said
    assert services.rulebook.act.unofficial_lines[Language.RU] in ended.said


def test_each_line_of_a_stream_is_answered_before_the_next_is_written(
    tmp_path: Path, services: Knowledge
) -> None:
    process = begin(tmp_path, "ask", "--jsonl")
    assert process.stdin
    assert process.stdout
    # A stream that waits for more would hang here: the process is then killed, and its line stays empty.
    watch = Timer(PATIENCE, process.kill)
    watch.start()
    texts = {language.value: answered(services, language) for language in Language}
    questions = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in texts.items()]
    answers = []
    try:
        for line in ("no question", *questions, ""):
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            answers.append(json.loads(process.stdout.readline()))
        assert end(process) == Ended(0, "", "")
    finally:
        watch.cancel()
        process.kill()
    assert answers[0] == answers[-1] == {"id": None, "error": "not JSON"}
    for answer, language in zip(answers[1:-1], Language, strict=True):
        assert (answer["id"], answer["lang"]) == (language.value, language.value)
        assert answer["decision"] == "answer"


def test_a_reader_that_leaves_early_gets_no_complaint(tmp_path: Path) -> None:
    process = begin(tmp_path, "rules", "--json")
    assert process.stdout
    process.stdout.close()
    process.stdout = None
    assert end(process).complained == ""


@pytest.mark.parametrize(
    "words", [("ask",), ("ask", ""), ("ask", "--jsonl", "подарок"), ("ask", "--lang", "en", "gift"), ("aks",)]
)
def test_a_command_given_wrongly_says_how_it_is_used(adep: CliRunner, words: tuple[str, ...]) -> None:
    result = run(adep, *words)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")


def test_ask_without_a_question_says_what_it_needs(adep: CliRunner) -> None:
    assert "give a question, or --jsonl" in run(adep, "ask").stderr


@both_languages
def test_rules_prints_the_whole_act_in_a_language(
    adep: CliRunner, rulebook: Rulebook, language: Language
) -> None:
    said = run(adep, "rules", "--lang", language.value).stdout
    assert said.startswith(rulebook.act.titles[language])
    assert rulebook.act.preambles[language] in said
    at = 0
    for paragraph in rulebook:
        at = said.index(paragraph.texts[language].whole, at)
        assert paragraph.texts[language].note in said[at:]
    assert all(title[language] in said for title in rulebook.act.sections.values())


def test_rules_are_printed_in_the_authentic_language_unless_asked_otherwise(adep: CliRunner) -> None:
    assert run(adep, "rules").stdout == run(adep, "rules", "--lang", "kk").stdout


def test_rules_as_json_is_one_array_of_every_ref_with_the_texts_as_published(
    adep: CliRunner, rulebook: Rulebook
) -> None:
    entries = json.loads(run(adep, "rules", "--json").stdout)
    assert [entry["ref"] for entry in entries] == [str(paragraph.ref) for paragraph in rulebook]
    for entry, paragraph in zip(entries, rulebook, strict=True):
        kk, ru = paragraph.texts[Language.KK], paragraph.texts[Language.RU]
        assert list(entry) == ["act", "ref", "section", "kk", "ru", "notes"]
        assert (entry["act"], entry["section"]) == ("almaty-2013", paragraph.section)
        assert (entry["kk"], entry["ru"]) == ("\n\n".join(kk.parts), "\n\n".join(ru.parts))
        notes = {"kk": kk.note, "ru": ru.note}
        assert entry["notes"] == {language: note for language, note in notes.items() if note}


def test_check_says_when_all_is_well(adep: CliRunner) -> None:
    result = run(adep, "check")
    assert (result.exit_code, result.stdout) == (0, "All is well.\n")


def test_check_lists_every_fault_of_rules_and_texts_with_file_and_line(
    adep: CliRunner, tmp_path: Path
) -> None:
    knowledge = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    for file in ("lexicon.yaml", "texts.ru.yaml"):
        path = knowledge / file
        path.write_text("extra: 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    result = run(adep, "check", KNOWLEDGE_DIR=str(knowledge))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{knowledge}/lexicon.yaml:1: extra: unknown key",
        f"{knowledge}/texts.ru.yaml:1: no text of the name «extra» is used",
    ]


def test_check_lists_pointers_with_their_day_and_who_answers_for_them_those_that_nobody_checked_first(
    adep: CliRunner, tmp_path: Path
) -> None:
    write_knowledge(tmp_path)
    matters = tmp_path / "matters" / "elsewhere.yaml"
    leave = matters.read_text(encoding="utf-8")
    pay = '  elsewhere: {kk: "Еңбек кодексінде.", ru: "О плате: в Трудовом кодексе."}\n'
    title = '  title: {kk: "Ақы", ru: "Плата"}\n'
    pays = f'pay:\n{title}{pay}  checked: 2026-11-30\n  checked_by: "юрист"\n'
    matters.write_text(pays + leave, encoding="utf-8")
    result = run(adep, "check", "--pointers", KNOWLEDGE_DIR=str(tmp_path))
    assert result.stdout.splitlines() == [
        f"{matters}:8: leave: not checked: В Трудовом кодексе.",
        f"{matters}:3: pay: checked 2026-11-30 by юрист: О плате: в Трудовом кодексе.",
    ]


def test_check_names_a_wrong_setting_and_checks_the_knowledge_all_the_same(
    adep: CliRunner, tmp_path: Path
) -> None:
    result = run(adep, "check", TIMEZONE="Mars", KNOWLEDGE_DIR=str(tmp_path))
    assert result.exit_code == 1
    setting, act, *texts = result.stdout.splitlines()
    assert setting.startswith("environment: TIMEZONE: ")
    assert "for example TIMEZONE=Asia/Almaty" in setting
    assert act == f"{tmp_path}/acts:1: holds no act; there must be one at least"
    assert [line.partition(":")[0] for line in texts] == [
        f"{tmp_path}/texts.kk.yaml",
        f"{tmp_path}/texts.ru.yaml",
        f"{tmp_path}/stored.yaml",
    ]


@pytest.mark.usefixtures("sound_knowledge")
def test_check_names_the_line_of_a_wrong_setting(adep: CliRunner, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# ours\n\nLOG_LEVEL=INFO\nTIMEZONE=Mars\n", encoding="utf-8")
    result = run(adep, "check")
    assert result.exit_code == 1
    assert result.stdout.startswith(".env:4: TIMEZONE: ")


@pytest.mark.usefixtures("sound_knowledge")
def test_check_names_the_faults_of_the_officials_whatever_is_wrong_with_the_settings(
    adep: CliRunner, tmp_path: Path
) -> None:
    (tmp_path / "people.yaml").write_text("bodies: {}\nextra: 1\n", encoding="utf-8")
    result = run(adep, "check", TIMEZONE="Mars", OFFICIALS_FILE="people.yaml")
    assert result.exit_code == 1
    assert "people.yaml:2: extra: unknown key" in result.stdout.splitlines()


@pytest.mark.usefixtures("sound_knowledge")
def test_check_takes_a_missing_officials_file_as_a_closed_desk_unless_it_was_named(adep: CliRunner) -> None:
    assert run(adep, "check").stdout == "All is well.\n"
    result = run(adep, "check", OFFICIALS_FILE="nobody.yaml")
    assert result.exit_code == 1
    assert result.stdout.startswith("environment: OFFICIALS_FILE: there is no file nobody.yaml")


@pytest.mark.usefixtures("sound_knowledge")
def test_a_name_that_resembles_a_setting_is_pointed_out_by_check_and_at_the_start(adep: CliRunner) -> None:
    said = "environment: OWNERS: no such setting; did you mean OWNER_IDS?"
    checked = run(adep, "check", OWNERS="1")
    assert (checked.exit_code, checked.stdout) == (1, f"{said}\n")
    assert run(adep, "run", OWNERS="1").stderr.startswith(said)


@pytest.mark.usefixtures("sound_knowledge")
def test_a_settings_file_in_another_encoding_is_named(adep: CliRunner, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("# Журнал\nLOG_LEVEL=INFO\n".encode("cp1251"))
    result = run(adep, "check")
    assert (result.exit_code, result.stdout) == (
        1,
        ".env:1: the file cannot be read; save it as UTF-8\n",
    )


@pytest.mark.parametrize("command", [["run"], ["chat"], ["ask", "подарок"], ["rules"], []], ids=" ".join)
def test_no_command_starts_with_a_wrong_setting(adep: CliRunner, command: list[str]) -> None:
    result = run(adep, *command, LOG_LEVEL="LOUD")
    assert result.exit_code == 1
    assert "LOG_LEVEL: " in result.stderr
    assert "for example LOG_LEVEL=INFO" in result.stderr


@pytest.mark.usefixtures("sound_knowledge")
@pytest.mark.parametrize("command", ["run", "chat", "check", "rules"])
@pytest.mark.parametrize("name", ["BOT_TOKEN", "WEBHOOK_SECRET"])
def test_a_wrong_secret_is_named_but_never_repeated(adep: CliRunner, command: str, name: str) -> None:
    result = run(adep, command, **{name: "hush hush"})
    assert result.exit_code == 1
    assert f"{name}: " in result.output
    assert "hush" not in result.output


def test_run_without_a_token_says_where_to_get_one_and_what_works_without(adep: CliRunner) -> None:
    result = run(adep, "run")
    assert result.exit_code == 1
    for words in ("BOT_TOKEN", "@BotFather", ".env", "python -m bot chat"):
        assert words in result.stderr


@pytest.mark.parametrize("command", [["ask", "подарок"], ["rules"], ["chat"]], ids=" ".join)
def test_no_command_starts_on_faulty_knowledge(adep: CliRunner, tmp_path: Path, command: list[str]) -> None:
    knowledge = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    (knowledge / "lexicon.yaml").write_text("concepts: {}\nextra: 1\n", encoding="utf-8")
    result = run(adep, *command, KNOWLEDGE_DIR=str(knowledge))
    assert result.exit_code == 1
    assert f"{knowledge}/lexicon.yaml:2: extra: unknown key" in result.stderr


def test_of_many_faults_the_first_ten_are_shown_and_how_to_see_the_rest(
    adep: CliRunner, tmp_path: Path
) -> None:
    knowledge = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    faults = "".join(f"extra_{number}: 1\n" for number in range(17))
    path = knowledge / "lexicon.yaml"
    path.write_text(faults + path.read_text(encoding="utf-8"), encoding="utf-8")
    result = run(adep, "rules", KNOWLEDGE_DIR=str(knowledge))
    assert result.stderr.count("unknown key") == 10
    assert "and 7 more; see them all with: python -m bot check" in result.stderr


@both_languages
def test_poster_makes_a_pdf_of_the_rules_with_the_link_of_the_bot_that_is_named(
    adep: CliRunner, tmp_path: Path, language: Language
) -> None:
    result = run(adep, "poster", "--lang", language.value, "--bot", "@adep_bot")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"rules-{language}.pdf: https://t.me/adep_bot\n"
    assert (tmp_path / f"rules-{language}.pdf").read_bytes().startswith(b"%PDF-")


def test_poster_writes_where_it_is_told(adep: CliRunner, tmp_path: Path) -> None:
    assert run(adep, "poster", "--bot", "adep_bot", "--out", "wall.pdf").exit_code == 0
    assert (tmp_path / "wall.pdf").exists()
    refused = run(adep, "poster", "--bot", "adep_bot", "--out", "nowhere/wall.pdf")
    assert refused.exit_code == 1
    assert "nowhere/wall.pdf cannot be written" in refused.stderr


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "BOT_TOKEN is not set"),
        (("--bot", "a b"), "«a b» is not the name of a bot"),
        (("--bot", "тест"), "«тест» is not the name of a bot"),
        (("--bot", ""), "«» is not the name of a bot"),
    ],
)
def test_poster_without_the_name_of_a_bot_says_how_to_give_it(
    adep: CliRunner, words: tuple[str, ...], complaint: str
) -> None:
    result = run(adep, "poster", *words)
    assert result.exit_code == 1
    assert complaint in result.stderr
    assert "--bot " in result.stderr


def test_poster_where_telegram_is_out_of_reach_says_how_to_do_without_and_keeps_the_token(
    adep: CliRunner,
) -> None:
    token = "123456789:AAE-example_example_example_example"
    result = run(adep, "poster", BOT_TOKEN=token, BOT_API_URL="http://127.0.0.1:9/bot")
    assert result.exit_code == 1
    assert "Telegram cannot be reached" in result.stderr
    assert "--bot NAME" in result.stderr
    assert token not in result.output
