"""Trains the reader on a CPU: `python -m embeddings.training.train --help`; hours or a part of one, and any time.

No masks and no padding (windows of one length make a batch), updates of low rank instead of full gradients:
about 9 windows a second on two cores. A checkpoint is written every few minutes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import click
import torch
from torch.nn import functional

from embeddings.encoders.bundled import ensure_bundled
from embeddings.reader.lowrank import ReaderModel
from embeddings.reader.windows import TokenWindow, WindowTokenizer
from embeddings.training.examples import Example, public_examples, read_lines
from embeddings.training.mine import as_example

_TRIM, _PENALTY, _WARM_UP, _CLIP = 3, 0.01, 60, 1.0


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """One window, with the positions of the answer's first and last token; (0, 0) where there is none."""

    window: TokenWindow
    start: int
    end: int


def lessons(tokenizer: WindowTokenizer, examples: Sequence[Example]) -> Iterator[TrainingExample]:
    for example in examples:
        [window] = tokenizer.windows(example.question, [(example.title, example.passage)])
        found = window.positions(example.answer) if example.answer else (0, 0)
        if found is not None:
            yield TrainingExample(window, *found)


def batches(lessons: Sequence[TrainingExample], size: int, random: Random) -> list[list[TrainingExample]]:
    """Lessons of about one length together, in random order; the few tokens beyond the shortest are left off."""
    order = sorted(lessons, key=lambda lesson: (len(lesson.window.ids), random.random()))
    made: list[list[TrainingExample]] = []
    for lesson in order:
        if made and len(made[-1]) < size and len(lesson.window.ids) <= len(made[-1][0].window.ids) + _TRIM:
            if lesson.end < len(made[-1][0].window.ids) - 1:
                made[-1].append(lesson)
        else:
            made.append([lesson])
    random.shuffle(made)
    return made


def loss_of(model: ReaderModel, batch: Sequence[TrainingExample]) -> torch.Tensor:
    """Cross-entropy of both ends over the passage's positions and 0, and binary cross-entropy of relevance."""
    length = len(batch[0].window.ids)
    ids = torch.tensor([[*lesson.window.ids[: length - 1], lesson.window.ids[-1]] for lesson in batch])
    starts, ends = (torch.tensor([getattr(lesson, end) for lesson in batch]) for end in ("start", "end"))
    logits, relevance = model(ids)
    allowed = torch.zeros(ids.shape, dtype=torch.bool)
    allowed[:, 0] = True
    for row, lesson in enumerate(batch):
        allowed[row, lesson.window.first : length - 1] = True
    logits = logits.masked_fill(~allowed.unsqueeze(-1), -1e4)
    span = functional.cross_entropy(logits[..., 0], starts) + functional.cross_entropy(logits[..., 1], ends)
    return span / 2 + functional.binary_cross_entropy_with_logits(relevance, (starts > 0).float())


def train(model: ReaderModel, work: Sequence[Sequence[TrainingExample]], rate: float, out: Path) -> None:
    """One pass over `work` with AdamW, the rate falling to nothing; the updates are written to `out` as it goes."""
    optimizer = torch.optim.AdamW([p for _, p in model.trained()], lr=rate, weight_decay=_PENALTY)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / _WARM_UP, (len(work) - step) / len(work))
    )
    began, total, recent = time.monotonic(), 0, 0.0
    model.eval()  # no dropout: attention would leave its fast path, and one pass does not overfit
    for step, batch in enumerate(work, 1):
        loss = loss_of(model, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([p for _, p in model.trained()], _CLIP)
        optimizer.step()
        schedule.step()
        total += len(batch)
        recent = loss.item() if step == 1 else 0.98 * recent + 0.02 * loss.item()
        if step % 20 == 0 or step == len(work):
            speed = total / (time.monotonic() - began)
            click.echo(f"batch {step} of {len(work)}, loss {recent:.3f}, {speed:.1f} windows/s")
            model.save_updates(out)


@click.command()
@click.option("--lines", type=Path, help="reading-comprehension lines (.jsonl or .jsonl.gz)")
@click.option("--mined", type=Path, multiple=True, help="lines that embeddings.training.mine wrote")
@click.option("--start", type=Path, help="updates to go on from")
@click.option("--out", type=Path, required=True, help="where the trained updates go")
@click.option("--cache", type=Path, default=Path("~/.cache/newsbot").expanduser(), show_default=True)
@click.option("--most", type=int, help="so many windows of --lines at most")
@click.option("--passes", type=int, default=2, show_default=True, help="over --mined")
@click.option("--settled", type=int, default=0, show_default=True, help="so many of the lowest layers stay as they are")
@click.option("--rate", type=float, default=8e-4, show_default=True)
@click.option("--batch", "size", type=int, default=16, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(
    lines: Path | None,
    mined: tuple[Path, ...],
    start: Path | None,
    out: Path,
    cache: Path,
    most: int | None,
    passes: int,
    settled: int,
    rate: float,
    size: int,
    seed: int,
) -> None:
    """Trains the reader's low-rank updates on `--lines` and `--mined`."""
    random = Random(seed)
    torch.manual_seed(seed)
    folder = ensure_bundled(cache)
    model = ReaderModel.on(folder)
    if start:
        model.load_updates(start)
    model.settle(settled)
    examples = list(islice(public_examples(read_lines(lines), random), most)) if lines else []
    examples += [as_example(line) for file in mined for line in read_lines(file)] * passes
    random.shuffle(examples)
    work = batches(list(lessons(WindowTokenizer(folder / "tokenizer.json"), examples)), size, random)
    click.echo(f"{sum(map(len, work))} windows in {len(work)} batches")
    train(model, work, rate, out)


if __name__ == "__main__":
    main()
