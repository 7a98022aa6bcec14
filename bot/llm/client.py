"""The endpoint: any that speaks the OpenAI chat protocol, through OpenAI's own client. The one place that knows it.

What goes wrong there leaves as LLMError, one line for the operator.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.llm.prompt import Prompt, estimate_tokens
from data.errors import ConfigError, NewsError
from data.text.cleaning import clean_line

if TYPE_CHECKING:
    import openai

MAX_TOKENS = 600
"""That the model may write for one question."""
_MAX_CHARACTERS = 3000  # for an endpoint that does not keep to MAX_TOKENS
_RETRIES = 2
_FIRST_WAIT_S = 0.25
_STATUS_OF_THE_MOMENT = (408, 409, 425, 429)  # and all from 500
_FORMS: tuple[dict[str, Any], ...] = (  # newer models of OpenAI refuse the first, older endpoints the second
    {"max_tokens": MAX_TOKENS, "temperature": 0, "stream_options": {"include_usage": True}},
    {"max_completion_tokens": MAX_TOKENS, "stream_options": {"include_usage": True}},
    {"max_tokens": MAX_TOKENS},
)


class LLMError(NewsError):
    """The LLM gave no answer, or not all of one."""


class LLMClient:
    """An endpoint and a model of it. `url` ends in /v1 at most endpoints. Thread-safe.

    Raises ConfigError where the package openai is not installed.
    """

    def __init__(self, url: str, model: str, key: SecretStr | None) -> None:
        try:
            import openai
        except ImportError as error:
            reason = "an LLM needs one more package: make run EXTRAS=llm"
            raise ConfigError("NEWSBOT_LLM_URL", reason) from error
        secret = key.get_secret_value() if key else "none"  # without one the client would look for OPENAI_API_KEY
        self.openai = openai.OpenAI(base_url=url, api_key=secret, max_retries=0)
        self.model = model
        self.form = 0  # of _FORMS: the one that the endpoint last took

    def call(self, prompt: Prompt) -> Call:
        return Call(self, prompt)


class Call:
    """One request. `pieces` is for one thread; `leave` may be called from any other to end it."""

    def __init__(self, client: LLMClient, prompt: Prompt) -> None:
        self._client, self._prompt = client, prompt
        self._left = threading.Event()
        self._stream: openai.Stream[Any] | None = None
        self._billed = False  # the endpoint began, or may have begun, to work
        self._ended = False
        self._reported: int | None = None
        self._written: list[str] = []

    @property
    def most_tokens(self) -> int:
        """What the call may cost."""
        return self._prompt.tokens + MAX_TOKENS

    @property
    def tokens(self) -> int:
        """What it cost: as the endpoint reports, else an estimate that errs high."""
        if not self._billed:
            return 0
        if self._reported is not None:
            return self._reported
        if not self._ended:  # it may write on for nobody
            return self.most_tokens
        return self._prompt.tokens + estimate_tokens("".join(self._written))

    def pieces(self, within_s: float) -> Iterator[str]:
        """The text as it comes. Raises LLMError where it does not come to its end."""
        try:
            with _translated(), self._opened(time.monotonic() + within_s) as stream:
                yield from self._read(stream)
        except LLMError:
            if not self._ended:  # what comes behind the end, the figures of usage, may be missed
                raise
        if not self._ended:
            raise LLMError("the answer broke off")

    def leave(self) -> None:
        """Ends the request: nobody waits for it any more."""
        self._left.set()
        if self._stream:
            self._stream.close()

    @contextmanager
    def _opened(self, until: float) -> Iterator[openai.Stream[Any]]:
        self._stream = self._open(until)
        self._billed = True
        with self._stream:
            yield self._stream

    def _read(self, stream: openai.Stream[Any]) -> Iterator[str]:
        for chunk in stream:
            if self._left.is_set() or sum(map(len, self._written)) > _MAX_CHARACTERS:
                return
            self._reported = _usage(chunk) or self._reported
            text, reason = _content(chunk)
            self._ended |= reason == "stop"
            if text:
                self._written.append(text)
                yield text

    def _open(self, until: float) -> openai.Stream[Any]:
        """The stream of an answer; tried again, within the time, where the fault may pass."""
        import openai

        retries = 0
        while True:
            try:
                return self._request(until - time.monotonic())
            except openai.BadRequestError:
                if not self._other_form():
                    raise
            except openai.APITimeoutError:
                self._billed = True
                raise
            except (openai.APIConnectionError, openai.APIStatusError) as error:
                wait = _wait_s(error, retries)
                if wait is None or retries == _RETRIES or time.monotonic() + wait >= until or self._left.wait(wait):
                    raise
                retries += 1

    def _request(self, within_s: float) -> openai.Stream[Any]:
        messages: Any = [
            {"role": "system", "content": self._prompt.rules},
            {"role": "user", "content": self._prompt.request},
        ]
        stream: openai.Stream[Any] = self._client.openai.chat.completions.create(
            model=self._client.model,
            messages=messages,
            stream=True,
            timeout=max(within_s, 0.01),
            **_FORMS[self._client.form],
        )
        return stream

    def _other_form(self) -> bool:
        """Goes on to the next form of request; False, and back to the first, where all were refused."""
        self._client.form = (self._client.form + 1) % len(_FORMS)
        return self._client.form != 0


@contextmanager
def _translated() -> Iterator[None]:
    """Turns what the client library raises, and what it trips over in an endpoint's nonsense, into LLMError."""
    import openai

    try:
        yield
    except openai.APITimeoutError as error:
        raise LLMError("no answer in time") from error
    except openai.APIStatusError as error:
        raise LLMError(f"status {error.status_code}: {clean_line(error.message)[:200]}") from error
    except openai.APIConnectionError as error:
        raise LLMError(f"the connection failed: {clean_line(str(error.__cause__ or error))[:200]}") from error
    except openai.OpenAIError as error:
        raise LLMError(clean_line(str(error))[:200]) from error
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, RuntimeError, OSError) as error:
        raise LLMError(f"not an answer of an OpenAI-compatible endpoint: {clean_line(str(error))[:200]}") from error


def _wait_s(error: openai.APIConnectionError | openai.APIStatusError, retries: int) -> float | None:
    """How long to wait before another try: as the endpoint says, else longer each time; None: no use."""
    import openai

    if isinstance(error, openai.APIStatusError):
        if error.status_code < 500 and error.status_code not in _STATUS_OF_THE_MOMENT:
            return None
        with suppress(KeyError, ValueError):
            said = float(error.response.headers["retry-after"])
            if said >= 0:
                return said
    return _FIRST_WAIT_S * 2.0**retries * random.uniform(0.75, 1.25)


def _content(chunk: Any) -> tuple[str, str | None]:
    """The text of a chunk and why it is the last one; the client does not check what an endpoint sends."""
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list) or not choices:
        return "", None
    text = getattr(getattr(choices[0], "delta", None), "content", None)
    return text if isinstance(text, str) else "", getattr(choices[0], "finish_reason", None)


def _usage(chunk: Any) -> int | None:
    total = getattr(getattr(chunk, "usage", None), "total_tokens", None)
    return total if isinstance(total, int) and total > 0 else None
