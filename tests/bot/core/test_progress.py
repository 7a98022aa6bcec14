"""The bar of long work, on a real terminal and elsewhere."""

import os
import pty
import subprocess
import sys

PROGRAM = """
from bot.core.progress import progress
with progress("news.jsonl", 10) as advance:
    for _ in range(10):
        advance(1)
"""


def test_a_terminal_shows_how_many_are_done_how_fast_and_how_long_still() -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while piece := _read(ours):
            shown += piece
    os.close(ours)
    assert process.returncode == 0
    text = shown.decode()
    assert "news.jsonl" in text
    assert "10/10" in text
    assert "/s" in text
    assert "0:00:00" in text


def test_a_log_file_gets_no_bar() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""
