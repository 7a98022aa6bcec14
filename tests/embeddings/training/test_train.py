"""Training the reader: the examples it is given, lessons in batches, and a few steps on a real tiny model."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.text.passages import Span, split_passages
from embeddings.reader.windows import TokenWindow, WindowTokenizer
from embeddings.training.examples import Example, public_examples, read_lines, without_answer
from tests.support.tiny_reader import build_tiny_encoder

SENTENCES = [
    f"第{number}段：青澜江的水位昨晚又涨了{number}厘米，临江连夜转移了三千多人到安置点。" for number in range(30)
]
LONG = "".join(SENTENCES)


def line(question: str, context: str, answer: str = "") -> dict[str, str | int]:
    return {
        "context": context,
        "question": question,
        "start": context.index(answer) if answer else -1,
        "answer": answer,
    }


def examples(*lines: dict[str, str | int], seed: int = 1) -> list[Example]:
    return list(public_examples(lines, Random(seed)))


# -- examples


def test_lines_are_read_plain_and_compressed(tmp_path):
    lines = [line("谁?", "市长说水会退。", "市长"), line("when?", "not here")]
    text = "\n".join(json.dumps(each) for each in lines) + "\n\n"
    (tmp_path / "a.jsonl").write_text(text, "utf-8")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    assert read_lines(tmp_path / "a.jsonl") == read_lines(tmp_path / "a.jsonl.gz") == lines


def test_an_answer_points_at_its_words_in_the_passage_that_holds_it():
    found = [each for seed in range(20) for each in examples(line("涨了多少?", LONG, "涨了17厘米"), seed=seed)]
    right = {each for each in found if each.answer}
    assert len(right) == 1
    assert right.pop() == Example("涨了多少?", "", passage_with("涨了17厘米"), place_of("涨了17厘米"))


def passage_with(words: str) -> str:
    return next(span.of(LONG) for span in split_passages(LONG) if words in span.of(LONG))


def place_of(words: str) -> Span:
    start = passage_with(words).index(words)
    return Span(start, start + len(words))


def test_near_misses_are_made_and_never_hold_the_answer():
    found = [each for seed in range(200) for each in examples(line("涨了多少?", LONG, "涨了17厘米"), seed=seed)]
    missed = {each.passage for each in found if each.answer is None}
    assert without_answer(passage_with("涨了17厘米"), place_of("涨了17厘米")) in missed  # less a sentence
    assert {each for each in missed if each in LONG}  # a neighbour as it stands
    assert not [each for each in missed if "涨了17厘米" in each]
    assert 0.2 < sum(each.answer is None for each in found) / 200 < 0.9


def test_an_answer_that_no_passage_holds_whole_gives_nothing():
    first, second = split_passages(LONG)[:2]
    across = Span(first.end - 3, second.start + 3).of(LONG)
    assert examples(line("什么?", LONG, across)) == []


def test_the_unanswerable_are_read_in_the_passage_nearest_to_the_question():
    [found] = examples(line("第21段的水位?", LONG))
    assert found.answer is None
    assert "第21段" in found.passage
    assert len(found.passage) < len(LONG)


def test_of_questions_answered_elsewhere_few_negatives_are_kept():
    answered, alone = line("水位?", "水位很高。", "很高"), line("谁?", "水位很高。")
    other = [line("水位?", f"第{number}天没有下雨。") for number in range(200)]
    found = examples(answered, alone, *other)
    assert sum(each.question == "谁?" for each in found) == 1
    assert 20 < sum(each.question == "水位?" and each.answer is None for each in found) < 90


def test_of_other_languages_few_lines_are_kept():
    lines = [line("Кто?", f"Мэр {number}.", "Мэр") for number in range(200)]
    assert 10 < len([each for each in examples(*lines) if each.answer]) < 60


def test_the_same_seed_gives_the_same_examples():
    lines = [line(f"{number}?", LONG, f"涨了{number}厘米") for number in range(10)]
    assert examples(*lines) == examples(*lines)
    assert examples(*lines) != examples(*lines, seed=2)


@pytest.mark.parametrize(
    ("passage", "answer", "rest"),
    [
        ("水涨了。转移了54人。没有伤亡。", "54人", "水涨了。 没有伤亡。"),
        ("共54人。转移了54人。没有伤亡,也没有停电。", "54人", "没有伤亡,也没有停电。"),  # said twice
        ("转移了54人,没有伤亡。水涨了。", "54人", ""),  # too little left
        ("转移了54人。", "54人", ""),
        ("The river rose. It moved 54 people. No one was hurt.", "54", "The river rose. No one was hurt."),
    ],
)
def test_a_passage_without_the_sentences_that_answer(passage, answer, rest):
    start = passage.index(answer)
    assert without_answer(passage, Span(start, start + len(answer))) == rest


# -- lessons and batches; torch is imported late, as the bot never does


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_encoder(tmp_path_factory.mktemp("models") / "tiny")


def test_a_lesson_points_at_the_tokens_of_the_answer(encoder):
    from embeddings.training.train import lessons

    tokenizer = WindowTokenizer(encoder / "tokenizer.json")
    passage = "临江融资45万美元。"
    held = Example("多少?", "地铁", passage, Span(4, 9))
    missed, lost = Example("多少?", "", "地铁。", None), Example("多少?", "", "今" * 500 + "45", Span(500, 502))
    right, wrong = lessons(tokenizer, [held, missed, lost])  # what the window cuts off teaches nothing
    first = right.window.first
    assert [token.of(passage) for token in right.window.tokens[right.start - first : right.end - first + 1]] == [
        *"45万美元"
    ]
    assert (wrong.start, wrong.end) == (0, 0)


@st.composite
def made_lessons(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """Length, start and end: a window of 5 tokens before the passage and one after."""
    found = []
    for length in draw(st.lists(st.integers(7, 40), max_size=50)):
        ends = st.integers(5, length - 2)
        start, end = sorted((draw(ends), draw(ends)))
        found.append((length, start, end) if draw(st.booleans()) else (length, 0, 0))
    return found


@settings(deadline=None, max_examples=100)
@given(made=made_lessons(), size=st.integers(1, 6))
def test_batches_are_of_about_one_length_and_never_cut_an_answer(made, size):
    from embeddings.training.train import TrainingExample, batches

    lessons = [
        TrainingExample(TokenWindow(list(range(length)), 5, [Span(at, at + 1) for at in range(length - 6)]), start, end)
        for length, start, end in made
    ]
    found = batches(lessons, size, Random(1))
    for batch in found:
        lengths = [len(lesson.window.ids) for lesson in batch]
        assert 0 < len(batch) <= size
        assert lengths[0] == min(lengths) >= max(lengths) - 3
        assert all(lesson.end < lengths[0] - 1 for lesson in batch)
    taught = {id(lesson) for batch in found for lesson in batch}
    assert len(taught) == sum(map(len, found))  # none twice
    assert {id(lesson) for lesson in lessons if not lesson.start} <= taught
    assert found == batches(lessons, size, Random(1))


# -- training

TAUGHT = [
    Example("多少?", "", f"{before}融资{amount}万美元。今年的地铁。", Span(len(before) + 2, len(before) + 7))
    for before in ("临江", "电商", "地铁")
    for amount in (10, 20, 45, 96)
]
DECLINED = [Example("谁?", "", example.passage, None) for example in TAUGHT]


def test_a_few_steps_teach_the_answers_and_leave_the_encoder_alone(encoder, tmp_path, capsys):
    import torch

    from embeddings.reader.lowrank import ReaderModel
    from embeddings.training.train import batches, lessons, loss_of, train

    with torch.random.fork_rng():
        torch.manual_seed(1)
        model = ReaderModel.on(encoder)
        taught = list(lessons(WindowTokenizer(encoder / "tokenizer.json"), TAUGHT + DECLINED))
        work = batches(taught, 8, Random(1))
        base = {name: p.clone() for name, p in model.named_parameters() if not p.requires_grad}
        before = sum(loss_of(model, batch).item() for batch in work)
        train(model, work * 15, 1e-2, tmp_path / "out.safetensors")
        after = sum(loss_of(model, batch).item() for batch in work)
    assert after < before / 4
    assert base
    assert all(torch.equal(p, base[name]) for name, p in model.named_parameters() if name in base)
    assert f"batch {len(work) * 15} of {len(work) * 15}, loss " in capsys.readouterr().out

    again = ReaderModel.on(encoder)
    again.load_updates(tmp_path / "out.safetensors")
    assert sum(loss_of(again, batch).item() for batch in work) == pytest.approx(after, abs=0.05)  # float16


def test_the_loss_is_that_of_both_ends_and_of_relevance(encoder):
    import torch

    from embeddings.reader.lowrank import ReaderModel
    from embeddings.training.train import lessons, loss_of

    model = ReaderModel.on(encoder).eval()
    for head in (model.qa, model.rel):
        torch.nn.init.zeros_(head.weight)
        torch.nn.init.zeros_(head.bias)
    [lesson] = lessons(WindowTokenizer(encoder / "tokenizer.json"), TAUGHT[:1])
    places = len(lesson.window.tokens) + 1  # the passage's, and the first for "none"
    expected = torch.log(torch.tensor(float(places))) + torch.log(torch.tensor(2.0))
    assert loss_of(model, [lesson]).item() == pytest.approx(expected.item(), abs=1e-4)


def test_a_longer_window_of_a_batch_is_read_to_the_length_of_the_first(encoder):
    from embeddings.reader.lowrank import ReaderModel
    from embeddings.training.train import TrainingExample, loss_of

    model = ReaderModel.on(encoder).eval()
    tokens = [Span(at, at + 1) for at in range(4)]
    short = TrainingExample(TokenWindow([0, 5, 2, 2, 6, 7, 8, 9, 2], 4, tokens), 5, 6)
    longer = TrainingExample(
        TokenWindow([0, 5, 2, 2, 6, 7, 8, 9, 10, 11, 2], 4, [*tokens, Span(4, 5), Span(5, 6)]), 5, 6
    )
    assert loss_of(model, [short, longer]).item() == pytest.approx(loss_of(model, [short, short]).item(), abs=1e-5)
