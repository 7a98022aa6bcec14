"""Settings that are wrong, in a line: bad values, and names that there are not, each with the nearest that there is."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from data.errors import ConfigError
from data.secrets import shown_address, without_secrets

PREFIX = "NEWSBOT_"
_TOKEN = ("TELEGRAM_BOT_TOKEN", "telegram_bot_token")
_UNKNOWN = "no such setting; newsbot config --example lists all"
_NEAR = 0.6  # of difflib's ratio


def refuse_strange(file: Path, fields: Collection[str]) -> None:
    """Raises ConfigError that names all that sets nothing: it may be a setting misspelt, and somebody relies on it."""
    written = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    strange = list(strange_variables(os.environ, fields))
    strange += [(f"{name} in {file}", why) for name, why in strange_keys(written, {*fields, *_TOKEN})]
    if strange:
        (name, why), *others = strange
        raise ConfigError(name, "\n".join([why, *(f"{name}: {why}" for name, why in others)]))


def bad_value(error: ValidationError, file_name: str, shown: Collection[str]) -> ConfigError:
    """The first setting that is wrong; what was given for it only where it is one of `shown`."""
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "settings"
    variable = name if name.isupper() else f"{PREFIX}{name.upper()}"
    if name == "sources":
        variable = f"[[sources]] of {file_name}"
    reason = without_secrets(first["msg"].removeprefix("Value error, "))
    return ConfigError(variable, f"{reason} (is: {shown_address(str(first['input']))})" if name in shown else reason)


def strange_variables(environment: Iterable[str], fields: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each variable `NEWSBOT_...` that sets nothing, and what to do about it."""
    for name in sorted(environment):
        bare = name.lower().removeprefix(PREFIX.lower())
        if name.upper().startswith(PREFIX) and bare not in fields:
            near = nearest(bare, fields)
            yield name, f"no such setting; did you mean {PREFIX}{near.upper()}?" if near else _UNKNOWN


def strange_keys(file: Mapping[str, object], fields: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each key or table of newsbot.toml that sets nothing, and what to do about it."""
    for name in file.keys() - set(fields):
        value = file[name]
        tables = isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict) for each in value))
        if name.lower() in ("newsbot", "settings", "config", "bot") and isinstance(value, dict):
            yield f"[{name}]", "no such table; settings stand at the top of the file, in no table"
        elif tables:
            shown = f"[{name}]" if isinstance(value, dict) else f"[[{name}]]"
            yield shown, "no such table; there is [[sources]]"
        else:
            bare = name.lower().removeprefix(PREFIX.lower())
            near = bare if bare in fields else nearest(bare, fields)
            yield name, f"no such setting; did you mean {near}?" if near else _UNKNOWN


def refuse_strange_sources(tables: object, known: Collection[str], fields: Collection[str]) -> None:
    """Raises ValueError for [[sources]] that are not written as such, or have other keys than those `known`."""
    if isinstance(tables, dict):
        raise ValueError("write two brackets on either side, [[sources]]: there may be several")
    for table in tables if isinstance(tables, list) else ():
        unknown = sorted(table.keys() - set(known)) if isinstance(table, dict) else []
        if unknown:
            raise ValueError(strange_key_of_source(unknown[0], known, fields))
        if isinstance(table, dict) and "url" not in table:
            raise ValueError("url is missing, the address of what is to be read")


def strange_key_of_source(name: str, of_source: Collection[str], fields: Collection[str]) -> str:
    """What is wrong with a key of [[sources]] that is none."""
    if name in fields:
        return f"{name} is a setting of the bot; write it above the first [[sources]]"
    near = nearest(name, of_source)
    return f"unknown key {name}{f'; did you mean {near}?' if near else ''}; there are {', '.join(of_source)}"


def nearest(name: str, known: Collection[str]) -> str:
    """The most alike of `known`; "" where none is."""
    near = get_close_matches(name, known, 1, _NEAR)
    return near[0] if near else ""
