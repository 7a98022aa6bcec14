"""The fast path of an encoder on a CPU: an exported model run by OpenVINO.

Needs neither torch nor sentence-transformers once the export is in the cache, so a start takes a second
or two.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from data.errors import ModelError
from embeddings.encoders.compiled import CompiledModel
from embeddings.encoders.encoder import FloatArray, encodable
from embeddings.encoders.weights import WordMatrix

_QUERIES_REMEMBERED = 256


class FastEncoder:
    """The model in `folder`, as `embeddings.encoders.export` wrote it; or `prepared`, which leaves out its `words`."""

    def __init__(self, folder: Path, name: str, words: WordMatrix | None = None) -> None:
        from tokenizers import Tokenizer

        try:
            about = json.loads((folder / "about.json").read_text())
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise ModelError(
                f"the cached model in {folder} cannot be used; delete that folder and start again"
            ) from error
        self._model = CompiledModel(folder, int(about["pad_id"]), words)
        self.name = name
        self.dim = int(about["dim"])
        self._query_prompt = str(about["query_prompt"])
        self._passage_prompt = str(about["passage_prompt"])
        # people ask what others asked, and a list and its filters ask twice
        self._query = lru_cache(_QUERIES_REMEMBERED)(lambda text: self._encode([self._query_prompt + text])[0])

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        return np.stack([self._query(text) for text in texts]) if texts else self._encode([])

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        return self._encode([self._passage_prompt + text for text in texts])

    def _encode(self, texts: list[str]) -> FloatArray:
        vectors = np.empty((len(texts), self.dim), np.float32)
        token_ids = [encoding.ids for encoding in self._tokenizer.encode_batch([encodable(text) for text in texts])]
        self._model.run(token_ids, lambda rows, outputs: vectors.__setitem__(rows, outputs[0]))
        return vectors
