"""The writer against endpoints that work, fail, hang and talk nonsense."""

from __future__ import annotations

import json
import logging
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr

from bot.llm.client import LLMClient
from bot.llm.material import Material, Written
from bot.llm.prompt import MAX_QUESTION
from bot.llm.writer import Writer
from data.chats.llm_budget import TokenLimits
from tests.bot.llm.conftest import AMPLE, NOW, Writers, calls_running, material
from tests.bot.llm.endpoint import (
    DONE,
    Behaviour,
    Endpoint,
    chunk,
    drips,
    event,
    floods,
    hangs_after,
    hangs_up_after,
    never_answers,
    refuses,
    says,
    sends,
    usage,
)

QUESTION = "Rainforest这轮融资拿到多少钱?"
MATERIALS = [
    material(
        "新加坡电商聚合商Rainforest刚结束一轮融资，金额为4500万美元。公司手里共有13个品牌。", "Rainforest获得融资"
    ),
    material("砚微智检宣布完成A轮融资，金额1.2亿元人民币。", "砚微智检融资", 2),
]
GOOD = "Rainforest本轮融资金额为4500万美元。[1] 公司共有13个品牌 [1]。"
WRITTEN = (Written("Rainforest本轮融资金额为4500万美元。", (0,)), Written("公司共有13个品牌。", (0,)))


HANGING = 20.0  # seconds: far less than what hangs, far more than a busy machine needs


def write(writer: Writer, within_s: float = 60.0, person: str | None = "ann") -> tuple[Written, ...]:
    return writer.write(QUESTION, MATERIALS, person, within_s)


def test_sentences_come_with_the_materials_that_hold_them(writers: Writers) -> None:
    with Endpoint(says(GOOD)) as endpoint:
        assert write(writers.writer(endpoint)) == WRITTEN
    assert writers.spent() == writers.spent("ann") == 321


def test_the_request_is_what_the_protocol_asks_for(writers: Writers) -> None:
    with Endpoint(says(GOOD)) as endpoint:
        client = LLMClient(endpoint.url, "small", SecretStr("sk-1"))
        write(Writer(client, None, writers.ledger, AMPLE, lambda: NOW))
    asked = endpoint.asked[0]
    assert (asked.path, asked.headers["authorization"]) == ("/v1/chat/completions", "Bearer sk-1")
    assert (asked.body["model"], asked.body["stream"]) == ("small", True)
    assert asked.body["max_tokens"] <= 1000


def test_the_model_sees_the_materials_inside_a_fence_that_changes(writers: Writers) -> None:
    with Endpoint(says(GOOD)) as endpoint:
        writer = writers.writer(endpoint)
        write(writer)
        write(writer)
    first, second = (asked.body["messages"] for asked in endpoint.asked)
    request = first[1]["content"]
    fence = request.partition(">")[0].lstrip("<")
    fenced = request.partition(f"<{fence}>")[2].partition(f"</{fence}>")[0]
    assert all(each.text in fenced for each in MATERIALS)
    assert fence in first[0]["content"]
    assert "instruction" in first[0]["content"]
    assert fence not in second[1]["content"]


def test_a_long_question_is_cut(writers: Writers) -> None:
    with Endpoint(says("NONE")) as endpoint:
        writers.writer(endpoint).write("多少?\n" * 2000, MATERIALS, None, 60)
    question = endpoint.asked[0].body["messages"][1]["content"].rpartition("Question: ")[2]
    assert len(question) == MAX_QUESTION


def test_text_comes_as_it_grows_and_only_when_checked(writers: Writers) -> None:
    seen: list[str] = []
    with Endpoint(says(f"金额为9000万美元。[1] {GOOD}")) as endpoint:
        writers.writer(endpoint).write(QUESTION, MATERIALS, None, 60, seen.append)
    assert seen == [WRITTEN[0].text, f"{WRITTEN[0].text}\n{WRITTEN[1].text}"]


