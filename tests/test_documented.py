"""What can be typed or set stands in the README."""

from pathlib import Path

import pytest

from bot.commands import NAMES
from bot.config import Config
from bot.console.cli import cli

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_command_of_the_chat_is_in_the_readme(name: str) -> None:
    assert f"`/{name}" in README


@pytest.mark.parametrize("name", sorted(set(cli.commands) - {"samples", "start"}))  # for make run
def test_every_command_of_the_command_line_is_in_the_readme(name: str) -> None:
    assert f"newsbot {name}" in README


@pytest.mark.parametrize("name", sorted(set(Config.model_fields) - {"telegram_token"}))
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"`NEWSBOT_{name.upper()}`" in README
