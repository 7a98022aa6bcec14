"""What an encoder is, and the plain one: any sentence-transformers model, run by torch.

Importing this costs nothing; torch and sentence-transformers (seconds, several hundred MB) come in only
where a model is really loaded by them. The usual way on a CPU is `embeddings.encoders.openvino`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError
from data.text.tokens import simplify

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

FloatArray = NDArray[np.float32]


class Encoder(Protocol):
    """Texts to vectors. Two verbs, so that a question cannot be encoded as a passage; both are thread-safe."""

    name: str  # changes whenever the same text would get another vector
    dim: int

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """float32 (n, dim), unit rows, in the order of `texts`."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """float32 (n, dim), unit rows, in the order of `texts`."""
        ...


class TorchEncoder:
    """`SentenceTransformer.encode` as it is: for a GPU, and for models that the fast path cannot take."""

    def __init__(self, model: SentenceTransformer, name: str, prompts: tuple[str, str]) -> None:
        self.name = name
        self.dim = int(model.get_embedding_dimension() or 0)
        self._model = model
        self._query_prompt, self._passage_prompt = prompts

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        return self._encode(texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        return self._encode(texts, self._passage_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> FloatArray:
        if not texts:
            return np.empty((0, self.dim), np.float32)
        vectors = self._model.encode(
            [encodable(text) for text in texts],
            prompt=prompt,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, np.float32)


def encodable(text: str) -> str:
    """`text` with "?" for lone surrogates, which tokenizers refuse: a terminal may hand them over."""
    return text.encode("utf-8", "replace").decode()


class ScriptBlind:
    """Another encoder, given all Chinese in simplified characters: 佔比 and 占比 get one vector.

    On the development questions those in traditional script were answered 6 of 7 times without it, 7 with it.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dim = f"{encoder.name}; simplified", encoder.dim

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        return self._encoder.encode_queries([simplify(text) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        return self._encoder.encode_passages([simplify(text) for text in texts])


def load_sentence_transformer(name: str, device: str | None = None) -> SentenceTransformer:
    """The model by its hub name or folder. Raises ModelError, in one line, when it cannot be had."""
    with model_errors(name):
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(name, device=device)


def prompts_of(name: str, stored: Mapping[str, str | None]) -> tuple[str, str]:
    """What goes before a question and before a passage: by the model's own configuration.

    The E5 family was trained with prefixes that many of its uploads do not record.
    """
    query = stored.get("query") or ""
    passage = stored.get("passage") or stored.get("document") or stored.get("corpus") or ""
    if not (query or passage) and "e5-" in name.lower() and "instruct" not in name.lower():
        return "query: ", "passage: "
    return query, passage


@contextmanager
def model_errors(name: str, what: str = "be loaded") -> Iterator[None]:
    """What the model libraries raise for a missing, damaged or unsuitable model, as one ModelError."""
    try:
        yield
    except (OSError, ValueError, RuntimeError, KeyError, ImportError, AttributeError) as error:
        first_line = str(error).strip().split("\n", 1)[0]
        raise ModelError(f"the model {name} cannot {what}: {first_line}") from error
