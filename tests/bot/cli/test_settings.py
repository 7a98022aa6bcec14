"""`newsbot config`: what is in force and from where, secrets masked, and a file to begin with."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import cli
from bot.cli.settings import example_file, explanations
from bot.config import Config, load_config
from tests.support.paths import ROOT


def told(home: Path, *options: str) -> str:
    done = CliRunner().invoke(cli, ["--home", str(home), "config", *options])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_each_setting_is_shown_with_where_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "newsbot.toml").write_text('language = "en"\ntimezone = "UTC"\n')
    monkeypatch.setenv("NEWSBOT_TIMEZONE", "Asia/Tokyo")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:abcdef")
    shown = json.loads(told(tmp_path, "--json"))
    assert set(shown) == set(Config.model_fields)
    assert shown["home"] == {"value": str(tmp_path), "from": "--home"}
    assert shown["timezone"] == {"value": "Asia/Tokyo", "from": "NEWSBOT_TIMEZONE"}
    assert shown["language"] == {"value": "en", "from": str(tmp_path / "newsbot.toml")}
    assert shown["telegram_token"] == {"value": "***", "from": "TELEGRAM_BOT_TOKEN"}
    assert shown["update"] == {"value": True, "from": "default"}
    assert re.search(r'^timezone +"Asia/Tokyo"  \(NEWSBOT_TIMEZONE\)$', told(tmp_path), re.MULTILINE)


def test_no_secret_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "newsbot.toml").write_text(
        'telegram_token = "1:tsecret"\nllm_key = "ksecret"\nproxy = "http://u:psecret@p.example:3128"\n'
        '[[sources]]\nurl = "https://me:lsecret@a.example/f?apikey=asecret&page=2"\n'
    )
    for shown in (told(tmp_path), told(tmp_path, "--json")):
        assert not re.search("[tkpla]secret", shown)
        assert "https://a.example/f?apikey=***&page=2" in shown


def test_the_example_is_what_the_class_says() -> None:
    assert (ROOT / "docs/newsbot.example.toml").read_text("utf-8") == example_file(), "newsbot config --example"
    assert set(explanations()) == set(Config.model_fields)


def test_the_example_is_read_as_it_is_and_with_every_default_written_out(tmp_path: Path) -> None:
    file = tmp_path / "newsbot.toml"
    file.write_text(example_file())
    assert tomllib.loads(example_file()) == {}
    plain = load_config(tmp_path)
    settings = example_file().partition("# What is read")[0]
    file.write_text(re.sub(r"(?m)^# (\w+ = )(?!\"\"$)", r"\1", settings))
    assert len(tomllib.loads(file.read_text())) > 15
    assert load_config(tmp_path) == plain
