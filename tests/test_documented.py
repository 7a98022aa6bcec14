"""What can be typed or set stands in the README."""

import pytest

from bot.cli.main import cli
from bot.config import Config
from bot.core.commands import NAMES
from tests.support.paths import ROOT

README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_command_of_the_chat_is_in_the_readme(name: str) -> None:
    assert f"`/{name}" in README


@pytest.mark.parametrize("name", sorted(set(cli.commands) - {"samples", "start"}))  # for make run
def test_every_command_of_the_command_line_is_in_the_readme(name: str) -> None:
    assert f"newsbot {name}" in README


@pytest.mark.parametrize("name", sorted(set(Config.model_fields) - {"telegram_token"}))
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"`NEWSBOT_{name.upper()}`" in README
