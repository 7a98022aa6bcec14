"""Background work waits while a question is under way, for a moment after it, and never for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from embeddings.search.priority import Priority


class Clock:
    """A time that passes only while somebody pauses; `then` happens at the next pause, after `then_s`."""

    def __init__(self) -> None:
        self.now, self.pauses = 100.0, list[float]()
        self.then: Callable[[], None] | None = None
        self.then_s = 0.0

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if self.then is None:
            self.now += seconds
            return
        self.now += min(seconds, self.then_s)
        happening, self.then = self.then, None
        happening()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def priority(clock: Clock) -> Priority:
    return Priority(clock, clock.pause)


def waited(priority: Priority, clock: Clock, at_most_s: float = 5.0) -> float:
    before = clock.now
    priority.wait(at_most_s)
    return pytest.approx(clock.now - before)


def test_without_questions_nobody_waits(priority, clock):
    assert waited(priority, clock) == 0
    assert clock.pauses == []


def test_a_question_under_way_is_waited_for_no_longer_than_said(priority, clock):
    with priority.question():
        assert waited(priority, clock, 5.0) == 5.0
        assert waited(priority, clock, 0.0) == 0.0
    assert clock.pauses == [5.0]  # asleep, not asking again and again


def test_after_a_question_it_is_quiet_for_a_moment(priority, clock):
    with priority.question():
        pass
    assert waited(priority, clock) == 0.2
    assert waited(priority, clock) == 0.0


def test_the_quiet_moment_too_is_no_longer_than_said(priority, clock):
    with priority.question():
        pass
    assert waited(priority, clock, 0.05) == 0.05
    assert waited(priority, clock) == 0.15


def test_long_after_a_question_nobody_waits(priority, clock):
    with priority.question():
        clock.now += 60
    clock.now += 1
    assert waited(priority, clock) == 0


def test_waiting_ends_soon_after_the_question(priority, clock):
    question = priority.question()
    question.__enter__()
    clock.then, clock.then_s = lambda: question.__exit__(None, None, None), 1.5
    assert waited(priority, clock) == 1.7


def test_a_question_that_comes_in_the_quiet_moment_is_waited_for_too(priority, clock):
    with priority.question():
        pass
    question = priority.question()
    clock.then, clock.then_s = question.__enter__, 0.1
    assert waited(priority, clock, 3.0) == 3.0


def test_one_inside_another_ends_with_the_outer_one(priority, clock):
    with priority.question():
        with priority.question():
            pass
        assert waited(priority, clock, 2.0) == 2.0
    assert waited(priority, clock) == 0.2


def test_a_question_that_fails_has_ended_too(priority, clock):
    with pytest.raises(LookupError), priority.question():
        raise LookupError
    assert waited(priority, clock) == 0.2


def test_the_end_of_a_question_in_another_thread_lets_the_work_go_on():
    """Of real time: a wait that nothing ended would last an hour."""
    priority, asked = Priority(), threading.Event()
    order: list[str] = []

    def work() -> None:
        asked.set()
        priority.wait(3600.0)
        order.append("work")

    worker = threading.Thread(target=work, daemon=True)
    with priority.question():
        worker.start()
        asked.wait()
        order.append("answer")
    worker.join(60)
    assert order == ["answer", "work"]


def test_many_threads_ask_at_once_and_the_count_comes_out_even():
    priority = Priority()

    def ask() -> None:
        for _ in range(2000):
            with priority.question():
                pass

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    priority.wait(3600.0)  # one that was counted but once would hold this for an hour
