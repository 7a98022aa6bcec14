"""Settings that are misspelt are named, with the nearest right name, and nothing starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import load_config
from data.errors import ConfigError


@pytest.mark.parametrize(
    ("variable", "right"),
    [
        ("NEWSBOT_LLM_MODLE", "NEWSBOT_LLM_MODEL"),
        ("NEWSBOT_TIME_ZONE", "NEWSBOT_TIMEZONE"),
        ("newsbot_admin", "NEWSBOT_ADMINS"),
        ("NEWSBOT_XYZZY", "newsbot config --example"),
    ],
)
def test_a_variable_that_sets_nothing(
    variable: str, right: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "x")
    with pytest.raises(ConfigError, match=variable) as caught:
        load_config(tmp_path)
    assert right in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('llm_modle = "m"', "llm_modle in .*did you mean llm_model?"),
        ('NEWSBOT_MODEL = "m"', "did you mean model?"),
        ('[[source]]\nurl = "https://a.example/"', r"\[\[source\]\] in .*there is \[\[sources\]\]"),
        ('[newsbot]\nmodel = "m"', r"\[newsbot\] in .*stand at the top of the file"),
        ('[[sources]]\nurl = "https://a.example/"\nmodel = "m"', "write it above the first"),
        ('[[sources]]\nurl = "https://a.example/"\ntitel = "A"', "unknown key titel; did you mean title?"),
        ('[[sources]]\ntitle = "A"', "url is missing"),
        ('[sources]\nurl = "https://a.example/"', "two brackets"),
    ],
)
def test_a_key_or_table_that_sets_nothing(written: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "newsbot.toml").write_text(written)
    with pytest.raises(ConfigError, match=said):
        load_config(tmp_path)


def test_all_of_them_are_named_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "newsbot.toml").write_text('languge = "en"\nupdat = false')
    monkeypatch.setenv("NEWSBOT_DEVCE", "cpu")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert all(name in str(caught.value) for name in ("NEWSBOT_DEVCE", "languge", "updat"))


def test_what_is_no_list_or_no_text_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_SOURCES", "https://a.example/")
    with pytest.raises(ConfigError, match=r"NEWSBOT_SOURCES.*\[\[sources\]\]"):
        load_config(tmp_path)
    monkeypatch.delenv("NEWSBOT_SOURCES")
    (tmp_path / "newsbot.toml").write_bytes(b'language = "\xff"')
    with pytest.raises(ConfigError, match=r"newsbot\.toml"):
        load_config(tmp_path)


def test_a_secret_that_is_no_text_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "newsbot.toml").write_text("llm_key = 1234567")
    with pytest.raises(ConfigError, match="NEWSBOT_LLM_KEY") as caught:
        load_config(tmp_path)
    assert "1234567" not in str(caught.value)
