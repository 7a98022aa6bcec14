"""What an operator can set: environment variables `NEWSBOT_*`, else `newsbot.toml` in the home folder."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.setting_names import bad_value, refuse_strange, refuse_strange_sources
from data.errors import ConfigError
from data.fetch.connections import as_proxy
from data.fetch.fetcher import FetchOptions
from data.fetch.guard import is_allowance
from data.ingest.retention import Retention
from data.ingest.schedule import Intervals
from data.ingest.update import Options
from data.models import SourceSpec
from data.secrets import secrets_of
from data.text.urls import absolute_url

FILE_NAME = "newsbot.toml"
SECRET = ("telegram_token", "llm_key", "backup_passphrase")
"""Settings that are shown nowhere."""
_CONTACT = re.compile(r"(https?://[!-'*-~]+|[!-'*-?A-~]+@[!-'*-?A-~]+\.[!-'*-?A-~]+)")


class Config(BaseSettings):
    """All settings, checked once. Fields are set by `NEWSBOT_` + their name in capitals, or by name in the file."""

    model_config = SettingsConfigDict(env_prefix="NEWSBOT_", extra="ignore", frozen=True, populate_by_name=True)

    home: Path = Field(default_factory=lambda: platformdirs.user_data_path("newsbot"))
    """The folder of the database, the index and newsbot.toml."""
    cache: Path = Field(default_factory=lambda: platformdirs.user_cache_path("newsbot"))
    """Where models are unpacked; may be deleted."""
    model: str | None = None
    """Any sentence-transformers name or folder; None: the offline model that comes along."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """On what models run: cpu, cuda, or a GPU where there is one."""
    reader: bool = True
    """Whether passages are read by the trained reader; without it answers are faster and less sure."""
    telegram_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("TELEGRAM_BOT_TOKEN", "telegram_bot_token")
    )
    """From @BotFather; in the environment TELEGRAM_BOT_TOKEN."""
    telegram_api: str = "https://api.telegram.org"
    """Base URL of the Bot API server; `/botTOKEN` is appended."""
    webhook: str | None = None
    """Public https URL to which Telegram brings updates; None: they are fetched."""
    webhook_listen: str = "127.0.0.1:8443"
    """Where the proxy at that URL passes them on to."""
    timezone: str = "Asia/Shanghai"
    """Of readers, and of Chinese sources that print times without a zone."""
    language: Literal["zh", "en"] = "zh"
    """Of readers whose own language is not known."""
    llm_url: str | None = None
    """Base URL of an OpenAI-compatible endpoint, with its /v1; None: no LLM."""
    llm_model: str | None = Field(default=None, validate_default=True)
    """Its name at that endpoint."""
    llm_key: SecretStr | None = None
    """Its key, where it wants one."""
    llm_timeout: float = Field(default=8.0, gt=0, le=600)
    """Seconds; what the LLM has not written by then does not count."""
    llm_tokens_a_day: int = Field(default=1_000_000, ge=1)
    """Of all people together, a day of UTC; written and read tokens alike."""
    llm_tokens_a_day_per_person: int = Field(default=100_000, ge=1)
    """Of one person, likewise."""
    messages_waiting: int = Field(default=100, ge=0)
    """Of one chat; more are refused with a word to wait. 0: any number."""
    questions_a_minute: int = Field(default=30, ge=0)
    """Of one person, admins excepted; here and below 0: any number."""
    links_a_minute: int = Field(default=10, ge=0)
    """Links that one person sends."""
    files_a_minute: int = Field(default=10, ge=0)
    """Files likewise."""
    searches_a_minute: int = Field(default=60, ge=0)
    """Lists too, and what buttons bring."""
    contact: str | None = None
    """Mail address or URL where a site can complain; told to every site that is read."""
    proxy: str | None = Field(default=None, repr=False)
    """Through which sources are read (http, https, socks5); None: as HTTP_PROXY and its kin say."""
    allow_private: str = ""
    """Networks (10.0.0.0/8), addresses or host names, parted by commas, that may be read although private; or all."""

    update: bool = True
    """Whether the running bot reads the sources; else `newsbot update`, from cron, does."""
    embed: bool = True
    """Whether an update embeds what it stored; else words find it and meaning does not, until another one does."""
    spacing: float = Field(default=1.0, ge=0, le=3600)
    """Seconds between two requests to a host."""
    shortest_interval: float = Field(default=10, gt=0)
    """Minutes between two readings of a source that publishes all the time."""
    longest_interval: float = Field(default=1440, gt=0)
    """The same of one that hardly ever does."""
    max_age_days: float = Field(default=30, ge=0)
    """Articles that were published longer ago are not stored by an update; 0: any are."""
    keep_days: float = Field(default=0, ge=0)
    """Articles that were published longer ago are taken out; 0: none are."""
    keep_articles: int = Field(default=50_000, ge=0)
    """The newest are kept, the others taken out; 0: all are kept."""
    admins: Annotated[tuple[int, ...], NoDecode] = ()
    """Telegram ids, parted by commas, of those who may add sources, see errors and write to everybody."""
    access: Literal["open", "list", "invitation"] | None = None
    """Who may use the bot beside its admins: everybody, those of `people`, or who is let in. None: everybody until it
    has an owner, then who is let in; the admins may open it in the chat."""
    people: Annotated[tuple[int, ...], NoDecode] = ()
    """Telegram ids of people and groups, parted by commas, that are always let in."""
    backup: Path | None = None
    """Folder for a backup a day, which the running bot makes; None: none is made."""
    backup_keep: int = Field(default=7, ge=1)
    """So many of these, the newest."""
    backup_passphrase: SecretStr | None = None
    """Backups are encrypted with it; without it none can be restored."""
    backup_to_owner: bool = False
    """Whether the backup of the day is also sent to the owner's chat; needs a passphrase."""
    health_port: int | None = Field(default=None, ge=0, lt=65536)
    """On which /healthz and /metrics are served to this machine while the bot runs; None: they are not."""
    sources: tuple[SourceSpec, ...] = ()
    """What is read: the [[sources]] of newsbot.toml."""

    @field_validator("telegram_token")
    @classmethod
    def _none_if_blank(cls, token: SecretStr | None) -> SecretStr | None:
        said = token.get_secret_value().strip() if token else ""
        return SecretStr(said) if said else None

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("no time zone of that name; write it like Asia/Shanghai") from error
        return name

    @field_validator("telegram_api", "webhook", "llm_url")
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

    @field_validator("contact")
    @classmethod
    def _can_be_written_to(cls, contact: str | None) -> str | None:
        if contact and not _CONTACT.fullmatch(contact):
            raise ValueError("must be a mail address or start with http:// or https://")
        return contact or None

    @field_validator("proxy")
    @classmethod
    def _usable_proxy(cls, url: str | None) -> str | None:
        if url:
            as_proxy(url)
        return url or None

    @field_validator("allow_private")
    @classmethod
    def _networks_or_hosts(cls, listed: str) -> str:
        for name in _parts(listed):
            if not is_allowance(name):
                raise ValueError(f"{name} is neither a network such as 10.0.0.0/8 nor a host name nor all")
        return listed

    @field_validator("admins", "people", mode="before")
    @classmethod
    def _ids(cls, listed: object) -> object:
        return _parts(listed) if isinstance(listed, str) else (listed,) if isinstance(listed, int) else listed

    @field_validator("backup_to_owner")
    @classmethod
    def _not_open(cls, sent: bool, info: ValidationInfo) -> bool:
        if sent and not (info.data.get("backup") and info.data.get("backup_passphrase")):
            raise ValueError("needs NEWSBOT_BACKUP and NEWSBOT_BACKUP_PASSPHRASE: nothing is sent as it is")
        return sent

    @field_validator("sources", mode="before")
    @classmethod
    def _named_fields_only(cls, tables: object) -> object:
        refuse_strange_sources(tables, [each.name for each in fields(SourceSpec)], cls.model_fields)
        return tables

    @field_validator("sources")
    @classmethod
    def _web_addresses(cls, specs: tuple[SourceSpec, ...]) -> tuple[SourceSpec, ...]:
        for number, spec in enumerate(specs):
            if absolute_url(None, spec.url) is None:
                raise ValueError(f"{spec.shown} is no web address")
            if spec.url in [earlier.url for earlier in specs[:number]]:
                raise ValueError(f"{spec.shown} is there twice")
        return specs

    @property
    def fetch_options(self) -> FetchOptions:
        """How sources are read."""
        return FetchOptions(
            contact=self.contact, proxy=self.proxy, allow_private=_parts(self.allow_private), spacing_s=self.spacing
        )

    @property
    def update_options(self) -> Options:
        """What bounds an update."""
        shortest, longest = timedelta(minutes=self.shortest_interval), timedelta(minutes=self.longest_interval)
        ages = [days for days in (self.max_age_days, self.keep_days) if days]
        return Options(Intervals(shortest, max(shortest, longest)), timedelta(days=min(ages)) if ages else None)

    @property
    def retention(self) -> Retention:
        """What is kept."""
        return Retention(timedelta(days=self.keep_days) if self.keep_days else None, self.keep_articles or None)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What is hidden wherever it stands: tokens, keys, passwords and keys of sources."""
        own = [getattr(self, name) for name in SECRET]
        addresses = [self.proxy or "", self.llm_url or "", *(spec.url for spec in self.sources)]
        found = [each.get_secret_value() for each in own if each]
        return tuple(filter(None, [*found, *(each for url in addresses for each in secrets_of(url))]))

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
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file(home))


def _parts(listed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in listed.split(",") if part.strip())


def settings_file(home: Path | None = None) -> Path:
    """Where newsbot.toml is looked for; `home`: the command line's, which goes before the environment's."""
    folder = home or os.environ.get("NEWSBOT_HOME") or platformdirs.user_data_path("newsbot")
    return Path(folder) / FILE_NAME


def load_config(home: Path | None = None) -> Config:
    """The settings, `home` (the command line's) before all. Raises ConfigError that names the bad one."""
    try:
        refuse_strange(settings_file(home), Config.model_fields)
        return Config(**({"home": home} if home else {}))  # type: ignore[arg-type]
    except ValidationError as error:
        raise bad_value(error, FILE_NAME, {*Config.model_fields} - {*SECRET}) from error
    except SettingsError as error:  # a list that is to be JSON in the environment
        raise ConfigError("NEWSBOT_SOURCES", f"is no JSON list; better write [[sources]] into {FILE_NAME}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(FILE_NAME, f"is not valid TOML: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(str(settings_file(home)), f"cannot be read: {error}") from error


def store_path(config: Config) -> Path:
    return config.home / "news.db"


def index_path(config: Config) -> Path:
    return config.home / "passages.faiss"
