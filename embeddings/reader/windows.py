"""What the reader sees of one passage: `query: Q </s></s> title | passage`, as token ids, and where each token stands.

The same code makes the windows it is trained on and those it reads when asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import ModelError
from data.text.passages import Span
from data.text.tokens import simplify
from embeddings.encoders.encoder import encodable

_BOS, _EOS = 0, 2  # of the XLM-R vocabulary, which the whole E5 family has
_QUESTION_TOKENS, _TITLE_CHARACTERS, _TOKENS = 96, 60, 384


@dataclass(frozen=True, slots=True)
class TokenWindow:
    """`ids` of a question with a passage; `tokens[i]` is the span of the passage that `ids[first + i]` stands for."""

    ids: list[int]
    first: int
    tokens: list[Span]

    def positions(self, span: Span) -> tuple[int, int] | None:
        """The first and last position in `ids` that touch `span`; None where the window does not hold it."""
        inside = [at for at, token in enumerate(self.tokens) if max(token.start, span.start) < min(token.end, span.end)]
        return (self.first + inside[0], self.first + inside[-1]) if inside else None


class WindowTokenizer:
    """Makes windows with the encoder's tokenizer, from its `tokenizer.json`. Raises ModelError."""

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer

        try:
            self._tokenizer: Any = Tokenizer.from_file(str(file))
        except Exception as error:
            raise ModelError(f"the tokenizer {file} cannot be used: {error}") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def windows(self, question: str, passages: Sequence[tuple[str, str]]) -> list[TokenWindow]:
        """One window for each (title, passage) pair, in their order; a passage too long loses its end."""
        head = [_BOS, *self._encode([f"query: {question}"])[0].ids[:_QUESTION_TOKENS], _EOS, _EOS]
        prefixes = [f"{title[:_TITLE_CHARACTERS]} | " if title else "" for title, _ in passages]
        encodings = self._encode([prefix + text for prefix, (_, text) in zip(prefixes, passages, strict=True)])
        texts = [text for _, text in passages]
        return [
            _window(head, encoding, len(prefix), text)
            for prefix, encoding, text in zip(prefixes, encodings, texts, strict=True)
        ]

    def _encode(self, texts: list[str]) -> list[Any]:
        plain = [simplify(encodable(text)) for text in texts]
        return list(self._tokenizer.encode_batch(plain, add_special_tokens=False))


def _window(head: list[int], encoding: Any, offset: int, text: str) -> TokenWindow:
    fitting = _TOKENS - len(head) - 1
    ids, spans = encoding.ids[:fitting], encoding.offsets[:fitting]
    passage = next((at for at, (_, end) in enumerate(spans) if end > offset), len(spans))
    tokens = [_bare(text, max(start - offset, 0), end - offset) for start, end in spans[passage:]]
    return TokenWindow([*head, *ids, _EOS], len(head) + passage, tokens)


def _bare(text: str, start: int, end: int) -> Span:
    """Without the white space that the tokenizer counts to the word after it: a sentence begins behind it."""
    return Span(end - len(text[start:end].lstrip()), end)
