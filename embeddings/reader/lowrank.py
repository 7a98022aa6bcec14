"""The reader as a torch model: the bundled encoder with low-rank updates (Hu et al. 2021), and two small heads.

`W + 2 B A` on every attention and feed-forward matrix; a linear layer points at the first and last token of
the answer (position 0 says "none here"), another scores from the first token whether the passage answers.
Only the updates and the heads are trained and shipped: 2.7 million numbers at rank 32.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from embeddings.reader.export import SCALE

RANK = 32
_ADAPTED = ("query", "key", "value", "dense")


class LowRankLinear(nn.Module):
    """`base` with a trainable update of low rank; starts as `base` itself, because B is zero."""

    def __init__(self, base: nn.Linear) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(RANK, base.in_features) / RANK)
        self.B = nn.Parameter(torch.zeros(base.out_features, RANK))
        self.settled = False

    def forward(self, x: Tensor) -> Tensor:
        plain = cast(Tensor, self.base(x))
        return plain if self.settled else plain + SCALE * (x @ self.A.T @ self.B.T)

    def merged(self) -> nn.Linear:
        """One plain layer that gives the same."""
        self.settle()
        return self.base

    def settle(self) -> None:
        """Trains no further, and costs no more than a plain layer."""
        if not self.settled:
            self.base.weight.data += SCALE * (self.B @ self.A).detach()
        self.settled = True
        self.requires_grad_(False)


class ReaderModel(nn.Module):
    """Logits of the answer's first and last token (batch, length, 2) and of relevance (batch,), from token ids."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.bert = encoder
        width = int(encoder.config.hidden_size)
        self.qa, self.rel = nn.Linear(width, 2), nn.Linear(width, 1)

    @classmethod
    def on(cls, encoder_folder: Path) -> ReaderModel:
        """A new reader over the encoder in `encoder_folder`, its own weights frozen."""
        from transformers import AutoModel

        bert = AutoModel.from_pretrained(encoder_folder, add_pooling_layer=False).requires_grad_(False)
        reader = cls(bert)
        reader._replace(lambda layer: LowRankLinear(layer) if isinstance(layer, nn.Linear) else layer)
        return reader

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self.qa(hidden), self.rel(hidden[:, 0]).squeeze(-1)

    def merge(self) -> ReaderModel:
        """The same reader as plain matrices, which cost no more to run than the encoder's."""
        self._replace(lambda layer: layer.merged() if isinstance(layer, LowRankLinear) else layer)
        return self

    def load_updates(self, file: Path) -> None:
        """Takes the updates and heads of `file`; names as `save_updates` writes them."""
        missing = self.load_state_dict({k: v.float() for k, v in load_file(file).items()}, strict=False)
        if missing.unexpected_keys:
            raise ValueError(f"{file} holds {missing.unexpected_keys[0]}, which the reader has not")

    def save_updates(self, file: Path) -> None:
        """All updates and the heads, as float16."""
        kept = {n: p for n, p in self.named_parameters() if n.endswith((".A", ".B")) or n.startswith(("qa.", "rel."))}
        save_file({name: p.detach().half().contiguous() for name, p in kept.items()}, file)

    def average(self, file: Path) -> None:
        """Goes half the way back to the updates of `file`, which it was trained on from: better on other texts than
        either (Wortsman et al. 2022, Model soups)."""
        held = load_file(file)
        with torch.no_grad():
            for name, parameter in self.named_parameters():
                if name in held:
                    parameter.lerp_(held[name].float(), 0.5)

    def settle(self, layers: int) -> None:
        """Leaves the lowest `layers` as they are: half of them settled makes a step about twice as fast."""
        for layer in self.bert.encoder.layer[:layers]:
            for module in layer.modules():
                if isinstance(module, LowRankLinear):
                    module.settle()

    def trained(self) -> list[tuple[str, nn.Parameter]]:
        return [(name, p) for name, p in self.named_parameters() if p.requires_grad]

    def _replace(self, change: Any) -> None:
        for module in [m for m in self.bert.encoder.modules() if not isinstance(m, LowRankLinear)]:
            for name, child in list(module.named_children()):
                if name in _ADAPTED:
                    setattr(module, name, change(child))
