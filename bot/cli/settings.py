"""`newsbot config`: every setting as it is in force, and from where; or a file to begin with, made from the class."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import SecretStr
from pydantic_settings import EnvSettingsSource, TomlConfigSettingsSource

from bot.config import FILE_NAME, SECRET, Config, settings_file
from bot.setting_names import PREFIX
from data.models import SourceSpec
from data.secrets import HIDDEN, shown_address

_TOKEN = "TELEGRAM_BOT_TOKEN"
_IN_ENVIRONMENT_ONLY = ("home",)  # the file lies there
_HEAD = f"""\
# {FILE_NAME}: the settings of newsbot, each with what holds without it. Put the file into the home folder and take the
# "# " before a line away to change it. A variable of the environment ({PREFIX} and the name in capitals) goes first.
"""
_SOURCES = """\
# What is read, each in a table of its own; these stand below all settings.
# [[sources]]
# url = "https://example.com/news/"
# title = "Example"                    # these four are optional
# section = "Industry"
# kind = "listing"                     # auto, feed, sitemap, listing, article
# css = "ul.news li a"                 # which links of a listing page lead to articles
"""


@click.command("config")
@click.option("--example", is_flag=True, help="Print a newsbot.toml with every setting, explained, instead.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.pass_obj
def config_command(config: Config, example: bool, as_json: bool) -> None:
    """Every setting: what is in force, and from where. Secrets are not shown."""
    if example:
        click.echo(example_file(), nl=False)
        return
    listed = in_force(config)
    if as_json:
        told = {name: {"value": value, "from": origin} for name, value, origin in listed}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    widest = max(len(name) for name, _, _ in listed)
    for name, value, origin in listed:
        click.echo(f"{name:{widest}}  {_as_toml(value) if value is not None else '-'}  ({origin})")


def in_force(config: Config) -> list[tuple[str, Any, str]]:
    """Name, value as it may be shown, and from where, of each setting."""
    file = settings_file(config.home)
    named, written = EnvSettingsSource(Config)(), TomlConfigSettingsSource(Config, file)()
    return [(name, _shown(name, getattr(config, name)), _origin(name, named, written, file)) for name in _names()]


def example_file() -> str:
    """newsbot.toml with every setting commented out, as the class has them."""
    return "\n".join([_HEAD, *_example_settings(), _SOURCES])


def explanations() -> dict[str, str]:
    """What the class says of each setting, in one line."""
    [body] = ast.parse(textwrap.dedent(inspect.getsource(Config))).body
    assert isinstance(body, ast.ClassDef)
    return dict(_documented(body))


def _documented(body: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for node, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(after, ast.Expr):
            assert isinstance(after.value, ast.Constant)
            yield node.target.id, " ".join(str(after.value.value).split()).replace("None: ", "unset: ")


def _names() -> list[str]:
    return [name for name in Config.model_fields if name != "sources"] + ["sources"]


def _example_settings() -> Iterator[str]:
    said = explanations()
    for name in _names():
        if name in (*_IN_ENVIRONMENT_ONLY, "sources"):
            continue
        field = Config.model_fields[name]
        default = None if field.default_factory else field.default
        value = _as_toml(list(default) if isinstance(default, tuple) else default) if default is not None else '""'
        lines = textwrap.wrap(said[name], 116, initial_indent="# ", subsequent_indent="# ")
        yield "\n".join([*lines, f"# {name} = {value}", ""])


def _origin(name: str, named: dict[str, Any], written: dict[str, Any], file: Path) -> str:
    variable = f"{PREFIX}{name.upper()}"
    given = click.get_current_context(silent=True)
    if name == "home" and given and given.find_root().params.get("home"):
        return "--home"
    for names, where in ((named, "environment"), (written, str(file))):
        for each in (name, _TOKEN, _TOKEN.lower()) if name == "telegram_token" else (name,):
            if each in names:
                return where if names is written else _TOKEN if each != name else variable
    return "default"


def _shown(name: str, value: Any) -> Any:
    if isinstance(value, SecretStr) or name in SECRET:
        return HIDDEN if value else None
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple):
        return [each.shown if isinstance(each, SourceSpec) else each for each in value]
    return shown_address(value) if isinstance(value, str) else value


def _as_toml(value: Any) -> str:
    """Strings, numbers, yes and no, and lists of them are written alike in TOML and JSON."""
    return json.dumps(value, ensure_ascii=False)
