"""Passages a second: the fast path against plain SentenceTransformer.encode (torch, float32), in one run."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import numpy as np
import platformdirs

from data.text.passages import split_passages
from embeddings.encoders.bundled import PROMPTS, ensure_bundled
from embeddings.encoders.encoder import FloatArray, load_sentence_transformer
from embeddings.encoders.loading import load_encoder
from embeddings.search.embedder import passage_text
from tests.bench.corpus import articles

PASSAGES = 256
ROUNDS = 3


def main() -> None:
    cache = platformdirs.user_cache_path("newsbot")
    texts = _passages()
    fast = load_encoder(None, cache, device="cpu")
    plain = load_sentence_transformer(str(ensure_bundled(cache)), device="cpu")

    def plainly(some: list[str]) -> FloatArray:
        return np.asarray(plain.encode(some, prompt=PROMPTS["passage"], show_progress_bar=False), np.float32)

    cosine = np.sum(plainly(texts) * fast.encode_passages(texts), axis=1)  # also the warm-up of both
    rates = [(_rate(plainly, texts), _rate(fast.encode_passages, texts)) for _ in range(ROUNDS)]  # in turn
    ratios = sorted(quick / slow for slow, quick in rates)
    print(f"{PASSAGES} passages of {np.mean([len(text) for text in texts]):.0f} characters, {ROUNDS} rounds in turn")
    print(f"torch float32   {np.median([slow for slow, _ in rates]):6.1f} passages/s")
    print(f"fast path       {np.median([quick for _, quick in rates]):6.1f} passages/s")
    print(f"ratio           {ratios[len(ratios) // 2]:6.2f}  (from {ratios[0]:.2f} to {ratios[-1]:.2f})")
    print(f"cosine          {cosine.min():.5f} at least, {cosine.mean():.5f} on average")


def _passages() -> list[str]:
    some = articles("zh")[:400]
    texts = [passage_text(a["title"], span.of(a["body"])) for a in some for span in split_passages(a["body"])]
    return random.Random(1).sample(texts, PASSAGES)


def _rate(encode: Callable[[list[str]], FloatArray], texts: list[str]) -> float:
    started = time.perf_counter()
    encode(texts)
    return len(texts) / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
