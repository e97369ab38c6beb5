"""Settings: what is wrong is named, with an example, before anything starts."""

from pathlib import Path

import pytest

from bot.config import Settings, SettingsFaultyError, read_settings

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
]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def names_in_example() -> list[str]:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[0] for line in lines if line and not line.startswith("#")]


def test_the_example_names_every_setting_and_no_other() -> None:
    assert sorted(names_in_example()) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_is_a_sound_settings_file() -> None:
    settings = read_settings(EXAMPLE)
    assert settings.bot_token.get_secret_value().startswith("123456789:")


def test_the_example_shows_the_defaults_except_where_it_says_otherwise() -> None:
    shown, default = read_settings(EXAMPLE), read_settings(None)
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
    assert problem.startswith(f"{name}: ")
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
    named = [problem.partition(":")[0] for problem in refused.value.problems]
    assert named == ["TIMEZONE", "WEBHOOK_SECRET", "LOG_LEVEL"]


def test_a_webhook_without_its_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://adep.example.kz/telegram")
    with pytest.raises(SettingsFaultyError, match="WEBHOOK_SECRET"):
        read_settings(None)


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "debug")
    assert read_settings(EXAMPLE).log_level == "DEBUG"


def test_a_setting_left_empty_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    default = read_settings(None)
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")
    assert read_settings(None) == default
