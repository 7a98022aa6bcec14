"""What an operator can set: environment variables `NEWSBOT_*`, else `newsbot.toml` in the home folder."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import platformdirs
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from data.errors import ConfigError

FILE_NAME = "newsbot.toml"


class Config(BaseSettings):
    """All settings, checked once. Fields are set by `NEWSBOT_` + their name in capitals, or by name in the file."""

    model_config = SettingsConfigDict(env_prefix="NEWSBOT_", extra="ignore", frozen=True)

    home: Path = Field(default_factory=lambda: platformdirs.user_data_path("newsbot"))
    """The folder of the database, the index and newsbot.toml."""
    cache: Path = Field(default_factory=lambda: platformdirs.user_cache_path("newsbot"))
    """Where models are unpacked; may be deleted."""
    model: str | None = None
    """Any sentence-transformers name or folder; None: the offline model that comes along."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    reader: bool = True
    """Whether passages are read by the trained reader; without it answers are faster and less sure."""
    telegram_token: SecretStr | None = Field(default=None, validation_alias="TELEGRAM_BOT_TOKEN")
    telegram_api: str = "https://api.telegram.org"
    """Base URL of the Bot API server; `/botTOKEN` is appended."""
    timezone: str = "Asia/Shanghai"
    """Of readers, and of Chinese sources that print times without a zone."""
    language: Literal["zh", "en"] = "zh"
    """Of readers whose own language is not known."""
    llm_url: str | None = None
    """Base URL of an OpenAI-compatible endpoint, with its /v1; None: no LLM."""
    llm_model: str | None = Field(default=None, validate_default=True)
    """Its name at that endpoint."""
    llm_key: SecretStr | None = None
    llm_timeout: float = Field(default=8.0, gt=0, le=600)
    """Seconds; what the LLM has not written by then does not count."""
    llm_tokens_a_day: int = Field(default=1_000_000, ge=1)
    """Of all people together, a day of UTC; written and read tokens alike."""
    llm_tokens_a_day_per_person: int = Field(default=100_000, ge=1)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("no time zone of that name; write it like Asia/Shanghai") from error
        return name

    @field_validator("telegram_api", "llm_url")
    @classmethod
    def _http(cls, url: str | None) -> str | None:
        if url is None:
            return None
        if not url.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return url.rstrip("/")

    @field_validator("llm_model")
    @classmethod
    def _with_url(cls, model: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("llm_url") and not (model and model.strip()):
            raise ValueError("must name a model of the endpoint that NEWSBOT_LLM_URL is set to")
        return model

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        home = init_settings.init_kwargs.get("home") if hasattr(init_settings, "init_kwargs") else None
        folder = Path(home or os.environ.get("NEWSBOT_HOME") or platformdirs.user_data_path("newsbot"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, folder / FILE_NAME)


def load_config(home: Path | None = None) -> Config:
    """The settings, `home` (the command line's) before all. Raises ConfigError that names the bad one."""
    try:
        return Config(**({"home": home} if home else {}))  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        variable = name if name.isupper() else f"NEWSBOT_{name.upper()}"
        raise ConfigError(variable, f"{first['msg'].removeprefix('Value error, ')} (is: {first['input']})") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(FILE_NAME, f"is not valid TOML: {error}") from error
