"""How the operator says how sources are read: contact, proxy and what is allowed of private networks."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from bot.config import load_config
from data.errors import ConfigError


def test_without_settings_nothing_private_is_read(tmp_path: Path) -> None:
    options = load_config(tmp_path).fetch_options
    assert (options.contact, options.proxy, options.allow_private, options.respect_robots) == (None, None, (), True)


def test_settings_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_CONTACT", "desk@news.example")
    monkeypatch.setenv("NEWSBOT_PROXY", "http://me:word@10.0.0.1:3128")
    monkeypatch.setenv("NEWSBOT_ALLOW_PRIVATE", "10.0.0.0/8, intranet.example,")
    config = load_config(tmp_path)
    assert config.fetch_options.contact == "desk@news.example"
    assert config.fetch_options.proxy == "http://me:word@10.0.0.1:3128"
    assert config.fetch_options.allow_private == ("10.0.0.0/8", "intranet.example")
    assert "word" not in repr(config)


@pytest.mark.parametrize("name", ["CONTACT", "PROXY", "ALLOW_PRIVATE"])
def test_an_empty_setting_is_none(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"NEWSBOT_{name}", "")
    assert load_config(tmp_path).fetch_options == load_config(tmp_path / "other").fetch_options


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("CONTACT", "the desk", "must be a mail address"),
        ("CONTACT", "https://a.example/\r\nX: y", "must be a mail address"),
        ("CONTACT", "ftp://a.example", "must be a mail address"),
        ("PROXY", "10.0.0.1:3128", "must start with http://"),
        ("PROXY", "ftp://me:word@10.0.0.1", "must start with http://"),
        ("PROXY", "http://", "must start with http://"),
        ("ALLOW_PRIVATE", "10.0.0.0/99", "10.0.0.0/99 is neither"),
        ("ALLOW_PRIVATE", "a.example, http://b.example", "http://b.example is neither"),
    ],
)
def test_a_setting_that_cannot_be_is_one_line(
    name: str, value: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"NEWSBOT_{name}", value)
    with pytest.raises(ConfigError, match=f"^NEWSBOT_{name}: ") as caught:
        load_config(tmp_path)
    assert words in str(caught.value)
    assert "me:word" not in str(caught.value)


@pytest.mark.skipif(importlib.util.find_spec("socksio") is not None, reason="the package for such proxies is installed")
def test_a_proxy_that_needs_a_package_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_PROXY", "socks5://127.0.0.1:1080")
    with pytest.raises(ConfigError, match="make run EXTRAS=socks"):
        load_config(tmp_path)
