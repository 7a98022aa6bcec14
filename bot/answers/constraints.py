"""What a question fixes, held against what a sentence says: the same, something else, or nothing.

Times, numbers, ordinals, designations, opposites, places and offices are compared; of other names it is only said
whether they are there. `python -m tests.bench.constraints` tells how often each is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from bot.answers.fixed.names import may_mean, names, offices, places
from bot.answers.fixed.numbers import amounts, close, designations, ordinals
from bot.answers.fixed.opposites import opposites
from bot.answers.fixed.slots import Slot, SlotKind
from bot.answers.fixed.times import fixed_times, implied_times, times
from bot.core.answer import Agreement, Constraint

_ONE_SIDED: frozenset[SlotKind] = frozenset(("opposite", "role"))
"""What the sentence says counts, whatever the passage says: it speaks of rises and falls at once."""
_OF_THE_SENTENCE: frozenset[SlotKind] = frozenset(("time", "number", "ordinal", "place"))
"""What another sentence says is of another time, amount, round or place."""


_FINDERS: Mapping[SlotKind, Callable[[str], Sequence[Slot]]] = {
    "number": amounts,
    "ordinal": ordinals,
    "model": designations,
    "opposite": opposites,
    "place": places,
    "role": offices,
}
"""What is said of each kind, times and names aside."""


def constraints(
    question: str,
    sentence: str,
    passage: str = "",
    title: str = "",
    published: datetime | None = None,
    asked: datetime | None = None,
) -> tuple[Constraint, ...]:
    """Each thing that `question` fixes, with what `sentence` says of it; () where it fixes nothing that is known here.

    OTHERWISE only where the sentence, or where it is silent its passage or title, says another value of the same kind,
    and none of them the wanted one. Years told from today count from `asked` (None: they are never said), those of the
    text from `published`.
    """
    around = f"{title}\n{passage}"
    compared = (
        _compared(
            slot, _said(slot.kind, sentence, published), _said(slot.kind, around, published), f"{around}\n{sentence}"
        )
        for slot in _fixed(question, asked)
    )
    return (*compared, *_named(question, f"{around}\n{sentence}"))


def features(found: Sequence[Constraint]) -> dict[str, float]:
    """`otherwise`: 1 where anything is said otherwise; `unsaid`, `said`: shares, 0 where nothing is fixed."""
    count = Counter(each.verdict for each in found)
    return {
        "otherwise": float(count[Agreement.OTHERWISE] > 0),
        "unsaid": count[Agreement.UNSAID] / max(1, len(found)),
        "said": count[Agreement.SAME] / max(1, len(found)),
    }


@lru_cache(maxsize=64)  # a question is compared with some forty sentences, of a few passages
def _fixed(question: str, now: datetime | None) -> tuple[Slot, ...]:
    """Of opposites only those of which the question names one side: whether it rose or fell is what it asks."""
    timeless = (slot for find in _FINDERS.values() for slot in find(question))
    slots = {(each.kind, each.key, each.value): each for each in (*fixed_times(question, now), *timeless)}
    sides = Counter((kind, key) for kind, key, _ in slots)
    return tuple(each for each in slots.values() if each.kind not in _ONE_SIDED or sides[each.kind, each.key] == 1)


@lru_cache(maxsize=1024)
def _said(kind: SlotKind, text: str, published: datetime | None) -> tuple[Slot, ...]:
    if kind == "time":
        said = times(text, published)
        return (*said, *implied_times(said, published))
    return tuple(_FINDERS[kind](text))


def _compared(wanted: Slot, here: Sequence[Slot], near: Sequence[Slot], around: str) -> Constraint:
    in_sentence, in_passage = _alike(wanted, here), _alike(wanted, near)
    looked_at = in_sentence if in_sentence and wanted.kind in _ONE_SIDED else (*in_sentence, *in_passage)
    if any(_agree(wanted, slot) for slot in looked_at) or (wanted.kind == "place" and may_mean(wanted, around)):
        return Constraint(wanted.kind, wanted.words, Agreement.SAME)
    others = in_sentence or (() if wanted.kind in _OF_THE_SENTENCE else in_passage)
    several = wanted.kind == "number" and len({slot.value for slot in others}) > 1  # which of them is of what is asked?
    if not others or several:
        return Constraint(wanted.kind, wanted.words, Agreement.UNSAID)
    return Constraint(wanted.kind, wanted.words, Agreement.OTHERWISE, others[0].words)


def _alike(wanted: Slot, said: Sequence[Slot]) -> tuple[Slot, ...]:
    return tuple(slot for slot in said if (slot.kind, slot.key) == (wanted.kind, wanted.key))


def _agree(wanted: Slot, said: Slot) -> bool:
    return wanted.value == said.value or (wanted.kind == "number" and close(wanted, said))


def _named(question: str, around: str) -> Iterator[Constraint]:
    for name in names(question):
        held = may_mean(name, around)
        if held is not None:
            yield Constraint("name", name.words, Agreement.SAME if held else Agreement.UNSAID)
