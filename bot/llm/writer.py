"""Answers in the words of an LLM: asked once, read as it writes, each sentence checked before it counts."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.llm.checks import Claim, Evidence, fault
from bot.llm.client import LLMClient, LLMError
from bot.llm.drafts import GrowingText, Sentence
from bot.llm.material import Material, Written
from bot.llm.prompt import bounded, make_prompt
from bot.llm.running import Account, Running
from data.chats.llm_budget import LLMBudget, TokenLimits
from data.text.scripts import is_han

LEAST_SUPPORT = 0.5
"""The reader's score (0..1) from which the cited passages hold a sentence."""
MOST_SENTENCES = 6
_AT_ONCE = 16  # calls; an endpoint that hangs cannot pile up threads

Supports = Callable[[str, Sequence[str]], float]
_log = logging.getLogger(__name__)


class Writer:
    """Writes answers with the LLM behind `client`; thread-safe as `supports` is.

    `supports` is a reader's score of a sentence against the passages it cites; None: only the checks in code.
    """

    def __init__(
        self,
        client: LLMClient,
        supports: Supports | None,
        ledger: LLMBudget,
        limits: TokenLimits,
        clock: Callable[[], datetime],
    ) -> None:
        self._client, self._supports = client, supports
        self._ledger, self._limits, self._clock = ledger, limits, clock
        self._at_once = threading.BoundedSemaphore(_AT_ONCE)

    def write(
        self,
        question: str,
        materials: Sequence[Material],
        person: str | None,
        within_s: float,
        on_text: Callable[[str], None] | None = None,
    ) -> tuple[Written, ...]:
        """The sentences that passed, in the order written; () where none did, whatever the reason.

        Takes `within_s` and at most one call of `supports` more; what passed by then counts. `person` None: nobody
        of a chat, only the day's limit holds. `on_text` gets the text so far, a sentence a line, after each sentence.
        Faults of the endpoint are logged, one line each, and never raised.
        """
        until = time.monotonic() + within_s
        shown = [(at, each) for at, each in enumerate(map(Evidence.of, materials)) if each.text]
        if not shown or within_s <= 0:
            return ()
        if not self._at_once.acquire(blocking=False):
            _log.warning("LLM: %d questions wait for it already", _AT_ONCE)
            return ()
        call = self._client.call(make_prompt(question, [evidence for _, evidence in shown]))
        account = Account(self._ledger, self._limits, self._clock, person)
        running = Running(call, account, until - time.monotonic(), self._at_once.release)
        editor = _Editor(bounded(question), shown, self._supports, until, on_text)
        _edit(running, editor)
        return tuple(editor.written)


class _Editor:
    """Takes sentences as they come, keeps those that are held by what they cite."""

    def __init__(
        self,
        question: str,
        shown: Sequence[tuple[int, Evidence]],
        supports: Supports | None,
        until: float,
        on_text: Callable[[str], None] | None,
    ) -> None:
        self._question, self._shown, self._supports = question, shown, supports
        self._until, self._on_text = until, on_text
        self.written: list[Written] = []

    @property
    def full(self) -> bool:
        return len(self.written) >= MOST_SENTENCES

    def take(self, sentences: Sequence[Sentence]) -> None:
        """Checks `sentences` while there is time and room."""
        for sentence in sentences:
            if self.full or time.monotonic() >= self._until:
                return
            sources = self._sources(sentence)
            if sources and all(sentence.text != each.text for each in self.written):
                self.written.append(Written(sentence.text, sources))
                if self._on_text:
                    self._on_text("\n".join(each.text for each in self.written))

    def _sources(self, sentence: Sentence) -> tuple[int, ...]:
        """Where the materials that hold the sentence stand; () where it must not be said."""
        claim = Claim.of(sentence.text, self._question)
        if not sentence.text or claim.of_han != is_han(self._question):
            return ()
        held = self._held(claim, sentence.cited) if sentence.cited else self._found(claim)
        if not held or not self._supported(claim, held):
            return ()
        return tuple(self._shown[number - 1][0] for number in held)

    def _held(self, claim: Claim, cited: Sequence[int]) -> list[int]:
        """Of the numbers cited, those that exist and whose passages hold the claim."""
        held = []
        for number in cited:
            if 1 <= number <= len(self._shown):
                reason = fault(claim, self._shown[number - 1][1], self._supports is not None)
                if reason is None:
                    held.append(number)
                else:
                    _log.debug("LLM, dropped [%d] of %r: %s", number, claim.text, reason)
        return held

    def _found(self, claim: Claim) -> list[int]:
        """The number of the first passage that holds all figures and names of a claim without citations."""
        if not claim.figures and not claim.names:
            return []
        numbers = range(1, len(self._shown) + 1)
        return [number for number in numbers if fault(claim, self._shown[number - 1][1], False) is None][:1]

    def _supported(self, claim: Claim, held: Sequence[int]) -> bool:
        if self._supports is None:
            return True
        score = self._supports(claim.text, [self._shown[number - 1][1].text for number in held])
        if score < LEAST_SUPPORT:
            _log.debug("LLM, dropped %r: the reader's score is %.2f", claim.text, score)
        return score >= LEAST_SUPPORT


def _edit(running: Running, editor: _Editor) -> None:
    """Reads what is written until it ends, breaks off or the time is over."""
    draft = GrowingText()
    try:
        for piece in running.pieces():
            editor.take(draft.add(piece))
            if editor.full:
                return
        editor.take(draft.end())
    except LLMError as error:
        _log.warning("LLM: %s", error)
        editor.take(draft.break_off())
    finally:
        running.leave()
