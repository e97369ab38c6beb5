"""Settings, read once from the environment and `.env`, each checked before anything starts."""

import os
import re
from io import StringIO
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from rapidfuzz import fuzz, process

TELEGRAM = "https://api.telegram.org/bot"
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")
URL = re.compile(r"https?://[^\s/]+(/\S*)?")
LISTEN = re.compile(r"[^\s:]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
FORMATS = ("text", "json")
TELEGRAMS_PORTS = {443, 80, 88, 8443}
"""Where Telegram itself brings updates to; a local Bot API server goes to any port, and without TLS."""

ENV = Path(".env")
ENVIRONMENT = "environment"
ALIKE, ALIKE_IN_FILE = 80, 60
"""From what likeness on (of 100) an unknown name is taken for one of ours, written wrong; a settings file is ours alone, the
environment belongs to many programs.
"""


class SettingsFaultyError(Exception):
    """One or more settings are wrong; each line names where the value came from, the variable, its fault and an example."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _token(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("is not a token as @BotFather gives it")
    return value


def _url(value: str) -> str:
    if value and not URL.fullmatch(value):
        raise ValueError("is not a URL")
    return value


def _webhook(value: str, others: ValidationInfo) -> str:
    if _url(value) and others.data.get("bot_api_url") == TELEGRAM:
        place = urlsplit(value)
        if place.scheme != "https" or (place.port or 443) not in TELEGRAMS_PORTS:
            ports = ", ".join(map(str, sorted(TELEGRAMS_PORTS)))
            raise ValueError(f"is no address that Telegram goes to: https and one of the ports {ports}")
    return value


def _file(value: Path) -> Path:
    if not value.is_file():
        raise ValueError(
            f"there is no file {value}; leave the setting out where the tip desk is to stay closed"
        )
    return value


def _api(value: str) -> str:
    if not _url(value).endswith("/bot"):
        raise ValueError("does not end with /bot, which the token is put after")
    return value


def _listen(value: str) -> str:
    if value and not (LISTEN.fullmatch(value) and int(value.rpartition(":")[2]) < 65536):
        raise ValueError("is not an address and a port")
    return value


def _secret(value: SecretStr, others: ValidationInfo) -> SecretStr:
    if others.data.get("webhook_url") and not value.get_secret_value():
        raise ValueError("is needed where WEBHOOK_URL is set")
    if value.get_secret_value() and not SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("may hold only A-Z a-z 0-9 _ - and at most 256 of them")
    return value


def _level(value: str) -> str:
    if value.upper() not in LEVELS:
        raise ValueError("is not a level of logging")
    return value.upper()


def _format(value: str) -> str:
    if value.lower() not in FORMATS:
        raise ValueError("is neither text nor json")
    return value.lower()


def _minutes(value: Any) -> tuple[int, int]:
    if isinstance(value, tuple):
        return value
    low, dash, high = str(value).partition("-")
    if not low.strip().isdecimal() or (dash and not high.strip().isdecimal()):
        raise ValueError("is not a span of minutes")
    span = (int(low), int(high) if dash else int(low))
    if span[0] > span[1] or span[1] > 24 * 60:
        raise ValueError("must run from the smaller to the larger, within a day")
    return span


def _ids(value: Any) -> tuple[int, ...]:
    if isinstance(value, tuple):
        return value
    parts = [part.strip() for part in str(value).split(",") if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise ValueError("is not a list of Telegram ids")
    return tuple(map(int, parts))


def _key_place() -> Path:
    """Beside no program and no database: whoever copies one of these folders does not have the key with it."""
    folder = os.environ.get("XDG_CONFIG_HOME")
    return (Path(folder) if folder else Path("~/.config").expanduser()) / "adep" / "tips.key"


class Places(BaseSettings):
    """The settings that are read even where others are wrong: where the files of the operator and the lawyers lie."""

    # A line left empty («TIMEZONE=») is a line left out.
    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    knowledge_dir: Path = Field(Path("knowledge"), examples=["knowledge"])
    officials_file: Path = Field(Path("officials.yaml"), examples=["officials.yaml"])
    data_dir: Path = Field(Path("data"), examples=["data"])


class Settings(Places):
    """What the operator decides; the names and meanings stand in .env.example."""

    # A file that is named must be there: who names one means the tip desk to be open.
    officials_file: Annotated[Path, AfterValidator(_file)] = Field(
        Path("officials.yaml"), examples=["officials.yaml"], validate_default=False
    )

    bot_token: Annotated[SecretStr, AfterValidator(_token)] = Field(
        SecretStr(""), examples=["123456789:AAE-example_example_example_example"]
    )
    bot_api_url: Annotated[str, AfterValidator(_api)] = Field(
        TELEGRAM, examples=["http://127.0.0.1:9000/bot"]
    )
    tips_key_file: Path = Field(default_factory=_key_place, examples=["/etc/adep/tips.key"])
    tip_delay_minutes: Annotated[tuple[int, int], NoDecode, BeforeValidator(_minutes)] = Field(
        (5, 60), examples=["5-60"]
    )
    timezone: ZoneInfo = Field(ZoneInfo("Asia/Almaty"), examples=["Asia/Almaty"])
    owner_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)] = Field(
        (), examples=["123456789,987654321"]
    )
    webhook_url: Annotated[str, AfterValidator(_webhook)] = Field(
        "", examples=["https://adep.example.kz/telegram"]
    )
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] = Field(
        SecretStr(""), examples=["a-long-random-word"], validate_default=True
    )
    webhook_listen: Annotated[str, AfterValidator(_listen)] = Field(
        "127.0.0.1:8443", examples=["127.0.0.1:8443"]
    )
    watch_knowledge: bool = Field(default=False, examples=["1"])
    health_listen: Annotated[str, AfterValidator(_listen)] = Field("", examples=["127.0.0.1:8080"])
    log_level: Annotated[str, BeforeValidator(_level)] = Field("INFO", examples=["INFO"])
    log_format: Annotated[str, BeforeValidator(_format)] = Field("text", examples=["text"])


def read_settings(env_file: Path | None = ENV) -> Settings:
    """The settings in force: the environment first, then `env_file`.

    Raises:
        SettingsFaultyError: with one line for each wrong setting; a wrong secret is never repeated.
    """
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]  # pydantic-settings adds this argument
    except ValidationError as error:
        raise SettingsFaultyError(
            [_sentence(fault["loc"], fault["msg"], env_file) for fault in error.errors()]
        ) from None
    except (OSError, UnicodeDecodeError):
        raise SettingsFaultyError([f"{env_file}:1: the file cannot be read; save it as UTF-8"]) from None


def read_places(env_file: Path | None = ENV) -> Places:
    """Where the files lie, whatever is wrong with the other settings."""
    try:
        return Places(_env_file=env_file)  # type: ignore[call-arg]  # as in read_settings
    except (OSError, UnicodeDecodeError):
        return read_places(None)


def strange_settings(env_file: Path | None = ENV) -> list[str]:
    """A line for each name that is no setting and resembles one: it was meant, and has no effect."""
    ours = [name.upper() for name in Settings.model_fields]
    found = [
        (ENVIRONMENT, name, _meant(name, ours, ALIKE))
        for name in sorted(os.environ)
        if name.upper() not in ours
    ]
    found += [
        (f"{env_file}:{line}", name, _meant(name, ours, ALIKE_IN_FILE))
        for name, line in _lines_of(env_file).items()
        if name not in ours
    ]
    return [
        f"{place}: {name}: no such setting; did you mean {meant}?" for place, name, meant in found if meant
    ]


def source_of(setting: str, env_file: Path | None = ENV) -> str:
    """Where the value of a setting comes from: `environment`, or the settings file and its line, or `not set`."""
    name = setting.upper()
    if any(value for key, value in os.environ.items() if key.upper() == name):
        return ENVIRONMENT
    line = _lines_of(env_file).get(name)
    return "not set" if line is None else f"{env_file}:{line}"


def _meant(name: str, ours: list[str], alike: int) -> str | None:
    found = process.extractOne(name.upper(), ours, scorer=fuzz.ratio, score_cutoff=alike)
    return found[0] if found else None


def _lines_of(env_file: Path | None) -> dict[str, int]:
    """The names that a settings file gives a value, each with its (last) line."""
    if env_file is None or not env_file.is_file():
        return {}
    text = env_file.read_text(encoding="utf-8", errors="replace")
    given = {name.upper() for name, value in dotenv_values(stream=StringIO(text)).items() if value}
    names = [line.partition("=")[0].removeprefix("export ").strip().upper() for line in text.splitlines()]
    return {name: number for number, name in enumerate(names, start=1) if name in given}


def _sentence(location: tuple[int | str, ...], message: str, env_file: Path | None) -> str:
    fault = message.removeprefix("Value error, ")
    name = str(location[0])
    example = (Settings.model_fields[name].examples or [""])[0]
    return f"{source_of(name, env_file)}: {name.upper()}: {fault}; for example {name.upper()}={example}"
