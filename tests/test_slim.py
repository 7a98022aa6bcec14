"""What is not loaded: nothing of torch while the offline model serves, and next to nothing for `--help`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.cli.commands import COMMANDS
from bot.cli.main import HELP
from data.models import Entry
from data.store.articles import Store
from tests.conftest import CACHE
from tests.support.paths import ROOT
from tests.support.stored import NOW, keep

ONLY_FOR_OTHER_MODELS = {"torch", "transformers", "sentence_transformers", "scipy", "sklearn"}
HEAVY = {"faiss", "openvino", "numpy", "telegram", "lxml", "tokenizers", "rjieba", "trafilatura", "pydantic"}

TEXT = "临江市地铁三号线周六开通，全长31.4公里，设站22座，首日客流26万人次。票价2元起。"

PROGRAM = """
import json, sys
from bot.__main__ import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def run(arguments: Sequence[str], home: Path) -> tuple[str, set[str]]:
    """What `newsbot` prints, and the packages that are loaded when it has."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--home", str(home), *arguments],
        cwd=ROOT, env=os.environ | {"NEWSBOT_CACHE": str(CACHE)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    *printed, modules = done.stdout.splitlines()
    return "\n".join(printed), set(json.loads(modules))


def test_a_question_is_answered_without_torch(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.db")
    keep(store, Entry(url="https://news.example/1", title="临江地铁三号线开通", body=TEXT, published_at=NOW))
    store.close()
    printed, modules = run(["ask", "临江地铁三号线有多长？"], tmp_path)
    assert "31.4公里" in printed
    assert {"openvino", "faiss"} <= modules
    assert not ONLY_FOR_OTHER_MODELS & modules


def test_help_loads_next_to_nothing(tmp_path: Path) -> None:
    printed, modules = run(["--help"], tmp_path)
    assert "Answers questions about the news" in printed
    assert not HEAVY & modules


def test_help_says_what_the_commands_say() -> None:
    said = {name: " ".join(str(each.help).split()) for name, each in COMMANDS.items() if not each.hidden}
    assert said.keys() == HELP.keys()
    assert {name for name, says in HELP.items() if not said[name].startswith(says.rstrip("."))} == set()
