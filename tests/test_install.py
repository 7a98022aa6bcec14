"""What make does before anything runs: real make, interpreters that only say what they were asked to do."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.paths import ROOT

INTERPRETER = """#!{real}
import shutil, sys
from pathlib import Path
sys.version_info = (3, {minor}, 0, "final", 0)
if sys.argv[1] == "-c":
    exec(sys.argv[2])
with Path("{log}").open("a") as log:
    print(*sys.argv[1:], file=log)
if sys.argv[1:3] == ["-m", "venv"]:
    made = Path(sys.argv[3]) / "bin"
    made.mkdir(parents=True)
    made.with_name("pyvenv.cfg").touch()
    shutil.copy(__file__, made / "python")
    (made / "newsbot").symlink_to("python")
"""


class Machine:
    """A folder with interpreters in it, and the environment that make keeps there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.venv, self.log = folder, folder / "venv", folder / "log"
        self.log.touch()

    def python(self, minor: int) -> Path:
        path = self.folder / f"python3.{minor}"
        path.write_text(INTERPRETER.format(real=sys.executable, minor=minor, log=self.log))
        path.chmod(0o755)
        return path

    def make_run(self, minor: int, *settings: str) -> subprocess.CompletedProcess[str]:
        command = ["make", "-s", "run", f"PYTHON={self.python(minor)}", f"VENV={self.venv}", *settings]
        ours = ("MAKE", "EXTRAS", "SLIM", "TORCH_INDEX", "TELEGRAM_BOT_TOKEN")  # of a make that runs these tests
        environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    def done(self) -> list[str]:
        """What the interpreters were asked to do since the last look."""
        lines = self.log.read_text().splitlines()
        self.log.write_text("")
        return lines

    def installed(self) -> list[str]:
        """What was installed, in a new environment or an old one, since the last look."""
        return ["new" if line.startswith("-m venv") else line.split()[-1] for line in self.done() if "-m " in line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_an_environment_is_made_once(machine: Machine) -> None:
    assert machine.make_run(11).returncode == 0
    assert machine.installed() == ["new", "."]
    assert machine.make_run(11).returncode == 0
    assert machine.installed() == []


@pytest.mark.parametrize("name", ["python3.10", "no-such-python"])
def test_a_python_that_does_not_fit_is_one_line(machine: Machine, name: str) -> None:
    done = machine.make_run(10, f"PYTHON={machine.folder / name}")
    assert done.returncode != 0
    [line, _] = done.stderr.splitlines()  # the second is make's own
    assert "3.11 or newer" in line
    assert name in line
    assert "PYTHON=python3.12" in line
    assert not machine.venv.exists()


def test_an_environment_of_an_older_python_is_made_anew(machine: Machine) -> None:
    machine.make_run(11)
    machine.python(10).rename(machine.venv / "bin" / "python")
    machine.done()
    assert machine.make_run(12).returncode == 0
    assert machine.installed() == ["new", "."]


def test_an_environment_whose_python_is_gone_is_made_anew_with_its_extras(machine: Machine) -> None:
    machine.make_run(11, "EXTRAS=llm")
    (machine.venv / "bin" / "python").unlink()
    (machine.venv / "bin" / "python").symlink_to(machine.folder / "gone")
    machine.done()
    assert machine.make_run(11).returncode == 0
    assert machine.installed() == ["new", ".[llm]"]


def test_a_folder_that_is_no_environment_keeps_what_is_in_it(machine: Machine) -> None:
    machine.venv.mkdir()
    (machine.venv / "diary").touch()
    machine.make_run(11)
    assert (machine.venv / "diary").exists()


def test_other_extras_are_installed_and_remembered(machine: Machine) -> None:
    for settings, installed in [((), ["new", "."]), (("EXTRAS=llm,socks",), [".[llm,socks]"]), ((), [])]:
        assert machine.make_run(11, *settings).returncode == 0
        assert machine.installed() == installed
    (machine.venv / "installed-llm,socks").unlink()
    machine.make_run(11)
    assert machine.installed() == [".[llm,socks]"]
    machine.make_run(11, "EXTRAS=")
    machine.make_run(11)
    assert (machine.venv / "extras").read_text() == "\n"


def test_slim_leaves_out_torch_and_is_remembered(machine: Machine) -> None:
    wanted = str(machine.venv / "slim-requirements")
    for settings, installed in [
        (("SLIM=1", "EXTRAS=llm"), ["new", wanted, "."]), ((), []), (("SLIM=",), [".[llm]"]), ((), []),
    ]:  # fmt: skip
        assert machine.make_run(11, *settings).returncode == 0
        assert machine.installed() == installed


def slim(extras: str) -> list[Requirement]:
    done = subprocess.run([sys.executable, ROOT / ".ci" / "slim", extras], capture_output=True, text=True, check=True)
    return [Requirement(line) for line in done.stdout.splitlines()]


def test_slim_is_all_but_torch_and_sentence_transformers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    whole = [Requirement(line) for line in project["dependencies"]]
    assert {str(each) for each in whole} - {str(each) for each in slim("")} == {
        str(each) for each in whole if each.name in ("torch", "sentence-transformers")
    }
    assert {each.name for each in slim("llm,backup")} - {each.name for each in slim("")} == {"openai", "pyrage"}


def test_the_lock_file_of_the_container_fits_what_is_wanted() -> None:
    lines = (ROOT / "deploy" / "requirements.txt").read_text().splitlines()
    pinned = [Requirement(line.rstrip("\\ ")) for line in lines if line[:1].isalnum()]
    versions = {canonicalize_name(each.name): next(iter(each.specifier)).version for each in pinned}
    for each in slim("llm,socks,backup"):
        assert each.specifier.contains(versions[canonicalize_name(each.name)]), f"{each}: make lock"
    assert not versions.keys() & {"torch", "sentence-transformers", "transformers", "scipy", "scikit-learn"}
    assert sum("--hash=sha256:" in line for line in lines) >= len(pinned)