def test_without_materials_nobody_is_asked(writers: Writers) -> None:
    with Endpoint(says(GOOD)) as endpoint:
        assert writers.writer(endpoint).write(QUESTION, [], None, 60) == ()
        assert writers.writer(endpoint).write(QUESTION, MATERIALS, None, 0) == ()
    assert endpoint.asked == []


# -- faults that pass


@pytest.mark.parametrize("code", [500, 502, 503, 408])
def test_a_passing_fault_is_tried_again(code: int, writers: Writers) -> None:
    with Endpoint(refuses(code), says(GOOD)) as endpoint:
        assert write(writers.writer(endpoint)) == WRITTEN
    assert len(endpoint.asked) == 2
    assert writers.spent() == 321


def test_a_wait_that_the_endpoint_asks_for_is_kept(writers: Writers) -> None:
    with Endpoint(refuses(429, {"Retry-After": "0.6"}), says(GOOD)) as endpoint:
        began = time.monotonic()
        assert write(writers.writer(endpoint)) == WRITTEN
    assert 0.6 <= time.monotonic() - began < HANGING


def test_a_wait_beyond_the_deadline_is_not_begun(writers: Writers, caplog: pytest.LogCaptureFixture) -> None:
    with Endpoint(refuses(429, {"Retry-After": "300"}), says(GOOD)) as endpoint:
        began = time.monotonic()
        assert write(writers.writer(endpoint)) == ()
    assert time.monotonic() - began < HANGING
    assert "429" in caplog.text
    assert writers.spent() == 0


