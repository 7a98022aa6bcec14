"""Settings from the environment, the file and the command line."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config import load_config
from data.errors import ConfigError


def test_defaults_need_no_setting(tmp_path: Path) -> None:
    config = load_config(tmp_path)
    assert (config.home, config.model, config.timezone) == (tmp_path, None, "Asia/Shanghai")
    assert config.telegram_api == "https://api.telegram.org"
    assert config.telegram_token is None


def test_the_environment_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_HOME", str(tmp_path))
    monkeypatch.setenv("NEWSBOT_TIMEZONE", "Europe/London")
    monkeypatch.setenv("NEWSBOT_TELEGRAM_API", "http://127.0.0.1:8081/")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    config = load_config()
    assert (config.home, config.timezone) == (tmp_path, "Europe/London")
    assert config.telegram_api == "http://127.0.0.1:8081"
    assert config.telegram_token is not None
    assert "secret" not in repr(config)


@pytest.mark.parametrize("name", ["telegram_token", "telegram_bot_token", "TELEGRAM_BOT_TOKEN"])
def test_the_token_may_stand_in_the_file_and_the_environment_wins(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "newsbot.toml").write_text(f'{name} = "1:filed"')
    assert load_config(tmp_path).telegram_token == SecretStr("1:filed")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    assert load_config(tmp_path).telegram_token == SecretStr("1:secret")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", " ")
    assert load_config(tmp_path).telegram_token is None


def test_the_file_in_the_home_folder_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "newsbot.toml").write_text('timezone = "Asia/Tokyo"\nlanguage = "en"\n')
    assert load_config(tmp_path).timezone == "Asia/Tokyo"
    monkeypatch.setenv("NEWSBOT_TIMEZONE", "UTC")
    assert load_config(tmp_path).timezone == "UTC"
    assert load_config(tmp_path).language == "en"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("NEWSBOT_TIMEZONE", "Mars/Olympus"),
        ("NEWSBOT_LANGUAGE", "fr"),
        ("NEWSBOT_DEVICE", "tpu"),
        ("NEWSBOT_TELEGRAM_API", "api.telegram.org"),
    ],
)
def test_a_bad_value_names_its_variable(
    variable: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigError, match=variable) as caught:
        load_config(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_broken_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "newsbot.toml").write_text("timezone = ")
    with pytest.raises(ConfigError, match=r"newsbot\.toml"):
        load_config(tmp_path)
