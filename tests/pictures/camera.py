"""Pictures of pages, by a headless Chromium."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from tests.pictures.page import WIDTH

_PROGRAMS = "chromium", "chromium-browser", "google-chrome"
_TALL = 3000  # pixels; what stays empty is cut off
_COLOURS = 128


class NoBrowser(Exception):
    """There is no Chromium here."""


def browser() -> str:
    """The program. Raises NoBrowser."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if found is None:
        raise NoBrowser(
            "pictures need chromium and fonts: apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji"
        )
    return found


def photograph(html: str) -> bytes:
    """The page as a small PNG."""
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder) / "page.html", Path(folder) / "page.png"
        page.write_text(html, "utf-8")
        command = [
            browser(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={folder}/profile", f"--screenshot={shot}", f"--window-size={WIDTH},{_TALL}",
            page.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with Image.open(shot) as picture:
            return _small(picture.convert("RGB"))


def _small(picture: Image.Image) -> bytes:
    """Without the empty rest below, in few colours."""
    background = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    end = _last_difference(picture, background)
    cut = picture.crop((0, 0, picture.width, min(picture.height, end + 14)))
    out = BytesIO()
    cut.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _last_difference(picture: Image.Image, background: Image.Image) -> int:
    box = ImageChops.difference(picture, background).getbbox()
    return box[3] if box else picture.height