@pytest.mark.parametrize("said", ["soon", "-5", "nan", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_a_wait_that_makes_no_sense_is_passed_over(said: str, writers: Writers) -> None:
    with Endpoint(refuses(429, {"Retry-After": said}), says(GOOD)) as endpoint:
        assert write(writers.writer(endpoint)) == WRITTEN


def test_tries_are_bounded(writers: Writers) -> None:
    with Endpoint(refuses(500)) as endpoint:
        assert write(writers.writer(endpoint)) == ()
    assert len(endpoint.asked) == 3
    assert writers.spent() == 0


@pytest.mark.parametrize("code", [401, 403, 404, 422])
def test_a_fault_that_stays_is_not_tried_again(code: int, writers: Writers, caplog: pytest.LogCaptureFixture) -> None:
    with Endpoint(refuses(code, message="wrong\nkey")) as endpoint:
        assert write(writers.writer(endpoint)) == ()
    assert len(endpoint.asked) == 1
    [record] = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert str(code) in record.getMessage()
    assert "\n" not in record.getMessage()


def test_an_endpoint_that_knows_other_parameters_is_asked_with_those(writers: Writers) -> None:
    with Endpoint(refuses(400), says(GOOD)) as endpoint:
        writer = writers.writer(endpoint)
        assert write(writer) == write(writer) == WRITTEN
    assert ["max_completion_tokens" in asked.body for asked in endpoint.asked] == [False, True, True]


def test_an_endpoint_that_refuses_every_form_is_given_up(writers: Writers) -> None:
    with Endpoint(refuses(400)) as endpoint:
        assert write(writers.writer(endpoint)) == ()
    assert len(endpoint.asked) == 3


# -- nobody there, nobody answers


def test_a_refused_connection_is_no_answer(writers: Writers, caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert write(writers.writer(f"http://127.0.0.1:{port}/v1")) == ()
    assert caplog.text.count("LLM:") == 1
    assert writers.spent() == 0


@pytest.mark.parametrize("behaviour", [never_answers, hangs_after("Rainforest"), drips, floods])
def test_the_deadline_holds_whatever_hangs(behaviour: Behaviour, writers: Writers) -> None:
    with Endpoint(behaviour) as endpoint:
        writer = writers.writer(endpoint)
        began = time.monotonic()
        assert write(writer, 0.7) == ()
        assert time.monotonic() - began < HANGING
        assert writers.spent() > 600  # what was set aside: it may have written on


def test_sentences_that_were_there_by_the_deadline_count(writers: Writers) -> None:
    with Endpoint(hangs_after(f"{GOOD} 另外公司")) as endpoint:
        began = time.monotonic()
        assert write(writers.writer(endpoint), 3.0) == WRITTEN
    assert time.monotonic() - began < HANGING


def test_a_sentence_that_the_deadline_cut_does_not_count(writers: Writers) -> None:
    with Endpoint(hangs_after("金额为4500万美元。[1] 公司共有13")) as endpoint:
        assert [each.text for each in write(writers.writer(endpoint), 3.0)] == ["金额为4500万美元。"]


def test_a_slow_reader_ends_at_the_deadline_too(writers: Writers) -> None:
    def slow(sentence: str, passages: object) -> float:
        time.sleep(3.5)
        return 1.0

    with Endpoint(says(GOOD)) as endpoint:
        began = time.monotonic()
        assert len(write(writers.writer(endpoint, slow), 3.0)) == 1
    assert time.monotonic() - began < HANGING


def test_hanging_calls_do_not_pile_up(writers: Writers) -> None:
    with Endpoint(never_answers) as endpoint:
        writer = writers.writer(endpoint)

        def write_and_count(_: int) -> tuple[int, tuple[Written, ...]]:
            return calls_running(), write(writer, 1.0)

        with ThreadPoolExecutor(40) as pool:
            counted = list(pool.map(write_and_count, range(40)))
        assert max(running for running, _ in counted) <= 20  # 16, and threads that are just ending
        assert {written for _, written in counted} == {()}
        writers.spent()
        assert calls_running() == 0


# -- nonsense


def test_what_came_before_the_connection_broke_counts(writers: Writers) -> None:
    with Endpoint(hangs_up_after("金额为4500万美元。[1] 公司共有13个品牌。[1] 总部在")) as endpoint:
        assert len(write(writers.writer(endpoint))) == 2
    assert writers.spent() > 600


def test_a_last_sentence_with_stop_and_citation_counts_although_the_connection_broke(writers: Writers) -> None:
    with Endpoint(hangs_up_after("金额为4500万美元 [1]。")) as endpoint:
        assert len(write(writers.writer(endpoint))) == 1


def test_an_answer_cut_at_its_length_loses_its_last_half_sentence(writers: Writers) -> None:
    with Endpoint(says("金额为4500万美元。[1] 公司共有13", reason="length")) as endpoint:
        assert len(write(writers.writer(endpoint))) == 1


@pytest.mark.parametrize(
    "behaviour",
    [
        sends(b"data: {not json}\n\n", DONE),
        sends(b"\xff\xfe\x00garbage\n\n"),
        sends(event([1, 2]), DONE),
        sends(event("text"), DONE),
        sends(event(None), DONE),
        sends(event({"choices": None}), DONE),
        sends(event({"choices": "text"}), DONE),
        sends(event({"choices": []}), DONE),
        sends(event({"choices": [None]}), DONE),
        sends(event({"choices": [{"delta": None}]}), DONE),
        sends(event({"choices": [{"delta": {"content": 5}}]}), DONE),
        sends(event({"error": {"message": "overloaded"}})),
        sends(b"data: " + b"[" * 100_000 + b"\n\n"),
        sends(DONE),
        sends(),
        says(""),
        lambda wire: wire.status(200, {"Content-Type": "text/html"}, b"<html>hello</html>"),
        lambda wire: wire.status(200, {"Content-Type": "application/json"}, b"{}"),
        lambda wire: wire.status(301, {"Location": "http://127.0.0.1:1/"}, b""),
        lambda wire: wire.hang_up(),
    ],
)
def test_nonsense_is_no_answer(behaviour: Behaviour, writers: Writers, caplog: pytest.LogCaptureFixture) -> None:
    with Endpoint(behaviour) as endpoint:
        assert write(writers.writer(endpoint)) == ()
    assert all("\n" not in record.getMessage() for record in caplog.records)


def test_good_sentences_before_nonsense_count(writers: Writers) -> None:
    with Endpoint(sends(chunk("金额为4500万美元。[1] 然后"), b"data: {broken\n\n")) as endpoint:
        assert len(write(writers.writer(endpoint))) == 1


def test_chunks_without_choices_between_good_ones_are_passed_over(writers: Writers) -> None:
    with Endpoint(
        sends(usage(5), chunk("金额为4500万"), usage(7), chunk("美元。[1]", "stop"), usage(99), DONE)
    ) as endpoint:
        assert len(write(writers.writer(endpoint))) == 1
    assert writers.spent() == 99


def test_without_usage_an_estimate_that_errs_high_is_booked(writers: Writers) -> None:
    with Endpoint(says(GOOD, tokens=None)) as endpoint:
        assert write(writers.writer(endpoint)) == WRITTEN
    shown = endpoint.asked[0].text
    assert len(shown) / 4 < writers.spent() < 4 * len(shown)


def test_a_huge_output_is_cut(writers: Writers) -> None:
    long = "".join(f"公司{'非常' * 20}共有13个品牌。[1]" for _ in range(1000))
    with Endpoint(says(GOOD + long)) as endpoint:
        began = time.monotonic()
        assert write(writers.writer(endpoint))[:2] == WRITTEN
    assert time.monotonic() - began < HANGING


# -- spending


def test_at_the_limit_of_the_day_nobody_is_asked(writers: Writers, caplog: pytest.LogCaptureFixture) -> None:
    with Endpoint(says(GOOD)) as endpoint:
        assert write(writers.writer(endpoint, limits=TokenLimits(a_day=100))) == ()
    assert endpoint.asked == []
    assert caplog.text.count("LLM:") == 1
    assert writers.spent() == 0


def test_at_a_persons_limit_that_person_gets_none_and_others_do(writers: Writers) -> None:
    limits = TokenLimits(a_day_per_person=2500)
    with Endpoint(says(GOOD, tokens=2000)) as endpoint:
        writer = writers.writer(endpoint, limits=limits)
        assert write(writer, person="ann") == WRITTEN
        assert write(writer, person="ann") == ()
        assert write(writer, person="bob") == WRITTEN
        assert write(writer, person=None) == WRITTEN
    assert (writers.spent(), writers.spent("ann")) == (6000, 2000)


def test_parallel_calls_do_not_pass_the_limit_together(writers: Writers) -> None:
    with Endpoint(says(GOOD, tokens=1000, wait_s=0.3)) as endpoint:
        writer = writers.writer(endpoint, limits=TokenLimits(a_day=5000))
        with ThreadPoolExecutor(12) as pool:
            answers = list(pool.map(lambda n: write(writer, person=f"p{n}"), range(12)))
        answered = sum(answer == WRITTEN for answer in answers)
        assert 1 <= answered == len(endpoint.asked) <= 4
    assert writers.spent() == 1000 * answered


def test_parallel_calls_answer_each_its_own(writers: Writers) -> None:
    with Endpoint(says(GOOD, wait_s=0.2)) as endpoint:
        writer = writers.writer(endpoint)
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(lambda n: write(writer, person=f"p{n}"), range(8))) == {WRITTEN}
        assert endpoint.at_once > 1
    assert writers.spent() == 8 * 321


def test_a_locked_ledger_costs_no_more_than_the_deadline(writers: Writers) -> None:
    with Endpoint(says(GOOD)) as endpoint, writers.ledger._database.transaction():
        began = time.monotonic()
        assert write(writers.writer(endpoint), 0.5) == ()
        assert time.monotonic() - began < HANGING


def test_the_request_is_valid_json_for_any_question(writers: Writers) -> None:
    with Endpoint(says(GOOD)) as endpoint:
        written = writers.writer(endpoint).write(
            "多少\ud800钱\x00?", [*MATERIALS, Material(MATERIALS[0].article, "")], None, 5
        )
    assert written == WRITTEN
    assert json.dumps(endpoint.asked[0].body)
