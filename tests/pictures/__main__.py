"""Makes the pictures in this folder again: `python -m tests.pictures [NAME ...]`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

import platformdirs

from data.ingest.inputs import read_input
from data.samples import sample_paths
from data.store.articles import Store
from embeddings.encoders.encoder import Encoder
from embeddings.encoders.loading import load_encoder
from embeddings.reader.loading import load_reader
from tests.bot.telegram.day.stage import SHANGHAI, Stage, open_stage
from tests.pictures.camera import NoBrowser, browser, photograph
from tests.pictures.page import page
from tests.pictures.scenes import SCENES, play
from tests.support.stored import add

HERE = Path(__file__).parent
CACHE = platformdirs.user_cache_path("newsbot")


def main(names: list[str]) -> int:
    try:
        browser()
    except NoBrowser as missing:
        print(missing, file=sys.stderr)
        return 1
    encoder, reader = load_encoder(None, CACHE), load_reader(CACHE)
    with tempfile.TemporaryDirectory() as folder:
        home = sample_news(Path(folder) / "sample", encoder)
        for name in names or SCENES:
            with open_stage(home, Path(folder) / name, encoder, reader) as stage:
                picture = photograph(asyncio.run(exchange(name, stage)))
                assert stage.api.violations == []
            (HERE / f"{name}.png").write_bytes(picture)
            print(f"{name}.png {len(picture) // 1024} KB", flush=True)
    return 0


async def exchange(name: str, stage: Stage) -> str:
    """The page of one exchange."""
    async with stage.running():
        return page(await play(name, 0, stage))


def sample_news(home: Path, encoder: Encoder) -> Path:
    store = Store(home / "news.db")
    for path in sample_paths():
        add(store, encoder, read_input(str(path), SHANGHAI).entries)
    store.close()
    return home


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
