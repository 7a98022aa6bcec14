"""The three ways of docs/architecture.md are what the imports say: of a question, of a feed entry, of an alert.

A way is a list of files in the order in which they are passed, each under the one that calls it:

    bot/telegram/handlers.py +3                      imports so many files more of these folders: they are of other ways
      bot/answers/answerer.py (bot/app.py)           not imported: handed over by that file, which imports both

The laws: a file stands under one that imports it; all that it imports from the folders of the way is in the list, but
for so many as it says; folders are entered in the order that the head of the list says. What every part speaks with
is no step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.support.imports import FILES, imported
from tests.support.paths import ROOT
from tests.test_layers import ORDER

PAGE = ROOT / "docs" / "architecture.md"
WAYS = ("question", "entry", "alert")
SPOKEN = {"bot/core", "bot/locales", "bot/config.py", "data", "data/text", "data/store/database.py"}
"""What every part speaks with: records, errors, words, messages, settings, the database."""
ROOTS = {Path("bot/app.py"), Path("bot/background.py"), Path("bot/telegram/application.py")}
"""Where parts are put together."""
_STRIDE = 29  # of the files, one in so many is tried at a place: another one at the next
_WAY = re.compile(r"^```way (?P<name>\w+): (?P<folders>[^\n]+)\n(?P<lines>.*?)^```$", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"(?P<indent> *)(?P<path>\S+)(?: \+(?P<more>\d+))?(?: \((?P<root>\S+)\))?(?: {2,}(?P<does>\S.*))?")


@dataclass(frozen=True, slots=True)
class Step:
    """A line: `more` files that it imports are of other ways, `root` is the file that hands it to the one above."""

    depth: int
    path: Path
    more: int = 0
    root: Path | None = None
    does: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """`folders` in the order in which they are entered."""

    folders: tuple[str, ...]
    steps: tuple[Step, ...]


def read_ways(text: str) -> dict[str, Way]:
    return {
        match["name"]: Way(tuple(match["folders"].split(" > ")), tuple(map(read_step, match["lines"].splitlines())))
        for match in _WAY.finditer(text)
    }


def read_step(line: str) -> Step:
    match = _LINE.fullmatch(line)
    assert match, line
    root = Path(match["root"]) if match["root"] else None
    return Step(len(match["indent"]) // 2, Path(match["path"]), int(match["more"] or 0), root, match["does"])


def folder(path: Path) -> str:
    return str(path.parent)


def is_spoken(path: Path) -> bool:
    return folder(path) in SPOKEN or str(path) in SPOKEN


def faults(way: Way) -> Iterator[str]:
    """What is not so, or not whole."""
    paths = [step.path for step in way.steps]
    for step, above in zip(way.steps, callers(way.steps), strict=True):
        if step.path not in FILES:
            yield f"{step.path} is no file"
        elif is_spoken(step.path):
            yield f"{step.path} is no step"
        elif paths.count(step.path) > 1:
            yield f"{step.path} is there twice"
        else:
            yield from _unled(step, above)
            yield from _left_out(step, way, paths)
    entered = tuple(dict.fromkeys(map(folder, paths)))
    if entered != way.folders:
        yield f"enters {' > '.join(entered)}"


def callers(steps: Sequence[Step]) -> Iterator[Step | None]:
    """Under which each stands; None: under none, where it is not the first either."""
    line: list[Step] = []
    for step in steps:
        del line[step.depth :]
        yield line[-1] if len(line) == step.depth and line else None
        line.append(step)


def _unled(step: Step, above: Step | None) -> Iterator[str]:
    if above is None:
        if step.depth or step.root:
            yield f"{step.path} stands under nothing"
    elif above.path not in FILES:
        return  # said of that line
    elif step.root is None:
        if step.path not in imported(above.path):
            yield f"{above.path} does not import {step.path}"
    elif step.root not in ROOTS or not {above.path, step.path} <= imported(step.root):
        yield f"{step.root} does not join {above.path} and {step.path}"


def _left_out(step: Step, way: Way, paths: Sequence[Path]) -> Iterator[str]:
    wanted = {each for each in imported(step.path) if folder(each) in way.folders and not is_spoken(each)}
    others = sorted(map(str, wanted - set(paths)))
    if len(others) != step.more:
        yield f"{step.path} leads to {len(others)} more: {', '.join(others)}"


PAGE_WAYS = read_ways(PAGE.read_text("utf-8"))


@pytest.mark.parametrize("name", WAYS)
def test_a_way_is_what_the_imports_say(name: str) -> None:
    way = PAGE_WAYS[name]
    assert list(faults(way)) == []
    assert sum(step.depth == 0 for step in way.steps) == 1
    assert all(step.does for step in way.steps)


def test_the_layers_of_the_page_are_those_that_are_held() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    for package, parts in ORDER.items():
        [told] = [line.split("|")[-2] for line in rows if line.startswith(f"| `{package}` |")]
        assert re.findall(r"`(\w+)`", told) == [part for part in parts if part != "__main__"]


# -- and the test itself is put to the test


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name in WAYS for number in range(len(PAGE_WAYS[name].steps))]
)
def test_a_step_that_is_missing_is_noticed(name: str, number: int) -> None:
    way = PAGE_WAYS[name]
    assert list(faults(replace(way, steps=(*way.steps[:number], *way.steps[number + 1 :])))) != []


@pytest.mark.parametrize("name", WAYS)
def test_a_file_that_is_none_of_the_way_is_noticed(name: str) -> None:
    """At every place some of the other files, called by the one before or by the one that calls that."""
    way, passed = PAGE_WAYS[name], list[tuple[int, str]]()
    others = sorted(set(FILES) - {step.path for step in way.steps})
    for number, before in enumerate(way.steps, 1):
        for depth in (before.depth, before.depth + 1):
            for path in others[number % _STRIDE :: _STRIDE]:
                steps = (*way.steps[:number], Step(depth, path, _more(path, way)), *way.steps[number:])
                above = list(callers(steps))[number]
                if above and path not in imported(above.path) and not list(faults(replace(way, steps=steps))):
                    passed.append((number, str(path)))
    assert passed == []


def _more(path: Path, way: Way) -> int:
    """As a line of it would say, so that nothing else is wrong with it."""
    wanted = {each for each in imported(path) if folder(each) in way.folders and not is_spoken(each)}
    return len(wanted - {step.path for step in way.steps})


@pytest.mark.parametrize(("steps", "fault"), [
    (("bot/nothing.py",), "is no file"),
    (("data/text/urls.py",), "is no step"),
    (("bot/cli/main.py", "  bot/app.py", "  bot/app.py"), "is there twice"),
    (("bot/cli/main.py", "    bot/app.py"), "stands under nothing"),
    (("bot/cli/main.py", "  bot/telegram/inline.py"), "does not import"),
    (("bot/cli/main.py", "  bot/telegram/inline.py (bot/app.py)"), "does not join"),
    (("bot/telegram/handlers.py", "  bot/telegram/inline.py (bot/telegram/membership.py)"), "does not join"),
    (("embeddings/search/similar.py",), "leads to 1 more: embeddings/search/live_index.py"),
    (("bot/cli/main.py",), "enters"),
])  # fmt: skip
def test_each_law_is_seen_to(steps: Sequence[str], fault: str) -> None:
    way = Way(("embeddings/search",), tuple(map(read_step, steps)))
    assert any(fault in each for each in faults(way))
