"""Trains the reader on a CPU: `python -m embeddings.training.train --help`; hours or a part of one, and any time.

No masks and no padding (windows of one length make a batch), updates of low rank instead of full gradients:
about 9 windows a second on two cores. A checkpoint is written every few minutes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from random import Random

import click
import torch
from torch.nn import functional

from embeddings.encoders.bundled import ensure_bundled
from embeddings.reader.lowrank import ReaderModel
from embeddings.reader.windows import TokenWindow, WindowTokenizer
from embeddings.training.examples import Example, public_examples, read_lines, sampled
from embeddings.training.mine import as_example
from embeddings.training.swaps import varied
from embeddings.training.written import written_examples

_TRIM, _PENALTY, _WARM_UP, _CLIP = 3, 0.01, 60, 1.0
_MARGIN = 1.5  # log-odds between a question and its near miss on one passage


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """One window, with the positions of the answer's first and last token; (0, 0) where there is none."""

    window: TokenWindow
    start: int
    end: int
    pair: str = ""


def lessons(tokenizer: WindowTokenizer, examples: Sequence[Example]) -> Iterator[TrainingExample]:
    for example in examples:
        [window] = tokenizer.windows(example.question, [(example.title, example.passage)])
        found = window.positions(example.answer) if example.answer else (0, 0)
        if found is not None:
            yield TrainingExample(window, *found, example.pair)


def batches(lessons: Sequence[TrainingExample], size: int, random: Random) -> list[list[TrainingExample]]:
    """Lessons of about one length together, in random order; the few tokens beyond the shortest are left off.

    Those of one pair come into one batch where their lengths allow it.
    """
    longest: dict[str, int] = {}
    for lesson in lessons:
        longest[lesson.pair] = max(longest.get(lesson.pair, 0), len(lesson.window.ids))
    place = {pair: random.random() for pair in longest}
    places = [(longest[e.pair], place[e.pair]) if e.pair else (len(e.window.ids), random.random()) for e in lessons]
    made: list[list[TrainingExample]] = []
    for _, lesson in sorted(zip(places, lessons, strict=True), key=lambda each: each[0]):
        if made and len(made[-1]) < size and _fits(lesson, made[-1]):
            made[-1].append(lesson)
            made[-1].sort(key=lambda each: len(each.window.ids))
        else:
            made.append([lesson])
    random.shuffle(made)
    return made


def _fits(lesson: TrainingExample, batch: Sequence[TrainingExample]) -> bool:
    """Whether all keep their answers, and nearly all of their passages, at the length of the shortest."""
    together = [lesson, *batch]
    lengths = sorted(len(each.window.ids) for each in together)
    return lengths[-1] <= lengths[0] + _TRIM and max(each.end for each in together) < lengths[0] - 1


def loss_of(model: ReaderModel, batch: Sequence[TrainingExample]) -> torch.Tensor:
    """Cross-entropy of both ends over the passage's positions and 0, binary cross-entropy of relevance, and for pairs
    how far relevance is from being higher by `_MARGIN` where the passage answers."""
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
    loss = span / 2 + functional.binary_cross_entropy_with_logits(relevance, (starts > 0).float())
    gaps = [
        relevance[yes] - relevance[no]
        for (yes, right), (no, wrong) in permutations(enumerate(batch), 2)
        if right.pair and right.pair == wrong.pair and right.start and not wrong.start
    ]
    return loss + functional.relu(_MARGIN - torch.stack(gaps)).mean() / 2 if gaps else loss


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
@click.option("--lines", type=(Path, int), multiple=True, help="reading-comprehension lines, and how many of each set")
@click.option("--mined", type=Path, multiple=True, help="lines that embeddings.training.mine wrote")
@click.option("--written", type=Path, multiple=True, help="questions with twins, on articles of --articles")
@click.option("--articles", type=Path, multiple=True, help="the articles that --written is about")
@click.option("--passes", type=int, default=1, show_default=True, help="over --mined and --written")
@click.option("--start", type=Path, help="updates to go on from")
@click.option("--mean", is_flag=True, help="write the mean of what it went on from and what came of it")
@click.option("--out", type=Path, required=True, help="where the trained updates go")
@click.option("--cache", type=Path, default=Path("~/.cache/newsbot").expanduser(), show_default=True)
@click.option("--most", type=int, help="so many windows in all, at most")
@click.option("--settled", type=int, default=0, show_default=True, help="so many of the lowest layers stay as they are")
@click.option("--rate", type=float, default=8e-4, show_default=True)
@click.option("--batch", "size", type=int, default=16, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(
    lines: tuple[tuple[Path, int], ...],
    mined: tuple[Path, ...],
    written: tuple[Path, ...],
    articles: tuple[Path, ...],
    passes: int,
    start: Path | None,
    mean: bool,
    out: Path,
    cache: Path,
    most: int | None,
    settled: int,
    rate: float,
    size: int,
    seed: int,
) -> None:
    """Trains the reader's low-rank updates on `--lines`, `--mined` and `--written`."""
    random = Random(seed)
    torch.manual_seed(seed)
    folder = ensure_bundled(cache)
    model = ReaderModel.on(folder)
    if start:
        model.load_updates(start)
    model.settle(settled)
    examples = [
        each for file, some in lines for each in public_examples(sampled(read_lines(file), some, random), random)
    ]
    news = {str(article["id"]): article for file in articles for article in read_lines(file)}
    ours = [as_example(line) for file in mined for line in read_lines(file)]
    ours += written_examples([line for file in written for line in read_lines(file)], news, random)
    examples = varied(examples + ours * passes, random)
    work = batches(list(lessons(WindowTokenizer(folder / "tokenizer.json"), examples)), size, random)
    work = work[: most and most * len(work) // max(1, sum(map(len, work)))]
    click.echo(f"{sum(map(len, work))} windows in {len(work)} batches")
    train(model, work, rate, out)
    if mean and start:
        model.average(start)
        model.save_updates(out)


if __name__ == "__main__":
    main()
