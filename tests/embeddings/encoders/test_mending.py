"""A cache of which a part is gone is made again; what cannot be made is told."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from data.errors import ModelError
from embeddings.encoders.bundled import _is_complete
from embeddings.encoders.mending import mended


class Cache:
    """A model of two files; `about` is what is looked for, `weights` what is read."""

    def __init__(self, folder: Path, whole: bool = True) -> None:
        self.folder, self.whole, self.made = folder, whole, 0

    def load(self) -> str:
        if not (self.folder / "about").exists():
            self.folder.mkdir(exist_ok=True)
            self.made += 1
            (self.folder / "about").touch()
            if self.whole:
                (self.folder / "weights").write_text("model")
        try:
            return (self.folder / "weights").read_text()
        except OSError as error:
            raise ModelError(f"{self.folder} cannot be used") from error


def test_what_is_whole_is_left_as_it_is(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "m")
    assert [mended(cache.load, cache.folder) for _ in range(2)] == ["model", "model"]
    assert cache.made == 1


def test_half_of_it_gone_it_is_made_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = Cache(tmp_path / "m")
    mended(cache.load, cache.folder)
    (cache.folder / "weights").unlink()
    with caplog.at_level(logging.WARNING):
        assert mended(cache.load, cache.folder) == "model"
    assert cache.made == 2
    assert "making it again" in caplog.text


def test_what_cannot_be_made_is_tried_once_more_and_told(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "m", whole=False)
    with pytest.raises(ModelError, match="cannot be used"):
        mended(cache.load, cache.folder)
    assert cache.made == 2
    with pytest.raises(ModelError):
        mended(cache.load, tmp_path / "not there")


@pytest.mark.parametrize("gone", ["model.safetensors", "tokenizer.json", "modules.json", "origin.json"])
def test_the_bundled_model_is_whole_with_all_its_files_only(gone: str, tmp_path: Path) -> None:
    weights = tmp_path / "weights"
    weights.write_bytes(b"w")
    sha256 = "50e721e49c013f00c62cf59f2163542a9d8df02464efeb615d31051b0fddc326"
    for name in ("modules.json", "config.json", "model.safetensors", "tokenizer.json"):
        (tmp_path / name).touch()
    (tmp_path / "origin.json").write_text(f'{{"bytes": 1, "sha256": "{sha256}"}}')
    assert _is_complete(tmp_path, weights)
    (tmp_path / gone).unlink()
    assert not _is_complete(tmp_path, weights)
