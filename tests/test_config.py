"""Settings: what is wrong is named, with an example, before anything starts."""

import re
from pathlib import Path

import pytest

from bot.config import TELEGRAM, Settings, SettingsFaultyError, read_settings, strange_settings

EXAMPLE = Path(__file__).parent.parent / ".env.example"
WRONG = [
    ("BOT_TOKEN", "secret-but-no-token"),
    ("BOT_API_URL", "api.telegram.org"),
    ("BOT_API_URL", "http://127.0.0.1:9000"),
    ("TIP_DELAY_MINUTES", "60-5"),
    ("TIP_DELAY_MINUTES", "soon"),
    ("TIMEZONE", "Asia/Nowhere"),
    ("OWNER_IDS", "12,ann"),
    ("WEBHOOK_URL", "ftp://adep.example.kz"),
    ("WEBHOOK_SECRET", "two words"),
    ("WEBHOOK_LISTEN", "8443"),
    ("HEALTH_LISTEN", "localhost:99999"),
    ("LOG_LEVEL", "LOUD"),
    ("LOG_FORMAT", "xml"),
    ("OFFICIALS_FILE", "/nowhere/officials.yaml"),
]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example with every setting in force, in a folder that has an officials file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "officials.yaml").touch()
    whole = re.sub(r"^#(?=[A-Z_]+=)", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path = tmp_path / "whole.env"
    path.write_text(whole, encoding="utf-8")
    return path


def test_the_example_names_every_setting_and_no_other(example: Path) -> None:
    lines = example.read_text(encoding="utf-8").splitlines()
    named = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_who_copies_the_example_changes_nothing_until_they_take_a_sign_away() -> None:
    assert read_settings(EXAMPLE) == read_settings(None)


def test_the_example_is_a_sound_settings_file_with_every_setting_in_force(example: Path) -> None:
    settings = read_settings(example)
    assert settings.webhook_url == "https://adep.example.kz/telegram"


def test_the_example_shows_the_defaults_except_where_it_says_otherwise(example: Path) -> None:
    shown, default = read_settings(example), read_settings(None)
    # The key lies in the home of whoever runs the bot.
    not_shown = {"tips_key_file", "bot_token", "owner_ids", "webhook_url", "webhook_secret", "health_listen"}
    for name in Settings.model_fields.keys() - not_shown:
        assert getattr(shown, name) == getattr(default, name), name


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named_with_its_fault_and_an_example(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsFaultyError) as refused:
        read_settings(None)
    (problem,) = refused.value.problems
    assert problem.startswith(f"environment: {name}: ")
    assert f"for example {name}=" in problem


def test_a_wrong_token_is_never_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "secret-but-no-token")
    with pytest.raises(SettingsFaultyError) as refused:
        read_settings(None)
    assert "secret-but-no-token" not in str(refused.value)


def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMEZONE", "Mars")
    monkeypatch.setenv("WEBHOOK_URL", "https://adep.example.kz/telegram")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    with pytest.raises(SettingsFaultyError) as refused:
        read_settings(None)
    named = [problem.split(": ")[:2] for problem in refused.value.problems]
    assert named == [
        ["environment", "TIMEZONE"],
        ["not set", "WEBHOOK_SECRET"],
        ["environment", "LOG_LEVEL"],
    ]


def test_a_fault_names_the_place_that_its_value_came_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("# ours\n\nLOG_LEVEL=LOUD\nexport TIMEZONE=Mars\nHEALTH_LISTEN=\n", encoding="utf-8")
    monkeypatch.setenv("HEALTH_LISTEN", "8080")
    monkeypatch.setenv("LOG_LEVEL", "")
    with pytest.raises(SettingsFaultyError) as refused:
        read_settings(file)
    places = sorted(problem.split(": ")[0] for problem in refused.value.problems)
    assert places == sorted([f"{file}:3", f"{file}:4", "environment"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("BOT_TOKN", "BOT_TOKEN"),
        ("OWNERS", "OWNER_IDS"),
        ("LOGLEVEL", "LOG_LEVEL"),
        ("DATADIR", "DATA_DIR"),
        ("time_zone", "TIMEZONE"),
    ],
)
def test_a_name_that_resembles_a_setting_is_pointed_out_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, meant: str
) -> None:
    said = f"{written}: no such setting; did you mean {meant}?"
    file = tmp_path / ".env"
    file.write_text(f"LOG_LEVEL=INFO\n{written}=1\n", encoding="utf-8")
    assert strange_settings(file) == [f"{file}:2: {said.replace(written, written.upper())}"]
    monkeypatch.setenv(written, "1")
    assert strange_settings(None) == [f"environment: {said}"]


def test_what_belongs_to_other_programs_is_not_taken_for_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LOGNAME", "HOME", "TZ", "TERM", "XDG_DATA_DIRS", "DB_URL", "WEB_PORT", "TOKEN"):
        monkeypatch.setenv(name, "1")
    assert strange_settings(None) == []


def test_telegram_goes_to_https_and_its_own_ports_alone_a_local_server_anywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WEBHOOK_SECRET", "a-long-random-word")
    for url in ("http://adep.example.kz/t", "https://adep.example.kz:9443/t"):
        monkeypatch.setenv("BOT_API_URL", TELEGRAM)
        monkeypatch.setenv("WEBHOOK_URL", url)
        with pytest.raises(SettingsFaultyError, match="https and one of the ports 80, 88, 443, 8443"):
            read_settings(None)
        monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:9000/bot")
        assert read_settings(None).webhook_url == url
    monkeypatch.setenv("BOT_API_URL", TELEGRAM)
    monkeypatch.setenv("WEBHOOK_URL", "https://adep.example.kz:8443/t")
    assert read_settings(None).webhook_url.endswith(":8443/t")


def test_a_webhook_without_its_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://adep.example.kz/telegram")
    with pytest.raises(SettingsFaultyError, match="WEBHOOK_SECRET"):
        read_settings(None)


def test_the_environment_goes_before_the_file(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "debug")
    assert read_settings(example).log_level == "DEBUG"


def test_a_setting_left_empty_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    default = read_settings(None)
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")
    assert read_settings(None) == default
