"""A question put to the router as a script puts it, for tests of what is answered and not of how that looks."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.answer import Answer
from bot.core.person import Person


def answer_to(router: Router, question: str, at: datetime | None = None) -> Answer:
    """From the news as it was at `at`; the question must be one that is answered, not listed."""
    reply = router.respond(understand(question), Person("en", ZoneInfo("UTC"), known_at=at))
    assert reply.answer is not None, reply.text
    return reply.answer
