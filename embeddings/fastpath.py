"""The fast path on a CPU: an exported model run by OpenVINO, in bfloat16 where the processor has it.

Needs neither torch nor sentence-transformers once the export is in the cache, so a start takes a second
or two. Texts are run in order of length, in batches of about equal work, on as many streams as OpenVINO
thinks right; measured figures are in the README.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError
from embeddings.encoder import FloatArray, encodable
from embeddings.runtime import openvino

_BATCH_TOKENS = 800  # padded; more does not run faster, and would keep a question waiting longer
_QUERIES_REMEMBERED = 256
_SIDE_BY_SIDE = 2  # batches of one call that run at once
_REQUESTS_A_CALL = 3  # one more is made ready meanwhile


class FastEncoder:
    """The model in `folder`, as `embeddings.export` wrote it."""

    def __init__(self, folder: Path, name: str) -> None:
        from tokenizers import Tokenizer

        try:
            about = json.loads((folder / "about.json").read_text())
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._compiled = (
                openvino().Core().compile_model(folder / "model.xml", "CPU", {"PERFORMANCE_HINT": "THROUGHPUT"})
            )
        except Exception as error:
            raise ModelError(
                f"the cached model in {folder} cannot be used; delete that folder and start again"
            ) from error
        self.name = name
        self.dim = int(about["dim"])
        self._pad_id = int(about["pad_id"])
        self._query_prompt = str(about["query_prompt"])
        self._passage_prompt = str(about["passage_prompt"])
        self._threads = threading.local()
        # retriever and reader ask for the same question one after the other, and people ask what others asked
        self._query = lru_cache(_QUERIES_REMEMBERED)(lambda text: self._encode([self._query_prompt + text])[0])

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        return np.stack([self._query(text) for text in texts]) if texts else self._encode([])

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        return self._encode([self._passage_prompt + text for text in texts])

    def _encode(self, texts: list[str]) -> FloatArray:
        vectors = np.empty((len(texts), self.dim), np.float32)
        if not texts:
            return vectors
        token_ids = [encoding.ids for encoding in self._tokenizer.encode_batch([encodable(text) for text in texts])]
        queue = self._queue()
        queue.set_callback(lambda request, rows: vectors.__setitem__(rows, request.get_output_tensor(0).data))
        for rows in _batches([len(ids) for ids in token_ids]):
            queue.start_async(_inputs([token_ids[row] for row in rows], self._pad_id), rows)
        queue.wait_all()
        return vectors

    def _queue(self) -> Any:
        """Requests of this thread: two threads that encode at once do not share buffers."""
        found = getattr(self._threads, "queue", None)
        if found is None:
            found = self._threads.queue = openvino().AsyncInferQueue(self._compiled, _REQUESTS_A_CALL)
        return found


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions by length, longest first, so that a batch wastes little on padding; a short job is shared out too."""
    budget = min(_BATCH_TOKENS, sum(lengths) // _SIDE_BY_SIDE + 1)
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda at: -lengths[at]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(position)
    yield batch


def _inputs(token_ids: Sequence[Sequence[int]], pad_id: int) -> dict[str, NDArray[np.int64]]:
    shape = (len(token_ids), max(map(len, token_ids)))
    ids, mask = np.full(shape, pad_id, np.int64), np.zeros(shape, np.int64)
    for row, tokens in enumerate(token_ids):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return {"input_ids": ids, "attention_mask": mask}
