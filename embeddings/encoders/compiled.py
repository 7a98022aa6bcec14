"""A model that OpenVINO runs on the CPU: token ids in, arrays out.

Texts are run in order of length, in batches of about equal work, on as many streams as OpenVINO thinks
right; measured figures are in docs/measured.md.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError
from embeddings.encoders.graph import MASK, VECTORS
from embeddings.encoders.quantise import GROUP
from embeddings.encoders.runtime import openvino
from embeddings.encoders.weights import WordMatrix

_BATCH_TOKENS = 800  # padded; more does not run faster, and would keep a question waiting longer
_SIDE_BY_SIDE = 2  # batches of one call that run at once
_REQUESTS_A_CALL = 3  # one more is made ready meanwhile

_SETTINGS = {"PERFORMANCE_HINT": "THROUGHPUT", "DYNAMIC_QUANTIZATION_GROUP_SIZE": str(GROUP)}

Outputs = list[NDArray[np.float32]]


class CompiledModel:
    """The model.xml in `folder`, fed with token ids, or with their vectors out of `words`; thread-safe.

    Raises ModelError, also where the file is damaged.
    """

    def __init__(self, folder: Path, pad_id: int, words: WordMatrix | None = None) -> None:
        try:
            self._compiled = openvino().Core().compile_model(folder / "model.xml", "CPU", _SETTINGS)
        except Exception as error:
            raise ModelError(
                f"the cached model in {folder} cannot be used; delete that folder and start again"
            ) from error
        self._pad_id, self._words = pad_id, words
        self._threads = threading.local()

    def run(self, token_ids: Sequence[Sequence[int]], receive: Callable[[list[int], Outputs], None]) -> None:
        """Calls `receive(rows, outputs)` for each batch: the positions in `token_ids`, and an array an output,
        first axis the batch. The arrays are only lent. Calls come one at a time, in any order."""
        queue = self._queue()
        failed: list[Exception] = []

        def done(request: Any, rows: list[int]) -> None:
            try:
                receive(rows, [request.get_output_tensor(at).data for at in range(len(self._compiled.outputs))])
            except Exception as error:  # noqa: BLE001 - raised inside OpenVINO's thread it would be lost
                failed.append(error)

        queue.set_callback(done)
        for rows in _batches([len(ids) for ids in token_ids]):
            queue.start_async(self._inputs([token_ids[row] for row in rows]), rows)
        queue.wait_all()
        if failed:
            raise failed[0]

    def _inputs(self, token_ids: Sequence[Sequence[int]]) -> dict[str, NDArray[Any]]:
        shape = (len(token_ids), max(map(len, token_ids)))
        ids, mask = np.full(shape, self._pad_id, np.int64), np.zeros(shape, np.int64)
        for row, tokens in enumerate(token_ids):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        shown = {"input_ids": ids} if self._words is None else {VECTORS: self._words.rows(ids)}
        return {**shown, MASK: mask}

    def _queue(self) -> Any:
        """Requests of this thread: two threads that run at once do not share buffers."""
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
    if batch:
        yield batch
