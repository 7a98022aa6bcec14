"""What can be typed or set stands in the papers, and what the papers name is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import click
import pytest

from bot.cli.commands import COMMANDS as FIRST
from bot.cli.json_output import reply_json
from bot.config import Config
from bot.core.answer import Answer, Citation
from bot.core.commands import NAMES
from bot.core.reply import Reply, plain
from data.models import Article
from data.text.passages import Span
from tests.support.paths import ROOT

READMES = ("README.md", "README.zh.md")
PAPERS = tuple(
    str(path.relative_to(ROOT))
    for pattern in ("*.md", "docs/*.md", "tests/**/README.md", "data/samples/README.md")
    for path in sorted(ROOT.glob(pattern))
)
HIDDEN = {"start"}  # for make run
_LINK = re.compile(r"\]\(([^)\s]+)\)|\b(?:src|href)=\"([^\"]+)\"")
_FILE = re.compile(r"`((?:\.ci|bot|data|embeddings|tests|docs)/[\w./-]*\w)`")
_CALLED = re.compile(r"newsbot (?!run\b)([a-z]+)(?: (?:\[?([a-z|]+)\]?))?")
_SET = re.compile(r"\bNEWSBOT_[A-Z_]+\b")


def paper(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def sub_commands(commands: Mapping[str, click.Command], before: str = "newsbot") -> Iterator[tuple[str, click.Command]]:
    """Each with all the words that call it."""
    for name, command in commands.items():
        if name not in HIDDEN:
            yield f"{before} {name}", command
        if isinstance(command, click.Group):
            yield from sub_commands(command.commands, f"{before} {name}")


COMMANDS = dict(sub_commands(FIRST))
OPTIONS = [
    (words, option)
    for words, command in COMMANDS.items()
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts[:1]
]


# -- nothing is left unsaid


@pytest.mark.parametrize("name", NAMES)
def test_every_command_of_the_chat_is_explained(name: str) -> None:
    assert re.search(rf"^\| `/{name}\b", paper("docs/commands.md"), re.MULTILINE)


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_of_the_command_line_is_listed(words: str) -> None:
    assert words in paper("docs/commands.md").replace("newsbot sources [list]", "newsbot sources list")


@pytest.mark.parametrize(("words", "option"), OPTIONS)
def test_every_option_is_listed_with_its_command(words: str, option: str) -> None:
    lines = paper("docs/commands.md").replace("newsbot sources [list]", "newsbot sources list").splitlines()
    assert any(line.strip().startswith(words) and option in line for line in lines)


@pytest.mark.parametrize("name", sorted(set(Config.model_fields) - {"telegram_token"}))
def test_every_setting_is_explained(name: str) -> None:
    table = [line for line in paper("docs/operate.md").splitlines() if line.startswith("| `")]
    assert any(f"`NEWSBOT_{name.upper()}`" in line for line in table)


def test_every_key_of_a_reply_as_json_is_explained() -> None:
    citation = Citation(Article(1, "T", "Text.", None, None, None, None, None, None), Span(0, 5))
    answered = Reply((), answer=Answer((), (citation,), (), 0.0), command="latest")
    told = [reply_json(each, ZoneInfo("UTC"), explain=True) for each in (answered, plain("hello"))]
    table = [line for line in paper("docs/commands.md").splitlines() if line.startswith("| `")]
    for key in {*told[0], *told[1], "id", "ms", "understood"} - {"explain"}:
        assert any(f"`{key}`" in line.split("|")[1] for line in table), key
    [citations] = [line for line in table if line.startswith("| `citations`")]
    assert all(re.search(rf"\b{key}\b", citations) for key in told[0]["citations"][0])


@pytest.mark.parametrize("name", READMES)
def test_a_readme_begins_with_its_two_commands_and_leads_to_all_papers(name: str) -> None:
    head = paper(name).split("\n## ")[0]
    assert "    make run " in head
    assert "    make test " in head
    linked = {target for target, _ in links(name)}
    assert {each for each in PAPERS if each.startswith("docs/")} <= linked
    assert {"CONTRIBUTING.md", "CHANGELOG.md", *READMES} - {name} <= linked


# -- nothing is said that is not so


@pytest.mark.parametrize("name", PAPERS)
def test_every_link_and_file_that_is_named_is_there(name: str) -> None:
    gone = [target for target, path in links(name) if not path.exists()]
    gone += [each for each in _FILE.findall(paper(name)) if not (ROOT / each).exists()]
    assert gone == []


@pytest.mark.parametrize("name", PAPERS)
def test_every_heading_that_is_linked_is_there(name: str) -> None:
    for target, path in links(name):
        heading = target.partition("#")[2]
        assert not heading or heading in headings(path)


@pytest.mark.parametrize("name", PAPERS)
def test_every_setting_and_command_that_is_named_exists(name: str) -> None:
    settings = {f"NEWSBOT_{each.upper()}" for each in Config.model_fields}
    assert {each for each in _SET.findall(paper(name)) if each not in settings | {"NEWSBOT_"}} == set()
    slashed = re.findall(r"`/([a-z]+)\b(?![/.])", paper(name))
    assert set(slashed) <= {*NAMES, "setinline", "newbot", "v"}


@pytest.mark.parametrize("name", [each for each in PAPERS if each != "CHANGELOG.md"])
def test_every_command_line_that_is_shown_can_be_typed(name: str) -> None:
    for first, second in _typed(paper(name)):
        command = FIRST.get(first)
        assert command is not None, first
        if isinstance(command, click.Group) and second:
            assert set(second.split("|")) <= set(command.commands), second


def test_the_newest_released_version_of_the_changelog_is_that_of_the_package() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = re.search(r"^## (.+)(?<! - unreleased)$", paper("CHANGELOG.md"), re.MULTILINE)
    assert newest
    assert re.fullmatch(rf"{re.escape(version)} \(tag v{re.escape(version)}\) - \d{{4}}-\d\d-\d\d", newest[1])


def links(name: str) -> list[tuple[str, Path]]:
    """What the paper links to inside the project, as written and as a path."""
    found = [first or second for first, second in _LINK.findall(paper(name))]
    inside = [each for each in found if not each.startswith(("https://", "http://", "mailto:"))]
    here = (ROOT / name).parent
    return [(each, (here / unquote(each.partition("#")[0])) if each[0] != "#" else ROOT / name) for each in inside]


def headings(path: Path) -> set[str]:
    """As the places that links name."""
    titles = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def _typed(text: str) -> Iterator[tuple[str, str]]:
    """The words after `newsbot` in code, on lines of their own or in backticks."""
    code = re.findall(r"^    .*$", text, re.MULTILINE) + re.findall(r"`[^`\n]*`", text)
    for line in code:
        for match in _CALLED.finditer(line):
            yield match[1], match[2] or ""
