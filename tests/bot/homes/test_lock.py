"""Two cannot run on one home: the second is told who does; a process that was killed holds nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.homes.lock import HOLDER, held
from data.errors import HomeInUseError
from tests.support.paths import ROOT

HOLDING = """
import sys, time, pathlib
from bot.homes.lock import held
with held(pathlib.Path(sys.argv[1]), "newsbot run"):
    print("held", flush=True)
    sys.stdin.read()
"""


def holding(home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDING, str(home)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_holds_it_until_that_one_ends_or_is_killed(tmp_path: Path) -> None:
    with holding(tmp_path) as first:
        with pytest.raises(HomeInUseError, match=f"newsbot run, process {first.pid} on .* since "), held(tmp_path, "x"):
            pass
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        with held(tmp_path, "newsbot run"):
            assert str(os.getpid()) in (tmp_path / HOLDER).read_text()
            assert not (tmp_path / HOLDER).stat().st_mode & 0o077
        assert not (tmp_path / HOLDER).exists()


def test_what_cannot_be_read_of_the_holder_is_another_process(tmp_path: Path) -> None:
    with held(tmp_path, "newsbot run"):
        (tmp_path / HOLDER).write_text("{")
        with pytest.raises(HomeInUseError, match="another process"), held(tmp_path, "newsbot run"):
            pass
