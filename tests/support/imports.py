"""What stands in the files of the three packages, and which imports which: read off the source, nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.support.paths import ROOT

PACKAGES = ("data", "embeddings", "bot")
"""From the lowest to the highest."""
FILES = tuple(sorted(path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text("utf-8")


def dotted(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Every module that the import statements among `nodes` may name."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def libraries(path: Path, at_once: bool = False) -> set[str]:
    """The top packages that `path` imports; `at_once`: without what stands in functions or under `if TYPE_CHECKING`."""
    nodes: Iterable[ast.AST] = tree(path).body if at_once else ast.walk(tree(path))
    return {name.partition(".")[0] for name in dotted(nodes)}


@cache
def imported(path: Path) -> frozenset[Path]:
    """The files of ours that `path` imports, wherever in it; a package that only leads to one of its files is none."""
    modules = {_module(each): each for each in FILES}
    named = {name for name in dotted(ast.walk(tree(path))) if name in modules}
    inner = {name.rpartition(".")[0] for name in named}
    return frozenset(modules[name] for name in named if name not in inner) - {path}


def _module(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
